"""Telegram in trouble: nobody is left without an answer, and answers keep their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.faults import TelegramFault
from support.delivered import the_lead
from support.homeowner import SAID, WHOLE, Homeowner, following, without_repeats
from support.processes import Launcher
from support.waiting import eventually

SOON = {"cap": {"bot.telegram.backoff.delay": 0.1, "bot.telegram.retry_policy.delay": 0.1}}
"""No test waits for minutes; the growth of the pauses has its own tests."""


@pytest.mark.parametrize("mode", ["busy", "error", "drop_before", "drop_after"])
async def test_every_reply_fails_at_first(bots: Launcher, sandbox: Sandbox, marla: Homeowner, mode: str) -> None:
    await bots.start(plan=SOON)

    def fail_once() -> None:
        sandbox.faults.set(telegram=TelegramFault(mode, method="sendMessage", seconds=1, times=1))

    await marla.starts()
    for key in ("sale_or_let", "name", "phone", "email", "address"):
        fail_once()
        await marla.says(SAID[key], then=following(key))
        assert sandbox.faults.telegram.mode == "none"
    sandbox.faults.clear()
    await marla.goes_on()

    assert without_repeats(marla.stages) == WHOLE, marla.transcript()
    failed = [call for call in sandbox.journal.calls if call.method == "sendMessage" and call.outcome != "ok"]
    assert len(failed) == 5
    repeats = len(marla.texts) - len(set(marla.texts))
    assert repeats <= (5 if mode == "drop_after" else 0), "only what may not have arrived comes twice"
    the_lead(sandbox)


async def test_one_chat_that_is_to_wait_does_not_delay_another(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner]
) -> None:
    await bots.start(plan={})
    await marla.reaches("name")
    sandbox.faults.set(telegram=TelegramFault("busy", method="sendMessage", seconds=600, times=1))
    marla.phone.send(SAID["name"])
    await eventually(lambda: sandbox.faults.telegram.mode == "none", "the reply that is refused")
    await meet("tyler").reaches("estimate")
    assert "phone" not in marla.stages


async def test_what_is_said_meanwhile_is_answered_in_order(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    await bots.start(plan={})
    await marla.reaches("name")
    sandbox.faults.set(telegram=TelegramFault("busy", method="sendMessage", seconds=1, times=2))
    for key in ("name", "phone", "email", "address", "postcode"):
        marla.phone.send(SAID[key])
    await marla.hears("bedrooms")
    await marla.goes_on()
    assert marla.stages == WHOLE


async def test_answers_to_taps_fail_and_the_conversation_goes_on(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    await bots.start(plan={})
    await marla.starts()
    sandbox.faults.set(telegram=TelegramFault("error", method="answerCallbackQuery", times=2))
    await marla.taps("Sell it", then="name")
    await marla.goes_on()
    the_lead(sandbox)


@pytest.mark.parametrize("mode", ["error", "drop_before", "drop_after", "busy"])
async def test_updates_are_fetched_again_after_failed_polls(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, mode: str
) -> None:
    bot = await bots.start(plan=SOON)
    await marla.starts()
    for key in ("sale_or_let", "name", "phone"):
        sandbox.faults.set(telegram=TelegramFault(mode, method="getUpdates", seconds=1, times=1))
        await marla.says(SAID[key], then=following(key))
        await eventually(lambda: sandbox.faults.telegram.mode == "none", "the poll that fails")
    await marla.goes_on()
    await bot.says("Polling works again")
    assert marla.stages == WHOLE
    assert [update for update in sandbox.journal.updates if update.expired] == []
    the_lead(sandbox)


async def test_somebody_who_blocks_the_bot_finds_everything_on_coming_back(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner]
) -> None:
    await bots.start(plan={})
    await marla.reaches("phone")
    marla.phone.send(SAID["phone"])
    marla.phone.block()
    await meet("tyler").reaches("estimate")
    marla.phone.unblock()
    await marla.hears("email")
    await marla.goes_on()
    assert without_repeats(marla.stages) == WHOLE


async def test_whoever_writes_taps_or_starts_again_after_a_refusal_is_answered(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    """Telegram refuses one reply as blocked and never says that the person is back: they are, since they write."""
    await bots.start(plan={})

    async def is_refused_once(person: Homeowner, text: str) -> None:
        sandbox.faults.set(telegram=TelegramFault("blocked", method="sendMessage", times=1))
        person.phone.send(text)
        await eventually(lambda: sandbox.faults.telegram.mode == "none", "the reply that is refused")

    marla, tyler, robert = (meet(slug) for slug in ("marla", "tyler", "robert"))
    for person in (marla, tyler, robert):
        await person.starts()
        await is_refused_once(person, "hello?")
    await marla.says(SAID["sale_or_let"], then="name")
    await tyler.taps("Sell it", then="name")
    await robert.starts()
    await marla.goes_on("review")
    assert without_repeats(marla.stages) == WHOLE[: WHOLE.index("review") + 1]


async def test_a_revoked_token_is_said_and_mends_itself(bots: Launcher, marla: Homeowner, sandbox: Sandbox) -> None:
    """While running: the server stops knowing the token, then knows it again."""
    bots.faults_expected = True
    bot = await bots.start(plan=SOON)
    await marla.starts()
    sandbox.world.token = "1000001:canary-another-token"
    marla.phone.send(SAID["sale_or_let"])
    await bot.says("(or TELEGRAM_API_URL is wrong): nothing comes in")
    assert bot.handle.poll() is None
    sandbox.world.token = bots.settings["TELEGRAM_BOT_TOKEN"]
    await marla.hears("name")
    await marla.answers("name")


async def test_an_absurd_update_id_silences_nobody(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Telegram does, the sandbox hands out nothing below an offset, and forgets it."""
    bots.faults_expected = True
    bot = await bots.start(plan={"cap": {"bot.telegram.backoff.delay": 0.2}})
    poll = sandbox.world.updates.poll
    forged: list[object] = []

    async def garbled(offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109  as it is there
        batch = await poll(offset, limit, timeout)
        if batch and not forged:
            forged.append(batch[0]["update_id"])
            batch[0]["update_id"] = 2**62
        return batch

    monkeypatch.setattr(sandbox.world.updates, "poll", garbled)
    await marla.starts()
    await marla.goes_on()
    assert forged
    await bot.says("An update was skipped")


async def test_another_bot_on_the_same_database_loses_no_message(bots: Launcher, sandbox: Sandbox) -> None:
    """Its updates have the same numbers as those of the bot before."""
    token = "2000002:canary-token-of-another-bot"
    for number, each in enumerate((sandbox.token, token)):
        async with Sandbox(token=each, api_keys=[sandbox.api_key], first_update_id=1000) as telegram:
            person = Homeowner(telegram.person(f"person-{number}"))
            settings = {"TELEGRAM_BOT_TOKEN": each, "TELEGRAM_API_URL": telegram.base_url}
            bot = await bots.start(plan={}, settings=settings)
            await person.starts()
            assert await bot.stop() == 0
