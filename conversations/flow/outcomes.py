"""Messages about the outcome of a lead, whatever state the chat is in by then."""

from __future__ import annotations

from msgspec.structs import replace

from conversations import events
from conversations.answers.address import street_of
from conversations.answers.appointment import LONDON
from conversations.commands import EstimateDocument, EstimatePicture, Line, Param, Say, Shown, TellStaff, Typing
from conversations.flow.prompts import both_wanted, call_by, contacts, staff_know, what_next
from conversations.flow.turn import Turn, say, with_copies
from conversations.form import Form
from conversations.lead import Lead, LeadType, Range
from conversations.questions import DEFAULT_ORDER, OTHER
from conversations.state import Collecting, Ended, Sent, State, Valued


def told(form: Form, state: State, event: events.Event, outcome: events.Outcome) -> Turn:
    """Return the turn for an outcome of a lead, or for its delay.

    Nothing is said if the lead's row is gone, or the lead was withdrawn before it arrived: the person was told at the time, and
    this event was queued before.
    """
    if event.status(outcome.reference) in (None, events.LeadStatus.WITHDRAWN):
        return Turn(state, ())
    match outcome:
        case events.LeadReceived():
            return received(form, state, event, outcome)
        case events.LeadSlow(reference):
            return slow(state, event, reference)
        case events.LeadDelayed(reference):
            return delayed(state, event, reference)
        case events.LeadRejected():
            return rejected(form, state, event, outcome)
        case events.LeadSetAside(reference):
            return set_aside(form, state, event, reference)


def received(form: Form, state: State, event: events.Event, outcome: events.LeadReceived) -> Turn:
    """Show the estimate, or say that there is none; if the chat is about something else by now, go on there."""
    phase = state.phase
    if isinstance(phase, Ended) and outcome.reference in phase.withdrawn:
        late = Line("received.withdrawn", {"reference": outcome.reference})
        told = say(form, state, late, *staff_know(form, event, Line("staff_told.withdrawn")))
        return with_copies(told, (outcome.reference,))
    both = _wants_both(state, outcome.reference)
    lines = [*_estimate(form, outcome, both=both), *_next(form, state, outcome, both=both)]
    picture = _picture(form, state, outcome)
    if isinstance(phase, Sent) and phase.reference == outcome.reference:
        valued = Valued(phase.reference, phase.answers, phase.campaign, estimate=outcome.estimate, told_at=state.at)
        return say(form, state.revised(phase=valued), *lines).with_first(picture=picture)
    if isinstance(phase, Valued) and phase.reference == outcome.reference:  # it was set aside before
        state = replace(state, phase=replace(phase, estimate=outcome.estimate))
    where = Line("received.elsewhere", {"address": outcome.address})
    return say(form, state, where, *lines).with_first(picture=picture)


def same_lead(form: Form, state: State, earlier: events.SameLead, lead: Lead) -> Turn:
    """Say that ``lead`` was sent before and is not sent again, with the earlier estimate; ``state`` is in the phase ``Sent``."""
    phase = state.phase
    if not isinstance(phase, Sent):
        raise TypeError("a lead that is sent leaves the phase Sent")
    before = Line("sent.before", {"reference": earlier.reference})
    waiting = replace(state, phase=replace(phase, reference=earlier.reference))
    if earlier.estimate is None:
        return say(form, waiting, before, Line("sent.before.waiting"))
    outcome = events.LeadReceived(earlier.reference, lead.lead_type, lead.address, earlier.estimate)
    told = Valued(earlier.reference, phase.answers, phase.campaign, estimate=earlier.estimate, told_at=state.at)
    valued = replace(state, phase=told)
    estimate = _estimate(form, outcome, both=both_wanted(phase))
    return say(form, valued, before, *estimate).with_first(picture=_picture(form, waiting, outcome))


def _picture(form: Form, state: State, outcome: events.LeadReceived) -> EstimatePicture | None:
    """Return the picture of the requested estimate; ``None`` without figures."""
    both = _wants_both(state, outcome.reference)
    asked = _asked_for(outcome, both=both)
    if asked is None:
        return None
    side, figures, other = asked
    phase, street = state.phase, street_of(outcome.address)
    home = Line("picture.street", {"street": street})
    if isinstance(phase, Sent | Valued) and phase.reference == outcome.reference:
        home = _home(phase, street)
    return EstimatePicture(
        title=_TITLES[side],
        range=figures,
        property=home,
        foot=Line("picture.foot", {"date": Shown("date", state.at.astimezone(LONDON).date().isoformat())}),
        stamp=Line("picture.stamp") if form.made_up else None,
        also=Line("picture.rent.too", {"range": other}) if both and other is not None else None,
    )


def _last(state: State) -> events.LeadReceived | None:
    """Return the last outcome with figures that was told; ``None`` without one, or without the answers behind it."""
    phase = state.phase
    if not isinstance(phase, Valued) or phase.estimate is None or not phase.answers.keys() >= set(DEFAULT_ORDER):
        return None
    lead_type, address = (str(phase.answers[key].value) for key in ("sale_or_let", "address"))
    outcome = events.LeadReceived(phase.reference, LeadType(lead_type), address, phase.estimate)
    return None if _asked_for(outcome, both=both_wanted(phase)) is None else outcome


def again(form: Form, state: State) -> tuple[Line, ...]:
    """Return the last estimate in words, or that there is none to show."""
    outcome = _last(state)
    if outcome is None:
        return (Line("topic.again.none"),)
    return tuple(_estimate(form, outcome, both=_wants_both(state, outcome.reference)))


def document(form: Form, state: State) -> EstimateDocument | None:
    """Return the document of the last estimate told; ``None`` without one, or if the agency has turned documents off."""
    phase, outcome = state.phase, _last(state)
    picture = None if outcome is None else _picture(form, state, outcome)
    if not form.documents or outcome is None or picture is None:
        return None
    home = Line("document.home", {"address": outcome.address, "postcode": str(phase.answers["postcode"].value)})
    lines = (
        *_estimate(form, outcome, both=_wants_both(state, outcome.reference)),
        Line("document.reference", {"reference": outcome.reference}),
    )
    return EstimateDocument(picture, home, (*lines, *contacts(form)), Line("topic.in_writing"))


def _home(phase: Sent | Valued, street: str) -> Line:
    """Return the property in short; one of no usual type is named as described, or not at all."""
    rooms, kind = (phase.answers[key] for key in ("bedrooms", "property_type"))
    shown: dict[str, Param] = {"bedrooms": Shown("bedrooms", rooms.value), "street": street}
    if kind.value != OTHER:
        return Line("picture.home", {**shown, "kind": Shown("kind", kind.value)})
    return Line("picture.home", {**shown, "kind": kind.note}) if kind.note else Line("picture.home.plain", shown)


_TITLES = {"sale": Line("picture.sale"), "rent": Line("picture.rent")}
_OTHER = {"sale": "rent", "rent": "sale"}
"""The opposite side of an estimate."""


def _wants_both(state: State, reference: str) -> bool:
    """Return whether the lead ``reference``, the person's last, asked for both a price and a rent."""
    phase = state.phase
    return isinstance(phase, Sent | Valued) and phase.reference == reference and both_wanted(phase)


def _asked_for(outcome: events.LeadReceived, *, both: bool) -> tuple[str, Range, Range | None] | None:
    """Return the requested side (``sale`` or ``rent``), its figures, and those of the other side.

    ``None`` without figures of it. With ``both``, the sale comes first, and a rent alone is enough.
    """
    sides = {"sale": outcome.estimate.sale, "rent": outcome.estimate.rent}
    side = "sale" if outcome.lead_type is LeadType.VENDOR else "rent"
    if both and sides[side] is None:
        side = _OTHER[side]
    figures = sides[side]
    return None if figures is None else (side, figures, sides[_OTHER[side]])


def _estimate(form: Form, outcome: events.LeadReceived, *, both: bool) -> list[Line]:
    asked = _asked_for(outcome, both=both)
    if asked is None:
        return [Line("estimate.lost" if outcome.answer_lost else "estimate.none")]
    side, wanted, other = asked
    figures = Line(f"estimate.{side}", {"range": wanted})
    as_well = f"estimate.{_OTHER[side]}" if both else f"estimate.{_OTHER[side]}.too"
    more = [] if other is None else [Line(as_well, {"range": other})]
    more += [Line("estimate.made_up")] if form.made_up else []
    for each in more:
        figures = Line("estimate.and", {"first": figures, "second": each})
    return [figures, Line(f"estimate.{side}.caveat")]


def _next(form: Form, state: State, outcome: events.LeadReceived, *, both: bool) -> list[Line]:
    """Return the lines on the agency's next step and its time."""
    if _asked_for(outcome, both=both) is not None:
        return [what_next(form, state)]
    when = call_by(form, state)  # who gets in touch was said before
    return [] if when is None else [Line("promise", {"when": when})]


def slow(state: State, event: events.Event, reference: str) -> Turn:
    """Say that it takes a moment; nothing if the person knows more already or is doing something else by now."""
    phase = state.phase
    if not isinstance(phase, Sent) or phase.reference != reference or phase.delayed or not _awaited(event, reference):
        return Turn(state, ())
    return Turn(state, (Say((Line("slow"),)), Typing()))


def delayed(state: State, event: events.Event, reference: str) -> Turn:
    """Say that the estimate will follow later; nothing once the lead has arrived or was withdrawn."""
    if not _awaited(event, reference):
        return Turn(state, ())
    phase = state.phase
    if isinstance(phase, Sent) and phase.reference == reference:
        state = replace(state, phase=replace(phase, delayed=True))
    return Turn(state, (Say((Line("delayed"),)),))


def _awaited(event: events.Event, reference: str) -> bool:
    return event.status(reference) in (events.LeadStatus.WAITING, events.LeadStatus.IN_FLIGHT)


def rejected(form: Form, state: State, event: events.Event, outcome: events.LeadRejected) -> Turn:
    """Ask the refused answer again for the same lead; if that is too late, leave the lead to the staff."""
    phase = state.phase
    mine = isinstance(phase, Sent) and phase.reference == outcome.reference
    if not isinstance(phase, Sent) or not mine or outcome.question not in form.questions:
        staff = TellStaff(Line("staff.rejected", {"reference": outcome.reference, "reason": outcome.reason}))
        return say(form, state, *_set_aside(form, event)).after(staff)
    answers = {key: answer for key, answer in phase.answers.items() if key != outcome.question}
    again = Collecting(answers, phase.campaign, reference=phase.reference)
    return say(form, state.revised(phase=again), Line("rejected", {"label": Line(f"{outcome.question}.label")}))


def withdrawal_settled(
    form: Form, state: State, event: events.Event, reference: str, end: events.WithdrawalEnd
) -> Turn:
    """Report the outcome of a withdrawal in the agency's lead system, and nothing else."""
    lines = [Line(f"withdrawal.{end}", {"reference": reference})]
    if end is not events.WithdrawalEnd.FAILED:
        return say(form, state, *lines)
    return with_copies(say(form, state, *lines, *staff_know(form, event, Line("staff_told.withdrawn"))), (reference,))


def set_aside(form: Form, state: State, event: events.Event, reference: str) -> Turn:
    """Say that there will be no estimate, and who looks after the lead."""
    phase = state.phase
    if isinstance(phase, Sent) and phase.reference == reference:
        state = state.revised(phase=Valued(reference, phase.answers, phase.campaign, told_at=state.at))
    return say(form, state, *_set_aside(form, event))


def _set_aside(form: Form, event: events.Event) -> tuple[Line, ...]:
    """Return the lines: no estimate; who looks after the lead, or else how the person can reach the agency."""
    after = (Line("set_aside.told"),) if event.staff_told else (Line("set_aside.untold"), *contacts(form))
    return Line("set_aside"), *after
