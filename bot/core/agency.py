"""Agency: everything that belongs to one estate agency. Passed as a parameter, never global."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from structlog.contextvars import bind_contextvars

from bot.core.summary_time import SummaryTime
from conversations.form import Form
from conversations.lead import Campaign

ALONE = "default"
"""Id of the single agency described by the environment."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Retention periods in days, each counted from the last change.

    ``conversations``: conversations, mostly unfinished forms. ``leads``: personal data of leads that were delivered,
    withdrawn, or refused and never corrected. ``set_aside``: leads and updates that wait for staff. ``keys``: the keys
    that refuse repeats; at least 2, since Telegram may deliver an update again within 24 hours, and an outcome's key must
    outlive all leases and clock differences that could repeat it.
    """

    conversations: int = 30
    leads: int = 30
    set_aside: int = 60
    keys: int = 7

    @property
    def longest(self) -> int:
        """Days from a person's last message until none of their data is left.

        Includes up to two days until a lead is delivered or set aside.
        """
        return max(self.conversations, self.leads, self.set_aside) + 2


@dataclass(frozen=True, slots=True)
class Agency:
    """Estate agency. ``id`` is in every row about its people.

    ``campaigns``, by the codes of their links, are imported into the database, where all campaigns live: see
    :mod:`bot.campaigns.register`.
    """

    id: str
    form: Form
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    reminder_hours: float = 20.0
    """Hours after which a person is reminded of an unfinished form; 0: never."""
    staff_chat_id: int | None = None
    """Telegram chat of the agency's staff, for notices; ``None``: notices go to each admin's private chat."""
    admin_ids: frozenset[int] = frozenset()
    """Telegram users who may create links and see statistics, in their private chats with the bot."""
    default_campaign: str = ""
    """Code of the campaign counted for people who come without a link; empty: none."""
    languages: tuple[str, ...] = ("en",)
    """Languages of posters and posts (ISO 639-1). The chat speaks every language."""
    retention: Retention = field(default_factory=Retention)

    leads_per_chat: int = 5
    """Leads accepted from one chat within a day."""
    lead_lookup_seconds: float = 60.0
    """Seconds within which a new lead appears in the Lead API's look-up."""
    chat_key: bytes = field(default=b"", repr=False)
    """Key of the hashes under which chats are counted; stored in no database."""
    staff_details: bool = False
    """True if lead cards in the staff group name the person."""
    summary: SummaryTime | None = None
    """Time of the staff summary; ``None``: never."""
    second_form: Form | None = None
    """Form with the second of two question orders that are compared; ``form`` then has the first."""

    def for_chat(self, chat_id: int) -> Agency:
        """Return the agency with the form for this chat when two question orders are compared: half of the chats get each.

        The choice depends on the two ids only, so it never changes for a chat, even after an erasure, and nothing is
        stored.
        """
        if self.second_form is None:
            return self
        # With the agency's key, since otherwise every agency would split people the same way.
        key = blake2b(self.id.encode(), digest_size=16).digest()
        first = blake2b(b"%d" % chat_id, key=key, digest_size=1).digest()[0] % 2 == 0
        return self if first else replace(self, form=self.second_form)

    def with_chat_url(self, url: str) -> Agency:
        """Return the agency with the link to its bot's private chat."""
        second = None if self.second_form is None else replace(self.second_form, chat_url=url)
        return replace(self, form=replace(self.form, chat_url=url), second_form=second)

    def campaign(self, code: str) -> Campaign | None:
        """Return the campaign of ``campaigns`` with this code, matched case-insensitively."""
        return next((each for known, each in self.campaigns.items() if known.lower() == code.lower()), None)


def named_in_logs(agency_id: str) -> None:
    """Add an agency's id to the current task's log records, except for the environment's agency."""
    if agency_id != ALONE:
        bind_contextvars(agency=agency_id)
