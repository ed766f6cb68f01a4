"""Messages to the staff that quote a person know whose lead they are about, so that they go when the person is erased.

Revision 0012, after 0011. Only adds: the version before goes on beside it, and its messages are found by nobody.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column, and what finds it."""
    op.add_column("outbox", sa.Column("about", sa.Text(), nullable=True))
    about = sa.text("about IS NOT NULL")
    op.create_index("ix_outbox_about", "outbox", ["agency", "about"], sqlite_where=about, postgresql_where=about)
