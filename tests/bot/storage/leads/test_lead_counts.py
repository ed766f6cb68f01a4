from __future__ import annotations

import pytest

from bot.storage.chats import erasure
from bot.storage.leads import lead_counts
from bot.storage.leads.lead_counts import DAY
from bot.storage.tables import LEAD_COUNTS

KEY = b"of a bot's token"
MARLA = lead_counts.name(7001, KEY)


def add(database, chat=MARLA, agency="derby"):
    return database.run_sync(lambda tx: lead_counts.add(tx, agency, chat, most=2))


def given(database, chat=MARLA, agency="derby"):
    return database.run_sync(lambda tx: lead_counts.within_a_day(tx, agency, chat))


def test_each_agency_counts_each_chat_for_itself(database):
    assert given(database) == 0
    add(database)
    add(database)
    add(database, lead_counts.name(7002, KEY))
    add(database, agency="york")
    assert [given(database), given(database, lead_counts.name(7002, KEY)), given(database, agency="york")] == [2, 1, 1]


@pytest.mark.parametrize("later", [DAY, DAY + 1, -60.0])
def test_a_count_begins_anew_after_a_day(database, clock, later):
    """And when the clock was set back: it may have been far ahead."""
    add(database)
    clock.now += DAY - 1 if later > 0 else 0
    add(database)
    assert given(database) == 2, "a day from the first"
    clock.now += later - (DAY - 1) if later > 0 else later
    assert given(database) == 0
    add(database)
    assert given(database) == 1


def test_one_above_the_most_is_counted_and_no_more(database):
    assert [add(database) for _ in range(5)] == [0, 1, 2, 3, 3]
    assert given(database) == 3


def test_a_count_outlives_the_erasure_and_goes_after_a_day(database, clock):
    add(database)
    database.run_sync(lambda tx: erasure.erase(tx, "derby", 7001))
    assert given(database) == 1
    clock.now += DAY
    assert database.run_sync(lambda tx: lead_counts.expire(tx, clock.now - DAY)).rows == 0
    clock.now += 1
    assert database.run_sync(lambda tx: lead_counts.expire(tx, clock.now - DAY)).rows == 1
    assert database.run_sync(lambda tx: tx.connection.execute(LEAD_COUNTS.select()).all()) == []


def test_a_count_names_nobody_to_whoever_has_not_the_key():
    assert lead_counts.name(7001, b"of another token") != MARLA
    assert "7001" not in MARLA
    assert len({lead_counts.name(chat, KEY) for chat in range(1000)}) == 1000
