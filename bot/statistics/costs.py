"""Costs of campaigns beside the counts: amounts and days as shown, and what falls into each week.

A cost becomes counts of pence under :data:`COST`, by week, campaign and office, so that costs are grouped wherever
counts are. Cost per lead and per estimate is computed only for campaigns with a recorded cost: :data:`PAID_LEADS` and
:data:`PAID_ESTIMATES` count theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

from bot.statistics.cost_input import EARLIEST, Days, today_of
from bot.statistics.counters import ESTIMATED, monday_of
from bot.storage.campaigns import costs, funnel_counts
from bot.storage.campaigns.costs import Cost
from bot.storage.campaigns.funnel_counts import Counted
from bot.storage.transaction import Transaction
from conversations.funnel import Stage
from conversations.lead import Campaign

COST = "cost"
PAID_LEADS, PAID_ESTIMATES = "paid_leads", "paid_estimates"
_PAID = {str(Stage.CONSENTED): PAID_LEADS, ESTIMATED: PAID_ESTIMATES}


def pounds(pence: int) -> str:
    """Return an amount as written: £1,250.50, or £1,250 without pence."""
    return f"£{pence // 100:,}" + (f".{pence % 100:02}" if pence % 100 else "")


def shown_days(first_day: int, last_day: int) -> str:
    """Return a period as shown, its days given in days since 1970: "1 November 2026 to 30 November 2026"."""
    first, last = (f"{day_of(each):%-d %B %Y}" for each in (first_day, last_day))
    return first if first == last else f"{first} to {last}"


def number_of(day: date) -> int:
    """Return a day in days since 1970."""
    return (day - EARLIEST).days


def day_of(number: int) -> date:
    """Return the day that is so many days after 1 January 1970."""
    return EARLIEST + timedelta(days=number)


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
        week = monday_of(day)
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
