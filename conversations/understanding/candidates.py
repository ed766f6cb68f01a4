"""Candidates: what a text may mean, each with its kind, its evidence and the act that would follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from conversations.answers.contact_preference import Preference
from conversations.answers.reading import Reading, Understood
from conversations.intents import Intent
from conversations.state import Pending

Found = Mapping[str, Understood]
"""Answers by question key, in the order in which they are to be shown."""


class Kind(StrEnum):
    """What sort of thing a text may be. One producer makes the candidates of a kind."""

    COMMAND = "command"
    """/help and the like."""
    LANGUAGE = "language"
    """Another language is wanted."""
    PREFERENCE = "preference"
    """How the person would be reached, said at the consent question."""
    CONSENT = "consent"
    """A clear yes or no to the consent question."""
    INSTEAD = "instead"
    """An answer after a no to what was offered back."""
    CHOICE = "choice"
    """One of the readings offered back."""
    INTENT = "intent"
    """A wish in a phrase of the chat's language, or a button's words typed."""
    BACK = "back"
    SKIP = "skip"
    GO_ON = "go on"
    """A yes to the review, or to a form that was given up."""
    BEGINNING = "beginning"
    """Answers in a first message."""
    ANSWER = "answer"
    """An answer to the question asked, with what else the text tells."""
    AGAIN = "again"
    """A text that was refused just now, said once more: it is offered back as it is."""
    KEEP = "keep"
    """The answer that is being corrected is right as it was."""
    UNIT = "unit"
    """Another number of the flat in the address."""
    PART = "part"
    """A part of an answer is corrected by its words."""
    CHANGE = "change"
    """Answers in the text differ from those that stand."""
    NAMED = "named"
    """An answer is corrected by its question's name."""
    RECOUNT = "recount"
    """A number alone after the bedrooms."""
    TOO_LATE = "too late"
    """A change of what was sent."""
    TOPIC = "topic"
    """A question in the middle, or something told."""
    SUGGESTION = "suggestion"
    """What a question nobody foresaw is likely about."""
    SMALLTALK = "small talk"
    NOTHING = "nothing"
    """None of all this."""


class Evidence(IntEnum):
    """How surely a text means it. Ordinal: nothing is added up or compared across kinds."""

    POSSIBLE = 1
    CLEAR = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message says: to the question asked, to others, and of one more what is to be asked back."""

    reading: Reading
    others: Found = field(default_factory=dict)
    doubt: Pending | None = None


@dataclass(frozen=True, slots=True)
class Want:
    """An intent, however it was expressed."""

    intent: Intent


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A slash command that there is none of."""


@dataclass(frozen=True, slots=True)
class Speak:
    """The conversation goes on in another language."""

    language: str


@dataclass(frozen=True, slots=True)
class Consent:
    """The answer to the consent question."""

    agreed: bool


@dataclass(frozen=True, slots=True)
class Prefer:
    """How the person would rather be reached; no answer to the consent question."""

    preference: Preference


@dataclass(frozen=True, slots=True)
class Pick:
    """A reading that was offered back, by its code: a number, ``keep`` or ``no``."""

    code: str


@dataclass(frozen=True, slots=True)
class GoBack:
    """So many questions back; or to the question ``key``."""

    steps: int = 1
    key: str = ""


@dataclass(frozen=True, slots=True)
class Fill:
    """An answer to the question asked, with what else the message says; ``topic`` is asked in the same breath."""

    key: str
    heard: Heard
    topic: str = ""
    no_postcode: bool = False
    """Whether the postcode is said to be approximate."""


@dataclass(frozen=True, slots=True)
class Take:
    """Answers that are kept as they are."""

    found: Found


@dataclass(frozen=True, slots=True)
class Begin:
    """A first message: answers in it, what has to be asked back, and what it asks."""

    found: Found = field(default_factory=dict)
    doubt: Pending | None = None
    topic: str = ""
    likely: tuple[str, ...] = ()
    """Topics that it is likely about."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An answered question is asked again."""

    key: str


@dataclass(frozen=True, slots=True)
class Inform:
    """A question in the middle is answered: its topic, by key."""

    topic: str


@dataclass(frozen=True, slots=True)
class Suggest:
    """Topics are offered, by key, the likeliest first."""

    topics: tuple[str, ...]
    heard: str = ""
    """What the text tells of besides, which is answered first."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Sentences are said, and what comes next follows. ``refuse``: an answer was not understood, which counts."""

    codes: tuple[str, ...]
    refuse: bool = False
    passes_on: bool = False
    """Whether the text is offered to be passed on to the agency, where a lead of this person has arrived there."""
    languages: bool = False
    """Whether the text may be in another language, which is then offered."""
    no_postcode: bool = False
    """Whether the property is said to have no postcode yet."""


Act = (
    Want | UnknownCommand | Speak | Consent | Prefer | Pick | GoBack | Fill | Take | Begin | Edit | Inform | Suggest
    | Tell
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a text may mean."""

    kind: Kind
    evidence: Evidence
    act: Act
