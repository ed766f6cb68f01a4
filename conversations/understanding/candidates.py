"""Candidates: possible meanings of a text, each with its kind, its evidence and the act that would follow."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from msgspec import Struct, field

from conversations.answers.contact_preference import Preference
from conversations.answers.reading import Reading, Understood
from conversations.intents import Intent
from conversations.state import Pending

Found = Mapping[str, Understood]
"""Answers by question key, in the order in which they are shown."""


class Kind(StrEnum):
    """Kind of meaning. Each kind has one producer of candidates."""

    COMMAND = "command"
    """/help and the like."""
    URGENT = "urgent"
    """A person in danger, who is answered before anything else."""
    LANGUAGE = "language"
    """A request for another language."""
    PREFERENCE = "preference"
    """A preferred way of contact, stated at the consent question."""
    CONSENT = "consent"
    """A clear yes or no to the consent question."""
    INSTEAD = "instead"
    """An answer after a no to the readings offered back."""
    CHOICE = "choice"
    """One of the readings offered back."""
    INTENT = "intent"
    """An intent, by a phrase of the chat's language or the typed label of a button."""
    BACK = "back"
    SKIP = "skip"
    GO_ON = "go on"
    """A yes to the review, or to resuming an abandoned form."""
    BEGINNING = "beginning"
    """Answers in a first message."""
    ANSWER = "answer"
    """An answer to the current question, with the other answers in the text."""
    AGAIN = "again"
    """A text repeated right after it was refused: it is offered back as typed."""
    KEEP = "keep"
    """A wish to keep the answer being corrected."""
    UNIT = "unit"
    """A different flat number for the address."""
    PART = "part"
    """A correction of part of an answer by its words."""
    CHANGE = "change"
    """Answers in the text that differ from the current ones."""
    NAMED = "named"
    """A correction of an answer by the name of its question."""
    RECOUNT = "recount"
    """A number alone after the bedrooms question."""
    CONFIRMATION = "confirmation"
    """A yes or a no to the question of the last message, in place of its buttons."""
    SLOT = "slot"
    """A day or an hour for the visit or the call that the last message asked about."""
    TOO_LATE = "too late"
    """A change to a lead already sent."""
    TOPIC = "topic"
    """A topic: a question asked in the middle, or a statement."""
    SUGGESTION = "suggestion"
    """Likely topics of a text without a known topic."""
    SMALLTALK = "small talk"
    NOTHING = "nothing"
    """None of the others."""


class Evidence(IntEnum):
    """Strength of evidence for a candidate. Ordinal: never added up or compared across kinds."""

    POSSIBLE = 1
    CLEAR = 2
    EXACT = 3


class Heard(Struct, frozen=True):
    """Answers heard in a message: to the current question, to others, and one doubtful reading to offer back."""

    reading: Reading
    others: Found = field(default_factory=dict)
    doubt: Pending | None = None


class Want(Struct, frozen=True):
    """Carry out an intent."""

    intent: Intent


class Speak(Struct, frozen=True):
    """Go on in another language."""

    language: str


class Consent(Struct, frozen=True):
    """Take the answer to the consent question."""

    agreed: bool


class Prefer(Struct, frozen=True):
    """Note the preferred way of contact; no answer to the consent question."""

    preference: Preference


class Pick(Struct, frozen=True):
    """Choose a reading offered back, by its code: a number, ``keep`` or ``no``."""

    code: str


class GoBack(Struct, frozen=True):
    """Go back by a number of questions."""

    steps: int = 1


class Fill(Struct, frozen=True):
    """Take an answer to the current question, with the other answers heard; ``topic`` is asked in the same message."""

    key: str
    heard: Heard
    topic: str = ""
    no_postcode: bool = False
    """True if the text says that the postcode is approximate."""


class Take(Struct, frozen=True):
    """Take corrected answers as they are."""

    found: Found


class Schedule(Struct, frozen=True):
    """Take a day (ISO) and the range of hours that suit, ``(first, end)`` in local time, ``end`` excluded.

    Without a day, show the days; without hours, show that day's hours.
    """

    day: str = ""
    within: tuple[int, int] | None = None


class Press(Struct, frozen=True):
    """Press a button of the last message, by its data."""

    data: str


class Begin(Struct, frozen=True):
    """Begin with a first message: its answers, the doubtful reading to offer back, and its topic."""

    found: Found = field(default_factory=dict)
    doubt: Pending | None = None
    topic: str = ""
    likely: tuple[str, ...] = ()
    """Likely topics of the message."""


class Edit(Struct, frozen=True):
    """Ask an answered question again."""

    key: str


class Inform(Struct, frozen=True):
    """Answer a question asked in the middle, by the key of its topic."""

    topic: str


class Suggest(Struct, frozen=True):
    """Offer topics by key, the likeliest first."""

    topics: tuple[str, ...]
    heard: str = ""
    """Topic of a statement in the same text, which is answered first."""


class Tell(Struct, frozen=True):
    """Say sentences and go on. ``refuse``: an answer was not understood, which counts as a failure."""

    codes: tuple[str, ...]
    refuse: bool = False
    passes_on: bool = False
    """True to offer to pass the text on to the agency, if a lead of this person was delivered."""
    languages: bool = False
    """True if the text may be in another language, which is then offered."""
    no_postcode: bool = False
    """True if the text says that the property has no postcode yet."""


Act = (
    Want
    | Speak
    | Consent
    | Prefer
    | Pick
    | GoBack
    | Fill
    | Take
    | Schedule
    | Press
    | Begin
    | Edit
    | Inform
    | Suggest
    | Tell
)


class Candidate(Struct, frozen=True):
    """Possible meaning of a text."""

    kind: Kind
    evidence: Evidence
    act: Act
