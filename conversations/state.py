"""Conversation state between two events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import blake2s
from types import MappingProxyType
from typing import Any, ClassVar, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from conversations.answers.reading import Understood, Value
from conversations.answers.text import words
from conversations.lead import Campaign, Estimate
from conversations.relay import Relay
from conversations.visit import Visit


class Answer(Struct, frozen=True):
    """Canonical answer, its note, and the message that gave it (an edit of that message corrects the answer)."""

    value: Value
    note: str = ""
    message: str = ""
    vouched: bool = False
    """True if verified by the channel: the person's own number, shared as a contact."""


class Pending(Struct, frozen=True):
    """Possible readings offered as buttons: the ``likely`` ones, and the text as typed (``keep``)."""

    question: str
    reason: str
    likely: tuple[Understood, ...]
    keep: Understood | None = None


class Refusal(Struct, frozen=True):
    """Text that was not understood as an answer to ``question``, stored to recognise its repetition.

    ``words`` are its plain words, at most :data:`REFUSED_MAX` characters.
    """

    question: str
    words: str

    @classmethod
    def of(cls, question: str, text: str) -> Refusal:
        """Return the refusal of a typed ``text``."""
        return cls(question, " ".join(words(text))[:REFUSED_MAX])


REFUSED_MAX = 120
"""Characters."""


class Fresh(Struct, frozen=True, tag_field="kind", tag="fresh"):
    """A conversation before its first message or after an erasure: it has no answers."""

    answers: ClassVar[Mapping[str, Answer]] = MappingProxyType({})
    campaign: ClassVar[Campaign] = Campaign()


class Collecting(Struct, frozen=True, tag_field="kind", tag="collecting"):
    """The form is being filled in. Answers are stored by key: the question to ask is the first unanswered one.

    ``editing`` is the question being corrected, ``reviewed`` whether the person has confirmed the review,
    ``consent_shown`` the version of the consent wording last shown, ``failures`` the number of texts in a row that were not
    understood as an answer, and ``reference`` that of a refused lead being corrected.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    campaign: Campaign = field(default_factory=Campaign)
    editing: str = ""
    pending: Pending | None = None
    reviewed: bool = False
    consent_shown: str = ""
    failures: int = 0
    reference: str = ""
    began_at: datetime | None = None
    """Start of the form (UTC), which distinguishes the forms of a chat. ``None`` in older states."""
    no_postcode: bool = False
    """True if the property has no postcode yet: the one given is approximate."""
    ever_reviewed: bool = False
    """True if the review was ever confirmed, even if an answer changed afterwards."""
    refused: Refusal | None = None
    """Last text not understood as an answer, while its question is open."""


class Sent(Struct, frozen=True, tag_field="kind", tag="sent"):
    """The lead was queued and its outcome is awaited. It is never changed or sent again in this phase."""

    reference: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    campaign: Campaign = field(default_factory=Campaign)
    delayed: bool = False
    """True if the person was told of a delay."""


class Offered(Struct, frozen=True):
    """Text offered to be passed on to the agency, and the revision of the button that does so."""

    revision: int
    text: str


class Valued(Struct, frozen=True, tag_field="kind", tag="valued"):
    """The person was told the lead's outcome. Contact details stay for valuing another property."""

    reference: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    campaign: Campaign = field(default_factory=Campaign)
    addition: str = ""
    """Last text that can be passed on to the agency; empty once it was, and in older states."""
    offering: bool = False
    """True if the last message offered to pass it on, so that a typed yes does so."""
    offered: tuple[Offered, ...] = ()
    """Texts that can be passed on, each by its own button; the last is ``addition``. Empty in older states."""
    estimate: Estimate | None = None
    """Estimate told, for the document; ``None`` in older states and without one."""
    told_at: datetime | None = None
    """Time (UTC) at which the outcome was told, and a call promised; ``None`` in older states."""


class SlotAsked(Struct, frozen=True):
    """What the last message asked for: a day, or an hour of ``day`` (ISO), for a visit or, if ``calling``, a call."""

    calling: bool
    day: str = ""
    standing: bool = False
    """True if the last message showed the current visit instead, which may be moved to another day."""


class YesNoAsked(Struct, frozen=True):
    """Data of the buttons of the last message that a typed yes and a typed no press."""

    yes: str
    no: str


class Ended(Struct, frozen=True, tag_field="kind", tag="ended"):
    """The person stopped, declined or withdrew. Answers stay until they delete them, resume, or the retention ends."""

    reason: Literal["cancelled", "declined", "withdrawn"]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    campaign: Campaign = field(default_factory=Campaign)
    withdrawn: tuple[str, ...] = ()
    """References of the withdrawn leads, to recognise their late outcomes."""


TEXTS_KEPT = 24


def text_mark(message: str, text: str) -> str:
    """Return a short hash of a message's text: the message's id and six hexadecimal digits, too few to reveal the text."""
    return f"{message}:{blake2s(text.encode(errors='replace'), digest_size=3).hexdigest()}"


Phase = Fresh | Collecting | Sent | Valued | Ended


class State(Struct, frozen=True):
    """State of a conversation between two events.

    ``revision`` grows with every change that outdates buttons; ``contact_keyboard`` is true while the phone shows the
    share-contact keyboard, which has to be removed again.
    """

    phase: Phase = field(default_factory=Fresh)
    language: str = ""
    revision: int = 0
    contact_keyboard: bool = False
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """Time of the last event (UTC); the offered days depend on it."""
    reminded: bool = False
    """True once the person was reminded of an unfinished form, or declined reminders."""
    chosen: str = ""
    """Data of the button that led to the current revision, whether tapped or typed: a second tap on it is not answered as one on an
    outdated button."""
    texts: tuple[str, ...] = ()
    """Marks (:func:`text_mark`) of the last texts written or edited, so that an edit without a change is ignored. At most
    :data:`TEXTS_KEPT`."""
    album: str = ""
    """The channel's id of the last album: its first picture is answered, the others are ignored."""
    contact_preference: str = ""
    """Preferred way of contact, as in ``meta``; empty if not given, and in older states."""
    topic: int = 0
    """The channel's number of the chat topic in which the person wrote last; 0 for none, and in older states."""
    visit: Visit | None = None
    """Current visit, in any phase; ``None`` without one, and in older states."""
    relay: Relay | None = None
    """Open relay; ``None`` without one, and in older states."""
    slot_asked: SlotAsked | None = None
    """Day or hour asked for by the last message; ``None`` if it asked for neither, and in older states."""
    yes_no_asked: YesNoAsked | None = None
    """Buttons of a yes-or-no question in the last message; ``None`` without one, and in older states."""
    version: Literal[1] = 1

    @property
    def office_id(self) -> int | None:
        """Office named by the link that the person followed; ``None`` if it named none."""
        return self.phase.campaign.office_id

    def revised(self, **changes: Any) -> State:
        """Return this state with ``changes`` and the next revision, which outdates its buttons."""
        return replace(self, **changes, revision=self.revision + 1)
