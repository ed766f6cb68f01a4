"""Every alert is fired by a real fault of a real process, under a real Prometheus, and ended as its runbook says."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.storage.backends import liveness
from sandbox import Sandbox
from sandbox.faults import LeadApiFault, TelegramFault
from support.delivered import reference
from support.disk import Disk
from support.homeowner import SAID, YES, Homeowner
from support.older_copies import back_up, restore
from support.postgres import PostgresServer
from support.processes import ROOT, Launcher
from support.prometheus import ALERTS, Monitor, program, prometheus
from support.waiting import eventually

SOON: dict[str, Any] = {
    "set": {
        "bot.lead_api.results.PROBE_FIRST": 0.3,
        "bot.lead_api.results.PROBE_MAX": 0.3,
        "bot.lead_api.retry_policy.BACKOFF_MAX": 0.3,
        "bot.telegram.token_probe.PATIENCE": 0.3,
        "bot.web.readings.PATIENCE": 0.3,
        "bot.web.readings.DATABASE_KEPT": 0.1,
        "bot.web.readings.TELEGRAM_KEPT": 0.1,
    },
    "cap": {"bot.telegram.backoff.delay": 0.1, "bot.telegram.retry_policy.delay": 0.1},
}
"""No test waits for minutes, and no scrape for longer than half a second."""
RUNBOOKS = (ROOT / "docs" / "runbooks.md").read_text(encoding="utf-8")
LATER = SOON | {"ahead": 1200.0}
"""Twenty minutes later."""


@pytest.fixture
async def monitor(bots: Launcher, tmp_path: Path, unused_tcp_port_factory: Callable[[], int]) -> AsyncIterator[Monitor]:
    """Prometheus, which scrapes the processes of the test, one after the other."""
    bots.faults_expected = True
    target = unused_tcp_port_factory()
    bots.settings["LISTEN_PORT"] = str(target)
    async with prometheus(tmp_path / "prometheus", unused_tcp_port_factory(), target) as running:
        yield running


async def command(bots: Launcher, *words: str) -> str:
    """What a command says that succeeds."""
    process = await bots.start(*words, plan={})
    assert await process.ends() == 0, process.stderr
    return process.stdout


async def every_panel_is_filled(monitor: Monitor) -> None:
    """Wait until each query of the dashboard has a result."""
    dashboard = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    queries = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    assert len(queries) > 20
    for query in queries:
        named = query.replace("$__rate_interval", "1m")
        await eventually(partial(monitor.finds, named), f"a result of {named}")


async def test_a_process_that_dies_and_one_that_cannot_reach_telegram_or_its_disk(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, monitor: Monitor, database: Path, tmp_path: Path
) -> None:
    disk = Disk(database, tmp_path, bent=True)
    bot = await bots.start(plan=SOON | disk.plan)
    await marla.reaches("phone")
    await monitor.is_quiet()

    sandbox.faults.set(telegram=TelegramFault("error"))
    await monitor.fires("ValuationBotTelegramUnreachable")
    sandbox.faults.clear()
    await monitor.is_silent("ValuationBotTelegramUnreachable")

    disk.fill()
    await monitor.fires("ValuationBotCannotStore")
    disk.mend()
    await monitor.is_silent("ValuationBotCannotStore")

    await bot.kill()
    await monitor.fires("ValuationBotDown")
    await bots.start(plan=SOON)
    await monitor.is_silent("ValuationBotDown")
    await marla.goes_on()


async def test_a_key_that_is_refused_and_a_lead_that_is(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner], monitor: Monitor
) -> None:
    await bots.start(plan=SOON)
    marla, tyler = meet("marla"), meet("tyler")
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    await marla.taps(YES, then="delayed")
    await monitor.fires("ValuationBotLeadQueuePaused")
    sandbox.faults.clear()
    await marla.hears("estimate")
    await monitor.is_silent("ValuationBotLeadQueuePaused")
    await every_panel_is_filled(monitor)

    await tyler.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="gdpr_checkbox"))
    await tyler.taps(YES, then="set aside")
    await monitor.fires("ValuationBotLeadsSetAside")
    name = reference(sandbox.journal.leads[-1])
    assert name in await command(bots, "leads")
    sandbox.faults.clear()
    await command(bots, "leads", "retry", name)
    await tyler.hears("estimate")
    await monitor.is_silent("ValuationBotLeadsSetAside")


async def test_leads_and_replies_that_wait(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner], monitor: Monitor
) -> None:
    bot = await bots.start(plan=SOON)
    marla, tyler = meet("marla"), meet("tyler")
    await marla.reaches("consent")
    await tyler.reaches("name")
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    await marla.taps(YES, then="delayed")
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"), telegram=TelegramFault("error", method="sendMessage"))
    tyler.phone.send(SAID["name"])
    await bot.says("A message could not be sent and is tried again")
    await bot.kill()

    late = await bots.start(plan=LATER)
    await monitor.fires("ValuationBotLeadsWait")
    await monitor.fires("ValuationBotRepliesWait")
    await monitor.fires("ValuationBotClockWrong")
    sandbox.faults.clear()
    await marla.hears("estimate")
    await tyler.hears("phone")
    await monitor.is_silent("ValuationBotLeadsWait")
    await monitor.is_silent("ValuationBotRepliesWait")
    await late.kill()
    await bots.start(plan=SOON)
    await monitor.is_silent("ValuationBotClockWrong")


async def test_a_fault_of_the_bot_and_a_backup_that_is_restored(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner], monitor: Monitor, database: Path, tmp_path: Path
) -> None:
    marla, tyler = meet("marla"), meet("tyler")
    bot = await bots.start(plan=SOON | {"fail": ["bot.turns.batch.step"]})
    marla.phone.send("/start")
    await monitor.fires("ValuationBotUpdatesSetAside")
    await bot.kill()
    bot = await bots.start(plan=SOON)
    (number,) = re.findall(r"^(\d+) ", await command(bots, "inbox"), re.MULTILINE)
    await command(bots, "inbox", "retry", number)
    await marla.hears("sale_or_let")
    await monitor.is_silent("ValuationBotUpdatesSetAside")

    await tyler.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    await tyler.taps(YES, then="delayed")
    copy = back_up(database, tmp_path / "copy.db")
    sandbox.faults.clear()
    await tyler.hears("estimate")
    assert await bot.stop() == 0
    restore(copy, database)
    await bots.start(plan=SOON)
    await monitor.fires("ValuationBotLeadsHeld")
    assert "1 lead is being sent" in await command(bots, "leads", "release")
    await monitor.is_silent("ValuationBotLeadsHeld")


async def test_sessions_of_others_that_keep_the_lead_or_a_chat(
    bots: Launcher, postgres: PostgresServer, marla: Homeowner, monitor: Monitor
) -> None:
    url = bots.settings["DATABASE_URL"] = postgres.clean_database()
    who_leads, who_is_idle = re.findall(r"```sql\n(.*?)```", RUNBOOKS, re.DOTALL)

    def a_minute_passes() -> bool:
        """Whether an update waits, which then has done so for longer."""
        with psycopg.connect(url, autocommit=True) as connection:
            return (
                connection.execute("UPDATE inbox SET received_at = received_at - 61 WHERE done_at IS NULL").rowcount > 0
            )

    def terminate(find: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            first, *_ = connection.execute(find.encode()).fetchall()
            connection.execute("SELECT pg_terminate_backend(%s)", [first[0]])

    with contextlib.closing(psycopg.connect(url, autocommit=True)) as other:
        other.execute(liveness.TRY, [liveness.LEADER, 0])
        bot = await bots.start(plan=SOON)
        await monitor.fires("ValuationBotNoLeader")
        terminate(who_leads)
    await bot.says("this replica leads")
    await monitor.is_silent("ValuationBotNoLeader")

    await marla.starts()
    with contextlib.closing(psycopg.connect(url)) as other:
        other.execute("LOCK TABLE chats IN SHARE MODE")
        marla.phone.send(SAID["sale_or_let"])
        await eventually(a_minute_passes, "the update")
        await monitor.fires("ValuationBotUpdatesWait")
        terminate(who_is_idle.replace("30 seconds", "0 seconds"))
    await marla.hears("name")
    await monitor.is_silent("ValuationBotUpdatesWait")


def test_the_rules_and_the_configuration_of_the_runbooks_are_valid(tmp_path: Path) -> None:
    (configuration,) = re.findall(r"```yaml\n(.*?)```", RUNBOOKS, re.DOTALL)
    file = tmp_path / "prometheus.yml"
    file.write_text(configuration.replace("/etc/prometheus/alerts.yml", str(ALERTS)))
    checked = subprocess.run(
        [program("promtool"), "check", "config", file], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    assert re.search(r"SUCCESS: \d+ rules found", checked.stdout)


def test_each_alert_has_a_runbook_and_a_test() -> None:
    rules = ALERTS.read_text(encoding="utf-8")
    alerts = re.findall(r"- alert: (\w+)", rules)
    assert re.findall(r"runbook: docs/runbooks.md#(\w+)", rules) == [each.lower() for each in alerts]
    assert re.findall(r"^## (\w+)$", RUNBOOKS, re.MULTILINE) == alerts
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for way in ("fires", "is_silent"):
        assert set(re.findall(rf'monitor\.{way}\("(\w+)"\)', tests)) == set(alerts)
