"""Scene: the state of the conversation at which a text arrives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from conversations.answers.reading import Reading
from conversations.form import Form
from conversations.languages import vocabulary
from conversations.questions import Question
from conversations.state import Answer, Collecting, Pending, Refusal, State
from conversations.understanding.candidates import Heard
from conversations.understanding.utterance import Utterance


class Place(StrEnum):
    """Place of the conversation; each has a ranking of its own."""

    FIRST = "first"
    """Before the first message."""
    QUESTION = "question"
    """At a question, or at readings of an answer offered back."""
    REVIEW = "review"
    CONSENT = "consent"
    AFTER = "after"
    """After a lead was sent, before or after its outcome."""
    ENDED = "ended"
    """After the person cancelled, declined or withdrew."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Scene of a text. ``key`` is the current question, empty without one."""

    form: Form
    state: State
    place: Place
    key: str = ""
    read: dict[str, Heard] = field(default_factory=dict, compare=False)
    """Answers heard to the current question, by text: a cache for several producers."""

    @property
    def collecting(self) -> Collecting:
        """The form being filled in, or an empty one."""
        return self.state.phase if isinstance(self.state.phase, Collecting) else Collecting()

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The current answers."""
        return self.collecting.answers

    @property
    def pending(self) -> Pending | None:
        """The readings offered back, if any."""
        return self.collecting.pending

    @property
    def question(self) -> Question:
        """The current question; raises :class:`KeyError` without one."""
        return self.form.question(self.key)

    @property
    def at(self) -> datetime:
        """Time of the text (UTC)."""
        return self.state.at

    def reading(self, key: str, text: str) -> Reading:
        """Return the reading of ``text`` for the question ``key``."""
        return self.form.question(key).read(text, self.at, vocabulary(self.state.language))

    def was_refused(self, said: Utterance) -> bool:
        """Return whether the text repeats the last one refused at the same question."""
        return self.collecting.refused == Refusal.of(self.key, said.raw)
