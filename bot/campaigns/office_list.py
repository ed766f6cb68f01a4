"""Offices of the Lead API account as last fetched, and campaigns that refer to missing ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.campaigns.one_line import one_line
from bot.core.agency import Agency
from bot.core.serialization import Codec
from bot.storage.campaigns import campaigns, offices
from bot.storage.campaigns.offices import StoredOffices
from bot.storage.transaction import Transaction

LIKE, LIKE_MAX = 80, 8
"""Minimum similarity (of 100) of an office's name to the typed text, and maximum number of offices offered."""
NAME_MAX = 100
"""Characters stored of an office's name."""


@dataclass(frozen=True, slots=True)
class Office:
    """Office of the account. ``id`` is what a lead's ``office_id`` has to match."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class KnownOffices:
    """Offices in the Lead API's order, and the time they were fetched (seconds since 1970; ``None``: never).

    ``renamed`` are those to which the settings give another name, with the account's.
    """

    offices: tuple[Office, ...] = ()
    fetched_at: float | None = None
    renamed: tuple[Office, ...] = ()

    def name(self, office_id: int) -> str | None:
        """Return an office's name; ``None`` if the account has no such office or none were fetched yet."""
        return next((each.name or str(each.id) for each in self.offices if each.id == office_id), None)

    def has(self, office_id: int) -> bool:
        """Return whether the account has this office; also true before any were fetched."""
        return self.fetched_at is None or self.name(office_id) is not None

    def named(self, said: str) -> tuple[Office, ...]:
        """Return the offices that ``said`` may mean: an exact match of id or name, otherwise up to eight similar ones.

        An office's names are its own and the account's.
        """
        wanted = said.strip().lower()
        names: dict[int, list[str]] = {}
        for each in (*self.offices, *self.renamed):
            names.setdefault(each.id, []).append(each.name.lower())

        def fitting(fits: Callable[[str], bool]) -> tuple[Office, ...]:
            return tuple(each for each in self.offices if any(map(fits, names[each.id])))[:LIKE_MAX]

        return (
            tuple(each for each in self.offices if wanted == str(each.id))
            or fitting(lambda name: wanted == name)
            or fitting(lambda name: wanted in name)
            or fitting(lambda name: fuzz.ratio(wanted, name) >= LIKE)
        )


@dataclass(frozen=True, slots=True)
class MissingOffice:
    """Office used by an active campaign but missing from the account."""

    code: str
    office_id: int


NEVER = 0.0
"""Time of fetching before the first fetch, when only missing offices are known."""

_OFFICES: Codec[tuple[Office, ...]] = Codec(tuple[Office, ...])
_MISSING: Codec[tuple[int, ...]] = Codec(tuple[int, ...])


def known(tx: Transaction, agency: Agency) -> KnownOffices:
    """Return the offices of an agency's account as last fetched, or before the first fetch those of the settings.

    A name in the settings replaces the account's, which can still be typed.
    """
    own = agency.form.offices
    stored = offices.load(tx, agency.id)
    if stored is None or stored.fetched_at == NEVER:
        return KnownOffices(tuple(Office(number, facts.name) for number, facts in own.items()))
    listed = _OFFICES.decode(stored.offices)
    names = {each: facts.name for each, facts in own.items() if facts.name}
    named = tuple(Office(each.id, names.get(each.id, each.name)) for each in listed)
    return KnownOffices(named, stored.fetched_at, tuple(each for each in listed if each.id in names))


def keep(tx: Transaction, agency: str, fetched: Collection[Office]) -> list[MissingOffice]:
    """Store the Lead API's current offices; return missing offices used by campaigns and not yet reported."""
    stored = offices.load(tx, agency)
    notified = set(_MISSING.decode(stored.missing)) if stored is not None else set()
    gone = missing(tx, agency, {office.id for office in fetched})
    ids = tuple(sorted({each.office_id for each in gone}))
    offices.save(tx, agency, _listed(fetched), _MISSING.encode(ids), tx.now)
    return [each for each in gone if each.office_id not in notified]


def refresh(tx: Transaction, agency: str, fetched: Collection[Office]) -> None:
    """Store the Lead API's current offices, without reporting missing ones."""
    stored = offices.load(tx, agency)
    offices.save(tx, agency, _listed(fetched), "[]" if stored is None else stored.missing, tx.now)


def note_missing(tx: Transaction, agency: str, office_id: int) -> bool:
    """Record that the account lacks an office; ``False`` if the staff were notified before."""
    stored = offices.load(tx, agency) or StoredOffices("[]", "[]", NEVER)
    notified = _MISSING.decode(stored.missing)
    if office_id in notified:
        return False
    ids = _MISSING.encode(tuple(sorted({*notified, office_id})))
    offices.save(tx, agency, stored.offices, ids, stored.fetched_at)
    return True


def _listed(fetched: Collection[Office]) -> str:
    return _OFFICES.encode(tuple(Office(each.id, one_line(each.name, NAME_MAX)) for each in fetched))


def missing(tx: Transaction, agency: str, ids: Collection[int]) -> list[MissingOffice]:
    """Return the offices used by active campaigns that are not in ``ids``."""
    # Not through register.all_, which takes half a second for ten thousand campaigns: this runs every hour.
    named = ((code, json.loads(campaign)["office_id"]) for code, campaign in campaigns.in_use(tx, agency))
    return [MissingOffice(code, office) for code, office in named if office is not None and office not in ids]
