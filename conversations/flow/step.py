"""``step()``: the whole conversation.

This module dispatches events and takes answers; the rest is in modules of its own:

- :mod:`conversations.flow.starting`: /start, links, another property
- :mod:`conversations.flow.typed_text`: typed text: intents, answers, questions in the middle, corrections
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
- Every event is answered, and every answer ends with the next step.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from conversations import events
from conversations.answers.name import read as read_name
from conversations.answers.reading import Refused, Understood
from conversations.callback_data import Action, Tap, parse
from conversations.commands import Button, Line, Say, Shown, Toast
from conversations.flow import outcomes, relay, visits
from conversations.flow.additions import pass_on_earlier, remembered
from conversations.flow.answering import answer, take
from conversations.flow.clarification import pick
from conversations.flow.consent import consents, decline, send
from conversations.flow.intent_handlers import edit, inform, pictured, speak, want
from conversations.flow.prompts import asked, go, value_of
from conversations.flow.starting import begin, said_something, started
from conversations.flow.turn import Turn, outdated, say, with_button
from conversations.flow.typed_text import scene_of, understood
from conversations.form import Form
from conversations.intents import COMMANDS, MOVES, Intent
from conversations.languages import catalogue
from conversations.lead import Name
from conversations.questions import told_apart
from conversations.state import TEXTS_KEPT, Collecting, Ended, Fresh, Sent, State, Valued, text_mark
from conversations.understanding.candidates import Heard
from conversations.understanding.producers.answer import listen
from conversations.understanding.producers.wishes import command_in
from conversations.understanding.scene import Place, Scene
from conversations.understanding.topics import ASK, own_topic
from conversations.understanding.utterance import Utterance
from conversations.visit import is_past

_PICTURES = (events.Attachment.PHOTO, events.Attachment.VIDEO, events.Attachment.DOCUMENT)
_ALWAYS = frozenset({Intent.WITHDRAW, Intent.DELETE, Intent.CLEAR})
"""Intents about stored data, valid whatever was said before."""
_ACCOUNT = "account"
"""Value of the button for the name of the sender's account."""
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
        case events.Started(campaign):
            return started(form, state, campaign)
        case events.Tapped(data):
            return _tapped(form, state, event, data)
        case events.Said() as said:
            return understood(form, state, event, said)
        case events.Edited(text):
            return _edited(form, state, event, text)
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


def _account_name(event: events.Event) -> Name | None:
    """Return the name of the sender's account if it reads as a first and a last name, which many do not."""
    reading = read_name(" ".join(filter(None, event.account)))
    return reading.value if isinstance(reading, Understood) and isinstance(reading.value, Name) else None


def _with_account(form: Form, turn: Turn, phase: Collecting, event: events.Event) -> Turn:
    """Return ``turn`` with a button for the name of the sender's account, if the name is being asked.

    The name is not stored before the tap: the button carries a code, and the tap comes with the name again.
    """
    last = turn.last
    if phase.pending is not None or "name" in phase.answers or asked(form, phase) != "name":
        return turn
    account = _account_name(event)
    if account is None or last is None or last.keyboard is not None:
        return turn
    label = Line("answer.shown", {"answer": Shown("name", account)})
    button = Button(label, Tap(Action.ANSWER, turn.state.revision, "name", _ACCOUNT).data())
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


def _edited(form: Form, state: State, event: events.Event, text: str) -> Turn:
    """Read an edited message again for the question it answered; it is never taken as a new answer."""
    phase = state.phase
    if not isinstance(phase, Collecting):
        return say(form, state, Line("edited.too_late"))
    answered = [key for key, answer in phase.answers.items() if answer.message and answer.message == event.message]
    if answered:
        return _edited_answers(form, state, phase, event, text, answered)
    scene = scene_of(form, state)
    key = scene.key
    if key:
        heard = listen(Utterance(text, state.language), scene)
        if not isinstance(heard.reading, Refused):
            # A text that was not understood has been corrected.
            return answer(form, state, phase, key, Heard(heard.reading), event.message)
    return say(form, state, Line("edited.unknown"))


def _edited_answers(
    form: Form, state: State, phase: Collecting, event: events.Event, text: str, answered: list[str]
) -> Turn:
    """Correct the answers given by an edited message; answers to other questions in it are ignored."""
    key = answered[0]
    others = {each: given for each, given in phase.answers.items() if each not in answered}
    before = replace(state, phase=replace(phase, answers=others, editing="", pending=None))
    heard = listen(Utterance(text, state.language), Scene(form, before, Place.QUESTION, key))
    reading = heard.reading
    found = dict(heard.others)
    if isinstance(reading, Understood):
        found |= {each: Understood(value) for each, value in reading.also.items()} | {key: reading}
    changed = {
        each: found[each] for each in answered if each in found and found[each].value != phase.answers[each].value
    }
    if changed:
        return take(form, state, phase, changed, event.message)
    if isinstance(reading, Understood):
        return say(form, state, Line("edited.same"))
    editing = replace(phase, editing=key, pending=None, reviewed=False, consent_shown="")
    return answer(form, state, editing, key, Heard(reading), event.message)


# -------------------------------------------------------------------------------------------------- taps


def _tapped(form: Form, state: State, event: events.Event, data: str) -> Turn:
    tap = parse(data)
    phase = state.phase
    if tap is None or (tap.question not in form.questions and (tap.question or tap.action is Action.ANSWER)):
        return _outdated(form, state)
    if tap.action is Action.LANGUAGE:
        return speak(form, state, tap.value)
    if tap.action is Action.TOPIC:
        return _tapped_topic(form, state, event, tap)
    if tap.action in (Action.VISIT, Action.CALL_TIME):
        return visits.tapped(form, state, event, tap)
    if tap.action is Action.GO:
        return _tapped_intent(form, state, event, tap)
    if not isinstance(phase, Collecting):
        if isinstance(phase, Fresh):
            return begin(form, state, form.unlinked)
        agreed = tap.action is Action.CONSENT and tap.value == "yes"
        twice = isinstance(phase, Sent) and agreed and tap.revision == state.revision - 1
        return Turn(state, (Toast(Line("toast.sent")),)) if twice else say(form, state, Line("tap.too_late"))
    match tap.action:
        case Action.ANSWER:
            return _tapped_choice(form, state, phase, tap, event)
        case Action.EDIT:
            return edit(form, state, phase, tap.question)
        case Action.PICK if phase.pending is not None and tap.revision == state.revision:
            return pick(form, state, phase, event, tap.value)
        case Action.CONSENT if tap.value == "no" and (phase.reviewed or phase.ever_reviewed):
            return decline(form, state, phase)
        case Action.CONSENT if tap.value == "yes" and consents(state, phase, tap.revision):
            return send(form, state, phase, event)
        case Action.CONSENT:
            # Never only "noted": people would think that the lead was sent.
            return say(form, state, Line("consent.changed"))
        case _:
            return _outdated(form, state, tap)


def _tapped_choice(form: Form, state: State, phase: Collecting, tap: Tap, event: events.Event) -> Turn:
    account = _account_name(event) if (tap.question, tap.value) == ("name", _ACCOUNT) else None
    chosen = value_of(form, state, tap.value, tap.question) if account is None else (account, "")
    if chosen is None:
        return _outdated(form, state)
    value, note = chosen
    given = phase.answers.get(tap.question)
    stands = given and told_apart(tap.question, given.value, given.note) == told_apart(tap.question, *chosen)
    if stands and phase.editing != tap.question:
        return Turn(state, (Toast(Line("toast.noted")),))
    # A button of an earlier question corrects that answer; the conversation then goes on where it was.
    return take(form, state, phase, {tap.question: Understood(value, note)}, "", said=None)


def _tapped_topic(form: Form, state: State, event: events.Event, tap: Tap) -> Turn:
    """Answer a topic that was offered, whatever was said since: it changes nothing."""
    known = tap.value == ASK or tap.value in catalogue(state.language).topics
    if not known and own_topic(form, state.language, tap.value) is None:
        return _outdated(form, state)
    return inform(form, state, event, tap.value)


def _tapped_intent(form: Form, state: State, event: events.Event, tap: Tap) -> Turn:
    try:
        intent = Intent(tap.value)
    except ValueError:
        return _outdated(form, state)
    if intent is Intent.PASS_ON and tap.revision != state.revision:
        # Several texts in a row have a button each.
        return pass_on_earlier(form, state, event, tap.revision) or _outdated(form, state, tap)
    if intent in MOVES and tap.revision != state.revision:
        return _outdated(form, state, tap)
    return want(form, state, event, intent)


def _outdated(form: Form, state: State, tap: Tap | None = None) -> Turn:
    return outdated(state, say(form, state), tap)


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
