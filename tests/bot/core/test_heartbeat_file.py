"""The heartbeat's file: what `health` reads of a process that lives, hangs or has ended."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.core import heartbeat_file
from bot.core.heartbeat_file import Heartbeat, path_of, problem_of

ROOT = Path(__file__).parents[3]
BEATER = """
import sys, time
from pathlib import Path
from bot.core.heartbeat_file import Heartbeat
Heartbeat(Path(sys.argv[1])).beat()
print("beating", flush=True)
time.sleep(60)
"""
NOBODY = "No bot is running on this database."


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "bot.db.heartbeat"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("sqlite:///data/bot.db", "data/bot.db.heartbeat"),
        ("sqlite:////var/bot.db", "/var/bot.db.heartbeat"),
        ("postgresql://bot:pass%2Fword@db.example/the%20bot?sslmode=require", "ledgers/the%2520bot.heartbeat"),
    ],
)
def test_it_lies_beside_the_database_or_among_the_ledgers(url, wanted):
    assert path_of(url, Path("ledgers")) == Path(wanted)


def test_other_databases_have_none():
    with pytest.raises(ValueError, match="begins neither"):
        path_of("mysql://bot/bot", Path("data"))


def test_a_living_process_is_well_until_it_says_otherwise_or_falls_silent(path, monkeypatch):
    assert problem_of(path) == NOBODY
    assert not path.parent.exists(), "looking makes no file"
    with contextlib.closing(Heartbeat(path)) as beating:
        assert problem_of(path) == "The bot has just started."
        beating.beat()
        assert problem_of(path) == ""
        beating.beat("The disk is full: ł")
        assert problem_of(path) == "The disk is full: ł"
        beating.beat()
        now = time.monotonic()
        monkeypatch.setattr(time, "monotonic", lambda: now + 61.0)
        assert problem_of(path) == "The bot has given no sign of life for 61 seconds."
    assert problem_of(path) == NOBODY
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_killed_process_is_not_running(path):
    beater = subprocess.Popen([sys.executable, "-c", BEATER, path], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with beater:
        assert beater.stdout
        assert beater.stdout.readline() == "beating\n"
        assert problem_of(path) == ""
        beater.kill()
    assert problem_of(path) == NOBODY


def test_every_process_of_the_machine_counts_and_none_of_another(path, monkeypatch):
    with contextlib.closing(Heartbeat(path)) as one, contextlib.closing(Heartbeat(path)) as other:
        one.beat()
        other.beat("The database does not answer.")
        assert problem_of(path) == "The database does not answer."
        monkeypatch.setattr(os, "uname", lambda: os.uname_result(("Linux", "elsewhere", "", "", "")))
        assert problem_of(path) == NOBODY
        one.beat()
        assert problem_of(path) == ""


def test_a_long_problem_fits_and_a_later_one_leaves_nothing_of_it(path):
    with contextlib.closing(Heartbeat(path)) as beating:
        beating.beat("ł" * 10_000)
        assert problem_of(path) == "ł" * 600
        beating.beat("short")
        assert problem_of(path) == "short"
        assert path.stat().st_size == 4096


def test_it_is_written_over_what_is_there_and_needs_no_room(path, monkeypatch):
    with contextlib.closing(Heartbeat(path)) as beating:
        blocks = path.stat().st_blocks
        for _ in range(3):
            beating.beat("The disk is full.")
        assert path.stat().st_blocks == blocks


def test_what_is_being_written_is_read_again(path, monkeypatch):
    with contextlib.closing(Heartbeat(path)) as beating:
        beating.beat()
        whole = path.read_bytes()
        parts = [whole[:20], whole]
        monkeypatch.setattr(os, "pread", lambda *_: parts.pop(0))
        assert problem_of(path) == ""


def test_no_more_processes_than_there_are_files(path, monkeypatch):
    monkeypatch.setattr(heartbeat_file, "PROCESSES_MAX", 1)
    with contextlib.closing(Heartbeat(path)), pytest.raises(OSError, match="1 processes have one already"):
        Heartbeat(path)
