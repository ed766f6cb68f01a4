"""Keyed hashes of contacts by chat, and results of Lead API account probes.

Revision 0020, after 0019. Only adds: the version before can run beside it and records no contacts.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Create the tables and their indexes."""
    op.create_table(
        "contacts",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "contact", "chat_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_contacts_seen_at", "contacts", ["seen_at"])
    op.create_index("ix_contacts_agency_chat_id", "contacts", ["agency", "chat_id"])
    op.create_table(
        "account_probes",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("probe", sa.Text(), nullable=False),
        sa.Column("probed_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("agency"),
        sqlite_with_rowid=False,
    )
