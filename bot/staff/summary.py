"""Text of the staff summary: last week, or this week so far."""

from __future__ import annotations

from datetime import date, timedelta

from bot.core.agency import Agency
from bot.statistics.analysis import Counts, funnel, real
from bot.statistics.cost_input import today_of
from bot.statistics.costs import counts_and_costs, number_of
from bot.statistics.rendering import sentences
from bot.storage.leads import lead_records
from bot.storage.transaction import Transaction
from conversations.commands import Line, Say


def summary(tx: Transaction, agency: Agency, *, daily: bool) -> Say:
    """Return the summary.

    A weekly one covers last week. A ``daily`` one covers this week so far; on Mondays last week, unless nothing was counted
    then. Days are in London time.
    """
    today = today_of(tx.now)
    first = today - timedelta(days=today.weekday())
    last = first - timedelta(days=7)
    so_far = daily and (today > first or not _counted(tx, agency, last))
    if not so_far:
        first = last
    counted = _counted(tx, agency, first)
    said = sentences(agency, funnel(real(counted), agency.form.questions))
    days = {"first": f"{first:%-d %B}", "last": f"{first + timedelta(days=6):%-d %B}"}
    head = Line("summary.so_far" if so_far else "summary.week", days)
    lines = [head, *(Line("plain", {"text": each}) for each in said)]
    aside = sum(each.agency == agency.id for each in lead_records.set_aside(tx))
    if aside:
        lines.append(Line("summary.set_aside", {"count": aside}))
    return Say(tuple(lines))


def _counted(tx: Transaction, agency: Agency, first: date) -> Counts:
    """Return the counts and costs of the week that begins on the day ``first``."""
    week = number_of(first)
    of_weeks = counts_and_costs(tx, agency.id, tx.now, week, ["week"])
    return {key: many for key, many in of_weeks.items() if key.week == week}
