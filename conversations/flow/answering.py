"""Taking answers: store, offer back or refuse the answers heard in a message."""

from __future__ import annotations

from msgspec.structs import replace

from conversations.answers.name import MISSING
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.commands import Line
from conversations.flow.prompts import asked, go, part, shown_answer
from conversations.flow.turn import Turn, say, with_button
from conversations.form import Form
from conversations.intents import Intent
from conversations.languages import catalogue
from conversations.languages.render import words
from conversations.lead import Name
from conversations.questions import OWN, SKIPPED, Trait
from conversations.state import Answer, Collecting, Pending, Refusal, State
from conversations.understanding.candidates import Found, Heard
from conversations.understanding.standing import Reason as Change

FAILURES_BEFORE_HELP = 3
"""Number of answers in a row not understood after which an example and a way out are offered."""

LISTED_FROM = 2
"""Number of answers in one message above which they are shown as a list."""

APPROXIMATE = "approximate"
"""Note on a postcode of the site or a neighbour; the agency sees it in ``meta``."""


def answer(
    form: Form,
    state: State,
    phase: Collecting,
    key: str,
    heard: Heard,
    message: str,
    before: tuple[Line, ...] = (),
    text: str = "",
) -> Turn:
    """Take, offer back or refuse the answer to the question ``key`` heard in ``text``, and take the other answers in it.

    The lines ``before`` come first.
    """
    reading, others = heard.reading, heard.others
    match reading:
        case Understood():
            found = {key: reading, **others}
            return take(form, state, phase, found, message, before=before, doubt=heard.doubt, said=text)
        case Unclear(reason, likely, keep):
            filled = _with(form, phase, others, message) if others else phase
            pending = Pending(key, reason.value, likely, keep)
            offered = reason == Change.CHANGE
            moved = replace(filled, pending=pending, failures=0, reviewed=filled.reviewed and offered, consent_shown="")
            return say(form, state.revised(phase=moved), *before)
        case Refused(reason):
            if others or heard.doubt is not None:
                noted = replace(phase, refused=Refusal.of(key, text))
                return take(form, state, noted, others, message, before=before, doubt=heard.doubt)
            return refuse(form, state, phase, key, Line(reason.value), text)


def take(
    form: Form,
    state: State,
    phase: Collecting,
    found: Found,
    message: str,
    *,
    before: tuple[Line, ...] = (),
    doubt: Pending | None = None,
    said: str | None = "",
) -> Turn:
    """Store the answers ``found``, show them after the lines ``before``, and go on.

    A consent question shown before is outdated. The reading in ``doubt`` is offered back first. An answer is not shown if it
    is all of the text ``said``; ``None``: a button was tapped, whose label shows it.
    """
    complete = _with(form, phase, found, message)
    if doubt is not None and (doubt.reason == Change.CHANGE or doubt.question not in complete.answers):
        complete = replace(complete, pending=doubt)
    changed = [key for key, given in complete.answers.items() if phase.answers.get(key) != given] or list(found)
    new = sorted(changed, key=form.questions.index)
    after = state.revised(phase=complete)
    if len(new) > LISTED_FROM and not asked(form, complete):
        return say(form, after, *before)  # the review shows them all
    if len(new) > LISTED_FROM:
        shown = tuple(Line("noted.answer", {"answer": shown_answer(complete, key)}) for key in new)
        return say(form, after, *before, Line("noted", {"answers": shown}))
    if new == ["address", "postcode"] and phase.answers.keys().isdisjoint(new):
        whole = Line("address.with_postcode", {key: shown_answer(complete, key) for key in new})
        shown = () if _in_letters(form, after, whole) == _letters(said or "") else (whole,)
        return say(form, after, *before, *shown)
    told = (
        _got(complete, key, changed=key in phase.answers) for key in new if not _as_said(form, state, after, key, said)
    )
    return say(form, after, *before, *told)


def _as_said(form: Form, before: State, after: State, key: str, said: str | None) -> bool:
    """Return whether the answer to ``key`` is new and equals ``said``, ignoring case, spaces and punctuation."""
    was, phase = before.phase, after.phase
    if not isinstance(was, Collecting) or not isinstance(phase, Collecting):
        return False
    if form.question(key).traits & Trait.ACKNOWLEDGED or key in was.answers or phase.answers[key].value == SKIPPED:
        return False
    return said is None or _in_letters(form, after, shown_answer(phase, key)) == _letters(said)


def _in_letters(form: Form, state: State, line: Line) -> str:
    return _letters(words(line, form, catalogue(state.language)))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _with(form: Form, phase: Collecting, found: Found, message: str) -> Collecting:
    """Return ``phase`` with these answers and the other answers found with them."""
    answers = dict(phase.answers)
    for key, reading in found.items():
        note = APPROXIMATE if key == "postcode" and phase.no_postcode else reading.note
        answers[key] = Answer(reading.value, note, message)
        for other, value in reading.also.items():
            if other in form.questions and form.question(other).valid(value) and other not in found:
                answers[other] = Answer(value, message=message)
    given = answers.get("name")
    if "title" in form.questions and "title" not in answers and given is not None and isinstance(given.value, Name):
        answers |= {"title": Answer(given.value.title)} if given.value.title else {}
    editing = "" if phase.editing in found else phase.editing
    return replace(
        phase,
        answers=answers,
        editing=editing,
        pending=None,
        reviewed=False,
        consent_shown="",
        failures=0,
        refused=None if phase.refused is None or phase.refused.question in answers else phase.refused,
    )


def _got(phase: Collecting, key: str, *, changed: bool) -> Line:
    given = phase.answers[key].value
    if given == SKIPPED:
        return Line("skipped")
    if changed:
        return Line("edit.changed", {"answer": shown_answer(phase, key)})
    if isinstance(given, Name):
        unknown = given.first == MISSING
        return (
            Line("answer.got", {"answer": shown_answer(phase, key)})
            if unknown
            else Line("name.got", {"first": given.first})
        )
    return Line("own.got" if key.startswith(OWN) else f"{key}.got", {"answer": shown_answer(phase, key)})


def refuse(form: Form, state: State, phase: Collecting, key: str, why: Line, text: str) -> Turn:
    """Say ``why`` ``text`` is no answer, and ask again; from the third time on with an example and a way out."""
    failures = phase.failures + 1
    after = replace(state, phase=replace(phase, pending=None, failures=failures, refused=Refusal.of(key, text)))
    if failures < FAILURES_BEFORE_HELP:
        return say(form, after, why)
    turn = say(form, after, why, part(form, key, "example"), Line("way_out"))
    return with_button(with_button(turn, go(state, Intent.TALK)), go(state, Intent.CANCEL))
