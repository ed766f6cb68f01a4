"""The books: what the sandbox recorded, held against what people did.

Nothing here looks into the bot or its database. Of each person it is known what they did, in which order, and what the
bot owes them for it. A message that stands there twice was sent twice, and that must have a reason: a call of which the
bot could not know whether it had been acted on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

from chaos.owed import ENDINGS, Act, Consent, copied, holds, told, words_of
from chaos.people import Simulated
from chaos.weather import SLOW_MAX

from sandbox.journal import Call, Journal, LeadRecord
from support.delivered import details, estimated, marked, reference
from support.homeowner import STAGES, words

ACTED = ("ok", "dropped after acting", "garbage after acting")
"""Outcomes of calls that the sandbox acted on; of all but the first one the bot could not know."""
LAG = 0.5
"""Seconds by which a call may be recorded after the death of its maker, besides what the sandbox is late by."""
SETTLED_WITHIN = 4 * SLOW_MAX
"""Seconds until what was sent is settled: what else is sent to the same chat in the same go may be slow, too."""

SOON = 1.0
"""Seconds within which nearly everything is settled, unless what is sent along with it is slow."""

_UNASKED = (
    *(STAGES[key] for key in ("delayed", "rejected", *ENDINGS)),
    *(
        told(key, office_name="Example Homes", when="").partition("  ")[0]
        for key in ("visit.accepted", "visit.reminder")
    ),
    *map(
        words,
        (
            "slow",
            "visit.not_answered",
            "received.withdrawn",
            "withdrawal.noted",
            "withdrawal.absent",
            "withdrawal.failed",
        ),
    ),
)
"""What the bot says by itself."""


class Recorded(Protocol):
    """What has a journal: a sandbox, or the servers of a simulated world."""

    @property
    def journal(self) -> Journal:
        """What happened."""


@dataclass
class Problem:
    """Something that is wrong: of which kind, with whom, and what."""

    kind: str
    who: Simulated | None
    what: str
    said: str = ""
    """The words of the message that is wrong, if it is one."""


@dataclass
class Books:
    """What a run came to. ``rows`` are counted; it balances if there is no problem."""

    rows: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def balanced(self) -> bool:
        return not self.problems

    def count(self, kind: str) -> int:
        return sum(problem.kind == kind for problem in self.problems)

    def table(self) -> str:
        """The books as a table, with the chats of some of those who were wronged."""
        wide = max(map(len, self.rows))
        lines = [f"{name:<{wide}}  {value}" for name, value in self.rows.items()]
        lines.append(
            "the books balance" if self.balanced else f"THE BOOKS DO NOT BALANCE: {len(self.problems)} problems"
        )
        for problem in self.problems[:20]:
            name = "" if problem.who is None else f"person {problem.who.number}: "
            lines.append(f"  {problem.kind}: {name}{problem.what}")
        wronged = {problem.who.number: problem.who for problem in self.problems if problem.who is not None}
        lines += [transcript(who) for who in [*wronged.values()][:3]]
        return "\n".join(lines)


PROBLEMS = ("lost", "hanging", "out of order", "handled twice", "unexplained repeat", "wrong lead", "unmarked repeat")


_COUNTED = (
    "leads",
    "repeats of leads",
    "repeated messages, explained",
    "  no answer that says so",
    "  a death within a second",
    "  a death within seconds",
    "taps answered too late",
)


def _settled(at: float) -> float:
    return at + SETTLED_WITHIN


def balance(
    sandbox: Recorded,
    people: Sequence[Simulated],
    kills: Iterable[float],
    late: float,
    *,
    settled: Callable[[float], float] = _settled,
    resent: Iterable[float] = (),
) -> Books:
    """Balance the books.

    ``kills`` are the times (unix seconds) at which a process died, ``late`` the seconds by which the sandbox was late at
    most with what it had to do. ``settled`` says until when a death may cost what was answered at a time.
    ``resent`` are other times at which a lead under way may be sent again.
    """
    return _Audit(sandbox, people, sorted(kills), LAG + late, settled, sorted([*kills, *resent])).balance()


class _Audit:
    def __init__(
        self,
        sandbox: Recorded,
        people: Sequence[Simulated],
        kills: list[float],
        lag: float,
        settled: Callable[[float], float],
        resent: list[float],
    ) -> None:
        self._settled = settled
        self._resent = resent
        self._sandbox = sandbox
        self._people = people
        self._kills = kills
        self._lag = lag
        self._books = Books()
        self._counts: Counter[str] = Counter()
        self._sends: dict[int, Call] = {}
        """The calls that made a message, by its id."""
        self._answered: set[str] = set()
        self._too_late: set[str] = set()
        """Taps that the bot did answer, but not within the 150 seconds that Telegram keeps them."""
        for call in sandbox.journal.calls:
            if call.outcome not in ACTED:
                if call.method == "answerCallbackQuery" and "too old" in call.outcome:
                    self._too_late.add(call.params["callback_query_id"])
                continue
            if call.method in ("sendMessage", "sendPhoto", "sendDocument"):
                self._sends[call.result["message_id"]] = call
            elif call.method == "answerCallbackQuery":
                self._answered.add(call.params["callback_query_id"])
        self._leads: dict[str, list[LeadRecord]] = defaultdict(list)
        """The requests for leads, by the person's email and the property's address."""
        for record in sandbox.journal.leads:
            self._leads[_slug(record.payload)].append(record)

    def balance(self) -> Books:
        updates = self._sandbox.journal.updates
        for update in updates:
            if update.confirmed_at is None or update.expired:
                self._problem("lost", None, f"update {update.update_id} ({update.kind}) was never taken")
        for person in self._people:
            self._check_chat(person)
            self._check_leads(person)
        known = {person.answers.email.split(".")[1] for person in self._people}
        for slug, records in self._leads.items():
            if slug not in known:
                self._problem("wrong lead", None, f"{len(records)} requests that nobody's answers explain")
        consents = [consent for person in self._people for consent in person.consents]
        self._books.rows |= {
            "people": len(self._people),
            "consents": len(consents),
            "declined or withdrawn": sum(
                not person.consents or person.consents[-1].withdrawn for person in self._people if person.done
            ),
            "updates": len(updates),
            "updates handed over more than once": sum(update.delivered > 1 for update in updates),
            "messages of the bot": len(self._sends),
            "requests for leads": len(self._sandbox.journal.leads),
            **{name: self._counts[name] for name in _COUNTED},
            **{f"{kind}": self._books.count(kind) for kind in PROBLEMS},
        }
        return self._books

    def _problem(self, kind: str, who: Simulated | None, what: str, said: str = "") -> None:
        self._books.problems.append(Problem(kind, who, what, said))

    # ------------------------------------------------------------------------------------ messages

    def _check_chat(self, person: Simulated) -> None:
        told = self._without_repeats(person)
        claimed: set[int] = set()
        newest = -1
        for act in person.acts:
            for owed in act.owed:
                at = next(
                    (
                        number
                        for number, message in enumerate(told)
                        if number not in claimed
                        and message.message_id > act.after
                        and any(holds(words_of(message), each) for each in owed)
                    ),
                    None,
                )
                if at is None:
                    self._problem("hanging", person, f"{act.name}: no answer {owed!r}")
                    continue
                if at < newest:
                    self._problem("out of order", person, f"{act.name}: its answer came before an earlier act's")
                newest = max(at, newest)
                claimed.add(at)
            if act.tap and act.tap not in self._answered:
                if act.tap in self._too_late:
                    self._counts["taps answered too late"] += 1
                else:
                    self._problem("hanging", person, f"{act.name}: the button waits for ever")
        may = [each for act in person.acts for each in act.may]
        for number, message in enumerate(told):
            if number in claimed or message.kind == "photo":
                continue
            if any(stage in words_of(message) for stage in _UNASKED):
                continue
            spared = next((each for each in may if holds(words_of(message), each)), None)
            if spared is None:
                said = words_of(message)
                self._problem("handled twice", person, f"nothing asks for {said[:70]!r}", said)
            else:
                may.remove(spared)
        if not person.done:
            last = person.acts[-1].name if person.acts else "nothing"
            self._problem("hanging", person, f"did not come to the end; their last act: {last}")

    def _without_repeats(self, person: Simulated) -> list[Any]:
        """Return the bot's messages, each once; what was sent again is counted, with and without a reason for it."""
        mine = [message for message in _messages(person) if message.sender is None]
        # In the order in which they were asked for: a slow call of a dead process may be acted on after the next one.
        copies = copied(sorted(mine, key=lambda each: self._sends[each.message_id].time), person.consents)
        for messages in copies:
            for message, again in pairwise(messages):
                if self._unknown(self._sends[message.message_id], self._sends[again.message_id]):
                    self._counts["repeated messages, explained"] += 1
                else:
                    between = f"{self._when(message)}, then {self._when(again)}"
                    what = f"{words_of(message)[:70] or message.kind!r} came twice: {between}"
                    self._problem("unexplained repeat", person, what, words_of(message))
        first = (min(messages, key=lambda each: each.message_id) for messages in copies)
        return sorted(first, key=lambda each: each.message_id)

    def _when(self, message: Any) -> str:
        """When the call was made that made a message, in seconds after the last death before it; and how it ended."""
        call = self._sends[message.message_id]
        died = max((death for death in self._kills if death <= call.time), default=call.time)
        return f"{call.time - died:.3f} s after kill {bisect_left(self._kills, died) + 1} ({call.outcome})"

    def _unknown(self, call: Call, again: Call) -> bool:
        """Whether the bot could not know of ``call`` when it made the next one: no answer, or dead before it settled."""
        if call.outcome != "ok":
            self._counts["  no answer that says so"] += 1
            return True
        since = call.time - self._lag
        if not self._killed(since, min(self._settled(call.time) + self._lag, again.time)):
            return False
        soon = self._killed(since, call.time + SOON)
        self._counts["  a death within a second" if soon else "  a death within seconds"] += 1
        return True

    def _killed(self, since: float, until: float) -> bool:
        return _any_between(self._kills, since, until)

    # ------------------------------------------------------------------------------------ leads

    def _check_leads(self, person: Simulated) -> None:
        asked = self._leads.get(str(person.number), [])
        left = [record for record in asked if record.accepted]
        references: set[str] = set()
        for consent in person.consents:
            mine = [record for record in left if _content(record, consent) == consent.payload]
            if (
                consent.payload in consent.before
            ):  # a refused answer was given again in the end: the last consent counts
                last = max((_consented_at(record) for record in mine), default="")
                mine = [record for record in mine if _consented_at(record) == last]
            earlier = [record for record in left if _content(record, consent) in consent.before]
            left = [record for record in left if record not in (*mine, *earlier)]
            self._check_lead(person, consent, mine)
            references |= {reference(record) for record in mine}
        for record in left:
            self._problem("wrong lead", person, f"a lead that nobody consented to: {reference(record)}")
        if not person.consents and asked:
            self._problem("wrong lead", person, f"{len(asked)} requests without a consent")
        if len(references) > len(person.consents):
            self._problem("wrong lead", person, f"{len(references)} references for {len(person.consents)} consents")

    def _check_lead(self, person: Simulated, consent: Consent, leads: list[LeadRecord]) -> None:
        endings = [stage for stage in ENDINGS if self._told(person, consent, STAGES[stage])]
        if not leads:
            if not consent.withdrawn and "set aside" not in endings:
                self._problem("lost", person, "a consent that no lead came of")
            return
        self._counts["leads"] += 1
        self._counts["repeats of leads"] += len(leads) - 1
        if consent.withdrawn and self._told(person, consent, words("withdraw.cancelled")):
            self._problem("wrong lead", person, "a lead that the person was told was stopped")
        if len({reference(record) for record in leads}) > 1:
            self._problem("wrong lead", person, "several references for one consent")
        differing = {name for record in leads for name in _differing(details(leads[0]), details(record))}
        if differing:
            self._problem("wrong lead", person, f"repeats that differ: {sorted(differing)}")
        if sum(not marked(record) for record in leads) > 1:
            self._problem("unmarked repeat", person, f"{len(leads)} leads, more than one of them not marked")
        for record, again in pairwise(leads):
            died = _any_between(
                self._resent,
                record.received_at - SLOW_MAX - self._lag,
                min(self._settled(record.received_at) + self._lag, again.received_at),
            )
            if record.status is not None and not died:
                self._problem("unexplained repeat", person, f"lead {reference(record)} was sent again")
        figures = [estimated(record) for record in leads if _has_figures(record)]
        if not consent.withdrawn and not endings:
            self._problem("hanging", person, "a consent whose person heard nothing in the end")
        if endings == ["estimate"] and not any(self._told(person, consent, each) for each in figures):
            self._problem("wrong lead", person, f"another estimate than {figures}")

    @staticmethod
    def _told(person: Simulated, consent: Consent, what: str) -> bool:
        return any(
            message.sender is None and message.message_id > consent.after and what in words_of(message)
            for message in _messages(person)
        )


def _any_between(times: Sequence[float], since: float, until: float) -> bool:
    at = bisect_left(times, since)
    return at < len(times) and times[at] <= until


def _messages(person: Simulated) -> list[Any]:
    chat = person.world.chat(person.phone.id)
    return [] if chat is None else list(chat.messages.values())


def _content(record: LeadRecord, consent: Consent) -> dict[str, Any]:
    return {name: record.payload.get(name) for name in consent.payload}


def _consented_at(record: LeadRecord) -> str:
    """Return when the person agreed, as ISO 8601 in UTC, so that texts compare as times do."""
    return str(record.payload["meta"]["consent_at"])


def _differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Return the names of the fields that are not the same in both."""
    return [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)]


def _slug(payload: Any) -> str:
    """The number of the person whose email it is."""
    found = (
        re.fullmatch(r"\w+\.(\d+)\.\d+@cloud\.com", str(payload.get("email"))) if isinstance(payload, dict) else None
    )
    return found[1] if found else ""


def _has_figures(record: LeadRecord) -> bool:
    return isinstance(record.response, dict) and record.response.get("valuation_status") == "Success"


def transcript(person: Simulated) -> str:
    """The chat, and what the person did, for whoever looks into it."""
    acts: dict[int, list[Act]] = defaultdict(list)
    for act in person.acts:
        acts[act.after].append(act)
    lines = [f"--- the chat of person {person.number}"]
    for message_id, message in [(0, None), *((message.message_id, message) for message in _messages(person))]:
        if message is not None:
            text = words_of(message).replace("\n", " / ")[:160] or message.kind
            lines.append(f"{message_id:>7} {'bot' if message.sender is None else 'person':>6}: {text}")
        lines += [f"{'':>7} {'':>6}  ({act.name})" for act in acts.get(message_id, ()) if act.tap]
    return "\n".join(lines).encode("ascii", "backslashreplace").decode()
