"""Parsing of a ``getUpdates`` response into updates, each with its raw bytes. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Raw, Struct

from bot.telegram.errors import BadAnswer
from bot.telegram.request import LeanRequest

Arrived = tuple[object, bytes | None]
"""An update as JSON values, and its bytes; ``None`` where it was not seen where they begin and end."""


class _Batch(Struct):
    """The answer, its updates as the stretches of bytes that they are."""

    result: list[Raw]


_batch = msgspec.json.Decoder(_Batch).decode
_update = msgspec.json.Decoder().decode


def read_batch(payload: bytes) -> Sequence[Arrived]:
    """Return the updates of a successful answer.

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
    """Read update by update, which leaves the bytes of each; ``None`` if anything is odd.

    Odd are lone surrogates, which people's phones do send and only Python's own reader knows.
    """
    try:
        return [(_update(text), text) for text in map(bytes, _batch(payload).result)]
    except (ValueError, RecursionError):
        return None
