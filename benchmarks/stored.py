"""Stores that already hold many conversations, created without running a bot, to measure the cost of growth.

A stored conversation is what a finished one leaves behind: for this bot its state, its delivered lead and the keys of its
eleven updates; for the peers only the answers.
"""

from __future__ import annotations

import json
import pickle
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.contestants import free_port, wait_for_port
from benchmarks.form import STEPS

FIRST_CHAT = 1_000_000
FIRST_UPDATE = 100_000_000
"""Nine digits, as Telegram's have; below those of the benchmark's own people."""
BASE = 1000
"""Conversations that are stored one by one; larger stores hold copies of these, under numbers of their own."""
CHUNK = 500

ANSWERS = {
    "sale_or_let": "vendor",
    "name": "Marla Singer",
    "phone": "07986 {n:06}",
    "email": "cloud{n}@cloud.com",
    "address": "123 Example Street, Derby",
    "postcode": "DE1 1JX",
    "bedrooms": "bedrooms_4",
    "type": "type_semi",
}


def _answers(number: int) -> dict[str, str]:
    return {key: value.format(n=number % 1_000_000) for key, value in ANSWERS.items()}


def store_conversations(database: Any, count: int) -> None:
    """Store finished conversations in an open :class:`~bot.storage.database.Database`, through its own code."""
    from bot.core.serialization import STATE  # noqa: PLC0415  the peers' environment has none of these
    from bot.storage.chats import chat_states  # noqa: PLC0415
    from bot.storage.leads import lead_queue  # noqa: PLC0415
    from bot.storage.queues import inbox  # noqa: PLC0415
    from bot.storage.transaction import Transaction  # noqa: PLC0415
    from conversations.events import LeadStatus  # noqa: PLC0415
    from conversations.lead import LeadType, Name  # noqa: PLC0415
    from conversations.state import Answer, State, Valued  # noqa: PLC0415

    said: dict[str, str | int | Name] = {
        "sale_or_let": LeadType.VENDOR,
        "name": Name("Marla", "Singer"),
        "address": "123 Example Street, Derby",
        "postcode": "DE1 1JX",
        "bedrooms": 4,
        "property_type": "semi-detached",
    }

    def store(tx: Transaction, numbers: range) -> None:
        states, items = [], []
        for number in numbers:
            chat = FIRST_CHAT + number
            values = {**said, "phone": f"+447986{number % 1_000_000:06}", "email": f"cloud{number}@cloud.com"}
            answers = {key: Answer(value, message="5") for key, value in values.items()}
            reference = f"VB-{number:010}"
            state = STATE.encode(State(Valued(reference, answers), language="en", revision=12))
            states.append(chat_states.SavedState("default", chat, state))
            lead_queue.put(tx, lead_queue.NewLead("default", chat, reference, state))
            items += [
                inbox.NewItem(
                    "default", f"telegram:{FIRST_UPDATE + number * len(STEPS) + step}", chat, "telegram", b"{}"
                )
                for step in range(len(STEPS))
            ]
        chat_states.save(tx, states)
        inbox.add(tx, items)
        for job in lead_queue.take(tx, len(numbers), 60.0):
            settled = lead_queue.LeadResult(job.reference, job.agency, LeadStatus.DELIVERED)
            lead_queue.record_result(tx, settled, job.attempt)
        for _ in STEPS:
            inbox.finish(tx, [item.id for item in inbox.take(tx, len(numbers))])

    for begin in range(0, count, CHUNK):
        numbers = range(begin, min(count, begin + CHUNK))
        database.run_sync(lambda tx, numbers=numbers: store(tx, numbers))


def sqlite(folder: Path, count: int) -> None:
    """This bot's database, through its own storage code. ``count``: if above :data:`BASE`, a multiple of it."""
    from bot.storage.database import Database  # noqa: PLC0415  the peers' environment has none of it

    database = Database(f"sqlite:///{folder}/bot.db")
    database.open()
    try:
        store_conversations(database, min(count, BASE))
    finally:
        database.close()
    if count > BASE:
        _multiply(folder / "bot.db", count)


_COPIED = {
    "chats": {"chat_id": "chat_id + shift"},
    "leads": {
        "id": "",
        "chat_id": "chat_id + shift",
        "reference": "printf('VB-%010d', substr(reference, 4) + shift)",
    },
    "inbox": {"id": "", "key": f"printf('telegram:%d', substr(key, 10) + shift * {len(STEPS)})"},
}
"""What of a stored conversation is not the same in all, by table: how a copy's is made, or empty for what numbers itself."""


def _multiply(file: Path, count: int) -> None:
    """Make ``count`` conversations of the first ``BASE``, which the bot's own code stored: a million take a minute or two."""
    database = sqlite3.connect(file, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = 0")
        for table, made in _COPIED.items():
            columns = [f'"{row[1]}"' for row in database.execute(f"PRAGMA table_info({table})")]
            own = {f'"{name}"': expression for name, expression in made.items()}
            copied = [name for name in columns if own.get(name, name)]
            last = database.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
            database.execute("BEGIN")
            database.execute(
                f"WITH RECURSIVE copies(shift) AS (SELECT {BASE} UNION ALL SELECT shift + {BASE} FROM copies "
                f"WHERE shift + {BASE} < {count}) "
                f"INSERT INTO {table} ({', '.join(copied)}) "
                f"SELECT {', '.join(own.get(name, f'{table}.{name}') for name in copied)} "
                f"FROM copies CROSS JOIN {table} WHERE {table}.rowid <= {last} ORDER BY shift, {table}.rowid"
            )
            database.execute("COMMIT")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        database.close()


def pickled(folder: Path, count: int) -> None:
    """PicklePersistence's file."""
    data = {
        "conversations": {"form": {}},
        "user_data": {FIRST_CHAT + number: _answers(number) for number in range(count)},
        "chat_data": {},
        "bot_data": {},
        "callback_data": None,
    }
    with (folder / "form.pickle").open("wb") as file:
        pickle.dump(data, file)


def redis(folder: Path, count: int) -> None:
    """Redis' snapshot, with the keys that aiogram's RedisStorage makes."""
    port = free_port()
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for_port(port)
        pipe = subprocess.Popen(
            ["redis-cli", "-p", str(port), "--pipe"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        assert pipe.stdin is not None
        for command in _redis_commands(count):
            pipe.stdin.write(command)
        pipe.stdin.close()
        pipe.wait(600)
        subprocess.run(["redis-cli", "-p", str(port), "SAVE"], check=True, stdout=subprocess.DEVNULL)
    finally:
        server.terminate()
        server.wait(60)


def _redis_commands(count: int) -> Iterator[bytes]:
    for number in range(count):
        chat = FIRST_CHAT + number
        words = [b"SET", f"fsm:{chat}:{chat}:data".encode(), json.dumps(_answers(number)).encode()]
        yield b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%b\r\n" % (len(word), word) for word in words)


STORES: dict[str, Callable[[Path, int], None]] = {"sqlite": sqlite, "aiogram": redis, "ptb": pickled}


def made(name: str, folder: Path, count: int) -> float:
    """Create a contestant's store; return the seconds that it took."""
    began = time.perf_counter()
    if count:
        STORES[name](folder, count)
    return time.perf_counter() - began


def size(folder: Path) -> int:
    """Return bytes on disk, without logs and the like."""
    kept = (".db", ".db-wal", ".pickle", ".rdb", ".aof")
    return sum(path.stat().st_size for path in folder.rglob("*") if path.name.endswith(kept))
