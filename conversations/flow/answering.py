"""Taking answers: what a message says to the question asked, and what it volunteers or corrects besides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from conversations.answers import address, bedrooms, email, property_type, sale_or_let
from conversations.answers.frame import unframed
from conversations.answers.name import MISSING
from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.text import plain, words
from conversations.callback_data import Action, Tap
from conversations.commands import Line
from conversations.flow.prompts import asked, part, shown_answer
from conversations.flow.turn import Turn, say, with_button
from conversations.form import Form
from conversations.intents import Intent
from conversations.lead import Name
from conversations.questions import OWN, SKIPPED
from conversations.state import Answer, Collecting, Pending, State
from conversations.understanding.slot_filling import HARD, Volunteered, find

FAILURES_BEFORE_HELP = 3
"""After so many answers in a row that were not understood, an example and a way out are offered."""

LISTED_FROM = 2
"""More answers than this in one message are shown as a list."""

APPROXIMATE = "approximate"
"""The note on a postcode that is the site's or a neighbour's: the agency sees it in ``meta``."""

_WHICH_ONE = frozenset(
    {
        *bedrooms.Reason,
        property_type.Reason.SEVERAL,
        property_type.Reason.UNUSUAL,
        address.Reason.CORRECTED,
        email.Reason.WHICH_WAY,
    }
)
"""Doubts about the whole of a message, which a part of it does not settle."""
_ASKED_AT_MOST = 200
"""Characters in which a question is looked for."""
_SPEAKS_OF: Mapping[str, StrEnum] = {
    "bedrooms": bedrooms.Reason.NOT_A_NUMBER,
    "property_type": property_type.Reason.NOT_UNDERSTOOD,
}
"""Questions that people ask something about in the words of an answer, and why that is none."""
_DESCRIBES = frozenset({"sale_or_let", "bedrooms", "property_type"})
"""Questions whose answers are everyday words, so that a question may speak of them without answering."""
_ASKS_ABOUT = re.compile(
    r"(?:(?:and|so|but|sorry|a|i),? )*(?:which|(?:is|does|would|will) (?:an?|that|it|this|the)|do you (?:mean|count|want|need)"
    r"|what if|whats? (?:is )?the difference|what's the difference|ktor\w+|czy (?:to|chodzi)|czym sie rozni|jaka (?:jest )?roznica"
    r"|pa|ai|beth (?:yw'?r|ydy'?r|ydi'?r) gwahaniaeth)\b(?:.*\w)?+[^\w?]*+\?"
    r"|(?:my|our|the)(?: \w+){1,3} or (?:my|our|the)(?: \w+){1,3}\W*$"
    r"|(?:what(?:'?s| is) the difference|difference between)\b"
)
"""A question of the person's own about the words of ours: "do you mean my flat?"."""
_WEIGHS = re.compile(
    r"(?:(?:and|so|but|sorry|a|ale|i|ond),? )*(?:is|are|does|do|would|will|can|could|should|what(?:'?s)?|which|how|czy|ile|o ile"
    r"|ydyr?|ydir?|ywr?|a yw|fyddr?|fyddai|oes|pa|faint|beth)\b(?=.*\b(?:more|less|better|worse|cheaper|dearer|pricier|enough"
    r"|matters?"
    r"|counts?|counted|classed|worth|quicker|faster|drozs\w+|tans\w+|lepsz\w+|lepiej|gorsz\w+|gorzej|wiecej|mniej|wart\w*|dosc"
    r"|wystarcz\w*|licz[yae]\w*|wlicz\w*|zalicz\w*|mwy|llai|well|gwell|gwaeth|waeth|digon|ddigon|cyfri\w*|gyfri\w*|gwerth"
    r"|drutach|rhatach|ddrutach)\b)"
)
"""A question that weighs the answers: "is a flat with one bedroom worth less"."""
_ASKS_WHAT_STANDS = re.compile(
    r"(?:(?:and|so|but|sorry|wait|hang on|hold on|um|er|hmm|ok) )*"
    r"(?:(?:did|have|had|do) (?:i|you|u|we)|(?:did|does|is|was) (?:it|that|this)"
    r"|czy (?:to|tam|ja|jest|bylo|mam|macie|masz|podal\w+|napisal\w+|wpisal\w+)|(?:wnes|ddywedais|ddudais|roddais) i"
    r"|(?:ydy|ydi|ydych|oes|yw)(?: \w+)? (?:hwn|hyn|o|e|chi|gen|gennych|wedi))\b"
)
_WANTS_CHANGED = re.compile(
    r"\b(?:make|chang\w+|set|fix\w*|correct\w*|edit\w*|update\w*|possible|can|could|zmien\w*|popraw\w*|mozn\w+|newid|cywiro|modd)\b"
)
_PLACED = r"\b(?:in|at|near|around|outside|w|we|ko[lł]o|yn|ger) +"
"""What stands before a town, which is nobody's name."""
_LEADS_TO = re.compile(r"\b(?:at|in|on|for|of|is|na|przy|yn|ar)\W*$")
_CONNECTS = re.compile(
    r"^(?:[\s:=,.>-]|(?:is|are|was|should|shd|be|to|actually|its|it's|it|now|really|read|reads|instead|sorry|number|has"
    r"|changed|wrong"
    r"|address|powinno|powinien|powinna|byc|być|jest|na|ma|yw|ydy|ydi|dylai|fod|i|yn)\b)*",
    re.IGNORECASE,
)
"""What joins a question's name to its answer, in English, Polish and Welsh."""
_RATHER_THAN = re.compile(
    r"(?<=[^, ])[, ]++(?:not|instead of|rather than|and not|nie|zamiast|nid|yn lle)\b", re.IGNORECASE
)
_DENIES = re.compile(r"(?:not|isnt|isn't|nie|ddim|spelt|spelled|incorrect)\b", re.IGNORECASE)
Found = Mapping[str, Understood]
"""Answers by question key, in the order in which they are to be shown."""


class Heard(Struct, frozen=True):
    """What a message says: to the question asked, to others, and of one more what is to be asked back."""

    reading: Reading
    others: Found = field(default_factory=dict)
    doubt: Pending | None = None


def listen(form: Form, state: State, phase: Collecting, key: str, text: str, bare: str) -> Heard:
    """Return what ``text`` says to the question ``key``, and what it says to others; ``bare`` is the text unframed.

    What makes sense as an answer by itself is one; beside it only what cannot be mistaken is taken. Otherwise what is
    left of the text without the other answers may be one.
    """
    whole = key in ("message", "name") or key.startswith(OWN)
    reading = _read(form, state, phase, key, text if whole else bare)
    if form.question(key).optional:
        return Heard(reading)  # mostly free text: what it mentions is part of it
    about = asks_about(bare)
    heard = find(bare, key, reading)
    others = {
        other: found
        for other, found in heard.found.items()
        if other != key
        and not (other in _DESCRIBES and about)
        and _news(form, phase, other, found, weak=other in heard.weak)
    }
    if about and isinstance(reading, Understood) and key in _SPEAKS_OF:
        reading = Refused(_SPEAKS_OF[key])
    doubt = None if about else _doubt(form, phase, key, heard)
    if isinstance(reading, Understood):
        return _beside(key, reading, others, heard, doubt)
    if isinstance(reading, Refused) and reading.reason is sale_or_let.Reason.SEEKS_HOME:
        return Heard(reading)  # the home that is described is another
    of_all = isinstance(reading, Unclear) and reading.reason in _WHICH_ONE
    if key in heard.found and not of_all and not (about and key in _DESCRIBES):
        return Heard(heard.found[key], others, doubt)
    if (heard.found or heard.doubts) and heard.rest and not of_all and not about:
        left = _read(form, state, phase, key, heard.rest)
        place = key == "name" and re.search(_PLACED + re.escape(heard.rest), bare, re.IGNORECASE)
        reading = reading if isinstance(left, Refused) or place else left
    if isinstance(reading, Unclear):
        # One doubt at a time: the rest is asked in its turn, and nothing changes unseen.
        return Heard(
            reading,
            {
                other: found
                for other, found in others.items()
                if (other in HARD or (key == "name" and other in _DESCRIBES)) and other not in phase.answers
            },
        )
    return Heard(reading, others, doubt)


def asks_about(text: str) -> bool:
    """Return whether ``text`` only asks about the words of a question: "do you mean my flat?"."""
    said = plain(text)
    return _ASKS_ABOUT.match(said) is not None or _WEIGHS.match(said[:_ASKED_AT_MOST]) is not None


def _beside(key: str, reading: Understood, others: Found, heard: Volunteered, doubt: Pending | None) -> Heard:
    """Return an answer that makes sense by itself with what is certain beside it."""
    alone = heard.found.get(key)
    more = {other: found for other, found in others.items() if reading.also.get(other) != found.value}
    if key == "address":
        if alone is None or not more or (not HARD & more.keys() and _names_more(str(reading.value), str(alone.value))):
            return Heard(reading if doubt is None or alone is None else alone, {}, doubt)
        return Heard(alone, others, doubt)
    if alone is None or alone.value != reading.value:
        exact = HARD | ({"address"} if key in HARD else set())
        more = {other: found for other, found in more.items() if other in exact and other not in reading.also}
    return Heard(reading, more, doubt)


def _names_more(whole: str, part: str) -> bool:
    """Whether ``whole`` is an address that begins before ``part`` of it does: "The Cottage, 4 Semi Close"."""
    before, found, _ = plain(whole).partition(plain(part).split(",", maxsplit=1)[0])
    return bool(found and before.strip()) and not _LEADS_TO.search(before)


def _doubt(form: Form, phase: Collecting, key: str, heard: Volunteered) -> Pending | None:
    """Return the first thing in a message to another question that has to be asked back, if there is one."""
    for other in form.questions:
        unclear = heard.doubts.get(other)
        if unclear is not None and other != key and other not in phase.answers:
            return Pending(other, unclear.reason.value, unclear.likely, unclear.keep)
    return None


def corrections(form: Form, phase: Collecting, text: str) -> Found:
    """Return the answers in ``text`` that differ from those given: "no, it's 4 bedrooms"."""
    heard = find(unframed(text))
    return {key: found for key, found in heard.found.items() if _news(form, phase, key, found, weak=key in heard.weak)}


def asks_what_stands(text: str) -> bool:
    """Return whether ``text`` asks what was noted, and wants nothing changed: "did I say 3 bedrooms?"."""
    said = " ".join(words(text[:_ASKED_AT_MOST]))
    return _ASKS_WHAT_STANDS.match(said) is not None and _WANTS_CHANGED.search(said) is None


def first_heard(form: Form, phase: Collecting, text: str) -> tuple[Found, Pending | None]:
    """Return the answers in a first message, and what in it has to be asked back."""
    heard = find(unframed(text))
    found = {key: found for key, found in heard.found.items() if _news(form, phase, key, found)}
    return found, _doubt(form, phase, "", heard)


def labelled(form: Form, state: State, key: str, after: str) -> Understood | Unclear | None:
    """Return what follows the name of the question ``key`` says to it: "bedrooms should be 4"; ``None`` if nothing."""
    said = _RATHER_THAN.split(_CONNECTS.sub("", after), maxsplit=1)[0]
    if not said.strip() or _DENIES.match(said):
        return None
    reading = form.question(key).read(said, state.at)
    return None if isinstance(reading, Refused) else reading


def _news(form: Form, phase: Collecting, key: str, found: Understood, *, weak: bool = False) -> bool:
    given = phase.answers.get(key)
    if given is None or key not in form.questions:
        return key in form.questions
    if key == "address" and str(given.value).lower().startswith(str(found.value).lower()):
        return False  # the same street, with less of the rest
    return given.value != found.value and not weak


def _read(form: Form, state: State, phase: Collecting, key: str, text: str) -> Reading:
    question, pending = form.question(key), phase.pending
    if question.complete is not None and pending is not None and pending.keep is not None and not pending.likely:
        return question.complete(pending.keep.value, text)
    return question.read(text, state.at)


def answer(
    form: Form,
    state: State,
    phase: Collecting,
    key: str,
    heard: Heard,
    message: str,
    before: tuple[Line, ...] = (),
) -> Turn:
    """Take, offer back or refuse what was heard for the question ``key``, other answers with it; ``before`` is said first."""
    reading, others = heard.reading, heard.others
    match reading:
        case Understood():
            return take(form, state, phase, {key: reading, **others}, message, before=before, doubt=heard.doubt)
        case Unclear(reason, likely, keep):
            filled = _with(form, phase, others, message) if others else phase
            pending = Pending(key, reason.value, likely, keep)
            moved = replace(filled, pending=pending, failures=0, reviewed=False, consent_shown="")
            return say(form, replace(state, phase=moved, revision=state.revision + 1), *before)
        case Refused(reason):
            if others or heard.doubt is not None:
                return take(form, state, phase, others, message, before=before, doubt=heard.doubt)
            return refuse(form, state, phase, key, Line(reason.value))


def take(
    form: Form,
    state: State,
    phase: Collecting,
    found: Found,
    message: str,
    *,
    before: tuple[Line, ...] = (),
    doubt: Pending | None = None,
) -> Turn:
    """Keep these answers, show what was understood after ``before``, and go on. Any consent given before is void.

    What is in ``doubt`` is asked back first.
    """
    complete = _with(form, phase, found, message)
    if doubt is not None and doubt.question not in complete.answers:
        complete = replace(complete, pending=doubt)
    changed = [key for key, given in complete.answers.items() if phase.answers.get(key) != given] or list(found)
    new = sorted(changed, key=form.questions.index)
    after = replace(state, phase=complete, revision=state.revision + 1)
    if len(new) > LISTED_FROM and not asked(form, complete):
        return say(form, after, *before)  # the review that follows shows them all
    if len(new) > LISTED_FROM:
        shown = tuple(Line("noted.answer", {"answer": shown_answer(complete, key)}) for key in new)
        return say(form, after, *before, Line("noted", {"answers": shown}))
    if new == ["address", "postcode"] and phase.answers.keys().isdisjoint(new):
        whole = Line("address.with_postcode", {key: shown_answer(complete, key) for key in new})
        return say(form, after, *before, whole)
    return say(form, after, *before, *(_got(complete, key, changed=key in phase.answers) for key in new))


def _with(form: Form, phase: Collecting, found: Found, message: str) -> Collecting:
    """``phase`` with these answers in it, and what came along with them."""
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
