"""Staff's notes about calling a lead's person, and a log of opened leads.

Revision 0023, after 0022. Only adds: the version before can run beside it, without knowing of calls.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns, create the table and the indexes."""
    op.add_column("leads", sa.Column("seen_at", sa.Float()))
    op.add_column("leads", sa.Column("call_state", sa.Text()))
    op.add_column("leads", sa.Column("call_admin", sa.BigInteger()))
    op.add_column("leads", sa.Column("call_at", sa.Float()))
    op.add_column("leads", sa.Column("call_wanted", sa.Float()))
    op.add_column("leads", sa.Column("call_remind_at", sa.Float()))
    held = sa.text("chat_id IS NOT NULL")
    op.create_index("ix_leads_agency_id", "leads", ["agency", "id"], sqlite_where=held, postgresql_where=held)
    due = sa.text("call_remind_at IS NOT NULL")
    op.create_index("ix_leads_call_remind_at", "leads", ["call_remind_at"], sqlite_where=due, postgresql_where=due)
    op.create_table(
        "lead_openings",
        sa.Column("id", ID, primary_key=True),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("admin", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.Float(), nullable=False),
    )
    op.create_index("ix_lead_openings_opened_at", "lead_openings", ["opened_at"])
