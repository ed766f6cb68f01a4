"""Preferred way of contact: "email only", "please don't ring, text me". A wish, never a consent."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from conversations.answers.text import runs, words
from conversations.lexicon import table

_MAX = 200
"""Maximum length in characters; a longer text is about more than this."""
_LONGEST = 6
"""Maximum number of words of a phrase."""
_ONE_WORD = {written: str(word) for written, word in table("contact_preference", "one_word").items()}
"""Words that are also written as two words."""


class Preference(StrEnum):
    """Preferred way of contact, as sent to the agency in ``meta``."""

    EMAIL = "email"
    TEXT = "text"
    NO_CALLS = "email or text"


class Wish(StrEnum):
    """Way of contact that a phrase asks for or rules out."""

    EMAIL = "email"
    TEXT = "text"
    EITHER = "either"
    NO_CALLS = "no calls"
    OTHERWISE = "otherwise"
    """No emails or no texts, which is not recorded."""


Wishes = Mapping[str, Wish]
"""Wishes by phrases of at most :data:`_LONGEST` plain words."""


def wishes(phrases: Mapping[Wish, str]) -> Wishes:
    """Return the wishes by phrase, from comma-separated phrases by wish; raises :class:`ValueError` if one is too long."""
    known = {_plain(phrase): wish for wish, listed in phrases.items() for phrase in listed.split(",")}
    if long := [phrase for phrase in known if len(phrase.split()) > _LONGEST]:
        raise ValueError(f"phrases of more than {_LONGEST} words: {', '.join(long)}")
    return MappingProxyType(known)


def read(text: str, *lists: Wishes) -> Preference | None:
    """Return the preference stated in ``text``; ``None`` without one, or for a question or a contact. Takes any ``str``."""
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
