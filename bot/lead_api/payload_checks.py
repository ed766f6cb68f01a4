"""Checks of a payload against the guide's table of fields; nothing that breaks it is sent.

The answers were checked when they were given. This is the last look, on the payload itself, so that a slip of ours is a
value with the field's name and not a lead refused somewhere else.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from email_validator import EmailNotValidError, validate_email

from conversations.lead import (
    ADDRESS_MAX,
    FIRST_NAME_MAX,
    LAST_NAME_MAX,
    MESSAGE_MAX,
    META_MAX_BYTES,
    PHONE_MAX,
    POSTCODE_MAX,
    POSTCODE_MIN,
    QUESTIONNAIRE_MAX_BYTES,
    SOURCES,
    TITLE_MAX,
    LeadType,
    PropertyType,
)

HOST_MAX = 255
"""Characters; the guide's table of fields."""
AVAILABILITY_MAX_BYTES = 1024
"""Bytes of ``appointment_availability`` as JSON; the guide's table of fields."""

REQUIRED: tuple[str, ...] = (
    "type",
    "first_name",
    "last_name",
    "email",
    "phone",
    "address",
    "postcode",
    "gdpr_checkbox",
    "meta",
)
"""The guide's starred fields; ``address`` and ``postcode``, which valuing a property takes; and our own two duties: the
consent, and the ``meta`` that tells a repeat for what it is."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A field that breaks the guide's table, and the rule that it breaks (never the value)."""

    field: str
    reason: str


def problems(payload: Mapping[str, object]) -> list[Problem]:
    """Everything about ``payload`` that the guide's table forbids, missing fields first; empty if it may be sent."""
    missing = [Problem(field, "is missing") for field in REQUIRED if field not in payload]
    broken = [
        Problem(field, reason) for field, value in payload.items() if (reason := _CHECKS.get(field, _not_ours)(value))
    ]
    return missing + broken


def json_size(value: object) -> int:
    """Bytes of ``value`` as JSON in the longest usual spelling: escaped to ASCII, slashes too, spaces after separators.

    The guide limits bytes and does not say of which spelling, so the longest has to fit.
    """
    text = json.dumps(value)
    return len(text) + text.count("/")


Check = Callable[[object], str]
"""Takes a field's value and returns the rule that it breaks, or ``""``."""


def _text(minimum: int, maximum: int | None = None) -> Check:
    def check(value: object) -> str:
        if not isinstance(value, str):
            return "must be text"
        if not _is_unicode(value):
            return "must be valid Unicode"
        if maximum is None:
            return "" if len(value) >= minimum else "must not be empty"
        return "" if minimum <= len(value) <= maximum else f"must have {minimum} to {maximum} characters"

    return check


def _one_of(values: frozenset[str]) -> Check:
    def check(value: object) -> str:
        return "" if isinstance(value, str) and value in values else f"must be one of {', '.join(sorted(values))}"

    return check


def _email(value: object) -> str:
    if not isinstance(value, str):
        return "must be text"
    try:
        validate_email(value, check_deliverability=False)
    except EmailNotValidError:
        return "must be a valid email address"
    return ""


def _whole_number(value: object) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or value != int(value) or value < 0:  # type: ignore[arg-type,operator,call-overload]
        return "must be a whole number, 0 or more"
    return ""


def _consent(value: object) -> str:
    return "" if value is True else "must be true: nothing is sent without consent"


def _flag(value: object) -> str:
    return "" if isinstance(value, bool) else "must be true or false"


def _meta(value: object) -> str:
    if not isinstance(value, dict):
        return "must be an object"
    for key, item in value.items():
        if not isinstance(key, str) or not isinstance(item, str):
            return "must have text values only"
        if not _is_unicode(key) or not _is_unicode(item):
            return "must be valid Unicode"
    return "" if json_size(value) <= META_MAX_BYTES else f"must fit in {META_MAX_BYTES} bytes of JSON"


def _availability(value: object) -> str:
    """The guide's example has ``{"hours": [ISO times]}``; its table limits the size."""
    hours = value.get("hours") if isinstance(value, dict) and value.keys() == {"hours"} else None
    if not isinstance(hours, list) or not hours or not all(isinstance(hour, str) for hour in hours):
        return "must be an object of hours, each as text"
    return "" if json_size(value) <= AVAILABILITY_MAX_BYTES else f"must fit in {AVAILABILITY_MAX_BYTES} bytes of JSON"


def _questionnaire(value: object) -> str:
    if not isinstance(value, dict) or not value:
        return "must be an object"
    for pair in value.values():
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(each, str) for each in pair):
            return "must have arrays of two texts as values"
        if not all(_is_unicode(each) for each in pair):
            return "must be valid Unicode"
    return "" if json_size(value) <= QUESTIONNAIRE_MAX_BYTES else f"must fit in {QUESTIONNAIRE_MAX_BYTES} bytes of JSON"


def _not_ours(_value: object) -> str:
    return "is not a field that this bot sends"


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate: no JSON body can carry it
        return False
    return True


_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "type": _one_of(frozenset(LeadType)),
        "first_name": _text(1, FIRST_NAME_MAX),
        "last_name": _text(1, LAST_NAME_MAX),
        "title": _text(1, TITLE_MAX),
        "email": _email,
        "phone": _text(1, PHONE_MAX),
        "international": _flag,
        "address": _text(1, ADDRESS_MAX),
        "postcode": _text(POSTCODE_MIN, POSTCODE_MAX),
        "property_bedrooms": _whole_number,
        "property_type": _one_of(frozenset(PropertyType)),
        "message": _text(1, MESSAGE_MAX),
        "appointment_availability": _availability,
        "questionnaire": _questionnaire,
        "gdpr_checkbox": _consent,
        "host": _text(1, HOST_MAX),
        "office_id": _whole_number,
        "source": _one_of(SOURCES),
        "utm_source": _text(1),
        "utm_campaign": _text(1),
        "utm_medium": _text(1),
        "utm_term": _text(1),
        "utm_content": _text(1),
        "meta": _meta,
    }
)
