"""What must not stay is removed on schedule: unfinished forms, delivered leads, the keys that refuse repeats."""

from __future__ import annotations

import asyncio
import logging

from bot.storage import campaigns, chats, dialogues, inbox, leads, outbox
from bot.storage.database import Database
from bot.storage.transaction import Transaction

log = logging.getLogger(__name__)

EVERY = 3600.0
"""Seconds between two rounds."""
DAY = 24 * 3600.0
KEYS_KEPT = 7 * DAY
"""Seconds that the key of a finished update is kept. Telegram hands nothing over again after 24 hours; an outcome's key
must outlive the leases and clocks of everything that could repeat it."""
UNREACHABLE_KEPT = 2 * DAY
"""Seconds that replies wait for somebody who blocked the bot."""


class Housekeeper:
    """Applies the retention. ``retention_days``: how long conversations and settled leads stay after their last change."""

    def __init__(self, database: Database, retention_days: int) -> None:
        self._database = database
        self._retention = retention_days * DAY

    async def run(self) -> None:
        """Clean up now and every hour, until cancelled."""
        while True:
            try:
                await self.clean()
            except Exception as error:  # noqa: BLE001  the top of a loop: the next round tries again
                log.error("housekeeping failed, trying again later", extra={"error": type(error).__name__})
            await asyncio.sleep(EVERY)

    async def clean(self) -> None:
        """Remove what is past its time, then every trace of it in the database's files."""
        removed = await self._database.run(self._remove)
        if removed:
            log.info("removed what is past its time", extra={"rows": removed})
            await self._database.scrub()

    def _remove(self, tx: Transaction) -> int:
        old = tx.now - self._retention
        return (
            chats.expire(tx, old)
            + leads.forget(tx, old)
            + inbox.forget_keys(tx, tx.now - KEYS_KEPT)
            + campaigns.expire_unknown(tx, old)
            + dialogues.expire(tx, old)
            + outbox.drop_unreachable(tx, tx.now - UNREACHABLE_KEPT)
        )
