"""Stored campaigns by code, and unknown codes of followed links.

Nothing here is about a homeowner, so nothing is encrypted. Codes are matched case-insensitively (``folded``). A
campaign's ``tag`` replaces its code in buttons, which are too short for 64 characters; it is derived from the code, so it
is known before the row exists.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import add as plus

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict

from bot.storage.sql.conditions import of_agency
from bot.storage.sql.inserts import insert_or_ignore, upsert
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import CAMPAIGNS, LINK_CHANGES, UNKNOWN_CODES
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry

UNKNOWN_MAX = 200
"""Unknown codes kept per agency, since anybody can send any number of them."""


class NewCampaign(Struct, frozen=True):
    """New campaign: ``campaign`` is JSON made by the caller, ``note`` the staff's."""

    agency: str
    code: str
    folded: str
    tag: str
    campaign: str
    note: str


class StoredCampaign(Struct, frozen=True):
    """Row of a campaign. Times in seconds since 1970.

    ``retired_at`` is ``None`` while it is in use; ``ended_at`` is ``None`` unless it was ended.
    """

    code: str
    tag: str
    campaign: str
    note: str
    created_at: float
    retired_at: float | None
    ended_at: float | None


class LinkChange(Struct, frozen=True):
    """Log entry: what of a campaign was changed, from what to what, by whom (a user id; 0: not in the chat) and when.

    ``changed_at`` is in seconds since 1970; the values are texts of the caller.
    """

    field: str
    before: str
    after: str
    admin: int
    changed_at: float


class UnknownCode(Struct, frozen=True):
    """Code of no campaign, the number of arrivals with it, and the time of the last one (seconds since 1970)."""

    code: str
    count: int
    seen_at: float


_OF_AGENCY = of_agency(CAMPAIGNS)
_COLUMNS = CAMPAIGNS.c[StoredCampaign.__struct_fields__]
_ADD = insert_or_ignore(CAMPAIGNS).returning(CAMPAIGNS.c.code)
_THE_CODE = sa.and_(_OF_AGENCY, CAMPAIGNS.c.folded == sa.bindparam("of_folded"))
_FIND = Prepared(sa.select(*_COLUMNS).where(_THE_CODE))
_FIND_TAG = sa.select(*_COLUMNS).where(_OF_AGENCY, CAMPAIGNS.c.tag == sa.bindparam("of_tag"))
_CHANGE = (
    sa.update(CAMPAIGNS)
    .where(_THE_CODE)
    .values(
        {
            name: sa.bindparam(f"new_{name}", type_=CAMPAIGNS.c[name].type)
            for name in ("campaign", "note", "retired_at", "ended_at")
        }
    )
)
_LOG = sa.insert(LINK_CHANGES)
_CHANGES = (
    sa.select(*(LINK_CHANGES.c[name] for name in LinkChange.__struct_fields__))
    .where(of_agency(LINK_CHANGES), LINK_CHANGES.c.folded == sa.bindparam("of_folded"))
    .order_by(LINK_CHANGES.c.id.desc())
    .limit(sa.bindparam("n"))
)
_ALL = sa.select(*_COLUMNS).where(_OF_AGENCY).order_by(CAMPAIGNS.c.created_at.desc(), CAMPAIGNS.c.folded)
_LISTED = {True: CAMPAIGNS.c.retired_at.is_(None), False: CAMPAIGNS.c.retired_at.is_not(None)}
"""Conditions of campaigns in use, and of those that are retired or ended."""
_PAGE = {
    used: _ALL.where(those).limit(sa.bindparam("n")).offset(sa.bindparam("after")) for used, those in _LISTED.items()
}
_SEARCH = _ALL.where(CAMPAIGNS.c.folded.like(sa.bindparam("pattern"), escape="!")).limit(sa.bindparam("n"))
_WILD = str.maketrans({each: f"!{each}" for each in "!%_"})
_IN_USE = Prepared(
    sa.select(CAMPAIGNS.c.code, CAMPAIGNS.c.campaign)
    .where(_OF_AGENCY, CAMPAIGNS.c.retired_at.is_(None))
    .order_by(CAMPAIGNS.c.folded)
)
_COUNT = {used: sa.select(sa.func.count()).where(_OF_AGENCY, those) for used, those in _LISTED.items()}

_OF_CODES = of_agency(UNKNOWN_CODES)
_THE_UNKNOWN = sa.and_(_OF_CODES, UNKNOWN_CODES.c.code == sa.bindparam("of_code"))
_COUNT_ONE = (
    sa.update(UNKNOWN_CODES).where(_THE_UNKNOWN).values(count=UNKNOWN_CODES.c.count + 1, seen_at=sa.bindparam("at"))
)
_KNOWN_UNKNOWNS = sa.select(sa.func.count()).where(_OF_CODES)
_RAREST = (
    sa.select(UNKNOWN_CODES.c.code).where(_OF_CODES).order_by(UNKNOWN_CODES.c.count, UNKNOWN_CODES.c.seen_at).limit(1)
)
_FIRST = upsert(UNKNOWN_CODES, count=plus)
_UNKNOWN = (
    sa.select(*UNKNOWN_CODES.c["code", "count", "seen_at"])
    .where(_OF_CODES)
    .order_by(UNKNOWN_CODES.c.count.desc(), UNKNOWN_CODES.c.seen_at.desc())
    .limit(sa.bindparam("n"))
)
_FORGET_UNKNOWN = sa.delete(UNKNOWN_CODES).where(_THE_UNKNOWN)
expire_unknown = Expiry(sa.delete(UNKNOWN_CODES), UNKNOWN_CODES.c.seen_at)
"""Expiry of unknown codes by the time of the last arrival."""


def add(tx: Transaction, new: NewCampaign) -> bool:
    """Add a campaign; ``False`` if the agency already has one with that code, in any case."""
    return tx.connection.execute(_ADD, {**asdict(new), "created_at": tx.now}).first() is not None


def change(tx: Transaction, agency: str, folded: str, new: StoredCampaign, changes: Iterable[LinkChange]) -> None:
    """Replace a campaign's content and times except its creation, and log the changes."""
    values = {f"new_{name}": getattr(new, name) for name in ("campaign", "note", "retired_at", "ended_at")}
    tx.connection.execute(_CHANGE, {"of_agency": agency, "of_folded": folded, **values})
    for each in changes:
        tx.connection.execute(_LOG, {"agency": agency, "folded": folded, **asdict(each)})


def changes(tx: Transaction, agency: str, folded: str, limit: int) -> list[LinkChange]:
    """Return up to ``limit`` logged changes of a campaign, newest first."""
    rows = tx.connection.execute(_CHANGES, {"of_agency": agency, "of_folded": folded, "n": limit})
    return [LinkChange(*row) for row in rows]


def find(tx: Transaction, agency: str, folded: str) -> StoredCampaign | None:
    """Return the campaign with a code in lower case, retired ones included."""
    row = _FIND.first(tx, {"of_agency": agency, "of_folded": folded})
    return None if row is None else StoredCampaign(*row)


def find_tag(tx: Transaction, agency: str, tag: str) -> StoredCampaign | None:
    """Return the campaign with this tag, retired ones included."""
    row = tx.connection.execute(_FIND_TAG, {"of_agency": agency, "of_tag": tag}).first()
    return None if row is None else StoredCampaign(*row)


def page(tx: Transaction, agency: str, after: int, limit: int, *, in_use: bool = True) -> list[StoredCampaign]:
    """Return up to ``limit`` campaigns that are ``in_use`` or not, newest first, skipping the first ``after``."""
    rows = tx.connection.execute(_PAGE[in_use], {"of_agency": agency, "after": after, "n": limit})
    return [StoredCampaign(*row) for row in rows]


def search(tx: Transaction, agency: str, folded: str, limit: int) -> list[StoredCampaign]:
    """Return up to ``limit`` campaigns whose code contains this, newest first, including retired ones."""
    pattern = f"%{folded.translate(_WILD)}%"
    rows = tx.connection.execute(_SEARCH, {"of_agency": agency, "pattern": pattern, "n": limit})
    return [StoredCampaign(*row) for row in rows]


def all_(tx: Transaction, agency: str) -> list[StoredCampaign]:
    """Return every campaign, newest first, including retired ones."""
    return [StoredCampaign(*row) for row in tx.connection.execute(_ALL, {"of_agency": agency})]


def in_use(tx: Transaction, agency: str) -> list[tuple[str, str]]:
    """Return code and JSON of every campaign in use, by code."""
    return [(code, campaign) for code, campaign in _IN_USE.rows(tx, {"of_agency": agency})]


def count(tx: Transaction, agency: str, *, in_use: bool = True) -> int:
    """Return the number of campaigns that are ``in_use`` or not."""
    return tx.connection.execute(_COUNT[in_use], {"of_agency": agency}).scalar_one()


def count_unknown(tx: Transaction, agency: str, code: str) -> None:
    """Count an arrival with an unknown code.

    At :data:`UNKNOWN_MAX` codes the rarest is replaced, so that a flood of made-up codes never displaces a code
    misprinted on a leaflet.
    """
    of_code = {"of_agency": agency, "of_code": code}
    if tx.connection.execute(_COUNT_ONE, {**of_code, "at": tx.now}).rowcount:
        return
    if tx.connection.execute(_KNOWN_UNKNOWNS, {"of_agency": agency}).scalar_one() >= UNKNOWN_MAX:
        rarest = tx.connection.execute(_RAREST, {"of_agency": agency}).scalar_one()
        forget_unknown(tx, agency, rarest)
    tx.connection.execute(_FIRST, {"agency": agency, "code": code, "count": 1, "seen_at": tx.now})


def unknown(tx: Transaction, agency: str, limit: int = UNKNOWN_MAX) -> list[UnknownCode]:
    """Return the unknown codes, most frequent first."""
    return [UnknownCode(*row) for row in tx.connection.execute(_UNKNOWN, {"of_agency": agency, "n": limit})]


def forget_unknown(tx: Transaction, agency: str, code: str) -> None:
    """Delete an unknown code, because a campaign has it now."""
    tx.connection.execute(_FORGET_UNKNOWN, {"of_agency": agency, "of_code": code})
