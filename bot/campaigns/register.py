"""Campaign register: add, look up, retire and import campaigns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from bot.campaigns.codes import folded, tag
from bot.core.serialization import CAMPAIGN
from bot.storage.campaigns import campaigns
from bot.storage.campaigns.campaigns import NewCampaign, StoredCampaign
from bot.storage.transaction import Transaction
from conversations.lead import Campaign

NUMBER_MIN = 9
"""Digits from which a code may be a phone number typed after /start; such a code is not stored."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Campaign in the register, with the staff's note. Times in seconds since 1970.

    ``retired_at`` is ``None`` while it is in use. Links of retired campaigns keep working, since leaflets stay around for
    years.
    """

    campaign: Campaign
    note: str = ""
    created_at: float = 0.0
    retired_at: float | None = None

    @property
    def code(self) -> str:
        """The link's code, in its original case."""
        return self.campaign.code

    @property
    def tag(self) -> str:
        """The campaign's tag in callback data."""
        return tag(self.campaign.code)


def look_up(tx: Transaction, agency: str, code: str) -> Campaign | None:
    """Return the campaign of a followed link; ``None`` for an unknown code, which is counted unless it may be a phone number.

    Codes are matched case-insensitively and otherwise exactly. A code that is one letter off may be another campaign's
    (spring-25, spring-26), and a lead counted for the wrong campaign is worse than one counted for none.
    """
    found = campaigns.find(tx, agency, folded(code))
    if found is None:
        if sum(map(str.isdigit, code)) < NUMBER_MIN:
            campaigns.count_unknown(tx, agency, code)
        return None
    return _listed(found).campaign


def find(tx: Transaction, agency: str, code: str) -> Listed | None:
    """Return the campaign with this code."""
    found = campaigns.find(tx, agency, folded(code))
    return None if found is None else _listed(found)


def find_tag(tx: Transaction, agency: str, the_tag: str) -> Listed | None:
    """Return the campaign with this tag."""
    found = campaigns.find_tag(tx, agency, the_tag)
    return None if found is None else _listed(found)


def add(tx: Transaction, agency: str, listed: Listed) -> bool:
    """Add a campaign; ``False`` if its code is taken in any case, even by a retired campaign."""
    added = campaigns.add(tx, _row(agency, listed))
    if added:
        campaigns.forget_unknown(tx, agency, listed.code)
    return added


def page(tx: Transaction, agency: str, after: int, limit: int) -> list[Listed]:
    """Return up to ``limit`` campaigns in use, newest first, skipping the first ``after``."""
    return [_listed(row) for row in campaigns.page(tx, agency, after, limit)]


def search(tx: Transaction, agency: str, part: str, limit: int) -> list[Listed]:
    """Return up to ``limit`` campaigns whose code contains ``part``, newest first, including retired ones."""
    return [_listed(row) for row in campaigns.search(tx, agency, folded(part), limit)]


def all_(tx: Transaction, agency: str) -> list[Listed]:
    """Return every campaign, newest first, including retired ones."""
    return [_listed(row) for row in campaigns.all_(tx, agency)]


def retire(tx: Transaction, agency: str, code: str, *, back: bool = False) -> bool:
    """Retire a campaign, or restore it (``back``); ``False`` if there is none with that code."""
    return campaigns.retire(tx, agency, folded(code), back=back)


def import_campaigns(
    tx: Transaction, agency: str, brought: Mapping[str, Campaign] | Iterable[Campaign]
) -> tuple[int, int]:
    """Import campaigns, for example from a file; return how many were added and changed.

    Imported campaigns replace stored ones, but keep their notes and stay retired if they were.
    """
    added = changed = 0
    for campaign in brought.values() if isinstance(brought, Mapping) else brought:
        known = find(tx, agency, campaign.code)
        if known is None:
            added += add(tx, agency, Listed(campaign))
        elif replace(known.campaign, code=campaign.code) != campaign:
            kept = replace(campaign, code=known.code)
            campaigns.change(tx, agency, folded(campaign.code), CAMPAIGN.encode(kept).decode(), known.note)
            changed += 1
    return added, changed


def _row(agency: str, listed: Listed) -> NewCampaign:
    code = listed.code
    return NewCampaign(agency, code, folded(code), tag(code), CAMPAIGN.encode(listed.campaign).decode(), listed.note)


def _listed(row: StoredCampaign) -> Listed:
    return Listed(CAMPAIGN.decode(row.campaign), row.note, row.created_at, row.retired_at)
