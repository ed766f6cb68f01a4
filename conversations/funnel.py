"""Funnel: how far forms get, counted for the agency to see where people stop.

Each step counts once per form, however often somebody goes back and forth: it is derived from the states before and after
the event, and a state holds an answer once. The outcome of a lead is counted where it is delivered.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from conversations.commands import Command, SendLead
from conversations.flow.prompts import asked
from conversations.form import Form
from conversations.state import Collecting, Ended, State


class Stage(StrEnum):
    """Stage of a form. :attr:`ANSWERED` and :attr:`REFUSED` belong to one question each."""

    STARTED = "started"
    ANSWERED = "answered"
    REFUSED = "refused"
    """An answer was not understood; counted each time."""
    REVIEWED = "reviewed"
    CONSENTED = "consented"
    DECLINED = "declined"
    """Consent was declined; counted each time, since a form can be resumed."""


@dataclass(frozen=True, slots=True)
class Step:
    """Step of a form. ``took``: for a consent, the time since the form began."""

    stage: Stage
    question: str = ""
    took: timedelta | None = None


def steps_between(form: Form, before: State, after: State, commands: Collection[Command]) -> list[Step]:
    """Return the steps between two states of a conversation; ``before`` may belong to an older form."""
    was, now = before.phase, after.phase
    if isinstance(now, Ended):
        return [Step(Stage.DECLINED)] if now.reason == "declined" and isinstance(was, Collecting) else []
    sent = next((each.lead for each in commands if isinstance(each, SendLead)), None)
    if sent is not None:
        if not isinstance(was, Collecting) or was.reference:
            return []  # a corrected lead after a refusal: its consent was counted the first time
        began = was.began_at
        return [Step(Stage.CONSENTED, took=None if began is None else max(after.at - began, timedelta()))]
    if not isinstance(now, Collecting) or now.reference:
        return []
    if isinstance(was, Ended) and was.answers == now.answers:
        return []  # resumed
    if not isinstance(was, Collecting) or was.began_at != now.began_at:
        return [Step(Stage.STARTED), *_answered(form, now.answers)]
    steps = _answered(form, now.answers.keys() - was.answers.keys())
    if now.ever_reviewed and not was.ever_reviewed:
        steps.append(Step(Stage.REVIEWED))
    if now.failures > was.failures:
        key = was.pending.question if was.pending is not None else asked(form, was)
        steps.append(Step(Stage.REFUSED, key))
    return steps


def _answered(form: Form, keys: Collection[str]) -> list[Step]:
    return [Step(Stage.ANSWERED, key) for key in form.questions if key in keys]
