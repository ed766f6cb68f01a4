"""Reload of the tenants' files while the bot runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from bot.agencies.tenants import Tenants
from bot.core.wakeup import Wakeup
from bot.settings.problems import SettingsProblem

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two checks. A change counts once two checks see the same file, since it may be half written at first."""

Look = dict[Path, tuple[int, int, int] | None]


class TenantsReloader:
    """Watcher that rereads the tenants' files when one changes, or at once when :attr:`now` is notified.

    ``read`` reads the files, ``change`` receives the result. An invalid file changes nothing and is logged once.
    """

    def __init__(
        self,
        first: Tenants,
        read: Callable[[], Tenants],
        change: Callable[[Tenants], Awaitable[None]],
    ) -> None:
        self.now = Wakeup()
        self._read = read
        self._change = change
        self._current = first
        self._read_at: Look = {}
        """Files as they were last read; none at first, so that what changed since ``first`` was read is not missed."""
        self._told: list[str] = []

    async def run(self) -> None:
        """Watch until cancelled."""
        last = self._read_at
        while True:
            asked = await self.now.wait(EVERY)
            look = await asyncio.to_thread(_look, self._current.files)
            if asked or (look == last and look != self._read_at):
                self._read_at = look
                await self._take_over(look)
            last = look

    async def _take_over(self, look: Look) -> None:
        try:
            tenants = await asyncio.to_thread(self._read)
        except SettingsProblem as problem:
            if problem.problems != self._told:
                self._told = problem.problems
                log.error(
                    "the agencies stay as they were: something is wrong with their settings",
                    extra={"problems": problem.problems},
                )
            return
        self._told = []
        try:
            await self._change(tenants)
        except Exception as error:  # noqa: BLE001  last resort: a change that fails is tried again in the next round
            log.error("the agencies' settings could not be applied", extra={"error": type(error).__name__})
            return
        self._current = tenants
        self._read_at = {path: look[path] for path in tenants.files & look.keys()} | _look(tenants.files - look.keys())


def _look(files: Iterable[Path]) -> Look:
    """Return the identity of each file's content: inode, size and time of change."""
    look: Look = {}
    for path in files:
        try:
            found = path.stat()
        except OSError:
            look[path] = None
        else:
            look[path] = (found.st_ino, found.st_size, found.st_mtime_ns)
    return look
