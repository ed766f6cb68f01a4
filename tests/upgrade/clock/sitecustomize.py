"""Set the clock of a Python process: ``CLOCK_OFFSET`` seconds are added to what :func:`time.time` returns.

Python imports this module by itself at its start, where its folder is in ``PYTHONPATH``.
"""

from __future__ import annotations

import os
import time

_time = time.time


def _shifted() -> float:
    return _time() + float(os.environ.get("CLOCK_OFFSET", "0"))


time.time = _shifted
