"""Updates of delivered leads: withdrawals and additions.

Revision 0019, after 0018. Only adds: the version before can run beside it, and withdraws leads by telling the staff.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the columns; create the table and its indexes."""
    op.add_column("leads", sa.Column("office", sa.BigInteger()))
    op.add_column("leads", sa.Column("withdrawal_asked", sa.Boolean(), nullable=False, server_default=sa.false()))
    numbers = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "lead_updates",
        sa.Column("id", numbers, primary_key=True),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Text()),
        sa.Column("office", sa.BigInteger()),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("possible_repeat", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("due_at", sa.Float(), nullable=False),
        sa.Column("lease", sa.BigInteger()),
        sa.Column("created_at", sa.Float(), nullable=False),
    )
    op.create_index("ix_lead_updates_due_at", "lead_updates", ["due_at"])
    op.create_index("ix_lead_updates_agency", "lead_updates", ["agency", "chat_id"])
