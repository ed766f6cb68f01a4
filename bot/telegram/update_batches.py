"""Parsing of a ``getUpdates`` response into updates, each with its raw bytes. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Raw, Struct

from bot.telegram.errors import BadAnswer
from bot.telegram.request import LeanRequest

Arrived = tuple[object, bytes | None]
"""Update as JSON values, and its bytes; ``None`` if its limits in the answer are unknown."""


class _Batch(Struct):
    """Answer of ``getUpdates``, with each update as its byte range."""

    result: list[Raw]


_batch = msgspec.json.Decoder(_Batch).decode
_update = msgspec.json.Decoder().decode


def read_batch(payload: bytes) -> Sequence[Arrived]:
    """Return the updates of a successful answer.

    :raises BadAnswer: if it is not an answer of the Bot API.
    """
    split = _split(payload)
    if split is not None:
        return split
    batch = LeanRequest.parse_json_payload(payload)["result"]
    if not isinstance(batch, list):
        raise BadAnswer("The result is no list of updates")
    return [(update, None) for update in batch]


def _split(payload: bytes) -> list[Arrived] | None:
    """Parse update by update, keeping each one's bytes; ``None`` for unusual input.

    Unusual are lone surrogates, which phones do send and which only Python's own parser accepts.
    """
    try:
        return [(_update(text), text) for text in map(bytes, _batch(payload).result)]
    except (ValueError, RecursionError):
        return None
