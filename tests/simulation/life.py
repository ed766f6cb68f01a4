"""What comes after a lead, as the oracle judges it: withdrawals, additions, what the staff hear; reminders; what is held."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from chaos.people import Simulated
from simulation.people import ARRIVED, HOMEOWNER, NO_MORE, Homeowner
from simulation.servers import REFUSALS, UNDER_WAY

from sandbox.accounts import MadeLead
from sandbox.journal import Call, LeadRecord, UpdateOfLead
from support.delivered import reference
from support.homeowner import STAGES, words

if TYPE_CHECKING:
    from simulation.oracle import Evidence

_LONDON = ZoneInfo("Europe/London")
_WAKING = range(8, 20)
_HELD = {
    "chats": "state",
    "inbox": "body",
    "outbox": "body",
    "leads": "lead",
    "lead_updates": "body",
    "message_ids": "ids",
    "visits": "name",
    "relays": "name",
}
"""Tables that hold what is personal of a chat, each with the column that has it."""
_STAFF_KNOW = {
    "staff_told.withdrawn": ("staff.withdrawn",),
    "staff_told.deleted": ("staff.deleted",),
    "set_aside.told": ("staff.set_aside", "staff.rejected"),
}
"""What people are told of the staff, and what the staff heard then."""
_NOT_ADDED = "the person added something"
_OF_MESSAGES = ("message_ids",)
"""What is kept after /delete, so that the messages in the chat can be removed too; it says nothing of anybody."""


def of_person(person: Simulated, records: Sequence[LeadRecord], evidence: Evidence) -> Iterator[str]:
    """What is wrong with what came after the lead of a person, whose requests for leads are ``records``."""
    told = evidence.told(person)
    references = {reference(record) for record in records if record.accepted}
    made = [lead for lead in evidence.servers.leads.made if lead.meta.get("reference") in references]
    yield from _withdrawn(told, made, evidence)
    yield from _added(person, made, evidence)
    yield from _reminded(told, evidence)
    yield from _staff(told, references, evidence)
    yield from _relayed(person, told, evidence)
    yield from _held(person, evidence)


def _withdrawn(told: Sequence[Call], made: Sequence[MadeLead], evidence: Evidence) -> Iterator[str]:
    """What is told of a withdrawal is so in the account, and each is carried out once."""
    withdrawn = [lead for lead in made if lead.values.get("gdpr_checkbox") is False]
    if _said(told, words("withdrawal.noted")) and not withdrawn:
        yield "untrue: told that the consent is withdrawn"
    for name in {str(lead.meta.get("reference")) for lead in withdrawn} if evidence.staff is not None else ():
        others = [lead for lead in made if lead.meta.get("reference") == name and lead not in withdrawn]
        if others and _said(told, words("withdrawal.noted")) and not _heard(name, "more than once", evidence):
            yield f"untrue: one of several leads is withdrawn ({name})"
    absent = next((call.time for call in told if words("withdrawal.absent") in _text(call)), None)
    if absent is not None and _shown(made, absent, evidence):
        yield "untrue: told that the lead was not found"
    if _said(told, words("deleted.marking")) and not withdrawn and not _given_to_staff(made, evidence):
        yield "not withdrawn: after /delete"
    if evidence.account.look_up == "refused" or _refused(made, evidence):
        return  # then nobody can see whether it was carried out, and doing it twice changes nothing
    for lead in made:
        if len(_carried_out(lead, "gdpr_checkbox", evidence)) > 1:
            yield f"withdrawn twice: lead {lead.id}"


def _shown(made: Sequence[MadeLead], told_at: float, evidence: Evidence) -> bool:
    """Whether a lead was there for whoever looked before ``told_at``, or nobody did although it was."""
    if not any(lead.made_at < told_at for lead in made):
        return False
    emails = {lead.values["email"] for lead in made}
    looks = [
        look
        for look in evidence.servers.journal.look_ups
        if look.time < told_at and look.status in (200, 404) and look.query.get("email") in emails
    ]
    return not looks or any(lead.id in looks[-1].found for lead in made)


def _carried_out(lead: MadeLead, field: str, evidence: Evidence) -> list[UpdateOfLead]:
    """The updates of a field that the account carried out, but for those that came or were carried out late."""
    return [
        update
        for update in evidence.servers.journal.updates_of_leads
        if update.accepted
        and update.lead_id == str(lead.id)
        and field in update.changes
        and not any(update is late for late in evidence.servers.late_updates)
        and not any(update.time - UNDER_WAY <= death <= update.time for death in evidence.deaths)
    ]


def _given_to_staff(made: Sequence[MadeLead], evidence: Evidence) -> bool:
    """Whether the staff were told what could not be done to one of these leads."""
    return evidence.staff is None or any(_heard(str(lead.meta.get("reference")), "", evidence) for lead in made)


def _heard(name: str, what: str, evidence: Evidence) -> bool:
    """Whether the staff have a message about the lead of this reference that says this."""
    texts = [str(call.params.get("text")) for call in evidence.sent_to(evidence.staff)]
    return any(name in text and what in text for text in texts)


def _added(person: Simulated, made: Sequence[MadeLead], evidence: Evidence) -> Iterator[str]:
    """What somebody passed on stands in their lead, once."""
    if not isinstance(person, Homeowner) or not person.added or not person.done:
        return
    times = sum(person.added in str(pair) for lead in made for pair in lead.questionnaire)
    in_time = sum(
        person.added in str(each.changes) for lead in made for each in _carried_out(lead, "questionnaire", evidence)
    )
    if times > 1 and in_time > 1 and evidence.looks and not _refused(made, evidence):
        yield f"added {times} times"
    if not times and not person.afterwards.deletes and evidence.looks and not _refused(made, evidence):
        yield "never added"


def _refused(made: Sequence[MadeLead], evidence: Evidence) -> bool:
    """Whether a request about one of these leads was answered in a way that says that no other will do."""
    journal = evidence.servers.journal
    names = {str(lead.id) for lead in made} | {str(lead.values["email"]) for lead in made}
    looks = [look.status for look in journal.look_ups if names & {*look.query.values()}]
    updates = [update.lead_id for update in evidence.servers.refused_updates]
    return any(status in REFUSALS for status in looks) or bool(names & {*updates})


def _reminded(told: Sequence[Call], evidence: Evidence) -> Iterator[str]:
    """Nobody is reminded twice, nor at night."""
    reminders = [call for call in told if words("reminder") in str(call.params.get("text"))]
    if any(not evidence.explained(call, again) for call, again in pairwise(reminders)):
        yield f"reminded {len(reminders)} times"
    for call in reminders:
        at = datetime.fromtimestamp(call.time, UTC).astimezone(_LONDON)
        if at.hour not in _WAKING and not evidence.clock_set:
            yield f"reminded at night: {at:%H:%M}"


def _staff(told: Sequence[Call], references: set[str], evidence: Evidence) -> Iterator[str]:
    """What is said of the staff is so, they hear of each lead that arrived, and of nothing twice."""
    heard: dict[str, list[Call]] = defaultdict(list)
    for call in evidence.sent_to(evidence.staff):
        heard[str(call.params.get("text"))].append(call)
    for said, notices in _STAFF_KNOW.items():
        if _said(told, words(said)) and not any(words(notice) in text for text in heard for notice in notices):
            yield f"untrue: told that the staff know ({said})"
    if evidence.staff is None:
        return
    arrived = [_said(told, STAGES[stage]) for stage in ARRIVED]
    booked = _said(told, words("visit.requested"))
    for name in sorted(references):
        about = {text: calls for text, calls in heard.items() if name in text}
        if any(arrived) and not about:
            yield f"staff not told: {name}"
        for text, calls in about.items():
            events = 2 if booked and _NOT_ADDED in text else 1  # what they added, and the visit
            if sum(not evidence.explained(call, again) for call, again in pairwise(calls)) >= events:
                yield f"staff told twice: {name}"


def _relayed(person: Simulated, told: Sequence[Call], evidence: Evidence) -> Iterator[str]:
    """What somebody wrote to the staff stands in their topic, in its order, and nothing else; nothing once it was deleted."""
    if not isinstance(person, Homeowner):
        return
    written = [HOMEOWNER + said for said in person.relayed]
    calls = [call for call in evidence.sent_to(evidence.staff) if person.answers.last in _text(call)]
    heard = defaultdict(list)
    for call in calls:
        heard[_text(call)].append(call)
    if set(heard) - set(written):
        yield "relayed without leave"
    if [*heard] != written[: len(heard)]:
        yield "relayed out of order"
    if person.done and len(heard) < len(written) and not any(_said(told, no) for no in NO_MORE):
        yield f"relayed {len(heard)} of {len(written)}"
    for each in heard.values():
        if any(not evidence.explained(call, again) for call, again in pairwise(each)):
            yield "relayed twice"
    deleted = [call.time for call in told if STAGES["deleted"] in _text(call)] if person.afterwards.deletes else []
    if deleted and any(call.time > deleted[0] + UNDER_WAY for call in calls):
        yield "relayed after /delete"
    group = None if evidence.staff is None else evidence.servers.world.chat(evidence.staff)
    shown = [] if group is None else [message.text for message in group.messages.values()]
    if deleted and person.done and any(person.answers.last in text for text in shown):
        yield "in a topic after /delete"


def _held(person: Simulated, evidence: Evidence) -> Iterator[str]:
    """Nothing is held of whoever had it deleted, nor of anybody when it is past its time; with a key nothing is in clear."""
    name = person.answers.last.encode()
    deleted = isinstance(person, Homeowner) and person.afterwards.deletes and person.done
    when = "past its time" if evidence.expired else "after /delete" if deleted else ""
    for file in evidence.files if when or evidence.sealed else ():
        if name in file.read_bytes():
            yield f"held {when or 'in clear'}: {file.suffix}"
    if when and evidence.files:
        for table in _rows(person.phone.id, evidence):
            if evidence.expired or table not in _OF_MESSAGES:
                yield f"held {when}: a row of {table}"


def _rows(chat_id: int, evidence: Evidence) -> Iterator[str]:
    """The tables that have something personal of a chat."""
    path = next(file for file in evidence.files if file.name == "bot.db")
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
        for table, column in _HELD.items():
            query = f"SELECT count(*) FROM {table} WHERE chat_id = ? AND length({column}) > 0"
            if database.execute(query, (chat_id,)).fetchone()[0]:
                yield table


def _said(told: Sequence[Call], what: str) -> bool:
    return any(what in _text(call) for call in told)


def _text(call: Call) -> str:
    return str(call.params.get("text", call.params.get("caption")))
