"""Counts with limits: a lead's unknown outcomes and refusals, and a chat's leads per day.

Also the bot whose update ids are inbox keys by themselves, which distinguishes them from another bot's.

Revision 0015, after 0016. Only adds: the version before can run beside it. Its leads count from 0 here; counts that it
kept in a reason are read from there.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0016"


def upgrade() -> None:
    """Add the columns and the tables."""
    op.add_column("leads", sa.Column("unknowns", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("leads", sa.Column("refusals", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "lead_counts",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "chat"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bots",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency"),
        sqlite_with_rowid=False,
    )
