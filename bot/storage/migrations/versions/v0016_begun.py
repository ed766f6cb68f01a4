"""Which admins have begun a chat with the bot is kept: only to them it can write.

Revision 0016, after 0012. Only adds: the version before goes on beside it, and notes of none that they have.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0012"


def upgrade() -> None:
    """Add the column; whoever is in the middle of a conversation with the bot has begun one."""
    op.add_column("admin_menus", sa.Column("begun_at", sa.Float(), nullable=True))
    begun = "SELECT saved_at FROM chats WHERE chats.agency = admin_menus.agency AND chats.chat_id = admin_menus.user_id"
    op.execute(f"UPDATE admin_menus SET begun_at = ({begun})")  # noqa: S608  a constant
