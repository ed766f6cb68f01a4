"""How far an event brought a form: what an agency counts to see where people stop.

Each step is told once for a form, however often somebody goes back and forth: it is read off what the state holds before
and after the event, and a state holds an answer once. What becomes of a lead afterwards is told by whoever delivers it.
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
    """An answer was not understood; told each time."""
    REVIEWED = "reviewed"
    CONSENTED = "consented"
    DECLINED = "declined"
    """Nothing was sent; told each time, since a form can be taken up again."""


@dataclass(frozen=True, slots=True)
class Step:
    """Step of a form. ``took``: with a consent, the time since the form began."""

    stage: Stage
    question: str = ""
    took: timedelta | None = None


def steps_between(form: Form, before: State, after: State, commands: Collection[Command]) -> list[Step]:
    """Return the steps between two states of a conversation; ``before`` may be of an older form."""
    was, now = before.phase, after.phase
    if isinstance(now, Ended):
        return [Step(Stage.DECLINED)] if now.reason == "declined" and isinstance(was, Collecting) else []
    sent = next((each.lead for each in commands if isinstance(each, SendLead)), None)
    if sent is not None:
        if not isinstance(was, Collecting) or was.reference:
            return []  # a refused lead that was put right: its consent was counted when it was first given
        began = was.began_at
        return [Step(Stage.CONSENTED, took=None if began is None else max(after.at - began, timedelta()))]
    if not isinstance(now, Collecting) or now.reference:
        return []
    if isinstance(was, Ended) and was.answers == now.answers:
        return []  # taken up again
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
