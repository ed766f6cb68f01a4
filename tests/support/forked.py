"""Processes of the bot without the second that its imports take: forked from one that has them behind it, and a conversation.

A forked process is a real one: its own pid, memory, files and threads, and kill -9 ends it as any other. Nothing runs in
the parent but this server: no thread, no event loop, no open database. ``python forked.py SOCKET`` serves until its
standard input ends.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import mimetypes
import os
import random
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

if __name__ == "__main__":  # as a script it is not in a package
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import bent


class ForkServer:
    """The server as tests use it. ``folder`` is for its socket: a short path, for the kernel's sake."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._address = str(folder / "fork")
        self._server = subprocess.Popen(
            [sys.executable, __file__, self._address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=dict(environment),
        )
        assert self._server.stdout is not None
        assert self._server.stdout.readline() == b"ready\n"

    def start(self, request: Mapping[str, Any], files: Sequence[IO[bytes]]) -> Forked:
        """Fork one; ``files`` become its standard input, output and error."""
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self._address)
        socket.send_fds(connection, [json.dumps(request).encode() + b"\n"], [file.fileno() for file in files])
        return Forked(connection)

    def stop(self) -> None:
        """End the server. Its children are ended by whoever started them."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()


@contextlib.contextmanager
def fork_server(environment: Mapping[str, str]) -> Iterator[ForkServer]:
    """A server for the block, with ``environment``."""
    with tempfile.TemporaryDirectory() as folder:
        server = ForkServer(Path(folder), environment)
        try:
            yield server
        finally:
            server.stop()


class Forked:
    """A forked process, with the few methods of :class:`subprocess.Popen` that tests need."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._code: int | None = None
        self.pid = int(self._line())
        connection.setblocking(False)

    def poll(self) -> int | None:
        """Return its exit code, minus the signal that ended it, or ``None`` while it runs."""
        if self._code is None:
            try:
                self._code = os.waitstatus_to_exitcode(int(self._line()))
            except BlockingIOError:
                return None
            self._connection.close()
        return self._code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def _line(self) -> bytes:
        # Ten characters at once: a number and spaces.
        return self._connection.recv(10, socket.MSG_WAITALL)


_IMPORTED = (
    "bot.commands.cli",
    "bot.storage.migrations.env",
    "alembic.command",
    "alembic.config",
    "anyio._backends._asyncio",
    "httpcore",
    "phonenumbers.data.region_GB",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.PpmImagePlugin",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite",
)
"""What the bot imports at its start, and what it and its libraries import when they first need it."""


def _serve(address: str) -> None:
    for name in _IMPORTED:
        try:
            importlib.import_module(name)
        except (ImportError, AttributeError, NameError):  # only a matter of speed
            continue
    mimetypes.init()
    with contextlib.suppress(Exception):  # only a matter of speed; tests/upgrade/make.py has other versions of the bot
        _warm_up()
    gc.collect()
    gc.freeze()  # what all processes have in common stays in memory that they share
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the keepers
    while listener in select.select([listener, sys.stdin], [], [])[0]:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _keep(connection)
        connection.close()


def _warm_up() -> None:
    """Do what the bot does at its start or at first use and then keeps: compile patterns, read the certificates of TLS."""
    person = importlib.import_module("support.person").Person()
    person.reaches_sent()
    catalogues = importlib.import_module("conversations.languages").CATALOGUES
    importlib.import_module("conversations.flow.warm_up").warm_up(person.form, catalogues)
    importlib.import_module("bot.core.outbound").tls_context()


def _keep(connection: socket.socket) -> None:
    """Fork the process that is asked for, and tell its pid and, in the end, its wait status. Never returns."""
    body, files, _, _ = socket.recv_fds(connection, 1 << 20, 3)
    while not body.endswith(b"\n"):
        body += connection.recv(1 << 20)
    pid = os.fork()
    if pid == 0:
        connection.close()
        _become(json.loads(body), files)
    connection.sendall(b"%10d" % pid)
    _, status = os.waitpid(pid, 0)
    connection.sendall(b"%10d" % status)
    os._exit(0)


def _become(request: Mapping[str, Any], files: Sequence[int]) -> None:
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    if "SSL_CERT_FILE" in os.environ:
        importlib.import_module("bot.core.outbound").tls_context.cache_clear()
    random.seed()
    code = 1
    try:
        code = bent.main(request["plan"], request["command"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001  as the interpreter does at the end of a process
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve(sys.argv[1])
