"""Two processes of the bot on one PostgreSQL: either may be killed at any time, and so may the server.

Judged from the sandbox's records alone, as in test_kills.py.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.storage import migrations
from sandbox import Sandbox
from support.crowd import Crowd
from support.delivered import accepted, marked, reference
from support.homeowner import WHOLE, Homeowner
from support.postgres import PostgresServer
from support.processes import BotProcess, Launcher
from support.waiting import eventually

LEADS = "this replica leads"


@pytest.fixture
def shared(bots: Launcher, postgres: PostgresServer) -> Launcher:
    """Starts processes that share a database."""
    bots.settings["DATABASE_URL"] = postgres.clean_database()
    return bots


def check_books(sandbox: Sandbox, crowd: Crowd, handovers: int) -> None:
    crowd.check_leads(sandbox)
    conflicts = [call for call in sandbox.journal.calls if call.method == "getUpdates" and call.outcome[:3] == "409"]
    # The poll of one that has just ended may still be open on the server when the next one begins: it is cut off there.
    assert len(conflicts) <= handovers, "only one of them polls"


def leads_now(each: BotProcess) -> bool:
    """Whether the last that a process said of it is that it leads."""
    return each.stderr.count(LEADS) > each.stderr.count(f"{LEADS} no more") * 2


async def two(shared: Launcher) -> tuple[BotProcess, BotProcess]:
    """A leader, and another one."""
    leader = await shared.start(plan={})
    await leader.says(LEADS)
    other = await shared.start(plan={})
    await other.says("database open")
    return leader, other


async def test_either_of_two_replicas_may_be_killed_while_many_talk(
    shared: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    leader, other = await two(shared)
    crowd = Crowd([meet(f"person{number}") for number in range(6)])
    await crowd.hears_more()
    await leader.kill()
    await other.says(LEADS)
    third = await shared.start(plan={})
    await third.says("database open")
    await crowd.hears_more()
    await third.kill()
    await crowd.hears_more()
    await crowd.arrives()
    check_books(sandbox, crowd, handovers=2)


async def test_replacing_one_replica_at_a_time_delays_nothing(
    shared: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    running = [*await two(shared)]
    crowd = Crowd([meet(f"person{number}") for number in range(4)])
    for _ in range(3):
        await crowd.hears_more()
        running.append(await shared.start(plan={}))
        await running[-1].says("database open")
        assert await running.pop(0).stop() == 0
        await eventually(lambda: any(leads_now(each) for each in running), "a leader")
    await crowd.arrives()
    check_books(sandbox, crowd, handovers=3)
    assert [person.stages for person in crowd.people] == [WHOLE] * 4, "nothing is even repeated"


async def test_the_database_s_figures_come_from_the_replica_that_leads(
    shared: Launcher, unused_tcp_port_factory: Callable[[], int]
) -> None:
    async def exporters() -> list[tuple[bool, bool]]:
        """Of each replica that answers: whether it says that it leads, and whether it exports the database's figures."""
        found = []
        async with httpx.AsyncClient(trust_env=False) as client:
            for port in ports:
                with contextlib.suppress(httpx.ConnectError):
                    page = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
                    found.append(("valuation_bot_leader 1.0" in page, "valuation_bot_waiting{" in page))
        return found

    async def are(expected: list[tuple[bool, bool]]) -> None:
        async def they_are() -> bool:
            return sorted(await exporters()) == expected

        await eventually(they_are, f"{expected} of the replicas")

    ports = [unused_tcp_port_factory() for _ in range(2)]
    leader, other = [await shared.start(plan={}, settings={"LISTEN_PORT": str(port)}) for port in ports]
    await are([(False, False), (True, True)])
    if not leads_now(leader):
        leader, other = other, leader
    await leader.kill()
    await other.says(LEADS)
    await are([(True, True)])


NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade():
    for table in ("inbox", "inbox_chats", "chats", "outbox", "outbox_chats", "leads"):
        op.add_column(table, sa.Column("later", sa.Text(), nullable=False, server_default="none"))
        op.add_column(table, sa.Column("latest", sa.Float()))
    op.create_index("ix_leads_later", "leads", ["later", "id"])
    op.create_table("later", sa.Column("id", sa.BigInteger(), primary_key=True))
"""


@pytest.fixture
def next_version(tmp_path: Path) -> dict[str, object]:
    """The plan of a process of the version to come, which brings a migration that touches every busy table."""
    home = Path(str(migrations.__file__)).parent
    newer = shutil.copytree(home, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (newer / "versions" / "v9999_next.py").write_text(NEXT.format(head=migrations.HEAD))
    places = {"HEAD": "9999", "__file__": str(newer / "__init__.py")}
    return {"set": {f"bot.storage.migrations.{name}": value for name, value in places.items()}}


async def test_a_newer_version_migrates_while_the_one_before_serves(
    shared: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner], next_version: dict[str, object]
) -> None:
    older = await two(shared)
    crowd = Crowd([meet(f"person{number}") for number in range(4)])
    await crowd.hears_more()
    newer = []
    for each in older:
        newer.append(await shared.start(plan=next_version))
        await newer[-1].says("schema=9999")
        await crowd.hears_more()
        assert await each.stop() == 0
        await eventually(lambda: any(leads_now(each) for each in (older[1], *newer)), "a leader")
    await crowd.arrives()
    check_books(sandbox, crowd, handovers=2)
    assert [person.stages for person in crowd.people] == [WHOLE] * 4


async def test_a_server_that_is_killed_is_waited_for(
    shared: Launcher, sandbox: Sandbox, postgres: PostgresServer, meet: Callable[[str], Homeowner]
) -> None:
    shared.faults_expected = True
    both = await two(shared)
    crowd = Crowd([meet(f"person{number}") for number in range(4)])
    for _ in range(2):
        await crowd.hears_more()
        times = both[0].stderr.count("the database cannot be reached")
        postgres.kill()
        try:
            for each in both:
                await each.says("the database cannot be reached", times=times + 1)
        finally:
            postgres.start()
    await crowd.arrives()
    assert {reference(record) for record in accepted(sandbox)} == {
        reference(record) for record in accepted(sandbox) if not marked(record)
    }
    assert len({reference(record) for record in accepted(sandbox)}) == len(crowd.people)
