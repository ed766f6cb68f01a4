"""Requested and agreed visits, by the name in staff's buttons.

Revision 0021, after 0020. Only adds: the version before can run beside it, without visits.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Create the table and its indexes."""
    op.create_table(
        "visits",
        sa.Column("agency", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.Float(), nullable=False),
        sa.Column("remind_at", sa.Float()),
        sqlite_with_rowid=False,
    )
    waiting = sa.text("remind_at IS NOT NULL")
    op.create_index("ix_visits_remind_at", "visits", ["remind_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_visits_agency_chat_id", "visits", ["agency", "chat_id"])
