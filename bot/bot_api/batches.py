"""An answer to ``getUpdates``: each update read, and as the bytes that it came as, which are what is stored. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from bot.bot_api.errors import BadAnswer
from bot.bot_api.request import LeanRequest

Arrived = tuple[object, bytes | None]
"""An update as JSON values, and its bytes; ``None`` where it was not seen where they begin and end."""

_HEAD = re.compile(r'\{"ok":true,"result":\[\s*')
_NEXT = re.compile(r"\s*,\s*")
_TAIL = re.compile(r"\s*\]\s*\}\s*\Z")
_decoded = json.JSONDecoder().raw_decode


def read_batch(payload: bytes) -> Sequence[Arrived]:
    """Return the updates of an answer that is a yes.

    :raises BadAnswer: if it is none of the Bot API's.
    """
    split = _split(payload)
    if split is not None:
        return split
    batch = LeanRequest.parse_json_payload(payload)["result"]
    if not isinstance(batch, list):
        raise BadAnswer("The result is no list of updates")
    return [(update, None) for update in batch]


def _split(payload: bytes) -> list[Arrived] | None:
    """Read update by update, which leaves the text of each; ``None`` for what is not written as Telegram's server does."""
    text = payload.decode(errors="replace")
    head = _HEAD.match(text)
    if head is None:
        return None
    found: list[Arrived] = []
    at = head.end()
    while not _TAIL.match(text, at):
        if found:
            comma = _NEXT.match(text, at)
            if comma is None:
                return None
            at = comma.end()
        try:
            update, end = _decoded(text, at)
        except (ValueError, RecursionError):
            return None
        found.append((update, text[at:end].encode()))
        at = end
    return found
