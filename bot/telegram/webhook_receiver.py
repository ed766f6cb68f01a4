"""Webhook receiver: updates are stored before they are answered with 200.

Telegram sends a chat's updates one by one, different chats in parallel, and resends an update not answered with a 2xx: at
once, then after growing pauses, or as ``Retry-After`` says (tdlib/telegram-bot-api). Until then nothing else of that chat
comes. So the answer is 200 for everything that is in the inbox or can never be stored, otherwise 503.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Sequence

from starlette.types import Receive, Scope, Send

from bot.core.wakeup import Wakeup
from bot.storage.database import Database
from bot.storage.group_commit import GroupCommit
from bot.storage.queues import inbox
from bot.telegram.errors import describe
from bot.telegram.ingest import UPDATE_BYTES_MAX, UpdateIngest
from bot.telegram.updates import read_json

_log = logging.getLogger(__name__)

RETRY_AFTER = 3
"""Seconds until Telegram should resend an update that could not be stored; its own pauses grow to two minutes."""
_HEADER = b"x-telegram-bot-api-secret-token"
_READ_MAX = 16 * UPDATE_BYTES_MAX
"""Bytes up to which an oversized body is read and discarded, so that its sender receives the answer."""
_GROUP_MAX = 256
"""Updates stored per transaction."""


def secret_of(token: str) -> str:
    """Return the secret derived from a bot's token: the same in every replica, never stored."""
    return hmac.new(token.encode(), b"valuation-bot webhook secret", hashlib.sha256).hexdigest()


def path_of(token: str) -> str:
    """Return the last part of the path for a bot's updates in a deployment of several bots: unguessable."""
    return hmac.new(token.encode(), b"valuation-bot webhook path", hashlib.sha256).hexdigest()[:32]


class WebhookReceiver:
    """ASGI application that receives the updates of one agency's bot, whatever its path.

    ``secret`` is the one Telegram sends; ``former`` ones are accepted too. ``wakeup`` is notified of new updates. For
    monitoring, ``refused`` counts requests without the secret, ``failures`` updates that could not be stored; ``ingest``
    counts the updates. ``bot_id`` as in :class:`bot.telegram.ingest.UpdateIngest`.
    """

    def __init__(
        self,
        database: Database,
        agency_id: str,
        secret: str,
        wakeup: Wakeup,
        *,
        former: Sequence[str] = (),
        bot_id: int | None = None,
    ) -> None:
        self.refused = 0
        self.failures = 0
        self.ingest = UpdateIngest(agency_id, bot_id)
        self._secrets = [each.encode() for each in (secret, *former)]
        self._database = database
        self._wakeup = wakeup
        self._commits = GroupCommit(self._store, most=_GROUP_MAX)
        self._troubled = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request: 401 without the secret, 200 for an update that is stored or can never be, 503 otherwise."""
        status = await self._take(scope, receive)
        headers = [(b"content-length", b"0")]
        if status in {401, 413}:
            headers.append((b"connection", b"close"))  # the rest of an unauthorised request is not read
        if status == 503:
            headers.append((b"retry-after", str(RETRY_AFTER).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _take(self, scope: Scope, receive: Receive) -> int:
        given = next((value for name, value in scope["headers"] if name == _HEADER), b"")
        if not any(hmac.compare_digest(given, each) for each in self._secrets):
            return self._refuse()
        if scope["method"] != "POST":
            return 405
        size, body = await _read(receive)
        if size > _READ_MAX:
            return 413
        if size > UPDATE_BYTES_MAX:
            self.ingest.skip("too large")
            return 200
        item = self.ingest.item(read_json(body), body)
        if item is None:
            return 200
        try:
            await self._commits.add(item)
        except Exception as error:  # noqa: BLE001  it is not acknowledged, so it is resent
            self.failures += 1
            if not self._troubled:
                self._troubled = True
                _log.error("Updates cannot be stored, Telegram will send them again", extra={"error": describe(error)})
            return 503
        return 200

    async def _store(self, items: list[inbox.NewItem]) -> list[None]:
        """Store the items of concurrent requests."""
        new = await self._database.run(lambda tx: self.ingest.store(tx, items))
        if self._troubled:
            self._troubled = False
            _log.info("Updates can be stored again")
        self.ingest.stored += new
        if new:
            self._wakeup.notify()
        return [None] * len(items)

    def _refuse(self) -> int:
        self.refused += 1
        if self.refused == 1:
            _log.warning("A request came without the webhook's secret and was refused; more will only be counted")
        return 401


async def _read(receive: Receive) -> tuple[int, bytes]:
    """Read a request's body. Return its size, as far as read, and at most the largest allowed update."""
    size, chunks = 0, []
    while True:
        message = await receive()
        if message["type"] != "http.request":  # the client disconnected
            return 0, b""
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= UPDATE_BYTES_MAX:
            chunks.append(chunk)
        if not message.get("more_body", False) or size > _READ_MAX:
            return size, b"".join(chunks)
