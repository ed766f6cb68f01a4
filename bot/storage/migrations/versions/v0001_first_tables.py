"""First tables.

Revision 0001, after none.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of the first version."""
    op.create_table(
        "chats",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "chat_id"),
    )
    op.create_index("ix_chats_saved_at", "chats", ["saved_at"])
    op.create_table(
        "chores",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "inbox",
        sa.Column("id", _ID, nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("received_at", sa.Float(), nullable=False),
        sa.Column("done_at", sa.Float(), nullable=True),
        sa.Column("set_aside", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("agency", "key", name="uq_inbox_agency_key"),
    )
    op.create_index(
        "ix_inbox_set_aside",
        "inbox",
        ["agency", "chat_id"],
        sqlite_where=sa.text("set_aside IS NOT NULL"),
        postgresql_where=sa.text("set_aside IS NOT NULL"),
    )
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["agency", "chat_id", "id"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "inbox_chats",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "chat_id"),
        sa.UniqueConstraint("item_id", name="uq_inbox_chats_item_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "leads",
        sa.Column("id", _ID, nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("lead", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_at", sa.Float(), nullable=True),
        sa.Column("possible_repeat", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("estimate", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.Column("changed_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("agency", "reference", name="uq_leads_agency_reference"),
    )
    op.create_index("ix_leads_agency_chat_id_id", "leads", ["agency", "chat_id", "id"])
    op.create_index(
        "ix_leads_changed_at",
        "leads",
        ["changed_at"],
        sqlite_where=sa.text("chat_id IS NOT NULL AND due_at IS NULL"),
        postgresql_where=sa.text("chat_id IS NOT NULL AND due_at IS NULL"),
    )
    op.create_index(
        "ix_leads_due",
        "leads",
        ["due_at", "id", "agency"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_leads_set_aside",
        "leads",
        ["id"],
        sqlite_where=sa.text("status = 'set_aside'"),
        postgresql_where=sa.text("status = 'set_aside'"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", _ID, nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_agency_chat_id_id", "outbox", ["agency", "chat_id", "id"])
    op.create_table(
        "outbox_chats",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.Float(), nullable=False),
        sa.Column("leased", sa.Boolean(), nullable=False),
        sa.Column("unreachable_since", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("agency", "chat_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_outbox_chats_due",
        "outbox_chats",
        ["due_at"],
        sqlite_where=sa.text("unreachable_since IS NULL"),
        postgresql_where=sa.text("unreachable_since IS NULL"),
    )
    op.create_table(
        "pauses",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.Column("probe_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("agency"),
    )
