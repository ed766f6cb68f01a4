"""Visits: booking after the estimate, answers by staff, moves, cancellations and reminders; and call times.

Nothing is agreed before staff accept. Showing days or hours changes nothing, so those buttons are always valid; the button of
an hour is only valid until something changes.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from conversations.answers.appointment import CLOSES, LONDON, OPENS
from conversations.callback_data import Action, Tap, parse
from conversations.commands import (
    Button,
    CalendarEntry,
    Command,
    DropVisit,
    Line,
    Param,
    PassOn,
    Say,
    Shown,
    StoreVisit,
    TellStaff,
)
from conversations.events import Event, LeadStatus, VisitAccepted, VisitNews, VisitReminderDue, VisitSuggested
from conversations.flow.prompts import Buttons, contacts, go
from conversations.flow.turn import Turn, chosen, outdated, say
from conversations.form import Form
from conversations.intents import Intent
from conversations.languages import catalogue
from conversations.languages.render import words
from conversations.slots import begins, days, ends, hours, is_open
from conversations.state import Fresh, Sent, SlotAsked, State, Valued, YesNoAsked
from conversations.understanding.candidates import Schedule
from conversations.visit import Accepted, Requested, Suggested, Visit, answered_slot, is_told, reminder_time

_ACCEPT = "yes"
"""Value of the button that accepts the time suggested by staff."""
_DAYS_PER_ROW, _HOURS_PER_ROW = 2, 4


# ------------------------------------------------------------------------------------------- the homeowner's side


def visit(form: Form, state: State, event: Event) -> Turn:
    """Show the current visit, or the days available for one."""
    return _days(form, state, event, Action.VISIT) if state.visit is None else _standing(state, state.visit)


def call_time(form: Form, state: State, event: Event) -> Turn:
    """Show the days available for a call."""
    return _days(form, state, event, Action.CALL_TIME)


def ask_to_cancel(form: Form, state: State, _: Event) -> Turn:
    """Ask whether to cancel the visit; each button states its effect."""
    if state.visit is None:
        return say(form, state, Line("visit.none"))
    question = Line("visit.cancel", {"when": when(state.visit.slot)})
    return Turn(state, (Say((question,), ((go(state, Intent.CANCEL_VISIT),), (go(state, Intent.KEEP),))),))


def cancel(form: Form, state: State, event: Event) -> Turn:
    """Cancel the visit; tell staff, and the lead system if it knows of the visit."""
    standing = state.visit
    if standing is None:
        return say(form, state, Line("visit.none"))
    turn = say(form, state.revised(visit=None), Line("visit.cancelled"))
    return turn.after(*_taken_back(form, event, standing), *dropped(standing))


def _taken_back(form: Form, event: Event, standing: Visit) -> tuple[Command, ...]:
    """Return the commands that tell the lead system of the cancellation of a visit it knows of.

    The Lead API cannot clear a date, so its ``next_action_date`` stays and the questionnaire says so.
    """
    if not event.delivered(standing.reference) or not isinstance(standing, Accepted):
        return ()
    return (PassOn(standing.reference, _in_english(form, Line("visit.cancelled.for_agency", _at(standing.slot)))),)


def dropped(standing: Visit | None) -> tuple[Command, ...]:
    """Return the commands that drop the current visit for any reason: delete its row and tell staff."""
    if standing is None:
        return ()
    return DropVisit(standing.name), TellStaff(Line("staff.visit_cancelled", _params(standing, standing.slot)))


def tapped(form: Form, state: State, event: Event, tap: Tap) -> Turn:
    """Return the turn for a button of a day, an hour, or a time suggested by staff."""
    standing, current = state.visit, tap.revision == state.revision
    if tap.value == "":
        return _days(form, state, event, tap.action)
    if tap.value == _ACCEPT:
        if not (current and isinstance(standing, Suggested)):
            return _outdated(form, state, tap)
        return chosen(_take(form, state, event, standing), state, tap)
    if (day := _day(tap.value)) is not None:
        return _hours(form, state, event, tap.action, hours(form, day, event.at))
    if not is_open(form, tap.value, event.at):
        return _days(form, state, event, tap.action, Line("visit.passed"))
    if not current:
        return _outdated(form, state, tap)
    take = _call if tap.action is Action.CALL_TIME else _request
    return chosen(take(form, state, event, tap.value), state, tap)


def typed(form: Form, state: State, event: Event, asked: SlotAsked, said: Schedule) -> Turn:
    """Return the turn for a typed day, hours or both: take the only hour that fits, or ask which of several."""
    action = Action.CALL_TIME if asked.calling else Action.VISIT
    day = _day(said.day)
    if day is None:
        return _days(form, state, event, action)
    if asked.standing and state.visit is not None and day.isoformat() == _slot(state.visit)[:10]:
        return _standing(state, state.visit)
    too_soon = not asked.calling and day <= event.at.astimezone(LONDON).date()
    offered = () if too_soon else hours(form, day, event.at)
    if not offered:
        return _days(form, state, event, action, Line("visit.not_then"))
    first, end = said.within or (OPENS, CLOSES)
    fitting = tuple(slot for slot in offered if first <= begins(slot).astimezone(LONDON).hour < end)
    if said.within and len(fitting) == 1 and not asked.standing:
        return tapped(form, state, event, Tap(action, state.revision, "", fitting[0]))
    before = () if fitting else (Line("visit.not_then"),)
    return _hours(form, state, event, action, fitting or offered, *before)


def _slot(standing: Visit) -> str:
    """Return the slot of a visit: the one that staff suggest, if they do."""
    return standing.instead if isinstance(standing, Suggested) else standing.slot


def remembered(turn: Turn) -> Turn:
    """Return the turn with what a typed text may answer: the day, the hour, or the yes or no that its last message asks for."""
    if not turn.messages:
        return turn
    taps = [tap for row in turn.messages[-1].buttons for button in row if (tap := parse(button.data)) is not None]
    asked = {"slot_asked": _slot_asked(taps), "yes_no_asked": _yes_no_asked(taps)}
    state = turn.state
    if (state.slot_asked, state.yes_no_asked) == tuple(asked.values()):
        return turn
    return replace(turn, state=replace(state, **asked))


def _slot_asked(taps: list[Tap]) -> SlotAsked | None:
    offered = [tap for tap in taps if tap.action in (Action.VISIT, Action.CALL_TIME) and tap.value != _ACCEPT]
    if not offered:
        return None
    first = offered[0]
    day = "" if _day(first.value) else first.value[:10]
    return SlotAsked(first.action is Action.CALL_TIME, day, standing=first.value == "")


def _yes_no_asked(taps: list[Tap]) -> YesNoAsked | None:
    """Return the buttons of a suggested time, or of a question that can be declined by leaving all as it is."""
    keeping = next((tap for tap in taps if tap.action is Action.GO and tap.value == Intent.KEEP), None)
    accepting = next((tap for tap in taps if tap.action is Action.VISIT and tap.value == _ACCEPT), None)
    if accepting is not None:
        return YesNoAsked(accepting.data(), replace(accepting, value="").data())
    if keeping is not None and len(taps) == 2:
        return YesNoAsked(taps[0].data(), keeping.data())
    return None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _outdated(form: Form, state: State, tap: Tap) -> Turn:
    return outdated(state, say(form, state) if state.visit is None else _standing(state, state.visit), tap)


def _about(state: State, event: Event) -> str:
    """Return the reference of the lead for a visit or a call; empty if there is none any more."""
    phase, standing = state.phase, state.visit
    there = [lead.reference for lead in event.leads if lead.status in (LeadStatus.DELIVERED, LeadStatus.SET_ASIDE)]
    if standing is not None and standing.reference in there:
        return standing.reference
    if isinstance(phase, Valued) and phase.reference in there:
        return phase.reference
    return there[-1] if there else ""


def _address(state: State, reference: str) -> str:
    phase, standing = state.phase, state.visit
    if standing is not None and standing.reference == reference:
        return standing.address
    if isinstance(phase, Sent | Valued) and phase.reference == reference and "address" in phase.answers:
        return str(phase.answers["address"].value)
    return ""


def _days(form: Form, state: State, event: Event, action: Action, *before: Line) -> Turn:
    """Show the days; if none is left, or staff cannot be told, say how to reach the agency."""
    calling = action is Action.CALL_TIME
    offered = days(form, event.at, from_today=calling)
    if not calling and not form.visits:
        return say(form, state, Line("topic.visit"), *contacts(form))
    if isinstance(state.phase, Fresh) or not _about(state, event):
        return say(form, state, *(before or (() if calling else (Line("topic.visit.after"),))))
    if not offered or (not calling and not event.staff_told):
        return say(form, state, *before, Line("visit.unavailable"), *contacts(form))
    shown = [(Shown("short_day", day.isoformat()), day.isoformat()) for day in offered]
    rows = _rows(state, action, shown, _DAYS_PER_ROW)
    return Turn(state, (Say((*before, Line("call_time.day" if calling else "visit.which_day")), rows),))


def _hours(form: Form, state: State, event: Event, action: Action, offered: tuple[str, ...], *before: Line) -> Turn:
    """Show the ``offered`` slots of one day; without any, the days."""
    if not offered:
        return _days(form, state, event, action, Line("visit.passed"))
    if not _about(state, event):
        return say(form, state)
    rows = _rows(state, action, [(_time(slot), slot) for slot in offered], _HOURS_PER_ROW)
    other = Button(Line("button.other_day"), _data(state, action, ""))
    asked = Line("visit.which_hour", {"day": Shown("on_date", offered[0][:10])})
    return Turn(state, (Say((*before, asked), (*rows, (other,))),))


def _rows(state: State, action: Action, offered: list[tuple[Shown, str]], per_row: int) -> Buttons:
    """Return a button for each day or hour, given as shown and as its value."""
    row = [Button(Line("answer.shown", {"answer": shown}), _data(state, action, value)) for shown, value in offered]
    return tuple(tuple(row[at : at + per_row]) for at in range(0, len(row), per_row))


def _data(state: State, action: Action, value: str) -> str:
    return Tap(action, state.revision, "", value).data()


def _request(form: Form, state: State, event: Event, slot: str) -> Turn:
    """Request a visit from staff, in place of the current one."""
    reference = _about(state, event)
    if not (reference and form.visits and event.staff_told):
        return _days(form, state, event, Action.VISIT)
    before = state.visit
    made = Requested(event.fresh_reference, reference, slot, _address(state, reference))
    moved = state.revised(visit=made)
    stored, shown = _stored(made, slot, event), _standing(moved, made)
    if before is None:
        return shown.after(stored, TellStaff(Line("staff.visit_requested", _params(made, slot))))
    was: dict[str, Param] = {"from_day": Shown("on_date", before.slot[:10]), "from_time": _time(before.slot)}
    card = Line("staff.visit_moved", {**_params(made, slot), **was})
    return shown.after(DropVisit(before.name), stored, TellStaff(card))


def _take(form: Form, state: State, event: Event, standing: Suggested) -> Turn:
    """Accept the time suggested by staff."""
    if begins(standing.instead) <= event.at:
        return _days(form, state, event, Action.VISIT, Line("visit.passed"))
    return _agreed(form, state, event, standing, standing.instead)


def _call(form: Form, state: State, event: Event, slot: str) -> Turn:
    """Tell the agency when a call suits: in the lead system, and in the staff chat."""
    reference = _about(state, event)
    delivered = event.delivered(reference)
    if not reference or not (delivered or event.staff_told):
        return say(form, state, Line("visit.unavailable"), *contacts(form))
    commands: list[Command] = []
    if delivered:
        told = _in_english(form, Line("call_time.for_agency", _at(slot)))
        commands.append(PassOn(reference, told, begins(slot), call=True))
    if form.visits and event.staff_told:
        commands.append(TellStaff(Line("staff.call_time", {"reference": reference, **_at(slot)})))
    return say(form, state.revised(), Line("call_time.done", {"when": when(slot)})).after(*commands)


# ------------------------------------------------------------------------------------------------ the staff's side


def told(form: Form, state: State, event: Event, news: VisitNews) -> Turn:
    """Return the turn for an answer of staff or a reminder; if the visit was replaced, only staff are told."""
    standing = state.visit
    if standing is None or standing.name != news.name:
        gone = () if isinstance(news, VisitReminderDue) else (TellStaff(Line("staff.visit_gone")),)
        return Turn(state, gone)
    match news:
        case VisitReminderDue():
            return _remind(form, state, event, standing)
        case VisitAccepted() | VisitSuggested() if is_told(standing, news):
            return Turn(state, ())
        case VisitAccepted() | VisitSuggested():
            return _answered(form, state, event, standing, answered_slot(standing, news))


def _answered(form: Form, state: State, event: Event, standing: Visit, slot: str) -> Turn:
    """Agree on the slot that was asked for, by whichever button staff chose it; suggest any other."""
    if slot != standing.slot:
        return _suggested(state, standing, slot)
    if begins(slot) <= event.at:
        return Turn(state, (TellStaff(Line("staff.visit_passed", _params(standing, slot))),))
    return _agreed(form, state, event, standing, slot)


def _agreed(form: Form, state: State, event: Event, standing: Visit, slot: str) -> Turn:
    """Record the agreement on a slot, and tell both sides."""
    agreed = Accepted(standing.name, standing.reference, slot, standing.address)
    state = state.revised(visit=agreed)
    entry = CalendarEntry(
        f"visit-{agreed.reference}", Line("visit.title"), begins(slot), ends(slot), event.at, agreed.address
    )
    shown = Say(_lines(agreed), _choices(state, agreed), calendar=entry)
    told = PassOn(agreed.reference, _in_english(form, Line("visit.for_agency", _at(slot))), begins(slot))
    passed_on = (told,) if event.delivered(agreed.reference) else ()
    staff = TellStaff(Line("staff.visit_agreed", _params(agreed, slot)))
    return Turn(state, (_stored(agreed, slot, event), *passed_on, staff, shown))


def _suggested(state: State, standing: Visit, slot: str) -> Turn:
    offer = Suggested(standing.name, standing.reference, standing.slot, standing.address, instead=slot)
    state = state.revised(visit=offer)
    store = StoreVisit(offer.name, offer.reference, max(ends(slot), ends(offer.slot)))
    return Turn(state, (store, Say(_lines(offer), _choices(state, offer))))


def _remind(form: Form, state: State, event: Event, standing: Visit) -> Turn:
    """Remind of an agreed visit; if it was not agreed, tell both sides so."""
    if isinstance(standing, Accepted):
        return Turn(state, (Say((Line("visit.reminder", {"when": when(standing.slot)}),), _choices(state, standing)),))
    if isinstance(standing, Suggested):
        return _standing(state, standing)
    staff = TellStaff(Line("staff.visit_waiting", _params(standing, standing.slot)))
    lines = (Line("visit.not_answered", {"when": when(standing.slot)}), *contacts(form))
    told_staff = (staff,) if begins(standing.slot) > event.at else ()
    return Turn(state, (*told_staff, Say(lines, _choices(state, standing))))


# ------------------------------------------------------------------------------------------------------- in words


def when(slot: str) -> Line:
    """Return a slot as part of a sentence: "on Tuesday 1 December at 10am"."""
    return Line("visit.when", _at(slot))


def _at(slot: str, day: str = "on_date") -> dict[str, Param]:
    """Return the day, formatted as ``day``, and the time of a slot as parameters of a sentence."""
    return {"day": Shown(day, slot[:10]), "time": _time(slot)}


def _time(slot: str) -> Shown:
    return Shown("time", f"{slot[11:13]}:00")


def _standing(state: State, standing: Visit) -> Turn:
    return Turn(state, (Say(_lines(standing), _choices(state, standing)),))


def _lines(standing: Visit) -> tuple[Line, ...]:
    match standing:
        case Requested(slot=slot):
            return (Line("visit.requested", {"when": when(slot)}),)
        case Suggested(slot=slot, instead=instead):
            return (Line("visit.suggested", {"when": when(slot), "instead": when(instead)}),)
        case Accepted(slot=slot):
            return (Line("visit.accepted", {"when": when(slot)}),)


def held(standing: Visit) -> Line:
    """Return all data held about a visit."""
    shown: dict[str, Param] = {"when": when(standing.slot), "reference": standing.reference}
    if isinstance(standing, Suggested):
        return Line("mydata.visit.suggested", {**shown, "instead": when(standing.instead)})
    return Line("mydata.visit.accepted" if isinstance(standing, Accepted) else "mydata.visit.requested", shown)


def _choices(state: State, standing: Visit) -> Buttons:
    yes: Buttons = ()
    if isinstance(standing, Suggested):
        label = Line("button.take_visit", {"when": Line("visit.when", _at(standing.instead, "short_day"))})
        yes = ((Button(label, _data(state, Action.VISIT, _ACCEPT), "success"),),)
    another = Button(Line("button.move_visit"), _data(state, Action.VISIT, ""))
    return (*yes, (another, go(state, Intent.ASK_CANCEL_VISIT)))


def _params(standing: Visit, slot: str) -> dict[str, Param]:
    """Return the parameters of a staff notice about a visit; its buttons find the visit by ``name``."""
    return {"reference": standing.reference, "name": standing.name, **_at(slot)}


def _in_english(form: Form, line: Line) -> str:
    """Return a line in English, the language of the agency's lead system."""
    return words(line, form, catalogue("en"))


def _stored(standing: Visit, slot: str, event: Event) -> StoreVisit:
    return StoreVisit(standing.name, standing.reference, ends(slot), reminder_time(slot, event.at))
