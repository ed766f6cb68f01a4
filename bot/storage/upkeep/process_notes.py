"""Process notes: heartbeats and signals between processes on one database.

``alive``: when a bot last ran. ``resume``: start of a downtime after which people are still to be asked again.
``note_command``: when a command last left work. ``missed`` and a lease: since when the replica that took it is missing;
``missed``: start time of the server that noticed. ``picture``, a bot's user id and a hash: the picture
last set for that bot at Telegram. (``scrub`` belongs to
:mod:`bot.storage.upkeep.secure_erase`.)
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from bot.storage.sql.inserts import upsert
from bot.storage.tables import CHATS, CHORES, INBOX
from bot.storage.transaction import Transaction

_ALIVE, _RESUME, _KNOCK = "alive", "resume", "note_command"
_MISSED_BY, _MISSED = "missed", "missed "
_PICTURE = "picture "

_GET = sa.select(CHORES.c.since).where(CHORES.c.name == sa.bindparam("of_name"))
_PUT = upsert(CHORES, "since")
_DROP = sa.delete(CHORES).where(CHORES.c.name == sa.bindparam("of_name"))
_DROP_LIKE = sa.delete(CHORES).where(CHORES.c.name.startswith(sa.bindparam("of_start")))
_GET_MISSED = sa.select(CHORES.c.name, CHORES.c.since).where(CHORES.c.name.startswith(_MISSED))
_LAST_ARRIVAL = sa.select(INBOX.c.received_at).order_by(INBOX.c.id.desc()).limit(1)
_LAST_SAVED = sa.select(sa.func.max(CHATS.c.saved_at))


def note_alive(tx: Transaction) -> None:
    """Record that the bot runs now."""
    _put(tx, _ALIVE, tx.now)


def last_alive(tx: Transaction) -> float | None:
    """Return when a bot last ran on this database, as far as recorded (seconds since 1970); ``None`` if never."""
    arrival: float | None = tx.connection.execute(_LAST_ARRIVAL).scalar_one_or_none()
    saved: float | None = tx.connection.execute(_LAST_SAVED).scalar_one()
    return max((at for at in (_get(tx, _ALIVE), arrival, saved) if at is not None), default=None)


def begin_resuming(tx: Transaction, since: float) -> None:
    """Record that people in the middle of a form at ``since`` are to be asked again; replaces an earlier record."""
    _put(tx, _RESUME, since)


def resuming(tx: Transaction) -> float | None:
    """Return the time given to :func:`begin_resuming`; ``None`` if nobody is left to be asked."""
    return _get(tx, _RESUME)


def end_resuming(tx: Transaction) -> None:
    """Record that everybody was asked again."""
    tx.connection.execute(_DROP, {"of_name": _RESUME})


def note_command(tx: Transaction) -> None:
    """Tell the running bot to check its queues."""
    _put(tx, _KNOCK, tx.now)


def last_command(tx: Transaction) -> float | None:
    """Return when a command last left work."""
    return _get(tx, _KNOCK)


def orphaned(tx: Transaction) -> dict[int, float]:
    """Return the leases recorded by :func:`note_orphaned`, each with the time since when its replica is missing."""
    return {int(name.removeprefix(_MISSED)): since for name, since in tx.connection.execute(_GET_MISSED)}


def orphans_noted_by(tx: Transaction) -> float | None:
    """Return the start time of the server that recorded orphaned leases; ``None`` if none was recorded yet."""
    return _get(tx, _MISSED_BY)


def note_orphaned(tx: Transaction, server: float, leases: Mapping[int, float], noted: Mapping[int, float]) -> None:
    """Replace the record of orphaned leases, as noticed by the ``server`` with this start time.

    ``noted`` is the stored record: see :func:`orphaned`.
    """
    if leases and orphans_noted_by(tx) != server:
        _put(tx, _MISSED_BY, server)
    new = [{"name": f"{_MISSED}{lease}", "since": at} for lease, at in leases.items() if noted.get(lease) != at]
    if new:
        tx.connection.execute(_PUT, new)
    gone = [{"of_name": f"{_MISSED}{lease}"} for lease in noted.keys() - leases.keys()]
    if gone:
        tx.connection.execute(_DROP, gone)


def has_picture(tx: Transaction, bot: int, digest: str) -> bool:
    """Return whether the picture with this hash is the one last set for a bot (user id)."""
    return _get(tx, f"{_PICTURE}{bot} {digest}") is not None


def note_picture(tx: Transaction, bot: int, digest: str) -> None:
    """Record the hash of the picture that was set for a bot."""
    tx.connection.execute(_DROP_LIKE, {"of_start": f"{_PICTURE}{bot} "})
    _put(tx, f"{_PICTURE}{bot} {digest}", tx.now)


def _get(tx: Transaction, name: str) -> float | None:
    return tx.connection.execute(_GET, {"of_name": name}).scalar_one_or_none()


def _put(tx: Transaction, name: str, since: float) -> None:
    tx.connection.execute(_PUT, {"name": name, "since": since})
