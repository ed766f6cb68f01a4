"""What the Lead API calls a lead, and what look-ups showed of one whose outcome is unknown.

Revision 0018, after 0013. Only adds: the version before goes on beside it, and its leads have no id.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0013"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("leads", sa.Column("lead_id", sa.Text()))
    op.add_column("leads", sa.Column("unknown_since", sa.Float()))
    op.add_column("leads", sa.Column("absent_at", sa.Float()))
    op.add_column("leads", sa.Column("looks", sa.Integer(), nullable=False, server_default="0"))
    # Of these it is not known what came of their last attempt.
    op.execute(
        "UPDATE leads SET unknown_since = changed_at "
        "WHERE possible_repeat AND status IN ('waiting', 'in_flight', 'rejected', 'set_aside')"
    )
