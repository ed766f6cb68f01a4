"""The bot, bent: a command of ``python -m bot`` with a plan carried out in its process.

A plan is a mapping, every part optional:

``kill``
    ``{"point": "bot.storage.queues.inbox.add", "when": "before", "nth": 1, "armed_by": "07986", "only": "sendMessage"}``: end the
    process as kill -9 does, before or after the n-th call of a function, or when the transaction of that call is
    ``committed``. Calls count once an item whose body holds the text ``armed_by`` comes into the inbox, and where ``only``
    is given, those whose first argument it is.
``set``
    ``{"bot.lead_api.results.PROBE_FIRST": 0.2}``: other constants, so that no test waits for minutes.
``cap``
    ``{"bot.telegram.backoff.delay": 0.2}``: functions that return seconds, and the most that they are to return.
``fail``
    ``["bot.turns.batch.step"]``: functions that raise instead, as a bug of ours would, quoting all their arguments.
``ahead``
    seconds by which the process's clock is ahead (behind, if negative).
``disk``
    the path of a file that says what is wrong with the database's disk; see disk.py, which has a better way on Linux.
``hang``
    ``{"bot.turns.batch.step": "Wow!!!"}``: functions that hang if this text is in one of their arguments: in a pattern with
    exponential backtracking, which holds the interpreter's lock for longer than anybody waits.
``say``
    text for standard error.
``loud``
    true: every logger at DEBUG, those of libraries too, whatever the settings say.

The product's own code has no hooks for tests; this is where they are.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import logging
import os
import re
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any


def main(plan: Mapping[str, Any], command: Sequence[str]) -> int:
    """Carry out ``plan`` and run ``command``; returns the exit code."""
    for place, value in plan.get("set", {}).items():
        owner, name = _find(place)
        getattr(owner, name)  # a constant that was renamed is not to be missed in silence
        setattr(owner, name, value)
    for place, most in plan.get("cap", {}).items():
        _patch(place, functools.partial(_capped, most=most))
    for place in plan.get("fail", ()):
        _patch(place, _failing)
    if "ahead" in plan:
        time.time = functools.partial(_moved, time.time, plan["ahead"])
    if "disk" in plan:
        _patch(
            "bot.storage.backends.sqlite.SqliteFile.transact", functools.partial(_on_a_disk, switch=Path(plan["disk"]))
        )
    for place, text in plan.get("hang", {}).items():
        _patch(place, functools.partial(_hanging, text=text))
    sys.stderr.write(plan.get("say", ""))
    if "kill" in plan:
        _Killer(**plan["kill"]).lie_in_wait()
    if plan.get("loud"):
        _turn_up()
    cli = importlib.import_module("bot.commands.cli")
    return int(cli.main(command))


def _find(place: str) -> tuple[Any, str]:
    """Return the module or class that holds ``place``, and its name there."""
    path, name = place.rsplit(".", 1)
    try:
        return importlib.import_module(path), name
    except ModuleNotFoundError:
        path, owner = path.rsplit(".", 1)
        return getattr(importlib.import_module(path), owner), name


class _Killer:
    def __init__(self, point: str, when: str, nth: int = 1, armed_by: str = "", only: str = "") -> None:
        self._point = point
        self._when = when
        self._left = nth
        self._armed_by = armed_by.encode()
        self._only = only
        self._armed = not armed_by
        self._at_commit = False

    def lie_in_wait(self) -> None:
        _patch(self._point, self._around)
        if self._when == "committed":
            for backend in ("sqlite.SqliteFile", "postgresql.PostgresqlServer"):
                _patch(f"bot.storage.backends.{backend}.transact", self._around_transaction)
        # Last, so that the item that arms is seen before its own call is counted.
        _patch("bot.storage.queues.inbox.add", self._around_arrival)

    def _hit(self, args: tuple[Any, ...]) -> bool:
        if not self._armed or (self._only and self._only not in args[:2]):
            return False
        self._left -= 1
        return self._left == 0

    def _around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        if inspect.iscoroutinefunction(call):

            @functools.wraps(call)
            async def async_call(*args: Any, **named: Any) -> Any:
                hit = self._hit(args)
                if hit and self._when == "before":
                    _die()
                result = await call(*args, **named)
                if hit:
                    _die()
                return result

            return async_call

        @functools.wraps(call)
        def sync_call(*args: Any, **named: Any) -> Any:
            hit = self._hit(args)
            if hit and self._when == "before":
                _die()
            result = call(*args, **named)
            if hit and self._when == "committed":
                self._at_commit = True
            elif hit:
                _die()
            return result

        return sync_call

    def _around_transaction(self, transact: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(transact)
        def committed(*args: Any) -> Any:
            result = transact(*args)
            if self._at_commit:
                _die()
            return result

        return committed

    def _around_arrival(self, add: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(add)
        def arrival(tx: Any, items: Any) -> Any:
            self._armed = self._armed or any(self._armed_by in item.body for item in items)
            return add(tx, items)

        return arrival


def _patch(place: str, wrap: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    owner, name = _find(place)
    setattr(owner, name, wrap(getattr(owner, name)))


def _capped(call: Callable[..., float], most: float) -> Callable[..., float]:
    @functools.wraps(call)
    def capped(*args: Any, **named: Any) -> float:
        return min(call(*args, **named), most)

    return capped


def _failing(call: Callable[..., Any]) -> Callable[..., Any]:
    def fail(*args: Any, **named: Any) -> Any:
        raise RuntimeError(f"quoted: {args!r} {named!r}")

    if not inspect.iscoroutinefunction(call):
        return functools.wraps(call)(fail)

    @functools.wraps(call)
    async def fail_later(*args: Any, **named: Any) -> Any:
        fail(*args, **named)

    return fail_later


def _moved(clock: Callable[[], float], seconds: float) -> float:
    return clock() + seconds


def _on_a_disk(transact: Callable[..., Any], switch: Path) -> Callable[..., Any]:
    """Have transactions that wrote something fail at their end, with SQLite's error for what ``switch`` says."""
    errors = {"full": sqlite3.SQLITE_FULL, "failing": sqlite3.SQLITE_IOERR_FSYNC}

    @functools.wraps(transact)
    def transaction(file: Any, job: Callable[[Any], Any]) -> Any:
        def and_fails(tx: Any) -> Any:
            before = tx.driver.total_changes
            result = job(tx)
            code = errors.get(switch.read_text())
            if code is not None and tx.driver.total_changes != before:
                error = sqlite3.OperationalError("the disk is bent")
                error.sqlite_errorcode = code
                raise error
            return result

        return transact(file, and_fails)

    return transaction


def _hanging(call: Callable[..., Any], text: str) -> Callable[..., Any]:
    @functools.wraps(call)
    def hang(*args: Any, **named: Any) -> Any:
        if text in repr((args, named)):
            re.match("(x+)+$", "x" * 60 + "!")
        return call(*args, **named)

    return hang


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _turn_up() -> None:
    logs = importlib.import_module("bot.logging.log_setup")
    configure = logs.configure

    @functools.wraps(configure)
    def loudly(*args: Any, **named: Any) -> None:
        configure(*args, **named)
        logging.getLogger().setLevel(logging.DEBUG)
        for name in list(logging.root.manager.loggerDict):
            logging.getLogger(name).setLevel(logging.NOTSET)
        logging.getLogger("bot.loud").debug("the lowest level is open")

    vars(logs)["configure"] = loudly
