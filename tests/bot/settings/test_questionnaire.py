"""The file of an agency's own questions, read: each table is one, and everything that is wrong is told at once."""

from __future__ import annotations

import pytest

from bot.settings.problems import SettingsProblem
from bot.settings.questionnaire import read_questionnaire
from conversations.form import OwnQuestion


@pytest.fixture
def read(tmp_path):
    def read_(written: str) -> tuple[OwnQuestion, ...]:
        file = tmp_path / "questions.toml"
        file.write_text(written, encoding="utf-8")
        return read_questionnaire(file)

    return read_


def test_questions_with_and_without_choices(read) -> None:
    written = "[[question]]\ntext = 'Any parking?'\nchoices = ['Yes', 'No']\n[[question]]\ntext = 'What else?'\n"
    assert read(written) == (OwnQuestion("Any parking?", ("Yes", "No")), OwnQuestion("What else?"))


def test_the_longest_that_may_be(read) -> None:
    choices = [f"{number:030}" for number in range(8)]
    written = f"[[question]]\ntext = '{'x' * 100}'\nchoices = {choices}\n" * 8
    assert read(written) == (OwnQuestion("x" * 100, tuple(choices)),) * 8


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "has to hold 1 to 8 [[question]] tables"),
        ("question = 'Any parking?'", "has to hold 1 to 8 [[question]] tables"),
        ("[[question]]\ntext = 'x'\n" * 9, "has to hold 1 to 8 [[question]] tables"),
        ("[[question]]\ntext = 'x'\n[more]", "has to hold 1 to 8 [[question]] tables"),
        ("question = ['Any parking?']", "question 1 has to be a table"),
        ("[[question]]\ntext = 5", "question 1 needs a text of 1 to 100 characters"),
        ("[[question]]\ntext = ''", "question 1 needs a text of 1 to 100 characters"),
        (f"[[question]]\ntext = '{'x' * 101}'", "question 1 needs a text of 1 to 100 characters"),
        (
            "[[question]]\ntext = 'x'\nchoises = ['Yes']\nask = 1",
            "question 1 does not know ask, choises; it may have text, choices",
        ),
        ("[[question]]\ntext = 'x'\nchoices = 'Yes'", "question 1 may have up to 8 choices of 30 characters"),
        ("[[question]]\ntext = 'x'\nchoices = ['']", "question 1 may have up to 8 choices of 30 characters"),
        (f"[[question]]\ntext = 'x'\nchoices = ['{'x' * 31}']", "question 1 may have up to 8 choices of 30 characters"),
        (f"[[question]]\ntext = 'x'\nchoices = {['x'] * 9}", "question 1 may have up to 8 choices of 30 characters"),
    ],
)
def test_a_bad_questionnaire_is_one_sentence(read, written, said) -> None:
    with pytest.raises(SettingsProblem) as caught:
        read(written)
    (problem,) = caught.value.problems
    assert problem.startswith("QUESTIONNAIRE: ")
    assert problem.endswith(said)


def test_all_bad_questions_are_reported_at_once(read) -> None:
    with pytest.raises(SettingsProblem) as caught:
        read("[[question]]\ntext = 1\n[[question]]\ntext = 'x'\n[[question]]\nchoices = ['Yes']\n")
    assert [each.split()[2] for each in caught.value.problems] == ["1", "3"]
