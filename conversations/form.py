"""Form: which questions in which order, and the facts about the agency that the conversation tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from conversations.lead import Campaign
from conversations.office_hours import OfficeHours
from conversations.questions import DEFAULT_ORDER, QUESTIONS, Question, appointment_question, own_question

QUESTIONNAIRE = "questionnaire"
"""Stands in the order for all of the agency's own questions."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """Question of the agency's own; with ``choices``, only those are answers."""

    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """Topic of an agency's own FAQ, with its answer. One with the key of a built-in topic replaces that."""

    key: str
    examples: tuple[str, ...]
    answer: str
    label: str
    """Label of the button that offers it."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that varies by agency. Facts left empty are left out of what the bot says.

    ``questions`` is the order: every lead needs those of ``DEFAULT_ORDER``, the optional ones are asked if they are named,
    and ``questionnaire`` stands for ``own_questions``. Raises :class:`ValueError` for an order that repeats, lacks or does
    not know a question, or is too long for the chat.
    """

    agency: str = ""
    """The agency's name as homeowners know it; empty: "the estate agency"."""
    privacy_url: str = ""
    agency_url: str = ""
    chat_url: str = ""
    """The link that opens the private chat with the bot."""
    phone: str = ""
    email: str = ""
    questions: tuple[str, ...] = DEFAULT_ORDER
    own_questions: tuple[OwnQuestion, ...] = ()
    topics: tuple[OwnTopic, ...] = ()
    """The agency's own."""
    office_hours: OfficeHours | None = None
    """Office hours; ``None``: nothing is said about them, and no time is promised."""
    holidays: frozenset[date] = frozenset()
    """Bank holidays, on which nobody calls or comes."""
    visits: bool = False
    """Whether a visit can be booked: the agency has a chat in which its staff answer requests."""
    relay: bool = False
    """Whether staff can read and answer a chat: their group has topics, and the agency wants it."""
    documents: bool = False
    """Whether an estimate can be had as a document."""
    retention_days: int = 30
    """Days for which an unfinished form is kept."""
    kept_days: int = 62
    """Days after the last message until nothing that the person told is held any more."""
    colour: str = "#1b6b5a"
    """The agency's, as ``#rrggbb``, for pictures."""
    logo: str = ""
    """The path of the agency's logo, for pictures; empty if there is none."""
    made_up: bool = False
    """True on the sandbox, where every estimate is marked as made up."""
    variant: str = ""
    """Name of the order of questions, ``A`` or ``B``, where the agency compares two."""
    unlinked: Campaign = field(default_factory=Campaign)
    """The campaign of people who find the bot by themselves."""
    _known: Mapping[str, Question] = field(init=False, repr=False, compare=False, default_factory=dict)
    kept: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What is made of the form once, by the language that it is for."""

    def __post_init__(self) -> None:
        own = [own_question(at, each.text, each.choices) for at, each in enumerate(self.own_questions, start=1)]
        known = {
            **QUESTIONS,
            "appointment": appointment_question(self.holidays),
            **{question.key: question for question in own},
        }
        object.__setattr__(self, "_known", known)
        ordered = tuple(
            key
            for named in self.questions
            for key in ([question.key for question in own] if named == QUESTIONNAIRE else [named])
        )
        object.__setattr__(self, "questions", ordered)
        unknown = [key for key in ordered if key not in known]
        missing = [key for key in DEFAULT_ORDER if key not in ordered]
        repeated = sorted({key for key in ordered if ordered.count(key) > 1})
        for what, keys in (("unknown", unknown), ("missing", missing), ("repeated", repeated)):
            if keys:
                raise ValueError(f"{what} questions: {', '.join(keys)}")

    def question(self, key: str) -> Question:
        """Return the question of this key; raises :class:`KeyError` for one that this form does not know."""
        return self._known[key]
