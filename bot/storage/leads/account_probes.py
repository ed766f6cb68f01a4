"""Account probes: result of the last probe of each agency's Lead API account; no personal data."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.sql.conditions import of_agency
from bot.storage.sql.inserts import upsert
from bot.storage.tables import ACCOUNT_PROBES
from bot.storage.transaction import Transaction

_SAVE = upsert(ACCOUNT_PROBES, "probe", "probed_at")
_LATEST = sa.select(*ACCOUNT_PROBES.c["probe", "probed_at"]).where(of_agency(ACCOUNT_PROBES))


def save(tx: Transaction, agency: str, probe: str) -> None:
    """Store a probe's result as JSON, replacing the previous one."""
    tx.connection.execute(_SAVE, {"agency": agency, "probe": probe, "probed_at": tx.now})


def latest(tx: Transaction, agency: str) -> tuple[str, float] | None:
    """Return the last probe's result and its time (seconds since 1970); ``None`` if there was none."""
    row = tx.connection.execute(_LATEST, {"of_agency": agency}).first()
    return None if row is None else (row[0], row[1])
