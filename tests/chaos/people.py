"""Simulated people: each with answers, a manner and a pace of their own, and a note of what the bot owes them.

An answer is a value that occurs nowhere else in the run, and the bot repeats what it understood. So its messages tell
which of a person's messages were taken, how often, and in which order.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from chaos.owed import ENDINGS, Act, Consent, Owed, Phrases, copied, holds, told, words_of

from conversations.languages.en import CATALOGUE
from sandbox.handles import PersonHandle
from sandbox.world import World
from support.homeowner import ALL_CORRECT, NO, SHARE, STAGES, YES, choice, label, words

_FIRST_NAMES = ("Marla", "Tyler", "Robert", "Angela", "Ricky", "Chloe", "Walter", "Irvine", "Thomas", "Valerie")
_CONSONANTS, _VOWELS = "bdfgklmnprstv", "aeiou"
_TYPES = {
    "detached": ("detached", "Detached"),
    "semi-detached": ("semi-detached", "Semi-detached"),
    "terraced": ("terraced", "Terraced"),
    "flat": ("flat-maisonette", "Flat or maisonette"),
}
"""By the code of the button: what the Lead API calls it, and what the bot says."""
_VOIDED = (ALL_CORRECT, YES)
"""Buttons that a later change takes the meaning from."""


@dataclass
class Answers:
    """What one person tells, in the Lead API's own words, as of now."""

    kind: str
    first: str
    last: str
    phone: str
    email: str
    address: str
    bedrooms: int
    property_type: str

    def as_payload(self) -> dict[str, Any]:
        """The fields of the lead that a consent to these answers makes."""
        return {
            "type": self.kind,
            "first_name": self.first,
            "last_name": self.last,
            "phone": self.phone,
            "email": self.email,
            "address": self.address,
            "postcode": "DE1 1JX",
            "property_bedrooms": self.bedrooms,
            "property_type": self.property_type,
        }


@dataclass(frozen=True)
class Manner:
    """How somebody goes about it."""

    taps: float
    doubles: float
    pace: float
    ahead: bool
    corrections: int
    edits: bool
    shares: bool
    ending: str
    """``consents``, ``declines``, ``withdraws early``, ``withdraws late`` or ``another``."""

    @classmethod
    def drawn(cls, chance: random.Random, pace: float) -> Manner:
        """Return somebody's manner. ``pace``: the longest pause between two acts, in seconds."""
        return cls(
            taps=chance.choice((0.0, 0.5, 1.0)),
            doubles=chance.choice((0.0, 0.0, 0.4)),
            pace=chance.uniform(0.02, pace),
            ahead=chance.random() < 0.3,
            corrections=chance.choice((0, 0, 1, 3)),
            edits=chance.random() < 0.2,
            shares=chance.random() < 0.2,
            ending=chance.choices(
                ("consents", "another", "declines", "withdraws early", "withdraws late"), (60, 12, 10, 8, 10)
            )[0],
        )


@dataclass
class Simulated:
    """One person, their phone, and the note of what they did. ``done``: their script has come to its end."""

    number: int
    phone: PersonHandle
    world: World
    chance: random.Random
    manner: Manner
    acts: list[Act] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    done: bool = False
    longest_wait: float = 0.0
    """Seconds from an act to the last that was owed for it, and for those just before it."""

    def __post_init__(self) -> None:
        syllables = [f"{consonant}{vowel}" for consonant in _CONSONANTS for vowel in _VOWELS]
        digits = (self.number // len(syllables) ** place % len(syllables) for place in range(3))
        self._counter = 0
        self._last = "".join(syllables[digit] for digit in digits).capitalize() + "son"
        self.answers = Answers(
            kind=self.chance.choice(("vendor", "landlord")),
            first=self.chance.choice(_FIRST_NAMES),
            last=self._last,
            phone=f"07986 {500_000 + self.number}",
            email=self._new_email(),
            address=self._new_address(),
            bedrooms=self.chance.randint(1, 5),
            property_type=self.chance.choice([*_TYPES]),
        )

    # ------------------------------------------------------------------------------------ the script

    async def lives(self) -> None:
        """Go through the whole conversation, waiting for the bot wherever a person would."""
        await self._says("/start", (STAGES["sale_or_let"],))
        if self._by_tap():
            await self._taps(choice("sale_or_let", self.answers.kind), (STAGES["name"],))
        else:
            await self._says("sell it" if self.answers.kind == "vendor" else "rent it out", (STAGES["name"],))
        await (self._types_ahead() if self.manner.ahead else self._introduces())
        await self._describes()
        await self._reviews()
        match self.manner.ending:
            case "withdraws early":
                await self._says("/withdraw", (words("withdraw.nothing"),))
            case "declines":
                await self._agrees_with_the_review()
                await self._taps(NO, (STAGES["declined"],))
            case _:
                await self._consents()
        self.done = True

    async def _introduces(self) -> None:
        answers = self.answers
        await self._says(f"{answers.first} {answers.last}", (told("name.got", first=answers.first), STAGES["phone"]))
        if self.manner.shares:
            self.answers.phone = (
                f"0{self.phone.phone.removeprefix('+44')[:4]} {self.phone.phone.removeprefix('+44')[4:]}"
            )
            await self._does("shares", lambda: self.phone.press(SHARE), self._one(STAGES["email"]))
        else:
            await self._says(answers.phone, (STAGES["email"],))
        await self._says(answers.email, (STAGES["address"],))

    async def _types_ahead(self) -> None:
        """Name, phone and email in one go, without waiting for the questions."""
        answers = self.answers
        self._do(
            "name", f"{answers.first} {answers.last}", self._one(told("name.got", first=answers.first), STAGES["phone"])
        )
        self._do("phone", answers.phone, self._one(STAGES["email"]))
        self._do("email", answers.email, self._one(STAGES["address"]))
        await self._hears_all()

    async def _describes(self) -> None:
        """The property, from its address on, as far as it is asked for."""
        answers = self.answers
        await self._says(answers.address, (STAGES["postcode"],))
        await self._says("de11jx", (STAGES["bedrooms"],))
        rooms = (STAGES["property_type"],)
        if self._by_tap():
            await self._taps(choice("bedrooms", str(answers.bedrooms)), rooms)
        else:
            await self._says(str(answers.bedrooms), rooms)
        code = answers.property_type
        review = (STAGES["review"], answers.email, answers.address)
        if self._by_tap():
            await self._taps(choice("property_type", code), review)
        else:
            await self._says(code, review)

    async def _reviews(self) -> None:
        """Correct what was said: by buttons, by editing a message, and by several messages in a row."""
        if self.manner.corrections == 1:
            await self._taps(label("address"), (told("edit.current", answer=self.answers.address),))
            self.answers.address = self._new_address()
            await self._says(
                self.answers.address, (told("edit.changed", answer=self.answers.address), STAGES["review"])
            )
        elif self.manner.corrections:
            for _ in range(self.manner.corrections):
                self.answers.email = self._new_email()
                self._do(
                    "corrects",
                    f"no, {self.answers.email}",
                    self._one(told("edit.changed", answer=self.answers.email), STAGES["review"]),
                )
            await self._hears_all()
        if self.manner.edits:
            street = next(
                message for message in reversed(self.phone.messages) if message["text"] == self.answers.address
            )
            self.answers.address = self._new_address()
            await self._does(
                "edits",
                lambda: self.phone.edit(street["message_id"], self.answers.address),
                self._one(told("edit.changed", answer=self.answers.address), STAGES["review"]),
            )

    async def _agrees_with_the_review(self) -> None:
        await self._taps(ALL_CORRECT, (STAGES["consent"],))

    async def _consents(self) -> None:
        await self._agrees_with_the_review()
        if self.chance.random() < 0.3:
            # Some people think again at the last moment: that voids the question, and it is asked again.
            self.answers.bedrooms = self.answers.bedrooms % 5 + 1
            rooms = self._rooms()
            await self._says(f"no, it's {rooms}", (told("edit.changed", answer=rooms), STAGES["review"]))
            await self._agrees_with_the_review()
        consent = Consent(self._payload(), after=self._newest())
        self.consents.append(consent)
        await self._says_yes()
        if self.manner.ending == "withdraws late":
            consent.withdrawn = True
            cancelled, reached = (words(f"withdraw.{what}") for what in ("cancelled", "reached"))
            await self._does("withdraws", lambda: self.phone.send("/withdraw"), (((cancelled,), (reached,)),))
            return
        await self._hears_the_outcome(consent)
        if self.manner.ending == "another" and len(self.consents) == 1:
            await self._values_another()

    def _payload(self) -> dict[str, Any]:
        payload = self.answers.as_payload()
        payload["phone"] = payload["phone"].replace(" ", "")
        payload["property_type"] = _TYPES[payload["property_type"]][0]
        return payload

    async def _says_yes(self) -> None:
        if self._by_tap():
            await self._taps(YES, (STAGES["thanks"],))
        else:
            await self._says("yes I agree", (STAGES["thanks"],))

    async def _hears_the_outcome(self, consent: Consent) -> None:
        await self._until(lambda: self._heard_ending(consent))

    async def _values_another(self) -> None:
        await self._taps(
            CATALOGUE.sentences["button.another"], (words("another.begin"), STAGES["sale_or_let"]), twice=False
        )
        self.answers = replace(
            self.answers, kind="vendor", address=self._new_address(), bedrooms=self.answers.bedrooms % 5 + 1
        )
        await self._says("sell it", (STAGES["address"],))
        await self._describes()
        await self._consents()

    # ------------------------------------------------------------------------------------ acting and hearing

    def _by_tap(self) -> bool:
        return self.chance.random() < self.manner.taps

    async def _says(self, text: str, owed: Phrases) -> None:
        await self._does(f"says {text}", lambda: self.phone.send(text), ((owed,),))

    async def _taps(self, button: str, owed: Phrases, *, twice: bool = True) -> None:
        """Press a button, some people twice. The second tap may come too late to be answered by a toast alone."""
        await self._pause()
        while button in _VOIDED and self._is_outdated(button):
            # A copy of an earlier message came late and stands last: its button is answered by how it stands.
            self._do(f"taps {button} of an earlier turn", button, ((self._stands(button),),), tap=True)
            await self._hears_all()
        self._do(f"taps {button}", button, ((owed,),), tap=True)
        if twice and self.chance.random() < self.manner.doubles:
            self._do(f"taps {button} again", button, (), tap=True)
            self.acts[-1].may = ((words("tap.too_late"),),)
        await self._hears_all()

    def _is_outdated(self, button: str) -> bool:
        """Whether the newest message with this button repeats an earlier turn's, with another one's in between."""
        turns = [
            (words_of(message), tuple(sorted(message.offered)))
            for message in self._chat.messages.values()
            if any(key["text"] == button for row in message.buttons or () for key in row)
        ]
        return turns[-1] in turns[:-1] and turns[-1] != [*dict.fromkeys(turns)][-1]

    def _stands(self, button: str) -> Phrases:
        if button == ALL_CORRECT:
            return (STAGES["review"], self.answers.email, self.answers.address)
        return (words("consent.changed"), STAGES["consent"])

    async def _does(self, name: str, act: Callable[[], object], owed: tuple[Owed, ...]) -> None:
        await self._pause()
        self.acts.append(Act(name, self._newest(), owed))
        act()
        await self._hears_all()

    def _do(self, name: str, what: str, owed: tuple[Owed, ...], *, tap: bool = False) -> None:
        done = Act(name, self._newest(), owed)
        self.acts.append(done)
        if tap:
            done.tap = self.phone.tap(what)
        else:
            self.phone.send(what)

    @staticmethod
    def _one(*phrases: str) -> tuple[Owed, ...]:
        return ((phrases,),)

    async def _pause(self) -> None:
        await asyncio.sleep(self.chance.uniform(0.0, self.manner.pace))

    async def _hears_all(self) -> None:
        """Wait for all that is owed for the last acts."""
        began = time.monotonic()
        for act in self.acts[-4:]:
            await self._until(partial(self._settled, act))
        self.longest_wait = max(self.longest_wait, time.monotonic() - began)

    async def _until(self, met: Callable[[], object]) -> None:
        await self.phone.until(lambda _: bool(met()), timeout=24 * 3600)

    def _settled(self, act: Act) -> bool:
        """Whether the bot has said what it owes; and, of a tap, whether the button has stopped waiting.

        Telegram brings taps and messages by queues of their own, so who goes on sooner may be heard in another order.
        """
        waits = act.tap and self.world.answerable(act.tap) is not None
        return not waits and all(self._heard(act.after, owed) for owed in act.owed)

    def _heard(self, after: int, owed: Owed) -> bool:
        """Whether a message that is owed has come. A late copy of one from before is not it, whatever it says.

        That is certain of those with buttons; a late "Thank you" may be one for the property before, and will do.
        """
        return any(
            (copies[0] if copies[0].offered else copies[-1]).message_id > after
            and any(holds(words_of(copies[0]), each) for each in owed)
            for copies in copied(self._chat.messages.values(), self.consents)
        )

    def _heard_ending(self, consent: Consent) -> bool:
        return self._heard(consent.after, tuple((STAGES[ending],) for ending in ENDINGS))

    @property
    def _chat(self) -> Any:
        chat = self.world.chat(self.phone.id)
        assert chat is not None
        return chat

    def _newest(self) -> int:
        chat = self.world.chat(self.phone.id)
        return next(reversed(chat.messages), 0) if chat is not None else 0

    # ------------------------------------------------------------------------------------ values

    def _new_email(self) -> str:
        self._counter += 1
        return f"{self._last.lower()}.{self.number}.{self._counter}@cloud.com"

    def _new_address(self) -> str:
        self._counter += 1
        return f"{self._counter * 1000 + self.number % 1000} {self._last} Street, Example Town"

    def _rooms(self) -> str:
        return CATALOGUE.show("bedrooms", self.answers.bedrooms)
