"""Retention: scheduled deletion of unfinished forms, leads, dead letters and the keys that refuse repeats.

The periods in days are settings (``*_retention_days`` in :mod:`bot.settings.schema`); the others are constants here.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bot.core.agency import Retention
from bot.jobs.repeating import repeat
from bot.storage.campaigns import campaigns
from bot.storage.chats import chat_states, relays, visits
from bot.storage.database import Database
from bot.storage.leads import calls, contacts, lead_counts, lead_records, lead_updates
from bot.storage.queues import dead_letters, inbox, message_ids, outbox_results
from bot.storage.sql.bulk_predicates import AgencyFilter
from bot.storage.staff import dialogues, notice_throttle
from bot.storage.upkeep import hangs, trace_keys
from bot.storage.upkeep.chunked_delete import START, Chunk
from bot.telegram.server_clock import ServerClock

log = logging.getLogger(__name__)

EVERY = 3600.0
"""Seconds between two rounds."""
DAY = 24 * 3600.0
SKEW = 300.0
"""Accepted difference, in seconds, between the database's clock and Telegram's; retention is counted in days."""
RECHECK, UNHEARD_RECHECK = 60.0, 1.0
"""Seconds until the next check while the clocks disagree, and while Telegram's time is unknown."""
TELL_EVERY = 60
"""Every how many checks with disagreeing clocks the log repeats the warning."""
TOLD_KEPT = 30 * DAY
"""Seconds that sent staff notices are remembered: longer than the time between two summaries."""
UPDATES_KEPT = 7 * DAY
"""Seconds that a lead's update waits for a removed agency; all others are finished long before."""
UNREACHABLE_KEPT = 2 * DAY
"""Seconds that replies wait for somebody who blocked the bot."""


Job = Callable[..., Chunk]
"""Chunked deletion of one kind of rows: deletes the chunk that begins ``after`` the previous one, in the transaction ``tx``."""


class RetentionJob:
    """Job that applies the retention periods, by the database's clock. One process at a time runs it.

    ``retention`` returns each agency's periods. It deletes only while the ``telegram`` clock agrees, since a clock that is
    months ahead would delete too much for good. A Bot API server that sends no time is not waited for.
    """

    def __init__(
        self, database: Database, retention: Callable[[], Mapping[str, Retention]], telegram: ServerClock
    ) -> None:
        self._database = database
        self._retention = retention
        self._telegram = telegram
        self._doubts = 0
        """Checks at which the clocks disagreed, since they last agreed."""

    async def run(self) -> None:
        """Clean up now and every hour, each time once the clock is confirmed, until cancelled."""
        await repeat(self._clean_if_right, EVERY, "retention failed, trying again later")

    async def _clean_if_right(self) -> float:
        """Clean up if the clock is right. Return the seconds until the next round or the next check of the clock."""
        server_time, unchecked = self._telegram.now(), self._telegram.tells_none
        if server_time is None and not unchecked:
            return UNHEARD_RECHECK
        now = await self._database.run(lambda tx: tx.now)
        ahead = 0.0 if server_time is None else now - server_time
        if abs(ahead) > SKEW:
            if self._doubts % TELL_EVERY == 0:
                log.error(
                    "the database's clock is not Telegram's, so nothing is removed: set the clock",
                    extra={"seconds_ahead": round(ahead)},
                )
            self._doubts += 1
            return RECHECK
        if self._doubts:
            log.info("the database's clock is Telegram's again")
        self._doubts = 0
        await clean(self._database, self._retention(), now)
        return EVERY


async def clean(database: Database, kept: Mapping[str, Retention], now: float) -> None:
    """Delete expired rows, then scrub all traces of deleted rows from the database files.

    ``kept`` are the agencies' periods; rows of removed agencies are kept for the longest of all. ``now`` is in seconds since
    1970, by the database's clock.
    """
    removed = sum([await _finish(database, job) for job in _due(kept, now)])
    given_up = sum([await _finish(database, job) for job in _set_aside(kept, now)])
    if removed:
        log.info("deleted expired data", extra={"rows": removed})
    if given_up:
        log.warning("deleted dead letters that nobody dealt with in time", extra={"rows": given_up})
    await database.scrub()


async def _finish(database: Database, job: Job) -> int:
    """Run a job chunk by chunk; return the number of rows.

    Finished chunks persist if the process ends in between. Other work waits for at most one chunk, and then has the
    database to itself for as long as the chunk took.
    """
    rows, after = 0, START
    while True:
        begun = time.perf_counter()
        piece = await database.run(partial(job, after=after))
        rows += piece.rows
        if piece.after is None:
            return rows
        after = piece.after
        await asyncio.sleep(time.perf_counter() - begun)


def _due(kept: Mapping[str, Retention], now: float) -> Iterator[Job]:
    """Yield the deletions of everything that has expired."""
    yield partial(inbox.forget_keys, older_than=now - longest(kept, lambda each: each.keys) * DAY)
    yield partial(message_ids.expire, older_than=now - message_ids.REMOVABLE)
    yield partial(lead_counts.expire, older_than=now - lead_counts.DAY)
    yield partial(outbox_results.drop_unreachable, older_than=now - UNREACHABLE_KEPT)
    yield partial(notice_throttle.expire, older_than=now - TOLD_KEPT)
    yield partial(hangs.expire, older_than=now - DAY)
    yield partial(lead_updates.expire, older_than=now - UPDATES_KEPT)
    yield partial(visits.expire, older_than=now)
    yield partial(trace_keys.expire, older_than=now - longest(kept, lambda each: each.conversations) * DAY)
    for days, whose in _by_days(kept, lambda each: each.conversations).items():
        for expire in (chat_states.expire, campaigns.expire_unknown, dialogues.expire):
            yield partial(expire, older_than=now - days * DAY, of=whose)
    for days, whose in _by_days(kept, lambda each: each.leads).items():
        for forget in (lead_records.forget, contacts.expire, relays.expire, calls.expire_openings):
            yield partial(forget, older_than=now - days * DAY, of=whose)


def _set_aside(kept: Mapping[str, Retention], now: float) -> Iterator[Job]:
    """Yield the deletions of dead letters."""
    for days, whose in _by_days(kept, lambda each: each.set_aside).items():
        for expire in (lead_records.expire_set_aside, dead_letters.expire):
            yield partial(expire, older_than=now - days * DAY, of=whose)


def longest(kept: Mapping[str, Retention], what: Callable[[Retention], int]) -> int:
    """Return the longest of the agencies' retentions in days."""
    return max(map(what, kept.values()), default=what(Retention()))


def _by_days(kept: Mapping[str, Retention], what: Callable[[Retention], int]) -> dict[int, AgencyFilter]:
    """Return the agencies by their retention in days; unknown agencies count with the longest."""
    named: dict[int, list[str]] = defaultdict(list)
    for agency, retention in kept.items():
        named[what(retention)].append(agency)
    named.pop(longest(kept, what), None)
    others = [agency for agencies in named.values() for agency in agencies]
    filters = {days: AgencyFilter(of=agencies) for days, agencies in named.items()}
    return filters | {longest(kept, what): AgencyFilter(but=others)}
