"""`health` is run every few seconds, so it may cost next to nothing."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from bot.core.heartbeat_file import Heartbeat
from support.processes import BARE

OWN = {
    "bot",
    "bot.commands",
    "bot.commands.health",
    "bot.core",
    "bot.core.heartbeat_file",
    "bot.settings",
    "bot.settings.locations",
}
PLAIN = {"argparse", "asyncio", "dataclasses", "logging", "socket", "sqlite3"}
"""Parts of the standard library that cost more than the command itself."""


@pytest.mark.parametrize("from_a_file", [False, True])
def test_it_imports_next_to_nothing(tmp_path: Path, *, from_a_file: bool) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    if from_a_file:
        (tmp_path / ".env").write_text(f'DATABASE_URL="{url}"\n')
    with contextlib.closing(Heartbeat(tmp_path / "bot.db.heartbeat")) as heartbeat:
        heartbeat.beat()
        health = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "bot", "health"],
            cwd=tmp_path,
            env=BARE if from_a_file else {**BARE, "DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )
    imported = {line.rpartition("|")[2].strip() for line in health.stderr.splitlines()}
    assert health.returncode == 0, health.stderr
    assert {name for name in imported if name.partition(".")[0] == "bot"} == OWN
    assert not imported & {"pydantic", "sqlalchemy", "conversations"}
    if not from_a_file:
        assert not imported & PLAIN
        assert len(imported) < 100
