"""Repeating: what a round that fails leaves in the log."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest

from bot.jobs import repeating


async def repeated(rounds: Iterator[Exception | None]) -> None:
    """Run these rounds, each of which fails or not, one after the other."""

    async def work() -> float:
        error = next(rounds, asyncio.CancelledError())
        if error is not None:
            raise error
        return 0.0

    with pytest.raises(asyncio.CancelledError):
        await repeating.repeat(work, 0.0, "it failed", logging.WARNING)


async def test_a_trouble_that_lasts_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    await repeated(iter([OSError(), OSError(), OSError(), KeyError(), KeyError(), None, KeyError()]))
    assert [record.__dict__["error"] for record in caplog.records] == ["OSError", "KeyError", "KeyError"]


async def test_a_trouble_that_lasts_for_an_hour_is_logged_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeating, "TOLD_AGAIN", 0.0)
    await repeated(iter([OSError(), OSError()]))
    assert len(caplog.records) == 2
