"""Events of a conversation, made by the shell; they carry time, ids and language."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from conversations.lead import Campaign, Estimate, LeadType
from conversations.relay import File


class Started(Struct, frozen=True):
    """/start, bare or by a campaign link. ``campaign`` is ``None`` for a bare /start or an unknown code.

    ``ended``: the agency ended the link, so it takes the place of no other link that a form came by.
    """

    campaign: Campaign | None = None
    ended: bool = False


class Said(Struct, frozen=True):
    """Text message, including commands other than /start, exactly as received (up to 4,096 characters).

    ``own`` is false for a forwarded text and for the caption of a picture: these may answer a question, but never consent.
    ``file`` is the file of a caption.
    """

    text: str
    own: bool = True
    file: File | None = None


class Edited(Struct, frozen=True):
    """Edit of an earlier text message. ``Event.message`` names the message."""

    text: str


class Tapped(Struct, frozen=True):
    """Tap on a button under a message, with the button's data."""

    data: str


class SharedContact(Struct, frozen=True):
    """Contact card. ``own`` is true only if the channel vouches that it is the sender's own."""

    phone: str
    own: bool


class Attachment(StrEnum):
    """Kind of attachment; part of a key in the catalogues."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    STICKER = "sticker"
    LOCATION = "location"
    POLL = "poll"
    DOCUMENT = "document"
    OTHER = "other"


class SentAttachment(Struct, frozen=True):
    """Message other than a text or a contact card. ``file`` is ``None`` if its kind cannot be passed on."""

    kind: Attachment
    file: File | None = None


class SpokeInGroup(Struct, frozen=True):
    """The bot was addressed in a group."""


class Blocked(Struct, frozen=True):
    """The person blocked the bot: nothing reaches them until they unblock it."""


class LeadReceived(Struct, frozen=True, tag_field="kind"):
    """The Lead API accepted the lead. ``estimate`` has neither side if it gave no usable figures.

    ``answer_lost``: its response never arrived, so it is unknown whether there is an estimate.
    """

    reference: str
    lead_type: LeadType
    address: str
    estimate: Estimate
    answer_lost: bool = False


class LeadSlow(Struct, frozen=True, tag_field="kind"):
    """The Lead API has not answered after a few seconds. At most once per consent, and before ``LeadDelayed``."""

    reference: str


class LeadDelayed(Struct, frozen=True, tag_field="kind"):
    """The Lead API is slow or unavailable; delivery is retried automatically. At most once per consent."""

    reference: str


class LeadRejected(Struct, frozen=True, tag_field="kind"):
    """The Lead API refused the lead and named a field: ``question`` is the key of that field's question."""

    reference: str
    question: str
    reason: str


class LeadSetAside(Struct, frozen=True, tag_field="kind"):
    """The lead could not be delivered and waits for the agency's staff."""

    reference: str


class WithdrawalEnd(StrEnum):
    """Outcome of a withdrawal in the agency's lead system."""

    NOTED = "noted"
    ABSENT = "absent"
    FAILED = "failed"


class WithdrawalSettled(Struct, frozen=True, tag_field="kind"):
    """The outcome of a withdrawal in the agency's lead system is known: recorded, no such lead, or failed."""

    reference: str
    end: WithdrawalEnd


class Resumed(Struct, frozen=True, tag_field="kind"):
    """The bot was down for so long that a tap may be lost: show people in the middle of a form where they were."""


class ReminderDue(Struct, frozen=True, tag_field="kind"):
    """The reminder of an unfinished form is due; only sent at times of day at which people may be reminded."""


class VisitAccepted(Struct, frozen=True, tag_field="kind"):
    """Staff accepted the visit ``name`` at the requested time."""

    name: str


class VisitSuggested(Struct, frozen=True, tag_field="kind"):
    """Staff suggest ``slot`` instead for the visit ``name``; see :mod:`conversations.slots`."""

    name: str
    slot: str


class VisitReminderDue(Struct, frozen=True, tag_field="kind"):
    """The reminder of the visit ``name`` is due; only sent at times of day at which people may be reminded."""

    name: str


class StaffWrote(Struct, frozen=True, tag_field="kind"):
    """Staff wrote in the topic of the relay ``name``. Without text and file: of a kind that cannot be passed on.

    ``edited``: it replaces an earlier message of theirs.
    """

    name: str
    text: str = ""
    file: File | None = None
    edited: bool = False


class StaffEnded(Struct, frozen=True, tag_field="kind"):
    """Staff ended the relay ``name``."""

    name: str


class RelayIdle(Struct, frozen=True, tag_field="kind"):
    """The relay ``name`` has apparently been silent for an hour."""

    name: str


class RelayBroken(Struct, frozen=True, tag_field="kind"):
    """The staff topic of the relay ``name`` cannot be created or written to."""

    name: str


Outcome = LeadReceived | LeadSlow | LeadDelayed | LeadRejected | LeadSetAside
VisitNews = VisitAccepted | VisitSuggested | VisitReminderDue
RelayNews = StaffWrote | StaffEnded | RelayIdle | RelayBroken
Queued = Outcome | WithdrawalSettled | Resumed | ReminderDue | VisitNews | RelayNews
"""Events made by the bot itself, queued in the inbox as JSON."""
Body = Started | Said | Edited | Tapped | SharedContact | SentAttachment | SpokeInGroup | Blocked | Queued


class LeadStatus(StrEnum):
    """Status of a lead, as stored."""

    WAITING = "waiting"
    IN_FLIGHT = "in_flight"
    DELIVERED = "delivered"
    REJECTED = "rejected"
    SET_ASIDE = "set_aside"
    WITHDRAWN = "withdrawn"


class LeadStanding(Struct, frozen=True):
    """Lead of this chat as stored at the time of this turn.

    ``unknown``: an attempt had an unknown outcome, so the lead may have reached the agency. ``withdrawable``: its consent
    can be withdrawn in the lead system and has not been yet. ``seen``: staff have read it in their chat.
    """

    reference: str
    status: LeadStatus
    attempts: int = 0
    unknown: bool = False
    withdrawable: bool = False
    seen: bool = False

    @property
    def may_have_reached(self) -> bool:
        """Return whether the agency may hold a copy."""
        return self.unknown or self.seen or self.status in (LeadStatus.DELIVERED, LeadStatus.IN_FLIGHT)


class SameLead(Struct, frozen=True):
    """Lead sent by this chat within the last day with the same answers as the one about to be sent.

    ``estimate`` is ``None`` until the Lead API has answered.
    """

    reference: str
    estimate: Estimate | None = None


class Event(Struct, frozen=True):
    """Event with its context. ``at`` is UTC; ``fresh_reference`` is an unused lead reference.

    ``language`` is the channel's hint (Telegram's ``language_code``), ``message`` the channel's id of the message that was
    sent, edited or tapped, ``album`` its id of a picture's album, and ``account`` the first and last name of the sender's
    account. ``leads`` are the chat's leads in their current status, oldest first. ``staff_told``: somebody at the agency reads
    staff notices; only then may a sentence say that staff know. ``limit_reached``: the chat may send no more leads today;
    ``counted``: a count of its leads within a day is stored. ``same_lead``: the earlier lead with the same answers, if any.
    """

    at: datetime
    body: Body
    fresh_reference: str
    language: str = ""
    message: str = ""
    leads: tuple[LeadStanding, ...] = ()
    staff_told: bool = False
    limit_reached: bool = False
    counted: bool = False
    album: str = ""
    account: tuple[str, str] = ("", "")
    same_lead: SameLead | None = None

    def status(self, reference: str) -> LeadStatus | None:
        """Return the status of a lead of the chat; ``None`` if its row is gone."""
        return next((lead.status for lead in self.leads if lead.reference == reference), None)

    def delivered(self, reference: str) -> bool:
        """Return whether the lead ``reference`` was delivered."""
        return self.status(reference) is LeadStatus.DELIVERED
