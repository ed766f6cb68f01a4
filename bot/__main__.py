"""Entry point of ``python -m bot``."""

from __future__ import annotations

import contextlib
import sys


def main() -> int:
    """Run the command that the arguments name; returns the exit code."""
    if sys.argv[1:] == ["health"]:  # run every few seconds: without what the other commands import, a second of work
        from bot.commands import health  # noqa: PLC0415

        return health.main()
    if sys.argv[1:] == ["run"]:  # before what the bot imports, of which the other process needs nothing
        from bot.watchdog import container_init, process  # noqa: PLC0415

        container_init.leave()
        with contextlib.suppress(OSError):  # tried again, and reported, once the log is configured
            process.start()
    from bot.commands import cli  # noqa: PLC0415

    return cli.main()


sys.exit(main())
