"""Taking answers: what a message says to the question asked, and what it volunteers or corrects besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.answers.name import MISSING
from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.commands import Line
from conversations.form import Form
from conversations.intents import Intent
from conversations.lead import Name
from conversations.prompts import asked, part, shown_answer
from conversations.questions import OWN, SKIPPED
from conversations.state import Answer, Collecting, Pending, State
from conversations.taps import Action, Tap
from conversations.turn import Turn, say, with_button
from conversations.volunteered import HARD, find

FAILURES_BEFORE_HELP = 3
"""After so many answers in a row that were not understood, an example and a way out are offered."""

LISTED_FROM = 2
"""More answers than this in one message are shown as a list."""

Found = Mapping[str, Understood]
"""Answers by question key, in the order in which they are to be shown."""


def listen(form: Form, state: State, phase: Collecting, key: str, text: str) -> tuple[Reading, Found]:
    """Return what ``text`` says to the question ``key``, and what it says to others.

    What makes sense as an answer by itself is one; beside it only what cannot be mistaken is taken. Otherwise what is
    left of the text without the other answers may be one.
    """
    reading = _read(form, state, phase, key, text)
    if form.question(key).optional:
        return reading, {}  # mostly free text: what it mentions is part of it
    heard = find(text)
    others = {other: found for other, found in heard.found.items() if other != key and _news(form, phase, other, found)}
    if isinstance(reading, Understood) and key not in heard.found:
        others = {other: found for other, found in others.items() if other in HARD and other not in reading.also}
        if not others:
            return reading, {}
    if key in heard.found:
        return heard.found[key], others
    if others and heard.rest:
        left = _read(form, state, phase, key, heard.rest)
        reading = left if not isinstance(left, Refused) else reading
    if isinstance(reading, Unclear):
        # One doubt at a time: the rest is asked in its turn.
        return reading, {other: found for other, found in others.items() if other in HARD}
    return reading, others


def corrections(form: Form, phase: Collecting, text: str) -> Found:
    """Return the answers in ``text`` that differ from those given: "no, it's 4 bedrooms"."""
    return {key: found for key, found in find(text).found.items() if _news(form, phase, key, found)}


def _news(form: Form, phase: Collecting, key: str, found: Understood) -> bool:
    given = phase.answers.get(key)
    return key in form.questions and (given is None or given.value != found.value)


def _read(form: Form, state: State, phase: Collecting, key: str, text: str) -> Reading:
    question, pending = form.question(key), phase.pending
    if question.complete is not None and pending is not None and pending.keep is not None and not pending.likely:
        return question.complete(pending.keep.value, text)
    return question.read(text, state.at)


def answer(
    form: Form, state: State, phase: Collecting, key: str, reading: Reading, message: str, others: Found | None = None
) -> Turn:
    """Take, offer back or refuse what was read for the question ``key``; ``others`` are taken with it."""
    others = others or {}
    match reading:
        case Understood():
            return take(form, state, phase, {key: reading, **others}, message)
        case Unclear(reason, likely, keep):
            before = _with(form, phase, others, message) if others else phase
            pending = Pending(key, reason.value, likely, keep)
            moved = replace(before, pending=pending, failures=0, reviewed=False, consent_shown="")
            return say(form, replace(state, phase=moved, revision=state.revision + 1))
        case Refused(reason):
            if others:
                return take(form, state, phase, others, message)
            return refuse(form, state, phase, key, Line(reason.value))


def take(
    form: Form, state: State, phase: Collecting, found: Found, message: str, *, before: tuple[Line, ...] = ()
) -> Turn:
    """Keep these answers, show what was understood after ``before``, and go on. Any consent given before is void."""
    complete = _with(form, phase, found, message)
    changed = [key for key, given in complete.answers.items() if phase.answers.get(key) != given] or list(found)
    new = sorted(changed, key=form.questions.index)
    after = replace(state, phase=complete, revision=state.revision + 1)
    if len(new) > LISTED_FROM and not asked(form, complete):
        return say(form, after, *before)  # the review that follows shows them all
    if len(new) > LISTED_FROM:
        shown = tuple(Line("noted.answer", {"answer": shown_answer(complete, key)}) for key in new)
        return say(form, after, *before, Line("noted", {"answers": shown}))
    return say(form, after, *before, *(_got(complete, key, changed=key in phase.answers) for key in new))


def _with(form: Form, phase: Collecting, found: Found, message: str) -> Collecting:
    """``phase`` with these answers in it, and what came along with them."""
    answers = dict(phase.answers)
    for key, reading in found.items():
        answers[key] = Answer(reading.value, reading.note, message)
        for other, value in reading.also.items():
            if other in form.questions and form.question(other).valid(value) and other not in found:
                answers[other] = Answer(value, message=message)
    given = answers.get("name")
    if "title" in form.questions and "title" not in answers and given is not None and isinstance(given.value, Name):
        answers |= {"title": Answer(given.value.title)} if given.value.title else {}
    editing = "" if phase.editing in found else phase.editing
    return replace(phase, answers=answers, editing=editing, pending=None, reviewed=False, consent_shown="", failures=0)


def _got(phase: Collecting, key: str, *, changed: bool) -> Line:
    given = phase.answers[key].value
    if given == SKIPPED:
        return Line("skipped")
    if changed:
        return Line("edit.changed", {"answer": shown_answer(phase, key)})
    if isinstance(given, Name):
        known = given.first != MISSING
        return (
            Line("name.got", {"first": given.first})
            if known
            else Line("answer.got", {"answer": shown_answer(phase, key)})
        )
    return Line("own.got" if key.startswith(OWN) else f"{key}.got", {"answer": shown_answer(phase, key)})


def refuse(form: Form, state: State, phase: Collecting, key: str, why: Line) -> Turn:
    """Say ``why`` nothing was taken, and ask again; from the third time on with an example and a way out."""
    failures = phase.failures + 1
    after = replace(state, phase=replace(phase, pending=None, failures=failures))
    if failures < FAILURES_BEFORE_HELP:
        return say(form, after, why)
    turn = say(form, after, why, part(form, key, "example"), Line("way_out"))
    turn = with_button(turn, Line("button.talk"), Tap(Action.GO, state.revision, "", Intent.TALK))
    return with_button(turn, Line("button.cancel"), Tap(Action.GO, state.revision, "", Intent.CANCEL))
