"""Read-only data of an agency for admin commands, inside the turn's transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.campaigns import office_list, register
from bot.campaigns.office_list import KnownOffices
from bot.campaigns.register import Listed
from bot.storage.campaigns import campaigns, funnel_counts
from bot.storage.campaigns.campaigns import UnknownCode
from bot.storage.campaigns.funnel_counts import Counted
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AgencyData:
    """Data of an agency. ``tx`` is for queries that belong to one command only."""

    tx: Transaction
    agency: str

    def campaign(self, code: str) -> Listed | None:
        """The campaign of a code."""
        return register.find(self.tx, self.agency, code)

    def tagged(self, tag: str) -> Listed | None:
        """Return the campaign with this tag."""
        return register.find_tag(self.tx, self.agency, tag)

    def taken(self, code: str) -> bool:
        """Return whether a campaign has this code, a retired one too."""
        return self.campaign(code) is not None

    def campaigns(self, after: int, limit: int) -> list[Listed]:
        """Campaigns in use, the newest first, without the first ``after``."""
        return register.page(self.tx, self.agency, after, limit)

    def campaigns_like(self, part: str, limit: int) -> list[Listed]:
        """Campaigns whose code has ``part`` in it, the newest first, retired ones too."""
        return register.search(self.tx, self.agency, part, limit)

    def campaign_count(self) -> int:
        """How many campaigns are in use."""
        return campaigns.count(self.tx, self.agency)

    def unknown_codes(self, limit: int) -> list[UnknownCode]:
        """The codes that no campaign has, those that came most often first."""
        return campaigns.unknown(self.tx, self.agency, limit)

    def counts(self, since_week: int, apart: Collection[str]) -> dict[Counted, int]:
        """What was counted in the weeks from ``since_week`` (a Monday, in days since 1970) on, told apart by ``apart``."""
        return funnel_counts.read(self.tx, self.agency, since_week, apart)

    def offices(self) -> KnownOffices:
        """The account's offices, as far as they are known."""
        return office_list.known(self.tx, self.agency)
