"""What must not stay is removed on schedule: unfinished forms, delivered leads, the keys that refuse repeats."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping

from bot.storage import campaigns, chats, dialogues, inbox, leads, outbox
from bot.storage.among import Whose
from bot.storage.database import Database
from bot.storage.transaction import Transaction

log = logging.getLogger(__name__)

EVERY = 3600.0
"""Seconds between two rounds."""
DAY = 24 * 3600.0
RETENTION_DEFAULT = 30
"""Days, while no agency is set up."""
KEYS_KEPT = 7 * DAY
"""Seconds that the key of a finished update is kept. Telegram hands nothing over again after 24 hours; an outcome's key
must outlive the leases and clocks of everything that could repeat it."""
UNREACHABLE_KEPT = 2 * DAY
"""Seconds that replies wait for somebody who blocked the bot."""


class Housekeeper:
    """Applies the retention.

    ``retention_days`` says of each agency how long conversations and settled leads stay after their last
    change. What is left of an agency that is not set up any more stays as long as anybody's.
    """

    def __init__(self, database: Database, retention_days: Callable[[], Mapping[str, int]]) -> None:
        self._database = database
        self._retention_days = retention_days

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
        removed = inbox.forget_keys(tx, tx.now - KEYS_KEPT) + outbox.drop_unreachable(tx, tx.now - UNREACHABLE_KEPT)
        for days, whose in _by_days(self._retention_days()).items():
            old = tx.now - days * DAY
            removed += chats.expire(tx, old, whose) + leads.forget(tx, old, whose)
            removed += campaigns.expire_unknown(tx, old, whose) + dialogues.expire(tx, old, whose)
        return removed


def _by_days(retention: Mapping[str, int]) -> dict[int, Whose]:
    """Whose data stays for how long: the longest of the times is that of all agencies which are not named with another."""
    named: dict[int, list[str]] = defaultdict(list)
    for agency, days in retention.items():
        named[days].append(agency)
    longest = max(named, default=RETENTION_DEFAULT)
    others = [agency for agency, days in retention.items() if days != longest]
    return {days: Whose(of=agencies) for days, agencies in named.items() if days != longest} | {
        longest: Whose(but=others)
    }
