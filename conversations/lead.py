"""The domain: what a lead is made of, and the limits that the Lead API's guide sets for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

FIRST_NAME_MAX = LAST_NAME_MAX = TITLE_MAX = 50
"""Characters; the guide's table of fields."""
PHONE_MAX = 255
ADDRESS_MAX = 100
POSTCODE_MIN, POSTCODE_MAX = 2, 10
MESSAGE_MAX = 255
META_MAX_BYTES = 1024
"""Bytes of ``meta`` as JSON; the guide's table of fields."""
QUESTIONNAIRE_MAX_BYTES = 2048
SOURCES: frozenset[str] = frozenset(
    {
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
    }
)
"""The values of ``source`` that the guide lists; without one this endpoint takes ``ivt``."""


class LeadType(StrEnum):
    """The two lead types that the valuation endpoint takes (the guide, second paragraph)."""

    VENDOR = "vendor"
    LANDLORD = "landlord"


class PropertyType(StrEnum):
    """The guide's four property types. A property that is none of them is sent without one."""

    DETACHED = "detached"
    SEMI_DETACHED = "semi-detached"
    TERRACED = "terraced"
    FLAT = "flat-maisonette"


class Name(Struct, frozen=True):
    """A person's name in the parts that the Lead API wants. ``title`` is empty where none was given."""

    first: str
    last: str
    title: str = ""


class Utm(Struct, frozen=True):
    """The five ``utm_*`` fields of the guide; empty ones are not sent."""

    source: str = ""
    campaign: str = ""
    medium: str = ""
    term: str = ""
    content: str = ""


class Campaign(Struct, frozen=True):
    """Campaign link that a homeowner followed, and what it presets.

    ``code`` is the deep link's payload (1-64 of ``[A-Za-z0-9_-]``, Telegram's rule), empty for people who found the bot
    by themselves. ``office_id`` ``None`` means that the Lead API routes by the property's postcode.
    """

    code: str = ""
    lead_type: LeadType | None = None
    office_id: int | None = None
    source: str = ""
    utm: Utm = field(default_factory=Utm)
    test: bool = False
    """True if its leads are trials: the agency sees so in ``meta``, and its staff are told."""


class Consent(Struct, frozen=True):
    """Person's consent: the wording they saw, its language, and when they agreed (UTC)."""

    wording: str
    language: str
    at: datetime


class Lead(Struct, frozen=True):
    """Complete, consented lead. There is no way to make one without a consent.

    ``reference`` is ours and unique; every attempt at delivering the lead carries it. ``phone`` is E.164. ``bedrooms``
    is 0 for a studio. ``notes`` are particulars that fit no field of the guide (``{"property_type": "bungalow"}``): they
    go into ``meta``.
    """

    reference: str
    lead_type: LeadType
    name: Name
    phone: str
    email: str
    address: str
    postcode: str
    bedrooms: int
    property_type: PropertyType | None
    consent: Consent
    campaign: Campaign = field(default_factory=Campaign)
    notes: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    appointment: tuple[datetime, ...] = ()
    """Hours that suit for a call or visit, each by its beginning, in UTC."""
    questionnaire: tuple[tuple[str, str], ...] = ()
    """The agency's own questions, each with its answer."""
    host: str | None = None
    """Where the answers were given, as known at the time of consent: the agency's page or the chat's address. Kept here, so
    that every attempt says the same. ``None`` in leads of versions that did not keep it."""
    variant: str = ""
    """Order of questions that it came by, where the agency compares two: for counting, not sent."""


class Range(Struct, frozen=True):
    """Range of an estimate in whole pounds (a sale) or whole pounds per calendar month (a rent)."""

    minimum: int
    average: int
    maximum: int


class Estimate(Struct, frozen=True):
    """Estimate of the Lead API; a side without usable figures is ``None``."""

    sale: Range | None = None
    rent: Range | None = None
