"""The Lead API guide's table of request fields, as checks.

Written only from the guide ("Lead API - Create Instant Valuation Leads"). ``property_bedrooms`` is in its example, not in
its table. Decided here where the guide is silent: lengths are characters, "JSON byte size" is that of compact JSON in
UTF-8, and unknown fields are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

Check = Callable[[Any], str | None]

SOURCES = (
    "rightmove",
    "rightmove_valuation",
    "zoopla",
    "zoopla_valuation",
    "onthemarket",
    "gumtree",
    "s1",
    "lettingweb",
    "propertypal",
    "propertynews",
    "ivt",
    "homepage",
)
TYPES = ("vendor", "landlord")
PROPERTY_TYPES = ("detached", "semi-detached", "terraced", "flat-maisonette")
REQUIRED = ("first_name", "last_name", "email", "phone", "type", "postcode")
"""The starred fields, and the postcode, without which nothing can be valued."""

# What browsers accept in <input type="email">, by the HTML standard, with at least one dot in the domain.
_EMAIL = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+",
)


def problems(payload: dict[str, Any], offices: Collection[int]) -> dict[str, str]:
    """Return the problems of ``payload``: a reason per field, empty if there are none. ``offices`` are the account's ids."""
    found = {name: f"The {name} field is required." for name in REQUIRED if name not in payload}
    for name, value in payload.items():
        check = _CHECKS.get(name)
        reason = "is not a field of this endpoint" if check is None else check(value)
        if name == "office_id" and reason is None and value not in offices:
            reason = "does not match an office of the account"
        if reason is not None:
            found[name] = f"The {name} field {reason}."
    return found


def string(value: Any, shortest: int = 0, longest: int | None = None) -> str | None:
    """Return a check for a text with a number of characters within limits."""
    if not isinstance(value, str):
        return "must be a string"
    if len(value) < shortest:
        return f"must be at least {shortest} characters"
    if longest is not None and len(value) > longest:
        return f"must not be longer than {longest} characters"
    return None


def _one_of(value: Any, choices: Collection[str]) -> str | None:
    return string(value) or (None if value in choices else f"must be one of {', '.join(choices)}")


def _email(value: Any) -> str | None:
    return string(value) or (None if _EMAIL.fullmatch(value) else "must be a valid email address")


def is_boolean(value: Any) -> str | None:
    """Check for true or false."""
    return None if isinstance(value, bool) else "must be true or false"


def is_number(value: Any) -> str | None:
    """Check for a number."""
    return None if isinstance(value, int | float) and not isinstance(value, bool) else "must be a number"


def _bedrooms(value: Any) -> str | None:
    whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if whole else "must be a whole number"


def _json_size(value: Any) -> int:
    compact = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return len(compact.encode("utf-8", "surrogatepass"))


def _object(value: Any, limit: int, allowed: Callable[[Any], bool], what: str) -> str | None:
    if not isinstance(value, dict):
        return "must be an object"
    if not all(allowed(item) for item in value.values()):
        return f"must hold {what} only"
    if _json_size(value) > limit:
        return f"must not be larger than {limit} bytes of JSON"
    return None


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _is_strings(value: Any) -> bool:
    """Check for a string, or a list of strings like the guide's ``{"hours": ["2021-01-01T08:00:00.000Z"]}``."""
    return _is_string(value) or (isinstance(value, list) and all(map(_is_string, value)))


def object_of_strings(value: Any, limit: int) -> str | None:
    """Check for an object with text values only, of at most ``limit`` bytes as JSON."""
    return _object(value, limit, _is_string, "strings")


def pairs(value: Any, limit: int) -> str | None:
    """Check for pairs of texts: a list, as in the vendor's only example, or an object's values, as in its table."""
    if not isinstance(value, list):
        return _object(value, limit, _is_pair, "arrays of two strings")
    if not all(map(_is_pair, value)):
        return "must hold arrays of two strings only"
    return None if _json_size(value) <= limit else f"must not be larger than {limit} bytes of JSON"


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_string, value))


_CHECKS: dict[str, Check] = {
    "first_name": partial(string, shortest=1, longest=50),
    "last_name": partial(string, shortest=1, longest=50),
    "email": _email,
    "phone": partial(string, shortest=1, longest=255),
    "type": partial(_one_of, choices=TYPES),
    "title": partial(string, shortest=1, longest=50),
    "advert_address": partial(string, longest=100),
    "advert_postcode": partial(string, shortest=2, longest=10),
    "advert_url": partial(string, longest=255),
    "advert_image": partial(string, longest=255),
    "message": partial(string, longest=255),
    "appointment_availability": partial(_object, limit=1024, allowed=_is_strings, what="strings"),
    "meta": partial(_object, limit=1024, allowed=_is_string, what="strings"),
    "questionnaire": partial(pairs, limit=2048),
    "gdpr_checkbox": is_boolean,
    "host": partial(string, longest=255),
    "office_id": is_number,
    "address": partial(string, longest=100),
    "postcode": partial(string, shortest=2, longest=10),
    "source": partial(_one_of, choices=SOURCES),
    "international": is_boolean,
    "utm_source": string,
    "utm_campaign": string,
    "utm_medium": string,
    "utm_term": string,
    "utm_content": string,
    "property_type": partial(_one_of, choices=PROPERTY_TYPES),
    "property_bedrooms": _bedrooms,
}
