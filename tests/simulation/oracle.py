"""Oracle: what must be true of a world, whatever happened in it.

Two judges that share nothing but the servers' journal. The chaos' books hold what the bot said and sent against what people did.
The history looks at the order of events alone: consent before a request, no request after a promise to stop, everybody at an end.
What becomes of a lead later, and what is held, is judged in life.py.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chaos.books import LAG, SETTLED_WITHIN, Problem, balance
from chaos.people import Simulated
from simulation import life
from simulation.faults import SLOW_MAX
from simulation.people import Persistent
from simulation.servers import UNDER_WAY, Servers

from bot.lead_api.account import SETTLE
from bot.lead_api.retry_policy import REPEATS_MAX
from sandbox.faults import Account
from sandbox.journal import Call, LeadRecord
from support.delivered import details, marked, reference
from support.homeowner import ORDER, STAGES, words

_REFUSING = (200, 400, 401, 403, 404, 409, 422)
"""Answers without a lead that may end one."""
_PROMISES = (words("withdraw.cancelled"), words("withdraw.reached"))
NEVER = ("doubled unmarked", "sent after the withdrawal", "held after /delete", "without consent")
"""What must not be even where a database forgot what was done last."""


@dataclass
class Evidence:
    """What is judged. Times are unix seconds.

    ``deaths``: when processes died, ``outages``: when the disk failed, ``jumps``: when leases of leads ran out early, for the clock
    was set forward. ``files`` are what is left of the database.
    """

    servers: Servers
    people: Sequence[Simulated]
    deaths: Sequence[float]
    outages: Sequence[float]
    jumps: Sequence[float]
    settled_within: float = SETTLED_WITHIN
    account: Account = field(default_factory=Account)
    clock_set: bool = False
    answers_lost: bool = False
    """Whether the network may lose the Lead API's answers."""
    absences: int = 0
    """How many processes take a clock that was set forward for an absence: see :func:`_said_besides`."""
    staff: int | None = None
    """The chat id of the staff's group."""
    sealed: bool = False
    """Whether the database is encrypted."""
    expired: bool = False
    """Whether everything is past its time."""
    files: Sequence[Path] = field(default_factory=list)

    @property
    def looks(self) -> bool:
        """Whether the Lead API shows what leads there are: then none is made twice."""
        return self.account.look_up in ("works", "without_estimate") and not self.clock_set

    def told(self, person: Simulated) -> list[Call]:
        """The bot's messages to a person that Telegram acted on, in the order of their calls."""
        return self.sent_to(person.phone.id)

    def sent_to(self, chat_id: int | None) -> list[Call]:
        """The messages to a chat that Telegram acted on, in the order of their calls."""
        return [
            call
            for call in self.servers.journal.calls
            if call.method in ("sendMessage", "sendPhoto", "sendDocument")
            and isinstance(call.result, dict)
            and call.params["chat_id"] == str(chat_id)
        ]

    def explained(self, call: Call, again: Call) -> bool:
        """Whether the bot could not know of ``call`` when it made the same one again."""
        since, until = call.time - UNDER_WAY, _settled(self)(call.time) + UNDER_WAY
        excuses = (*self.deaths, *self.outages)
        return call.outcome != "ok" or any(since <= at <= min(until, again.time) for at in excuses)


def judge(evidence: Evidence) -> list[str]:
    """Everything that is wrong, by kind and with whom."""
    journal = evidence.servers.journal
    journal.leads = deque(sorted(journal.leads, key=lambda record: record.received_at))  # not as they were answered
    for record in journal.leads:
        made = evidence.servers.leads.with_id(str(record.lead_id))
        if made is not None:
            record.response = made.estimate  # what a look-up may have told later, if the answer was lost
    return [*_books(evidence), *_history(evidence)]


def _books(evidence: Evidence) -> Iterator[str]:
    ordinary = [person for person in evidence.people if not isinstance(person, Persistent)]
    persistent = {str(person.number) for person in evidence.people if isinstance(person, Persistent)}
    excuses = [*evidence.deaths, *evidence.outages]
    # A call of a process that died may arrive after its death, as late as the network is slow.
    late = 0.05 if evidence.settled_within <= SETTLED_WITHIN else SLOW_MAX + 0.05
    books = balance(evidence.servers, ordinary, excuses, late - LAG, settled=_settled(evidence), resent=evidence.jumps)
    asked_again: Counter[int] = Counter()
    for problem in books.problems:
        who = "" if problem.who is None else f"person {problem.who.number}: "
        if problem.who is None and problem.kind == "wrong lead" and persistent:
            continue  # theirs; see below
        if problem.kind == "lost" and problem.who is None and "callback_query" in problem.what:
            continue  # who does not see an answer taps again: see Persistent
        if problem.who is not None and _said_besides(problem, evidence, asked_again):
            continue
        yield f"{problem.kind}: {who}{problem.what}"


def _said_besides(problem: Problem, evidence: Evidence, asked_again: Counter[int]) -> bool:
    """Whether a clock that was set explains a message: a reminder, or the question where somebody is.

    The bot asks everybody again who is in the middle if it was away for minutes. A process that starts soon after the clock was set
    forward cannot tell that from an absence if the one before died before it noticed; so each is asked again once at most.
    """
    if problem.kind == "handled twice" and evidence.clock_set and words("reminder") in problem.said:
        return True  # life.py judges how often, and at which hours
    if problem.kind not in ("handled twice", "unexplained repeat") or problem.who is None:
        return False
    if not any(STAGES[question] in problem.said for question in ORDER):
        return False
    asked_again[problem.who.number] += 1
    return asked_again[problem.who.number] <= evidence.absences


def _settled(evidence: Evidence) -> Callable[[float], float]:
    """Until when a death costs what was sent at a time: longer while the disk refuses what would settle it."""
    outages = sorted(evidence.outages)

    def settled(at: float) -> float:
        until = at + evidence.settled_within
        for outage in outages:
            if at <= outage <= until:
                until = outage + evidence.settled_within
        return until

    return settled


def _history(evidence: Evidence) -> Iterator[str]:
    leads: dict[str, list[LeadRecord]] = defaultdict(list)
    for record in evidence.servers.journal.leads:
        leads[_number(record.payload)].append(record)
    for person in evidence.people:
        mine = leads.get(str(person.number), [])
        found = [
            *_consent(person, mine),
            *_withdrawal(person, mine, evidence.told(person)),
            *_copies(person, mine, evidence),
            *_given_up(person, mine, evidence),
            *_refused(person, mine, evidence),
            *life.of_person(person, mine, evidence),
        ]
        if not person.done:
            found.append("waits for ever")
        for what in found:
            kind, _, more = what.partition(":")
            yield f"{kind}: person {person.number}{more}"


def _consent(person: Simulated, leads: Sequence[LeadRecord]) -> Iterator[str]:
    """No request without a consent, nor before it."""
    if leads and not person.consents:
        yield "without consent"
    elif any(not any(_before(person, consent.after, record) for consent in person.consents) for record in leads):
        yield "before consent"


def _withdrawal(person: Simulated, leads: Sequence[LeadRecord], told: Sequence[Call]) -> Iterator[str]:
    """No request after it was promised that there will be none."""
    promised = [call.time for call in told if any(each in str(call.params.get("text")) for each in _PROMISES)]
    if promised and person.consents[-1:] and person.consents[-1].withdrawn:
        late = [record.received_at - promised[0] for record in leads if record.received_at > promised[0] + UNDER_WAY]
        if late:
            yield f"sent after the withdrawal: {late[0]:.3f} s later"


def _copies(person: Simulated, leads: Sequence[LeadRecord], evidence: Evidence) -> Iterator[str]:
    """Of all requests under one reference that made a lead one at most has no mark; if a look-up shows leads there is one."""
    by_reference: dict[str, list[LeadRecord]] = defaultdict(list)
    for record in leads:
        if record.accepted:
            by_reference[reference(record)].append(record)
    for name, records in by_reference.items():
        if sum(not marked(record) for record in records) > 1:
            yield f"doubled unmarked: {name}"
        if evidence.looks and any(_shown_in_time(record, evidence) for record in records[:-1]):
            yield f"made twice: {name}"
    if isinstance(person, Persistent) and len(by_reference) > 1:
        yield f"doubled: {len(by_reference)} references"


def _shown_in_time(record: LeadRecord, evidence: Evidence) -> bool:
    """Whether a lead showed in look-ups as soon after its request as the bot waits before it believes that there is none."""
    made = evidence.servers.leads.with_id(str(record.lead_id))
    assert made is not None
    return made.made_at + evidence.account.lag < record.received_at + SETTLE - SLOW_MAX


def _given_up(person: Simulated, leads: Sequence[LeadRecord], evidence: Evidence) -> Iterator[str]:
    """No lead is set aside unless it was refused, or its outcome was unknown again and again."""
    if not any(STAGES["set aside"] in str(call.params.get("text")) for call in evidence.told(person)):
        return
    refused = any(not record.accepted and (record.status or 0) in _REFUSING for record in leads)
    if not refused and len(leads) + len(evidence.deaths) <= REPEATS_MAX:
        yield f"given up early: after {len(leads)} requests"


def _refused(person: Simulated, leads: Sequence[LeadRecord], evidence: Evidence) -> Iterator[str]:
    """A request that is refused for good is not made again; one whose answer is to blame is, with another and a new consent."""
    told = [str(call.params.get("text")) for call in evidence.told(person)]
    if any(STAGES["rejected"] in text for text in told) and not any(map(_blames_an_answer, leads)):
        yield "untrue: told that an answer was refused"
    if evidence.answers_lost or isinstance(person, Persistent):
        return
    for record in filter(_is_refused, leads):
        later = [each for each in leads if each.received_at > record.received_at and _is_same(each, record)]
        for again in later:
            if details(again) == details(record):
                if not _unknown(record, evidence):
                    yield f"sent again: {reference(again)} was refused (HTTP {record.status})"
            elif not any(_agreed(person, at, record, again) for consent in person.consents for at in consent.renewed):
                yield f"without consent: {reference(again)} was changed"


def _is_refused(record: LeadRecord) -> bool:
    """Whether an answer says that this request is refused: no page of a firewall, no garbage."""
    refused = record.status in (400, 409, 422) or (record.status == 200 and isinstance(record.response, dict))
    return refused and not record.accepted


def _blames_an_answer(record: LeadRecord) -> bool:
    return _is_refused(record) and "property_type" in record.response.get("errors", {})


def _is_same(one: LeadRecord, other: LeadRecord) -> bool:
    return reference(one) == reference(other)


def _unknown(record: LeadRecord, evidence: Evidence) -> bool:
    """Whether the bot may not have noted the answer to a request."""
    since, until = record.received_at - UNDER_WAY, _settled(evidence)(record.received_at) + UNDER_WAY
    return any(since <= at <= until for at in (*evidence.deaths, *evidence.outages, *evidence.jumps))


def _agreed(person: Simulated, message_id: int, first: LeadRecord, second: LeadRecord) -> bool:
    """Whether the question for consent that stood last at a yes came between two requests."""
    chat = person.world.chat(person.phone.id)
    message: Any = None if chat is None else chat.messages.get(message_id)
    return message is not None and first.received_at - 1.0 < message.date <= second.received_at  # in whole seconds


def _before(person: Simulated, message_id: int, record: LeadRecord) -> bool:
    """Whether the question for consent stood in the chat before a request came."""
    chat = person.world.chat(person.phone.id)
    message: Any = None if chat is None else chat.messages.get(message_id)
    return message is not None and message.date <= record.received_at


def _number(payload: Any) -> str:
    email = str(payload.get("email")) if isinstance(payload, dict) else ""
    found = re.fullmatch(r"\w+\.(\d+)\.\d+@cloud\.com", email)
    return found[1] if found else ""
