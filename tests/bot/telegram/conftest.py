"""A Bot API server of a few lines, scripted by the test: for what a well-behaved server never does."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import pytest

from support.clock import RunningClock
from support.sender_desk import SenderDesk

TOKEN = "123456:AAcanary-Token_x7"


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def method(self):
        return self.path.rsplit("/", 1)[1]

    @property
    def params(self):
        """As Telegram takes them: texts, JSON values being put back into JSON first."""
        if self.headers.get("content-type") == "application/json":
            sent = json.loads(self.body)
            return {name: value if isinstance(value, str) else json.dumps(value) for name, value in sent.items()}
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


def http(status, body, *headers):
    head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def ok(result):
    return http(200, json.dumps({"ok": True, "result": result}).encode())


def refused(code, description, **parameters):
    answer = {"ok": False, "error_code": code, "description": description}
    return http(code, json.dumps(answer | ({"parameters": parameters} if parameters else {})).encode())


DROP = object()
"""An answer: the connection is closed without a byte."""
HANG = object()
"""An answer that never comes."""


@dataclass
class Server:
    """``answer`` gives, for each request, bytes, ``DROP``, ``HANG``, or what goes on to write by itself."""

    port: int = 0
    requests: list[Request] = field(default_factory=list)
    answer: Callable[[Request], object] = lambda request: ok(True)
    connections: int = 0
    _arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    _server: asyncio.Server | None = None
    _open: set[asyncio.Task[Any]] = field(default_factory=set)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def calls(self, method):
        return [request for request in self.requests if request.method == method]

    async def until(self, condition):
        """Wait until ``condition`` holds; it is looked at after every request, and now and then."""
        async with asyncio.timeout(20):
            while not condition():
                async with self._arrived:
                    try:
                        async with asyncio.timeout(0.02):
                            await self._arrived.wait()
                    except TimeoutError:
                        continue

    async def start(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=2**22)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self):
        assert self._server
        self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader, writer):
        task = asyncio.current_task()
        assert task
        self._open.add(task)
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
                headers = {
                    name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)
                }
                if headers.get("transfer-encoding") == "chunked":
                    body = await _chunks(reader)
                else:
                    body = await reader.readexactly(int(headers.get("content-length", 0)))
                request = Request(head[0].split(" ")[1], headers, body)
                self.requests.append(request)
                async with self._arrived:
                    self._arrived.notify_all()
                answer = self.answer(request)
                if asyncio.iscoroutine(answer):
                    answer = await answer
                if answer is HANG:
                    await asyncio.Event().wait()
                if answer is DROP:
                    return
                if callable(answer):
                    await answer(writer)
                    return
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


async def _chunks(reader):
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


@pytest.fixture
async def server():
    server = Server()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def free_port(unused_tcp_port):
    return unused_tcp_port


@pytest.fixture
def wire():
    """The script's vocabulary, since test modules cannot import each other."""

    class Wire:
        token = TOKEN
        drop = DROP
        hang = HANG
        http = staticmethod(http)
        ok = staticmethod(ok)
        refused = staticmethod(refused)

    return Wire


@pytest.fixture
def said(caplog):
    """What our own loggers said, at INFO and above: (level, text with all its fields)."""
    caplog.set_level(logging.INFO)

    def records():
        return [
            (record.levelname, f"{record.getMessage()} {record.__dict__}")
            for record in caplog.records
            if record.name.startswith("bot.telegram")
        ]

    return records


@pytest.fixture
def clock():
    return RunningClock()


@pytest.fixture
def desk(database):
    return SenderDesk(database)


@pytest.fixture
def sending(desk, server, wire):
    return lambda **settings: desk.sending(server.url, wire.token, **settings)
