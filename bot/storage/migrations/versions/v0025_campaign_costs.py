"""What campaigns cost, entry by entry.

Revision 0025, after 0024. Only adds: the version before can run beside it, without knowing of costs.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table and its index."""
    op.create_table(
        "campaign_costs",
        sa.Column("id", ID, primary_key=True),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("campaign", sa.Text(), nullable=False),
        sa.Column("office", sa.BigInteger(), nullable=False),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.Float(), nullable=False),
    )
    op.create_index("ix_campaign_costs_agency_last_day", "campaign_costs", ["agency", "last_day"])
