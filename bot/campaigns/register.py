"""Campaign register: add, look up, change, end and import campaigns."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace

from bot.campaigns.codes import code_in, folded, tag
from bot.campaigns.places import carried
from bot.core.serialization import CAMPAIGN
from bot.storage.campaigns import campaigns
from bot.storage.campaigns.campaigns import LinkChange, NewCampaign, StoredCampaign
from bot.storage.transaction import Transaction
from conversations.events import Started
from conversations.lead import Campaign

NUMBER_MIN = 9
"""Digits from which a code may be a phone number typed after /start; such a code is not stored."""


class Standing(StrEnum):
    """Standing of a campaign. Its link works in all of them, since leaflets stay around for years."""

    IN_USE = "in_use"
    RETIRED = "retired"
    """Not in the list; the link keeps its presets."""
    ENDED = "ended"
    """Not in the list; the link leads to the plain conversation, and its visits are still counted as its own."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Campaign in the register, with the staff's note. Times in seconds since 1970.

    ``retired_at`` is ``None`` while it is in use, ``ended_at`` unless it was ended.
    """

    campaign: Campaign
    note: str = ""
    created_at: float = 0.0
    retired_at: float | None = None
    ended_at: float | None = None

    @property
    def code(self) -> str:
        """The link's code, in its original case."""
        return self.campaign.code

    @property
    def tag(self) -> str:
        """The campaign's tag in callback data."""
        return tag(self.campaign.code)

    @property
    def standing(self) -> Standing:
        """The campaign's standing."""
        if self.ended_at is not None:
            return Standing.ENDED
        return Standing.IN_USE if self.retired_at is None else Standing.RETIRED

    @property
    def followed(self) -> Campaign:
        """The campaign as applied to people who follow its link: without presets once it is ended."""
        if self.ended_at is None:
            return self.campaign
        return replace(self.campaign, lead_type=None, office_id=None)


FIELDS: Mapping[str, Callable[[Listed], str]] = {
    "kind": lambda listed: str(listed.campaign.lead_type or ""),
    "office": lambda listed: str(listed.campaign.office_id or ""),
    "carries": lambda listed: carried(listed.campaign),
    "note": lambda listed: listed.note,
    "test": lambda listed: "yes" if listed.campaign.test else "no",
    "standing": lambda listed: str(listed.standing),
}
"""Fields of a link whose changes are logged, by stored name, each with its value as stored."""


def differences(before: Listed, after: Listed, admin: int = 0, at: float = 0.0) -> list[LinkChange]:
    """Return what differs between a campaign before and after a change."""
    values = ((name, read(before), read(after)) for name, read in FIELDS.items())
    return [LinkChange(name, was, now, admin, at) for name, was, now in values if was != now]


def look_up(tx: Transaction, agency: str, code: str) -> Listed | None:
    """Return the campaign of a followed link; ``None`` for an unknown code, which is counted unless it may be a phone number.

    Codes are matched case-insensitively and otherwise exactly. A code that is one letter off may be another campaign's
    (spring-25, spring-26), and a lead counted for the wrong campaign is worse than one counted for none.
    """
    found = campaigns.find(tx, agency, folded(code))
    if found is None:
        if sum(map(str.isdigit, code)) < NUMBER_MIN:
            campaigns.count_unknown(tx, agency, code)
        return None
    return _listed(found)


def started(listed: Listed | None) -> Started:
    """Return the event of somebody who followed a campaign's link, or one of an unknown code (``None``)."""
    return Started() if listed is None else Started(listed.followed, ended=listed.standing is Standing.ENDED)


def find(tx: Transaction, agency: str, code: str) -> Listed | None:
    """Return the campaign with this code, or whose link's address this is."""
    found = campaigns.find(tx, agency, folded(code_in(code)))
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


def page(tx: Transaction, agency: str, after: int, limit: int, *, in_use: bool = True) -> list[Listed]:
    """Return up to ``limit`` campaigns that are ``in_use`` or not, newest first, skipping the first ``after``."""
    return [_listed(row) for row in campaigns.page(tx, agency, after, limit, in_use=in_use)]


def search(tx: Transaction, agency: str, part: str, limit: int) -> list[Listed]:
    """Return up to ``limit`` campaigns whose code contains ``part``, newest first, including retired ones."""
    return [_listed(row) for row in campaigns.search(tx, agency, folded(part), limit)]


def all_(tx: Transaction, agency: str) -> list[Listed]:
    """Return every campaign, newest first, including retired ones."""
    return [_listed(row) for row in campaigns.all_(tx, agency)]


def save(tx: Transaction, agency: str, before: Listed, after: Listed, admin: int = 0) -> None:
    """Replace a campaign's content or standing, and log what differs; ``admin`` is 0 for changes outside the chat."""
    stored = StoredCampaign(
        before.code,
        before.tag,
        CAMPAIGN.encode(replace(after.campaign, code=before.code)),
        after.note,
        before.created_at,
        after.retired_at,
        after.ended_at,
    )
    campaigns.change(tx, agency, folded(before.code), stored, differences(before, after, admin, tx.now))


def put(tx: Transaction, agency: str, code: str, standing: Standing, admin: int = 0) -> bool:
    """Retire, end or restore a campaign; ``False`` if there is none with that code or it has that standing."""
    listed = find(tx, agency, code)
    if listed is None or listed.standing is standing:
        return False
    retired_at = None if standing is Standing.IN_USE else listed.retired_at or tx.now
    ended_at = tx.now if standing is Standing.ENDED else None
    save(tx, agency, listed, dataclasses.replace(listed, retired_at=retired_at, ended_at=ended_at), admin)
    return True


def changes(tx: Transaction, agency: str, code: str, limit: int) -> list[LinkChange]:
    """Return up to ``limit`` changes of a campaign, newest first."""
    return campaigns.changes(tx, agency, folded(code), limit)


def import_campaigns(
    tx: Transaction, agency: str, brought: Mapping[str, Campaign] | Iterable[Campaign]
) -> tuple[int, int]:
    """Import campaigns, for example from a file; return how many were added and changed.

    Imported campaigns replace stored ones, but keep their notes and stay retired or ended if they were.
    """
    added = changed = 0
    for campaign in brought.values() if isinstance(brought, Mapping) else brought:
        known = find(tx, agency, campaign.code)
        if known is None:
            added += add(tx, agency, Listed(campaign))
        elif replace(known.campaign, code=campaign.code) != campaign:
            save(tx, agency, known, dataclasses.replace(known, campaign=campaign))
            changed += 1
    return added, changed


def _row(agency: str, listed: Listed) -> NewCampaign:
    code = listed.code
    return NewCampaign(agency, code, folded(code), tag(code), CAMPAIGN.encode(listed.campaign), listed.note)


def _listed(row: StoredCampaign) -> Listed:
    return Listed(CAMPAIGN.decode(row.campaign), row.note, row.created_at, row.retired_at, row.ended_at)
