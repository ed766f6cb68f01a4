"""``python -m bot run``, without the picture of the estimate unless BENCHMARK_PICTURES says so.

The peers send none, and drawing one is work that has nothing to do with how a bot handles updates; what it costs is
measured in a row of its own.
"""

from __future__ import annotations

import os
import sys

from bot.commands.cli import main
from conversations.flow import outcomes

if __name__ == "__main__":
    if os.environ.get("BENCHMARK_PICTURES") != "1":
        assert callable(outcomes._picture)  # noqa: SLF001  the one place where pictures are ordered
        outcomes._picture = lambda *_: None  # type: ignore[assignment]  # noqa: SLF001
    sys.exit(main(["run"]))
