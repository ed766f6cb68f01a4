"""Groups that became supergroups, with both chat ids.

Revision 0011, after 0010. Only adds: the version before can run beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "moved_groups",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("moved_to", sa.BigInteger(), nullable=False),
        sa.Column("moved_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "chat_id"),
        sqlite_with_rowid=False,
    )
