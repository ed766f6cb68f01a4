"""Group commit: items that arrive at about the same time are written in one transaction.

A transaction costs a sync of the disk or, on PostgreSQL, a dozen messages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from bot.storage.problems import DatabaseProblem

I = TypeVar("I")  # noqa: E741  an item
R = TypeVar("R")


class GroupCommit(Generic[I, R]):
    """Writer of items in groups of up to ``most``: items that arrive while a group is written go into the next one.

    ``write`` writes a group, in the order of ``key`` if that is given, and returns a result for each item. A group starts
    ``linger`` seconds after the previous one was written; ``pause`` waits for that. A group that fails is written item by
    item, so that one that cannot be written does not affect the others; not if the database fails.
    """

    def __init__(
        self,
        write: Callable[[list[I]], Awaitable[list[R]]],
        *,
        most: int,
        key: Callable[[I], Any] | None = None,
        linger: float = 0.0,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._write = write
        self._most = most
        self._key = key
        self._linger = linger
        self._pause = pause
        self._waiting: list[tuple[I, asyncio.Future[R]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._wrote_at = -linger

    async def add(self, item: I) -> R:
        """Return the item's result once it is committed; raises the error of its transaction. Cancelling does not prevent it."""
        written: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, written))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        return await written

    async def end(self) -> None:
        """Wait until everything added has been tried."""
        if self._writing is not None:
            await self._writing

    async def _write_all(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                await self._pause(self._wrote_at + self._linger - loop.time())
                group, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                if (key := self._key) is not None:
                    group.sort(key=lambda each: key(each[0]))
                await self._write_group(group)
                self._wrote_at = loop.time()
        finally:
            self._writing = None

    async def _write_group(self, group: list[tuple[I, asyncio.Future[R]]]) -> None:
        try:
            results = await self._write([item for item, _ in group])
        except Exception as error:  # noqa: BLE001  passed on to whoever added the item
            if len(group) > 1 and not isinstance(error, DatabaseProblem):
                for each in group:
                    await self._write_group([each])
                return
            for _, written in group:
                if not written.done():  # whoever added it gave up waiting
                    written.set_exception(error)
        else:
            for (_, written), result in zip(group, results, strict=True):
                if not written.done():
                    written.set_result(result)
