"""Repeated leads: a second lead of a chat within a day is not sent if nothing in it changed."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.core.serialization import LEAD
from bot.storage.leads import lead_records
from bot.storage.transaction import Transaction
from conversations.data_export import DOUBTS
from conversations.events import LeadStatus, SameLead
from conversations.lead import Campaign, Estimate, Lead

WITHIN = timedelta(days=1)
_COUNTS = frozenset({LeadStatus.WAITING, LeadStatus.IN_FLIGHT, LeadStatus.DELIVERED})
"""Statuses in which a lead need not be sent again. Refused, set-aside and withdrawn leads do not count."""


def same_lead(tx: Transaction, agency: str, chat_id: int, lead: Lead) -> SameLead | None:
    """Return the newest equal lead of this chat whose consent is at most a day older than that of ``lead``.

    Leads of test links are trials, each of which is sent.
    """
    if lead.campaign.test:
        return None
    said = _said(lead)
    for row in reversed(lead_records.of_chat(tx, agency, chat_id)):
        if row.status not in _COUNTS or row.withdrawn or row.withdrawal_asked:
            continue
        earlier, estimate = row.decoded()
        if earlier is not None and _recent(earlier.consent.at, lead.consent.at) and _said(earlier) == said:
            return SameLead(row.reference, (estimate or Estimate()) if row.status is LeadStatus.DELIVERED else None)
    return None


def _recent(earlier: datetime, now: datetime) -> bool:
    return timedelta() <= now - earlier < WITHIN


def _said(lead: Lead) -> str:
    """Return the contents by which leads count as the same, in one case: answers and office, not time or link."""
    told = replace(
        lead,
        reference="",
        consent=replace(lead.consent, at=datetime.min),  # noqa: DTZ901  the same for all
        campaign=Campaign(office_id=lead.campaign.office_id),
        notes={name: note for name, note in sorted(lead.notes.items()) if name not in DOUBTS},
        host=None,
        variant="",
    )
    return LEAD.encode(told).casefold()
