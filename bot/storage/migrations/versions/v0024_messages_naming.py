"""Which messages to staff name the person of a lead, so that they are removed when that person is erased.

Revision 0024, after 0023. Only adds: the version before can run beside it, without removing such messages.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the column and its index."""
    op.add_column("message_ids", sa.Column("about", sa.Text()))
    naming = sa.text("about IS NOT NULL")
    op.create_index(
        "ix_message_ids_about", "message_ids", ["agency", "about"], sqlite_where=naming, postgresql_where=naming
    )
