"""Field names of the guide, and the question that each comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

OFFICE = "office"
"""Stands for a question where the office is to blame: no homeowner is asked for it, and the lead can go without."""

QUESTION_OF_FIELD: Mapping[str, str] = MappingProxyType(
    {
        "first_name": "name",
        "last_name": "name",
        "title": "name",
        "phone": "phone",
        "email": "email",
        "address": "address",
        "postcode": "postcode",
        "property_bedrooms": "bedrooms",
        "property_type": "property_type",
        "type": "sale_or_let",
        # Not the guide's, but what a refusal may well call them.
        "name": "name",
        "surname": "name",
        "phone_number": "phone",
        "telephone": "phone",
        "mobile": "phone",
        "email_address": "email",
        "post_code": "postcode",
        "bedrooms": "bedrooms",
        "office_id": OFFICE,
        "office": OFFICE,
    }
)
"""Field name -> question key. Fields that nobody can mend here (``meta``, ``source``, …) are not here."""

_CAMEL_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SEPARATORS = re.compile(r"[^A-Za-z0-9_ -]+")


def question_of(name: str) -> str:
    """The question key behind a field's name, or ``""``.

    Names come in many spellings: ``email``, ``lead.email``, ``/data/attributes/email``, ``errors[email][0]``,
    ``firstName``, ``Property Type``. The last segment that is no number decides.
    """
    segments = [segment.strip() for segment in _SEPARATORS.split(name[:200])]
    named = [segment for segment in segments if segment and not segment.isdigit()]
    if not named:
        return ""
    snake = _CAMEL_HUMP.sub("_", named[-1]).casefold().replace(" ", "_").replace("-", "_")
    return QUESTION_OF_FIELD.get(snake, "")
