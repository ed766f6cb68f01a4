"""Lead reference of staff messages that quote a person, so that an erasure deletes them.

Revision 0012, after 0011. Only adds: the version before can run beside it, and its messages are not found.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column and its index."""
    op.add_column("outbox", sa.Column("about", sa.Text(), nullable=True))
    about = sa.text("about IS NOT NULL")
    op.create_index("ix_outbox_about", "outbox", ["agency", "about"], sqlite_where=about, postgresql_where=about)
