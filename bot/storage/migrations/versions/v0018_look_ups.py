"""The Lead API's id of a lead, and look-ups of leads whose outcome is unknown.

Revision 0018, after 0013. Only adds: the version before can run beside it, and its leads have no id.
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
    # The outcome of these leads' last attempt is unknown.
    op.execute(
        "UPDATE leads SET unknown_since = changed_at "
        "WHERE possible_repeat AND status IN ('waiting', 'in_flight', 'rejected', 'set_aside')"
    )
