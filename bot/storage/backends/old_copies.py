"""Detection of an older copy of the database: a restored backup, or a failover that lost transactions.

Leads delivered, withdrawn or erased since the copy was made would be sent again. So the lead queue is held
(:mod:`bot.storage.leads.holds`), its leads are marked as possible repeats, and everything with a tombstone in the ledger
is withdrawn and erased again.

Each process looks for the newest mark it knows when it opens the database, before each time it takes leads, and every few
minutes. On PostgreSQL each process knows only its own mark. So after a change of server all of them wait for
:data:`SETTLE` seconds before sending leads; meanwhile each looks for its mark, and a process that misses its mark holds
the queue for all.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from bot.storage.backends.liveness import STARTED
from bot.storage.chats import chat_states, erasure
from bot.storage.leads import holds, lead_queue, lead_records, lead_updates
from bot.storage.ledger import KEPT, Tombstone, TombstoneKind
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import INBOX, INBOX_WAITING, LEAD_DUE, LEADS
from bot.storage.transaction import Transaction
from bot.storage.upkeep import copy_marks

_log = logging.getLogger(__name__)

SETTLE = 15.0
"""Seconds without leads after a change of server: replicas reconnect within five seconds, and check the queue every five."""
RELEASE = "`python -m bot leads release`"

_STARTED: dict[str, sa.ColumnElement[float]] = {
    "sqlite": sa.literal_column("0.0"),
    "postgresql": sa.literal_column(STARTED),
}
_LOOK = {
    dialect: Prepared(sa.select(copy_marks.PRESENT, holds.SINCE.scalar_subquery(), started))
    for dialect, started in _STARTED.items()
}
_WAITING = sa.select(
    sa.or_(sa.exists(sa.select(LEADS.c.id).where(LEAD_DUE)), sa.exists(sa.select(INBOX.c.agency).where(INBOX_WAITING)))
)


@dataclass(frozen=True, slots=True)
class SendPermission:
    """Permission to send leads: denied while the queue is held (since then, in seconds since 1970), and for ``wait`` seconds."""

    held_since: float | None
    wait: float


def permission(tx: Transaction) -> SendPermission:
    """Return whether leads may be sent. An older copy detected here is handled in this transaction."""
    known = tx.ledger.known
    found = _LOOK[tx.connection.dialect.name].first(tx, {"of_mark": "" if known is None else known.id})
    assert found is not None  # noqa: S101  it always has a row
    present, held_since, server = found
    if not present and not tx.entry.noticed and copy_marks.proves(tx, known):
        _deal_with(tx)
        held_since = holds.since(tx)
    return SendPermission(held_since, tx.ledger.seconds_to_settle(server, SETTLE))


def permission_at_start(tx: Transaction) -> None:
    """Check like :func:`permission` when the bot opens the database; mark the transaction, and log a hold.

    A SQLite file with marks but without a ledger beside it was copied alone, most likely as a backup on another disk. On
    PostgreSQL a machine without a ledger is a new machine.
    """
    if tx.ledger.known is None and tx.connection.dialect.name == "sqlite" and copy_marks.any_(tx):
        _deal_with(tx)
    if permission(tx).held_since is not None:
        _log.warning("the lead queue is held", extra={"what_to_do": f"no lead is sent until {RELEASE}"})
    copy_marks.mark(tx)


def renew_mark(tx: Transaction) -> None:
    """Check like :func:`permission` periodically, so that this process's mark stays recent; delete old marks."""
    permission(tx)
    copy_marks.mark(tx)
    copy_marks.expire(tx, tx.now - KEPT)


def _deal_with(tx: Transaction) -> None:
    """Hold the lead queue, mark its leads, and repeat the erasures in the ledger.

    No hold begins for a loss noticed earlier, by another process or at an earlier start, since that hold may have been
    released; nor if nothing waits, as in a new database.
    """
    known = tx.ledger.known
    tx.entry.marked = tx.entry.noticed = True
    withdrawn, erased = _bury_again(tx, tx.ledger.tombstones())
    latest = holds.latest(tx)
    if latest is not None and known is not None and known.at < latest:
        return
    found = {"possible_repeats": lead_queue.doubt(tx), "withdrawn_again": withdrawn, "erased_again": erased}
    if not tx.connection.execute(_WAITING).scalar_one():
        _log.warning("the database is a new one, or an older copy in which nothing waits to be sent", extra=found)
        return
    holds.begin(tx)
    to_do = f"no lead is sent until {RELEASE}; then these go as possible repeats"
    _log.error(
        "the database is an older copy than what was done last: the lead queue is held",
        extra={"what_to_do": to_do, **found},
    )


def _bury_again(tx: Transaction, tombstones: Iterable[Tombstone]) -> tuple[int, int]:
    """Withdraw and erase again what reappeared. Return how many leads were withdrawn and how many people's data erased."""
    withdrawn, people = 0, set()
    for each in tombstones:
        match each.what:
            case TombstoneKind.WITHDRAWN_LEAD:
                row = lead_records.get(tx, each.agency, each.name)
                if row is not None and row.status in lead_queue.OPEN:
                    lead_queue.withdraw(tx, each.agency, each.name)
                    withdrawn += 1
                elif row is not None:  # delivered meanwhile: the withdrawal to be sent may have been lost
                    lead_updates.withdraw(tx, each.agency, each.name)
            case TombstoneKind.ERASED_LEAD:
                row = lead_records.get(tx, each.agency, each.name)
                if row is not None and row.chat_id is not None:
                    people.add((row.agency, row.chat_id))
            case TombstoneKind.ERASED_CHAT:
                whose_state = chat_states.with_stamp(tx, each.agency, int(each.name))
                if whose_state is not None:
                    people.add((each.agency, whose_state))
    for agency, chat_id in sorted(people):
        erasure.forget(tx, agency, chat_id)
    return withdrawn, len(people)
