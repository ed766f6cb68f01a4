"""The file beside the database: what is in it is read again, whatever becomes of the process, the disk or the file."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.storage.ledger import KEPT, Ledger, Tombstone, TombstoneKind, TransactionMark

ROOT = Path(__file__).parents[3]
NOW = 1_700_000_000.0
FIRST, SECOND = (TransactionMark(digit * 32, NOW) for digit in "ab")
WITHDRAWN = Tombstone(TombstoneKind.WITHDRAWN_LEAD, "derby", "VB-7K2M9Q4RST")
ERASED = Tombstone(TombstoneKind.ERASED_CHAT, "york", "9223372036854775807")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "bot.db.ledger"


def opened(path: Path) -> Ledger:
    ledger = Ledger(path)
    ledger.open()
    return ledger


def test_what_was_written_is_read_by_the_next_process(path):
    ledger = opened(path)
    assert (ledger.known, ledger.tombstones()) == (None, [])
    ledger.bury([WITHDRAWN], NOW)
    ledger.keep(FIRST)
    ledger.bury([ERASED, WITHDRAWN], NOW)
    ledger.keep(SECOND)
    assert opened(path).known == ledger.known == SECOND
    assert opened(path).tombstones() == [WITHDRAWN, ERASED]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ledger.trouble == ""


def test_a_look_makes_no_file(path):
    opened(path)
    assert not path.exists()


def test_several_processes_write_into_one_file(path):
    script = f"""
import sys
from pathlib import Path
from bot.storage.ledger import TombstoneKind, Ledger, TransactionMark, Tombstone
ledger = Ledger(Path(sys.argv[1]))
for number in range(100):
    ledger.bury([Tombstone(TombstoneKind.ERASED_LEAD, "derby", f"{{sys.argv[2]}}-{{number}}")], {NOW} + number * 3600)
    ledger.keep(TransactionMark(f"{{number:032x}}", {NOW} + number * 3600))
"""
    writers = [subprocess.Popen([sys.executable, "-c", script, str(path), name], cwd=ROOT) for name in "ab"]
    assert [each.wait(60) for each in writers] == [0, 0]
    assert {each.name for each in opened(path).tombstones()} == {f"{name}-{n}" for name in "ab" for n in range(100)}


def test_tombstones_go_when_no_backup_is_left_that_they_are_for(path):
    ledger = opened(path)
    ledger.bury([WITHDRAWN], NOW)
    ledger.bury([ERASED], NOW + 7200)
    ledger.keep(TransactionMark("c" * 32, NOW + KEPT))
    assert ledger.tombstones() == [WITHDRAWN, ERASED]
    ledger.keep(TransactionMark("d" * 32, NOW + KEPT + 3600))
    assert opened(path).tombstones() == [ERASED]
    assert b"VB-" not in path.read_bytes()
    assert opened(path).known == TransactionMark("d" * 32, NOW + KEPT + 3600)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("damage", [b"", b"\0" * 200, b"something else\n", b"valuation-bot ledger 1 torn"])
def test_a_damaged_file_costs_what_is_damaged(path, damage):
    ledger = opened(path)
    ledger.keep(FIRST)
    ledger.bury([WITHDRAWN], NOW)
    lines = path.read_bytes().split(b"\n", 1)[1]
    path.write_bytes(damage + b"\n" + lines)
    again = opened(path)
    assert (again.known, again.tombstones()) == (None, [WITHDRAWN])
    again.bury([ERASED], NOW)
    again.keep(SECOND)
    assert (opened(path).known, opened(path).tombstones()) == (SECOND, [WITHDRAWN, ERASED])


def test_a_torn_line_costs_only_itself(path):
    ledger = opened(path)
    ledger.keep(FIRST)
    ledger.bury([WITHDRAWN], NOW)
    with path.open("ab") as file:
        file.write(b'[1700000000, "erased_l')
    opened(path).bury([ERASED], NOW)
    assert opened(path).tombstones() == [WITHDRAWN, ERASED]


def test_a_file_that_cannot_be_written_is_said_once_and_written_later(path, caplog):
    path.parent.mkdir()
    path.mkdir()  # stands for whatever keeps a file from being written; root may write anywhere
    ledger = opened(path)
    with caplog.at_level(logging.ERROR):
        ledger.bury([WITHDRAWN], NOW)
        ledger.keep(FIRST)
    assert len([each for each in caplog.records if "the ledger cannot be used" in each.message]) == 1
    assert str(path) in ledger.trouble
    assert (ledger.known, ledger.tombstones()) == (FIRST, [WITHDRAWN]), "as far as this process goes"
    path.rmdir()
    ledger.bury([ERASED], NOW)
    assert ledger.trouble == ""
    assert opened(path).tombstones() == [WITHDRAWN, ERASED]


def test_a_tombstone_is_on_the_disk_before_it_is_relied_on(path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_ino))
    ledger = opened(path)
    ledger.bury([WITHDRAWN], NOW)
    assert path.stat().st_ino in synced
    assert path.parent.stat().st_ino in synced, "a file is in its folder for good only once that is synced as well"
