"""How somebody would rather be reached: "email only", "please don't ring, text me". A wish, and never a consent."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from conversations.answers.text import runs, words
from conversations.lexicon import table

_MAX = 200
"""Characters; a longer text has more to say than this."""
_LONGEST = 6
"""Words of a phrase at most."""
_ONE_WORD = {written: str(word) for written, word in table("contact_preference", "one_word").items()}
"""Words that are also written as two."""


class Preference(StrEnum):
    """What the agency is told, in ``meta``."""

    EMAIL = "email"
    TEXT = "text"
    NO_CALLS = "email or text"


class Wish(StrEnum):
    """What a phrase wants, or does not want."""

    EMAIL = "email"
    TEXT = "text"
    EITHER = "either"
    NO_CALLS = "no calls"
    OTHERWISE = "otherwise"
    """No emails or no texts: nothing that is noted here."""


Wishes = Mapping[str, Wish]
"""Phrases of plain words, :data:`_LONGEST` at most."""


def wishes(phrases: Mapping[Wish, str]) -> Wishes:
    """Return the phrases of each wish, which are given with commas between; raises :class:`ValueError` for too long a one."""
    known = {_plain(phrase): wish for wish, listed in phrases.items() for phrase in listed.split(",")}
    if long := [phrase for phrase in known if len(phrase.split()) > _LONGEST]:
        raise ValueError(f"phrases of more than {_LONGEST} words: {', '.join(long)}")
    return MappingProxyType(known)


def read(text: str, *lists: Wishes) -> Preference | None:
    """The preference that ``text`` states; ``None`` if it states none, asks, or tells an address or a number. Takes any ``str``."""
    if len(text) > _MAX or "@" in text or "?" in text or any(map(str.isdigit, text)):
        return None
    said = list(runs(_plain(text).split(), _LONGEST))
    found = {known[phrase] for known in lists for phrase in said if phrase in known}
    if not found or Wish.OTHERWISE in found:
        return None
    if Wish.EITHER in found or found >= {Wish.EMAIL, Wish.TEXT} or found == {Wish.NO_CALLS}:
        return Preference.NO_CALLS
    return Preference.EMAIL if Wish.EMAIL in found else Preference.TEXT


def _plain(text: str) -> str:
    said = " ".join(words(text))
    for written, word in _ONE_WORD.items():
        said = said.replace(written, word)
    return said
