"""The warm-up leaves nothing to compute for the first person who writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CALLS = """
import sys

from conversations.flow.warm_up import warm_up
from conversations.languages import CATALOGUES
from support.person import FORM, Person


def calls():
    made = 0

    def count(frame, event, arg):
        nonlocal made
        made += event == "call"

    sys.setprofile(count)
    Person(language="en").says("how long does it take?")
    sys.setprofile(None)
    return made


warm_up(FORM, CATALOGUES)
print(calls(), calls())
"""


def _calls() -> tuple[int, int]:
    """Return how many functions the first and the second message of a process call."""
    path = f"{ROOT}:{ROOT / 'tests'}"
    done = subprocess.run(
        [sys.executable, "-c", CALLS], env={"PYTHONPATH": path}, check=True, capture_output=True, text=True
    )
    first, second = done.stdout.split()
    return int(first), int(second)


def test_the_first_message_after_the_warm_up_costs_no_more_than_another() -> None:
    first, second = _calls()
    assert first < 2 * second
