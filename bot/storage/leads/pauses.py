"""Paused lead queues: agencies whose key is refused."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct

from bot.storage.sql.conditions import of_agency
from bot.storage.sql.inserts import insert_or_ignore
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import PAUSES
from bot.storage.transaction import Queue, Transaction


class Pause(Struct, frozen=True):
    """Pause of a queue: the reason, its start, and the next probe (seconds since 1970)."""

    agency: str
    reason: str
    since: float
    probe_at: float


_REASON = "pauses.reason"

_PAUSE = insert_or_ignore(PAUSES)
_POSTPONE = sa.update(PAUSES).where(of_agency(PAUSES)).values(probe_at=sa.bindparam("later"))
_RESUME = sa.delete(PAUSES).where(of_agency(PAUSES))
_ALL = Prepared(sa.select(*PAUSES.c["agency", "reason", "since", "probe_at"]).order_by(PAUSES.c.agency))


def pause(tx: Transaction, agency: str, reason: str, probe_at: float) -> bool:
    """Pause an agency's queue. ``False`` if it was paused before; the first reason and time stay."""
    kept = tx.encryption.encrypt_text(_REASON, agency, 0, reason)
    values = {"agency": agency, "reason": kept, "since": tx.now, "probe_at": probe_at}
    return tx.connection.execute(_PAUSE, values, execution_options={"preserve_rowcount": True}).rowcount == 1


def postpone(tx: Transaction, agency: str, probe_at: float) -> bool:
    """Schedule the next probe of a paused queue at ``probe_at``; ``False``, without effect, if it is not paused."""
    return tx.connection.execute(_POSTPONE, {"of_agency": agency, "later": probe_at}).rowcount == 1


def resume(tx: Transaction, agency: str) -> bool:
    """Resume an agency's queue. ``False`` if it was not paused."""
    resumed = tx.connection.execute(_RESUME, {"of_agency": agency}).rowcount == 1
    if resumed:
        tx.fed.add(Queue.LEADS)
    return resumed


def all_(tx: Transaction) -> list[Pause]:
    """Return every pause by agency."""
    return [
        Pause(agency, tx.encryption.decrypt_text(_REASON, agency, 0, reason), since, probe_at)
        for agency, reason, since, probe_at in _ALL.rows(tx)
    ]
