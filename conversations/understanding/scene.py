"""Scene: where in a conversation a text was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from conversations.form import Form
from conversations.questions import Question
from conversations.state import Answer, Collecting, Ended, Pending, Refusal, State
from conversations.understanding.candidates import Heard
from conversations.understanding.utterance import Utterance


class Place(StrEnum):
    """A place of the conversation with a ranking of its own."""

    FIRST = "first"
    """Nothing has been said yet."""
    QUESTION = "question"
    """A question is asked, or readings of an answer are offered back."""
    REVIEW = "review"
    CONSENT = "consent"
    AFTER = "after"
    """A lead is on its way, or its outcome was told."""
    ENDED = "ended"
    """Cancelled, declined or withdrawn."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The state that a text meets. ``key`` is the question asked, empty where none is."""

    form: Form
    state: State
    place: Place
    key: str = ""
    read: dict[str, Heard] = field(default_factory=dict, compare=False)
    """What was heard for the question asked, by text: several producers look at it."""

    @property
    def phase(self) -> Collecting | None:
        """The form being filled in, if one is."""
        return self.state.phase if isinstance(self.state.phase, Collecting) else None

    @property
    def collecting(self) -> Collecting:
        """The form being filled in; an empty one where none is."""
        return self.state.phase if isinstance(self.state.phase, Collecting) else Collecting()

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers that stand."""
        return self.collecting.answers

    @property
    def pending(self) -> Pending | None:
        """The readings offered back, if any are."""
        return self.collecting.pending

    @property
    def question(self) -> Question:
        """The question asked; raises :class:`KeyError` where none is."""
        return self.form.question(self.key)

    @property
    def at(self) -> datetime:
        """When the text was said (UTC)."""
        return self.state.at

    def was_refused(self, said: Utterance) -> bool:
        """Return whether the text was the last to be refused, at the same question."""
        return self.collecting.refused == Refusal.of(self.key, said.raw)

    @property
    def ended(self) -> bool:
        """Whether the form was given up."""
        return isinstance(self.state.phase, Ended)
