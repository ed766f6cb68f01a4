"""Lead API account of one agency: client and settings."""

from __future__ import annotations

from msgspec import Struct

from bot.lead_api.client import LeadApi

SETTLE = 60.0
"""Default of the seconds within which a new lead appears in a look-up."""


class Account(Struct, frozen=True):
    """Lead API account of one agency. ``host`` is the ``host`` field of leads that have none of their own.

    ``settle``: the seconds within which a new lead appears in a look-up. ``staff`` are the agency's admins (user ids, which
    their private chats have too): their leads are counted as tests.
    """

    api: LeadApi
    host: str
    settle: float = SETTLE
    staff: frozenset[int] = frozenset()
