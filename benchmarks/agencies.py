"""A thousand agencies in one process: start-up, memory, idle CPU, and what one agency's flood costs the others.

``python -m benchmarks.agencies [--agencies 1000] [--flood 2000]``: runs ``python -m bot run`` against a minimal Bot API
server and Lead API in this process, which accept every token and key; all on 127.0.0.1. Latency is the time from the
delivery of an update to the arrival of its reply.
"""

# ruff: noqa: ASYNC220, ASYNC230, ASYNC240  files and processes are waited for on purpose: nothing else goes on

from __future__ import annotations

import argparse
import asyncio
import collections
import itertools
import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
FLOODING = 1


class Wire:
    """Both APIs, for every token and key. ``methods`` counts calls, ``at_once`` the most getMe and offices under way."""

    def __init__(self) -> None:
        self.methods: collections.Counter[str] = collections.Counter()
        self.polling: set[int] = set()
        self.asked = self.at_once = 0
        self.queues: dict[int, asyncio.Queue[dict]] = collections.defaultdict(asyncio.Queue)
        self.replied: dict[tuple[int, int], float] = {}
        self.handed: dict[tuple[int, int], float] = {}
        self.waiting: dict[tuple[int, int], asyncio.Future[float]] = {}
        self._numbers = itertools.count(1)

    def say(self, bot: int, chat: int, text: str) -> asyncio.Future[float]:
        """Let somebody write; the future has the seconds until the reply."""
        number = next(self._numbers)
        sender = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "en"}
        message = {
            "message_id": number,
            "date": 0,
            "from": sender,
            "chat": {"id": chat, "type": "private"},
            "text": text,
        }
        answered = self.waiting[bot, chat] = asyncio.get_running_loop().create_future()
        self.handed[bot, chat] = time.perf_counter()
        self.queues[bot].put_nowait({"update_id": number, "message": message})
        return answered

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                lines = head.split("\r\n")
                length = next((int(line[15:]) for line in lines if line.lower().startswith("content-length:")), 0)
                kind = next((line[13:].strip() for line in lines if line.lower().startswith("content-type:")), "")
                body = (await reader.readexactly(length)).decode() if length else ""
                params = json.loads(body) if "json" in kind and body else {k: v[0] for k, v in parse_qs(body).items()}
                answer = json.dumps(await self.answer(lines[0].split(" ")[1], params)).encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                    % (len(answer), answer)
                )
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def answer(self, path: str, params: dict) -> dict:
        if not path.startswith("/bot"):
            return await self.slowly({"data": [{"id": 1213, "name": "Derby"}]})
        token, method = path[4:].split("/")[:2]
        bot = int(token.partition(":")[0])
        self.methods[method] += 1
        match method:
            case "getUpdates":
                return {"ok": True, "result": await self.updates(bot, params)}
            case "getMe":
                return await self.slowly(
                    {"ok": True, "result": {"id": bot, "is_bot": True, "username": f"bot{bot}_bot"}}
                )
            case "getWebhookInfo":
                return {"ok": True, "result": {"url": ""}}
            case "sendMessage":
                chat = int(params["chat_id"])
                await asyncio.sleep(0.03)  # what Telegram takes
                if (answered := self.waiting.pop((bot, chat), None)) is not None:
                    answered.set_result(time.perf_counter() - self.handed[bot, chat])
                return {"ok": True, "result": {"message_id": next(self._numbers), "date": 0, "chat": {"id": chat}}}
            case _:
                return {"ok": True, "result": []}

    async def slowly(self, answer: dict) -> dict:
        self.asked += 1
        self.at_once = max(self.at_once, self.asked)
        await asyncio.sleep(0.05)
        self.asked -= 1
        return answer

    async def updates(self, bot: int, params: dict) -> list[dict]:
        self.polling.add(bot)
        queue = self.queues[bot]
        batch = []
        try:
            async with asyncio.timeout(float(params.get("timeout", 0))):
                batch.append(await queue.get())
        except TimeoutError:
            return []
        while not queue.empty() and len(batch) < 100:
            batch.append(queue.get_nowait())
        return batch


def usage(pid: int) -> tuple[float, float]:
    """Return CPU seconds so far and megabytes resident."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return (int(fields[11]) + int(fields[12])) / TICKS, pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def percentiles(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return (
        f"median {statistics.median(ordered) * 1000:.0f} ms, 95% {ordered[int(len(ordered) * 0.95)] * 1000:.0f} ms, "
        f"slowest {ordered[-1] * 1000:.0f} ms"
    )


async def quiet(wire: Wire, count: int, rounds: int, pause: float) -> list[float]:
    """Have one person at each of some agencies say hello, spread over time; return their latencies."""
    latencies: list[float] = []
    chats = itertools.count(5_000_000 + int(time.time()) % 1000 * 100_000)
    for _ in range(rounds):
        asked = [wire.say(bot, next(chats), "/start") for bot in range(2, count + 2)]
        latencies += await asyncio.wait_for(asyncio.gather(*asked), 120)
        await asyncio.sleep(pause)
    return latencies


async def measure(agencies: int, flood: int) -> None:
    wire = Wire()
    server = await asyncio.start_server(wire.serve, "127.0.0.1", 0, backlog=4096)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        tables = [
            f'[agency-{n}]\ntelegram_bot_token = "{n}:AAtoken{n}"\nlead_api_key = "key-{n}"\nagency_name = "Agency {n}"\n'
            f'privacy_url = "https://a{n}.example/privacy"\n'
            for n in range(1, agencies + 1)
        ]
        file = Path(folder, "agencies.toml")
        file.write_text("\n".join(tables))
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "AGENCIES": str(file),
            "TELEGRAM_API_URL": url,
            "LEAD_API_URL": url,
            "DATABASE_URL": f"sqlite:///{folder}/bot.db",
            "DATA_KEY": "off",
        }
        with Path(folder, "log").open("wb") as log:
            begun = time.perf_counter()
            bot = subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=folder, env=environment, stderr=log)
            try:
                await until(lambda: wire.polling, bot)
                print(f"the first of {agencies} agencies takes messages after {time.perf_counter() - begun:.1f} s")
                await until(lambda: len(wire.polling) == agencies, bot)
                cpu, memory = usage(bot.pid)
                print(f"all do after {time.perf_counter() - begun:.1f} s, {cpu:.1f} s of CPU, {memory:.0f} MB")
                print(f"at most {wire.at_once} were asked about at once")
                await asyncio.sleep(5)
                cpu, memory = usage(bot.pid)
                await asyncio.sleep(10)
                print(f"idle: {(usage(bot.pid)[0] - cpu) * 10:.1f} % of a core, {memory:.0f} MB")
                some = min(50, agencies - 1)
                print(f"{some} quiet agencies, nobody floods: {percentiles(await quiet(wire, some, 4, 0.2))}")
                print(f"one agency is flooded by {flood} people at once ...")
                cpu, begun = usage(bot.pid)[0], time.perf_counter()
                flooding = [wire.say(FLOODING, 900_000_000 + person, "/start") for person in range(flood)]
                meanwhile = await quiet(wire, some, 4, 0.2)
                left = sum(not each.done() for each in flooding)
                print(f"the same quiet agencies meanwhile: {percentiles(meanwhile)}; {left} of the flood still wait")
                theirs = await asyncio.wait_for(asyncio.gather(*flooding), 300)
                took = time.perf_counter() - begun
                print(f"the flood itself: {percentiles(theirs)}, answered in {took:.1f} s")
                changed = time.perf_counter()
                file.write_text(
                    "\n".join(tables[: agencies - 1])
                    + tables[0].replace("1", str(agencies + 1)).replace("agency-", "added-")
                )
                await until(lambda: len(wire.polling) == agencies + 1, bot)
                print(f"an agency is added after {time.perf_counter() - changed:.1f} s, {usage(bot.pid)[1]:.0f} MB")
                stopped = time.perf_counter()
                bot.send_signal(signal.SIGTERM)
                await asyncio.to_thread(bot.wait)
                print(f"stopped in {time.perf_counter() - stopped:.1f} s with code {bot.returncode}")
            finally:
                bot.kill()
                bot.wait()
            lines = Path(folder, "log").read_text().splitlines()
            bad = [line for line in lines if "DATA_KEY" not in line and "[info" not in line]
            print(f"{len(bad)} warnings and errors in the log", *bad[:5], sep="\n  ")
    server.close()


async def until(met, bot: subprocess.Popen[bytes]) -> None:
    async with asyncio.timeout(300):
        while not met():
            if bot.poll() is not None:
                raise SystemExit(f"the bot ended with code {bot.returncode}")
            await asyncio.sleep(0.02)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agencies", type=int, default=1000)
    parser.add_argument("--flood", type=int, default=2000, help="people who write to one agency at once")
    chosen = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4 * chosen.agencies + 512)), hard))
    asyncio.run(measure(chosen.agencies, chosen.flood))


if __name__ == "__main__":
    main()
