"""Queue of updates, by Telegram's rules.

An update is kept for 24 hours, a callback query for 150 seconds. ``getUpdates`` with an offset confirms everything below
it. ``update_id`` only increases. ``allowed_updates`` applies to later updates and is remembered.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from sandbox.journal import Journal, UpdateRecord
from sandbox.refusals import conflict

RETENTION_SECONDS = 24 * 3600
CALLBACK_RETENTION_SECONDS = 150
_KEPT = 100_000
"""Updates kept for a bot that does not fetch them; the oldest are dropped first."""

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "purchased_paid_media",
)
"""Kinds delivered by default: all but chat_member and message reactions."""


@dataclass(frozen=True, slots=True)
class Update:
    """Waiting update. ``lane`` is its queue: a webhook gets the updates of one lane one by one."""

    update_id: int
    kind: str
    payload: dict[str, Any]
    lane: str
    expires_at: float
    record: UpdateRecord

    def as_json(self) -> dict[str, Any]:
        """The Bot API's Update."""
        return {"update_id": self.update_id, self.kind: self.payload}


class UpdateQueue:
    """Updates of one bot."""

    def __init__(self, clock: Callable[[], float], journal: Journal, first_id: int) -> None:
        self.allowed: tuple[str, ...] = KINDS
        self._clock = clock
        self._journal = journal
        self._next_id = first_id
        self._waiting: dict[int, Update] = {}
        self._closed = False
        self._poller: asyncio.Future[None] | None = None
        self.on_added: Callable[[Update], None] = lambda _: None

    def __len__(self) -> int:
        self._expire()
        return len(self._waiting)

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Deliver only ``kinds`` from now on. ``None`` keeps the set; an empty list means the default."""
        if kinds is not None:
            self.allowed = tuple(kinds) or KINDS

    def add(self, kind: str, payload: dict[str, Any], lane: str) -> int | None:
        """Queue an update and return its id, or ``None`` if updates of this kind were not asked for."""
        if kind not in self.allowed:
            return None
        record = UpdateRecord(self._next_id, kind)
        keep = CALLBACK_RETENTION_SECONDS if kind == "callback_query" else RETENTION_SECONDS
        update = Update(self._next_id, kind, payload, lane, self._clock() + keep, record)
        self._next_id += 1
        self._waiting[update.update_id] = update
        self._journal.updates.append(record)
        while len(self._waiting) > _KEPT:
            self._forget(next(iter(self._waiting)))
        self._wake()
        self.on_added(update)
        return update.update_id

    def waiting(self) -> list[Update]:
        """Return the unconfirmed updates, oldest first."""
        self._expire()
        return list(self._waiting.values())

    def confirm(self, update_id: int) -> None:
        """Confirm this update."""
        update = self._waiting.pop(update_id, None)
        if update is not None:
            update.record.confirmed_at = self._clock()

    def clear(self) -> None:
        """Drop all waiting updates."""
        for update_id in list(self._waiting):
            self._forget(update_id)

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109  Telegram's own parameter
        """Method getUpdates: up to ``limit`` updates from ``offset``, waiting ``timeout`` seconds for the first one.

        A positive offset confirms everything below it; ``-n`` confirms all but the last ``n``. Raises
        :class:`~sandbox.refusals.Refused` (409) as soon as another poll begins.
        """
        self.interrupt("terminated by other getUpdates request; make sure that only one bot instance is running")
        if offset < 0:
            ids = list(self._waiting)
            offset = ids[max(len(ids) + offset, 0)] if ids else 0
        for update_id in list(takewhile(lambda i: i < offset, self._waiting)):
            self.confirm(update_id)
        batch = self._batch(limit, offset)
        if not batch and timeout > 0 and not self._closed:
            poller = self._poller = asyncio.get_running_loop().create_future()
            try:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(poller, timeout)
            finally:
                if self._poller is poller:
                    self._poller = None
            batch = self._batch(limit, offset)
        for update in batch:
            update.record.delivered += 1
        return [update.as_json() for update in batch]

    def interrupt(self, reason: str) -> None:
        """End the long poll in progress, if any, with a 409."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(conflict(reason))
        self._poller = None

    def close(self) -> None:
        """Stop: the long poll in progress returns what there is, and later ones do not wait."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def _batch(self, limit: int, offset: int) -> list[Update]:
        self._expire()
        return [update for update in self._waiting.values() if update.update_id >= offset][:limit]

    def _expire(self) -> None:
        now = self._clock()
        for update_id in [u.update_id for u in self._waiting.values() if u.expires_at <= now]:
            self._forget(update_id)

    def _forget(self, update_id: int) -> None:
        self._waiting.pop(update_id).record.expired = True
