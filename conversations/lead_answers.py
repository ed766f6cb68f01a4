"""Conversion between answers and the attributes of a lead, by the catalogue of questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from conversations.answers.reading import Value
from conversations.form import Form
from conversations.lead import Lead
from conversations.questions import OWN, QUESTIONS, SKIPPED
from conversations.state import Answer


def attributes(form: Form, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Return the lead attributes, by name, for ``answers``."""
    made: dict[str, Any] = {}
    notes = {key: answer.note for key, answer in answers.items() if answer.note}
    own: list[tuple[str, str]] = []
    for key in form.questions:
        value, question = answers[key].value, form.question(key)
        if value == SKIPPED:
            continue
        if key.startswith(OWN):
            own.append((question.text, str(value)))
        elif question.field:
            made[question.field] = question.to_lead(value)
        else:
            notes[key] = str(value)
    if title := made.pop("title", ""):
        made["name"] = replace(made["name"], title=title)
    return {**made, "notes": notes, "questionnaire": tuple(own)}


def answers_of(lead: Lead) -> Iterator[tuple[str, Value]]:
    """Yield the answers in a lead as question key and value, in the order of the catalogue."""
    for key, question in QUESTIONS.items():
        held = getattr(lead, question.field, "") if question.field else lead.notes.get(key, "")
        value = question.of_lead(held) if held != "" else ""
        if value != "":
            yield key, value
