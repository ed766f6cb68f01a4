"""Entry point of ``python -m bot``."""

from __future__ import annotations

import sys

from bot.commands.cli import main

sys.exit(main())
