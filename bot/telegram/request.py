"""Request class for python-telegram-bot over the lean HTTP client."""

from __future__ import annotations

import contextlib
import json
import math
import mimetypes
import re
import secrets
from collections.abc import Callable, Mapping
from functools import lru_cache
from http.client import responses
from typing import IO, Any
from urllib.parse import unquote

import msgspec
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.core.outbound import fault
from bot.http_client import failures
from bot.http_client.address import Address
from bot.http_client.connection import Limits
from bot.http_client.failures import Answer, Failure
from bot.http_client.pool import Connections
from bot.telegram.errors import AnswerTimedOut, BadAnswer, Flood, MethodNotFound, NotSent, NotSentInTime, OutcomeUnknown
from bot.telegram.server_clock import ServerClock

_JSON = "application/json"
_FAILURES: dict[type[Failure], type[NotSent | OutcomeUnknown]] = {
    failures.NotSent: NotSent,
    failures.NotSentInTime: NotSentInTime,
    failures.OutcomeUnknown: OutcomeUnknown,
    failures.AnswerTimedOut: AnswerTimedOut,
}
_REFUSALS: dict[int, type[TelegramError]] = {
    400: BadRequest,
    401: InvalidToken,
    403: Forbidden,
    404: MethodNotFound,
    409: Conflict,
}
_encode = msgspec.json.Encoder().encode
_plain_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
ANSWER_MAX = 32 * 1024 * 1024
"""Largest answer, in bytes. The largest possible is a hundred updates (``getUpdates``), each below a quarter of a megabyte:
see ingest.py. A longer one comes from some other server, and would occupy memory until the call's deadline."""
CONNECT, WRITE, MEDIA_WRITE = 5.0, 5.0, 20.0
"""Default seconds to connect, and to send a request without and with files."""
_DESCRIPTION_MAX = 300
_RETRY_AFTER_DEFAULT = 5
"""Seconds to wait after a 429 without a wait time."""
_RETRY_AFTER_MAX = 24 * 3600
_KEPT = 64
"""Cached addresses and sets of limits."""


class JsonBody:
    """Parameters as one JSON object, which the Bot API accepts like a form and which is cheapest.

    ``None`` values are omitted. ``on_sent`` is called just before the request leaves; if it raises, nothing is sent.
    """

    __slots__ = ("content", "on_sent")
    content_type = _JSON

    def __init__(self, params: Mapping[str, object], on_sent: Callable[[], None] | None = None) -> None:
        self.on_sent = on_sent
        self.content = _json({name: value for name, value in params.items() if value is not None})


class FileBody:
    """Parameters and one file as a form: ``content`` under the parameter ``field``, named ``name``.

    ``None`` values and ``on_sent`` as in :class:`JsonBody`.
    """

    __slots__ = ("content", "content_type", "on_sent")

    def __init__(
        self,
        params: Mapping[str, object],
        field: str,
        name: str,
        content: bytes,
        on_sent: Callable[[], None] | None = None,
    ) -> None:
        self.on_sent = on_sent
        given = {key: value for key, value in params.items() if value is not None}
        fields = {key: value if isinstance(value, str) else _json(value).decode() for key, value in given.items()}
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.content, self.content_type = _multipart(fields, {field: (name, content, kind)})


def _json(value: object) -> bytes:
    """Return a value as JSON; a lone surrogate, which phones do send, becomes "?".

    Encoded by msgspec, which takes a tenth of the time of Python's encoder; that one encodes what msgspec refuses.
    """
    try:
        return _encode(value)
    except UnicodeEncodeError:
        return _plain_json(value).encode(errors="replace")


class LeanRequest(BaseRequest):
    """Request class for :class:`telegram.Bot` with a pool of kept-alive connections.

    All timeouts are seconds, ``None`` for the defaults, which are those of python-telegram-bot's own class. There is no
    separate limit for writing: the write timeout counts into the total, the sum of all four, so that even a server that
    sends a byte now and then cannot prolong a call. ``clock`` is updated from each answer. ``proxy`` is the address of an
    HTTP proxy ("" for none), which https addresses are reached through by ``CONNECT``.

    Errors are telegram.error's and those of :mod:`bot.telegram.errors`; neither their text nor their chain contains the
    address, which includes the token. Redirects are not followed: they would send the token elsewhere.
    """

    def __init__(
        self,
        *,
        pool_size: int = 256,
        read_timeout: float = 5.0,
        pool_timeout: float = 1.0,
        clock: ServerClock | None = None,
        proxy: str = "",
    ) -> None:
        self._clock = clock or ServerClock()
        self._pool_size = pool_size
        self._read_timeout = read_timeout
        self._pool_timeout = pool_timeout
        self._proxy = proxy
        self._connections: Connections | None = None
        self._address = lru_cache(_KEPT)(_read_address)
        self._limited = lru_cache(_KEPT)(_limits)

    @property
    def read_timeout(self) -> float:
        """Default seconds to wait for an answer, or for its next bytes."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool; no effect if it is open."""
        if self._connections is None:
            headers = {"User-Agent": self.USER_AGENT, "Accept": "*/*"}
            self._connections = Connections(self._pool_size, headers, proxy=self._proxy)

    async def shutdown(self) -> None:
        """Close all connections; no effect if they are closed."""
        if self._connections is not None:
            self._connections.close()
            self._connections = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | JsonBody | FileBody | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; python-telegram-bot calls this. Returns the HTTP status and the body of a success.

        :raises NotSent: no connection could be made.
        :raises OutcomeUnknown: the connection broke or timed out after that, or the answer is none of the Bot API's.
        :raises TelegramError: the error of a refusal, such as :class:`MethodNotFound` for 404 and :class:`Flood` for 429.
        """
        if self._connections is None:
            raise RuntimeError("This request is not initialised")
        body: bytes | None = None
        content_type, files = "", isinstance(request_data, FileBody)
        on_sent: Callable[[], None] | None = None
        if isinstance(request_data, RequestData) and request_data.contains_files:
            files = True
            body, content_type = _multipart(request_data.json_parameters, request_data.multipart_data or {})
        elif request_data is not None:
            sent = JsonBody(request_data.parameters) if isinstance(request_data, RequestData) else request_data
            body, content_type, on_sent = sent.content, sent.content_type, sent.on_sent
        limits = self._limited(
            _given(read_timeout, self._read_timeout),
            _given(write_timeout, MEDIA_WRITE if files else WRITE),
            _given(connect_timeout, CONNECT),
            _given(pool_timeout, self._pool_timeout),
        )
        failure: TelegramError
        try:
            answer = await self._connections.request(
                method, self._address(url), limits, content_type=content_type, body=body, on_sent=on_sent
            )
        except Failure as error:
            failure = _FAILURES[type(error)](str(error))
        else:
            self._clock.note(answer.headers.get("date", ""))
            raise_for_refusal(answer, url)
            return answer.status, answer.payload
        raise failure  # outside the handler, so that the server's text does not become the context

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer. Never logs it, unlike the inherited one: it may hold what a person wrote.

        :raises BadAnswer: if it is not a JSON object with a ``result``.
        """
        answer = _object(payload)
        if "result" not in answer:
            raise BadAnswer("The answer is none of the Bot API's")
        return answer


def _limits(read: float, write: float, connect: float, pool: float) -> Limits:
    return Limits(connect + pool, read, read + write + connect + pool, ANSWER_MAX)


def _read_address(url: str) -> Address:
    failure: NotSent
    try:
        return Address.of(url)
    except ValueError as error:
        failure = NotSent(f"No connection ({fault(error)})")
    raise failure  # outside the handler, so that the error that quotes the address does not become the context


def _given(timeout: Any, default: float) -> float:
    return timeout if isinstance(timeout, int | float) else default


def _object(payload: bytes) -> dict[str, Any]:
    """Return the JSON object in ``payload``; an empty one for anything else."""
    with contextlib.suppress(ValueError, RecursionError):
        answer = json.loads(payload.decode(errors="replace"))
        if isinstance(answer, dict):
            return answer
    return {}


def _multipart(fields: Mapping[str, str], files: Mapping[str, tuple[str, Any, str]]) -> tuple[bytes, str]:
    """Return a body with files (RFC 7578), each a name, its content and its media type."""
    boundary = secrets.token_hex(16)
    parts: list[bytes] = []
    for name, value in fields.items():
        parts.append(_part(boundary, f'name="{_named(name)}"', "", value.encode(errors="replace")))
    for name, (filename, content, media_type) in files.items():
        described = f'name="{_named(name)}"; filename="{_named(filename)}"'
        parts.append(_part(boundary, described, f"Content-Type: {media_type}\r\n", _bytes(content)))
    return b"".join([*parts, f"--{boundary}--\r\n".encode()]), f"multipart/form-data; boundary={boundary}"


def _bytes(content: bytes | IO[bytes]) -> bytes:
    return content if isinstance(content, bytes) else content.read()


def _part(boundary: str, described: str, headers: str, content: bytes) -> bytes:
    head = f"--{boundary}\r\nContent-Disposition: form-data; {described}\r\n{headers}\r\n"
    return b"%b%b\r\n" % (head.encode(errors="replace"), content)


def _named(name: str) -> str:
    """Return a name for use in quotes, as browsers write it (HTML's multipart/form-data encoding algorithm)."""
    return name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")


def raise_for_refusal(answer: Answer, url: str) -> None:
    """Raise the error of an unsuccessful answer: python-telegram-bot's, or one of :mod:`bot.telegram.errors`.

    python-telegram-bot's own code puts an unparsable body into the error's text, and a web server's 404 page often quotes
    the address, which contains the token. A refusal with status 200, as some other servers send, is treated as a refusal.
    """
    status = answer.status
    if 200 <= status <= 299 and b"false" not in answer.payload[:16]:
        return
    fields = _object(answer.payload)
    if 200 <= status <= 299:
        if fields.get("ok") is not False:
            return
        code = fields.get("error_code")
        status = code if isinstance(code, int) and 400 <= code <= 599 else 500
    elif status in {400, 403} and not isinstance(fields.get("description"), str):
        # Not Telegram's answer but a middlebox's: no reason to drop a message or give up on a chat.
        raise BadAnswer(f"A {status} that is none of the Bot API's")
    description = _without_token(fields.get("description"), url)
    parameters = fields.get("parameters")
    parameters = parameters if isinstance(parameters, dict) else {}
    if status == 429:
        wait = parameters.get("retry_after")
        raise Flood(_seconds(wait if wait is not None else answer.headers.get("retry-after", "")))
    moved_to = parameters.get("migrate_to_chat_id")
    if isinstance(moved_to, int) and not isinstance(moved_to, bool) and -(2**63) <= moved_to < 0:
        raise ChatMigrated(moved_to)
    phrase = responses.get(status, "Unknown HTTPError")
    raise _REFUSALS.get(status, NetworkError)(description or f"{phrase} ({status})")


def _seconds(value: object) -> int:
    """Return a wait in whole seconds, rounded up, from a number or its digits; a default otherwise."""
    try:
        seconds = math.ceil(float(value)) if isinstance(value, str | int | float) else 0
    except (ValueError, OverflowError):
        seconds = 0
    return min(seconds, _RETRY_AFTER_MAX) if seconds > 0 else _RETRY_AFTER_DEFAULT


def _without_token(description: object, url: str) -> str:
    if not isinstance(description, str):
        return ""
    token = re.search(r"/bot([^/]+)/", url)
    if token is not None:
        for form in {token[1], unquote(token[1])}:
            description = description.replace(form, "…")
    return description[:_DESCRIPTION_MAX]
