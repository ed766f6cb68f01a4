"""What can happen to a conversation. The shell makes these; time, ids and language arrive inside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from conversations.lead import Campaign, Estimate, LeadType


@dataclass(frozen=True, slots=True)
class Started:
    """/start, or a link that was followed. ``campaign`` is ``None`` for a bare /start or an unknown code."""

    campaign: Campaign | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A text message, commands other than /start included, exactly as it came (up to 4,096 characters).

    ``own`` is false for what is somebody else's words or stands beside something else: a forwarded text, the caption of a
    picture. It may answer a question, and never consents.
    """

    text: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier text message, changed. ``Event.message`` names the message."""

    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button under a message: the data that we gave it."""

    data: str


@dataclass(frozen=True, slots=True)
class SharedContact:
    """A contact card. ``own`` is true only if the channel vouches that it is the sender's own."""

    phone: str
    own: bool


class Attachment(StrEnum):
    """What people send that is not text. A code of the catalogues."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    STICKER = "sticker"
    LOCATION = "location"
    POLL = "poll"
    DOCUMENT = "document"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SentAttachment:
    """Anything that is not text, a contact card or a tap."""

    kind: Attachment


@dataclass(frozen=True, slots=True)
class SpokeInGroup:
    """Someone addressed the bot where others read along."""


# Outcomes wait in the inbox as JSON: ``kind`` tells those apart whose fields are the same.


@dataclass(frozen=True, slots=True)
class LeadReceived:
    """The Lead API took the lead. ``estimate`` has neither side where it gave no usable figures."""

    reference: str
    lead_type: LeadType
    address: str
    estimate: Estimate
    kind: Literal["LeadReceived"] = "LeadReceived"


@dataclass(frozen=True, slots=True)
class LeadSlow:
    """The Lead API has not answered within a moment. Comes at most once per consent, and before ``LeadDelayed``."""

    reference: str
    kind: Literal["LeadSlow"] = "LeadSlow"


@dataclass(frozen=True, slots=True)
class LeadDelayed:
    """The Lead API is slow or away; the lead is tried again by itself. Comes at most once per consent."""

    reference: str
    kind: Literal["LeadDelayed"] = "LeadDelayed"


@dataclass(frozen=True, slots=True)
class LeadRejected:
    """The Lead API refused the lead and named a field of ours: ``question`` is that question's key."""

    reference: str
    question: str
    reason: str
    kind: Literal["LeadRejected"] = "LeadRejected"


@dataclass(frozen=True, slots=True)
class LeadSetAside:
    """The lead could not be delivered and waits for the agency's staff."""

    reference: str
    kind: Literal["LeadSetAside"] = "LeadSetAside"


@dataclass(frozen=True, slots=True)
class Resumed:
    """The bot was away for so long that a tap may be lost: whoever was in the middle is to see where they were."""

    kind: Literal["Resumed"] = "Resumed"


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """A form has been waiting for a while, and it is a time of day at which people may be reminded."""

    kind: Literal["ReminderDue"] = "ReminderDue"


Body = (
    Started
    | Said
    | Edited
    | Tapped
    | SharedContact
    | SentAttachment
    | SpokeInGroup
    | LeadReceived
    | LeadSlow
    | LeadDelayed
    | LeadRejected
    | LeadSetAside
    | Resumed
    | ReminderDue
)


class LeadStatus(StrEnum):
    """How far a lead is, as its row says."""

    WAITING = "waiting"
    IN_FLIGHT = "in_flight"
    DELIVERED = "delivered"
    REJECTED = "rejected"
    SET_ASIDE = "set_aside"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LeadStanding:
    """One of the chat's leads as its row stands in the transaction of this turn.

    ``unknown`` tells that the outcome of some attempt was never learnt: it may have reached the agency.
    """

    reference: str
    status: LeadStatus
    attempts: int = 0
    unknown: bool = False

    @property
    def may_have_reached(self) -> bool:
        """Whether the agency may hold a copy."""
        return self.unknown or self.status in (LeadStatus.DELIVERED, LeadStatus.IN_FLIGHT)


@dataclass(frozen=True, slots=True)
class Event:
    """One happening. ``at`` is UTC; ``fresh_reference`` is an unused lead reference.

    ``language`` is the channel's hint (Telegram's ``language_code``), ``message`` the channel's name of the message
    that was sent, edited or tapped, and ``leads`` the chat's leads as they stand, oldest first.
    """

    at: datetime
    body: Body
    fresh_reference: str
    language: str = ""
    message: str = ""
    leads: tuple[LeadStanding, ...] = ()
