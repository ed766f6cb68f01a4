"""The proof that no log carries personal data: every line that the suite logs is read, whatever its level or logger.

The handler is the one that the bot runs with, so what it hides and whom it silences counts. All loggers are open down to
DEBUG, but for the libraries that this handler does not hear below WARNING: SQLAlchemy would log every row for nobody.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass, field

from bot.logging.log_setup import RedactingHandler, quieten

CANARIES = re.compile(
    r"marla|singer|0?7986[ -]?000[ -]?000|cloud9(?:@|%40)|123[ +]example|de1[ +]?1jx"
    r"|\d{5,}(?::|%3a)(?=[\w-]*[a-z])[\w-]{10,}"  # a bot token
    r"|canary|sandbox-(?:token|key)",  # the keys and tokens that tests use have one of these words in them
    re.IGNORECASE,
)
"""Values that tests use as a person's and as secrets; none of them is ever a word of ours."""

ENOUGH_TESTS = 1000
"""So many tests of the shell cannot have run without one line from it."""


@dataclass
class Readings:
    """What was read: lines by top-level logger, leaks as "where: which logger and level"."""

    lines: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    alive: bool = True

    def problems(self, shell_tests: int) -> list[str]:
        """Return why the proof does not stand, given how many tests of ``bot`` ran; empty if it does."""
        problems = [f"personal data in a log: {leak}" for leak in self.leaks]
        if not self.alive:
            problems.append("the log proof stopped reading: something removed or deafened its handler")
        if shell_tests >= ENOUGH_TESTS and not self.lines["bot"]:
            problems.append(f"the log proof read nothing from the bot in {shell_tests} tests of it")
        return problems


class LogProof(RedactingHandler):
    """The bot's handler on the root logger, writing to a reader instead of stderr."""

    def __init__(self) -> None:
        super().__init__(io.StringIO(), "text")
        self.readings = Readings()
        self.where = "before the first test"

    def attach(self) -> None:
        """Hear everything from now on, also what an earlier test turned off."""
        root = logging.getLogger()
        if self not in root.handlers:
            root.addHandler(self)
        root.setLevel(logging.DEBUG)
        quieten()

    def emit(self, record: logging.LogRecord) -> None:
        """Read a record's line as it would stand in the log."""
        try:
            line = self.format(record)
        except Exception:  # noqa: BLE001  the bot's handler shows no value then: the same here
            line = record.name
        self.read(record.name, line, record.levelname)

    def read(self, name: str, text: str, level: str = "stderr") -> None:
        """Read a text from elsewhere too, such as the stderr of a process under the name of that process."""
        self.readings.lines[name.partition(".")[0]] += 1
        found = CANARIES.search(text)
        if found:
            self.readings.leaks.append(f"{self.where}: logger {name}, level {level}, {found[0]!r}")

    def check_alive(self) -> None:
        """Say a canary through a logger of its own and see that it is heard."""
        leaks = len(self.readings.leaks)
        logging.getLogger("log_proof").debug("%s", "canary")
        self.readings.alive = len(self.readings.leaks) == leaks + 1
        del self.readings.leaks[leaks:]
