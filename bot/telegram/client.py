"""Bot API client: python-telegram-bot's methods for rare calls, a lean path for frequent ones."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Self

from telegram import Bot, InputProfilePhotoStatic

from bot.core.histogram import Histogram
from bot.telegram.request import CONNECT, WRITE, FileBody, JsonBody, LeanRequest
from bot.telegram.server_clock import ServerClock
from bot.telegram.update_batches import Arrived, read_batch

# Below the library's own logger, so that enabling all loggers of the bot does not enable this one.
_silent = logging.getLogger("telegram.quiet")
_silent.setLevel(logging.WARNING)

_YES = b'{"ok":true,'
"""Start of a successful answer, byte for byte as Telegram's server writes it."""
_SENT = re.compile(rb'"result": ?\{"message_id": ?(\d{1,19})\b')
"""Pattern of a sent message's id, which Telegram's server writes before the rest of the message."""


class QuietBot(Bot):
    """python-telegram-bot's Bot with a representation that does not contain its token.

    The original logs the token and every message at DEBUG, has the token in its ``repr``, and in the error's text when
    the server refuses the token at ``initialize``.
    """

    __slots__ = ()

    _LOGGER = _silent

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    async def initialize(self) -> None:
        """Open both connection pools without a request, so that it works while the server is down."""
        for request in self._request:
            await request.initialize()

    async def shutdown(self) -> None:
        """Close both pools."""
        for request in self._request:
            await request.shutdown()


_READ, _POOL = 10.0, 5.0
DEADLINE = _READ + WRITE + CONNECT + _POOL + 1.0
"""Seconds after which a :meth:`BotApi.call` has ended in any case."""


class BotApi:
    """Client of one bot at one Bot API server.

    ``api_url`` is the server's address without ``/bot`` (``https://api.telegram.org``). Use it as an async context
    manager, or :meth:`open` and :meth:`close` it. ``getUpdates`` has a connection of its own, as in python-telegram-bot,
    so that a long poll and sending never wait for each other. ``call_seconds`` measures the duration of calls except
    polls, for monitoring. ``clock`` is updated from each answer. ``proxy``: the address of an HTTP proxy for https
    addresses, "" for none.

    :raises telegram.error.InvalidToken: if ``token`` is empty.
    """

    def __init__(self, token: str, api_url: str, clock: ServerClock | None = None, *, proxy: str = "") -> None:
        self.call_seconds = Histogram()
        address = api_url.rstrip("/").replace("{", "%7B").replace("}", "%7D")  # python-telegram-bot would use braces
        self._sending = LeanRequest(read_timeout=_READ, pool_timeout=_POOL, clock=clock, proxy=proxy)
        self._polling = LeanRequest(pool_size=1, clock=clock, proxy=proxy)
        self.bot = QuietBot(
            token,
            base_url=f"{address}/bot",
            base_file_url=f"{address}/file/bot",
            request=self._sending,
            get_updates_request=self._polling,
        )
        """python-telegram-bot's Bot, for calls that need its methods and result objects."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Open the pools of connections. Makes no request."""
        await self.bot.initialize()

    async def close(self) -> None:
        """Close all connections."""
        await self.bot.shutdown()

    @property
    def bot_id(self) -> int | None:
        """User id of the bot: the part of the token before the colon (Telegram's docs). ``None`` if the token has none."""
        digits = self.bot.token.partition(":")[0]
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None

    async def call(
        self,
        method: str,
        params: Mapping[str, object],
        *,
        on_sent: Callable[[], None] | None = None,
    ) -> object:
        """Call a Bot API method and return its raw ``result``.

        ``params`` are the method's parameters as JSON values (a value that is text is sent as it is); those that are
        ``None`` are left out. ``on_sent`` is called just before the request leaves; if it raises, nothing is sent.

        This is what :meth:`telegram.Bot.send_message` does below its surface, with the same request class and errors; the
        parameters go as one JSON object, which costs half of what a form does. It leaves out the filling in of defaults
        that this bot does not use, and the building of a ``Message`` that nobody looks at (half the cost of a call, see
        ``benchmarks/bot_api_request.py``). Nothing is checked that the server does not check as well.

        :raises telegram.error.TelegramError: as python-telegram-bot's methods do; :mod:`bot.telegram.errors` has those
            that tell whether the request was sent.
        """
        payload = await self._accepted(method, JsonBody(params, on_sent))
        result: object = LeanRequest.parse_json_payload(payload)["result"]
        return result

    async def get_updates(self, params: Mapping[str, object], *, read_timeout: float) -> Sequence[Arrived]:
        """Poll, and wait ``read_timeout`` seconds for the answer. Raises like :meth:`call`; returns :func:`read_batch`'s."""
        _, payload = await self._polling.do_request(
            f"{self.bot.base_url}/getUpdates", "POST", JsonBody(params), read_timeout=read_timeout
        )
        return read_batch(payload)

    async def tell(self, method: str, body: JsonBody | FileBody) -> int | None:
        """Call a method whose result is not needed: a success is not fully parsed. Raises like :meth:`call`.

        Returns the id of the message sent, if any.
        """
        payload = await self._accepted(method, body)
        if not payload.startswith(_YES):
            LeanRequest.parse_json_payload(payload)
        sent = _SENT.search(payload)
        return None if sent is None else int(sent[1])

    async def _accepted(self, method: str, body: JsonBody | FileBody) -> bytes:
        begun = time.perf_counter()
        try:
            _, payload = await self._sending.do_request(f"{self.bot.base_url}/{method}", "POST", body)
        finally:
            self.call_seconds.observe(time.perf_counter() - begun)
        return payload

    async def set_picture(self, picture: bytes) -> None:
        """Set the bot's own picture, a JPEG. Raises like :meth:`call`."""
        await self.bot.set_my_profile_photo(InputProfilePhotoStatic(picture))
