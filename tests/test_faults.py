"""Every fault in ``docs/faults.md`` has a policy, a place in the code, and a test that is really there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("|") and not re.match(r"\| (fault|---)", line)
]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@cache
def known(file: str) -> frozenset[str]:
    path = ROOT / file
    if not path.exists():
        return frozenset()
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, functions))


def test_there_are_faults() -> None:
    assert len(ROWS) >= 30


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:60] for row in ROWS])
def test_a_fault_has_a_policy_a_place_and_tests_that_exist(row: list[str]) -> None:
    fault, policy, place, tests = row
    assert all((fault, policy, place))
    named = TEST.findall(tests)
    assert named, "no test"
    assert TEST.sub("", tests).strip(", ") == "", "something else than tests is named"
    assert [f"{file}::{name}" for file, name in named if name not in known(file)] == []


def test_the_review_names_tests_that_exist() -> None:
    named = TEST.findall((ROOT / "docs" / "security-review.md").read_text(encoding="utf-8"))
    assert len(named) >= 10
    assert [f"{file}::{name}" for file, name in named if name not in known(file)] == []
