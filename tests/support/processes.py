"""The bot's real processes, as tests start, watch and end them. What they write is kept, and read for what no log may say."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from support.forked import ForkServer
from support.log_proof import LogProof
from support.waiting import PATIENCE, eventually

ROOT = Path(__file__).resolve().parents[2]
BARE = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)}
"""An environment without settings."""
_FAULT = re.compile(
    r"traceback|exception|a batch failed|an item failed|could not be written|\[(?:error|critical) *\]", re.IGNORECASE
)
"""What a log says only when something went wrong in the bot itself, or needs somebody."""


class Handle(Protocol):
    """What :class:`subprocess.Popen` and :class:`support.forked.Forked` have in common."""

    pid: int

    def poll(self) -> int | None: ...

    def send_signal(self, number: int, /) -> None: ...


class BotProcess:
    """One process of the bot. ``stdout`` and ``stderr`` are what it has written so far."""

    def __init__(self, handle: Handle, command: str, output: tuple[Path, Path]) -> None:
        self.command = command
        self.handle = handle
        self._output = output

    @property
    def stdout(self) -> str:
        return self._output[0].read_text(errors="replace")

    @property
    def stderr(self) -> str:
        return self._output[1].read_text(errors="replace")

    async def says(self, words: str, *, times: int = 1) -> None:
        """Wait until its standard error has these words, so many times."""
        await eventually(
            lambda: self.stderr.count(words) >= times, lambda: f"{words!r} in the log of {self.command}:\n{self.stderr}"
        )

    async def prints(self, words: str) -> None:
        """Wait until its standard output has these words."""
        await eventually(lambda: words in self.stdout, lambda: f"{words!r} from {self.command}:\n{self.stdout}")

    async def ends(self, patience: float = PATIENCE) -> int:
        """Wait for its end; returns its exit code, or minus the signal that ended it."""
        await eventually(
            lambda: self.handle.poll() is not None, lambda: f"the end of {self.command}:\n{self.stderr}", patience
        )
        code = self.handle.poll()
        assert code is not None
        return code

    async def stop(self, patience: float = PATIENCE) -> int:
        """Ask it to end, as a service manager does."""
        self.handle.send_signal(signal.SIGTERM)
        return await self.ends(patience)

    async def kill(self) -> None:
        """kill -9, and wait until it is gone. Harmless if it has ended."""
        self.handle.send_signal(signal.SIGKILL)
        await self.ends()

    async def dies(self) -> None:
        """Wait until its plan has killed it."""
        assert await self.ends() == -signal.SIGKILL, self.stderr


class Launcher:
    """Starts processes in a new and empty folder below ``folder``, with ``settings`` and no others in their environment."""

    def __init__(self, folder: Path, settings: Mapping[str, str], forks: ForkServer) -> None:
        self.settings = dict(settings)
        self.folder = folder / "empty"
        self.folder.mkdir()
        self.output = folder / "output"
        self.output.mkdir()
        self._forks = forks
        self.processes: list[BotProcess] = []
        self.personal: set[str] = set()
        """What people told in this test and no log may tell again."""
        self.chats: set[int] = set()
        """The chats of this test: no log names one."""
        self.faults_expected = False
        """Whether this test makes the bot say that something is wrong."""

    async def start(
        self,
        *command: str,
        plan: Mapping[str, Any] | None = None,
        settings: Mapping[str, str | None] | None = None,
        typed: str = "",
        interpreter: bool = False,
    ) -> BotProcess:
        """Start ``python -m bot COMMAND`` (``run`` if none is given), with ``typed`` for its standard input.

        ``settings`` come on top of the usual ones, ``None`` takes one away. The process is forked, which saves the second
        of its imports (see forked.py), and bent by ``plan`` (see bent.py). With ``interpreter`` it is Python that is
        started, as people do it: once for each command, and where the way into the process is what is tested.
        """
        command = command or ("run",)
        chosen = {**self.settings, **(settings or {})}
        environment = BARE | {name: value for name, value in chosen.items() if value is not None}
        number = len(self.processes)
        output = (self.output / f"{number}.out", self.output / f"{number}.err")
        given = self.output / f"{number}.in"
        given.write_text(typed)
        with given.open("rb") as stdin, output[0].open("wb") as stdout, output[1].open("wb") as stderr:
            handle: Handle
            if interpreter:
                assert plan is None, "only a forked process is bent"
                handle = subprocess.Popen(
                    [sys.executable, "-m", "bot", *command],
                    cwd=self.folder,
                    env=environment,
                    stdin=stdin,
                    stdout=stdout,
                    stderr=stderr,
                )
            else:
                request = {
                    "plan": plan or {},
                    "command": command,
                    "folder": str(self.folder),
                    "environment": environment,
                }
                handle = self._forks.start(request, [stdin, stdout, stderr])
        started = BotProcess(handle, " ".join(command), output)
        self.processes.append(started)
        return started

    async def end_all(self) -> None:
        """Kill what still runs."""
        for each in self.processes:
            await each.kill()

    def problems(self, secrets: Iterable[str], proof: LogProof) -> list[str]:
        """Read what all processes wrote. Returns what no process may write, and whether there was nothing to read."""
        problems = []
        wanted = [*secrets, *self.personal]
        for each in self.processes:
            # The output of these is the conversation itself, and the address of a made-up person's.
            written = each.stderr if each.command.startswith(("chat", "demo")) else each.stderr + each.stdout
            proof.read(f"process.{each.command}", written)
            lower = written.lower()
            problems += [f"{each.command} wrote {value!r}" for value in wanted if value.lower() in lower]
            problems += [
                f"{each.command} wrote a chat's id"
                for chat in self.chats
                if re.search(rf"(?<!line )\b{chat}\b", written)
            ]
            if not self.faults_expected and (found := _FAULT.search(written)):
                problems.append(f"{each.command} wrote {found[0]!r}:\n{written}")
        ran = [each for each in self.processes if each.command == "run"]
        if ran and not any(each.stderr for each in ran):
            problems.append("nothing was read from any process, so nothing is proven")
        return problems


async def health_says(bots: Launcher, code: int, words: str = "", settings: Mapping[str, str] | None = None) -> None:
    """Wait until ``health`` ends with this exit code and these words: it reads what the bot noted at its last heartbeat."""
    last = "nothing"

    async def said() -> bool:
        nonlocal last
        health = await bots.start("health", settings=settings)
        last = f"{await health.ends()}: {health.stderr}"
        return health.handle.poll() == code and words in health.stderr

    await eventually(said, lambda: f"exit code {code} of health and {words!r}; last it was {last}")


def forms_of(value: str) -> set[str]:
    """The forms in which a log could say a personal value: as typed, without spaces, and a phone's in E.164."""
    forms = {value, "".join(value.split())}
    digits = re.sub(r"\D", "", value)
    if digits.startswith("07"):
        forms |= {digits, digits[1:]}
    return forms
