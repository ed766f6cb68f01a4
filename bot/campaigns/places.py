"""Places where a link is shared, and the ``utm_*`` parameters of each.

The Lead API's ``source`` is the kind of site that a lead came from, out of a fixed list in its guide; this bot is "ivt",
an instant valuation tool. Facebook and a shop window are not on that list, so they are sent as ``utm_source``.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.campaigns.codes import slug
from conversations.lead import SOURCES, Campaign, Utm

OWN_SOURCE = "ivt"
"""The guide's ``source`` for leads from an instant valuation tool."""
UTM = ("source", "medium", "campaign", "term", "content")
"""The ``utm_*`` parameters, in display order."""
_UTM_MAX = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Place where links are shared: ``key`` (sentences, buttons), ``utm_source`` and ``utm_medium``, and a prefix for codes."""

    key: str
    utm_source: str
    utm_medium: str
    prefix: str


PLACES = (
    Place("facebook", "facebook", "social", "fb"),
    Place("whatsapp", "whatsapp", "social", "wa"),
    Place("instagram", "instagram", "social", "ig"),
    Place("x", "x", "social", "x"),
    Place("linkedin", "linkedin", "social", "li"),
    Place("email", "email", "email", "email"),
    Place("window", "shop-window", "qr", "window"),
    Place("leaflet", "leaflet", "print", "leaflet"),
    Place("board", "for-sale-board", "qr", "board"),
    Place("website", "website", "referral", "web"),
)


def place_of(key: str) -> Place | None:
    """Return the predefined place with this key."""
    return next((place for place in PLACES if place.key == key), None)


def place_named(text: str) -> Place | None:
    """Return the predefined place with a typed name."""
    said = slug(text)
    return next((place for place in PLACES if said in {place.key, place.utm_source, place.prefix}), None)


def own_place(text: str) -> Place | None:
    """Return a custom place made from a typed name; ``None`` if the name has no word."""
    name = slug(text)[:_UTM_MAX].strip("-_")
    return Place("", name, "", name[:20].strip("-_")) if name else None


def source_of(place: Place | None) -> str:
    """Return the lead's ``source``: the place itself if the guide lists it, otherwise the default."""
    name = "" if place is None else place.utm_source.replace("-", "_")
    return name if name in SOURCES else OWN_SOURCE


def carried(campaign: Campaign) -> str:
    """Return ``source`` and the ``utm_*`` parameters that each lead of a campaign carries, as shown to staff."""
    fields = (
        ("source", campaign.source or OWN_SOURCE),
        *((f"utm_{name}", getattr(campaign.utm, name)) for name in UTM),
    )
    return ", ".join(f"{name} = {value}" for name, value in fields if value)


def utm(place: Place | None, code: str) -> Utm:
    """Return the ``utm_*`` parameters of a link with this code shared at this place."""
    return Utm(source="", campaign=code) if place is None else Utm(place.utm_source, code, place.utm_medium)
