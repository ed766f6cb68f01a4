"""Ways in which a request can fail, by what is known afterwards. No text quotes an address or a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Answer(NamedTuple):
    """An answer. ``headers`` are those that :data:`bot.http_client.connection.HEADERS_READ` names, by name in lower case."""

    status: int
    headers: Mapping[str, str]
    payload: bytes


class Failure(Exception):
    """No answer, or none that is whole."""


class NotSent(Failure):
    """The request surely never left: no connection could be made, or none was free. Sending it again repeats nothing."""


class NotSentInTime(NotSent):
    """The same, because it took too long."""


class OutcomeUnknown(Failure):
    """The request left, or part of it did, and no whole answer came: the server may have acted on it or not."""


class AnswerTimedOut(OutcomeUnknown):
    """The same, because the answer took too long."""
