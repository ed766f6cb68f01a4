"""Stored offices of each agency's account, as last listed."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct

from bot.storage.sql.conditions import of_agency
from bot.storage.sql.inserts import upsert
from bot.storage.tables import OFFICES
from bot.storage.transaction import Transaction


class StoredOffices(Struct, frozen=True):
    """Offices of an agency, with the time of the fetch (seconds since 1970); both texts are JSON made by the caller.

    ``missing`` are the offices that campaigns name, that the account lacks, and that the staff were told of.
    """

    offices: str
    missing: str
    fetched_at: float


_LOAD = sa.select(*OFFICES.c["offices", "missing", "fetched_at"]).where(of_agency(OFFICES))
_SAVE = upsert(OFFICES, "offices", "missing", "fetched_at")


def load(tx: Transaction, agency: str) -> StoredOffices | None:
    """Return an agency's stored offices; ``None`` if they were never fetched."""
    row = tx.connection.execute(_LOAD, {"of_agency": agency}).first()
    return None if row is None else StoredOffices(*row)


def save(tx: Transaction, agency: str, offices: str, missing: str, fetched_at: float) -> None:
    """Store an agency's offices."""
    row = {"agency": agency, "offices": offices, "missing": missing, "fetched_at": fetched_at}
    tx.connection.execute(_SAVE, row)
