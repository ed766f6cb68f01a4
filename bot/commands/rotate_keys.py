"""``python -m bot rotate-keys``: re-encryption of the database under the first key of ``DATA_KEY``."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from bot.commands.console import SETTINGS_EXIT, NotDone, with_database
from bot.settings.schema import Settings
from bot.storage.database import Database
from bot.storage.upkeep import key_rotation


@with_database
def main(_: argparse.Namespace, __: Settings, database: Database) -> None:
    """Re-encrypt every value that is in clear or under another key."""
    ids = database.backend.encryption.key_ids
    if not ids:
        raise NotDone("DATA_KEY is not set; `python -m bot new-key` creates a key.", SETTINGS_EXIT)
    sealed = unreadable = 0
    for table in key_rotation.TABLES:
        after: tuple[Any, ...] | None = None
        more = True
        while more:
            page = database.run_sync(partial(table.page, after=after))
            sealed += page.sealed
            unreadable += page.unreadable
            after = page.after
            more = after is not None
    gone = database.run_sync(key_rotation.finish)
    print(f"{sealed} values are re-encrypted under the key {ids[0]}.")
    if unreadable:
        raise NotDone(f"{unreadable} values were changed or moved, cannot be decrypted, and stay unchanged.")
    left = database.run_sync(key_rotation.outstanding)
    if left:
        raise NotDone(
            f"{left} rows were written under another key meanwhile: a bot still has that key first in DATA_KEY, or none.\n"
            "Restart it with the new key first, then run this again."
        )
    if gone:
        print(
            f"Nothing is left under {', '.join(gone)}: once every bot runs with {ids[0]} first, DATA_KEY needs only that one."
        )
