"""The chat page in a real browser, against the real sandbox, with a bot that does what the test says."""

from __future__ import annotations

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

from sandbox import Sandbox
from support.chromium import chromium


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(campaign="fb-spring") as running:
        yield running


@dataclass
class ScriptedBot:
    """A bot on the sandbox's Bot API. It says nothing by itself: tests read its updates and call its methods."""

    http: httpx.AsyncClient
    updates: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)

    async def call(self, method: str, **params: Any) -> Any:
        answer = (await self.http.post(method, json=params)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def say(self, chat_id: int, text: str, **params: Any) -> int:
        """Send a message; returns its id."""
        return int((await self.call("sendMessage", chat_id=chat_id, text=text, **params))["message_id"])

    async def send_photo(self, chat_id: int, picture: bytes, caption: str) -> None:
        files = {"photo": ("picture.png", picture, "image/png")}
        answer = (await self.http.post("sendPhoto", data={"chat_id": chat_id, "caption": caption}, files=files)).json()
        assert answer["ok"], answer

    async def next(self, kind: str = "message") -> dict[str, Any]:
        """The next update, which has to be of this kind."""
        async with asyncio.timeout(10):
            update = await self.updates.get()
        assert kind in update, update
        content: dict[str, Any] = update[kind]
        return content

    async def poll(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                self.updates.put_nowait(update)


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox) -> AsyncIterator[ScriptedBot]:
    async with httpx.AsyncClient(base_url=f"{sandbox.base_url}/bot{sandbox.token}/", timeout=40, verify=False) as http:
        scripted = ScriptedBot(http)
        await scripted.call("setMyName", name="Derby Homes")
        await scripted.call("setMyDescription", description="What might your home sell for?")
        commands = [("start", "Start again"), ("help", "What this is about"), ("privacy", "How answers are used")]
        await scripted.call("setMyCommands", commands=[{"command": c, "description": d} for c, d in commands])
        polling = asyncio.create_task(scripted.poll())
        yield scripted
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling


class Phone:
    """One phone on a page."""

    def __init__(self, page: Page, index: int = 0) -> None:
        self.page = page
        self.root = page.locator(f"#panel-{index}")
        self.field = self.root.get_by_role("textbox", name="Message")
        self.start = self.root.get_by_role("button", name="Start", exact=True)
        self.status = self.root.locator(".status-line")
        self.rows = self.root.locator(".row:not(.pending)")
        self.pending = self.root.locator(".row.pending")

    async def say(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    def button(self, name: str, **options: Any) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True, **options)

    def bubble(self, text: str) -> Locator:
        return self.root.locator(".bubble", has_text=text)

    async def texts(self) -> list[str]:
        """The words of every bubble, oldest first."""
        return await self.root.locator(".bubble .words").all_inner_texts()


@dataclass
class Desk:
    """Opens pages, and remembers whatever went wrong on them."""

    browser: Browser
    base_url: str
    stack: AsyncExitStack
    problems: list[str] = field(default_factory=list)
    broken_line: bool = False
    """Failed requests are part of the test."""

    async def context(self, *, width: int = 390, height: int = 844, **options: Any) -> BrowserContext:
        # Without entrances to wait for, each press is a tenth of a second quicker.
        still = {"reduced_motion": "reduce"} | options
        context = await self.browser.new_context(viewport={"width": width, "height": height}, **still)
        self.stack.push_async_callback(context.close)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))
        return context

    async def open(self, query: str = "?person=marla", base_url: str = "", **options: Any) -> Page:
        page = await (await self.context(**options)).new_page()
        await page.goto(f"{base_url or self.base_url}/{query}")
        return page

    async def phone(self, query: str = "?person=marla", **options: Any) -> Phone:
        return Phone(await self.open(query, **options))

    async def phones(self, *slugs: str, **options: Any) -> list[Phone]:
        """Several people side by side."""
        page = await self.open(f"?person={','.join(slugs)}", **options)
        return [Phone(page, index) for index in range(len(slugs))]

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not (
            self.broken_line and message.text.startswith("Failed to load resource")
        ):
            self.problems.append(message.text)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Desk]:
    async with AsyncExitStack() as stack:
        opened = Desk(browser, sandbox.base_url, stack)
        yield opened
    assert opened.problems == []


@pytest.fixture
def png() -> Callable[[int, int], bytes]:
    """Makes a picture of one colour, so many pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    def draw(width: int, height: int) -> bytes:
        rows = (b"\0" + b"\x24\x5d\x8f" * width) * height
        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
        return b"\x89PNG\r\n\x1a\n" + b"".join(parts)

    return draw


Begin = Callable[..., Awaitable[Phone]]


@pytest_asyncio.fixture(loop_scope="session")
async def begun(desk: Desk, bot: ScriptedBot) -> Begin:
    """Opens Marla's phone, presses START, and lets the bot have the /start."""

    async def begin(query: str = "?person=marla", **options: Any) -> Phone:
        phone = await desk.phone(query, **options)
        await phone.start.click()
        assert (await bot.next())["text"] == "/start"
        return phone

    return begin


class Line:
    """The wire between a browser and the sandbox, which a test can cut."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._ends: set[asyncio.StreamWriter] = set()
        self._cut = False
        self._swallow = b""
        self.base_url = ""

    async def listen(self) -> asyncio.Server:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return server

    def cut(self) -> None:
        self._cut = True
        self._hang_up()

    def mend(self) -> None:
        self._cut = False

    def swallow_answer_to(self, request_line: str) -> None:
        """The next such request arrives; instead of its answer the line is cut."""
        self._swallow = request_line.encode()

    def _hang_up(self) -> None:
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._cut:
            writer.transport.abort()
            return
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._target)
        self._ends |= {writer, up_writer}
        swallowing = asyncio.Event()

        async def there() -> None:
            while data := await reader.read(65536):
                if self._swallow and self._swallow in data:
                    self._swallow = b""
                    swallowing.set()
                up_writer.write(data)

        async def back() -> None:
            while data := await up_reader.read(65536):
                if swallowing.is_set():
                    self.cut()
                    return
                writer.write(data)

        both = [asyncio.create_task(there()), asyncio.create_task(back())]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for task in both:
            task.cancel()
            with suppress(asyncio.CancelledError, ConnectionError):
                await task
        for end in (writer, up_writer):
            self._ends.discard(end)
            end.transport.abort()


@pytest_asyncio.fixture(loop_scope="session")
async def line(sandbox: Sandbox, desk: Desk) -> AsyncIterator[Line]:
    """Must be asked for after ``desk``: pages close before the line does."""
    wire = Line(sandbox.port)
    desk.broken_line = True
    server = await wire.listen()
    yield wire
    wire.cut()
    server.close()
    await server.wait_closed()
