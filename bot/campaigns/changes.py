"""Changes to a campaign by staff, in the chat or from a terminal: which are allowed, and the changed campaign."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from msgspec import structs

from bot.campaigns.places import UTM
from bot.campaigns.register import Listed, Standing
from bot.core.agency import Agency
from conversations.lead import LeadType

LEAD_TYPES: Mapping[str, LeadType | None] = {"sale": LeadType.VENDOR, "let": LeadType.LANDLORD, "ask": None}
"""Whom a link is for, by the word that staff choose; "ask" leaves the choice to each person."""
_OF_CAMPAIGN = frozenset({"lead_type", "office_id", "source"})


class Unchangeable(StrEnum):
    """Reason why a campaign cannot be changed: a key of the staff's sentences."""

    NOT_IN_USE = "not_in_use"
    IN_FILE = "in_file"


def obstacle(agency: Agency, listed: Listed, fields: Collection[str]) -> Unchangeable | None:
    """Return why these fields of a campaign cannot be changed; ``None`` if they can.

    The campaign file, which is imported at each start, would undo any change except the note.
    """
    if listed.standing is not Standing.IN_USE:
        return Unchangeable.NOT_IN_USE
    if any(field != "note" for field in fields) and agency.campaign(listed.code) is not None:
        return Unchangeable.IN_FILE
    return None


def changed(listed: Listed, **values: Any) -> Listed:
    """Return a campaign with other values: ``note``, ``lead_type``, ``office_id``, ``source``, and ``utm_source`` and so on."""
    campaign = listed.campaign
    utm = {each: values[f"utm_{each}"] for each in UTM if f"utm_{each}" in values}
    own = {name: value for name, value in values.items() if name in _OF_CAMPAIGN}
    campaign = structs.replace(campaign, utm=structs.replace(campaign.utm, **utm), **own)
    return dataclasses.replace(listed, campaign=campaign, note=values.get("note", listed.note))
