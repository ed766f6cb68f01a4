"""Agency: everything that one estate agency brings with it. Passed down, never global."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from structlog.contextvars import bind_contextvars

from bot.core.summary_schedule import SummaryTime
from conversations.form import Form
from conversations.lead import Campaign

ALONE = "default"
"""The id of the one agency that the environment describes."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Retention periods in days, each counted from the last change.

    ``conversations``: a conversation, an unfinished form foremost. ``leads``: what is personal in a lead that was
    delivered, withdrawn, or refused and never corrected. ``set_aside``: leads and updates that wait for staff. ``keys``:
    the keys that refuse repeats. Telegram hands nothing over again after 24 hours, and an outcome's key must outlive the
    leases and clocks of everything that could repeat it: 2 at least.
    """

    conversations: int = 30
    leads: int = 30
    set_aside: int = 60
    keys: int = 7

    @property
    def longest(self) -> int:
        """Days after a person's last message until none of their data is held any more.

        A lead may be on its way for two days before it is delivered or set aside.
        """
        return max(self.conversations, self.leads, self.set_aside) + 2


@dataclass(frozen=True, slots=True)
class Agency:
    """Agency. ``id`` is in every row about its people.

    ``campaigns``, by their links' codes, are those to be brought into the database, where all of them live: see
    :mod:`bot.campaigns.register`.
    """

    id: str
    form: Form
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    reminder_hours: float = 20.0
    """Hours after which a person is reminded of an unfinished form; 0: never."""
    staff_chat_id: int | None = None
    """The Telegram chat in which the agency's staff are told what needs a person; ``None``: admins are, each in private."""
    admin_ids: frozenset[int] = frozenset()
    """The Telegram users who may make links and see what works, in their private chats with the bot."""
    default_campaign: str = ""
    """The code of the campaign that counts for people who find the bot by themselves; empty: none does."""
    languages: tuple[str, ...] = ("en",)
    """The languages of posters and posts (ISO 639-1). The chat itself speaks all that it knows."""
    logo: Path | None = None
    """A PNG or JPEG for posters and pictures."""
    retention: Retention = field(default_factory=Retention)

    leads_per_chat: int = 5
    """Leads that are taken from one chat within a day."""
    lead_lookup_seconds: float = 60.0
    """Seconds within which a new lead shows in the Lead API's look-up."""
    chat_key: bytes = field(default=b"", repr=False)
    """Key of the hashes under which chats are counted; it is stored in no database."""
    staff_details: bool = False
    """True if lead cards in the staff's chat say who the person is."""
    summary: SummaryTime | None = None
    """Time of the staff summary; ``None``: never."""
    second_form: Form | None = None
    """The form with the second of two orders of questions that are compared; ``form`` has the first one then."""

    def for_chat(self, chat_id: int) -> Agency:
        """Return the agency with the form that this chat gets, where two are compared: half of the chats get either.

        It hangs on the two ids alone, so a chat gets the same for good, after an erasure too, and nothing is stored.
        """
        if self.second_form is None:
            return self
        key = blake2b(self.id.encode(), digest_size=16).digest()  # else every agency would split people the same way
        first = blake2b(b"%d" % chat_id, key=key, digest_size=1).digest()[0] % 2 == 0
        return self if first else replace(self, form=self.second_form)

    def with_chat_url(self, url: str) -> Agency:
        """Return the agency with the link that opens the private chat with its bot."""
        second = None if self.second_form is None else replace(self.second_form, chat_url=url)
        return replace(self, form=replace(self.form, chat_url=url), second_form=second)

    def campaign(self, code: str) -> Campaign | None:
        """Return the campaign of ``campaigns`` with this code; codes are matched without regard to case."""
        return next((each for known, each in self.campaigns.items() if known.lower() == code.lower()), None)


def named_in_logs(agency_id: str) -> None:
    """Add an agency's id to the current task's log records; not for the environment's own agency."""
    if agency_id != ALONE:
        bind_contextvars(agency=agency_id)
