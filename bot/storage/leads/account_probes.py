"""Account probes: what the last probe of each agency's Lead API account showed. Nothing personal is in one."""

from __future__ import annotations

import sqlalchemy as sa

# See inbox.py on this import.
from sqlalchemy.dialects.postgresql import insert

from bot.storage.tables import ACCOUNT_PROBES
from bot.storage.transaction import Transaction

_SAVE = insert(ACCOUNT_PROBES)
_SAVE = _SAVE.on_conflict_do_update(
    index_elements=["agency"], set_={"probe": _SAVE.excluded.probe, "probed_at": _SAVE.excluded.probed_at}
)
_LATEST = sa.select(ACCOUNT_PROBES.c.probe, ACCOUNT_PROBES.c.probed_at).where(
    ACCOUNT_PROBES.c.agency == sa.bindparam("of_agency")
)


def save(tx: Transaction, agency: str, probe: str) -> None:
    """Keep what a probe showed, JSON, in the place of the one before."""
    tx.connection.execute(_SAVE, {"agency": agency, "probe": probe, "probed_at": tx.now})


def latest(tx: Transaction, agency: str) -> tuple[str, float] | None:
    """Return what the last probe showed, and when it was (seconds since 1970); ``None`` if there was none."""
    row = tx.connection.execute(_LATEST, {"of_agency": agency}).first()
    return None if row is None else (row[0], row[1])
