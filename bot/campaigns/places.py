"""Places where a link is shared, and the ``utm_*`` parameters of each.

The Lead API's ``source`` says which kind of site a lead came from, out of a fixed list in its guide ("ivt", an instant
valuation tool, is what this bot is). Facebook and a shop window are not on that list; they are ``utm_source``.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.campaigns.codes import slug
from conversations.lead import SOURCES, Utm

OWN_SOURCE = "ivt"
"""What the guide calls a lead from an instant valuation tool."""
_UTM_MAX = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A usual place: its ``key`` in sentences and buttons, its ``utm_source`` and ``utm_medium``, how codes begin."""

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
    """The usual place of that key."""
    return next((place for place in PLACES if place.key == key), None)


def place_named(text: str) -> Place | None:
    """The usual place that somebody typed the name of."""
    said = slug(text)
    return next((place for place in PLACES if said in {place.key, place.utm_source, place.prefix}), None)


def own_place(text: str) -> Place | None:
    """A place that is none of the usual ones, from how somebody named it; ``None`` if there is no word in it."""
    name = slug(text)[:_UTM_MAX].strip("-_")
    return Place("", name, "", name[:20].strip("-_")) if name else None


def source_of(place: Place | None) -> str:
    """The lead's ``source``: the place itself where the guide's list has it, else our own."""
    name = "" if place is None else place.utm_source.replace("-", "_")
    return name if name in SOURCES else OWN_SOURCE


def utm(place: Place | None, code: str) -> Utm:
    """The ``utm_*`` of a link with this code that is shared at that place."""
    return Utm(source="", campaign=code) if place is None else Utm(place.utm_source, code, place.utm_medium)
