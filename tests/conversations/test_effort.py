"""How much people have to send, as the page says it; more of it would be a step back."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from support.effort import ALL_AT_ONCE, QUESTION_BY_QUESTION, Someone, effort_of, efforts

ROOT = Path(__file__).parents[2]


def test_the_median_person_sends_no_more_than_this() -> None:
    by_question, at_once = efforts()
    assert by_question.median <= 10
    assert at_once.median <= 3


@pytest.mark.parametrize("someone", [*QUESTION_BY_QUESTION, *ALL_AT_ONCE], ids=lambda someone: someone.what)
def test_nobody_sends_many_more(someone: Someone) -> None:
    assert effort_of(someone).sent <= (5 if someone.first else 11)


def test_a_sale_takes_no_more_than_this() -> None:
    asked, by_link = map(effort_of, QUESTION_BY_QUESTION[:2])
    assert asked.sent <= 9
    assert asked.messages <= 11
    assert asked.words <= 220
    assert by_link.sent <= 8
    assert by_link.messages <= 10
    assert by_link.words <= 217
    assert effort_of(ALL_AT_ONCE[0]).words <= 190


def test_the_page_says_what_was_counted() -> None:
    spec = importlib.util.spec_from_file_location("effort", ROOT / "tools" / "effort.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert (ROOT / "docs" / "effort.md").read_text(encoding="utf-8") == tool.page(), "run 'make docs'"
