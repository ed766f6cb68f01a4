"""Holder of each lease, so that an expired holder cannot record results for the next one, and leases of dead replicas are found.

Revision 0002, after 0001. Only adds: the version before goes on beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("outbox_chats", sa.Column("lease", sa.BigInteger(), nullable=True))
    op.add_column("leads", sa.Column("lease", sa.BigInteger(), nullable=True))
