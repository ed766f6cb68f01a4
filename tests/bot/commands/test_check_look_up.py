"""``check`` says whether the account can be asked for its leads, by the newest one that was delivered."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from msgspec import structs

from bot.agencies.runtime import AgencySetup, Endpoints
from bot.commands.checks.finding import Rows, Verdict
from bot.commands.checks.lead_api import look_up
from bot.core.agency import Agency
from bot.core.serialization import LEAD
from bot.lead_api.payload import payload
from bot.storage.database import Database
from bot.storage.leads import lead_queue
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.transaction import Transaction
from conversations.events import LeadStatus
from conversations.form import Form
from sandbox.faults import Account
from sandbox.server import DEFAULT_API_KEY, Sandbox
from support.marla import MARLA

GOOD, NOTE = Verdict.GOOD, Verdict.NOTE


@pytest.mark.parametrize(
    ("account", "lead_id", "verdicts", "says"),
    [
        (Account(), "73001", [GOOD, GOOD], "shows the newest lead"),
        (Account(look_up="without_meta"), "73001", [NOTE, GOOD], "leads without their meta"),
        (Account(look_up="refused"), "", [NOTE, NOTE], "HTTP 403"),
        (Account(lag=600), "73001", [NOTE, GOOD], "LEAD_LOOKUP_SECONDS should be more"),
    ],
)
async def test_what_the_look_up_of_the_newest_lead_shows(
    tmp_path: Path, account: Account, lead_id: str, verdicts: list[Verdict], says: str
) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    database = Database(url)
    database.open()

    def deliver(tx: Transaction) -> None:
        lead_queue.put(tx, NewLead("default", 1, MARLA.reference, LEAD.encode(MARLA)))
        (job,) = lead_queue.take(tx, 1, 60.0)
        result = LeadResult(MARLA.reference, "default", LeadStatus.DELIVERED, lead_id=lead_id)
        lead_queue.record_result(tx, result, job.attempt)

    async with Sandbox() as sandbox:
        sandbox.faults.set(account=account)
        endpoints = Endpoints("1:token", sandbox.base_url, DEFAULT_API_KEY, sandbox.base_url)
        setup = AgencySetup(Agency("default", Form()), endpoints)
        rows = Rows(Database(url))
        assert [each async for each in look_up(setup, rows)] == [], "none was delivered yet"
        async with endpoints.lead_api() as api:
            await api.create(payload(structs.replace(MARLA), host="https://derbyhomes.example"))
        await asyncio.to_thread(database.run_sync, deliver)
        found = [each async for each in look_up(setup, rows)]
    database.close()

    assert [each.verdict for each in found] == verdicts
    assert says in found[0].text
    assert MARLA.email not in "".join(each.text for each in found)
