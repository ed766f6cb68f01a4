"""Lead references: random, unguessable, known only to the agency and the person."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

REFERENCE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, which omits letters that are easily confused when read out."""

_REFERENCE_BITS = 50


def new_reference() -> str:
    """Return a lead reference: 10 random characters (50 bits); a constraint of the leads table ensures uniqueness."""
    return next(new_references(1))


def new_references(count: int) -> Iterator[str]:
    """Yield ``count`` new lead references from one draw: each draw is a system call."""
    drawn = secrets.randbits(_REFERENCE_BITS * count)
    for _ in range(count):
        yield "VB-" + "".join([REFERENCE_ALPHABET[drawn >> shift & 31] for shift in range(0, _REFERENCE_BITS, 5)])
        drawn >>= _REFERENCE_BITS
