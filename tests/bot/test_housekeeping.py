"""Each agency's data stays for as long as that agency says, and no other's word counts."""

from __future__ import annotations

import pytest

from bot.agency import Retention
from bot.housekeeping import DAY, Housekeeper
from bot.storage import chats
from bot.storage.database import Database
from support.clock import Clock

KEPT = {"derby": 7, "york": 30, "hull": 30}
NAMES = ("derby", "york", "hull", "gone")


@pytest.mark.parametrize(
    ("days", "left"), [(6, set(NAMES)), (8, {"york", "hull", "gone"}), (29, {"york", "hull", "gone"}), (31, set())]
)
async def test_each_agency_has_its_own_retention(database: Database, clock: Clock, days: int, left: set[str]) -> None:
    database.run_sync(lambda tx: chats.save(tx, [chats.SavedState(name, 7, "{}") for name in NAMES]))
    clock.now += days * DAY
    await Housekeeper(database, lambda: {name: Retention(conversations=days) for name, days in KEPT.items()}).clean()
    kept = database.run_sync(lambda tx: chats.load(tx, [(name, 7) for name in NAMES]))
    assert {name for name, _ in kept} == left
