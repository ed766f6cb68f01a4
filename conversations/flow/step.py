"""``step()``: the whole conversation.

This module dispatches events; what each does is in modules of its own:

- :mod:`conversations.flow.starting`: /start, links, another property
- :mod:`conversations.flow.typed_text`: typed text: intents, answers, questions in the middle, corrections
- :mod:`conversations.flow.taps`: pressed buttons, current or outdated
- :mod:`conversations.flow.edits`: edited messages
- :mod:`conversations.flow.clarification`: possible readings offered back
- :mod:`conversations.understanding.courtesies`: hello, thanks, not now
- :mod:`conversations.flow.intent_handlers`: back, cancel, help and the like
- :mod:`conversations.flow.consent`: consent, declining, withdrawing, erasing: the only place that makes a lead
- :mod:`conversations.flow.outcomes`: outcomes of a lead
- :mod:`conversations.flow.visits`: visits and times to be called: booked, answered by staff, moved, cancelled
- :mod:`conversations.flow.relay`: the agency's staff read and answer the chat
- :mod:`conversations.flow.prompts`: the next question or offer, in every state

The rules:

- Collecting asks the first unanswered question, or the one being corrected; then the review; then, on its own, consent.
- Only the button of the current consent question, or a clear typed yes to it, makes a lead. Any change since that question
  was shown outdates the button, and the question is asked again.
- A sent lead is never changed or sent again, unless the Lead API refused it and named a field: then that question is asked
  again, then consent, and the lead is sent under the same reference.
- The outcome of a lead is told in whatever state the chat is in by then.
- Every event is answered, and every answer ends with the next step, except that to a person in danger.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from conversations import events
from conversations.answers.reading import Understood
from conversations.callback_data import Action, Tap, parse
from conversations.commands import Button, Line, Say, Shown
from conversations.flow import outcomes, relay, visits
from conversations.flow.additions import remembered
from conversations.flow.answering import answer, take
from conversations.flow.edits import edited
from conversations.flow.intent_handlers import pictured
from conversations.flow.prompts import asked, go
from conversations.flow.starting import said_something, started
from conversations.flow.taps import ACCOUNT, account_name, tapped
from conversations.flow.turn import Turn, say, with_button
from conversations.flow.typed_text import understood
from conversations.form import Form
from conversations.intents import COMMANDS, Intent
from conversations.languages import catalogue
from conversations.state import TEXTS_KEPT, Collecting, Ended, Fresh, State, Valued, text_mark
from conversations.understanding.candidates import Heard
from conversations.understanding.producers.wishes import command_in
from conversations.visit import is_past

_PICTURES = (events.Attachment.PHOTO, events.Attachment.VIDEO, events.Attachment.DOCUMENT)
_ALWAYS = frozenset({Intent.WITHDRAW, Intent.DELETE, Intent.CLEAR})
"""Intents about stored data, valid whatever was said before."""
_JUST_NOW = timedelta(minutes=10)
"""Time after the person's last action within which no reminder is sent."""


def step(form: Form, state: State, event: events.Event) -> Turn:
    """Return the turn for ``event`` in ``state``. Pure: equal inputs give equal results.

    ``form`` is the agency's; the answers in ``state`` are checked again here, since they may be of an older form.
    """
    form = form.at_office(state.office_id)
    if _says_nothing_new(state, event):
        return Turn(state, ())
    turn = _stepped(form, state, event, event.at - state.at)
    if state.relay is not None:
        turn = relay.overtaken(state.relay, turn)
    if isinstance(event.body, events.SpokeInGroup):
        return turn  # said in a group: the private conversation is unchanged
    turn = visits.remembered(turn)
    match turn.state.phase:
        case Collecting() as phase:
            return _with_account(form, turn, phase, event)
        case Valued() as phase:
            return remembered(turn, phase)
        case _:
            return turn


def _stepped(form: Form, state: State, event: events.Event, idle: timedelta) -> Turn:
    """Return the turn for ``event`` in ``state``; ``idle`` is the time since the last event."""
    state = replace(_settled(_rechecked(form, _noted(state, event)), event), at=event.at)
    if state.visit is not None and is_past(state.visit, state.at):
        state = replace(state, visit=None)
    if state.relay is not None and (to_staff := relay.carried(state, state.relay, event)):
        return to_staff
    match event.body:
        case events.SpokeInGroup():
            link = ((Button(Line("button.private"), url=form.chat_url),),) if form.chat_url else ()
            return Turn(state, (Say((Line("group"),), link),))
        case events.Blocked():
            return relay.blocked(state)
        case events.Resumed():
            return say(form, state) if isinstance(state.phase, Collecting) else Turn(state, ())
        case events.ReminderDue():
            return _remind(form, state) if idle > _JUST_NOW else Turn(state, ())
        case events.Started() as link:
            return started(form, state, link)
        case events.Tapped(data):
            return tapped(form, state, event, data)
        case events.Said() as said:
            return understood(form, state, event, said)
        case events.Edited(text):
            return edited(form, state, event, text)
        case events.SharedContact() as contact:
            return _contact(form, state, event, contact)
        case events.SentAttachment(kind) if kind in _PICTURES and isinstance(state.phase, Valued):
            return pictured(form, state, event)
        case events.SentAttachment(kind):
            return say(form, state, Line(f"attachment.{kind}"))
        case news:
            return _told(form, state, event, news)


def _told(
    form: Form,
    state: State,
    event: events.Event,
    news: events.Outcome | events.WithdrawalSettled | events.VisitNews | events.RelayNews,
) -> Turn:
    """Return the turn for news from elsewhere: the lead system or the agency's staff."""
    match news:
        case events.WithdrawalSettled(reference, end):
            return outcomes.withdrawal_settled(form, state, event, reference, end)
        case events.VisitAccepted() | events.VisitSuggested() | events.VisitReminderDue():
            return visits.told(form, state, event, news)
        case events.StaffWrote() | events.StaffEnded() | events.RelayIdle() | events.RelayBroken():
            return relay.told(form, state, event, news)
        case _:
            return outcomes.told(form, state, event, news)


def _with_account(form: Form, turn: Turn, phase: Collecting, event: events.Event) -> Turn:
    """Return ``turn`` with a button for the name of the sender's account, if the name is being asked.

    The name is not stored before the tap: the button carries a code, and the tap comes with the name again.
    """
    last = turn.last
    if phase.pending is not None or "name" in phase.answers or asked(form, phase) != "name":
        return turn
    account = account_name(event)
    if account is None or last is None or last.keyboard is not None or not last.buttons:
        return turn
    label = Line("answer.shown", {"answer": Shown("name", account)})
    button = Button(label, Tap(Action.ANSWER, turn.state.revision, "name", ACCOUNT).data())
    return turn.with_last(buttons=((button,), *last.buttons))


def _says_nothing_new(state: State, event: events.Event) -> bool:
    """Return whether the event adds nothing: an edit without a change of text, or a further picture of an album.

    Telegram sends an ``edited_message`` for reactions and link previews as well.
    """
    match event.body:
        case events.Edited(text):
            return text_mark(event.message, text) in state.texts
        case events.SentAttachment():
            return event.album != "" and event.album == state.album and state.relay is None
        case _:
            return False


def _noted(state: State, event: events.Event) -> State:
    """Return ``state`` with the marks by which a repeated text or album is recognised."""
    state = replace(state, album=event.album or state.album)
    match event.body:
        case events.Said(text=text) | events.Edited(text=text) if event.message:
            others = [each for each in state.texts if not each.startswith(f"{event.message}:")]
            return replace(state, texts=(*others, text_mark(event.message, text))[-TEXTS_KEPT:])
        case _:
            return state


def stands_alone(body: events.Body) -> bool:
    """Return whether ``body`` means the same whatever was said before, so that it can be answered without that knowledge.

    Most do not: an answer, for example, depends on its question.
    """
    match body:
        case events.Said(text):
            return COMMANDS.get(command_in(text) or "") in _ALWAYS
        case events.Tapped(data):
            tap = parse(data)
            return tap is not None and tap.action is Action.GO and tap.value in _ALWAYS
        case events.Edited() | events.SharedContact() | events.SentAttachment():
            return False
        case _:
            return True


def _contact(form: Form, state: State, event: events.Event, contact: events.SharedContact) -> Turn:
    phase = state.phase
    if not isinstance(phase, Collecting):
        return say(form, state, Line("attachment.contact"))
    if not contact.own:
        return say(form, state, Line("contact.not_yours"))
    # Telegram omits the plus of an international number.
    text = contact.phone if contact.phone.startswith(("+", "0")) else f"+{contact.phone}"
    reading = form.question("phone").read(text, state.at)
    if isinstance(reading, Understood):  # the card itself shows the number
        turn = take(form, state, phase, {"phone": reading}, event.message, said=None)
    else:
        turn = answer(form, state, phase, "phone", Heard(reading), event.message)
    after = turn.state.phase
    if not isinstance(after, Collecting) or "phone" not in after.answers or after.pending is not None:
        return turn
    given = replace(after.answers["phone"], vouched=True)
    return replace(turn, state=replace(turn.state, phase=replace(after, answers={**after.answers, "phone": given})))


def _remind(form: Form, state: State) -> Turn:
    """Remind of an unfinished form, once; not if the person gave no answers, stopped, or declined reminders."""
    phase = state.phase
    if not isinstance(phase, Collecting) or state.reminded or not said_something(phase):
        return Turn(state, ())
    return with_button(say(form, replace(state, reminded=True), Line("reminder")), go(state, Intent.NO_REMINDER))


def _settled(state: State, event: events.Event) -> State:
    """Set the language and the first revision, at the first contact.

    Revisions begin at the time in milliseconds, so that buttons from before an erasure never match a later conversation.
    """
    if not isinstance(state.phase, Fresh):
        return state
    begun = max(state.revision, int(event.at.timestamp() * 1000))
    return replace(state, language=state.language or catalogue(event.language).language, revision=begun)


def _rechecked(form: Form, state: State) -> State:
    """Drop answers that are no longer valid, since the form or the rules may have changed since the state was stored.

    If that changes a reviewed form, or the form has more questions now, it has to be reviewed again.
    """
    phase = state.phase
    if not isinstance(phase, Collecting | Ended):
        return state
    kept = {
        key: answer
        for key, answer in phase.answers.items()
        if key in form.questions and form.question(key).accepts(answer.value)
    }
    if isinstance(phase, Ended):
        return state if len(kept) == len(phase.answers) else replace(state, phase=replace(phase, answers=kept))
    pending = phase.pending if phase.pending is None or phase.pending.question in form.questions else None
    editing = phase.editing if phase.editing in kept else ""
    asks_more = phase.reviewed and any(key not in kept for key in form.questions)
    same = len(kept) == len(phase.answers) and pending is phase.pending and editing == phase.editing
    if same and not asks_more:
        return state
    changed = replace(phase, answers=kept, pending=pending, editing=editing, reviewed=False, consent_shown="")
    return state.revised(phase=changed)
