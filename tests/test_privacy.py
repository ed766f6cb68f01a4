"""Every duty of ``docs/privacy.md`` has something built and tests that are really there, each named after it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_faults import TEST, known

from bot.core.agency import Retention

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if re.match(r"\| \d+\. ", line)
]


def test_there_are_fifteen_duties() -> None:
    assert [str(number) for number in range(1, 16)] == [row[0].partition(".")[0] for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:40] for row in ROWS])
def test_a_duty_is_built_and_has_tests_that_exist(row: list[str]) -> None:
    duty, built, tests = row
    assert built
    named = TEST.findall(tests)
    number = int(duty.partition(".")[0])
    assert TEST.sub("", tests).strip(", ") == "", "something else than tests is named"
    assert [f"{file}::{name}" for file, name in named if name not in known(file)] == []
    assert any(f"_{number:02}_" in name for _, name in named), "no test is named after it"


def test_every_test_of_a_duty_is_in_the_table() -> None:
    found = set()
    for path in (ROOT / "tests").rglob("test_dut*.py"):
        file = str(path.relative_to(ROOT))
        found |= {f"{file}::{name}" for name in known(file) if name.startswith("test_duty_")}
    assert len(found) >= 20
    assert {each for each in found if each not in PAGE} == set()


def test_the_times_are_those_of_the_code() -> None:
    times = {
        "KEY_RETENTION_DAYS": Retention().keys,
        "RETENTION_DAYS": Retention().conversations,
        "LEAD_RETENTION_DAYS": Retention().leads,
        "SET_ASIDE_RETENTION_DAYS": Retention().set_aside,
    }
    for setting, days in times.items():
        (row,) = [line for line in PAGE.splitlines() if line.endswith(f"| `{setting}` |")]
        assert f"{days} days" in row, setting


def test_how_long_backups_live_is_documented() -> None:
    running = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    backups = running[running.index("**Backups.**") :].partition("\n\n")[0]
    assert re.search(r"\d+ days", backups)
