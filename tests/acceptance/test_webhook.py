"""The webhook on the real wire: Telegram's stand-in delivers, real processes take, stop, die and are replaced."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.telegram.webhook_receiver import secret_of
from sandbox import Sandbox
from sandbox.faults import LeadApiFault, TelegramFault
from support.crowd import Crowd
from support.delivered import reference, the_lead
from support.homeowner import SAID, WHOLE, Homeowner, without_repeats
from support.processes import Launcher
from support.waiting import eventually

PATH = "/telegram/updates"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Telegram and the Lead API. What a webhook does not take is sent again soon: no test waits for minutes."""
    pause = (0.0, 0.1, 0.2)
    async with Sandbox(
        token="1000001:canary-token-of-the-acceptance-tests",
        api_keys=["canary-key-of-the-acceptance-tests"],
        username="example_valuation_bot",
        webhook_pause=lambda attempt: pause[min(attempt, len(pause)) - 1],
    ) as running:
        yield running


@pytest.fixture
def port(unused_tcp_port: int) -> int:
    return unused_tcp_port


@pytest.fixture(autouse=True)
def webhook(bots: Launcher, port: int) -> str:
    """Every process of these tests has a webhook, which is the only difference."""
    url = f"http://127.0.0.1:{port}{PATH}"
    bots.settings |= {"WEBHOOK_URL": url, "LISTEN_PORT": str(port)}
    return url


@pytest.fixture
async def http(port: int) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        yield client


def hook(sandbox: Sandbox) -> Any:
    """The webhook as Telegram has it, or ``None``."""
    return sandbox._bot_api.webhooks.hook


def calls(sandbox: Sandbox, method: str) -> int:
    return len([call for call in sandbox.journal.calls if call.method == method])


async def test_a_conversation_from_the_first_word_to_the_estimate(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, webhook: str
) -> None:
    bot = await bots.start()
    await marla.reaches("estimate")
    the_lead(sandbox)
    assert marla.stages == WHOLE
    assert (hook(sandbox).url, hook(sandbox).max_connections) == (webhook, 100)
    assert calls(sandbox, "getUpdates") == 0
    assert await bot.stop() == 0
    assert hook(sandbox) is not None, "what comes meanwhile waits at Telegram, for whoever is next"


async def test_one_process_after_the_other_loses_and_repeats_nothing(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    """A rolling replacement on SQLite: stop, start, while people talk. Telegram's queue bridges the gaps."""
    running = await bots.start(plan={})
    crowd = Crowd([meet(f"person{number}") for number in range(6)])
    for _ in range(4):
        await crowd.hears_more()
        assert await running.stop() == 0
        running = await bots.start(plan={})
    await crowd.arrives()
    assert await running.stop() == 0
    assert [person.stages for person in crowd.people] == [WHOLE] * 6, "nothing is even repeated"
    references = [reference(record) for record in sandbox.journal.leads]
    assert len(crowd.people) == len(references) == len(set(references)), "each lead was sent once"
    await eventually(lambda: all(update.confirmed_at for update in sandbox.journal.updates), "every update taken in")


@pytest.mark.parametrize("when", ["before", "after", "committed"])
async def test_killed_with_an_update_at_hand(bots: Launcher, sandbox: Sandbox, marla: Homeowner, when: str) -> None:
    """Stored or not, it was not answered with 200: Telegram sends it again, and it is taken once."""
    kill = {"point": "bot.storage.queues.inbox.add", "when": when, "armed_by": f'"text":"{SAID["phone"]}"'}
    doomed = await bots.start(plan={"kill": kill})
    await marla.reaches("phone")
    marla.phone.send(SAID["phone"])
    await doomed.dies()
    (update,) = [update for update in sandbox.journal.updates if not update.confirmed_at]
    await bots.start(plan={})
    await marla.hears("email")
    await eventually(lambda: update.confirmed_at, "the update taken in")
    assert update.delivered > 1
    await marla.goes_on()
    assert without_repeats(marla.stages) == WHOLE
    assert marla.texts.count(marla.last) == 1
    assert the_lead(sandbox)["phone"] == "07986000000"


async def test_killed_again_and_again_while_many_talk(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    running = await bots.start(plan={})
    crowd = Crowd([meet(f"person{number}") for number in range(6)])
    for _ in range(4):
        await crowd.hears_more()
        await running.kill()
        running = await bots.start(plan={})
    await crowd.arrives()
    crowd.check_leads(sandbox)


async def test_while_the_database_is_busy_telegram_keeps_what_comes(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path, http: httpx.AsyncClient
) -> None:
    """Another process writes for longer than the bot waits: 503, and nothing is lost when it is over."""
    bots.faults_expected = True
    bot = await bots.start()
    await marla.reaches("phone")
    with sqlite3.connect(database, isolation_level=None, timeout=10) as other:
        other.execute("BEGIN IMMEDIATE")
        marla.phone.send(SAID["phone"])
        await bot.says("Updates cannot be stored, Telegram will send them again")
        assert (await http.get("/readyz", timeout=20)).json() == {"ready": False}
        assert (await http.get("/healthz")).status_code == 200
        other.execute("ROLLBACK")
    other.close()
    await marla.hears("email")
    assert "503" in hook(sandbox).last_error_message
    await marla.goes_on()
    the_lead(sandbox)


async def test_trouble_that_all_replicas_share_takes_none_out_of_service(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, http: httpx.AsyncClient
) -> None:
    await bots.start(plan={"set": {"bot.web.readings.TELEGRAM_KEPT": 0.0}})
    await marla.starts()
    sandbox.faults.set(telegram=TelegramFault("error"), lead_api=LeadApiFault("error"))

    async def details() -> Any:
        return (await http.get("/healthz/details")).json()

    report = await details()
    assert (report["ok"], report["telegram"], report["database"]) == (False, {"ok": False}, {"ok": True})
    assert ((await http.get("/readyz")).status_code, (await http.get("/healthz")).status_code) == (200, 200)
    sandbox.faults.clear()
    assert (await details())["ok"] is True


async def test_strangers_get_nowhere(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, http: httpx.AsyncClient
) -> None:
    bot = await bots.start()
    await marla.starts()
    update = {"update_id": 1, "message": {"chat": {"id": marla.phone.id, "type": "private"}, "text": "cancel"}}
    for secret in ("", "guessed-the-secret-right"):
        answer = await http.post(PATH, json=update, headers={"X-Telegram-Bot-Api-Secret-Token": secret})
        assert (answer.status_code, answer.content) == (401, b"")
        assert "server" not in answer.headers
    assert [(await http.post(path, json=update)).status_code for path in ("/", "/telegram", PATH + "/")] == [404] * 3
    await marla.goes_on()
    figures = (await http.get("/metrics")).text
    assert "valuation_bot_webhook_refused_total 2.0" in figures
    assert 'valuation_bot_lead_attempts_total{outcome="received"} 1.0' in figures
    # As a number of its own: a duration may hold the same digits by chance.
    assert not re.search(rf"(?<![\d.]){marla.phone.id}(?![\d.])", figures)
    assert (await http.get("/readyz")).json()["ready"] is True
    assert await bot.stop() == 0


async def test_the_secret_is_the_same_in_every_process_and_never_told(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path
) -> None:
    secret = secret_of(bots.settings["TELEGRAM_BOT_TOKEN"])
    bots.personal.add(secret)
    first = await bots.start()
    await marla.starts()
    assert hook(sandbox).secret == secret
    await first.stop()
    await bots.start(settings={"WEBHOOK_SECRET": "chosen-by-the-engineer"})
    await marla.answers("sale_or_let")
    assert hook(sandbox).secret == "chosen-by-the-engineer"
    assert secret.encode() not in b"".join(path.read_bytes() for path in database.parent.glob("bot.db*"))


async def test_whatever_becomes_of_the_webhook_it_is_set_again(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, webhook: str
) -> None:
    bots.faults_expected = True
    bot = await bots.start(plan={"set": {"bot.telegram.webhook_registration.LOOK_EVERY": 0.2}})
    await marla.starts()
    await sandbox._bot_api.webhooks.stop()
    marla.phone.send(SAID["sale_or_let"])
    await marla.hears("name")
    await bot.says("Something else has changed the webhook")
    assert hook(sandbox).url == webhook


async def test_from_polling_to_the_webhook_and_back(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, http: httpx.AsyncClient
) -> None:
    polling: dict[str, str | None] = {"WEBHOOK_URL": None, "LISTEN_PORT": None}
    bot = await bots.start(settings=polling)
    await marla.reaches("name")
    await bot.stop()
    marla.phone.send(SAID["name"])
    bot = await bots.start()
    await marla.hears("phone")
    await bot.stop()
    marla.phone.send(SAID["phone"])
    bot = await bots.start(settings=polling)
    await marla.hears("email")
    await marla.goes_on()
    assert hook(sandbox) is None
    assert marla.stages == WHOLE
    with pytest.raises(httpx.ConnectError):
        await http.get("/healthz")


async def test_the_pages_are_there_while_polling_if_a_port_is_set(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, http: httpx.AsyncClient
) -> None:
    await bots.start(settings={"WEBHOOK_URL": None})
    await marla.reaches("estimate")
    assert (await http.get("/readyz")).json()["ready"] is True
    figures = (await http.get("/metrics")).text
    for sample in (
        "poll_failures_total 0.0",
        "leader 1.0",
        "telegram_reachable 1.0",
        "database_writable 1.0",
        'funnel_total{question="",step="started"} 1.0',
        'funnel_total{question="postcode",step="answered"} 1.0',
        'funnel_total{question="",step="consented"} 1.0',
        'funnel_total{question="",step="declined"} 0.0',
        'leads_total{outcome="estimated"} 1.0',
        'leads_total{outcome="set_aside"} 0.0',
    ):
        assert f"valuation_bot_{sample}\n" in figures
    assert (await http.post(PATH, json={})).status_code == 404


async def test_a_port_that_is_taken_is_said(bots: Launcher, sandbox: Sandbox, port: int) -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", port)
    bot = await bots.start()
    assert await bot.ends() == 2
    assert f"LISTEN_HOST 127.0.0.1 and LISTEN_PORT {port} cannot be used" in bot.stderr
    server.close()


async def listens(http: httpx.AsyncClient) -> bool:
    """Whether somebody answers on the port."""
    try:
        return (await http.get("/healthz")).is_success
    except httpx.TransportError:
        return False


async def test_requests_in_a_row_whose_connection_ends_leave_no_traceback(
    bots: Launcher, port: int, http: httpx.AsyncClient
) -> None:
    bot = await bots.start()
    await bot.says("database open")
    await eventually(lambda: listens(http), "its port")
    ask = b"GET /readyz HTTP/1.1\r\nhost: bot\r\n\r\n"
    for _ in range(5):
        # More than may wait on a connection, and fewer whose sender does not stay for the answers.
        for asked in (40, 3):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(asked * ask)
            await writer.drain()
            if asked == 40:
                with contextlib.suppress(ConnectionError):
                    await reader.read()
            writer.transport.abort()
    assert (await http.get("/readyz")).json() == {"ready": True}
    assert await bot.stop() == 0
    assert "RuntimeError" not in bot.stderr
    assert "Traceback" not in bot.stderr
