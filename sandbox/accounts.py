"""Leads of an account: created, looked up, read and updated.

Written only from the vendor's public pages. They do not define the answers' format; :class:`sandbox.faults.Account` has
switches for what they leave open.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sandbox.faults import Account
from sandbox.guide import Check, is_boolean, is_number, object_of_strings, pairs, string

_KEPT = 5_000
"""Leads kept; older ones are deleted."""


@dataclass(slots=True)
class MadeLead:
    """One lead. ``values`` are its fields by name, ``questionnaire`` all received pairs in order."""

    id: int
    made_at: float
    values: dict[str, Any]
    estimate: dict[str, Any]
    questionnaire: list[Any] = field(default_factory=list)

    @property
    def meta(self) -> dict[str, Any]:
        """Its ``meta``."""
        meta: dict[str, Any] = self.values.get("meta", {})
        return meta

    def as_json(self, account: Account) -> dict[str, Any]:
        """Return the lead as the account shows it."""
        shown = {"id": self.id, **self.values, "questionnaire": self.questionnaire}
        if account.look_up == "without_meta":
            del shown["meta"]
        if account.look_up == "works":
            shown |= self.estimate
        return shown


class Leads:
    """Leads of one account, oldest first."""

    def __init__(self) -> None:
        self.made: deque[MadeLead] = deque(maxlen=_KEPT)
        self._ids = itertools.count(73_001)

    def make(self, at: float, payload: Mapping[str, Any], estimate: Mapping[str, Any]) -> MadeLead:
        """Create a lead from a valid request."""
        values = {name: value for name, value in payload.items() if name != "questionnaire"}
        lead = MadeLead(next(self._ids), at, {"meta": {}, **values}, dict(estimate))
        lead.questionnaire += _as_pairs(payload.get("questionnaire"))
        self.made.append(lead)
        return lead

    def with_id(self, lead_id: str) -> MadeLead | None:
        """Return the lead with this id."""
        return next((lead for lead in self.made if str(lead.id) == lead_id), None)

    def with_reference(self, reference: Any) -> MadeLead | None:
        """Return the first lead whose ``meta`` has this reference."""
        return next((lead for lead in self.made if reference and lead.meta.get("reference") == reference), None)

    def of_person(self, wanted: Mapping[str, str], before: float) -> list[MadeLead]:
        """Return the leads made up to ``before`` whose fields have all these values, ignoring case."""
        return [
            lead
            for lead in self.made
            if lead.made_at <= before
            and all(str(lead.values.get(name, "")).lower() == value.lower() for name, value in wanted.items())
        ]


def update(lead: MadeLead, changes: Mapping[str, Any], account: Account) -> None:
    """Carry out a valid update: ``questionnaire`` is appended, ``meta`` merged or replaced, everything else replaced."""
    for name, value in changes.items():
        if name == "questionnaire":
            lead.questionnaire += _as_pairs(value)
        elif name == "meta" and account.update == "merges":
            lead.values["meta"] = {**lead.meta, **value}
        else:
            lead.values[name] = value


def problems(changes: Mapping[str, Any]) -> dict[str, str]:
    """Return the problems of an update: a reason per field, empty if there are none."""
    found = {}
    for name, value in changes.items():
        check = _CHECKS.get(name)
        reason = "cannot be updated" if check is None else check(value)
        if reason is not None:
            found[name] = f"The {name} field {reason}."
    return found


def _as_pairs(value: Any) -> list[Any]:
    return [] if value is None else list(value.values() if isinstance(value, dict) else value)


_text = partial(string, longest=255)

_CHECKS: dict[str, Check] = {
    **dict.fromkeys(("first_name", "last_name"), partial(string, shortest=1, longest=50)),
    **dict.fromkeys(
        ("address", "postcode", "advert_address", "advert_postcode", "advert_url", "advert_image", "status"), _text
    ),
    "office_id": is_number,
    "gdpr_checkbox": is_boolean,
    "next_action_date": string,
    "questionnaire": partial(pairs, limit=2048),
    "meta": partial(object_of_strings, limit=1024),
    **dict.fromkeys(("utm_source", "utm_campaign", "utm_medium", "utm_term", "utm_content", "utm_gclid"), string),
}
