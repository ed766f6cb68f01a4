"""Prompts: the question or offer that closes a message, for each phase of a conversation. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import quote

from conversations.answers.phone import abroad
from conversations.answers.reading import Understood, Value
from conversations.answers.sale_or_let import BOTH
from conversations.callback_data import Action, Tap
from conversations.commands import Button, Keyboard, Line, Param, Say, Shown
from conversations.data_export import preference_shown
from conversations.events import Event
from conversations.form import Form
from conversations.intents import Intent
from conversations.questions import OWN, SKIPPED, Choice, told_apart
from conversations.state import Collecting, Ended, Fresh, Pending, Phase, Sent, State, Valued

Buttons = tuple[tuple[Button, ...], ...]
_OFFERED_FOR = 7
"""Days for which an offered time can still be tapped; after that all days offered then are past."""


def prompt(form: Form, state: State) -> Say:
    """Return the question or offer of ``state``, which closes a message."""
    match state.phase:
        case Collecting() as phase:
            return _collecting(form, state, phase)
        case Sent():
            return Say((Line("sent.wait"),), ((go(state, Intent.ANOTHER), go(state, Intent.WITHDRAW)),))
        case Valued():
            return Say((), next_steps(form, state))
        case Ended(reason=reason):
            resume = Intent.RESUME if reason != "withdrawn" else Intent.RESTART
            return Say((Line(f"ended.{reason}.next"),), ((go(state, resume), go(state, Intent.DELETE)),))
        case Fresh():
            return Say((Line("fresh.next"),), ((go(state, Intent.RESTART),),))


def asked(form: Form, phase: Collecting) -> str:
    """Return the key of the current question; empty at the review and at the consent question."""
    if phase.editing:
        return phase.editing
    return next((key for key in form.questions if key not in phase.answers), "")


def counted_questions(form: Form, phase: Collecting) -> list[str]:
    """Return the questions counted for progress, answered or not: all but those answered by the campaign link."""
    preset = phase.campaign.lead_type is not None and "sale_or_let" in phase.answers
    return [key for key in form.questions if not (preset and key == "sale_or_let")]


def contacts(form: Form) -> tuple[Line, ...]:
    """Return the lines on how to reach the agency, as far as known."""
    return tuple(Line(f"talk.{fact}") for fact in ("phone", "email", "agency_url") if getattr(form, fact))


def staff_know(form: Form, event: Event, told: Line) -> tuple[Line, ...]:
    """Return the line ``told`` if somebody at the agency was told, else how the person can tell them."""
    if event.staff_told:
        return (told,)
    return (Line("staff_untold"), *contacts(form))


def call_by(form: Form, state: State, told_at: datetime | None = None) -> Line | None:
    """Return the time by which the agency aims to call, as told at ``told_at`` if that was earlier.

    ``None`` if its hours are unknown or the person named a time.
    """
    when = None if form.office_hours is None or _named_time(state) else form.office_hours.call(state.at, told_at)
    return Line("when.uk_time", {"when": when}) if when is not None and _abroad(state) else when


def _abroad(state: State) -> bool:
    """Return whether the person's phone number is foreign, so that they may be in another time zone."""
    phone = state.phase.answers.get("phone")
    return phone is not None and abroad(str(phone.value))


def what_next(form: Form, state: State, told_at: datetime | None = None) -> Line:
    """Return the line on the agency's next step after an estimate, with the time named by the person or aimed at."""
    named, when = _named_time(state), call_by(form, state, told_at)
    if named is not None:
        return Line("estimate.what_next.named", {"when": named})
    return Line("estimate.what_next") if when is None else Line("estimate.what_next.when", {"when": when})


def still_to_come(form: Form, state: State, phase: Valued) -> tuple[Line, ...]:
    """Return the lines on the agency's next step to who asks later: once the promised time is over, how to reach the agency."""
    hours, told_at = form.office_hours, phase.told_at
    if hours is None or told_at is None or _named_time(state) is not None or not hours.overdue(told_at, state.at):
        return (what_next(form, state, told_at),)
    return (Line("estimate.what_next.overdue"), *contacts(form))


def _named_time(state: State) -> Line | None:
    named = state.phase.answers.get("appointment")
    return shown_answer(state.phase, "appointment") if named is not None and named.value else None


def next_steps(form: Form, state: State) -> Buttons:
    """Return the buttons below an estimate, or below the message that there is none."""
    # Telegram's own page for sharing a link: the link to the bot, never the estimate.
    link = f"https://t.me/share/url?url={quote(form.chat_url, safe='')}"
    share = (Button(Line("button.share"), url=link),) if form.chat_url else ()
    none = state.visit is None
    book = go(state, Intent.VISIT, style="success") if none else go(state, Intent.VISIT, Line("button.your_visit"))
    call = (go(state, Intent.CALL_TIME),) if form.visits or form.office_hours is not None else ()
    return (
        *(((book,),) if form.visits else ()),
        (*call, go(state, Intent.TALK)),
        (go(state, Intent.ANOTHER), *share),
        (go(state, Intent.YOUR_DATA),),
    )


def both_wanted(phase: Phase) -> bool:
    """Return whether the person asked for both a price and a rent."""
    answer = phase.answers.get("sale_or_let")
    return answer is not None and answer.note == BOTH


def _collecting(form: Form, state: State, phase: Collecting) -> Say:
    if phase.pending is not None:
        return _pending(form, state, phase.pending)
    key = asked(form, phase)
    if key:
        return _question(form, state, phase, key)
    if not phase.reviewed:
        return _review(form, state, phase)
    return _consent(form, state)


def _question(form: Form, state: State, phase: Collecting, key: str) -> Say:
    question = form.question(key)
    counted = counted_questions(form, phase)
    sentence = part(form, key, "ask")
    current = phase.answers.get(key)
    lines: tuple[Line, ...]
    if current is not None:
        told = () if current.value == SKIPPED else (Line("edit.current", {"answer": shown_answer(phase, key)}),)
        lines = (*told, sentence)
    else:
        left = sum(each not in phase.answers for each in counted)
        where: dict[str, Param] = {"left": left, "question": sentence}
        lines = (Line("progress", where),)
    also = [Intent.WHY]
    if question.optional and current is None:
        also.append(Intent.SKIP)
    if current is not None:
        also.append(Intent.KEEP)
    elif key != counted[0]:
        also.append(Intent.BACK)
    if question.shares_contact:
        return Say(lines, keyboard=Keyboard.SHARE_CONTACT, replies=tuple(Line(f"button.{each}") for each in also))
    choices = _choices(state, key, question.choices(state.at))
    if state.contact_keyboard and not choices:
        return Say(lines)  # so that this message removes the keyboard
    return Say(lines, (*choices, tuple(go(state, each) for each in also)))


def _choices(state: State, key: str, choices: tuple[Choice, ...]) -> Buttons:
    rows = sorted({choice.row for choice in choices})
    return tuple(
        tuple(
            Button(_label(key, choice), Tap(Action.ANSWER, state.revision, key, choice.code).data())
            for choice in choices
            if choice.row == row
        )
        for row in rows
    )


def _label(key: str, choice: Choice) -> Line:
    if choice.shown:
        return Line("answer.shown", {"answer": Shown(key, choice.value)})
    return Line(f"{key}.choice.{choice.code}")


def part(form: Form, key: str, what: str) -> Line:
    """Return a sentence of a question by its name: ``ask``, ``why``, ``example`` or ``label``."""
    if key.startswith(OWN):
        return Line(f"own.{what}", {"text": form.question(key).text})
    return Line(f"{key}.{what}")


def _pending(form: Form, state: State, pending: Pending) -> Say:
    def pick(label: str, reading: Understood, code: str) -> tuple[Button]:
        shown: dict[str, Param] = {"answer": Line("answer.shown", _reading(pending.question, reading))}
        return (Button(Line(label, shown), Tap(Action.PICK, state.revision, pending.question, code).data()),)

    only = len(pending.likely) == 1 and pending.keep is None
    suggesting = len(pending.likely) == 1
    rows = [
        pick("pending.yes" if suggesting else "pending.one_of", reading, str(index))
        for index, reading in enumerate(pending.likely)
    ]
    if pending.keep is not None:
        rows.append(pick("pending.keep" if pending.likely else "pending.yes", pending.keep, "keep"))
    if only or not pending.likely:
        rows.append((Button(Line("pending.no"), Tap(Action.PICK, state.revision, pending.question, "no").data()),))
    asked_about = pending.likely[0] if pending.likely else pending.keep
    params = _reading(pending.question, asked_about) if asked_about is not None else {}
    params["label"] = part(form, pending.question, "label")
    return Say((Line(pending.reason, params),), tuple(rows))


def _reading(key: str, reading: Understood) -> dict[str, Param]:
    value, note = told_apart(key, reading.value, reading.note)
    return {"answer": Shown(key, value), "note": note}


def _review(form: Form, state: State, phase: Collecting) -> Say:
    given = [key for key in form.questions if phase.answers[key].value != SKIPPED]
    lines = tuple(
        Line("review.answer", {"label": part(form, key, "label"), "answer": shown_answer(phase, key)}) for key in given
    )
    edits = [Button(part(form, key, "label"), Tap(Action.EDIT, state.revision, key).data()) for key in form.questions]
    correct = go(state, Intent.REVIEWED, style="success")
    return Say((Line("review", {"answers": lines}),), ((correct,), tuple(edits)))


def shown_answer(phase: Phase, key: str) -> Line:
    """Return an answer as shown in the review, with its note."""
    answer = phase.answers[key]
    if answer.value == SKIPPED:
        return Line("answer.skipped")
    value, note = told_apart(key, answer.value, answer.note)
    shown: dict[str, Param] = {"answer": Shown(key, value), "note": note}
    says_more = note and not (key == "bedrooms" and answer.value == 0)  # a studio is shown as "studio"
    return Line("answer.noted" if says_more else "answer.shown", shown)


def preferred(preference: str) -> Line:
    """Return the preferred way of contact as shown before consent."""
    return Line("preference", {"how": preference_shown(preference)})


def _consent(form: Form, state: State) -> Say:
    yes = Button(Line("consent.yes"), Tap(Action.CONSENT, state.revision, "", "yes").data(), "success")
    no = Button(Line("consent.no"), Tap(Action.CONSENT, state.revision, "", "no").data())
    wish = (preferred(state.contact_preference),) if state.contact_preference else ()
    details = Line("consent.details" if form.privacy_url else "consent.details_here")
    return Say((*wish, Line("consent.ask"), details), ((yes,), (no,), (go(state, Intent.BACK),)))


def go(state: State, intent: Intent, label: Line | None = None, style: str = "") -> Button:
    """Return a button for an intent, by default with the label ``button.<intent>``."""
    return Button(label or Line(f"button.{intent}"), Tap(Action.GO, state.revision, "", intent).data(), style)


def value_of(form: Form, state: State, choice: str, key: str) -> tuple[Value, str] | None:
    """Return the value and note for the code of a choice; ``None`` for a code that was not offered.

    A day offered some days ago is still valid. Other values are never taken: callback data can be forged and would bypass
    the reader of the question.
    """
    question = form.question(key)
    days = (state.at - timedelta(days=ago) for ago in range(_OFFERED_FOR + 1))
    return next(
        ((each.value, each.note) for day in days for each in question.choices(day) if each.code == choice), None
    )
