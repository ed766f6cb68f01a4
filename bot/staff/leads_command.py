"""Admin command /leads: list the agency's leads, open one, note who calls, retry a set-aside one.

The list contains no names. Only an opened lead shows its person, which the agency may see since the person consented;
each opening is logged. Buttons carry a lead's reference, so those of a deleted lead find nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.campaigns import office_list
from bot.campaigns.office_list import KnownOffices
from bot.campaigns.one_line import one_line
from bot.core.agency import Agency
from bot.staff import lead_cards
from bot.staff.admin_command import Command, CommandReply, CommandRequest, button, turning
from bot.staff.call_times import ExpectedCall, clock, expected_call, expected_line, reminder_time
from bot.staff.campaign_summary import office_line
from bot.staff.notifications import reachable_admins, say_to
from bot.storage.leads import calls, lead_records
from bot.storage.leads.calls import LeadView
from bot.storage.leads.lead_records import CallState, StoredLead
from bot.storage.transaction import Transaction
from conversations.commands import Button, Line, Param, Quoted, Say
from conversations.events import LeadStatus
from conversations.form import Form

log = logging.getLogger(__name__)

PAGE = 8
"""Leads per page: as many buttons as a phone shows without scrolling."""
OFFICES_SHOWN = 6
"""Offices with a button; others are found by ``/leads`` and their name."""
LINK = "lead-"
"""Beginning of a link's payload that opens a lead in the admin's private chat, followed by its reference."""
_REFERENCE = re.compile(r"[A-Z0-9-]{1,40}")
_CALL_BUTTONS: Mapping[CallState, str] = {CallState.TAKEN: "", CallState.CALLED: "success", CallState.NOT_REACHED: ""}
"""Notes about calling, with the style of each button."""
_NO_OFFICE, _EVERY_OFFICE = "0", "-"
"""Offices in callback data: not named by a link, and all."""


def linked_lead(code: str) -> str | None:
    """Return the callback data that opens the lead named by a link's payload; ``None`` if it names none."""
    reference = code.removeprefix(LINK)
    names_one = code.startswith(f"{LINK}VB-") and _REFERENCE.fullmatch(reference)
    return f"{lead_cards.SHOW}{reference}" if names_one else None


def opened(tx: Transaction, agency: Agency, reference: str, admin: int) -> Say | None:
    """Return a lead in full with its buttons, and log the opening; ``None`` if the lead is gone."""
    row = calls.open_lead(tx, agency.id, reference, admin)
    if row is None:
        return None
    copied = Button(Line("button.copy_reference", {"reference": reference}), copy=reference)
    if row.taken_back:
        return Say((Line("lead.withdrawn", {"reference": reference}),), ((copied,),))
    log.info("a lead was opened in the chat", extra={"agency": agency.id, "reference": reference})
    lead, estimate = row.decoded()
    standing = _standing(row, admin)
    if lead is None:
        return Say((Line("lead.unreadable", {"reference": reference}), standing), ((copied,),))
    office = office_line(row.office, office_list.known(tx, agency))
    facts = lead_cards.in_full(lead, estimate, row.lead_id or "", office)
    lines = [Line("lead.head", {"reference": reference, "side": lead_cards.side(lead)}), *facts, standing]
    expected = _expected(agency, row)
    if expected is not None and row.call_state is not CallState.CALLED:
        lines.append(expected_line(expected))
    states = (each for each in _CALL_BUTTONS if each is not row.call_state or row.call_admin != admin)
    noting = tuple(_call_button(each, reference) for each in states)
    rows = [noting]
    if row.status is LeadStatus.SET_ASIDE:
        reason = Quoted(row.reason) if row.reason else Line("lead.no_reason")
        lines.append(Line("lead.mend", {"reason": reason}))
        lines += [Line("lead.mend.repeat")] if row.possible_repeat else []
        rows.append((Button(Line("button.retry"), f"{lead_cards.RETRY}{reference}"),))
    return Say(tuple(lines), (*rows, (copied,)))


def _call_button(state: CallState, reference: str) -> Button:
    return button(Line(f"button.call.{state}"), LEADS.name, f"{state}:{reference}", _CALL_BUTTONS[state])


def _called(request: CommandRequest, part: str) -> CommandReply:
    if not part:
        return CommandReply((_page(request, LeadView.TO_CALL, _EVERY_OFFICE, 0),))
    reference = part.upper()
    if _REFERENCE.fullmatch(reference) and lead_records.get(request.tx, request.agency.id, reference) is not None:
        return _opened(request, reference)
    found = request.offices().named(part)
    if len(found) == 1:
        return CommandReply((_page(request, LeadView.ALL, str(found[0].id), 0),))
    return CommandReply((Say((Line("leads.no_such", {"said": one_line(part, 60)}),)),))


def _tapped(request: CommandRequest, value: str) -> CommandReply:
    action, _, rest = value.partition(":")
    if action == "show":
        return _opened(request, rest)
    if action == "list":
        return _turned(request, rest)
    if action in set(CallState):
        return _noted(request, rest, CallState(action))
    return CommandReply(toast=Line("toast.outdated"))


def _opened(request: CommandRequest, reference: str) -> CommandReply:
    say = opened(request.tx, request.agency, reference, request.admin)
    if say is None:
        return CommandReply((Say((Line("lead.gone", {"reference": one_line(reference, 40)}),)),))
    return CommandReply((say,), about=reference)


def _noted(request: CommandRequest, reference: str, state: CallState) -> CommandReply:
    """Record an admin's note about calling a lead's person, in place of a colleague's, who is told if they were going to."""
    tx, agency = request.tx, request.agency
    row = lead_records.get(tx, agency.id, reference, hold=True)
    now = datetime.fromtimestamp(tx.now, UTC)
    remind_at = None if row is None else reminder_time(_form(agency, row), _expected(agency, row), state, now)
    stored = None if remind_at is None else remind_at.timestamp()
    if not calls.note_call(tx, agency.id, reference, state, request.admin, stored):
        return CommandReply(toast=Line("toast.lead_gone"))
    colleague = None if row is None or row.call_state is not CallState.TAKEN else row.call_admin
    if colleague is not None and colleague != request.admin:
        told = reachable_admins(tx, agency) & {colleague}
        said = Say(
            (Line(f"call.by_colleague.{state}", {"reference": reference}),), ((lead_cards.show_button(reference),),)
        )
        say_to(tx, agency, told, said)
        if state is CallState.TAKEN:
            return CommandReply(toast=Line("toast.call.instead" if told else "toast.call.instead_untold"))
    if remind_at is not None:
        return CommandReply(toast=Line("toast.call.reminder", clock(remind_at)))
    return CommandReply(toast=Line(f"toast.call.{state}"))


def want_call(tx: Transaction, agency: Agency, reference: str, wanted: datetime) -> None:
    """Record when a lead's person would like to be called; the admin who will call is reminded by that time."""
    expected, now = ExpectedCall(wanted, "at"), datetime.fromtimestamp(tx.now, UTC)
    row = lead_records.get(tx, agency.id, reference)
    form = agency.form if row is None else _form(agency, row)
    remind_at = reminder_time(form, expected, CallState.TAKEN, now)
    stored = None if remind_at is None else remind_at.timestamp()
    calls.want_call(tx, agency.id, reference, wanted.timestamp(), stored)


def _expected(agency: Agency, row: StoredLead) -> ExpectedCall | None:
    """Return the call that a lead's person expects, if any."""
    lead, _ = row.decoded()
    return None if lead is None else expected_call(_form(agency, row), row, lead)


def call_due(agency: Agency, row: StoredLead, *, to_others: bool = False) -> Say:
    """Return the reminder of a call, by reference and without names. ``to_others``: the admin who was to call cannot be reached."""
    expected = _expected(agency, row)
    lines = [Line("call.due", {"reference": row.reference})]
    lines += [] if expected is None else [expected_line(expected)]
    shown = (lead_cards.show_button(row.reference),)
    if to_others:
        return Say((*lines, Line("call.due.untold")), (shown,))
    noting = tuple(_call_button(each, row.reference) for each in (CallState.CALLED, CallState.NOT_REACHED))
    return Say(tuple(lines), (noting, shown))


# --------------------------------------------------------------------------------------------------------- the list


def _turned(request: CommandRequest, value: str) -> CommandReply:
    view, office, number = (*value.split(":"), "", "")[:3]
    office_ok = office in {_EVERY_OFFICE, _NO_OFFICE} or _is_number(office, 18)
    if view not in set(LeadView) or not office_ok or not _is_number(number, 6):
        return CommandReply(toast=Line("toast.outdated"))
    return CommandReply((_page(request, LeadView(view), office, int(number)),))


def _is_number(text: str, longest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest


def _page(request: CommandRequest, view: LeadView, office: str, number: int) -> Say:
    tx, agency = request.tx, request.agency
    chosen: tuple[int | None, ...] = () if office == _EVERY_OFFICE else (None if office == _NO_OFFICE else int(office),)
    found = calls.page(tx, agency.id, view, chosen, number * PAGE, PAGE + 1)
    shown = found[:PAGE]
    offices = request.offices()
    where = [Line("leads.office", {"office": office_line(each, offices)}) for each in chosen]
    head = [Line("leads.head", {"view": Line(f"leads.view.{view}")}), *where]
    rows = tuple(_row(request, each, offices) for each in shown)
    body = [Line("facts", {"facts": rows})] if rows else [Line("leads.none")]
    last = number + (len(found) > PAGE)
    turns = turning(LEADS.name, number, last, f"list:{view}:{office}:{{}}".format)
    views = [
        button(Line(f"leads.view.{each}"), LEADS.name, f"list:{each}:{office}:0")
        for each in LeadView
        if each is not view
    ]
    opening = [(button(_label(each), LEADS.name, f"show:{each.reference}"),) for each in shown]
    by_office = _office_buttons(request, view, office, offices)
    buttons = (*opening, *turns, tuple(views), *([by_office] if by_office else []))
    return Say((*head, *body), buttons)


def _office_buttons(request: CommandRequest, view: LeadView, office: str, offices: KnownOffices) -> tuple[Button, ...]:
    """Return a button for each office named by leads, except the one shown; none if there is only one."""
    named = calls.offices(request.tx, request.agency.id)
    if len(named) < 2:
        return ()
    by_id = {_NO_OFFICE if each is None else str(each): office_line(each, offices) for each in named[:OFFICES_SHOWN]}
    labels: dict[str, Line] = {_EVERY_OFFICE: Line("leads.every_office"), **by_id}
    return tuple(button(label, LEADS.name, f"list:{view}:{each}:0") for each, label in labels.items() if each != office)


def _row(request: CommandRequest, row: StoredLead, offices: KnownOffices) -> Line:
    lead, _ = row.decoded()
    what = Line("leads.unreadable") if lead is None else lead_cards.brief(lead)
    shown: dict[str, Param] = {
        "reference": row.reference,
        "what": what,
        "office": office_line(row.office, offices),
        **clock(datetime.fromtimestamp(row.created_at, UTC)),
        "standing": _standing(row, request.admin),
    }
    return Line("leads.row", shown)


def _label(row: StoredLead) -> Line:
    lead, _ = row.decoded()
    if lead is None:
        return Line("plain", {"text": row.reference})
    return Line("leads.label", {"reference": row.reference, "area": lead_cards.area(lead.postcode)})


def _standing(row: StoredLead, admin: int) -> Line:
    """Return the state of a lead: with its person, or with the staff who call."""
    if row.taken_back:
        return Line("lead.standing.withdrawn")
    if row.call_state is None or row.call_at is None:
        return Line(f"lead.standing.{row.status}")
    who = Line("call.you" if row.call_admin == admin else "call.colleague")
    return Line(f"call.{row.call_state}", {"who": who, **clock(datetime.fromtimestamp(row.call_at, UTC))})


def _form(agency: Agency, row: StoredLead) -> Form:
    """Return the form with the facts of a lead's office."""
    return agency.form.at_office(row.office)


LEADS = Command("leads", _called, _tapped)
