"""What must not stay is removed on schedule: unfinished forms, leads, what was set aside, keys that refuse repeats."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping

from bot.agency import Retention
from bot.storage import campaigns, chats, dialogues, inbox, leads, message_ids, outbox, told
from bot.storage.among import Whose
from bot.storage.database import Database
from bot.storage.transaction import Transaction

log = logging.getLogger(__name__)

EVERY = 3600.0
"""Seconds between two rounds."""
DAY = 24 * 3600.0
TOLD_KEPT = 30 * DAY
"""Seconds that it is kept what the staff were told of: longer than the time between two summaries."""
UNREACHABLE_KEPT = 2 * DAY
"""Seconds that replies wait for somebody who blocked the bot."""


class Housekeeper:
    """Applies the retention, on the database's clock. One process at a time does this.

    ``retention`` says of each agency how long what is kept. What is left of an agency that is not set up any more stays as
    long as anybody's.
    """

    def __init__(self, database: Database, retention: Callable[[], Mapping[str, Retention]]) -> None:
        self._database = database
        self._retention = retention

    async def run(self) -> None:
        """Clean up now and every hour, until cancelled."""
        while True:
            try:
                await self.clean()
            except Exception as error:  # noqa: BLE001  the top of a loop: the next round tries again
                log.error("housekeeping failed, trying again later", extra={"error": type(error).__name__})
            await asyncio.sleep(EVERY)

    async def clean(self) -> None:
        """Remove what is past its time, then every trace of it, and of what others erased, in the database's files."""
        removed, given_up = await self._database.run(self._remove)
        if removed:
            log.info("removed what is past its time", extra={"rows": removed})
        if given_up:
            log.warning("deleted what was set aside and nobody dealt with in time", extra={"rows": given_up})
        await self._database.scrub()

    def _remove(self, tx: Transaction) -> tuple[int, int]:
        kept = self._retention()
        keys = max((each.keys for each in kept.values()), default=Retention().keys)
        removed = (
            inbox.forget_keys(tx, tx.now - keys * DAY) + message_ids.expire(tx) + told.expire(tx, tx.now - TOLD_KEPT)
        )
        removed += outbox.drop_unreachable(tx, tx.now - UNREACHABLE_KEPT)
        given_up = 0
        for days, whose in _by_days(kept, lambda each: each.conversations).items():
            old = tx.now - days * DAY
            removed += chats.expire(tx, old, whose)
            removed += campaigns.expire_unknown(tx, old, whose) + dialogues.expire(tx, old, whose)
        for days, whose in _by_days(kept, lambda each: each.leads).items():
            removed += leads.forget(tx, tx.now - days * DAY, whose)
        for days, whose in _by_days(kept, lambda each: each.set_aside).items():
            old = tx.now - days * DAY
            given_up += leads.expire_set_aside(tx, old, whose) + inbox.expire_set_aside(tx, old, whose)
        return removed, given_up


def _by_days(kept: Mapping[str, Retention], what: Callable[[Retention], int]) -> dict[int, Whose]:
    """Whose data stays for how long: the longest of the times is that of all agencies which are not named with another."""
    named: dict[int, list[str]] = defaultdict(list)
    for agency, retention in kept.items():
        named[what(retention)].append(agency)
    longest = max(named, default=what(Retention()))
    shorter = {days: agencies for days, agencies in named.items() if days != longest}
    others = [agency for agencies in shorter.values() for agency in agencies]
    return {days: Whose(of=agencies) for days, agencies in shorter.items()} | {longest: Whose(but=others)}
