"""The staff's summary: once, at its hour in London, whatever happens to the bot meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest

from bot.core.agency import Agency
from bot.core.serialization import MESSAGE
from bot.core.summary_time import SummaryTime
from bot.jobs.staff_summary import queue_due_summaries
from bot.statistics.counters import week_of
from bot.storage.campaigns import funnel_counts
from bot.storage.campaigns.funnel_counts import Counted
from bot.storage.queues import outbox
from conversations.form import Form
from support.clock import Clock

GROUP = -1001
WEEKLY, DAILY = SummaryTime(0, 9, 0), SummaryTime(None, 17, 30)


def moment(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def at(*when: int) -> float:
    return moment(*when).timestamp()


@pytest.fixture
def clock():
    return Clock(at(2026, 11, 22, 12))  # a Sunday


async def summarise(database, when):
    agency = Agency("derby", Form(agency="Derby Homes"), staff_chat_id=GROUP, summary=when)
    await queue_due_summaries(database, lambda: [agency])


def sent(database):
    found = database.run_sync(lambda tx: outbox.take(tx, 10, 0.0))
    return [MESSAGE.decode(each.body).text for queue in found for each in queue.messages]


def started(database, clock, number):
    key = Counted("derby", week_of(clock.now), "", 0, False, "", "started")
    database.run_sync(lambda tx: funnel_counts.add(tx, {key: number}))


async def test_a_weekly_one_comes_once_and_is_of_the_week_that_ended(database, clock):
    started(database, clock, 41)
    await summarise(database, WEEKLY)
    assert sent(database) == []
    clock.now = at(2026, 11, 23, 8, 59)
    started(database, clock, 7)
    await summarise(database, WEEKLY)
    assert sent(database) == []
    clock.now = at(2026, 11, 23, 9, 0)
    for _ in range(3):  # whoever leads, and however often it is asked
        await summarise(database, WEEKLY)
    (text,) = sent(database)
    assert "41 started" in text


async def test_one_that_was_missed_comes_later_and_only_the_latest(database, clock):
    await summarise(database, DAILY)
    clock.now = at(2026, 11, 26, 3, 0)
    started(database, clock, 5)
    await summarise(database, DAILY)
    await summarise(database, DAILY)
    (text,) = sent(database)
    assert "This week so far, from Monday 23 November" in text
    assert "5 started" in text


@pytest.mark.parametrize("now", [at(2026, 11, 30, 17, 30), at(2026, 11, 30, 0, 0)])
async def test_a_daily_one_on_monday_is_of_the_week_that_ended_and_says_so(database, clock, now):
    started(database, clock, 3)
    clock.now = at(2026, 11, 29, 12)
    started(database, clock, 8)
    await summarise(database, SummaryTime(None, 0, 0))
    clock.now = now
    await summarise(database, SummaryTime(None, 0, 0))
    text = sent(database)[-1]
    assert "Last week, 23 November to 29 November" in text
    assert "8 started" in text


async def test_a_daily_one_on_a_first_monday_is_of_that_day(database, clock):
    """Nothing was counted the week before, since the bot was not there."""
    clock.now = at(2026, 11, 23, 9)
    await summarise(database, DAILY)
    started(database, clock, 2)
    clock.now = at(2026, 11, 23, 17, 30)
    await summarise(database, DAILY)
    (text,) = sent(database)
    assert "This week so far, from Monday 23 November" in text
    assert "2 started" in text


async def test_what_day_it_is_the_clocks_in_london_say(database, clock):
    clock.now = at(2026, 6, 28, 12)
    started(database, clock, 9)
    await summarise(database, SummaryTime(0, 0, 30))
    clock.now = at(2026, 6, 28, 23, 30)  # half past midnight of Monday in London, Sunday by UTC
    started(database, clock, 1)
    await summarise(database, SummaryTime(0, 0, 30))
    (text,) = sent(database)
    assert "Last week, 22 June to 28 June" in text
    assert "9 started" in text


async def test_without_a_group_or_a_time_there_is_none(database, clock):
    for agency in (Agency("derby", Form(), staff_chat_id=GROUP), Agency("derby", Form(), summary=DAILY)):
        late = partial(queue_due_summaries, database, partial(list, (agency,)))
        await late()
        clock.now += 8 * 86400
        await late()
    assert sent(database) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weekly mon 9:00", WEEKLY),
        ("Weekly Monday 09.00", WEEKLY),
        ("daily 17:30", DAILY),
        ("off", None),
    ],
)
def test_the_setting(text, expected):
    assert SummaryTime.read(text) == expected


@pytest.mark.parametrize("text", ["weekly 9:00", "daily", "daily 24:00", "daily 9:60", "weekly foo 9:00", "9:00"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match="weekly mon 9:00"):
        SummaryTime.read(text)


@pytest.mark.parametrize(
    ("now", "latest"),
    [
        ((2026, 7, 6, 8, 0), (2026, 7, 6, 8, 0)),  # nine in London, in summer
        ((2026, 7, 6, 7, 59), (2026, 6, 29, 8, 0)),
        ((2026, 10, 26, 9, 0), (2026, 10, 26, 9, 0)),  # the day after the clocks changed
    ],
)
def test_the_hour_is_london_s(now, latest):
    found = WEEKLY.latest(at(*now))
    assert datetime.fromtimestamp(found, UTC) == moment(*latest)
