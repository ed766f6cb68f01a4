"""Costs of campaigns beside the counts: amounts and days as typed, and what falls into each week.

A cost becomes counts of pence under :data:`COST`, by week, campaign and office, so that whatever groups counts groups costs
too. What a lead costs is asked of campaigns with a cost only: leads by :data:`PAID_LEADS` and estimates by
:data:`PAID_ESTIMATES` are those of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from bot.statistics.counters import ESTIMATED, week_of
from bot.storage.campaigns import costs, funnel_counts
from bot.storage.campaigns.costs import Cost
from bot.storage.campaigns.funnel_counts import Counted
from bot.storage.transaction import Transaction
from conversations.funnel import Stage
from conversations.lead import Campaign
from conversations.office_hours import LONDON

COST = "cost"
PAID_LEADS, PAID_ESTIMATES = "paid_leads", "paid_estimates"
POUNDS_MAX = 10_000_000
DAYS_MAX = 366
"""Longest period of one cost, in days, and how far ahead it may begin."""
_OVER_NEW_YEAR_MAX = 183
"""Longest period over New Year, in days, if no year is typed: "30 Nov to 1 Nov" is rather a slip than eleven months."""
_EPOCH = date(1970, 1, 1)
_PAID = {str(Stage.CONSENTED): PAID_LEADS, ESTIMATED: PAID_ESTIMATES}
_AMOUNT = re.compile(
    r"(?:£ ?|gbp ?)?(?P<pounds>\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(?P<pence>\d{1,2}))?(?: ?(?:£|gbp\b|pounds?\b))?",
    re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]{{0,6}})\.?"
_ISO = r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})"
_FIGURES = r"(?P<day>\d{1,2})[/.](?P<number>\d{1,2})(?:[/.](?P<year>\d{4}))?"
_DAY_FIRST = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?P<year>\d{{4}}))?"
_MONTH_FIRST = rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?"
_DATES = tuple(re.compile(each, re.ASCII) for each in (_ISO, _FIGURES, _DAY_FIRST, _MONTH_FIRST))
_UNTIL = re.compile(r" (?:to|until|till|-) | ?[\u2013\u2014] ?")
"""What stands between two dates; dashes too, but a hyphen only between spaces, since dates have some."""

Days = tuple[date, date]


def pounds(pence: int) -> str:
    """Return an amount as written: £1,250.50, or £1,250 without pence."""
    return f"£{pence // 100:,}" + (f".{pence % 100:02}" if pence % 100 else "")


def read_amount(text: str) -> tuple[int, str] | None:
    """Return the amount with which ``text`` begins, in pence, and the rest of the text; ``None`` if there is none.

    More than nothing, and at most :data:`POUNDS_MAX` pounds.
    """
    said = text.strip()
    found = _AMOUNT.match(said.lower())
    if found is None or (found.end() < len(said) and said[found.end()] != " "):
        return None
    pence = int(found["pounds"].replace(",", "")) * 100 + int((found["pence"] or "").ljust(2, "0"))
    return (pence, said[found.end() :].strip()) if 0 < pence <= POUNDS_MAX * 100 else None


def today_of(at: float) -> date:
    """Return the day of ``at`` (seconds since 1970) by London's clocks."""
    return datetime.fromtimestamp(at, UTC).astimezone(LONDON).date()


def named_days(today: date) -> dict[str, Days]:
    """Return the periods that have a name, by it."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    before = first - timedelta(days=1)
    next_month = (first + timedelta(days=31)).replace(day=1)
    return {
        "today": (today, today),
        "this week": (monday, monday + timedelta(days=6)),
        "this month": (first, next_month - timedelta(days=1)),
        "last month": (before.replace(day=1), before),
        "last week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "yesterday": (today - timedelta(days=1),) * 2,
    }


def read_days(text: str, today: date) -> Days | None:
    """Return the first and the last day of a period as typed: a name, a date, or two dates with "to" between them.

    Without a year, the period is the one nearest to ``today``. ``None`` for anything else, for more than :data:`DAYS_MAX`
    days, and for a period that begins further ahead or after its end.
    """
    said = " ".join(text.lower().split()).removeprefix("from ")
    named = named_days(today).get(said)
    if named is not None:
        return named
    parts = [_read_date(each.strip()) for each in _UNTIL.split(said, maxsplit=1)]
    given = {int(each["year"]) for each in parts if each.get("year")}
    years = {near for year in given or {today.year} for near in (year - 1, year, year + 1)}
    firsts, lasts = _days_of(parts[0], years), _days_of(parts[-1], years)
    if len(parts) == 1:
        periods = [(day, day) for day in firsts]
    else:
        periods = [
            (first, last)
            for first in firsts
            for last in lasts
            if 0 <= (last - first).days < (DAYS_MAX if given or first.year == last.year else _OVER_NEW_YEAR_MAX)
        ]
    found = min(periods, key=lambda days: sum(abs(day - today).days for day in days), default=None)
    return found if found is not None and (found[0] - today).days <= DAYS_MAX else None


def _read_date(said: str) -> dict[str, str]:
    """Return the parts of a date as typed: day, month or number, and year; none for anything else."""
    found = next((match for match in (each.fullmatch(said) for each in _DATES) if match is not None), None)
    return {} if found is None else found.groupdict("")


def _days_of(parts: dict[str, str], years: Collection[int]) -> list[date]:
    """Return the days that a date may be: in its own year, or in each of ``years`` without one."""
    if not parts:
        return []
    month = int(parts["number"]) if parts.get("number") else _MONTHS.index(parts["month"][:3]) + 1
    days = []
    for year in [int(parts["year"])] if parts["year"] else years:
        try:
            days.append(date(year, month, int(parts["day"])))
        except ValueError:  # 30 February, or 29 February of another year
            continue
    return [day for day in days if day >= _EPOCH]


def shown_days(first_day: int, last_day: int) -> str:
    """Return a period as shown, its days given in days since 1970: "1 November 2026 to 30 November 2026"."""
    first, last = (f"{_EPOCH + timedelta(days=each):%-d %B %Y}" for each in (first_day, last_day))
    return first if first == last else f"{first} to {last}"


def number_of(day: date) -> int:
    """Return a day in days since 1970."""
    return (day - _EPOCH).days


def cost_of(campaign: Campaign, pence: int, days: Days) -> Cost:
    """Return a campaign's cost, to be added."""
    first, last = map(number_of, days)
    return Cost(campaign.code, campaign.office_id or 0, campaign.test, pence, first, last)


def by_week(cost: Cost, until: int) -> dict[int, int]:
    """Return the pence of each week, by its Monday (days since 1970), of the days up to ``until``; the whole is kept exactly."""
    days = cost.last_day - cost.first_day + 1
    weeks: dict[int, int] = {}
    day, end = cost.first_day, min(cost.last_day, until)
    while day <= end:
        week = week_of(day * 86400.0)
        day = min(week + 6, end) + 1
        weeks[week] = cost.pence * (day - cost.first_day) // days - sum(weeks.values())
    return weeks


def counts_and_costs(
    tx: Transaction, agency: str, at: float, since_week: int = 0, apart: Collection[str] = funnel_counts.APART
) -> dict[Counted, int]:
    """Return an agency's counts like :func:`bot.storage.campaigns.funnel_counts.read`, with the costs up to ``at``.

    With costs the campaigns are always told apart, since only those with a cost count for :data:`PAID_LEADS`.
    """
    today = number_of(today_of(at))
    spent: Counter[Counted] = Counter()
    for stored in costs.all_(tx, agency, since_week):
        cost = stored.cost
        for week, pence in by_week(cost, today).items():
            if week >= since_week and pence:
                at_week, office = week if "week" in apart else 0, cost.office if "office" in apart else 0
                spent[Counted(agency, at_week, cost.campaign, office, cost.test, "", COST)] += pence
    counted = funnel_counts.read(tx, agency, since_week, {*apart, "campaign"} if spent else apart)
    paid = {key.campaign for key in spent}
    leads = {
        key._replace(what=_PAID[key.what]): many
        for key, many in counted.items()
        if key.campaign in paid and key.what in _PAID
    }
    return {**counted, **leads, **spent}
