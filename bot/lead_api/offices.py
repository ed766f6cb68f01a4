"""Response of ``GET /api/v103/offices``."""

from __future__ import annotations

from msgspec import Struct

from bot.campaigns.office_list import Office
from bot.lead_api.error_bodies import parse_json


class Offices(Struct, frozen=True):
    """Offices of the account in the Lead API's order."""

    offices: tuple[Office, ...]


def read_offices(body: bytes) -> Offices | None:
    """Return the offices in a 200's body; ``None`` if it is not an office list.

    Ids are strings or numbers (the vendor's v103 guide shows both); entries without an id are skipped.
    """
    data = parse_json(body)
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
