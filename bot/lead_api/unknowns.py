"""How many attempts at a lead ended without anybody learning what came of them.

The count has to outlive the process, or each restart would allow as many repeats again. It stands at the end of the
reason that the lead's row keeps, where an engineer reads it as well.
"""

from __future__ import annotations

import re

_COUNT = re.compile(r" \(attempts without a known outcome: ([0-9]{1,6})\)\Z")


def with_count(reason: str, unknowns: int) -> str:
    """``reason`` as it is to be stored."""
    return f"{reason} (attempts without a known outcome: {unknowns})" if unknowns else reason


def count_in(reason: str) -> int:
    """The count in a stored reason; 0 if it has none."""
    found = _COUNT.search(reason)
    return int(found[1]) if found else 0
