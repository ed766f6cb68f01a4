"""Request body of ``POST /api/v103/leads/valuation`` for a lead, and its final check before sending."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from bot.lead_api.fields import FIELDS, Attempt
from conversations.lead import Lead

_CHECKS = MappingProxyType({field.name: field.check for field in FIELDS})
_REQUIRED = tuple(field.name for field in FIELDS if field.required)


class Problem(Struct, frozen=True):
    """Field that violates the guide's table, and the violated rule (never the value)."""

    field: str
    reason: str


def payload(
    lead: Lead,
    *,
    host: str,
    channel: str = "telegram",
    attempt: int = 1,
    possible_repeat: bool = False,
) -> dict[str, object]:
    """Return the JSON object that creates ``lead``: the guide's fields, omitting those without a value.

    ``host`` is where the homeowner gave the answers: the agency's page or the bot's address. ``attempt`` counts from 1
    and is included only with ``possible_repeat``: an earlier request may have made this lead, and ``meta`` shows that to
    the agency.

    Raises :class:`ValueError` if the time of consent has no time zone.
    """
    sent = Attempt(lead, host, channel, attempt, possible_repeat)
    values = ((field.name, field.value(sent)) for field in FIELDS)
    return {name: value for name, value in values if value is not None and value != ""}


def problems(payload: Mapping[str, object]) -> list[Problem]:
    """Return all violations of the guide's table in ``payload``, missing fields first; empty if it may be sent.

    Answers were checked when given; this finds bugs of the bot before they become refused leads.
    """
    missing = [Problem(name, "is missing") for name in _REQUIRED if name not in payload]
    broken = [
        Problem(name, reason) for name, value in payload.items() if (reason := _CHECKS.get(name, _not_ours)(value))
    ]
    return missing + broken


def _not_ours(_value: object) -> str:
    return "is not a field that this bot sends"
