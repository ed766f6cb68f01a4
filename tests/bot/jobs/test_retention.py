"""Each agency's data stays for as long as that agency says, and no other's word counts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import pytest

from bot.core.agency import Retention
from bot.jobs import retention
from bot.jobs.retention import DAY, RetentionJob, clean
from bot.storage.chats import chat_states
from bot.storage.database import Database, DatabaseAway
from bot.storage.upkeep import trace_keys
from bot.storage.upkeep.chunked_delete import ROWS
from bot.telegram.server_clock import ServerClock
from support.clock import Clock
from support.waiting import eventually

KEPT = {"derby": 7, "york": 30, "hull": 30}
NAMES = ("derby", "york", "hull", "gone")


@pytest.mark.parametrize(
    ("days", "left"), [(6, set(NAMES)), (8, {"york", "hull", "gone"}), (29, {"york", "hull", "gone"}), (31, set())]
)
async def test_each_agency_has_its_own_retention(database: Database, clock: Clock, days: int, left: set[str]) -> None:
    database.run_sync(lambda tx: chat_states.save(tx, [chat_states.SavedState(name, 7, "{}") for name in NAMES]))
    clock.now += days * DAY
    await clean(database, {name: Retention(conversations=days) for name, days in KEPT.items()}, clock.now)
    kept = database.run_sync(lambda tx: chat_states.load(tx, [(name, 7) for name in NAMES]))
    assert {name for name, _ in kept} == left


async def test_keys_of_the_log_s_hashes_go_with_the_longest_kept_conversations(
    database: Database, clock: Clock
) -> None:
    database.run_sync(lambda tx: trace_keys.current(tx, 30 * DAY))
    periods = {name: Retention(conversations=days) for name, days in KEPT.items()}
    for days, left in ((29, 1), (2, 0)):
        clock.now += days * DAY
        await clean(database, periods, clock.now)
        assert len(database.run_sync(trace_keys.all_)) == left


@dataclass
class Counted:
    """A database that counts how many states each transaction removed, and can be lost."""

    database: Database
    removed: list[int] = field(default_factory=list)
    lost_after: int = 1_000

    async def run(self, job: Callable[[Any], Any]) -> Any:
        before = stored(self.database)
        if len(self.removed) >= self.lost_after:
            raise DatabaseAway("the database is away")
        result = await self.database.run(job)
        if before != stored(self.database):
            self.removed.append(before - stored(self.database))
        return result

    async def scrub(self) -> None:
        await self.database.scrub()


def stored(database: Database) -> int:
    return len(database.run_sync(lambda tx: chat_states.load(tx, [("derby", chat) for chat in range(4 * ROWS)])))


def keep(database: Database, clock: Clock, states: int) -> None:
    for begin in range(0, states, 50):
        some = [chat_states.SavedState("derby", chat, "{}") for chat in range(begin, begin + 50)]
        database.run_sync(partial(chat_states.save, states=some))
        clock.now += 1


async def test_much_is_removed_in_pieces_and_others_are_served_in_between(database: Database, clock: Clock) -> None:
    keep(database, clock, 3 * ROWS)
    clock.now += 31 * DAY
    counted, served = Counted(database), []

    async def others() -> None:
        while True:
            await database.run(lambda tx: chat_states.save(tx, [chat_states.SavedState("derby", 9_999, "{}")]))
            served.append(len(counted.removed))
            await asyncio.sleep(0)

    busy = asyncio.create_task(others())
    await clean(cast(Database, counted), {}, clock.now)
    busy.cancel()
    assert (sum(counted.removed), max(counted.removed)) == (3 * ROWS, ROWS)
    assert {1, 2} <= set(served), "between the first and the last"


async def test_what_was_removed_stays_so_if_the_rest_fails_and_the_next_round_goes_on(
    database: Database, clock: Clock
) -> None:
    keep(database, clock, 3 * ROWS)
    clock.now += 31 * DAY
    with pytest.raises(DatabaseAway):
        await clean(Counted(database, lost_after=1), {}, clock.now)  # type: ignore[arg-type]
    assert stored(database) == 2 * ROWS
    await clean(database, {}, clock.now)
    assert stored(database) == 0


class Telegram(ServerClock):
    """A clock that is set by hand; ``None``: nothing was heard of it."""

    time: float | None = None
    silent = False

    def now(self) -> float | None:
        return self.time

    @property
    def tells_none(self) -> bool:
        return self.silent


@pytest.fixture
async def kept(database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Telegram]:
    """Telegram's clock, which a housekeeper goes by that looks all the time, with one state on the database."""
    for name in ("EVERY", "RECHECK", "UNHEARD_RECHECK"):
        monkeypatch.setattr(retention, name, 0.001)
    database.run_sync(lambda tx: chat_states.save(tx, [chat_states.SavedState("derby", 1, "{}")]))
    telegram = Telegram()
    task = asyncio.create_task(RetentionJob(database, dict, telegram).run())
    yield telegram
    task.cancel()


def looked(telegram: Telegram, times: int = 3) -> Callable[[], bool]:
    """Whether the housekeeper looked at Telegram's clock so often from now on."""
    looks = [0]

    def now(self: Telegram) -> float | None:
        looks[0] += 1
        return self.time

    telegram.__class__ = type("Watched", (Telegram,), {"now": now})
    return lambda: looks[0] >= times


async def test_nothing_is_removed_before_telegrams_time_is_known(
    database: Database, clock: Clock, kept: Telegram
) -> None:
    clock.now += 70 * DAY
    await eventually(looked(kept), "some looks")
    assert stored(database) == 1
    kept.time = clock.now - retention.SKEW
    await eventually(lambda: stored(database) == 0, "the round")


@pytest.mark.parametrize("days", [70, -70])
async def test_nothing_is_removed_by_a_clock_that_is_not_telegrams(
    database: Database, clock: Clock, kept: Telegram, caplog: pytest.LogCaptureFixture, days: int
) -> None:
    kept.time = clock.now
    await eventually(looked(kept), "some rounds")
    clock.now += days * DAY  # a jump between two rounds
    await eventually(looked(kept), "some looks")
    assert stored(database) == 1
    (told,) = (record for record in caplog.records if "not Telegram's" in record.message)
    assert told.seconds_ahead == days * DAY  # type: ignore[attr-defined]
    kept.time = clock.now = max(clock.now, kept.time + 31 * DAY)
    await eventually(lambda: stored(database) == 0, "the round")


async def test_a_server_that_does_not_tell_the_time_is_not_waited_for(
    database: Database, clock: Clock, kept: Telegram
) -> None:
    clock.now += 31 * DAY
    kept.silent = True
    await eventually(lambda: stored(database) == 0, "the round")
