"""Costs of campaigns, entry by entry; several entries of a campaign add up. Nothing here is about a homeowner."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict

from bot.storage.sql.conditions import of_agency
from bot.storage.tables import CAMPAIGN_COSTS
from bot.storage.transaction import Transaction

NUMBERS = 2**63
"""First number that is too large for a database."""


class Cost(Struct, frozen=True):
    """Amount of money spent on a campaign, in pence, evenly from ``first_day`` to ``last_day`` (days since 1970).

    ``campaign``, ``office`` (0: by postcode) and ``test`` are as in :class:`bot.storage.campaigns.funnel_counts.Counted`;
    the office is the campaign's when the cost was entered.
    """

    campaign: str
    office: int
    test: bool
    pence: int
    first_day: int
    last_day: int


class StoredCost(Struct, frozen=True):
    """Cost with its number, under which it can be removed."""

    number: int
    cost: Cost


_T = CAMPAIGN_COSTS.c
_ADD = sa.insert(CAMPAIGN_COSTS).returning(_T.id)
_REMOVE = sa.delete(CAMPAIGN_COSTS).where(of_agency(CAMPAIGN_COSTS), _T.id == sa.bindparam("of_id"))
_ALL = (
    sa.select(_T.id, _T.campaign, _T.office, _T.test, _T.pence, _T.first_day, _T.last_day)
    .where(of_agency(CAMPAIGN_COSTS), _T.last_day >= sa.bindparam("since"))
    .order_by(_T.id.desc())
)
_OF_CAMPAIGN = _ALL.where(_T.campaign == sa.bindparam("of_campaign"))


def add(tx: Transaction, agency: str, cost: Cost) -> int:
    """Add a cost; return its number."""
    number: int = tx.connection.execute(_ADD, {"agency": agency, **asdict(cost), "entered_at": tx.now}).scalar_one()
    return number


def remove(tx: Transaction, agency: str, number: int) -> bool:
    """Remove a cost; ``False`` if there is none with that number."""
    values = {"of_agency": agency, "of_id": number}
    return 0 < number < NUMBERS and tx.connection.execute(_REMOVE, values).rowcount == 1


def all_(tx: Transaction, agency: str, since_day: int = 0) -> list[StoredCost]:
    """Return an agency's costs that end on ``since_day`` (days since 1970) or later, the one entered last first."""
    rows = tx.connection.execute(_ALL, {"of_agency": agency, "since": since_day})
    return [StoredCost(row[0], Cost(*row[1:])) for row in rows]


def of_campaign(tx: Transaction, agency: str, code: str) -> list[StoredCost]:
    """Return the costs of the campaign with this code, in its original case, the one entered last first."""
    rows = tx.connection.execute(_OF_CAMPAIGN, {"of_agency": agency, "of_campaign": code, "since": 0})
    return [StoredCost(row[0], Cost(*row[1:])) for row in rows]
