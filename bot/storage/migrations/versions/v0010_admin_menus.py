"""Who sees the menu of admins is kept, so that it can be taken away from whoever is none any more.

Revision 0010, after 0009. Only adds: the version before goes on beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "admin_menus",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "user_id"),
        sqlite_with_rowid=False,
    )
