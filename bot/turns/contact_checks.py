"""Contact checks: notes for the agency about doubtful phone numbers and email addresses, which are never refused."""

from __future__ import annotations

from disposable_email_domains import blocklist
from msgspec.structs import replace

from bot.core.agency import Agency
from bot.storage.leads import contacts
from bot.storage.transaction import Transaction
from conversations.answers import phone
from conversations.data_export import DOUBTS, EMAIL_DOMAIN, OTHER_CHATS, PHONE_RANGE
from conversations.lead import Lead

DAY = 24 * 3600.0


def checked(tx: Transaction, agency: Agency, chat_id: int, lead: Lead) -> Lead:
    """Return ``lead`` with notes about its doubtful contacts, and record the contacts as given in this chat."""
    notes = {name: note for name, note in lead.notes.items() if name not in DOUBTS}
    if is_disposable(lead.email):
        notes[EMAIL_DOMAIN] = "disposable"
    if phone.reserved(lead.phone):
        notes[PHONE_RANGE] = "reserved"
    since = tx.now - agency.retention.leads * DAY
    kinds = {
        contacts.name(kind, value, agency.chat_key): kind
        for kind, value in (("phone", lead.phone), ("email", lead.email))
    }
    repeated = contacts.elsewhere(tx, agency.id, kinds, chat_id, since)
    contacts.add(tx, agency.id, kinds, chat_id)
    if repeated:
        notes[OTHER_CHATS] = " and ".join(kind for contact, kind in kinds.items() if contact in repeated)
    return replace(lead, notes=notes)


def is_disposable(email: str) -> bool:
    """Return whether an email address is at a known throw-away domain or a subdomain of one."""
    labels = email.rpartition("@")[2].casefold().rstrip(".").split(".")
    return any(".".join(labels[at:]) in blocklist for at in range(len(labels) - 1))
