"""Admins who have started a chat with the bot, since it can write only to them.

Revision 0016, after 0012. Only adds: the version before can run beside it, and records none.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0012"


def upgrade() -> None:
    """Add the column; whoever has a conversation with the bot has started a chat."""
    op.add_column("admin_menus", sa.Column("begun_at", sa.Float(), nullable=True))
    begun = "SELECT saved_at FROM chats WHERE chats.agency = admin_menus.agency AND chats.chat_id = admin_menus.user_id"
    op.execute(f"UPDATE admin_menus SET begun_at = ({begun})")  # noqa: S608  a constant
