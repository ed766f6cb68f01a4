"""Counters of the funnel: no chat, no reference, no time finer than a week."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from bot.core.agency import Agency
from bot.statistics.cost_input import EARLIEST, today_of
from bot.storage.campaigns import funnel_counts
from bot.storage.campaigns.funnel_counts import Counted
from bot.storage.transaction import Transaction
from conversations.data_export import DOUBTS, PHONE_VERIFIED
from conversations.flow.turn import Turn
from conversations.funnel import Stage, Step, steps_between
from conversations.lead import Campaign, Lead
from conversations.state import Fresh, State

MINUTES = (1, 2, 3, 5, 8, 13, 20, 30, 60, 120, 360, 1440)
"""Upper bounds, in minutes, of the classes of completion times; longer times have a class of their own."""
LONGER = "longer"
DELIVERED, ESTIMATED, SET_ASIDE = "delivered", "estimated", "set_aside"
"""Results of a lead: accepted by the Lead API; estimate received; could not be delivered."""
CHECKED, VERIFIED, DOUBTFUL = "checked", "verified", "doubtful"
"""Flags of a delivered lead: contacts checked; phone number vouched for by Telegram; some contact doubtful."""
_MONDAY = (datetime(1969, 12, 29, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days
"""Monday of the week containing 1 January 1970, in days since 1970."""


class FunnelCounter:
    """Counter for one transaction, saved with one statement."""

    def __init__(self) -> None:
        self._counted: Counter[Counted] = Counter()

    def form(self, agency: Agency, before: State, turn: Turn, at: float, *, by_staff: bool) -> None:
        """Count how far a turn brought a form, as a test if it is filled in ``by_staff``. ``at`` is in seconds since 1970."""
        after = turn.state
        for step in steps_between(agency.form, before, after, turn.commands):
            phase = before.phase if isinstance(after.phase, Fresh) else after.phase
            campaign = Campaign() if isinstance(phase, Fresh) else phase.campaign
            if by_staff:
                campaign = replace(campaign, test=True)
            self._count(agency.id, at, campaign, agency.form.variant, name_of(step))
            if step.took is not None:
                self._count(agency.id, at, campaign, agency.form.variant, f"took:{duration_class(step.took)}")

    def lead(self, agency: str, lead: Lead, what: str, at: float) -> None:
        """Count what happened to a lead."""
        self._count(agency, at, lead.campaign, lead.variant, what)

    def contacts(self, agency: str, lead: Lead, at: float) -> None:
        """Count the flags of a delivered lead's contacts."""
        self.lead(agency, lead, CHECKED, at)
        if PHONE_VERIFIED in lead.notes:
            self.lead(agency, lead, VERIFIED, at)
        if any(name in lead.notes for name in DOUBTS):
            self.lead(agency, lead, DOUBTFUL, at)

    def add(self, tx: Transaction) -> None:
        """Add the counts to the database, as the last step of a transaction."""
        funnel_counts.add(tx, self._counted)

    def _count(self, agency: str, at: float, campaign: Campaign, variant: str, what: str) -> None:
        key = Counted(agency, week_of(at), campaign.code, campaign.office_id or 0, campaign.test, variant, what)
        self._counted[key] += 1


def name_of(step: Step) -> str:
    """Return the name under which a step is counted."""
    return f"{step.stage}:{step.question}" if step.stage in {Stage.ANSWERED, Stage.REFUSED} else str(step.stage)


def duration_class(took: timedelta) -> str:
    """Return the class of a completion time: the upper bound in minutes, or :data:`LONGER`."""
    minutes = took.total_seconds() / 60
    return next((str(bound) for bound in MINUTES if minutes <= bound), LONGER)


def first_week(at: float, weeks: int) -> int:
    """Return the first of the last ``weeks`` weeks up to ``at``, as :func:`week_of` does; 0, which is before all, for no number."""
    return week_of(at) - 7 * (weeks - 1) if weeks > 0 else 0


def week_of(at: float) -> int:
    """Return the Monday of the week of ``at`` (seconds since 1970) by London's clocks, in days since 1970."""
    return monday_of((today_of(at) - EARLIEST).days)


def monday_of(day: int) -> int:
    """Return the Monday of a day's week, both in days since 1970."""
    return day - (day - _MONDAY) % 7
