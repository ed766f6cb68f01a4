"""Ingest: conversion of updates to inbox items, for polling and webhook alike."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence

from bot.logging import tracing
from bot.storage.queues import inbox, update_keys
from bot.storage.transaction import Transaction
from bot.telegram.updates import chat_of

_log = logging.getLogger(__name__)

UPDATE_BYTES_MAX = 1024 * 1024
"""Largest stored update, in bytes. Telegram's largest, a reply of 4,096 characters to another with entities and keyboards,
each character escaped, is below a quarter of it."""
UPDATE_ID_MAX = 2**32
"""Upper bound of valid ids: the Bot API names the fields that may need more than 32 bits, and ``update_id`` is not one; its
server (tdlib's TQueue) stays below 2,000,000,000. A larger id is a transmission error, and as an offset would block all
later updates."""


class UnusableUpdate(Exception):
    """Update that cannot go into the inbox. The text gives the reason without quoting it."""


class UpdateIngest:
    """Ingest of one agency's updates: creates inbox items, stores and counts them.

    ``bot_id`` is the part of the bot's token before the colon; without it the bot counts as the agency's only one.
    ``received``, ``stored`` and ``skipped`` count for monitoring: updates received, new ones among them, and unusable
    ones.
    """

    def __init__(self, agency_id: str, bot_id: int | None = None) -> None:
        self.received = 0
        self.stored = 0
        self.skipped = 0
        self._agency_id = agency_id
        self._bot_id = bot_id
        self._first_bot: int | None = None
        """The agency's first bot, once that is certainly committed."""

    def item(self, update: object, body: bytes | None = None) -> inbox.NewItem | None:
        """Return the inbox item of an update; ``None``, counted and logged, if it is unusable.

        ``update`` is its parsed JSON; ``body`` its original bytes, if available.
        """
        self.received += 1
        try:
            return self._item(update, body)
        except UnusableUpdate as unusable:
            self.skip(str(unusable))
            return None

    def store(self, tx: Transaction, items: Sequence[inbox.NewItem]) -> int:
        """Put items into the inbox, under keys that no other bot of the agency uses. Return the number of new ones."""
        for item in items:
            with tracing.traced(item.agency, item.chat_id, tracing.by_update(item.key.partition(":")[2])):
                tracing.step("an update arrived")
        first = self._first_bot
        if self._bot_id is not None and first is None:
            first = self._first_bot = update_keys.first_bot(tx, self._agency_id)
            if first is None:  # recorded with these items, and read again with the next, in case this does not commit
                update_keys.note(tx, self._agency_id, self._bot_id)
                first = update_keys.first_bot(tx, self._agency_id)
        if self._bot_id is not None and first != self._bot_id:
            items = update_keys.of_another_bot(items, self._bot_id)
        return inbox.add(tx, items)

    def skip(self, reason: str) -> None:
        """Count and log an unusable update."""
        self.skipped += 1
        _log.warning("An update was skipped", extra={"reason": reason})

    def _item(self, update: object, body: bytes | None) -> inbox.NewItem:
        number = update_id(update)
        if number is None or not isinstance(update, Mapping):
            raise UnusableUpdate("not an object with an update_id of Telegram's")
        chat_id = chat_of(update)
        if chat_id is None:
            raise UnusableUpdate("no chat, or of a kind that was not asked for")
        raw = _raw(update) if body is None else body
        if len(raw) > UPDATE_BYTES_MAX:
            raise UnusableUpdate("too large")
        return inbox.NewItem(self._agency_id, update_keys.key(number), chat_id, "telegram", raw)


def update_id(update: object) -> int | None:
    """Return an update's ``update_id``; ``None`` if it is missing or invalid."""
    number = update.get("update_id") if isinstance(update, Mapping) else None
    usable = isinstance(number, int) and not isinstance(number, bool) and 0 <= number < UPDATE_ID_MAX
    return number if usable else None


def _raw(update: Mapping[str, object]) -> bytes:
    """Return an update as ASCII bytes, in which NUL and lone surrogates survive."""
    try:
        return json.dumps(update, ensure_ascii=True, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        raise UnusableUpdate("cannot be written down") from None
