"""Campaign codes: validation, matching, suggestions."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum

CODE_MAX = 64
"""Characters. Telegram's rule for the payload of a deep link: 1-64 of ``[A-Za-z0-9_-]``."""
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NO_CODE = re.compile(r"[^a-z0-9_-]+")
_SUGGESTED_MAX = 40
"""Characters of a suggested code: it is to be read out, and to leave room for a number."""


class BadCode(StrEnum):
    """Why a text is no code. A key of the staff's sentences."""

    EMPTY = "empty"
    LONG = "long"
    CHARACTERS = "characters"


def problem(code: str) -> BadCode | None:
    """What is wrong with ``code`` as the payload of a link; ``None`` for a good one."""
    if not code:
        return BadCode.EMPTY
    if len(code) > CODE_MAX:
        return BadCode.LONG
    return None if _CODE.fullmatch(code) else BadCode.CHARACTERS


def folded(code: str) -> str:
    """``code`` as it is matched: without regard to case."""
    return code.lower()


def tag(code: str) -> str:
    """What stands for a code in a button (64 bytes at most, Telegram's limit): 16 characters, the same for every case."""
    return hashlib.blake2b(folded(code).encode(), digest_size=8).hexdigest()


def slug(text: str) -> str:
    """The code that ``text`` comes closest to: "Spring sale!" -> "spring-sale". Empty if nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NO_CODE.sub("-", plain).strip("-_")[:CODE_MAX]


def suggest(words: list[str], taken: Callable[[str], bool]) -> str:
    """A readable code of ``words`` that is not ``taken``, with a number behind it where that is needed."""
    base = slug("-".join(word for word in words if word))[:_SUGGESTED_MAX].strip("-_") or "link"
    number, code = 1, base
    while taken(code):
        number += 1
        code = f"{base}-{number}"
    return code
