"""Fields of a lead in the guide's terms: the source of each value, its limits, and the question that corrects it.

The single description of a request to the Lead API. Building and checking it, parsing a refusal and hiding personal
values all follow from :data:`FIELDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from types import MappingProxyType
from urllib.parse import urlsplit, urlunsplit

from msgspec import Struct

from bot.lead_api import checks
from bot.lead_api.checks import Check, json_size
from conversations.answers import phone as phones
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
    Consent,
    Lead,
    LeadType,
    PropertyType,
)

HOST_MAX = 255
"""Maximum characters, from the guide's table of fields."""
AVAILABILITY_MAX_BYTES = 1024
"""Maximum bytes of ``appointment_availability`` as JSON, from the guide's table of fields."""

OFFICE = "office"
"""Used as a question's key where the office is to blame: no homeowner is asked for it, and the lead can be sent without."""

CUT = "..."
"""Ends a shortened note. Three full stops, because an ellipsis takes twice the bytes in escaped JSON."""

_ESCAPED_CHARACTER_MAX_BYTES = 12
"""Bytes of a character beyond the basic plane as two escaped surrogates."""


class Attempt(Struct, frozen=True):
    """One attempt at delivering a lead. The arguments are those of :func:`bot.lead_api.payload.payload`."""

    lead: Lead
    host: str
    channel: str
    number: int
    possible_repeat: bool


class Field(Struct, frozen=True):
    """One field of the request.

    ``value`` computes the value from an attempt; ``None`` and an empty text omit the field. ``question`` is the key of
    the question that corrects it, empty if there is none. ``aliases`` are other names likely in a refusal. ``required``:
    the guide's starred fields; ``address`` and ``postcode``, without which no property can be valued; and the bot's own
    two obligations, the consent and the ``meta`` that identifies repeats. ``personal``: no reason may repeat the value.
    """

    name: str
    value: Callable[[Attempt], object]
    check: Check
    question: str = ""
    aliases: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names in a refusal, in lower case; an underscore stands for any separator or none."""
        return (self.name, *self.aliases)


def _joined(name: str) -> str:
    return name.casefold().translate(_NO_SEPARATORS)


_NO_SEPARATORS = str.maketrans("", "", " _-")


def _availability(attempt: Attempt) -> dict[str, object] | None:
    """Return the suitable hours in the format of the guide's example; a day takes a third of the guide's 1,024 bytes."""
    hours = [hour.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z") for hour in attempt.lead.appointment]
    return {"hours": hours} if hours else None


def _questionnaire(attempt: Attempt) -> list[list[str]] | None:
    """Return pairs of question and answer, the format of the vendor's only example: as many as fit the guide's limit."""
    pairs = [list(pair) for pair in attempt.lead.questionnaire]
    while pairs and json_size(pairs) > QUESTIONNAIRE_MAX_BYTES:
        pairs.pop()
    return pairs or None


def _source(attempt: Attempt) -> str:
    """Return the link's source, if the guide lists it: an unlisted one may cause the whole lead to be refused."""
    source = attempt.lead.campaign.source
    return source if source in SOURCES else ""


def _host(attempt: Attempt) -> str:
    """Return the host, shortened to the page without its query, then to the site, if too long; empty if nothing fits."""
    host = attempt.host
    if len(host) <= HOST_MAX:
        return host
    try:
        parts = urlsplit(host)
    except ValueError:
        return ""
    for shorter in (
        urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")),
        urlunsplit((parts.scheme, parts.netloc, "", "", "")),
    ):
        if parts.netloc and len(shorter) <= HOST_MAX:
            return shorter
    return ""


def _meta(attempt: Attempt) -> dict[str, str]:
    lead = attempt.lead
    ours = {
        "reference": lead.reference,
        "channel": attempt.channel,
        "consent_wording": lead.consent.wording,
        "consent_at": _utc(lead.consent),
    }
    if lead.campaign.test:
        ours |= {"test": "true"}
    if attempt.possible_repeat:
        ours |= {"possible_repeat": "true", "attempt": str(attempt.number)}
    notes = {(f"note {key}" if key in ours else key): note for key, note in lead.notes.items() if note}
    return ours | _trimmed(notes, beside=ours)


_NOT_PERSONAL = frozenset(
    {"reference", "channel", "consent_wording", "consent_at", "test", "possible_repeat", "attempt"}
)
"""Keys of ``meta`` that say nothing about the person."""


def _utc(consent: Consent) -> str:
    if consent.at.utcoffset() is None:
        raise ValueError("a time of consent needs a zone")
    return consent.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _trimmed(notes: Mapping[str, str], *, beside: Mapping[str, str]) -> dict[str, str]:
    """Return ``notes``, shortening the longest first, so that they and ``beside`` fit the guide's limit for ``meta``."""
    kept = dict(notes)
    while kept and (excess := json_size({**beside, **kept}) - META_MAX_BYTES) > 0:
        longest = max(kept, key=lambda key: len(kept[key]))
        start = kept[longest].removesuffix(CUT)[: -max(1, excess // _ESCAPED_CHARACTER_MAX_BYTES)]
        if start:
            kept[longest] = start + CUT
        else:
            del kept[longest]
    return kept


_utm_text = checks.text(1)

FIELDS: tuple[Field, ...] = (
    Field(
        "type",
        lambda attempt: attempt.lead.lead_type.value,
        checks.one_of(frozenset(LeadType)),
        "sale_or_let",
        ("lead_type",),
        required=True,
    ),
    Field(
        "first_name",
        lambda attempt: attempt.lead.name.first,
        checks.text(1, FIRST_NAME_MAX),
        "name",
        ("name",),
        required=True,
        personal=True,
    ),
    Field(
        "last_name",
        lambda attempt: attempt.lead.name.last,
        checks.text(1, LAST_NAME_MAX),
        "name",
        ("surname",),
        required=True,
        personal=True,
    ),
    Field("title", lambda attempt: attempt.lead.name.title, checks.text(1, TITLE_MAX), "name"),
    Field(
        "email",
        lambda attempt: attempt.lead.email,
        checks.email,
        "email",
        ("email_address", "e_mail", "e_mail_address"),
        required=True,
        personal=True,
    ),
    Field(
        "phone",
        lambda attempt: phones.digits(attempt.lead.phone)[0],
        checks.text(1, PHONE_MAX),
        "phone",
        ("phone_number", "telephone", "telephone_number", "mobile", "mobile_number"),
        required=True,
        personal=True,
    ),
    Field("international", lambda attempt: phones.digits(attempt.lead.phone)[1] or None, checks.flag),
    Field(
        "address",
        lambda attempt: attempt.lead.address,
        checks.text(1, ADDRESS_MAX),
        "address",
        ("property_address",),
        required=True,
        personal=True,
    ),
    Field(
        "postcode",
        lambda attempt: attempt.lead.postcode,
        checks.text(POSTCODE_MIN, POSTCODE_MAX),
        "postcode",
        ("post_code",),
        required=True,
        personal=True,
    ),
    Field(
        "property_bedrooms",
        lambda attempt: attempt.lead.bedrooms,
        checks.whole_number,
        "bedrooms",
        ("bedrooms", "number_of_bedrooms"),
    ),
    Field(
        "property_type",
        lambda attempt: attempt.lead.property_type and attempt.lead.property_type.value,
        checks.one_of(frozenset(PropertyType)),
        "property_type",
    ),
    Field("message", lambda attempt: attempt.lead.message, checks.text(1, MESSAGE_MAX), personal=True),
    Field("appointment_availability", _availability, checks.availability(AVAILABILITY_MAX_BYTES)),
    Field("questionnaire", _questionnaire, checks.questionnaire(QUESTIONNAIRE_MAX_BYTES), personal=True),
    Field("gdpr_checkbox", lambda _: True, checks.consent, required=True),
    Field("host", _host, checks.text(1, HOST_MAX)),
    Field("office_id", lambda attempt: attempt.lead.campaign.office_id, checks.whole_number, OFFICE, ("office",)),
    Field("source", _source, checks.one_of(SOURCES)),
    Field("utm_source", lambda attempt: attempt.lead.campaign.utm.source, _utm_text),
    Field("utm_campaign", lambda attempt: attempt.lead.campaign.utm.campaign, _utm_text),
    Field("utm_medium", lambda attempt: attempt.lead.campaign.utm.medium, _utm_text),
    Field("utm_term", lambda attempt: attempt.lead.campaign.utm.term, _utm_text),
    Field("utm_content", lambda attempt: attempt.lead.campaign.utm.content, _utm_text),
    Field("meta", _meta, checks.texts(META_MAX_BYTES), required=True, personal=True),
)
"""All fields, in the order of the guide's example."""

_FREE, _FREE_MIN = ("message", "questionnaire", "meta"), 12
_PERSONAL = tuple(field.name for field in FIELDS if field.personal)


def personal_texts(payload: Mapping[str, object]) -> list[str]:
    """Return the texts of a request (or of changes to a lead) that no reason may repeat.

    Of free text only longer ones: a short answer such as "phone" tells nothing about the person.
    """
    return [
        text for name in _PERSONAL for text in _texts(payload.get(name)) if len(text) >= _FREE_MIN or name not in _FREE
    ]


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case Mapping():
            for key, each in value.items():
                if key not in _NOT_PERSONAL:
                    yield from _texts(each)


_QUESTIONS: Mapping[str, str] = MappingProxyType(
    {_joined(name): field.question for field in FIELDS if field.question for name in field.names}
)
"""Question keys by field name without separators. Fields without a question (``meta``, ``source``, …) are missing."""

NAMES: tuple[str, ...] = tuple(
    sorted((name for field in FIELDS if field.question for name in field.names), key=len, reverse=True)
)
"""Names by which a refusal may call the fields that have a question, longest first."""

_SEPARATORS = re.compile(r"[^A-Za-z0-9_ -]+")


def question_of(name: str) -> str:
    """Return the question key of a field's name, or ``""``.

    Names have many spellings: ``email``, ``lead.email``, ``/data/attributes/email``, ``errors[email][0]``, ``firstName``,
    ``Property Type``. The last segment that is not a number decides.
    """
    segments = [segment.strip() for segment in _SEPARATORS.split(name[:200])]
    named = [segment for segment in segments if segment and not segment.isdigit()]
    if not named:
        return ""
    return _QUESTIONS.get(_joined(named[-1]), "")
