"""Relays: chats that staff read and answer, each in a topic of their group.

Revision 0022, after 0021. Only adds: the version before can run beside it, without relays.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Create the table and its indexes."""
    op.create_table(
        "relays",
        sa.Column("agency", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("queue", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.BigInteger()),
        sa.Column("ends_at", sa.Float()),
        sa.Column("changed_at", sa.Float(), nullable=False),
        sa.UniqueConstraint("agency", "queue", name="uq_relays_agency_queue"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_relays_agency_chat_id", "relays", ["agency", "chat_id"])
    op.create_index("ix_relays_agency_group_id_topic", "relays", ["agency", "group_id", "topic"])
    open_ones = sa.text("ends_at IS NOT NULL")
    op.create_index("ix_relays_ends_at", "relays", ["ends_at"], sqlite_where=open_ones, postgresql_where=open_ones)
