"""Links that were ended, and a log of changes to links.

Revision 0026, after 0025. Only adds: the version before can run beside it; for it an ended link is a retired one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the column, create the table and its index."""
    op.add_column("campaigns", sa.Column("ended_at", sa.Float()))
    op.create_table(
        "link_changes",
        sa.Column("id", ID, primary_key=True),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("admin", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.Float(), nullable=False),
    )
    op.create_index("ix_link_changes_agency_folded", "link_changes", ["agency", "folded"])
