"""Duration of retention after a standstill, and of the waits that it causes.

    python -m benchmarks.clearing --rows 1000000 --database postgresql

A database is filled with this many keys, states and delivered leads, all expired. Then the retention job deletes them
while another task repeatedly stores and takes the turns of some people, and times each of these transactions. ``--whole``
does each job in one transaction instead, for comparison. The figures in docs/scale.md are from here.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from benchmarks.volume import DAY, NEW_CHAT, Server, _arrive, _say, _turn
from bot.jobs.retention import clean
from bot.storage.chats import chat_states
from bot.storage.database import Database
from bot.storage.leads import lead_records
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Chunk

AGE = 40 * DAY
STATE, LEAD = b"s" * 700, b"l" * 800
"""As large as those of real conversations, encrypted."""
PEOPLE = 8
"""Turns per transaction of the others."""
ALL = 2**40
_SERIES = "WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < :rows)"
_FILL = (
    (
        "INSERT INTO inbox (agency, key, source, body, attempts, received_at, done_at) "
        f"{_SERIES} SELECT 'default', 'telegram:' || n, '', :empty, 0, :old + 0.05 * n, :old + 0.05 * n FROM series"
    ),
    (
        "INSERT INTO chats (agency, chat_id, state, saved_at) "
        f"{_SERIES} SELECT 'default', n, :state, :old + 0.05 * n FROM series"
    ),
    (
        "INSERT INTO leads (agency, reference, chat_id, lead, status, reason, estimate, created_at, changed_at) "
        f"{_SERIES} SELECT 'default', 'VB-' || n, n, :lead, 'delivered', :empty, :empty, :old, :old + 0.05 * n FROM series"
    ),
)


class Unscrubbed(Database):
    """Database whose traces of deleted rows are scrubbed and timed separately."""

    async def scrub(self) -> None:
        """Nothing."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clearing", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--whole", action="store_true", help="each job in one transaction")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="clearing-") as folder:
        server = Server(Path(folder)) if asked.database == "postgresql" else None
        database = Unscrubbed(f"sqlite:///{folder}/bot.db" if server is None else server.url)
        try:
            database.open()
            asyncio.run(_measure(database, asked.rows, whole=asked.whole))
        finally:
            database.close()
            if server is not None:
                server.stop()
    return 0


async def _measure(database: Database, rows: int, *, whole: bool) -> None:
    began = time.perf_counter()
    await database.run(partial(_fill, rows=rows))
    _say(f"{rows:,} keys, states and leads stored in {time.perf_counter() - began:.0f} s")
    await _beside("nothing", database, asyncio.sleep(3))
    if whole:
        for name, job in (("keys", inbox.forget_keys), ("states", chat_states.expire), ("leads", lead_records.forget)):
            await _beside(f"all {name} at once", database, database.run(partial(_whole, job=job)))
    else:
        await _beside("clearing up", database, clean(database, {}, time.time()))
        await _beside("and every trace", database, Database.scrub(database))


def _whole(tx: Transaction, job: Callable[..., Chunk]) -> None:
    job(tx, tx.now - AGE / 2, limit=ALL)


def _fill(tx: Transaction, rows: int) -> None:
    values = {"rows": rows, "old": tx.now - AGE, "empty": b"", "state": STATE, "lead": LEAD}
    for statement in _FILL:
        used = {name: value for name, value in values.items() if f":{name}" in statement}
        tx.connection.execute(sa.text(statement), used)


async def _beside(what: str, database: Database, work: Coroutine[object, object, object]) -> None:
    """Wait for ``work``, timing the others' transactions meanwhile."""
    waits: list[float] = []
    over = asyncio.Event()
    others = asyncio.create_task(_others(database, waits.append, over))
    began = time.perf_counter()
    await work
    took = time.perf_counter() - began
    over.set()
    await others
    ordered = sorted(waits)
    shares = (ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100], ordered[-1])
    median, most, longest = (f"{1000 * each:,.0f}" for each in shares)
    _say(f"{what}: {took:.1f} s; others: {len(waits)}, ms {median} median, {most} p99, {longest} longest")


async def _others(database: Database, took: Callable[[float], None], over: asyncio.Event) -> None:
    begin = NEW_CHAT
    while not over.is_set():
        people = range(begin, begin + PEOPLE)
        begun = time.perf_counter()
        await database.run(partial(_take_turns, people=people))
        took(time.perf_counter() - begun)
        begin += PEOPLE
        await asyncio.sleep(0.02)


def _take_turns(tx: Transaction, people: range) -> None:
    _arrive(tx, people, 1)
    _turn(tx, people)


if __name__ == "__main__":
    sys.exit(main())
