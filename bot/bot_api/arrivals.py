"""Which updates go into the inbox, and as what: the same for polling and for the webhook."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping

from bot.bot_api.updates import chat_of
from bot.storage import inbox

_log = logging.getLogger(__name__)

BODY_MAX = 1024 * 1024
"""Bytes of one stored update. The largest that Telegram makes, a reply of 4,096 characters to another with entities and
keyboards, each character escaped, stays below a quarter of it."""
_INT64 = 2**63


class Unusable(Exception):
    """An update that is not for the inbox. The text says why, and nothing of what is in it."""


class Arrivals:
    """Makes inbox items of one agency's updates, and counts them.

    ``received``, ``stored`` and ``skipped`` count for monitoring: updates handed over, new ones among them, and those
    that were not for the inbox.
    """

    def __init__(self, agency_id: str) -> None:
        self.received = 0
        self.stored = 0
        self.skipped = 0
        self._agency_id = agency_id

    def item(self, update: object, body: bytes | None = None) -> inbox.NewItem | None:
        """Return the inbox item of an update, or ``None``, counted and logged, if there is nothing to be done with it.

        ``update`` is its JSON, read; ``body`` the bytes that it was read from, where there are any.
        """
        self.received += 1
        try:
            return self._item(update, body)
        except Unusable as unusable:
            self.skip(str(unusable))
            return None

    def skip(self, reason: str) -> None:
        """Count and log an update that is not for the inbox."""
        self.skipped += 1
        _log.warning("An update was skipped", extra={"reason": reason})

    def _item(self, update: object, body: bytes | None) -> inbox.NewItem:
        number = update_id(update)
        if number is None or not isinstance(update, Mapping):
            raise Unusable("not an object with an update_id")
        chat_id = chat_of(update)
        if chat_id is None:
            raise Unusable("no chat, or of a kind that was not asked for")
        raw = _raw(update) if body is None else body
        if len(raw) > BODY_MAX:
            raise Unusable("too large")
        return inbox.NewItem(self._agency_id, f"telegram:{number}", chat_id, "telegram", raw)


def update_id(update: object) -> int | None:
    """The number of an update, or ``None`` if it has none that is one."""
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < _INT64 else None


def _raw(update: Mapping[str, object]) -> bytes:
    """An update as bytes; ASCII, so that NUL and lone surrogates survive."""
    try:
        return json.dumps(update, ensure_ascii=True, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        raise Unusable("cannot be written down") from None
