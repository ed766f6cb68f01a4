"""Admins who see the admin menu, so that it can be removed from former admins.

Revision 0010, after 0009. Only adds: the version before can run beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "admin_menus",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "user_id"),
        sqlite_with_rowid=False,
    )
