"""Events of a conversation. The shell makes them; time, ids and language arrive inside them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from conversations.lead import Campaign, Estimate, LeadType
from conversations.relay import File


class Started(Struct, frozen=True):
    """/start, or a link that was followed. ``campaign`` is ``None`` for a bare /start or an unknown code."""

    campaign: Campaign | None = None


class Said(Struct, frozen=True):
    """A text message, commands other than /start included, exactly as it came (up to 4,096 characters).

    ``own`` is false for what is somebody else's words or stands beside something else: a forwarded text, the caption of a
    picture. It may answer a question, and never consents. ``file`` is what the text is the caption of.
    """

    text: str
    own: bool = True
    file: File | None = None


class Edited(Struct, frozen=True):
    """An earlier text message, changed. ``Event.message`` names the message."""

    text: str


class Tapped(Struct, frozen=True):
    """A button under a message: the data that we gave it."""

    data: str


class SharedContact(Struct, frozen=True):
    """A contact card. ``own`` is true only if the channel vouches that it is the sender's own."""

    phone: str
    own: bool


class Attachment(StrEnum):
    """Kind of attachment; a code of the catalogues."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    STICKER = "sticker"
    LOCATION = "location"
    POLL = "poll"
    DOCUMENT = "document"
    OTHER = "other"


class SentAttachment(Struct, frozen=True):
    """Anything that is not text, a contact card or a tap. ``file`` is ``None`` where it is of no kind that can be passed on."""

    kind: Attachment
    file: File | None = None


class SpokeInGroup(Struct, frozen=True):
    """Someone addressed the bot where others read along."""


class Blocked(Struct, frozen=True):
    """The person blocked the bot: nothing reaches them until they let it in again."""


class LeadReceived(Struct, frozen=True, tag_field="kind"):
    """The Lead API took the lead. ``estimate`` has neither side where it gave no usable figures.

    ``answer_lost``: the answer that may have had an estimate never came, so nobody here knows whether there is one.
    """

    reference: str
    lead_type: LeadType
    address: str
    estimate: Estimate
    answer_lost: bool = False


class LeadSlow(Struct, frozen=True, tag_field="kind"):
    """The Lead API has not answered within a moment. Comes at most once per consent, and before ``LeadDelayed``."""

    reference: str


class LeadDelayed(Struct, frozen=True, tag_field="kind"):
    """The Lead API is slow or away; the lead is tried again by itself. Comes at most once per consent."""

    reference: str


class LeadRejected(Struct, frozen=True, tag_field="kind"):
    """The Lead API refused the lead and named a field of ours: ``question`` is that question's key."""

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
    """Outcome of a withdrawal in the agency's lead system is known: noted there, no such lead there, or failed."""

    reference: str
    end: WithdrawalEnd


class Resumed(Struct, frozen=True, tag_field="kind"):
    """The bot was away for so long that a tap may be lost: whoever was in the middle is to see where they were."""


class ReminderDue(Struct, frozen=True, tag_field="kind"):
    """A form has been waiting for a while, and it is a time of day at which people may be reminded."""


class VisitAccepted(Struct, frozen=True, tag_field="kind"):
    """Staff accepted the visit of this name, at the time that was asked for."""

    name: str


class VisitSuggested(Struct, frozen=True, tag_field="kind"):
    """Staff suggest another time for the visit of this name: ``slot``, see :mod:`conversations.slots`."""

    name: str
    slot: str


class VisitReminderDue(Struct, frozen=True, tag_field="kind"):
    """The visit of this name is near, and it is a time of day at which people may be reminded."""

    name: str


class StaffWrote(Struct, frozen=True, tag_field="kind"):
    """Staff wrote in the topic of the relay of this name; with neither text nor file, it was something that is not passed on.

    ``edited``: it replaces what they wrote before.
    """

    name: str
    text: str = ""
    file: File | None = None
    edited: bool = False


class StaffEnded(Struct, frozen=True, tag_field="kind"):
    """Staff ended the relay of this name."""

    name: str


class RelayIdle(Struct, frozen=True, tag_field="kind"):
    """Nobody seems to have written in the relay of this name for an hour."""

    name: str


class RelayBroken(Struct, frozen=True, tag_field="kind"):
    """The staff's topic of the relay of this name cannot be made or written in."""

    name: str


Outcome = LeadReceived | LeadSlow | LeadDelayed | LeadRejected | LeadSetAside
VisitNews = VisitAccepted | VisitSuggested | VisitReminderDue
RelayNews = StaffWrote | StaffEnded | RelayIdle | RelayBroken
Queued = Outcome | WithdrawalSettled | Resumed | ReminderDue | VisitNews | RelayNews
"""Events that the bot itself makes; they wait in the inbox as JSON."""
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
    """Lead of this chat as stored in the transaction of this turn.

    ``unknown`` tells that the outcome of some attempt was never learnt: it may have reached the agency. ``withdrawable``:
    its consent can be withdrawn in the lead system, and was not yet. ``seen``: staff have read it in their chat.
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
    """A lead that this chat sent within a day, with the same answers as the one that is about to be sent.

    ``estimate`` is what the Lead API made of it; ``None`` while it is on its way.
    """

    reference: str
    estimate: Estimate | None = None


class Event(Struct, frozen=True):
    """Event. ``at`` is UTC; ``fresh_reference`` is an unused lead reference.

    ``language`` is the channel's hint (Telegram's ``language_code``), ``message`` the channel's name of the message
    that was sent, edited or tapped, and ``leads`` the chat's leads as they stand, oldest first. ``staff_told``: somebody at
    the agency reads what is told to the staff; only then a sentence may say that they know. ``limit_reached``: no new
    lead of this chat is taken today; ``counted``: a number of its leads within a day is kept. ``album`` is the channel's
    name of the album that a picture belongs to, ``account`` the first and last name of the sender's account. ``same_lead``: the
    lead that this event would send was sent before.
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
