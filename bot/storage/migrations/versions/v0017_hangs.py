"""What the process hung at is known to whoever comes next.

Revision 0017, after 0015. Only adds: the version before goes on beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "hangs",
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("work"),
        sqlite_with_rowid=False,
    )
