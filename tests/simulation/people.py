"""People of a world: those of the chaos, who add, ask, withdraw and delete afterwards; and some who come back later."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from random import Random

from chaos.owed import ENDINGS, Act, Consent, copied, told, words_of
from chaos.people import _TYPES, Simulated

from conversations.languages.en import CATALOGUE
from sandbox.handles import PersonHandle
from support.homeowner import ALL_CORRECT, ORDER, STAGES, YES, choice, words

POISON = "Wow!!!!"
"""What somebody says where a world has poison in it."""
PASS_ON = CATALOGUE.sentences["button.pass_on"]
ARRIVED = ("estimate", "no estimate", "estimate lost")
"""Endings that tell that the agency has the lead."""
BOOK, ACCEPT = CATALOGUE.sentences["button.visit"], "Accept"
AGREED = told("visit.accepted", office_name="Example Homes", when="").partition("  ")[0]
TALK, LET = CATALOGUE.sentences["button.talk"], told("relay.let", agency="Example Homes")
QUESTIONS = 3
"""What somebody writes to the staff who lets them read the chat."""
NO_MORE = (words("relay.ended.idle"), words("relay.ended.broken"))
"""What is told where nobody reads a chat any more, although nobody wished so."""
HOMEOWNER = "Homeowner: "
"""How what a homeowner wrote begins in a topic."""
SETTLED = tuple(words(f"withdrawal.{end}") for end in ("noted", "absent", "failed"))
"""What is told of a withdrawal in the end."""
_ASKS_AGAIN_AFTER = 240.0
_MYDATA = (
    (words("mydata.count"),),
    (words("mydata.contacts"),),
    (words("mydata.kept"),),
    (words("mydata.topics"),),
    (words("mydata.unprocessed"),),
    *[(told("mydata.passing_on", agency="Example Homes", text=""),)] * 2,
    *[(words("mydata.lead"),)] * 3,
)
"""What /mydata may show in further messages."""


@dataclass(frozen=True)
class Afterwards:
    """What somebody does once they are through: ``adds`` something, ``asks`` what is held, ``withdraws``, ``deletes``.

    Who ``books`` a visit does so after adding, and who ``talks`` to the staff after that.
    """

    adds: bool = False
    asks: bool = False
    withdraws: bool = False
    deletes: bool = False
    books: bool = False
    talks: bool = False

    @classmethod
    def drawn(cls, chance: Random, *shares: float) -> Afterwards:
        """Somebody's: each with the share of people who do it."""
        return cls(*(chance.random() < share for share in shares))


class Homeowner(Simulated):
    """Somebody of the chaos. ``poisons``: see poison.py; ``added`` is what they added to their lead.

    ``relayed`` is what they wrote to the staff.
    """

    afterwards = Afterwards()
    poisons = False
    added = ""
    relayed: tuple[str, ...] = ()
    staff: StaffMember | None = None

    async def lives(self) -> None:
        await super().lives()
        self.done = False
        await self._hears_of_the_withdrawal()
        if self.afterwards.adds and self._arrived():
            await self._adds()
        if self.afterwards.books and self._arrived():
            await self._books()
        if self.afterwards.talks and self._arrived():
            await self._talks()
        if self.afterwards.asks:
            await self._asks()
        if self.afterwards.withdraws and self._arrived() and len(self.consents) == 1:
            await self._withdraws()
        if self.afterwards.deletes:
            await self._says("/delete", (STAGES["deleted"],))
        self.done = True

    async def _describes(self) -> None:
        if self.poisons:
            self.poisons = False
            await self._says(POISON, (STAGES["apology"],))
        await super()._describes()

    async def _hears_the_outcome(self, consent: Consent) -> None:
        """Wait for how it ends; where an answer is refused meanwhile, give another and agree again."""
        refused = 0
        while True:
            await self._until(lambda: self._heard_ending(consent) or self._refusals(consent) > refused)  # noqa: B023
            if self._refusals(consent) <= refused:
                return
            refused += 1
            kinds = [*_TYPES]
            answers = self.answers
            answers.property_type = kinds[(kinds.index(answers.property_type) + 1) % len(kinds)]
            chosen = choice("property_type", answers.property_type)
            await self._taps(chosen, (STAGES["review"], answers.email, answers.address))
            await self._agrees_with_the_review()
            consent.before.append(consent.payload)
            consent.payload = self._payload()
            consent.renewed.append(self._newest())
            await self._says_yes()

    def _refusals(self, consent: Consent) -> int:
        """How often an answer was refused since a consent, copies of a message apart."""
        copies = copied(self._chat.messages.values(), self.consents)
        return sum(each[0].message_id > consent.after and STAGES["rejected"] in words_of(each[0]) for each in copies)

    def _arrived(self) -> bool:
        if not self.consents or self.consents[-1].withdrawn:
            return False
        return any(self._heard(self.consents[-1].after, ((STAGES[ending],),)) for ending in ARRIVED)

    async def _adds(self) -> None:
        self.added = f"Key number {1000 + self.number} is with the neighbour"
        await self._does("adds", lambda: self.phone.send(self.added), (((words("after.pass_on"),),),))
        await self._taps(PASS_ON, (words("passed_on"),), twice=False)

    async def _books(self) -> None:
        """Ask for the first hour of the first day, and wait until the staff, who look now and then, accept it."""
        await self._taps(BOOK, (words("visit.which_day"),), twice=False)
        await self._taps(self._first_below(words("visit.which_day")), (words("visit.which_hour"),), twice=False)
        await self._taps(self._first_below(words("visit.which_hour")), (words("visit.requested"),), twice=False)
        while not self._told(AGREED):
            await asyncio.sleep(3.0)
            if self.staff is not None:
                self.staff.accepts()

    async def _talks(self) -> None:
        """Let the staff read the chat, write to them until each is answered, and end it."""
        await self._taps(TALK, (words("relay.offer"),), twice=False)
        await self._taps(LET, (words("relay.opened"),), twice=False)
        for number in range(QUESTIONS):
            await self._pause()
            said = f"Question {number} of {self.answers.last}"
            self.relayed = (*self.relayed, said)
            self.acts.append(
                Act("writes to the staff", self._newest(), (((answer_to(said),), *((no,) for no in NO_MORE)),))
            )
            self.phone.send(said)
            while not self._told(answer_to(said)):
                if any(map(self._told, NO_MORE)):
                    return
                await asyncio.sleep(3.0)
                if self.staff is not None:
                    self.staff.answers()
        await self._says("/stop", (words("relay.ended"),))

    def _first_below(self, what: str) -> str:
        """The first button below the newest message with these words."""
        shown = next(message for message in reversed(self.phone.bot_messages) if what in message["text"])
        button: str = shown["buttons"][0][0]["text"]
        return button

    async def _asks(self) -> None:
        held = [(words(what), self.answers.email) for what in ("mydata", "mydata.details")]
        await self._does("asks", lambda: self.phone.send("/mydata"), ((*held, (words("mydata.nothing"),)),))
        self.acts[-1].may = _MYDATA

    async def _withdraws(self) -> None:
        self.consents[-1].withdrawn = True
        await self._does("withdraws", lambda: self.phone.send("/withdraw"), (((words("withdraw.reached"),),),))
        await self._hears_of_the_withdrawal()

    async def _hears_of_the_withdrawal(self) -> None:
        """Wait until it is told what came of it, if that was promised."""
        if self._told(words("withdraw.marking")):
            await self._until(lambda: any(map(self._told, SETTLED)))

    def _told(self, what: str) -> bool:
        return any(what in message["text"] or what in message["caption"] for message in self.phone.bot_messages)


class Persistent(Simulated):
    """Somebody who answers whatever is asked last, and does it again if nothing comes of it: taps may be lost for good.

    What they are owed is not noted act by act, so only how it ends is held against the bot.
    """

    asks_again_after = _ASKS_AGAIN_AFTER
    """Seconds of silence after which they do it again; infinite: only if they are asked."""

    async def lives(self) -> None:
        self.phone.send("/start")
        heard = 0
        while not {*ENDINGS} & {*self._stages()}:
            try:
                seconds = min(self.asks_again_after, 30 * 24 * 3600.0)
                await self.phone.until(lambda _: len(self.phone.bot_messages) > heard, timeout=seconds)  # noqa: B023
            except TimeoutError:
                if self._agreed():
                    continue  # it is the agency's turn
            await self._rests()
            heard = len(self.phone.bot_messages)
            if not self._agreed():
                self._answers()
        self.done = True

    async def _rests(self) -> None:
        await asyncio.sleep(self.chance.uniform(0.0, self.manner.pace))

    def _stages(self) -> list[str]:
        texts = [message["text"] or message["caption"] for message in self.phone.bot_messages]
        return [stage for text in texts for stage, words in STAGES.items() if words in text]

    def _agreed(self) -> bool:
        """Whether it is the agency's turn: they said yes, and no answer was refused since."""
        said = [stage for stage in self._stages() if stage in ("thanks", "rejected")]
        return said[-1:] == ["thanks"]

    def _asked(self) -> str:
        return next((stage for stage in reversed(self._stages()) if stage in ORDER), "")

    def _answers(self) -> None:
        answers = self.answers
        asked = self._asked()
        said = {
            "sale_or_let": "sell it" if answers.kind == "vendor" else "rent it out",
            "name": f"{answers.first} {answers.last}",
            "phone": answers.phone,
            "email": answers.email,
            "address": answers.address,
            "postcode": "de11jx",
            "bedrooms": str(answers.bedrooms),
            "property_type": answers.property_type,
        }
        match asked:
            case "":
                self.phone.send("/start")
            case "review":
                self.phone.tap(ALL_CORRECT)
            case "consent":
                if not self.consents:
                    payload = answers.as_payload()
                    payload["phone"] = payload["phone"].replace(" ", "")
                    payload["property_type"] = _TYPES[payload["property_type"]][0]
                    self.consents.append(Consent(payload, after=self._newest()))
                self.phone.tap(YES)
            case _:
                self.phone.send(said[asked])


class Silent(Persistent):
    """Somebody who falls silent in the middle, and goes on when they are reminded, or the next day."""

    quiet_at = "address"
    """The question at which they fall silent."""
    silence = 10 * 3600.0
    """Seconds until they go on by themselves."""
    _was_silent = False

    async def _rests(self) -> None:
        await super()._rests()
        if self._asked() == self.quiet_at and not self._was_silent:
            self._was_silent = True
            try:
                await self.phone.until(lambda _: self._reminded(), timeout=self.silence)
            except TimeoutError:
                return

    def _reminded(self) -> bool:
        return any(words("reminder") in message["text"] for message in self.phone.bot_messages)


def answer_to(said: str) -> str:
    """What staff write to somebody who wrote this."""
    return f"An answer to {said.lower()}"


class StaffMember:
    """Somebody who reads the staff's group, accepts every visit that is asked for there, and answers all in its topics, once."""

    def __init__(self, phone: PersonHandle, group: int) -> None:
        self._phone = phone
        self._group = group
        self._answered: set[str] = set()

    def accepts(self) -> None:
        """Accept what was asked for since the last time."""
        for message in self._phone.group_messages(self._group):
            for key in (key for row in message["buttons"] for key in row):
                if key["text"] == ACCEPT and key["data"] not in self._answered:
                    self._answered.add(key["data"])
                    self._phone.tap_in_group(self._group, key["data"])

    def answers(self) -> None:
        """Answer what homeowners wrote in topics since the last time."""
        for topic in self._phone.topics(self._group):
            for message in self._phone.topic_messages(self._group, topic):
                said = message["text"].removeprefix(HOMEOWNER)
                if said != message["text"] and said not in self._answered:
                    self._answered.add(said)
                    self._phone.send_to_topic(self._group, topic, answer_to(said))
