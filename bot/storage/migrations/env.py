"""Alembic environment: runs the migrations on the connection, and in the transaction, passed by the caller."""

from __future__ import annotations

from alembic import context

from bot.storage.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
