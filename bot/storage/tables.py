"""Table definitions. :mod:`bot.storage.migrations` makes new databases from them; a test compares migrated ones.

Three rules keep the cost of a turn independent of the amount stored: waiting rows have partial indexes of their own,
finished rows keep as little as possible, and chats with waiting rows have one row each in slim tables (``inbox_chats``,
``outbox_chats``), so that choosing a chat never reads its queue.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

METADATA = sa.MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""SQLite numbers rows by itself only in a column declared INTEGER."""


SEALED = sa.LargeBinary()
"""Column for an encrypted value; bytes, because databases refuse as text what people may send.

The type encrypts nothing: the table's module calls ``tx.encryption`` under a name ``<table>.<column>``.
:data:`bot.storage.upkeep.key_rotation.TABLES` finds columns by this type.
"""


def _partial(name: str, where: sa.ColumnElement[bool], *columns: sa.Column[Any]) -> None:
    """Add an index of the rows that satisfy a condition."""
    sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)


INBOX = sa.Table(
    "inbox",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("chat_id", sa.BigInteger),  # emptied when done: the key alone refuses repeats
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("body", SEALED, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("received_at", sa.Float, nullable=False),
    sa.Column("done_at", sa.Float),
    sa.Column("set_aside", SEALED),  # the reason for setting it aside; such a row is done too, and keeps chat and body
    sa.UniqueConstraint("agency", "key"),
)
INBOX_WAITING = INBOX.c.done_at.is_(None)
_partial("ix_inbox_waiting", INBOX_WAITING, INBOX.c.agency, INBOX.c.chat_id, INBOX.c.id)
_partial("ix_inbox_set_aside", INBOX.c.set_aside.is_not(None), INBOX.c.agency, INBOX.c.chat_id)

INBOX_CHATS = sa.Table(
    "inbox_chats",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("chat_id", sa.BigInteger, primary_key=True),
    sa.Column("item_id", sa.BigInteger, nullable=False),  # the chat's oldest waiting item
    sa.UniqueConstraint("item_id"),
    sqlite_with_rowid=False,
)

CHATS = sa.Table(
    "chats",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("chat_id", sa.BigInteger, primary_key=True),
    sa.Column("state", SEALED, nullable=False),
    sa.Column("saved_at", sa.Float, nullable=False),
    sa.Column("stamp", sa.BigInteger),  # random; identifies the row in the ledger, see ledger.py
    sa.Index(None, "saved_at"),
)

OUTBOX = sa.Table(
    "outbox",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("body", SEALED, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("about", sa.Text),  # of a message to others: the reference of the lead whose person it quotes
    sa.Index(None, "agency", "chat_id", "id"),
    sqlite_autoincrement=True,  # an id is never reused: a late result must not hit a newer message
)

ABOUT_A_LEAD = OUTBOX.c.about.is_not(None)
_partial("ix_outbox_about", ABOUT_A_LEAD, OUTBOX.c.agency, OUTBOX.c.about)

OUTBOX_CHATS = sa.Table(
    "outbox_chats",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("chat_id", sa.BigInteger, primary_key=True),
    # When the chat may be taken: new, due for a retry, or its lease expired.
    sa.Column("due_at", sa.Float, nullable=False),
    sa.Column("leased", sa.Boolean, nullable=False),
    sa.Column("lease", sa.BigInteger),  # see leases.py
    sa.Column("unreachable_since", sa.Float),
    sqlite_with_rowid=False,
)
REACHABLE = OUTBOX_CHATS.c.unreachable_since.is_(None)
_partial("ix_outbox_chats_due", REACHABLE, OUTBOX_CHATS.c.due_at)

LEADS = sa.Table(
    "leads",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("chat_id", sa.BigInteger),  # emptied with everything personal
    sa.Column("lead", SEALED, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due_at", sa.Float),  # waiting: the next attempt; in flight: the end of the lease; else nothing
    sa.Column("lease", sa.BigInteger),  # in flight: whose; see leases.py
    sa.Column("possible_repeat", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("withdrawn", sa.Boolean, nullable=False, server_default=sa.false()),  # while in flight
    sa.Column("erased", sa.Boolean, nullable=False, server_default=sa.false()),  # while in flight
    sa.Column("reason", SEALED, nullable=False),
    sa.Column("estimate", SEALED, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.Column("unknowns", sa.Integer, nullable=False, server_default="0"),  # attempts without a known outcome
    sa.Column("refusals", sa.Integer, nullable=False, server_default="0"),  # while the key was accepted
    sa.Column("lead_id", sa.Text),  # the Lead API's id, once known
    sa.Column("unknown_since", sa.Float),  # end of the last attempt without a known outcome, until it is resolved
    sa.Column("absent_at", sa.Float),  # first look-up since then that found no such lead
    sa.Column("looks", sa.Integer, nullable=False, server_default="0"),  # attempts that were only look-ups
    sa.Column("office", sa.BigInteger),  # named by the link, if any
    sa.Column("withdrawal_asked", sa.Boolean, nullable=False, server_default=sa.false()),  # see lead_updates.py
    sa.Column("seen_at", sa.Float),  # when staff first opened it in their chat
    sa.Column("call_state", sa.Text),  # what staff noted about ringing its person; see calls.py
    sa.Column("call_admin", sa.BigInteger),  # the user who noted it
    sa.Column("call_at", sa.Float),  # when they noted it
    sa.Column("call_wanted", sa.Float),  # when its person would like to be called
    sa.Column("call_remind_at", sa.Float),  # when its author is to be reminded; empty once done
    sa.UniqueConstraint("agency", "reference"),
    sa.Index(None, "agency", "chat_id", "id"),
)
LEAD_DUE = LEADS.c.due_at.is_not(None)
_partial("ix_leads_due", LEAD_DUE, LEADS.c.due_at, LEADS.c.id, LEADS.c.agency)
_partial("ix_leads_set_aside", LEADS.c.status == sa.literal_column("'set_aside'"), LEADS.c.id)
_partial("ix_leads_changed_at", sa.and_(LEADS.c.chat_id.is_not(None), ~LEAD_DUE), LEADS.c.changed_at)
_partial("ix_leads_agency_id", LEADS.c.chat_id.is_not(None), LEADS.c.agency, LEADS.c.id)
_partial("ix_leads_call_remind_at", LEADS.c.call_remind_at.is_not(None), LEADS.c.call_remind_at)

LEAD_OPENINGS = sa.Table(
    "lead_openings",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("admin", sa.BigInteger, nullable=False),  # user id
    sa.Column("opened_at", sa.Float, nullable=False),
    sa.Index(None, "opened_at"),
)

LEAD_UPDATES = sa.Table(
    "lead_updates",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("lead_id", sa.Text),  # the Lead API's id, if known
    sa.Column("office", sa.BigInteger),
    sa.Column("chat_id", sa.BigInteger),  # empty once its person was erased
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("body", SEALED, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("possible_repeat", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("due_at", sa.Float, nullable=False),  # the next attempt, or the end of the lease
    sa.Column("lease", sa.BigInteger),  # see leases.py
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Index("ix_lead_updates_due_at", "due_at"),
    sa.Index("ix_lead_updates_agency", "agency", "chat_id"),
)

VISITS = sa.Table(
    "visits",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),  # random; used in staff's buttons
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("ends_at", sa.Float, nullable=False),
    sa.Column("remind_at", sa.Float),  # empty once the reminder was sent
    sa.Index(None, "agency", "chat_id"),
    sqlite_with_rowid=False,
)
_partial("ix_visits_remind_at", VISITS.c.remind_at.is_not(None), VISITS.c.remind_at)

RELAYS = sa.Table(
    "relays",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),  # random
    sa.Column("queue", sa.BigInteger, nullable=False),  # number of its topic's messages in the outbox
    sa.Column("chat_id", sa.BigInteger),  # empty once its person was erased, until the topic is deleted
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("group_id", sa.BigInteger, nullable=False),
    sa.Column("topic", sa.BigInteger),  # its number in the group, once Telegram has made it
    sa.Column("ends_at", sa.Float),  # empty once it is over, or its end was put into the inbox
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.UniqueConstraint("agency", "queue"),
    sa.Index(None, "agency", "chat_id"),
    sa.Index(None, "agency", "group_id", "topic"),
    sqlite_with_rowid=False,
)
_partial("ix_relays_ends_at", RELAYS.c.ends_at.is_not(None), RELAYS.c.ends_at)

PAUSES = sa.Table(
    "pauses",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("reason", SEALED, nullable=False),
    sa.Column("since", sa.Float, nullable=False),
    sa.Column("probe_at", sa.Float, nullable=False),
)

CHORES = sa.Table(
    "chores",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),  # see process_notes.py, secure_erase.py, trace_keys.py
    sa.Column("since", sa.Float, nullable=False),
)

DATA_KEYS = sa.Table(
    "data_keys",
    METADATA,
    sa.Column("key_id", sa.Text, primary_key=True),
    sa.Column("proof", sa.LargeBinary, nullable=False),  # see known_keys.py
    sa.Column("since", sa.Float, nullable=False),
)

CAMPAIGNS = sa.Table(
    "campaigns",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("folded", sa.Text, primary_key=True),  # the code in lower case
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("tag", sa.Text, nullable=False),  # short form of the code, for buttons
    sa.Column("campaign", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("retired_at", sa.Float),
    sa.Column("ended_at", sa.Float),
    sa.UniqueConstraint("agency", "tag"),
)

LINK_CHANGES = sa.Table(
    "link_changes",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False),  # the campaign's code in lower case
    sa.Column("field", sa.Text, nullable=False),  # see register.py
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("admin", sa.BigInteger, nullable=False),  # 0: in a terminal, or from the campaign file
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.Index(None, "agency", "folded"),
)

UNKNOWN_CODES = sa.Table(
    "unknown_codes",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("count", sa.BigInteger, nullable=False),
    sa.Column("seen_at", sa.Float, nullable=False),
    sqlite_with_rowid=False,
)

STAFF_DIALOGUES = sa.Table(
    "staff_dialogues",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("chat_id", sa.BigInteger, primary_key=True),
    sa.Column("dialogue", sa.Text, nullable=False),
    sa.Column("saved_at", sa.Float, nullable=False),
)

OFFICES = sa.Table(
    "offices",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("offices", sa.Text, nullable=False),
    sa.Column("missing", sa.Text, nullable=False),  # missing offices that the staff were told of
    sa.Column("fetched_at", sa.Float, nullable=False),
)

COUNTS = sa.Table(
    "counts",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("week", sa.Integer, primary_key=True),  # its Monday, in days since 1970
    sa.Column("campaign", sa.Text, primary_key=True),
    sa.Column("office", sa.BigInteger, primary_key=True, autoincrement=False),  # 0: by the property's postcode
    sa.Column("test", sa.Boolean, primary_key=True),
    sa.Column("variant", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("shard", sa.Integer, primary_key=True, autoincrement=False),  # see funnel_counts.py
    sa.Column("count", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

CAMPAIGN_COSTS = sa.Table(
    "campaign_costs",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("campaign", sa.Text, nullable=False),  # the code, as in counts
    sa.Column("office", sa.BigInteger, nullable=False),  # the campaign's when the cost was entered, as in counts
    sa.Column("test", sa.Boolean, nullable=False),
    sa.Column("pence", sa.BigInteger, nullable=False),
    sa.Column("first_day", sa.Integer, nullable=False),  # days since 1970; the amount is spread evenly over them
    sa.Column("last_day", sa.Integer, nullable=False),
    sa.Column("entered_at", sa.Float, nullable=False),
    sa.Index(None, "agency", "last_day"),
)

MESSAGE_IDS = sa.Table(
    "message_ids",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("ids", SEALED, nullable=False),
    sa.Column("shown_at", sa.Float, nullable=False),
    sa.Column("about", sa.Text),  # of messages to staff: the reference of the lead whose person they name
    sa.Index(None, "agency", "chat_id"),
)
_partial("ix_message_ids_about", MESSAGE_IDS.c.about.is_not(None), MESSAGE_IDS.c.agency, MESSAGE_IDS.c.about)

TOLD = sa.Table(
    "told",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("told_at", sa.Float, nullable=False),
    sa.Column("more", sa.BigInteger, nullable=False),  # times held back since
    sqlite_with_rowid=False,
)

ADMIN_MENUS = sa.Table(
    "admin_menus",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("user_id", sa.BigInteger, primary_key=True),
    sa.Column("begun_at", sa.Float),  # when the admin was first known to have started a chat with the bot
    sqlite_with_rowid=False,
)

MOVED_GROUPS = sa.Table(
    "moved_groups",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("chat_id", sa.BigInteger, primary_key=True),  # as in the settings
    sa.Column("moved_to", sa.BigInteger, nullable=False),
    sa.Column("moved_at", sa.Float, nullable=False),
    sqlite_with_rowid=False,
)

LEAD_COUNTS = sa.Table(
    "lead_counts",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("chat", sa.Text, primary_key=True),  # a keyed hash, see lead_counts.py
    sa.Column("since", sa.Float, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

CONTACTS = sa.Table(
    "contacts",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("contact", sa.Text, primary_key=True),  # a keyed hash of a phone number or email address, see contacts.py
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("seen_at", sa.Float, nullable=False),
    sa.Index(None, "seen_at"),
    sa.Index(None, "agency", "chat_id"),
    sqlite_with_rowid=False,
)

ACCOUNT_PROBES = sa.Table(
    "account_probes",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    sa.Column("probe", sa.Text, nullable=False),  # JSON, see account_probes.py; nothing personal
    sa.Column("probed_at", sa.Float, nullable=False),
    sqlite_with_rowid=False,
)

BOTS = sa.Table(
    "bots",
    METADATA,
    sa.Column("agency", sa.Text, primary_key=True),
    # The bot whose update ids are keys by themselves, see update_keys.py.
    sa.Column("bot_id", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

HANGS = sa.Table(
    "hangs",
    METADATA,
    sa.Column("work", sa.Text, primary_key=True),  # kind of work, and its row's number or reference; see hangs.py
    sa.Column("times", sa.Integer, nullable=False),
    sa.Column("noted_at", sa.Float, nullable=False),
    sqlite_with_rowid=False,
)

MARKS = sa.Table(
    "marks",
    METADATA,
    sa.Column("mark", sa.Text, primary_key=True),
    sa.Column("marked_at", sa.Float, nullable=False),
    sqlite_with_rowid=False,
)

HOLDS = sa.Table(
    "holds",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("since", sa.Float, nullable=False),
    sa.Column("released_at", sa.Float),
)
