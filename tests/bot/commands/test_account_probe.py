"""``check --probe`` makes one test lead, says what the account can do with it, and later checks report it."""

from __future__ import annotations

import argparse
import asyncio
import os
from contextlib import closing
from typing import Any

import pytest

import bot.lead_api.account_probe
from bot.agencies.runtime import AgencySetup, Endpoints
from bot.commands import account_probe, cli
from bot.commands.checks.finding import Finding, Rows, Verdict
from bot.commands.checks.lead_api import last_probe
from bot.core.agency import Agency
from bot.storage.database import Database
from bot.storage.tables import ACCOUNT_PROBES
from conversations.form import Form
from sandbox import Sandbox
from sandbox.faults import Account, LeadApiFault
from sandbox.server import DEFAULT_API_KEY

ADDRESS = "probe@derbyhomes.example"


async def quickly(_: float) -> None:
    await asyncio.sleep(0.01)


async def probed(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(bot.lead_api.account_probe, "sleep", quickly)
    monkeypatch.setenv("LEAD_API_URL", sandbox.base_url)
    monkeypatch.setenv("LEAD_API_KEY", DEFAULT_API_KEY)
    chosen = argparse.Namespace(probe=ADDRESS, agency="")
    return await asyncio.to_thread(account_probe.main, chosen)


async def last_probes() -> list[Finding]:
    """Return what ``check`` reports of the last probe."""
    setup = AgencySetup(Agency("default", Form()), Endpoints("", "", "", ""))
    with closing(Database(os.environ["DATABASE_URL"])) as beside:
        return [each async for each in last_probe(setup, Rows(beside))]


@pytest.mark.parametrize(
    ("account", "verdict", "says"),
    [
        (Account(), Verdict.GOOD, ("its number 73001 was told", "with its meta after", "is merged", "is marked there")),
        (Account(lag=0.2), Verdict.GOOD, ("with its meta after",)),
        (Account(update="replaces"), Verdict.GOOD, ("replaces what is there",)),
        (Account(look_up="without_meta"), Verdict.NOTE, ("cannot be recognised", "what came of it is not shown")),
        (Account(look_up="refused"), Verdict.NOTE, ("cannot be recognised in the look-up (the look-up is refused",)),
        (Account(lag=600), Verdict.NOTE, ("did not show it within two minutes", "is merged")),
        (Account(update="refused"), Verdict.NOTE, ("an update is refused", "noted there by hand")),
        (Account(id_in="nowhere"), Verdict.NOTE, ("its number was not told", "is merged")),
        (Account(id_in="nowhere", look_up="refused"), Verdict.NOTE, ("nothing can be updated",)),
    ],
)
async def test_what_an_account_can_do_is_said_and_reported_later(
    database: Any, monkeypatch: Any, capsys: Any, account: Account, verdict: Verdict, says: tuple[str, ...]
) -> None:
    async with Sandbox() as sandbox:
        sandbox.faults.set(account=account)
        assert await probed(sandbox, monkeypatch) == 0
        (record,) = sandbox.journal.leads
        meta = sandbox.leads.made[0].meta
    said = capsys.readouterr().out
    assert record.payload["meta"]["test"] == "true"
    assert (record.payload["email"], record.payload["phone"]) == (ADDRESS, "07700900000")
    assert {"reference", "consent_wording", "consent_at"} <= meta.keys(), "an update repeats them"
    (found,) = await last_probes()
    assert found.verdict is verdict
    for words in says:
        assert words in said
        assert words in found.text
    kept = database.run_sync(lambda tx: tx.connection.execute(ACCOUNT_PROBES.select()).all())
    assert ADDRESS not in str(kept)


async def test_a_test_lead_that_is_not_taken_is_said_and_nothing_is_kept(
    database: Any, monkeypatch: Any, capsys: Any
) -> None:
    async with Sandbox() as sandbox:
        sandbox.faults.set(lead_api=LeadApiFault("refused_inside"))
        assert await probed(sandbox, monkeypatch) == 1
    assert "The test lead was not taken: The lead was not created" in capsys.readouterr().err
    assert await last_probes() == []


def test_only_an_address_probes(database: Any, capsys: Any) -> None:
    assert cli.main(["check", "--probe", "nobody"]) == 1
    assert "nobody is no email address" in capsys.readouterr().err


async def test_a_probe_of_another_version_is_passed_over(database: Any) -> None:
    def keep(tx: Any) -> None:
        tx.connection.execute(ACCOUNT_PROBES.insert(), {"agency": "default", "probe": "{}", "probed_at": 0.0})

    database.run_sync(keep)
    assert await last_probes() == []
