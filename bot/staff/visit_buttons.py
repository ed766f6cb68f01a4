"""Buttons below a visit's card: accept it, or suggest another time.

A press becomes an event of the homeowner's chat, which decides the result, since the visit may be moved or cancelled at
the same moment. Everybody in the staff group may press them, since the agency controls its membership; elsewhere only
admins may.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.core.agency import Agency
from bot.core.serialization import STATE
from bot.staff.admin_command import CommandReply, in_rows
from bot.storage.chats import chat_states, visits
from bot.storage.chats.visits import StoredVisit
from bot.storage.leads import lead_records
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from conversations import slots
from conversations.commands import Button, Line, Param, Say, Shown
from conversations.events import VisitAccepted, VisitSuggested
from conversations.form import Form
from conversations.visit import Visit, answered_slot, is_told

VISIT = "staff:visit:"
"""Prefix of these buttons' callback data, followed by the action, the visit's id, and a day or a slot."""
REQUESTED = frozenset({"staff.visit_requested", "staff.visit_moved", "staff.visit_waiting"})
"""Notices of a visit that waits for an answer."""
AGREED = "staff.visit_agreed"
DAYS_PER_ROW, HOURS_PER_ROW = 2, 4


def buttons(line: Line) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons below a notice; none unless it is about a current visit."""
    name = str(line.params.get("name", ""))
    if not name or (line.key not in REQUESTED and line.key != AGREED):
        return ()
    accept = (Button(Line("button.accept_visit"), f"{VISIT}accept:{name}", "success"),)
    other = (Button(Line("button.other_time"), f"{VISIT}days:{name}"),)
    return ((*accept, *other),) if line.key in REQUESTED else (other,)


def pressed(tx: Transaction, agency: Agency, data: str, tap: str) -> CommandReply:
    """Answer a tap by somebody who may answer for the agency. ``tap`` is the tap's id, from which its event's key is made."""
    action, _, rest = data.removeprefix(VISIT).partition(":")
    name, _, value = rest.partition(":")
    visit = visits.find(tx, agency.id, name)
    if visit is None or visit.ends_at <= tx.now:
        return CommandReply(toast=Line("toast.visit_gone"))
    now = datetime.fromtimestamp(tx.now, UTC)
    lead = lead_records.get(tx, agency.id, visit.reference)
    form = agency.form.at_office(None if lead is None else lead.office)
    match action:
        case "accept":
            return _answered(tx, visit, VisitAccepted(name), tap)
        case "days":
            return CommandReply((_days(form, visit, now),))
        case "day" if (hours := _hours(form, visit, value, now)) is not None:
            return CommandReply((hours,))
        case "at" if slots.is_open(form, value, now):
            return _answered(tx, visit, VisitSuggested(name, value), tap)
        case _:
            return CommandReply((_days(form, visit, now),), toast=Line("toast.slot_passed"))


def _answered(tx: Transaction, visit: StoredVisit, news: VisitAccepted | VisitSuggested, tap: str) -> CommandReply:
    standing = _standing(tx, visit)
    if standing is not None and standing.name == visit.name:
        if is_told(standing, news):
            return CommandReply(toast=Line("toast.visit_told_before"))
        if slots.begins(answered_slot(standing, news)).timestamp() <= tx.now:
            return CommandReply(toast=Line("toast.slot_passed"))
    inbox.add(tx, [inbox.event_item(visit.agency, f"visit:{visit.name}:{tap}", visit.chat_id, news)])
    return CommandReply(toast=Line("toast.visit_answered"))


def _standing(tx: Transaction, visit: StoredVisit) -> Visit | None:
    """Return the visit as the homeowner's chat has it; ``None`` if that is unreadable, from another version of the bot."""
    stored = chat_states.load(tx, [(visit.agency, visit.chat_id)]).get((visit.agency, visit.chat_id))
    try:
        return None if stored is None else STATE.decode(stored).visit
    except ValueError:
        return None


def _days(form: Form, visit: StoredVisit, now: datetime) -> Say:
    found = [
        Button(Line("plain", {"text": Shown("short_day", day.isoformat())}), f"{VISIT}day:{visit.name}:{day}")
        for day in slots.days(form, now)
    ]
    return Say((Line("visit.which_day", {"reference": visit.reference}),), in_rows(found, DAYS_PER_ROW))


def _hours(form: Form, visit: StoredVisit, value: str, now: datetime) -> Say | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    found = [
        Button(Line("plain", {"text": Shown("time", f"{slot[11:13]}:00")}), f"{VISIT}at:{visit.name}:{slot}")
        for slot in slots.hours(form, day, now)
    ]
    shown: dict[str, Param] = {"reference": visit.reference, "day": Shown("on_date", value)}
    return Say((Line("visit.which_hour", shown),), in_rows(found, HOURS_PER_ROW)) if found else None
