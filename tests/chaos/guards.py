"""The guards that keep the books balanced, taken out one at a time: each must show in the books.

The product has no switch for that. A bent process (see ``support/bent.py``) sets ``chaos.guards.removed.guard``, and what
that names is taken out of this process.
"""

from __future__ import annotations

import dataclasses
import importlib
import itertools
import os
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import structs


def _patch(place: str, wrap: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    path, name = place.rsplit(".", 1)
    owner = importlib.import_module(path)
    setattr(owner, name, wrap(getattr(owner, name)))


def _dedupe() -> None:
    """An update that is handed over again is taken for a new one."""
    numbers = itertools.count()

    def wrap(add: Callable[..., Any]) -> Callable[..., Any]:
        def always_new(tx: Any, items: Sequence[Any]) -> Any:
            return add(tx, [structs.replace(item, key=f"{item.key}:{os.getpid()}:{next(numbers)}") for item in items])

        return always_new

    _patch("bot.storage.queues.inbox.add", wrap)


def _lease() -> None:
    """What is being sent is free to be taken again."""

    def wrap(take: Callable[..., Any]) -> Callable[..., Any]:
        return lambda tx, limit, lease, *more, **named: take(tx, limit, lease * 0.0, *more, **named)

    _patch("bot.storage.queues.outbox.take", wrap)

    def of_nothing(add_leased: Callable[..., Any]) -> Callable[..., Any]:
        return lambda tx, messages, *, seconds, **more: add_leased(tx, messages, seconds=seconds * 0.0, **more)

    _patch("bot.telegram.delivery.add_leased", of_nothing)


def _settling() -> None:
    """Every tenth time it is not noted that a message was sent."""
    calls = itertools.count(1)

    def wrap(settle: Callable[..., Any]) -> Callable[..., Any]:
        def forgetful(tx: Any, results: Sequence[Any]) -> Any:
            forgets = next(calls) % 10 == 0
            return settle(tx, [dataclasses.replace(result, sent=[]) for result in results] if forgets else results)

        return forgetful

    _patch("bot.storage.queues.outbox_results.record", wrap)


def _marking() -> None:
    """A lead that was on its way when the process died goes again as if it never had."""

    def wrap(recover: Callable[..., Any]) -> Callable[..., Any]:
        def unmarked(tx: Any, *replicas: Any) -> Any:
            tx.connection.execute(
                sa.text("UPDATE leads SET status = 'waiting', lease = NULL, due_at = 0 WHERE status = 'in_flight'")
            )
            return recover(tx, *replicas)

        return unmarked

    _patch("bot.storage.leads.lead_queue.recover", wrap)


def _recovery() -> None:
    """What a dead process held stays held, until its leases run out."""
    for place in ("bot.storage.queues.outbox.recover", "bot.storage.leads.lead_queue.recover"):
        _patch(place, lambda _: lambda *_: 0)


def _replay() -> None:
    """What a dead process had taken in and not handled is taken for handled."""

    def wrap(recover: Callable[..., Any]) -> Callable[..., Any]:
        def forgetting(tx: Any, *replicas: Any) -> Any:
            tx.connection.execute(sa.text("UPDATE inbox SET done_at = 1 WHERE done_at IS NULL"))
            tx.connection.execute(sa.text("DELETE FROM inbox_chats"))
            return recover(tx, *replicas)

        return forgetting

    _patch("bot.storage.queues.outbox.recover", wrap)


GUARDS: dict[str, Callable[[], None]] = {
    "dedupe": _dedupe,
    "lease": _lease,
    "settling": _settling,
    "marking": _marking,
    "recovery": _recovery,
    "replay": _replay,
}


class Removed:
    """Setting ``guard`` takes that guard out of this process."""

    _guard = ""

    @property
    def guard(self) -> str:
        """The guard that is gone; empty: none."""
        return self._guard

    @guard.setter
    def guard(self, name: str) -> None:
        if name:
            GUARDS[name]()
        self._guard = name


removed = Removed()
