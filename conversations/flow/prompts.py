"""What the bot shows so that a person knows what comes next, for every phase of a conversation. Changes nothing."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from msgspec import Struct

from conversations.answers.phone import abroad
from conversations.answers.reading import Understood, Value
from conversations.answers.sale_or_let import BOTH
from conversations.callback_data import Action, Tap
from conversations.commands import Button, Keyboard, Line, Param, Shown
from conversations.data_export import preference_shown
from conversations.events import Event
from conversations.form import Form
from conversations.intents import Intent
from conversations.lead import LeadType
from conversations.questions import OWN, SKIPPED, Choice, told_apart
from conversations.state import Collecting, Ended, Fresh, Pending, Sent, State, Valued

Buttons = tuple[tuple[Button, ...], ...]
_OFFERED_FOR = 7
"""Days for which a choice can be pressed that was offered on one of them; all days offered before are past by then."""


class Prompt(Struct, frozen=True):
    """The closing part of a message: what is asked or offered now."""

    lines: tuple[Line, ...]
    buttons: Buttons = ()
    keyboard: Keyboard | None = None
    replies: tuple[Line, ...] = ()
    otherwise: tuple[Line, ...] = ()
    """Said where nothing else is."""


def prompt(form: Form, state: State) -> Prompt:
    """Return what is to be asked or offered in ``state``."""
    match state.phase:
        case Collecting() as phase:
            return _collecting(form, state, phase)
        case Sent():
            return Prompt((Line("sent.wait"),), ((go(state, Intent.ANOTHER), go(state, Intent.WITHDRAW)),))
        case Valued():
            return Prompt((), next_steps(form, state), otherwise=(Line("valued.next"),))
        case Ended(reason=reason):
            resume = Intent.RESUME if reason != "withdrawn" else Intent.RESTART
            return Prompt((Line(f"ended.{reason}.next"),), ((go(state, resume), go(state, Intent.DELETE)),))
        case Fresh():
            return Prompt((Line("fresh.next"),), ((go(state, Intent.RESTART),),))


def asked(form: Form, phase: Collecting) -> str:
    """Return the key of the question being asked; empty when it is the review's or the consent's turn."""
    if phase.editing:
        return phase.editing
    return next((key for key in form.questions if key not in phase.answers), "")


def counted_questions(form: Form, phase: Collecting) -> list[str]:
    """Return the questions of the count of those left, answered ones included: all but the one that the campaign link answered."""
    preset = phase.campaign.lead_type is not None and "sale_or_let" in phase.answers
    return [key for key in form.questions if not (preset and key == "sale_or_let")]


def contacts(form: Form) -> tuple[Line, ...]:
    """Return how the agency can be reached, as far as that is known."""
    return tuple(Line(f"talk.{fact}") for fact in ("phone", "email", "agency_url") if getattr(form, fact))


def staff_know(form: Form, event: Event, told: Line) -> tuple[Line, ...]:
    """Return the sentence ``told``, if somebody at the agency was told; else how the person can tell them."""
    if event.staff_told:
        return (told,)
    return (Line("staff_untold"), *contacts(form))


def call_by(form: Form, state: State) -> Line | None:
    """Return when the agency aims to call; ``None`` where its hours are not known, or the person named a time."""
    when = None if form.office_hours is None or _named_time(state) else form.office_hours.call(state.at)
    return Line("when.uk_time", {"when": when}) if when is not None and _abroad(state) else when


def _abroad(state: State) -> bool:
    """Return whether the person's phone number is one abroad, so that their clock may be another one."""
    phase = state.phase
    return not isinstance(phase, Fresh) and "phone" in phase.answers and abroad(str(phase.answers["phone"].value))


def what_next(form: Form, state: State) -> Line:
    """Return the line on what the agency does after an estimate, with the time that the person named or that it aims at."""
    named, when = _named_time(state), call_by(form, state)
    if named is not None:
        return Line("estimate.what_next.named", {"when": named})
    return Line("estimate.what_next") if when is None else Line("estimate.what_next.when", {"when": when})


def _named_time(state: State) -> Line | None:
    phase = state.phase
    if isinstance(phase, Fresh) or "appointment" not in phase.answers or not phase.answers["appointment"].value:
        return None
    return shown_answer(phase, "appointment")


def next_steps(form: Form, state: State) -> Buttons:
    """Return the buttons below an estimate, or below the word that there is none."""
    # Telegram's own page for sharing a link; what is shared is the way to the bot, never the estimate.
    link = f"https://t.me/share/url?url={quote(form.chat_url, safe='')}"
    share = (Button(Line("button.share"), url=link),) if form.chat_url else ()
    visit = Line("button.visit" if state.visit is None else "button.your_visit")
    book = Button(
        visit, Tap(Action.GO, state.revision, "", Intent.VISIT).data(), "success" if state.visit is None else ""
    )
    call = (go(state, Intent.CALL_TIME),) if form.visits or form.office_hours is not None else ()
    return (
        *(((book,),) if form.visits else ()),
        (*call, go(state, Intent.TALK)),
        (go(state, Intent.ANOTHER), *share),
        (go(state, Intent.YOUR_DATA),),
    )


def both_wanted(phase: Collecting | Sent | Valued | Ended) -> bool:
    """Return whether the person wants to know both a price and a rent."""
    answer = phase.answers.get("sale_or_let")
    return answer is not None and answer.note == BOTH


def landlord(phase: Collecting | Sent | Valued | Ended) -> bool:
    """Return whether the person lets; false while they have not said."""
    answer = phase.answers.get("sale_or_let")
    return answer is not None and answer.value == LeadType.LANDLORD


def _collecting(form: Form, state: State, phase: Collecting) -> Prompt:
    if phase.pending is not None:
        return _pending(form, state, phase.pending)
    key = asked(form, phase)
    if key:
        return _question(form, state, phase, key)
    if not phase.reviewed:
        return _review(form, state, phase)
    return _consent(form, state)


def _question(form: Form, state: State, phase: Collecting, key: str) -> Prompt:
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
        return Prompt(lines, keyboard=Keyboard.SHARE_CONTACT, replies=tuple(Line(f"button.{each}") for each in also))
    choices = _choices(state, key, question.choices(state.at))
    if state.contact_keyboard and not choices:
        return Prompt(lines)  # so that the message that takes the keyboard away is this one
    return Prompt(lines, (*choices, tuple(go(state, each) for each in also)))


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
    """Return one of a question's sentences: ``ask``, ``why``, ``example`` or ``label``."""
    if key.startswith(OWN):
        return Line(f"own.{what}", {"text": form.question(key).text})
    return Line(f"{key}.{what}")


def _pending(form: Form, state: State, pending: Pending) -> Prompt:
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
    return Prompt((Line(pending.reason, params),), tuple(rows))


def _reading(key: str, reading: Understood) -> dict[str, Param]:
    value, note = told_apart(key, reading.value, reading.note)
    return {"answer": Shown(key, value), "note": note}


def _review(form: Form, state: State, phase: Collecting) -> Prompt:
    given = [key for key in form.questions if phase.answers[key].value != SKIPPED]
    lines = tuple(
        Line("review.answer", {"label": part(form, key, "label"), "answer": shown_answer(phase, key)}) for key in given
    )
    edits = [Button(part(form, key, "label"), Tap(Action.EDIT, state.revision, key).data()) for key in form.questions]
    correct = Button(Line("button.reviewed"), Tap(Action.GO, state.revision, "", Intent.REVIEWED).data(), "success")
    return Prompt((Line("review", {"answers": lines}),), ((correct,), tuple(edits)))


def shown_answer(phase: Collecting | Sent | Valued | Ended, key: str) -> Line:
    """Return an answer as the review shows it, with its note."""
    answer = phase.answers[key]
    if answer.value == SKIPPED:
        return Line("answer.skipped")
    value, note = told_apart(key, answer.value, answer.note)
    shown: dict[str, Param] = {"answer": Shown(key, value), "note": note}
    says_more = note and not (key == "bedrooms" and answer.value == 0)  # a studio is shown as one
    return Line("answer.noted" if says_more else "answer.shown", shown)


def preferred(preference: str) -> Line:
    """Return how somebody would rather be reached, as it is shown back before they consent."""
    return Line("preference", {"how": preference_shown(preference)})


def _consent(form: Form, state: State) -> Prompt:
    yes = Button(Line("consent.yes"), Tap(Action.CONSENT, state.revision, "", "yes").data(), "success")
    no = Button(Line("consent.no"), Tap(Action.CONSENT, state.revision, "", "no").data())
    wish = (preferred(state.contact_preference),) if state.contact_preference else ()
    details = Line("consent.details" if form.privacy_url else "consent.details_here")
    return Prompt((*wish, Line("consent.ask"), details), ((yes,), (no,), (go(state, Intent.BACK),)))


def go(state: State, intent: Intent) -> Button:
    """Return a button that says what its person wants. ``value`` is the intent's own name."""
    return Button(Line(f"button.{intent}"), Tap(Action.GO, state.revision, "", intent).data())


def value_of(form: Form, state: State, choice: str, key: str) -> tuple[Value, str] | None:
    """Return the value and note behind a choice's code; ``None`` for a code that is not offered.

    A day that was offered some days ago is as good as one typed today. Nothing but what was offered is taken: what a button
    carries can be made up, and would be an answer that nobody has read.
    """
    question = form.question(key)
    days = (state.at - timedelta(days=ago) for ago in range(_OFFERED_FOR + 1))
    return next(
        ((each.value, each.note) for day in days for each in question.choices(day) if each.code == choice), None
    )
