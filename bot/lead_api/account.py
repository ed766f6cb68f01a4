"""Account: one agency's way into its Lead API."""

from __future__ import annotations

from dataclasses import dataclass

from bot.lead_api.client import LeadApi

SETTLE = 60.0
"""Seconds within which a lead that was made shows in a look-up, if nobody set another time."""


@dataclass(frozen=True, slots=True)
class Account:
    """One agency's way into its Lead API. ``host`` is for leads that do not say themselves where they came from.

    ``settle``: the seconds within which a lead that was made shows in a look-up.
    """

    api: LeadApi
    host: str
    settle: float = SETTLE
