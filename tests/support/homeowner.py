"""A homeowner over the real wire: writes and taps in the sandbox's chat, and waits for what the bot says there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.staff.wording import STAFF
from conversations.languages.en import CATALOGUE
from conversations.questions import DEFAULT_ORDER
from sandbox.handles import PersonHandle
from support.waiting import PATIENCE, eventually

SAID: dict[str, str] = {
    "sale_or_let": "sell it",
    "name": "Mrs Marla Singer",
    "phone": "07986 000000",
    "email": "cloud9@cloud.com",
    "address": "123 Example Street, Example Town",
    "postcode": "de11jx",
    "bedrooms": "4",
    "property_type": "semi-detached",
}
"""What the guide's example person types."""


def words(key: str) -> str:
    """Return the longest run of words of a sentence, the staff's too, that holds no placeholder, as a phone shows it."""
    plain = (CATALOGUE.sentences.get(key) or STAFF.sentences[key]).replace("**", "")
    return max(re.split(r"\{[^}]*\}", plain), key=len).strip()


STAGES: dict[str, str] = {
    **{key: words(f"{key}.ask") for key in DEFAULT_ORDER},
    "review": words("review"),
    "consent": words("consent.ask"),
    "thanks": words("sent.thanks"),
    "delayed": words("delayed"),
    "estimate": words("estimate.what_next"),
    "no estimate": words("estimate.none"),
    "estimate lost": words("estimate.lost"),
    "set aside": words("set_aside"),
    "declined": words("declined"),
    "cancelled": words("withdraw.cancelled"),
    "reached": words("withdraw.reached"),
    "deleted": words("deleted"),
    "rejected": words("rejected"),
    "apology": words("apology"),
}
"""Where a conversation stands, by the words that tell."""

YES = CATALOGUE.sentences["consent.yes"]
NO = CATALOGUE.sentences["consent.no"]
ALL_CORRECT = CATALOGUE.sentences["button.reviewed"]
SHARE = CATALOGUE.sentences["keyboard.share"]
ORDER = (*DEFAULT_ORDER, "review", "consent")
WHOLE = [*ORDER, "thanks", "estimate"]
"""The stages of a conversation that goes all the way."""


def choice(question: str, code: str) -> str:
    """Return the label of a choice's button."""
    return CATALOGUE.sentences[f"{question}.choice.{code}"]


def label(question: str) -> str:
    """Return the label of the button that changes an answer at the review."""
    return CATALOGUE.sentences[f"{question}.label"]


class Homeowner:
    """One person and their chat. Whatever waits fails after ``PATIENCE`` seconds, showing the chat."""

    def __init__(self, phone: PersonHandle) -> None:
        self.phone = phone

    @property
    def texts(self) -> list[str]:
        """What the bot said so far, in words."""
        return [message["text"] or message["caption"] for message in self.phone.bot_messages]

    @property
    def stages(self) -> list[str]:
        """The stages that the bot's messages told of, in their order."""
        return self._stages_of(self.texts)

    @staticmethod
    def _stages_of(texts: Sequence[str]) -> list[str]:
        return [stage for text in texts for stage, told in STAGES.items() if told in text]

    @property
    def last(self) -> str:
        return self.texts[-1]

    @property
    def labels(self) -> list[str]:
        """The buttons under the bot's last message."""
        return [button["text"] for row in self.phone.last["buttons"] for button in row]

    async def hears(self, stage: str, *, after: int = 0, patience: float = PATIENCE) -> str:
        """Wait for a message of this stage (or with these words) beyond the first ``after`` of the bot's."""
        told = STAGES.get(stage, stage)

        def found() -> list[str]:
            return [text for text in self.texts[after:] if told in text]

        await eventually(found, lambda: f"{stage!r} in\n{self.transcript()}", patience)
        return found()[-1]

    async def starts(self, code: str = "", *, then: str = "sale_or_let") -> str:
        """Follow a link."""
        return await self._and_hears(then, self.phone.start, code)

    async def says(self, text: str, *, then: str) -> str:
        """Write ``text`` and wait for the stage that is to follow; returns the message."""
        return await self._and_hears(then, self.phone.send, text)

    async def taps(self, button: str, *, then: str) -> str:
        """Press the newest button with this label."""
        return await self._and_hears(then, self.phone.tap, button)

    async def presses(self, key: str, *, then: str) -> str:
        """Press a key of the keyboard in force."""
        return await self._and_hears(then, self.phone.press, key)

    async def _and_hears(self, stage: str, act: Any, *args: str) -> str:
        before = len(self.texts)
        act(*args)
        return await self.hears(stage, after=before)

    async def answers(self, *keys: str, said: dict[str, str] | None = None) -> str:
        """Type the answers to these questions, in the usual order; to all of them if none is named."""
        heard = ""
        for key in keys or DEFAULT_ORDER:
            heard = await self.says({**SAID, **(said or {})}[key], then=following(key))
        return heard

    async def reaches(self, stage: str) -> str:
        """Start, and type what leads up to a question, the review, consent, or (consent given) the estimate."""
        heard = await self.starts()
        until = ORDER.index(stage) if stage in ORDER else len(ORDER)
        for key in ORDER[:until]:
            match key:
                case "review":
                    heard = await self.taps(ALL_CORRECT, then="consent")
                case "consent":
                    heard = await self.taps(YES, then=stage)
                case _:
                    heard = await self.answers(key)
        return heard

    def said(self, text: str) -> int:
        """Return the id of their message with this text."""
        found: int = next(message["message_id"] for message in self.phone.messages if message["text"] == text)
        return found

    @property
    def asked(self) -> str:
        """The question (or review, or consent) that stands at the end of the chat."""
        return next(stage for stage in reversed(self.stages) if stage in ORDER)

    async def goes_on(self, stage: str = "estimate") -> str:
        """Answer whatever is asked, from wherever the conversation stands, until ``stage``; returns its message."""
        before = 0

        def goes_on() -> set[str]:
            return {*self._stages_of(self.texts[before:])} & {*ORDER} - {asked}

        while stage != (asked := self.asked):
            before = len(self.texts)
            match asked:
                case "review":
                    self.phone.tap(ALL_CORRECT)
                case "consent":
                    self.phone.tap(YES)
                    break
                case _:
                    self.phone.send(SAID[asked])
            await eventually(goes_on, lambda: f"anything after {self.asked!r} in\n{self.transcript()}")
        return await self.hears(stage, after=before)

    def transcript(self) -> str:
        """The chat, for a person who looks into a failure."""
        said = ((each["from"], each["text"] or each["caption"] or each["kind"]) for each in self.phone.messages)
        return "\n".join(f"{who:>6}: {what[:500]}" for who, what in said).encode("ascii", "backslashreplace").decode()


def following(key: str) -> str:
    """Return what comes after a question in the usual order."""
    return ORDER[ORDER.index(key) + 1]


def without_repeats(stages: Sequence[str]) -> list[str]:
    """Return each stage once, where it first came."""
    return list(dict.fromkeys(stages))
