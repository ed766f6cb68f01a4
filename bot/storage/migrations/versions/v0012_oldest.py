"""Schema of the oldest version that can be upgraded, of 28 November 2026.

Revision 0012, after none. Nothing to do: a new database is made from :mod:`bot.storage.tables`.
"""

from __future__ import annotations

revision = "0012"
down_revision = None


def upgrade() -> None:
    """Change nothing."""
