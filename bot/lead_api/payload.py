"""Request body of ``POST /api/v103/leads/valuation`` for a lead, and its last look before it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.lead_api.fields import FIELDS, Attempt
from conversations.lead import Lead

_CHECKS = MappingProxyType({field.name: field.check for field in FIELDS})
_REQUIRED = tuple(field.name for field in FIELDS if field.required)


@dataclass(frozen=True, slots=True)
class Problem:
    """Field that breaks the guide's table, and the rule that it breaks (never the value)."""

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
    """Return the JSON object that creates ``lead``: the guide's fields, without those that have no true value.

    ``host`` is where the homeowner gave the answers: the agency's page or the bot's own address. ``attempt`` counts
    from 1 and shows only together with ``possible_repeat``: an earlier request may have made this lead already, and the
    agency can see so in ``meta``.

    Raises :class:`ValueError` if the time of consent has no zone: nobody could say later when it was.
    """
    sent = Attempt(lead, host, channel, attempt, possible_repeat)
    values = ((field.name, field.value(sent)) for field in FIELDS)
    return {name: value for name, value in values if value is not None and value != ""}


def problems(payload: Mapping[str, object]) -> list[Problem]:
    """Return everything about ``payload`` that the guide's table forbids, missing fields first; empty if it may be sent.

    The answers were checked when they were given. This finds a slip of ours before it is a lead refused somewhere else.
    """
    missing = [Problem(name, "is missing") for name in _REQUIRED if name not in payload]
    broken = [
        Problem(name, reason) for name, value in payload.items() if (reason := _CHECKS.get(name, _not_ours)(value))
    ]
    return missing + broken


def _not_ours(_value: object) -> str:
    return "is not a field that this bot sends"
