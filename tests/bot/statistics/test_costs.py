"""What a campaign cost: amounts and days as typed, weeks that add up, and whose leads it is compared with."""

from __future__ import annotations

from datetime import date

import pytest

from bot.statistics.analysis import funnel
from bot.statistics.cost_input import BadDays, read_amount, read_days
from bot.statistics.costs import (
    COST,
    PAID_ESTIMATES,
    PAID_LEADS,
    by_week,
    counts_and_costs,
    number_of,
    pounds,
)
from bot.storage.campaigns import costs, funnel_counts
from bot.storage.campaigns.costs import Cost
from bot.storage.campaigns.funnel_counts import Counted

TODAY = date(2026, 11, 30)
MONDAY = number_of(date(2026, 11, 23))
AT = number_of(TODAY) * 86400.0 + 43200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("250", (25000, "")),
        ("£250", (25000, "")),
        ("1,250.5", (125050, "")),
        ("£ 1250.05 pounds", (125005, "")),
        ("250 pounds 1 Nov to 30 Nov", (25000, "1 Nov to 30 Nov")),
        ("250 1 Nov to 30 Nov", (25000, "1 Nov to 30 Nov")),
        ("250 GBP last month", (25000, "last month")),
        ("0.01", (1, "")),
        ("0", None),
        ("-5", None),
        ("1,25", None),
        ("1.250,50", None),
        (".50", (50, "")),
        ("£.5 today", (50, "today")),
        ("250.", (25000, "")),
        ("250. today.", (25000, "today.")),
        ("250, 1-30 Nov", (25000, "1-30 Nov")),
        ("1 250 today", (125000, "today")),
        ("1\u202f250\u00a0000.50", (125000050, "")),
        ("1 2500", (100, "2500")),
        ("250 2026", (25000, "2026")),
        ("1,250 000", (125000, "000")),
        (".", None),
        ("£", None),
        ("2.505", None),
        ("25k", None),
        ("10000001", None),
        ("=1+1", None),
        ("²", None),
        ("", None),
    ],
)
def test_amounts_as_typed(text, expected):
    assert read_amount(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", (2026, 11, 30), (2026, 11, 30)),
        ("Yesterday", (2026, 11, 29), (2026, 11, 29)),
        ("this week", (2026, 11, 30), (2026, 12, 6)),
        ("last week", (2026, 11, 23), (2026, 11, 29)),
        ("this  month", (2026, 11, 1), (2026, 11, 30)),
        ("last month", (2026, 10, 1), (2026, 10, 31)),
        ("1 Nov to 30 Nov", (2026, 11, 1), (2026, 11, 30)),
        ("from 1st of November 2025 until 2 Nov 2025", (2025, 11, 1), (2025, 11, 2)),
        ("Nov 1 – Nov 30", (2026, 11, 1), (2026, 11, 30)),
        ("1/11/2026 - 30/11/2026", (2026, 11, 1), (2026, 11, 30)),
        ("2026-11-01 to 2026-11-30", (2026, 11, 1), (2026, 11, 30)),
        ("20 Dec to 5 Jan", (2026, 12, 20), (2027, 1, 5)),  # without a year: the nearest
        ("1 Jan to 31 Dec", (2026, 1, 1), (2026, 12, 31)),  # both ends together, not each by itself
        ("15 May to 15 June", (2027, 5, 15), (2027, 6, 15)),
        ("1 Nov to 30 Nov 2025", (2025, 11, 1), (2025, 11, 30)),
        ("1 Dec 2025 to 5 Jan", (2025, 12, 1), (2026, 1, 5)),
        ("15 Jan", (2027, 1, 15), (2027, 1, 15)),
        ("15 June", (2026, 6, 15), (2026, 6, 15)),
        ("today.", (2026, 11, 30), (2026, 11, 30)),
        ("tomorrow", (2026, 12, 1), (2026, 12, 1)),
        ("next week", (2026, 12, 7), (2026, 12, 13)),
        ("next month", (2026, 12, 1), (2026, 12, 31)),
        ("This year!", (2026, 1, 1), (2026, 12, 31)),
        ("last year", (2025, 1, 1), (2025, 12, 31)),
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("Nov", (2026, 11, 1), (2026, 11, 30)),
        ("in November.", (2026, 11, 1), (2026, 11, 30)),
        ("Sept.", (2026, 9, 1), (2026, 9, 30)),
        ("feb 2024", (2024, 2, 1), (2024, 2, 29)),
        ("2026-11", (2026, 11, 1), (2026, 11, 30)),
        ("Nov-Dec", (2026, 11, 1), (2026, 12, 31)),
        ("Dec to Jan", (2026, 12, 1), (2027, 1, 31)),
        ("1-30 Nov", (2026, 11, 1), (2026, 11, 30)),
        ("1st–30th of November 2025", (2025, 11, 1), (2025, 11, 30)),
        ("Nov 1-30", (2026, 11, 1), (2026, 11, 30)),
        ("1Nov-30Nov", (2026, 11, 1), (2026, 11, 30)),
        ("1-30/11/26", (2026, 11, 1), (2026, 11, 30)),
        ("5/11", (2026, 11, 5), (2026, 11, 5)),  # British order
        ("05-11-2026", (2026, 11, 5), (2026, 11, 5)),
        ("2026-11-05-2026-11-06", (2026, 11, 5), (2026, 11, 6)),
        ("Nov 26", (2026, 11, 26), (2026, 11, 26)),
        ("29 feb 2024", (2024, 2, 29), (2024, 2, 29)),
    ],
)
def test_days_as_typed(text, first, last):
    assert read_days(text, TODAY) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", BadDays.UNKNOWN),
        ("soon", BadDays.UNKNOWN),
        ("5", BadDays.UNKNOWN),
        ("1-30", BadDays.UNKNOWN),
        ("2025 to 30", BadDays.UNKNOWN),
        ("1-2-3 Nov", BadDays.UNKNOWN),
        ("1 Nov to", BadDays.UNKNOWN),
        ("marathon", BadDays.UNKNOWN),
        ("250 today", BadDays.UNKNOWN),
        ("31 Feb", BadDays.NO_SUCH_DATE),
        ("1 Nov to 31 Nov", BadDays.NO_SUCH_DATE),
        ("13/13/2026", BadDays.NO_SUCH_DATE),
        ("0/0", BadDays.NO_SUCH_DATE),
        ("29 Feb 2027", BadDays.NO_SUCH_DATE),
        ("1 Jan 0000", BadDays.NO_SUCH_DATE),
        ("30 Nov to 1 Nov", BadDays.BACKWARDS),
        ("30 Nov to 1 Nov 2026", BadDays.BACKWARDS),
        ("2 Nov 2026 to 1 Nov 2026", BadDays.BACKWARDS),
        ("1 Jan 2020 to 1 Jan 2024", BadDays.TOO_LONG),
        ("2025-2026", BadDays.TOO_LONG),
        ("1969-12-31", BadDays.TOO_EARLY),
        ("1969", BadDays.TOO_EARLY),
        ("29 feb 2028", BadDays.TOO_LATE),
        ("1 Jan 9999", BadDays.TOO_LATE),
        ("1 Jan 9999 to 31 Dec 9999", BadDays.TOO_LATE),
        ("9999", BadDays.TOO_LATE),
    ],
)
def test_what_is_no_period_and_why(text, why):
    assert read_days(text, TODAY) is why


def test_the_weeks_of_a_cost_add_up_to_the_penny_and_end_today():
    cost = Cost("fb", 0, False, 10000, MONDAY + 3, MONDAY + 12)  # ten days: four in the first week
    assert by_week(cost, MONDAY + 30) == {MONDAY: 4000, MONDAY + 7: 6000}
    assert by_week(cost, MONDAY + 4) == {MONDAY: 2000}
    assert by_week(cost, MONDAY) == {}
    odd = Cost("fb", 0, False, 10001, MONDAY - 100, MONDAY + 200)
    assert sum(by_week(odd, MONDAY + 400).values()) == 10001


@pytest.mark.parametrize(("pence", "shown"), [(25000, "£250"), (125050, "£1,250.50"), (5, "£0.05"), (0, "£0")])
def test_amounts_as_shown(pence, shown):
    assert pounds(pence) == shown


def test_only_leads_of_campaigns_with_a_cost_count_for_the_cost_of_one(database):
    fb = Counted("derby", MONDAY, "fb", 7, False, "", "consented")
    counted = {
        fb: 4,
        fb._replace(what="estimated"): 3,
        fb._replace(test=True): 9,
        fb._replace(campaign="", office=0): 50,
        fb._replace(agency="york"): 70,
    }
    database.run_sync(lambda tx: funnel_counts.add(tx, counted))
    for agency, cost in (
        ("derby", Cost("fb", 7, False, 10000, MONDAY, MONDAY)),
        ("derby", Cost("fb", 7, False, 2000, MONDAY + 7, MONDAY + 7)),
        ("york", Cost("fb", 7, False, 777, MONDAY, MONDAY)),
    ):
        database.run_sync(lambda tx, agency=agency, cost=cost: costs.add(tx, agency, cost))
    read = database.run_sync(lambda tx: counts_and_costs(tx, "derby", AT))
    assert read[fb._replace(what=COST)] == 10000
    assert read[fb._replace(what=COST, week=MONDAY + 7)] == 2000
    assert read[fb._replace(what=PAID_LEADS)] == 4
    assert read[fb._replace(what=PAID_ESTIMATES)] == 3
    assert sum(many for key, many in read.items() if key.what == PAID_LEADS and not key.test) == 4
    together = database.run_sync(lambda tx: counts_and_costs(tx, "derby", AT, apart=()))
    found = funnel({key: many for key, many in together.items() if not key.test}, ())
    assert (found.cost, found.paid_leads, found.consented) == (12000, 4, 54)
    later = database.run_sync(lambda tx: counts_and_costs(tx, "derby", AT, MONDAY + 7))
    assert {key.what: many for key, many in later.items()} == {COST: 2000}


def test_a_removed_cost_is_gone_and_another_agency_s_is_not_removed(database):
    number = database.run_sync(lambda tx: costs.add(tx, "derby", Cost("fb", 0, False, 100, MONDAY, MONDAY)))
    assert not database.run_sync(lambda tx: costs.remove(tx, "york", number))
    assert not database.run_sync(lambda tx: costs.remove(tx, "derby", 2**70))
    assert database.run_sync(lambda tx: costs.remove(tx, "derby", number))
    assert not database.run_sync(lambda tx: costs.remove(tx, "derby", number))
    assert database.run_sync(lambda tx: costs.all_(tx, "derby")) == []
