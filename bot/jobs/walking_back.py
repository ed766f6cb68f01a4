"""Walk back through the chats, latest first, in which events are put into the inbox."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from bot.core.wakeup import Wakeup
from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import LastSaved
from bot.storage.database import Database
from bot.storage.queues import inbox
from bot.storage.queues.inbox import NewItem
from bot.storage.transaction import Transaction

Choose = Callable[[Transaction, Sequence[LastSaved]], list[NewItem]]
"""Returns the events for some of these chats."""


async def walk_back(
    database: Database,
    wakeup: Wakeup,
    choose: Choose,
    *,
    before: float,
    since: float,
    limit: int,
    pause: Callable[[int], float],
) -> int:
    """Put what ``choose`` returns for the chats last saved between ``since`` and ``before`` into the inbox; return how many.

    That is done for ``limit`` chats in a transaction. ``pause`` returns the seconds to wait after a number of events. Times are
    in seconds since 1970.
    """

    def job(tx: Transaction) -> tuple[Sequence[LastSaved], int]:
        saved = chat_states.saved_before(tx, before, since, limit)
        return saved, inbox.add(tx, choose(tx, saved))

    total = 0
    while before > since:
        saved, added = await database.run(job)
        if added:
            total += added
            wakeup.notify()
        if len(saved) < limit:
            break
        before = min(each.saved_at for each in saved)
        await asyncio.sleep(pause(added))
    return total
