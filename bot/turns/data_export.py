"""Data export for /mydata: everything held about a chat besides its state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bot.core.agency import Agency
from bot.core.incoming_update import ConversationUpdate, IncomingUpdate
from bot.core.serialization import ADDITION
from bot.storage.chats import relays
from bot.storage.leads import contacts, lead_counts, lead_records, lead_updates
from bot.storage.leads.lead_records import StoredLead
from bot.storage.queues import dead_letters
from bot.storage.transaction import Transaction
from conversations.commands import Line, Say
from conversations.data_export import FollowUp, held_lead
from conversations.events import Edited, Said
from conversations.languages.catalogue import Catalogue
from conversations.languages.message import Message
from conversations.languages.render import render


def held(
    tx: Transaction, agency: Agency, chat_id: int, catalogue: Catalogue, read: Callable[[bytes], IncomingUpdate]
) -> Iterator[Message]:
    """Yield a message for each item held about this chat; ``read`` parses the channel's raw updates."""
    count = lead_counts.within_a_day(tx, agency.id, lead_counts.name(chat_id, agency.chat_key))
    if count:
        yield render(Say((Line("mydata.count", {"count": count}),)), agency.form, catalogue)
    if contacts.of_chat(tx, agency.id, chat_id):
        yield render(Say((Line("mydata.contacts"),)), agency.form, catalogue)
    for lead in lead_records.of_chat(tx, agency.id, chat_id):
        yield render(_lead(lead), agency.form, catalogue)
    for _, body in lead_updates.of_chat(tx, agency.id, chat_id):
        line = Line("mydata.passing_on", {"text": ADDITION.decode(body).text})
        yield render(Say((line,)), agency.form, catalogue)
    if topics := relays.of_chat_count(tx, agency.id, chat_id):
        yield render(Say((Line("mydata.topics", {"count": topics}),)), agency.form, catalogue)
    for item in dead_letters.of_chat(tx, agency.id, chat_id):
        if item.source != "event":
            line = Line("mydata.unprocessed", {"text": _text(item.body, read)})
            yield render(Say((line,)), agency.form, catalogue)


def _lead(row: StoredLead) -> Say:
    lead, estimate = row.decoded()
    if lead is None:
        status = Line(f"lead.status.{row.status}")
        return Say((Line("mydata.lead", {"reference": row.reference, "status": status}), Line("mydata.unreadable")))
    wanted = None if row.call_wanted is None else datetime.fromtimestamp(row.call_wanted, UTC)
    follow_up = FollowUp(row.seen_at is not None, row.call_state or "", wanted)
    return held_lead(lead, row.status, estimate, row.lead_id or "", follow_up)


def _text(body: bytes, read: Callable[[bytes], IncomingUpdate]) -> str:
    try:
        update = read(body)
    except Exception:  # noqa: BLE001  whatever error prevented its processing
        return "…"
    said = update.body if isinstance(update, ConversationUpdate) else None
    return said.text if isinstance(said, Said | Edited) else "…"
