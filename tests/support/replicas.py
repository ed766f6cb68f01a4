"""Processes that have a database open beside the test's own, as replicas do."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg

from bot.storage.backends.liveness import PRESENT
from bot.storage.queues.inbox import NewItem

ROOT = Path(__file__).parents[2]
REPLICA = """
import asyncio, time
from bot.storage.transaction import Queue
async def main():
    loop = asyncio.get_running_loop()
    replica = database.replica({queue: lambda queue=queue: print("woken", queue, time.time(), flush=True) for queue in Queue})
    async def work():
        print("leads", flush=True)
        await asyncio.Event().wait()
    await asyncio.gather(replica.run(), replica.lead(work))
asyncio.run(main())
"""
"""Keeps in touch with the others, and prints when it is woken and when it leads."""


def item(number: int, chat: int) -> NewItem:
    """Return an item of a chat of Derby Homes, told by its number."""
    return NewItem("derby", f"telegram:{number}", chat, "telegram", b"%d" % number)


def is_running(url: str) -> bool:
    """Return whether a replica has a session with the PostgreSQL database, by the lock that it holds there."""
    with psycopg.connect(url) as connection:
        held = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s AND database = ("
        current = "SELECT oid FROM pg_database WHERE datname = current_database())"
        return connection.execute(f"{held}{current}", [PRESENT]).fetchone() is not None


@contextlib.contextmanager
def process(url: str, script: str) -> Iterator[subprocess.Popen[str]]:
    """A process that runs ``script`` with an open ``database``; what it prints can be read line by line."""
    head = "import sys\nfrom bot.storage.database import Database\ndatabase = Database(sys.argv[1])\ndatabase.open()\n"
    running = subprocess.Popen([sys.executable, "-c", head + script, url], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with running:
        try:
            yield running
        finally:
            running.kill()


async def says(running: subprocess.Popen[str], words: str) -> str:
    """Wait for a line that begins with these words; returns it."""
    assert running.stdout is not None
    async with asyncio.timeout(30):
        while not (told := (await asyncio.to_thread(running.stdout.readline)).strip()).startswith(words):
            assert told, "it ended"
    return told
