"""The duties where only the real wire and real processes show that they are kept. The table is in docs/privacy.md."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sqlite3
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from sandbox import Sandbox
from sandbox.faults import LeadApiFault
from support.delivered import accepted, the_lead
from support.homeowner import ALL_CORRECT, YES, Homeowner, label, words
from support.postgres import PostgresServer
from support.processes import Launcher
from support.waiting import eventually

CLEAR = "Remove our messages"
PERSONAL = re.compile(
    rb"Marla|Singer|7986 ?000000|cloud9|other@cloud|Example Street|Paper Street|DE1 ?1JX|Nixon", re.IGNORECASE
)


def traces(database: Path) -> set[tuple[str, bytes]]:
    """What is personal in the raw bytes of the database's files."""
    files = [file for file in database.parent.glob(f"{database.name}*") if file.is_file()]
    assert database in files
    return {(file.name, found) for file in files for found in PERSONAL.findall(file.read_bytes())}


def metrics(port: int) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        page: bytes = answer.read()
    return page


async def test_duty_08_and_14_canaries_are_nowhere_after_a_full_conversation_and_delete(
    bots: Launcher,
    sandbox: Sandbox,
    marla: Homeowner,
    meet: Callable[[str], Homeowner],
    database: Path,
    unused_tcp_port: int,
) -> None:
    """With corrections, a delivery that failed, a second property, /mydata, and deletion; then everything is searched."""
    bots.faults_expected = True
    staff = meet("tyler")
    bots.personal |= {"other@cloud.com", "Paper Street", "Nixon"}
    settings = {"STAFF_CHAT_ID": str(staff.phone.id), "LISTEN_PORT": str(unused_tcp_port), "AGENCY_NAME": "Derby Homes"}
    staff.phone.start()
    bot = await bots.start(plan={"set": {"bot.lead_api.retry_policy.BACKOFF_MAX": 0.3}}, settings=settings)
    await staff.hears("sale_or_let")
    told = len(staff.texts)
    await marla.reaches("review")
    await marla.taps(label("email"), then="email")
    await marla.says("other@cloud.com", then="review")
    marla.phone.edit(marla.said("123 Example Street, Example Town"), "7 Paper Street, Derby")
    await marla.hears("7 Paper Street")
    await marla.says("my cat is called Nixon", then="review")
    await marla.taps(ALL_CORRECT, then="consent")
    assert staff.texts[told:] == [], "nothing before consent (duty 12)"
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="gdpr_checkbox"))
    await marla.taps(YES, then="set aside")
    reference = sandbox.journal.leads[0].payload["meta"]["reference"]
    await staff.hears(reference)
    sandbox.faults.clear()
    retried = await bots.start("leads", "retry", reference, plan={})
    assert await retried.ends() == 0
    await marla.hears("estimate")
    await marla.says("/mydata", then="other@cloud.com")
    assert traces(database), "the search finds what is there"

    await marla.says("/delete", then="deleted")
    await staff.hears("Erasure asked for")
    await eventually(lambda: not traces(database), lambda: traces(database))
    page = await asyncio.to_thread(metrics, unused_tcp_port)
    assert b"valuation_bot_" in page
    assert not PERSONAL.search(page)
    # As a number of its own: its four digits may well be among the decimals of a measured time.
    assert not re.search(rb"(?<![\w.])%d(?![\w.])" % marla.phone.id, page)
    cards = "\n".join(staff.texts[told:])
    assert "New lead" in cards, "the card of the lead that was delivered in the end"
    assert not PERSONAL.search(cards.encode())
    counted = await bots.start("stats", "--csv", "-", plan={})
    assert await counted.ends() == 0, counted.stderr
    assert "\n" in counted.stdout
    assert not PERSONAL.search(counted.stdout.encode())
    assert await bot.stop() == 0
    assert traces(database) == set()
    # Logs and output of all processes are read for the same values, and for the chats, when the test ends.


@pytest.mark.parametrize("how", ["delete", "forget"])
async def test_duty_08_and_11_look_ups_updates_and_hashes_are_shown_and_go_with_everything(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path, how: str
) -> None:
    """A lead that was looked up by its person's address, and updated; no log of it tells the address, the chat or the text."""

    def rows(query: str) -> list[tuple[object, ...]]:
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()

    bots.personal |= {"Nixon"}
    await bots.start(plan={"set": {"bot.lead_api.retry_policy.BACKOFF_MAX": 0.3}})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("drop_after", times=1))
    await marla.taps(YES, then="estimate")
    (lead,) = sandbox.leads.made
    assert sandbox.journal.look_ups[-1].query == {"email": lead.values["email"]}
    await marla.says("Waiting for probate of the late Mr Nixon", then=words("after.pass_on"))
    await marla.taps("Pass that on", then=words("passed_on"))
    await eventually(lambda: lead.questionnaire, "the addition")

    await marla.says("/mydata", then="Your permission")
    shown = "\n".join(marla.texts)
    assert f"lead system: {lead.id}" in shown
    assert "Scrambled forms (hashes)" in shown
    assert len(rows("SELECT contact FROM contacts")) == 2
    assert not PERSONAL.search(str(rows("SELECT contact FROM contacts")).encode())

    if how == "delete":
        await marla.says("/delete", then="deleted")
    else:
        forget = await bots.start("forget", lead.meta["reference"], "--yes", plan={})
        assert await forget.ends() == 0, forget.stderr
    await eventually(lambda: lead.values["gdpr_checkbox"] is False, "the withdrawal")
    await eventually(lambda: not rows("SELECT id FROM lead_updates"), "nothing left of it")
    await eventually(lambda: not traces(database), lambda: traces(database))
    assert rows("SELECT contact FROM contacts") == []
    assert rows("SELECT id FROM leads WHERE lead_id IS NOT NULL OR chat_id IS NOT NULL") == []


async def test_duty_08_and_11_on_several_machines(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, postgres: PostgresServer
) -> None:
    """Whichever of two processes takes a turn: all is shown, taken back and deleted."""
    url = bots.settings["DATABASE_URL"] = postgres.clean_database()
    for _ in range(2):
        await bots.start(plan={})
    await marla.reaches("estimate")
    reference = the_lead(sandbox)["meta"]["reference"]
    shown = await marla.says("/mydata", then="Your permission")
    assert reference in shown
    assert "Marla Singer" in shown
    assert reference in await marla.says("/withdraw", then="reached")
    assert reference in await marla.says("/delete", then="deleted")
    with psycopg.connect(url) as connection:
        for table, column in (("chats", "state"), ("outbox", "body"), ("leads", "lead"), ("inbox", "body")):
            kept = connection.execute(f"SELECT {column} FROM {table}").fetchall()
            assert not any(PERSONAL.search(bytes(value)) for (value,) in kept), table
    assert "I hold no answers of yours" in await marla.says("/mydata", then="hold")


@pytest.mark.parametrize("pressed", [True, False], ids=["wanted", "not wanted"])
async def test_duty_09_the_messages_of_the_chat_are_removed_if_that_is_wanted(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, pressed: bool
) -> None:
    await bots.start(plan={})
    await marla.reaches("estimate")
    told = await marla.says("/delete", then="deleted")
    assert "Clear history" in told
    assert len(marla.phone.messages) > 20
    if not pressed:
        assert "deleteMessages" not in {call.method for call in sandbox.journal.calls}
        return
    marla.phone.tap(CLEAR)
    await marla.hears("Older ones are yours to clear")
    left = [message["text"] for message in marla.phone.messages]
    assert len(left) == 1, left


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("by", ["reference", "chat"])
async def test_forget_works_beside_a_running_bot_and_prints_a_receipt(
    bots: Launcher,
    sandbox: Sandbox,
    marla: Homeowner,
    meet: Callable[[str], Homeowner],
    database: Path,
    postgres: PostgresServer,
    kind: str,
    by: str,
) -> None:
    if kind == "postgresql":
        bots.settings["DATABASE_URL"] = postgres.clean_database()
    bot = await bots.start(plan={})
    await marla.reaches("estimate")
    reference = the_lead(sandbox)["meta"]["reference"]
    other = meet("tyler")
    await other.reaches("name")
    who = reference if by == "reference" else str(marla.phone.id)
    forgetting = await bots.start("forget", who, "--yes", plan={})
    assert await forgetting.ends() == 0, forgetting.stderr
    receipt = forgetting.stdout
    assert "1 conversation, 1 lead" in receipt
    assert f"your lead system may hold {reference}" in receipt
    assert not PERSONAL.search(receipt.encode())
    assert str(marla.phone.id) not in receipt
    if kind == "sqlite":
        await eventually(lambda: not traces(database), lambda: traces(database))
    again = await bots.start("forget", who, "--yes", plan={})
    assert await again.ends() == 1
    assert "Nothing is held" in again.stderr

    await other.goes_on("review")
    assert bot.handle.poll() is None
    assert "I hold no answers of yours" in await marla.says("/mydata", then="hold")


async def test_forget_while_the_lead_is_in_flight(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    bot = await bots.start(plan={})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=1, times=1))
    await marla.taps(YES, then="thanks")
    await eventually(lambda: sandbox.faults.lead_api.mode == "none", "the request that is held")
    forgetting = await bots.start("forget", str(marla.phone.id), plan={}, typed="y\n")
    assert await forgetting.ends() == 0, forgetting.stderr
    assert "your lead system may hold VB-" in forgetting.stdout
    await eventually(lambda: accepted(sandbox), "the lead that was on its way")
    assert await bot.stop() == 0
    assert "estimate" not in marla.stages


async def test_forget_asks_first(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    await bots.start(plan={})
    await marla.reaches("name")
    forgetting = await bots.start("forget", str(marla.phone.id), plan={}, typed="n\n")
    assert await forgetting.ends() == 1
    assert "Nothing was deleted" in forgetting.stderr
    await marla.answers("name")
