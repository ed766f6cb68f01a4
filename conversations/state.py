"""Conversation state between two events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import blake2s
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from conversations.answers.reading import Understood, Value
from conversations.answers.text import words
from conversations.lead import Campaign, Estimate
from conversations.relay import Relay
from conversations.visit import Visit


class Answer(Struct, frozen=True):
    """A canonical answer, its note, and the message it came in (so that editing that message corrects it)."""

    value: Value
    note: str = ""
    message: str = ""
    vouched: bool = False
    """True if the channel vouches for it: the person's own number, shared as a contact."""


class Pending(Struct, frozen=True):
    """Readings offered as buttons, waiting for a choice: ``likely`` ones, and what was typed (``keep``)."""

    question: str
    reason: str
    likely: tuple[Understood, ...]
    keep: Understood | None = None


class Refusal(Struct, frozen=True):
    """A text that was not understood as an answer to ``question``, by which it is known when it is said again.

    ``words`` are its plain words, at most :data:`REFUSED_MAX` characters.
    """

    question: str
    words: str

    @classmethod
    def of(cls, question: str, text: str) -> Refusal:
        """Return the refusal of ``text`` as it was typed."""
        return cls(question, " ".join(words(text))[:REFUSED_MAX])


REFUSED_MAX = 120
"""Characters."""


class Fresh(Struct, frozen=True, tag_field="kind", tag="fresh"):
    """Nothing has been said yet, or everything was erased."""


class Collecting(Struct, frozen=True, tag_field="kind", tag="collecting"):
    """The form is being filled in. Answers are kept by key: the question to ask is the first unanswered one.

    ``editing`` is the question being corrected, ``reviewed`` whether the person said that all is right,
    ``consent_shown`` the version of the consent wording they were last shown, ``failures`` how often in a row no answer
    was understood, and ``reference`` that of a refused lead that is being corrected.
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
    """Begin of the form (UTC), which tells one form of a chat from the next. ``None`` in older states."""
    no_postcode: bool = False
    """True if the property is said to have no postcode yet: the one given is approximate."""
    ever_reviewed: bool = False
    """True if the person ever said that all is right, though something may have changed since."""
    refused: Refusal | None = None
    """The last text that was not understood as an answer, while its question is open."""


class Sent(Struct, frozen=True, tag_field="kind", tag="sent"):
    """The lead is on its way; its outcome is awaited. A sent lead is never changed or sent again from here."""

    reference: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    campaign: Campaign = field(default_factory=Campaign)
    delayed: bool = False
    """True if the person was told that it takes longer."""


class Valued(Struct, frozen=True, tag_field="kind", tag="valued"):
    """The lead's outcome was told. Contact details stay for valuing another property."""

    reference: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    campaign: Campaign = field(default_factory=Campaign)
    addition: str = ""
    """Last text that could be passed on to the agency; empty once it was, and in older states."""
    offering: bool = False
    """Whether the last message asked whether to pass it on, so that a typed yes does."""
    estimate: Estimate | None = None
    """What was told, for a document of it; ``None`` in older states and where there was none."""


class Ended(Struct, frozen=True, tag_field="kind", tag="ended"):
    """The person stopped, declined or withdrew. Answers stay until they delete them, go on, or the retention ends."""

    reason: Literal["cancelled", "declined", "withdrawn"]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    campaign: Campaign = field(default_factory=Campaign)
    withdrawn: tuple[str, ...] = ()
    """References of the leads withdrawn, whose late outcomes are then told for what they are."""


TEXTS_KEPT = 24


def text_mark(message: str, text: str) -> str:
    """Return the mark of a message's text: the message's name and six hexadecimal digits, from which no text can be told."""
    return f"{message}:{blake2s(text.encode(errors='replace'), digest_size=3).hexdigest()}"


Phase = Fresh | Collecting | Sent | Valued | Ended


class State(Struct, frozen=True):
    """A conversation between two events.

    ``revision`` grows with every change that outdates buttons; ``contact_keyboard`` tells that the phone shows our
    share-my-number keyboard, which has to be taken away again.
    """

    phase: Phase = field(default_factory=Fresh)
    language: str = ""
    revision: int = 0
    contact_keyboard: bool = False
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """Time of the last event (UTC), on which the days offered depend."""
    reminded: bool = False
    """True once the person was reminded of an unfinished form, or said that they do not want to be."""
    chosen: str = ""
    """What the button carries by which, pressed or said in words, somebody came to the present revision: a second tap on it
    is none of an earlier question."""
    texts: tuple[str, ...] = ()
    """The last texts that were written or edited, as :func:`text_mark` makes marks of them: an edit that changes nothing is
    none. At most :data:`TEXTS_KEPT`."""
    album: str = ""
    """The channel's name of the last album that was sent: its other pictures are answered with the first."""
    contact_preference: str = ""
    """Preferred way of being reached, as in ``meta``; empty if they did not say, and in older states."""
    topic: int = 0
    """The channel's number of the topic within the chat in which the person wrote last; 0 for none, and in older states."""
    visit: Visit | None = None
    """The visit that was requested or agreed, whatever phase the conversation is in; ``None`` in older states."""
    relay: Relay | None = None
    """The relay that is open; ``None`` in older states."""
    version: Literal[1] = 1

    def revised(self, **changes: Any) -> State:
        """Return this state with ``changes`` that outdate its buttons."""
        return replace(self, **changes, revision=self.revision + 1)
