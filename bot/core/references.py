"""Lead references: random, unguessable, known to the agency and the person."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

REFERENCE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nothing in it is mistaken for anything else when read over the phone."""

_REFERENCE_BITS = 50


def new_reference() -> str:
    """Return an unused lead reference: 10 random characters (50 bits), unique in the table of leads by constraint."""
    return next(new_references(1))


def new_references(count: int) -> Iterator[str]:
    """Yield as many unused lead references, drawn at once: each draw is a system call outside Python's lock."""
    drawn = secrets.randbits(_REFERENCE_BITS * count)
    for _ in range(count):
        yield "VB-" + "".join([REFERENCE_ALPHABET[drawn >> shift & 31] for shift in range(0, _REFERENCE_BITS, 5)])
        drawn >>= _REFERENCE_BITS
