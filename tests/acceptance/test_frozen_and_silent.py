"""Processes that freeze and networks that forget, on PostgreSQL: nothing ends there, so nobody is told.

The constants are shortened so that no test waits for what a deployment has time for; their order stays.
"""

from __future__ import annotations

import contextlib

import httpx
import pytest

from sandbox import Sandbox
from sandbox.faults import Faults, TelegramFault
from support.delivered import accepted, marked
from support.homeowner import WHOLE, YES, Homeowner, without_repeats, words
from support.nemeses import Proxy, frozen
from support.postgres import PostgresServer
from support.processes import Launcher, health_says
from support.replicas import is_running
from support.waiting import PATIENCE, eventually

LEADS = "this replica leads"
THANKED = words("courtesy.thanks")
HELP = words("help")
HASTY = {
    "set": {
        "bot.jobs.heartbeat.EVERY": 0.2,
        "bot.storage.bounded.Connection.patience": 1.0,
        "bot.storage.bounded.AsyncConnection.patience": 1.0,
        "bot.storage.backends.postgresql.BEGIN_WITHIN": 1.0,
        "bot.storage.database.STOP_WITHIN": 1.0,
        "bot.storage.backends.replica.BEAT": 0.3,
        "bot.storage.backends.replica.IDLE_MAX": 1.5,
        "bot.storage.backends.recovery.GRACE": 1.0,
        "bot.storage.leases.GRACE": 1.0,
    }
}


async def test_connections_that_go_silent_are_replaced_and_keep_nothing_from_ending(
    bots: Launcher, postgres: PostgresServer, marla: Homeowner, unused_tcp_port: int
) -> None:
    bots.faults_expected = True
    direct = postgres.clean_database()
    async with Proxy(postgres.port) as proxy, httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:

        async def ready() -> bool:
            return (await client.get(f"http://127.0.0.1:{unused_tcp_port}/readyz")).status_code == 200

        async def missing_for_public() -> bool:
            return not await ready()

        async def out_of_touch() -> bool:
            details = (await client.get(f"http://127.0.0.1:{unused_tcp_port}/healthz/details")).json()
            return bool(details["replicas"] == {"ok": False, "leads": False})

        settings = {"DATABASE_URL": proxy.url(direct), "LISTEN_PORT": str(unused_tcp_port)}
        bot = await bots.start(plan=HASTY, settings=settings)
        await bot.says(LEADS)
        await marla.starts()
        await eventually(ready, "readiness")

        proxy.forget()
        await marla.answers("sale_or_let", "name")
        await eventually(ready, "readiness, once the connections were replaced")

        proxy.stalled = True
        proxy.forget()
        await eventually(lambda: not is_running(direct), "the end of the session, by the server")
        await eventually(missing_for_public, "the word of /readyz that nothing works")
        await eventually(out_of_touch, "the word of /healthz/details that the other replicas are out of reach")
        await health_says(bots, 1, "The database does not answer.", settings)

        assert await bot.stop() == 0


async def test_a_leader_that_freezes_is_replaced_and_says_nothing_old_when_it_thaws(
    bots: Launcher,
    sandbox: Sandbox,
    postgres: PostgresServer,
    marla: Homeowner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bots.faults_expected = True
    bots.settings["DATABASE_URL"] = postgres.clean_database()
    one = await bots.start(plan=HASTY)
    await marla.reaches("consent")
    take, ices = Faults.take_telegram, contextlib.ExitStack()

    def freeze_on_the_picture(faults: Faults, method: str, *, to_a_chat: bool) -> TelegramFault:
        if method == "sendPhoto":  # the words of the estimate are to follow it, under the same lease
            monkeypatch.setattr(Faults, "take_telegram", take)
            ices.enter_context(frozen(one.handle.pid))
        return take(faults, method, to_a_chat=to_a_chat)

    monkeypatch.setattr(Faults, "take_telegram", freeze_on_the_picture)
    with ices:
        marla.phone.tap(YES)
        await eventually(lambda: Faults.take_telegram is take, "the picture, and the frost")
        other = await bots.start(plan=HASTY)
        await other.says(LEADS)
        await marla.hears("estimate")
        await marla.says("thanks", then=THANKED)
        since = len(marla.texts)
    await one.says("in touch with the other replicas again")
    assert await other.stop() == 0
    await one.says(LEADS, times=2)
    await marla.says("/help", then=HELP)
    assert len(marla.texts) == since + 1, marla.transcript()
    assert without_repeats(marla.stages)[: len(WHOLE)] == WHOLE
    (lead,) = accepted(sandbox)
    assert not marked(lead)
