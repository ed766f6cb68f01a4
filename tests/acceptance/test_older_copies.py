"""The database comes back as an older copy: what was withdrawn, erased or delivered since is not simply sent again."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.faults import LeadApiFault
from sandbox.journal import LeadRecord
from support.delivered import accepted, marked
from support.homeowner import YES, Homeowner, words
from support.older_copies import Standby, back_up, restore
from support.postgres import PostgresServer
from support.processes import BotProcess, Launcher
from support.waiting import eventually

SOON = {"set": {"bot.lead_api.retry_policy.BACKOFF_MAX": 0.3}}
HELD = "the lead queue is held"


async def lead_waits(sandbox: Sandbox, person: Homeowner) -> None:
    """Have a person's lead wait for a Lead API that is away."""
    await person.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    await person.taps(YES, then="delayed")


async def withdraw(person: Homeowner) -> None:
    """Have a person withdraw: before an attempt, or in the middle of one, which both end the attempts."""
    person.phone.send("/withdraw")
    await eventually(lambda: person.stages[-1] in {"cancelled", "reached"}, person.transcript)


def found(sandbox: Sandbox, record: LeadRecord) -> bool:
    """Whether a look-up showed this lead."""
    return any(look.found == [record.lead_id] for look in sandbox.journal.look_ups)


async def command(bots: Launcher, *words_of: str) -> BotProcess:
    process = await bots.start(*words_of, plan={})
    await process.ends()
    return process


def rows_of(database: Path, chat: int) -> int:
    """How much the database holds about a chat."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        tables = ("chats", "leads", "inbox", "outbox", "message_ids")
        return sum(
            connection.execute(f"SELECT count(*) FROM {table} WHERE chat_id = ?", [chat]).fetchone()[0]
            for table in tables
        )


async def test_a_backup_that_is_restored_sends_nothing_by_itself(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner], database: Path, tmp_path: Path
) -> None:
    bots.faults_expected = True
    first = await bots.start(plan=SOON)
    withdraws, deletes, delivered, later = (meet(name) for name in ("marla", "tyler", "robert", "angel"))
    unfinished = meet("lou")
    await unfinished.reaches("phone")
    for person in (withdraws, deletes, delivered):
        await lead_waits(sandbox, person)
    copy = back_up(database, tmp_path / "copy.db")

    await withdraw(withdraws)
    await deletes.says("/delete", then="deleted")
    await unfinished.says("/delete", then="deleted")
    sandbox.faults.clear()
    await delivered.hears("estimate")
    assert await first.stop() == 0
    (before,) = accepted(sandbox)
    tries = len(sandbox.journal.leads)

    restore(copy, database)
    assert rows_of(database, deletes.phone.id) > 0
    assert rows_of(database, unfinished.phone.id) > 0
    second = await bots.start(plan=SOON)
    await second.says(HELD)
    await second.says("notice=notice.leads_held")
    await later.reaches("consent")
    await later.taps(YES, then="thanks")
    await later.hears(words("slow"))  # long after the queue was looked at
    assert len(sandbox.journal.leads) == tries, "nothing was sent"
    assert rows_of(database, deletes.phone.id) == rows_of(database, unfinished.phone.id) == 0
    check = await command(bots, "check")
    assert "Leads are held" in check.stdout

    released = await command(bots, "leads", "release")
    assert "2 leads are being sent" in released.stdout, released.stderr
    await later.hears("estimate")
    await eventually(lambda: found(sandbox, before), "the look-up of the one that was delivered before")
    _, new = accepted(sandbox)
    assert not marked(new), "nobody could have had this one before"
    assert len(sandbox.journal.leads) == tries + 1, "and the other was not sent again"
    assert (await command(bots, "leads", "release")).stderr.startswith("The lead queue is not held.")
    assert second.stderr.count("notice=notice.leads_held") == 1


@pytest.fixture
def shared(bots: Launcher, postgres: PostgresServer) -> Launcher:
    """Starts processes that share a database."""
    bots.settings["DATABASE_URL"] = postgres.clean_database()
    return bots


async def test_a_failover_that_lost_transactions_is_noticed_by_the_running_bot(
    shared: Launcher, sandbox: Sandbox, postgres: PostgresServer, meet: Callable[[str], Homeowner]
) -> None:
    shared.faults_expected = True
    # Alone it need not wait for others to look for what they did; with others see tests/bot/storage/backends/test_old_copies.py.
    bot = await shared.start(plan={"set": {**SOON["set"], "bot.storage.backends.old_copies.SETTLE": 0.0}})
    withdraws, delivered = meet("marla"), meet("robert")
    for person in (withdraws, delivered):
        await lead_waits(sandbox, person)
    standby = Standby(postgres)
    try:
        await withdraw(withdraws)
        sandbox.faults.clear()
        await delivered.hears("estimate")
        (before,) = accepted(sandbox)
        standby.take_over()
    finally:
        standby.forget()
    await bot.says(HELD)
    later = meet("angel")
    await later.reaches("consent")
    await later.taps(YES, then="thanks")
    await later.hears(words("slow"))
    assert accepted(sandbox) == [before], "nothing was sent"

    await command(shared, "leads", "release")
    await later.hears("estimate")
    await eventually(lambda: found(sandbox, before), "the look-up of the one that was delivered before")
    assert not any(map(marked, accepted(sandbox)))
