"""Questionnaire file named by ``QUESTIONNAIRE``: an agency's own questions."""

from __future__ import annotations

from pathlib import Path

from bot.settings.problems import SettingsProblem
from bot.settings.toml import read_toml
from conversations.form import OwnQuestion

OWN_QUESTIONS_MAX = 8
"""Maximum number of questions: questions and answers must fit the guide's 2,048 bytes for the questionnaire."""
OWN_TEXT_MAX, OWN_CHOICE_MAX, OWN_CHOICES_MAX = 100, 30, 8
"""Maximum characters of a question and of a choice (a phone's button), and maximum number of choices."""
_KEYS = frozenset({"text", "choices"})
"""Allowed keys of a question."""


def read_questionnaire(path: Path) -> tuple[OwnQuestion, ...]:
    """Read the agency's questions from a TOML file: ``[[question]]`` tables with ``text`` and optional ``choices``.

    Raises :class:`SettingsProblem`.
    """
    table = read_toml("QUESTIONNAIRE", path)
    listed = table.get("question")
    if not isinstance(listed, list) or not 1 <= len(listed) <= OWN_QUESTIONS_MAX or len(table) != 1:
        raise SettingsProblem([f"QUESTIONNAIRE: {path} has to hold 1 to {OWN_QUESTIONS_MAX} [[question]] tables"])
    questions, problems = [], []
    for number, each in enumerate(listed, start=1):
        if not isinstance(each, dict):
            problems.append(f"QUESTIONNAIRE: question {number} has to be a table")
            continue
        unknown = sorted(each.keys() - _KEYS)
        if unknown:
            problems.append(
                f"QUESTIONNAIRE: question {number} does not know {', '.join(unknown)}; it may have text and choices"
            )
            continue
        text, choices = each.get("text"), each.get("choices", [])
        if not isinstance(text, str) or not 1 <= len(text) <= OWN_TEXT_MAX:
            problems.append(f"QUESTIONNAIRE: question {number} needs a text of 1 to {OWN_TEXT_MAX} characters")
        elif (
            not isinstance(choices, list)
            or len(choices) > OWN_CHOICES_MAX
            or not all(isinstance(choice, str) and 1 <= len(choice) <= OWN_CHOICE_MAX for choice in choices)
        ):
            problems.append(
                f"QUESTIONNAIRE: question {number} may have up to {OWN_CHOICES_MAX} choices of {OWN_CHOICE_MAX} characters"
            )
        else:
            questions.append(OwnQuestion(text, tuple(choices)))
    if problems:
        raise SettingsProblem(problems)
    return tuple(questions)
