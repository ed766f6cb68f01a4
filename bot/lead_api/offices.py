"""Response of ``GET /api/v103/offices``."""

from __future__ import annotations

from dataclasses import dataclass

from bot.campaigns.office_list import Office
from bot.lead_api.error_bodies import parse_json

__all__ = ["Office", "Offices", "read_offices"]


@dataclass(frozen=True, slots=True)
class Offices:
    """Offices of the account, in the order of the Lead API."""

    offices: tuple[Office, ...]


def read_offices(body: bytes) -> Offices | None:
    """The offices in a 200's body, or ``None`` if it is not such a list.

    An id comes as a string or as a number (the vendor's v103 guide shows both); an entry without one is left out.
    """
    data = parse_json(body.decode("utf-8-sig", errors="replace"))
    listed = data.get("data") if isinstance(data, dict) else None
    if not isinstance(listed, list):
        return None
    return Offices(tuple(office for item in listed if (office := _office(item)) is not None))


def _office(item: object) -> Office | None:
    if not isinstance(item, dict):
        return None
    number, name = item.get("id"), item.get("name")
    if isinstance(number, str) and number.isascii() and number.isdigit() and len(number) <= 18:
        number = int(number)
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return Office(number, name if isinstance(name, str) else "")
