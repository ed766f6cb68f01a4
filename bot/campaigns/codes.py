"""Campaign codes: validation, matching, suggestions."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum

CODE_MAX = 64
"""Longest code, in characters. Telegram's rule for the payload of a deep link: 1-64 of ``[A-Za-z0-9_-]``."""
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NO_CODE = re.compile(r"[^a-z0-9_-]+")
_SUGGESTED_MAX = 40
"""Longest suggested code, in characters: short enough to read out, with room for a number."""


class BadCode(StrEnum):
    """Reason why a text is not a valid code: a key of the staff's sentences."""

    EMPTY = "empty"
    LONG = "long"
    CHARACTERS = "characters"


def problem(code: str) -> BadCode | None:
    """Return why ``code`` cannot be a link's payload; ``None`` if it can."""
    if not code:
        return BadCode.EMPTY
    if len(code) > CODE_MAX:
        return BadCode.LONG
    return None if _CODE.fullmatch(code) else BadCode.CHARACTERS


def folded(code: str) -> str:
    """Return ``code`` in the form used for comparison: case-folded."""
    return code.lower()


def code_in(said: str) -> str:
    """Return the code that staff typed: by itself, or as the whole link, ``https://t.me/<bot>?start=<code>``."""
    return said.rpartition("start=")[2].rstrip(".,:;")


def tag(code: str) -> str:
    """Return the tag of a code for callback data (Telegram allows 64 bytes): 16 characters, independent of case."""
    return hashlib.blake2b(folded(code).encode(), digest_size=8).hexdigest()


def slug(text: str) -> str:
    """Return ``text`` as a valid code: "Spring sale!" -> "spring-sale". Empty if no valid character remains."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NO_CODE.sub("-", plain).strip("-_")[:CODE_MAX]


def suggest(words: list[str], taken: Callable[[str], bool]) -> str:
    """Return a readable code made of ``words`` that is not in ``taken``, with a number appended where needed."""
    base = slug("-".join(word for word in words if word))[:_SUGGESTED_MAX].strip("-_") or "link"
    number, code = 1, base
    while taken(code):
        number += 1
        code = f"{base}-{number}"
    return code
