"""Work at which the process hung, for the next process.

Revision 0017, after 0015. Only adds: the version before can run beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "hangs",
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("work"),
        sqlite_with_rowid=False,
    )
