"""Journal for tests: every Bot API call, every update, every request for a valuation."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any

from sandbox.streams import Stream

_KEPT = 5_000
"""Records kept of each kind; older ones are deleted."""

_LEADS_KEPT = 1_000


@dataclass(slots=True)
class Call:
    """One call of a Bot API method. ``outcome`` is ``ok``, ``dropped``, or the error's code and description."""

    time: float
    method: str
    params: dict[str, Any]
    outcome: str = ""
    result: Any = None


@dataclass(slots=True)
class UpdateRecord:
    """One update. Times are unix seconds; ``confirmed_at`` stays ``None`` until the bot has confirmed it."""

    update_id: int
    kind: str
    delivered: int = 0
    confirmed_at: float | None = None
    expired: bool = False


@dataclass(slots=True)
class LeadRecord:
    """Request to the Lead API's valuation endpoint.

    ``status`` is ``None`` if the connection was dropped; ``accepted`` says whether a lead was made all the same.
    ``repeat_of`` is the number of the first request with the same reference in ``meta``; ``lead_id`` the id of the lead,
    if one was made.
    """

    seq: int
    received_at: float
    accepted: bool
    status: int | None
    payload: Any
    response: Any
    repeat_of: int | None
    lead_id: int | None = None


@dataclass(slots=True)
class LookUpRecord:
    """Request for leads, of a person or by id. ``query`` is the request's query; ``found`` the leads' ids."""

    time: float
    query: dict[str, str]
    status: int | None
    found: list[int] = field(default_factory=list)


@dataclass(slots=True)
class UpdateOfLead:
    """Request to update a lead. ``accepted``: whether it was carried out, answered or not."""

    time: float
    lead_id: str
    changes: Any
    status: int | None
    accepted: bool


@dataclass(slots=True)
class OfficesRecord:
    """One request for the list of offices. ``status`` is ``None`` where the connection was dropped."""

    time: float
    status: int | None


@dataclass(slots=True)
class Journal:
    """The records, oldest first, and the stream that the agent's pane follows."""

    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=_KEPT))
    updates: deque[UpdateRecord] = field(default_factory=lambda: deque(maxlen=_KEPT))
    leads: deque[LeadRecord] = field(default_factory=lambda: deque(maxlen=_LEADS_KEPT))
    offices: deque[OfficesRecord] = field(default_factory=lambda: deque(maxlen=_KEPT))
    look_ups: deque[LookUpRecord] = field(default_factory=lambda: deque(maxlen=_KEPT))
    updates_of_leads: deque[UpdateOfLead] = field(default_factory=lambda: deque(maxlen=_KEPT))
    agent: Stream = field(default_factory=Stream)
    _leads_seen: int = 0

    def add_lead(
        self, *, at: float, accepted: bool, status: int | None, payload: Any, response: Any, lead_id: int | None = None
    ) -> LeadRecord:
        """Record a request for a valuation and show it to the agent."""
        self._leads_seen += 1
        reference = _reference(payload)
        first = next((r for r in self.leads if reference and _reference(r.payload) == reference), None)
        record = LeadRecord(
            seq=self._leads_seen,
            received_at=at,
            accepted=accepted,
            status=status,
            payload=payload,
            response=response,
            repeat_of=first.seq if first else None,
            lead_id=lead_id,
        )
        self.leads.append(record)
        self.agent.publish("lead", lead=asdict(record))
        return record

    def add_update(self, record: UpdateOfLead) -> None:
        """Record a request to update a lead and show it to the agent."""
        self.updates_of_leads.append(record)
        self.agent.publish("update", update=asdict(record))

    def as_json(self) -> dict[str, Any]:
        """Everything recorded, as JSON."""
        return {
            "calls": [asdict(call) for call in self.calls],
            "updates": [asdict(update) for update in self.updates],
            "leads": [asdict(lead) for lead in self.leads],
            "offices": [asdict(request) for request in self.offices],
            "look_ups": [asdict(request) for request in self.look_ups],
            "updates_of_leads": [asdict(request) for request in self.updates_of_leads],
        }


def _reference(payload: Any) -> str | None:
    """Return the caller's reference in ``meta``, whatever the key's exact name ("reference", "lead_reference")."""
    meta = payload.get("meta") if isinstance(payload, dict) else None
    if not isinstance(meta, dict):
        return None
    return next((v for k, v in meta.items() if "reference" in k.lower() and isinstance(v, str)), None)
