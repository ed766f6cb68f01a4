"""Producer of days and hours for a visit or a call, typed in place of a button."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.answers.appointment import named
from conversations.answers.refusal import denies
from conversations.answers.text import words
from conversations.understanding.candidates import Candidate, Evidence, Kind, Schedule
from conversations.understanding.scene import Scene
from conversations.understanding.utterance import Utterance

_WORDS_AT_MOST = 12
"""Maximum number of words of an answer; a longer text is about something else."""

_OTHER_DAYS = ("button.other_day", "button.move_visit")
"""Labels of the buttons that lead to other days."""


def slots(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the day, the hours or both that answer the last message: "Tuesday afternoon", "10am"; or the wish for other days."""
    asked = scene.state.slot_asked
    if asked is None:
        return
    if said.words in (tuple(words(said.catalogue.sentences[label])) for label in _OTHER_DAYS):
        yield Candidate(Kind.SLOT, Evidence.CLEAR, Schedule())
    if len(said.words) > _WORDS_AT_MOST or any(denies(said.raw, of) for of in said.assent.no):
        return
    day, within = named(said.bare, scene.at)
    if day is not None:
        yield Candidate(Kind.SLOT, Evidence.CLEAR, Schedule(day.isoformat(), within))
    elif within is not None and not asked.standing:
        yield Candidate(Kind.SLOT, Evidence.CLEAR, Schedule(asked.day, within))
