"""Telegram's time, as its answers tell it."""

from __future__ import annotations

import contextlib
import time
from email.utils import formatdate

import pytest

from bot.telegram import server_clock
from bot.telegram.client import BotApi
from bot.telegram.errors import MethodNotFound
from bot.telegram.server_clock import ServerClock
from sandbox import Sandbox

THEN = 1_700_000_000.0
DATE = formatdate(THEN, usegmt=True)


class Steady:
    """A clock that never jumps, moved by hand."""

    now = 5.0  # as of a machine that was just started

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> Steady:
    clock = Steady()
    monkeypatch.setattr(server_clock, "time", clock)
    return clock


def test_it_is_carried_on_for_a_while(steady: Steady) -> None:
    clock = ServerClock()
    assert (clock.now(), clock.tells_none) == (None, False)
    clock.note(DATE)
    steady.now += 100
    assert (clock.now(), clock.tells_none) == (THEN + 100, False)
    steady.now += server_clock.FRESH
    assert (clock.now(), clock.tells_none) == (None, False)
    clock.note(DATE)
    assert clock.now() == THEN


def test_an_answer_without_a_time_takes_nothing_back(steady: Steady) -> None:
    clock = ServerClock()
    clock.note("")
    assert (clock.now(), clock.tells_none) == (None, True)
    clock.note(DATE)
    clock.note("")
    assert (clock.now(), clock.tells_none) == (THEN, False)


@pytest.mark.parametrize("date", ["x", "Tue, 14 Nov 99999 22:13:20 GMT", "0", "Tue, 99 Nov 2023 22:13:20 GMT"])
def test_what_is_no_time_is_none(date: str) -> None:
    clock = ServerClock()
    clock.note(date)
    assert (clock.now(), clock.tells_none) == (None, True)


async def test_every_call_tells_it() -> None:
    async with Sandbox(token="1000001:a-token", api_keys=["a-key"], username="a_valuation_bot") as sandbox:
        for call in ("getMe", "getUpdates", "getNothing"):
            clock = ServerClock()
            async with BotApi(sandbox.token, sandbox.base_url, clock) as api:
                with contextlib.suppress(MethodNotFound):  # an answer all the same
                    await api.call(call, {"timeout": 0})
            told = clock.now()
            assert told is not None
            assert abs(told - time.time()) < 60
