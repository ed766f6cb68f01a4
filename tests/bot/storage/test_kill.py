"""A process that is killed in the middle of its work loses nothing that it said was done."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from bot.storage.chats import chat_states
from bot.storage.encryption import FieldEncryption
from bot.storage.queues import inbox, outbox

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from bot.storage.chats import chat_states as chats; from bot.storage.queues import inbox; from bot.storage.queues import outbox
from bot.storage.database import Database

database = Database(sys.argv[1])
database.open()
for number in range(int(sys.argv[2]), 1_000_000):
    def job(tx):
        inbox.add(tx, [inbox.NewItem("derby", f"telegram:{number}", number % 7, "telegram", b"x" * (number % 5000))])
        chats.save(tx, [chats.SavedState("derby", number % 7, str(number) * (number % 900))])
        outbox.add(tx, [outbox.NewMessage("derby", number % 7, "message", str(number))])
    database.run_sync(job)
    print(number, flush=True)
"""


@pytest.fixture
def encryption():
    """In clear, as the processes that are killed are without a key."""
    return FieldEncryption()


def test_every_commit_that_was_told_is_there_and_every_transaction_is_whole(make, url):
    rng = random.Random()
    told = -1
    for _ in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, url, str(told + 1)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout
        with writer:
            try:
                for _ in range(rng.randrange(5, 60)):
                    told = int(writer.stdout.readline())
            finally:
                writer.kill()
            rest = writer.stdout.read().split("\n")[:-1]  # what it told before it died; the last line may be torn
        told = max([told, *map(int, rest)])

        database = make()
        database.open()
        if url.startswith("sqlite"):
            check = database.run_sync(lambda tx: tx.connection.exec_driver_sql("PRAGMA integrity_check").fetchall())
            assert check == [("ok",)]
        messages, items = database.run_sync(lambda tx: (_messages(tx), _keys(tx)))
        database.close()
        assert messages == sorted(items)
        assert set(range(told + 1)) <= set(messages)
        assert len(messages) <= told + 2, "at most one was committed and not told"
        told = messages[-1]


def _messages(tx):
    return [int(body) for (body,) in tx.connection.exec_driver_sql("SELECT body FROM outbox ORDER BY id")]


def _keys(tx):
    return [int(key.removeprefix("telegram:")) for (key,) in tx.connection.exec_driver_sql("SELECT key FROM inbox")]


@pytest.mark.parametrize("at", ["before the commit", "after it"])
def test_killed_inside_a_transaction(make, url, at):
    database = make()
    database.open()
    database.run_sync(lambda tx: inbox.add(tx, [inbox.NewItem("derby", "telegram:1", 1, "telegram", b"{}")]))
    database.close()
    turn = """
import os, sys
from bot.storage.chats import chat_states as chats; from bot.storage.queues import inbox; from bot.storage.queues import outbox
from bot.storage.database import Database
database = Database(sys.argv[1])
database.open()
def job(tx):
    (item,) = inbox.take(tx, 10)
    chats.save(tx, [chats.SavedState("derby", 1, "{}")])
    outbox.add(tx, [outbox.NewMessage("derby", 1, "message", "{}")])
    inbox.finish(tx, [item.id])
    if sys.argv[2] == "before the commit":
        os.kill(os.getpid(), 9)
database.run_sync(job)
os.kill(os.getpid(), 9)
"""
    killed = subprocess.run([sys.executable, "-c", turn, url, at], cwd=ROOT, check=False, timeout=60)
    assert killed.returncode == -9
    database.open()
    whole = (0, 1, 1) if at == "after it" else (1, 0, 0)
    assert whole == database.run_sync(
        lambda tx: (inbox.waiting(tx).count, len(chat_states.load(tx, [("derby", 1)])), outbox.waiting(tx).count)
    )
