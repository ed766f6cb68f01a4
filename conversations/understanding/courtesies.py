"""Courtesies: texts that are neither answer nor request but get a reply: hello, thanks, not now, swearing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from conversations.answers import smalltalk, yes_no
from conversations.answers.smalltalk import FILLERS, GREETINGS, Smalltalk
from conversations.answers.text import head
from conversations.languages import CATALOGUES, alternatives
from conversations.understanding.utterance import Utterance


class Courtesy(StrEnum):
    """Courtesy; its reply is ``courtesy.<name>`` of the catalogues."""

    GREETING = "greeting"
    THANKS = "thanks"
    BYE = "bye"
    LATER = "later"
    REFUSAL = "refusal"
    SWEARING = "swearing"
    QUESTION = "question"
    HERE = "here"
    SAME = "same"


FAILURES = frozenset({Courtesy.REFUSAL, Courtesy.SWEARING, Courtesy.QUESTION, Courtesy.SAME})
"""Courtesies that suggest the person is stuck: they count as answers not understood."""

_KINDS = {
    Smalltalk.SWEARING: Courtesy.SWEARING,
    Smalltalk.QUESTION: Courtesy.QUESTION,
    Smalltalk.GREETING: Courtesy.GREETING,
}
_SAYS_NOTHING = FILLERS | GREETINGS
_LONGEST = 8
"""Maximum number of words; a longer text is more than a courtesy."""
_READ = 200
"""Maximum number of characters searched."""


def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of the language and of English: ``beside_*`` match single words, ``here`` and ``same`` whole texts."""
    said = alternatives(language, "courtesies")
    whole = {name: said[name] for name in ("thanks", "beside_thanks", "byes", "beside_byes", "here", "same")}
    within = ("later", "has_none", "does_not_know", "no_postcode", "nearby", "counts", "room")
    return MappingProxyType(
        {name: re.compile(f"^(?:{alternatives})") for name, alternatives in whole.items()}
        | {name: re.compile(rf"\b(?:{said[name]})(?!\w)") for name in within}
    )


_PATTERNS = MappingProxyType({code: _patterns(code) for code in CATALOGUES})


def heard(said: Utterance) -> Courtesy | None:
    """Return the courtesy that a text as a whole is, or ``None``."""
    if len(said.words) <= _LONGEST and (courtesy := _briefly(said)) is not None:
        return courtesy
    kind = smalltalk.kind(head(said.raw, 2 * _READ))
    if kind in _KINDS:
        return _KINDS[kind]
    if len(said.words) <= _LONGEST and _says(said, "later") and not _asks(said):
        return Courtesy.LATER
    return Courtesy.REFUSAL if kind is Smalltalk.REFUSAL else None


def tells(said: Utterance) -> bool:
    """Return whether a text has content: a number, or more than one word. "ok thanks", "wow" and an emoji have none."""
    rest = [word for word in said.words if word not in _SAYS_NOTHING]
    return len(rest) > 1 or any(map(str.isdigit, said.raw))


def _briefly(said: Utterance) -> Courtesy | None:
    finds = _PATTERNS[said.catalogue.language]

    def each_in(*names: str) -> bool:
        return all(word in _SAYS_NOTHING or any(finds[name].fullmatch(word) for name in names) for word in said.words)

    if any(map(finds["thanks"].fullmatch, said.words)) and each_in("thanks", "beside_thanks"):
        return Courtesy.THANKS
    if any(map(finds["byes"].fullmatch, said.words)) and each_in("thanks", "beside_thanks", "byes", "beside_byes"):
        return Courtesy.BYE
    if finds["here"].fullmatch(said.joined) or (said.words and "?" in said.raw and GREETINGS.issuperset(said.words)):
        return Courtesy.HERE
    return Courtesy.SAME if finds["same"].fullmatch(said.joined) else None


def _asks(said: Utterance) -> bool:
    return any(said.catalogue.asks.match(" ".join(said.words[at:])) for at in range(len(said.words)))


def _says(said: Utterance, *names: str) -> bool:
    return all(_PATTERNS[said.catalogue.language][name].search(said.joined[:_READ]) for name in names)


def declines(said: Utterance) -> bool:
    """Return whether a text says that there is no answer to give: "no", "no thanks", "I don't use email"."""
    return yes_no.adds_nothing(said.raw, said.assent) or _says(said, "has_none")


def does_not_know(said: Utterance) -> bool:
    """Return whether a text says that the person does not know, or asks the bot to find out: "no idea", "look it up"."""
    return _says(said, "does_not_know")


def has_no_postcode(said: Utterance) -> bool:
    """Return whether a text says that the property has no postcode yet: "new build, hasn't got one"."""
    return _says(said, "no_postcode")


def is_approximate(said: Utterance) -> bool:
    """Return whether a text says that its postcode is only near the property's: "nearest is DE1 1JX"."""
    return has_no_postcode(said) or _says(said, "nearby")


def asks_what_counts(said: Utterance) -> bool:
    """Return whether a text asks which rooms are bedrooms: "does a box room count?"."""
    return _says(said, "counts", "room")
