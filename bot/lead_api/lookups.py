"""Look-up of a lead at the Lead API by its person: what an answer shows about one reference.

The vendor says that the look-up exists, but publishes neither the format of its answer, nor whether ``meta`` is included,
nor how soon it shows a new lead. So all common formats are parsed, and a lead counts as found only by the reference in
its ``meta``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from bot.lead_api.error_bodies import parse_json
from bot.lead_api.outcomes import (
    Busy,
    Misconfigured,
    Unavailable,
    classify,
    estimate_in,
    layers,
    lead_id_in,
    says_failure,
)
from conversations.lead import Estimate

LOOKED_AT_MAX = 1000
"""Leads of one person that are examined."""


class Found(Struct, frozen=True):
    """The Lead API has the lead. ``lead_id`` is empty if not shown; ``estimate`` has neither side if it has none."""

    lead_id: str
    estimate: Estimate


class Absent(Struct, frozen=True):
    """The Lead API answers, and shows no lead with the reference."""

    why: str = "no such lead is there"


class Inconclusive(Struct, frozen=True):
    """The account refuses look-ups, or its answers lack what identifies a lead."""

    why: str


class NoAnswer(Struct, frozen=True):
    """No usable answer at present. ``retry_after``: the seconds that the Lead API asks to wait, if given."""

    why: str
    retry_after: float | None = None


LookUp = Found | Absent | Inconclusive | NoAnswer


def read_look_up(status: int, headers: Mapping[str, str], body: bytes, reference: str) -> LookUp:
    """Parse an answer to ``GET /api/v103/person/leads``. Never raises, whatever the input."""
    data = parse_json(body)
    if 200 <= status < 300:
        if data is None:
            return NoAnswer(f"an answer that is not the Lead API's (HTTP {status})")
        return Inconclusive("the look-up is refused") if says_failure(data) else _search(data, reference)
    if status == 404 and isinstance(data, dict):
        return Absent()  # unknown address or missing page: worth another look-up later
    match classify(status, headers, b""):
        case Busy(retry_after):
            return NoAnswer("the Lead API was busy", retry_after)
        case Unavailable(why):
            return NoAnswer(why)
        case Misconfigured() if status == 401:
            # The key is not accepted at present. That shows nothing about look-ups, which an account refuses by 403.
            return NoAnswer(f"the key was refused (HTTP {status})")
        case _:
            return Inconclusive(f"the look-up is refused (HTTP {status})")


def _search(data: object, reference: str) -> LookUp:
    leads = leads_in(data)
    if leads is None:
        return Inconclusive("the look-up's answer is no list of leads")
    found = [lead for lead in leads if reference_in(lead) == reference]
    if found:
        best = max(found, key=lambda lead: estimate_in(lead) not in (None, Estimate()))
        return Found(lead_id_in(best), estimate_in(best) or Estimate())
    if any(meta_in(lead) is None for lead in leads):
        return Inconclusive("the look-up shows leads without their meta")
    return Absent()


_LISTS = ("data", "leads", "results", "items")


def leads_in(data: object, depth: int = 2) -> list[Mapping[str, object]] | None:
    """Return the leads in an answer: a list, at the top or wrapped, or a single lead; ``None`` if it is neither."""
    if isinstance(data, list):
        return [lead for lead in data[:LOOKED_AT_MAX] if isinstance(lead, dict)]
    if not isinstance(data, dict):
        return None
    wrapped = [data[name] for name in _LISTS if isinstance(data.get(name), list | dict)] if depth else []
    for each in wrapped:
        if (leads := leads_in(each, depth - 1)) is not None:
            return leads
    return [data] if lead_id_in(data) or meta_in(data) is not None else None


def meta_in(lead: Mapping[str, object]) -> Mapping[str, object] | None:
    """Return a lead's ``meta``: an object, its JSON as text, or a list of pairs; ``None`` if the lead shows none.

    An empty ``meta`` counts as shown: that lead was not made by this bot.
    """
    for layer in layers(lead):
        if "meta" in layer:
            return dict(_pairs(layer["meta"]))
    return None


def reference_in(lead: Mapping[str, object]) -> str:
    """Return the reference in a lead's ``meta``, or ``""``."""
    reference = (meta_in(lead) or {}).get("reference")
    return reference if isinstance(reference, str) else ""


def _pairs(meta: object) -> Iterator[tuple[str, object]]:
    if isinstance(meta, str):
        meta = parse_json(meta)
    if isinstance(meta, dict):
        yield from meta.items()
    if isinstance(meta, list):
        for each in meta:
            if isinstance(each, list) and len(each) == 2 and isinstance(each[0], str):
                yield each[0], each[1]
            elif isinstance(each, dict):
                name = each.get("key", each.get("name"))
                if isinstance(name, str):
                    yield name, each.get("value")
