"""What the summary for the staff says: of the week that ended, or of this one so far."""

from __future__ import annotations

from bot.agency import Agency
from bot.statistics.counting import week_of
from bot.statistics.report import funnel, real
from bot.statistics.summary import sentences
from bot.storage import counts, stored_leads
from bot.storage.transaction import Transaction
from conversations.commands import Line, Say

DAY, WEEK = 86400.0, 7 * 86400.0


def summary(tx: Transaction, agency: Agency, *, daily: bool) -> Say:
    """Return it. A weekly one is of the last week; a ``daily`` one of this week so far, on a Monday of the last one."""
    week = week_of(tx.now - (DAY if daily else WEEK))
    counted = {key: many for key, many in counts.read(tx, agency.id, week, ["week"]).items() if key.week == week}
    said = sentences(agency, funnel(real(counted), agency.form.questions))
    lines = [Line("summary.so_far" if daily else "summary.week"), *(Line("plain", {"text": each}) for each in said)]
    aside = sum(each.agency == agency.id for each in stored_leads.set_aside(tx))
    if aside:
        lines.append(Line("summary.set_aside", {"count": aside}))
    return Say(tuple(lines))
