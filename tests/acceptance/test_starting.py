"""What a process says and does when something is wrong at its start, and that it runs wherever it can."""

from __future__ import annotations

import contextlib
import os
import resource
import sqlite3
from pathlib import Path

import httpx
import pytest
from upgrade.databases import NAMES, restore_sqlite

from bot.storage import migrations
from sandbox import Sandbox
from sandbox.faults import LeadApiFault
from support.delivered import the_lead
from support.homeowner import Homeowner
from support.processes import BotProcess, Launcher

OLDEST = Path(__file__).parents[1] / "upgrade" / "09c38bc" / NAMES["plain"]
WRONG_TOKEN = "1000001:canary-token-that-nobody-knows"
WRONG_KEY = "canary-key-that-nobody-knows"


def sentences(process: BotProcess) -> list[str]:
    """What it says to the person who started it: everything on standard error but its log."""
    return [line for line in process.stderr.splitlines() if line and not line.startswith("20")]


async def test_every_missing_or_wrong_setting_is_named_at_once(bots: Launcher) -> None:
    process = await bots.start(
        settings={
            "TELEGRAM_BOT_TOKEN": "not-a-canary-token",
            "LEAD_API_KEY": None,
            "LEAD_API_URL": "api.lead.pro",
            "DATABASE_URL": "mysql://root@localhost/bot",
            "RETENTION_DAYS": "many",
            "QUESTIONS": "name,shoe_size",
        }
    )
    assert await process.ends() == 2
    told = process.stderr
    for name in (
        "TELEGRAM_BOT_TOKEN", "LEAD_API_KEY", "LEAD_API_URL", "DATABASE_URL", "RETENTION_DAYS", "QUESTIONS",
    ):  # fmt: skip
        assert len([line for line in sentences(process) if line.startswith(f"- {name} ")]) == 1, told
    assert "not-a-canary-token" not in told


async def test_without_any_setting_it_says_what_is_needed(bots: Launcher) -> None:
    process = await bots.start(settings=dict.fromkeys(bots.settings), interpreter=True)
    assert await process.ends() == 2
    assert "TELEGRAM_BOT_TOKEN is not set" in process.stderr
    assert "LEAD_API_KEY is not set" in process.stderr


async def test_a_wrong_token_ends_it_with_one_clear_sentence(bots: Launcher) -> None:
    process = await bots.start(settings={"TELEGRAM_BOT_TOKEN": WRONG_TOKEN})
    assert await process.ends() == 4
    (sentence,) = sentences(process)
    assert "TELEGRAM_BOT_TOKEN" in sentence
    assert WRONG_TOKEN.partition(":")[2] not in process.stderr


async def test_a_wrong_key_ends_it_with_one_clear_sentence(bots: Launcher) -> None:
    process = await bots.start(settings={"LEAD_API_KEY": WRONG_KEY})
    assert await process.ends() == 4
    (sentence,) = sentences(process)
    assert "LEAD_API_KEY" in sentence
    assert WRONG_KEY not in process.stderr


@pytest.mark.parametrize("place", ["below a file", "a folder", "not writable", "no database"])
async def test_a_database_that_cannot_be_used_ends_it_with_one_clear_sentence(
    bots: Launcher, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("this is no database, and long enough to be read as one " * 100)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    # Nothing is closed to the superuser but what the kernel itself keeps.
    closed = Path("/proc/self") if os.geteuid() == 0 else locked
    path = {
        "below a file": tmp_path / "file" / "bot.db",
        "a folder": tmp_path,
        "not writable": closed / "bot.db",
        "no database": tmp_path / "file",
    }[place]
    process = await bots.start(settings={"DATABASE_URL": f"sqlite:///{path}"})
    assert await process.ends() == 3
    (sentence,) = sentences(process)
    assert str(path) in sentence


async def test_a_database_in_use_by_another_run_is_refused(bots: Launcher, marla: Homeowner, database: Path) -> None:
    await bots.start()
    await marla.starts()
    second = await bots.start()
    assert await second.ends() == 3
    (sentence,) = sentences(second)
    assert str(database) in sentence
    assert "in use" in sentence
    await marla.goes_on()


@pytest.mark.parametrize("trouble", ["404", "503", "500", "garbage", "dropped", "no network"])
async def test_a_lead_api_that_cannot_be_asked_is_warned_of_and_it_runs(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, trouble: str, unused_tcp_port: int
) -> None:
    mode = {"503": "unavailable", "500": "error", "garbage": "garbage", "dropped": "drop_before"}.get(trouble)
    if mode:
        sandbox.faults.set(lead_api=LeadApiFault(mode))
    url = {"404": sandbox.base_url + "/nowhere", "no network": f"http://127.0.0.1:{unused_tcp_port}"}.get(trouble)
    bot = await bots.start(plan={}, settings={"LEAD_API_URL": url} if url else {})
    await bot.says("the Lead API key could not be checked")
    await marla.reaches("consent")
    if mode:
        sandbox.faults.clear()
        await marla.goes_on()
        the_lead(sandbox)


async def test_telegram_that_cannot_be_reached_is_warned_of_and_it_runs_when_it_comes(
    bots: Launcher, sandbox: Sandbox, unused_tcp_port: int
) -> None:
    bot = await bots.start(
        plan={"cap": {"bot.telegram.backoff.delay": 0.1}, "set": {"bot.agencies.runtime.IDENTIFY_EVERY": 0.1}},
        settings={"TELEGRAM_API_URL": f"http://127.0.0.1:{unused_tcp_port}"},
    )
    await bot.says("Telegram cannot be reached")
    async with Sandbox(token=sandbox.token, port=unused_tcp_port, username="late_valuation_bot") as late:
        marla = Homeowner(late.person("marla"))
        await marla.reaches("estimate")
        assert the_lead(sandbox)["host"] == "https://t.me/late_valuation_bot"
        assert any(call.method == "setMyCommands" and call.outcome == "ok" for call in late.journal.calls)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux tells the limits of another process")
async def test_a_crash_would_leave_no_picture_of_the_memory(bots: Launcher, marla: Homeowner) -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        process = await bots.start(interpreter=True)  # the limits are this process's
        await marla.starts()
        bot = process.handle.pid
        for each in (bot, *map(int, Path(f"/proc/{bot}/task/{bot}/children").read_text().split())):  # and its watchdog
            assert resource.prlimit(each, resource.RLIMIT_CORE)[0] == 0
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


async def test_a_webhook_that_is_still_set_is_removed(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    bot = await bots.start()
    await marla.starts()
    assert await bot.stop() == 0
    async with httpx.AsyncClient(base_url=sandbox.base_url) as telegram:
        set_hook = await telegram.post(f"/bot{sandbox.token}/setWebhook", json={"url": f"{sandbox.base_url}/nowhere"})
        assert set_hook.status_code == 200
    marla.phone.send("sell it")

    again = await bots.start()
    await again.says("webhook")
    await marla.hears("name")
    await marla.goes_on()
    the_lead(sandbox)


async def test_what_was_migrated_is_logged_in_one_line(bots: Launcher, database: Path) -> None:
    restore_sqlite(OLDEST, database)
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'alembic%'")
        for (name,) in tables.fetchall():
            connection.execute(f"DELETE FROM {name}")
    steps = len([*Path(migrations.__file__).parent.glob("versions/v*.py")]) - 1
    for lines in (1, 0):
        bot = await bots.start()
        await bot.says("database open")
        told = [line for line in bot.stderr.splitlines() if "the database was migrated" in line]
        assert len(told) == lines
        assert all(f"from=0012 steps={steps} to={migrations.HEAD}" in line for line in told)
        await bot.kill()
