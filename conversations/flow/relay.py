"""Relay: opened by the homeowner's tap, passes messages both ways, ended by either side or after an hour of silence.

Nothing is passed on before the tap: until then staff have the lead, and a time to call if one was named. While a relay is open
the bot answers only buttons and commands; all other messages go to the staff topic in order. Outcomes of a lead or a visit
are still told.
"""

from __future__ import annotations

from msgspec.structs import replace

from conversations import events
from conversations.commands import Command, Erase, Line, Quoted, Say, StoreRelay, TellStaff, TellTopic
from conversations.flow.prompts import Buttons, contacts, go
from conversations.flow.turn import Turn, say
from conversations.form import Form
from conversations.intents import COMMANDS, Intent
from conversations.relay import IDLE, File, Relay
from conversations.state import State, Valued
from conversations.understanding.producers.wishes import command_in

# ------------------------------------------------------------------------------------------- begin and end


def reference(form: Form, state: State, event: events.Event) -> str:
    """Return the reference of the lead for which a relay can be opened now; empty if there is none."""
    phase = state.phase
    if not form.relay or not event.staff_told or not isinstance(phase, Valued):
        return ""
    there = event.status(phase.reference) in (events.LeadStatus.DELIVERED, events.LeadStatus.SET_ASIDE)
    return phase.reference if there else ""


def offered(form: Form, state: State, before: tuple[Line, ...]) -> Turn:
    """Offer, after the lines ``before``, to let staff read this chat or to pick a time for a call."""
    let = go(state, Intent.LET_READ, Line("relay.let"), "success")
    call: Buttons = ((go(state, Intent.CALL_TIME),),) if form.visits or form.office_hours is not None else ()
    return Turn(state, (Say((*before, Line("relay.offer")), ((let,), *call)),))


def let_read(form: Form, state: State, event: events.Event) -> Turn:
    """Open a relay."""
    about = reference(form, state, event)
    if state.relay is not None:
        return standing(state)
    if not about:
        return say(form, state, Line("visit.unavailable"), *contacts(form))
    relay = Relay(event.fresh_reference, about, event.at)
    begun = state.revised(relay=relay)
    return standing(begun).after(
        _stored(relay), TellTopic(relay.name, Line("staff.relay_opened", {"reference": about}))
    )


def standing(state: State) -> Turn:
    """Say that staff are reading, and how to end that."""
    return Turn(state, (Say((Line("relay.opened"),), ((go(state, Intent.END_RELAY, Line("relay.end")),),)),))


def end(form: Form, state: State, _: events.Event) -> Turn:
    """End the relay at the homeowner's request."""
    if state.relay is None:
        return say(form, state)
    return _ended(form, state, state.relay, Line("staff.relay_left"), Line("relay.ended"))


def _ended(form: Form, state: State, relay: Relay, staff: Line | None, *told: Line) -> Turn:
    """End a relay and tell both sides; without ``staff`` nothing is posted in their topic."""
    return say(form, state.revised(relay=None), *told).after(*_last(relay, staff))


def _last(relay: Relay, staff: Line | None) -> tuple[Command, ...]:
    said = () if staff is None else (TellTopic(relay.name, staff),)
    return (*said, StoreRelay(relay.name, relay.reference))


def blocked(state: State) -> Turn:
    """End the relay of a person who blocked the bot; only staff are told."""
    relay = state.relay
    if relay is None:
        return Turn(state, ())
    return Turn(state.revised(relay=None), _last(relay, Line("staff.relay_left")))


def overtaken(relay: Relay, turn: Turn) -> Turn:
    """End a relay that was open before the turn if the turn rules it out: by another form, a withdrawal, an erasure."""
    if isinstance(turn.state.phase, Valued):
        return turn
    if turn.messages:
        turn = turn.with_first(lines=(Line("relay.ended"), *turn.messages[0].lines))
    # An erasure removes the topic as well, so nothing is posted there.
    erased = any(isinstance(command, Erase) for command in turn.commands)
    last = () if erased else _last(relay, Line("staff.relay_left"))
    return Turn(replace(turn.state, relay=None), (*last, *turn.commands))


# ------------------------------------------------------------------------------------------- carried both ways


def carried(state: State, relay: Relay, event: events.Event) -> Turn | None:
    """Return the turn that passes the homeowner's message to staff; ``None`` if the bot answers the event itself."""
    match event.body:
        case events.Said(text) if command_in(text) in COMMANDS:
            return None
        case events.Said(text, file=file):
            return _to_staff(state, relay, event, _said(text), file)
        case events.Edited(text):
            return _to_staff(state, relay, event, Line("staff.relay_edited", {"text": Quoted(text)}))
        case events.SharedContact(phone):
            return _to_staff(state, relay, event, _said(phone))
        case events.SentAttachment(file=File() as file):
            return _to_staff(state, relay, event, _said(""), file)
        case events.SentAttachment():
            return Turn(state, (Say((Line("relay.not_carried"),)),))
        case _:
            return None


def _said(text: str) -> Line:
    return Line("staff.relay_said", {"text": Quoted(text)})


def _to_staff(state: State, relay: Relay, event: events.Event, line: Line, file: File | None = None) -> Turn:
    relay = replace(relay, at=event.at)
    return Turn(replace(state, relay=relay), (_stored(relay), TellTopic(relay.name, line, file)))


def told(form: Form, state: State, event: events.Event, news: events.RelayNews) -> Turn:
    """Return the turn for an event from the staff's side of a relay; if the relay is over, only staff are told."""
    relay = state.relay
    if relay is None or relay.name != news.name:
        over = isinstance(news, events.StaffWrote)
        return Turn(state, (TellTopic(news.name, Line("staff.relay_over")),) if over else ())
    match news:
        case events.StaffWrote(text="", file=None):
            return Turn(state, (TellTopic(relay.name, Line("staff.relay_not_carried")),))
        case events.StaffWrote(text=text, file=file, edited=edited):
            relay = replace(relay, at=event.at)
            line = Line("relay.staff_edited" if edited else "relay.staff_said", {"text": text})
            return Turn(replace(state, relay=relay), (_stored(relay), Say((line,), file=file)))
        case events.StaffEnded():
            return _ended(form, state, relay, Line("staff.relay_done"), Line("relay.ended.staff"))
        case events.RelayIdle() if event.at - relay.at < IDLE:
            return Turn(state, (_stored(relay),))  # a message came just now, or the clock was set back
        case events.RelayIdle():
            return _ended(form, state, relay, Line("staff.relay_idle"), Line("relay.ended.idle"))
        case events.RelayBroken():
            turn = _ended(form, state, relay, None, Line("relay.ended.broken"), *contacts(form))
            return turn.after(TellStaff(Line("staff.relay_failed", {"reference": relay.reference})))


def _stored(relay: Relay) -> StoreRelay:
    return StoreRelay(relay.name, relay.reference, relay.at + IDLE)
