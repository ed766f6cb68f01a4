"""Lean Bot API server: long polling with real offsets, webhooks, and the methods that the contestants call.

Not the sandbox, which has all of Telegram's rules and is too slow to load a bot. Kept are the rules that cost a bot
something: an update is delivered again until a later offset confirms it, a poll is held until something comes, an answer
contains the whole message, and each call takes ``2 * one_way`` seconds of latency.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter, deque
from urllib.parse import urlsplit

from benchmarks.people import People
from benchmarks.wire import Answer, Server, fields

TOKEN = "123456:AAEbenchmarkbenchmarkbenchmarkbench"
ME = (
    b'{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"Bench","username":"bench_bot","can_join_groups":true,'
    b'"can_read_all_group_messages":false,"supports_inline_queries":false}}'
)
TRUE = b'{"ok":true,"result":true}'
EMPTY = b'{"ok":true,"result":[]}'
BATCH = 100
"""Maximum number of updates per getUpdates, as in the Bot API."""


class Telegram:
    """The server. ``calls`` counts them by method; ``ready`` is set once a bot polls or has set its webhook."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.ready = asyncio.Event()
        self.people = People(self.deliver)
        self.server = Server(self._call)
        self.replicas: list[int] = []
        """Ports among which webhooks are distributed, as by a proxy; empty: as registered by the bot."""
        self._one_way = 0.0
        self._update_id = 500_000_000  # beyond what stores made beforehand have seen
        self._queue: deque[tuple[int, bytes]] = deque()
        self._poll: tuple[Answer, asyncio.TimerHandle] | None = None
        self._webhook: Webhook | None = None

    async def open(self, one_way: float) -> None:
        """Listen on a free port; each call takes ``2 * one_way`` seconds on the wire."""
        self._one_way = one_way
        await self.server.open(one_way)

    async def close(self) -> None:
        """Listen no longer, and post nothing more."""
        await self.server.close()
        if self._poll is not None:
            self._poll[1].cancel()
        if self._webhook is not None:
            await self._webhook.ended()

    def deliver(self, update: bytes) -> None:
        """Deliver an update to the bot."""
        self._update_id += 1
        body = b'{"update_id":%d,%b}' % (self._update_id, update)
        if self._webhook is not None:
            self._webhook.post(body)
            return
        self._queue.append((self._update_id, body))
        if self._poll is not None:
            answer, timer = self._poll
            self._poll = None
            timer.cancel()
            # One turn of the loop later, so that what comes together is handed over together, as Telegram does.
            asyncio.get_running_loop().call_soon(self._hand_over, answer)

    def _call(self, path: str, headers: dict[str, str], body: bytes, answer: Answer) -> None:
        method = path.rpartition("/")[2].partition("?")[0]
        self.calls[method] += 1
        match method:
            case "sendMessage" | "sendPhoto":
                answer(self._send_message(fields(headers, body)))
            case "getUpdates":
                self._get_updates(fields(headers, body), answer)
            case "getMe":
                answer(ME)
            case "setWebhook":
                params = fields(headers, body)
                if self._webhook is not None:
                    self._webhook.close()
                secret = params.get("secret_token", "")
                self._webhook = Webhook(params["url"], secret, self._one_way, self.replicas)
                for _, waiting in self._queue:
                    self._webhook.post(waiting)
                self._queue.clear()
                self.ready.set()
                answer(TRUE)
            case "getWebhookInfo":
                url = "" if self._webhook is None else self._webhook.url
                info = {"url": url, "has_custom_certificate": False, "pending_update_count": len(self._queue)}
                answer(json.dumps({"ok": True, "result": info}).encode())
            case "getMyCommands":
                answer(EMPTY)
            case _:
                answer(TRUE)

    def _send_message(self, params: dict[str, str]) -> bytes:
        chat_id, text = int(params["chat_id"]), params.get("text") or params.get("caption", "")
        markup = params.get("reply_markup", "")
        number = self.people.hear(chat_id, text, markup)
        shown = f',"reply_markup":{markup}' if '"inline_keyboard"' in markup else ""
        return (
            f'{{"ok":true,"result":{{"message_id":{number},"from":{{"id":123456,"is_bot":true,"first_name":"Bench",'
            f'"username":"bench_bot"}},"chat":{{"id":{chat_id},"first_name":"Marla","type":"private"}},'
            f'"date":{int(time.time())},"text":{json.dumps(text)}{shown}}}}}'
        ).encode()

    def _get_updates(self, params: dict[str, str], answer: Answer) -> None:
        offset = int(params.get("offset") or 0)
        while self._queue and self._queue[0][0] < offset:
            self._queue.popleft()
        timeout = float(params.get("timeout") or 0)
        self.ready.set()
        if self._queue or not timeout:
            self._hand_over(answer)
            return
        timer = asyncio.get_running_loop().call_later(timeout, self._give_up, answer)
        self._poll = (answer, timer)

    def _hand_over(self, answer: Answer) -> None:
        batch = b",".join(body for _, body in list(self._queue)[:BATCH])
        answer(b'{"ok":true,"result":[%b]}' % batch)

    def _give_up(self, answer: Answer) -> None:
        self._poll = None
        answer(EMPTY)


class Webhook:
    """Posts updates to a bot's address over up to ``connections`` kept-alive connections, again until it says 200."""

    def __init__(self, url: str, secret: str, one_way: float, replicas: list[int], connections: int = 40) -> None:
        self.url = url
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._one_way = one_way
        secret_line = f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n" if secret else ""
        self._head = (
            f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n{secret_line}"
        ).encode()
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()
        self._replicas = replicas
        self._tasks = [asyncio.create_task(self._connection(number)) for number in range(connections)]

    def post(self, body: bytes) -> None:
        """Queue an update. No second one is sent before the first is answered, so chats stay in order."""
        self._waiting.put_nowait(body)

    def close(self) -> None:
        """Post no more."""
        for task in self._tasks:
            task.cancel()

    async def ended(self) -> None:
        """Post no more, and have all connections closed."""
        self.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connection(self, number: int) -> None:
        port = self._replicas[number % len(self._replicas)] if self._replicas else self._port
        streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        try:
            while True:
                body = await self._waiting.get()
                while True:
                    try:
                        if streams is None:
                            streams = await asyncio.open_connection(self._host, port)
                        await asyncio.sleep(self._one_way)
                        status = await self._exchange(*streams, body)
                        await asyncio.sleep(self._one_way)
                    except (OSError, EOFError):
                        if streams is not None:
                            streams[1].transport.abort()
                        streams, status = None, 0
                    if status == 200:
                        break
                    await asyncio.sleep(0.5)
        finally:
            if streams is not None:
                streams[1].transport.abort()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes) -> int:
        writer.write(b"%bContent-Length: %d\r\n\r\n%b" % (self._head, len(body), body))
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if length:
            await reader.readexactly(length)
        return int(head.split(b" ", 2)[1])
