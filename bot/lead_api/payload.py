"""Request body of ``POST /api/v103/leads/valuation`` for a lead, as the guide wants it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from urllib.parse import urlsplit, urlunsplit

from bot.lead_api.payload_checks import HOST_MAX, json_size
from conversations.answers import phone as phones
from conversations.lead import META_MAX_BYTES, QUESTIONNAIRE_MAX_BYTES, SOURCES, Consent, Lead, Utm

CUT = "..."
"""Ends a note that had to be shortened. Three full stops: an ellipsis takes twice the bytes in escaped JSON."""

_ESCAPED_CHARACTER_MAX_BYTES = 12
"""A character beyond the basic plane as two escaped surrogates."""


def payload(
    lead: Lead,
    *,
    host: str,
    channel: str = "telegram",
    attempt: int = 1,
    possible_repeat: bool = False,
) -> dict[str, object]:
    """The JSON object that creates ``lead``: the guide's fields, and none that we have nothing true to put into.

    ``host`` is where the homeowner gave the answers: the agency's page or the bot's own address. ``attempt`` counts
    from 1 and shows only together with ``possible_repeat``: an earlier request may have made this lead already, and the
    agency can see so in ``meta``.

    Raises :class:`ValueError` if the time of consent has no zone: nobody could say later when it was.
    """
    digits, international = phones.digits(lead.phone)
    fields: dict[str, object] = {
        "type": lead.lead_type.value,
        "first_name": lead.name.first,
        "last_name": lead.name.last,
        "title": lead.name.title,
        "email": lead.email,
        "phone": digits,
        "international": international or None,
        "address": lead.address,
        "postcode": lead.postcode,
        "property_bedrooms": lead.bedrooms,
        "property_type": None if lead.property_type is None else lead.property_type.value,
        "message": lead.message,
        "appointment_availability": _availability(lead),
        "questionnaire": {str(number): list(pair) for number, pair in enumerate(_fitting(lead.questionnaire), 1)}
        or None,
        "gdpr_checkbox": True,
        "host": _host(host),
        "office_id": lead.campaign.office_id,
        # A source that the guide does not list may get the whole lead refused; the lead matters more than its label.
        "source": lead.campaign.source if lead.campaign.source in SOURCES else "",
        **_utm(lead.campaign.utm),
        "meta": _meta(lead, channel=channel, attempt=attempt, possible_repeat=possible_repeat),
    }
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def _availability(lead: Lead) -> dict[str, object] | None:
    """The hours that suit, in the form of the guide's example; a day's worth is a third of the guide's 1,024 bytes."""
    hours = [hour.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z") for hour in lead.appointment]
    return {"hours": hours} if hours else None


def _fitting(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """As many of the agency's own questions as fit the guide's limit, from the first."""
    while pairs and json_size({str(at): list(pair) for at, pair in enumerate(pairs, 1)}) > QUESTIONNAIRE_MAX_BYTES:
        pairs = pairs[:-1]
    return pairs


def _utm(utm: Utm) -> dict[str, object]:
    return {
        "utm_source": utm.source,
        "utm_campaign": utm.campaign,
        "utm_medium": utm.medium,
        "utm_term": utm.term,
        "utm_content": utm.content,
    }


def _host(host: str) -> str:
    """``host``, shortened to the page without its query, then to the site, if it is too long; empty if nothing fits."""
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


def _meta(lead: Lead, *, channel: str, attempt: int, possible_repeat: bool) -> dict[str, str]:
    ours = {
        "reference": lead.reference,
        "channel": channel,
        "consent_wording": lead.consent.wording,
        "consent_at": _utc(lead.consent),
    }
    if lead.campaign.test:
        ours |= {"test": "true"}
    if possible_repeat:
        ours |= {"possible_repeat": "true", "attempt": str(attempt)}
    notes = {(f"note {key}" if key in ours else key): note for key, note in lead.notes.items() if note}
    return ours | _trimmed(notes, beside=ours)


def _utc(consent: Consent) -> str:
    if consent.at.utcoffset() is None:
        raise ValueError("a time of consent needs a zone")
    return consent.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _trimmed(notes: Mapping[str, str], *, beside: Mapping[str, str]) -> dict[str, str]:
    """``notes``, the longest shortened first, so that they and ``beside`` fit the guide's limit for ``meta``."""
    kept = dict(notes)
    while kept and (excess := json_size({**beside, **kept}) - META_MAX_BYTES) > 0:
        longest = max(kept, key=lambda key: len(kept[key]))
        start = kept[longest].removesuffix(CUT)[: -max(1, excess // _ESCAPED_CHARACTER_MAX_BYTES)]
        if start:
            kept[longest] = start + CUT
        else:
            del kept[longest]
    return kept
