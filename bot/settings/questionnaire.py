"""Questionnaire file named by ``QUESTIONNAIRE``: an agency's own questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.settings.problems import SettingsProblem
from bot.settings.toml import read_tables, unknown_keys
from conversations.form import OwnQuestion

OWN_QUESTIONS_MAX = 8
"""Maximum number of questions: questions and answers must fit the guide's 2,048 bytes for the questionnaire."""
OWN_TEXT_MAX, OWN_CHOICE_MAX, OWN_CHOICES_MAX = 100, 30, 8
"""Maximum characters of a question and of a choice (a phone's button), and maximum number of choices."""
_KEYS = ("text", "choices")
"""Allowed keys of a question."""


def read_questionnaire(path: Path) -> tuple[OwnQuestion, ...]:
    """Read the agency's questions from a TOML file: ``[[question]]`` tables with ``text`` and optional ``choices``.

    Raises :class:`SettingsProblem`.
    """
    listed, problems = read_tables("QUESTIONNAIRE", path, "question", OWN_QUESTIONS_MAX, _problem)
    if problems:
        raise SettingsProblem(problems)
    return tuple(OwnQuestion(each["text"], tuple(each.get("choices", ()))) for each in listed)


def _problem(question: dict[str, Any]) -> str:
    """Return the problem of a question; empty if there is none."""
    text, choices = question.get("text"), question.get("choices", [])
    if unknown := unknown_keys(question, _KEYS):
        return unknown
    if not isinstance(text, str) or not 1 <= len(text) <= OWN_TEXT_MAX:
        return f"needs a text of 1 to {OWN_TEXT_MAX} characters"
    if (
        not isinstance(choices, list)
        or len(choices) > OWN_CHOICES_MAX
        or not all(isinstance(choice, str) and 1 <= len(choice) <= OWN_CHOICE_MAX for choice in choices)
    ):
        return f"may have up to {OWN_CHOICES_MAX} choices of {OWN_CHOICE_MAX} characters"
    return ""
