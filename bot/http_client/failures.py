"""Failures of a request, by what is known afterwards. No text quotes an address or a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Answer(NamedTuple):
    """Answer to a request. ``headers`` are those of :data:`bot.http_client.connection.HEADERS_READ`, by lower-case name."""

    status: int
    headers: Mapping[str, str]
    payload: bytes


class Failure(Exception):
    """Missing or incomplete answer."""


class NotSent(Failure):
    """The request was certainly not sent: no connection could be made, or none was free. Repeating it is safe."""


class NotSentInTime(NotSent):
    """Like :class:`NotSent`, because of a timeout."""


class OutcomeUnknown(Failure):
    """The request was sent at least in part and no complete answer came: the server may have acted on it."""


class AnswerTimedOut(OutcomeUnknown):
    """Like :class:`OutcomeUnknown`, because of a timeout."""
