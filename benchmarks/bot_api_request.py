"""CPU per sendMessage: our request class and lean call against python-telegram-bot's default, on loopback.

    PYTHONPATH=. python benchmarks/bot_api_request.py [calls] [rounds]

A server of a few lines in a process of its own answers every call with the same message, so that what is measured is
the client alone: the CPU time of this process, user and system, per call. The variants take turns, round after round,
and the median round counts; one call at a time first, then many at once. Figures depend on the machine: compare the
rows of one run, not runs.
"""

from __future__ import annotations

import asyncio
import json
import logging
import multiprocessing
import statistics
import sys
import time

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity
from telegram.request import HTTPXRequest

from bot.core.serialization import MESSAGE
from bot.telegram.api_calls import to_calls
from bot.telegram.client import BotApi
from bot.telegram.request import LeanRequest
from conversations.languages.message import Message, MessageButton

TOKEN = "123456:benchmark"
TEXT = "7 of 8. What type of property is it? You can type it or tap one of these. " * 2
LABELS = ("Detached", "Semi-detached", "Terraced", "Flat or maisonette", "Something else")
BODY = MESSAGE.encode(
    Message(TEXT, bold=((0, 7),), buttons=tuple((MessageButton(label, f"t:{label}"),) for label in LABELS))
)
SENT = {
    "message_id": 55,
    "from": {"id": 123456, "is_bot": True, "first_name": "Derby Homes", "username": "derbyhomes_bot"},
    "chat": {"id": 7001, "first_name": "M", "type": "private"},
    "date": 1760000000,
    "text": TEXT,
    "entities": [{"offset": 0, "length": 7, "type": "bold"}],
    "reply_markup": {"inline_keyboard": [[{"text": label, "callback_data": f"t:{label}"}] for label in LABELS]},
}
AT_ONCE = (1, 50)


class Answering(asyncio.Protocol):
    """Answers each request once its body is complete."""

    payload = json.dumps({"ok": True, "result": SENT}).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(payload) + payload

    def connection_made(self, transport):
        self.transport, self.waiting = transport, b""

    def data_received(self, data):
        self.waiting += data
        while True:
            head, end, rest = self.waiting.partition(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
            if not end or len(rest) < length:
                return
            self.waiting = rest[length:]
            self.transport.write(self.answer)


def serve(port):
    async def main():
        server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", 0)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


def by_bot(request_class):
    """Bot.send_message over a request class: objects in, objects out."""

    async def variant(url, calls, at_once):
        request = request_class()
        bot = Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=request)

        async def send():
            await bot.send_message(
                7001,
                TEXT,
                entities=[MessageEntity("bold", 0, 7)],
                reply_markup=InlineKeyboardMarkup(
                    [[InlineKeyboardButton(label, callback_data=f"t:{label}")] for label in LABELS]
                ),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )

        async with request:
            return await measured(send, calls, at_once)

    return variant


async def by_call(url, calls, at_once):
    """BotApi.call with what the sender has: a row of the outbox."""
    async with BotApi(TOKEN, url) as api:

        async def send():
            for call in to_calls("message", 7001, BODY):
                await api.call(call.method, call.params)

        return await measured(send, calls, at_once)


async def measured(send, calls, at_once):
    """Milliseconds of this process's CPU per call, once connections are made and caches warm."""

    async def several(count):
        for _ in range(count):
            await send()

    await asyncio.gather(*(several(5) for _ in range(at_once)))
    began = time.process_time()
    await asyncio.gather(*(several(calls // at_once) for _ in range(at_once)))
    return (time.process_time() - began) / (calls // at_once * at_once) * 1000


VARIANTS = {
    "Bot.send_message, python-telegram-bot's default (httpx)": by_bot(HTTPXRequest),
    "Bot.send_message over our request class": by_bot(LeanRequest),
    "BotApi.call over our request class, from a row of the outbox": by_call,
}


def main():
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    logging.disable(logging.INFO)  # httpx's line per request would count against it
    port = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(port,), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{port.get(timeout=30)}"
    found = {(name, at_once): [] for at_once in AT_ONCE for name in VARIANTS}
    for _ in range(rounds):
        for (name, at_once), results in found.items():
            results.append(asyncio.run(VARIANTS[name](url, calls, at_once)))
    server.terminate()
    server.join()
    print(f"CPU per sendMessage, median of {rounds} rounds of {calls} calls")
    for at_once in AT_ONCE:
        print(f"\n{at_once} at once")
        base = statistics.median(found[next(iter(VARIANTS)), at_once])
        for name in VARIANTS:
            median = statistics.median(found[name, at_once])
            print(f"  {median:6.3f} ms  {base / median:4.1f} x  {name}")


if __name__ == "__main__":
    main()
