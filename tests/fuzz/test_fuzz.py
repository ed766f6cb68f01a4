"""A small run of the fuzzer, always the same; ``make fuzz`` has large ones."""

import re

import pytest
from fuzz import texts
from fuzz.run import Plan, run


@pytest.mark.parametrize("polling", [False, True], ids=["webhook", "polling"])
async def test_nothing_is_unhandled_and_honest_people_are_served(polling, forks):
    found = await run(Plan("small", 240, polling=polling, slices=2), forks)
    assert found.problems == []
    assert found.leads == 3
    assert found.set_aside, "some of it was unreadable, so the run was worth something"


def test_no_text_is_much_work():
    found = texts.run("small", 100, lambda _: None)
    assert found.too_slow == []
    assert len(found.seconds) == 100
    assert "slowest:" in found.table()


def test_a_text_that_is_much_work_is_told(monkeypatch):
    monkeypatch.setattr(texts, "said_at", lambda _, text: re.search(r"(x+)+$", "x" * 40 + "!" + text))
    monkeypatch.setattr(texts, "STOPPED", 0.2)
    found = texts.run("small", 2, lambda _: None)
    assert len(found.too_slow) == 2
    assert "PROBLEM" in found.table()
