"""Updates of leads that the Lead API has: the changes, the meaning of an answer, and the decision that follows. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from msgspec import Struct

from bot.lead_api.checks import json_size
from bot.lead_api.error_bodies import parse_json
from bot.lead_api.lookups import meta_in
from bot.lead_api.outcomes import (
    Misconfigured,
    Outcome,
    Received,
    Refused,
    Rejected,
    Unavailable,
    Unknown,
    classify,
    layers,
    read_refusal_of,
    reason_of,
    says_failure,
)
from bot.lead_api.payload import payload
from bot.lead_api.retry_policy import decide
from conversations.commands import PassOn
from conversations.events import LeadStatus
from conversations.lead import META_MAX_BYTES, Estimate, Lead

Changes = Mapping[str, object]
"""Fields of ``PATCH /api/v103/leads/<id>`` with their new values."""

WITHDRAWAL: Changes = MappingProxyType({"gdpr_checkbox": False})
"""Withdrawal of consent. It contains nothing else, so no other data of the person has to be kept for it."""

QUESTION = "Added in the chat"
"""Question under which an addition appears in the lead's questionnaire."""


def addition(lead: Lead, added: PassOn, number: str, host: str) -> Changes:
    """Return the changes that append an addition to a lead's questionnaire, with the preferred time, if any.

    ``meta`` repeats reference, channel, consent and notes in case an update replaces it, and contains ``number``, which
    later shows whether this addition was carried out.
    """
    meta = payload(lead, host=lead.host or host)["meta"]
    mark = {"addition": number}
    whole = {**meta, **mark} if isinstance(meta, dict) else mark
    needed = {name: value for name, value in whole.items() if name not in lead.notes}
    changes: dict[str, object] = {
        "questionnaire": [[QUESTION, added.text]],
        "meta": whole if json_size(whole) <= META_MAX_BYTES else needed,
    }
    if added.when is not None:
        changes["next_action_date"] = added.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return changes


_NO = frozenset({"", "0", "false", "no"})


class Done(Struct, frozen=True):
    """The Lead API has the change."""


class Failed(Struct, frozen=True):
    """The Lead API refuses the change. ``why`` is for the staff, who have to make it by hand."""

    why: str


class Later(Struct, frozen=True):
    """Retry in ``delay`` seconds. ``arrived``: this attempt may already have changed the lead."""

    delay: float
    arrived: bool = False


Next = Done | Failed | Later


def read_update(status: int, headers: Mapping[str, str], body: bytes, personal: Collection[str] = ()) -> Outcome:
    """Parse an answer to an update as an outcome; :class:`Received` means that it was carried out."""
    data = parse_json(body)
    if 200 <= status < 300:
        if says_failure(data):
            return read_refusal_of(status, headers, body, personal)
        if isinstance(data, dict | list) or not body.strip():
            return Received(Estimate())
        return Unknown(f"an answer that is not the Lead API's (HTTP {status})")
    if status in {404, 410} and isinstance(data, dict):
        return Rejected("the lead system has no such lead any more")
    return classify(status, headers, body, now=datetime.now(UTC), personal=personal)


def shows(lead: Mapping[str, object], changes: Changes) -> bool:
    """Return whether a lead, as shown by the Lead API, already has these changes.

    Judged by consent and ``meta``; every update that appends something has a unique ``meta``.
    """
    told = False
    for layer in layers(lead):
        if "gdpr_checkbox" in changes and "gdpr_checkbox" in layer:
            if (str(layer["gdpr_checkbox"] or "").lower() in _NO) is bool(changes["gdpr_checkbox"]):
                return False
            told = True
    meta = changes.get("meta")
    if isinstance(meta, Mapping):
        there = meta_in(lead) or {}
        if any(there.get(name) != value for name, value in meta.items()):
            return False
        told = True
    return told


def after_update(outcome: Outcome, *, attempt: int, age_seconds: float, works: bool, jitter: float) -> Next:
    """Return the decision for the ``outcome`` of the ``attempt``-th attempt (from 1) at an update made ``age_seconds`` ago.

    ``works``: the key is accepted elsewhere, so a refusal concerns only this update.
    """
    if isinstance(outcome, Refused) or (works and isinstance(outcome, Misconfigured)):
        return Failed(outcome.why)
    if isinstance(outcome, Misconfigured):
        outcome = Unavailable(outcome.why)  # other updates may be accepted, so the queue is not paused
    decision = decide(outcome, attempt=attempt, age_seconds=age_seconds, unknowns=0, jitter=jitter)
    if decision.delay is not None:
        return Later(decision.delay, arrived=decision.possible_repeat)
    return Done() if decision.status is LeadStatus.DELIVERED else Failed(reason_of(outcome))
