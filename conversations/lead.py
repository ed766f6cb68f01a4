"""Lead, its parts, and the limits set by the Lead API's guide."""

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
SOURCES = frozenset(
    """rightmove rightmove_valuation zoopla zoopla_valuation onthemarket gumtree s1 lettingweb propertypal propertynews ivt
    homepage""".split()
)
"""Values of ``source`` listed by the guide; the endpoint's default is ``ivt``."""


class LeadType(StrEnum):
    """Lead types accepted by the valuation endpoint (the guide, second paragraph)."""

    VENDOR = "vendor"
    LANDLORD = "landlord"


class PropertyType(StrEnum):
    """The guide's four property types. Any other property is sent without a type."""

    DETACHED = "detached"
    SEMI_DETACHED = "semi-detached"
    TERRACED = "terraced"
    FLAT = "flat-maisonette"


class Name(Struct, frozen=True):
    """A person's name, split as the Lead API requires. ``title`` is empty if none was given."""

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
    """Campaign link followed by a homeowner, and its presets.

    ``code`` is the deep link's payload (1-64 of ``[A-Za-z0-9_-]``, Telegram's rule), empty for people who came without a
    link. If ``office_id`` is ``None``, the Lead API routes by the property's postcode.
    """

    code: str = ""
    lead_type: LeadType | None = None
    office_id: int | None = None
    source: str = ""
    utm: Utm = field(default_factory=Utm)
    test: bool = False
    """True if its leads are trials: marked in ``meta`` and in the notice to staff."""


class Consent(Struct, frozen=True):
    """Consent of a person: version of the wording, its language, and time of the yes (UTC)."""

    wording: str
    language: str
    at: datetime


class Lead(Struct, frozen=True):
    """Complete lead with its consent, without which none can be made.

    ``reference`` is the bot's own and unique; every delivery attempt carries it. ``phone`` is E.164. ``bedrooms`` is 0 for a
    studio. ``notes`` are details without a field in the guide (``{"property_type": "bungalow"}``), sent in ``meta``.
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
    """Hours that suit for a call or visit, each as its start in UTC."""
    questionnaire: tuple[tuple[str, str], ...] = ()
    """The agency's own questions, each with its answer."""
    host: str | None = None
    """Address at which the answers were given, as known at consent: the agency's page or the chat's link. Stored so that all
    attempts send the same. ``None`` in leads of versions that did not store it."""
    variant: str = ""
    """Order of questions, if the agency compares two; counted, not sent."""


class Range(Struct, frozen=True):
    """Range of an estimate, in whole pounds (sale) or whole pounds per calendar month (rent)."""

    minimum: int
    average: int
    maximum: int


class Estimate(Struct, frozen=True):
    """Estimate returned by the Lead API; a side without usable figures is ``None``."""

    sale: Range | None = None
    rent: Range | None = None
