"""Text of the staff summary: last week, or this week so far."""

from __future__ import annotations

from bot.core.agency import Agency
from bot.statistics.analysis import funnel, real
from bot.statistics.counters import week_of
from bot.statistics.rendering import sentences
from bot.storage.campaigns import funnel_counts
from bot.storage.leads import lead_records
from bot.storage.transaction import Transaction
from conversations.commands import Line, Say

DAY, WEEK = 86400.0, 7 * 86400.0


def summary(tx: Transaction, agency: Agency, *, daily: bool) -> Say:
    """Return the summary: weekly, about last week; ``daily``, about this week so far, and on Mondays about last week."""
    week = week_of(tx.now - (DAY if daily else WEEK))
    counted = {key: many for key, many in funnel_counts.read(tx, agency.id, week, ["week"]).items() if key.week == week}
    said = sentences(agency, funnel(real(counted), agency.form.questions))
    lines = [Line("summary.so_far" if daily else "summary.week"), *(Line("plain", {"text": each}) for each in said)]
    aside = sum(each.agency == agency.id for each in lead_records.set_aside(tx))
    if aside:
        lines.append(Line("summary.set_aside", {"count": aside}))
    return Say(tuple(lines))
