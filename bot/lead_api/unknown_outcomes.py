"""Count of attempts with an unknown outcome, kept in a lead's stored reason.

The lead's row has a column for it. The words are for whoever reads the reason, and for the version before that column, which
may run beside this one and whose rows have the count nowhere else.
"""

from __future__ import annotations

import re

_COUNT = re.compile(r" \(attempts without a known outcome: ([0-9]{1,6})\)\Z")


def with_count(reason: str, unknowns: int) -> str:
    """Return ``reason`` as it is to be stored."""
    return f"{reason} (attempts without a known outcome: {unknowns})" if unknowns else reason


def count_in(reason: str) -> int:
    """Return the count in a stored reason; 0 if it has none."""
    found = _COUNT.search(reason)
    return int(found[1]) if found else 0
