"""Candidates: what a text may mean, each with its kind, its evidence and the act that would follow."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from msgspec import Struct, field

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


class Heard(Struct, frozen=True):
    """What a message says: to the question asked, to others, and of one more what is to be asked back."""

    reading: Reading
    others: Found = field(default_factory=dict)
    doubt: Pending | None = None


class Want(Struct, frozen=True):
    """An intent, however it was expressed."""

    intent: Intent


class UnknownCommand(Struct, frozen=True):
    """A slash command that there is none of."""


class Speak(Struct, frozen=True):
    """The conversation goes on in another language."""

    language: str


class Consent(Struct, frozen=True):
    """The answer to the consent question."""

    agreed: bool


class Prefer(Struct, frozen=True):
    """How the person would rather be reached; no answer to the consent question."""

    preference: Preference


class Pick(Struct, frozen=True):
    """A reading that was offered back, by its code: a number, ``keep`` or ``no``."""

    code: str


class GoBack(Struct, frozen=True):
    """So many questions back; or to the question ``key``."""

    steps: int = 1
    key: str = ""


class Fill(Struct, frozen=True):
    """An answer to the question asked, with what else the message says; ``topic`` is asked in the same breath."""

    key: str
    heard: Heard
    topic: str = ""
    no_postcode: bool = False
    """Whether the postcode is said to be approximate."""


class Take(Struct, frozen=True):
    """Answers that are kept as they are."""

    found: Found


class Begin(Struct, frozen=True):
    """A first message: answers in it, what has to be asked back, and what it asks."""

    found: Found = field(default_factory=dict)
    doubt: Pending | None = None
    topic: str = ""
    likely: tuple[str, ...] = ()
    """Topics that it is likely about."""


class Edit(Struct, frozen=True):
    """An answered question is asked again."""

    key: str


class Inform(Struct, frozen=True):
    """A question in the middle is answered: its topic, by key."""

    topic: str


class Suggest(Struct, frozen=True):
    """Topics are offered, by key, the likeliest first."""

    topics: tuple[str, ...]
    heard: str = ""
    """What the text tells of besides, which is answered first."""


class Tell(Struct, frozen=True):
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


class Candidate(Struct, frozen=True):
    """One thing that a text may mean."""

    kind: Kind
    evidence: Evidence
    act: Act
