"""Form: the questions in their order, and the facts about the agency that the bot may state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from conversations.lead import Campaign
from conversations.office_hours import OfficeHours
from conversations.questions import DEFAULT_ORDER, QUESTIONS, Question, appointment_question, own_question

QUESTIONNAIRE = "questionnaire"
"""Placeholder in the order for all of the agency's own questions."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """The agency's own question; with ``choices``, only these are answers."""

    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """Topic of the agency's own FAQ, with its answer. It replaces a built-in topic of the same key."""

    key: str
    examples: tuple[str, ...]
    answer: str
    label: str
    """Label of the topic's button."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """Facts of one office; for those left empty the agency's hold. ``logo`` is the path of a PNG or JPEG."""

    name: str = ""
    """The office's name as homeowners know it."""
    phone: str = ""
    email: str = ""
    hours: OfficeHours | None = None
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """All that varies by agency. The bot does not mention facts that are left empty.

    ``questions`` is the order: it must include ``DEFAULT_ORDER``, may include optional questions, and has ``questionnaire``
    in place of ``own_questions``. Raises :class:`ValueError` for an order with a repeated, missing or unknown question, or one
    too long for the chat.
    """

    agency: str = ""
    """The agency's name as homeowners know it; empty: "the estate agency"."""
    privacy_url: str = ""
    agency_url: str = ""
    chat_url: str = ""
    """Link to the private chat with the bot."""
    phone: str = ""
    email: str = ""
    questions: tuple[str, ...] = DEFAULT_ORDER
    own_questions: tuple[OwnQuestion, ...] = ()
    topics: tuple[OwnTopic, ...] = ()
    """The agency's own topics."""
    office_hours: OfficeHours | None = None
    """Office hours; ``None``: not mentioned, and no time is promised."""
    holidays: frozenset[date] = frozenset()
    """Bank holidays: no calls or visits."""
    offices: Mapping[int, OfficeFacts] = field(default_factory=dict)
    """Facts of the offices that differ from the agency's, by the id of the Lead API account."""
    office: str = ""
    """Name of the office that this form is for; empty: the agency's (see :meth:`at_office`)."""
    visits: bool = False
    """True if visits can be booked: the agency has a chat in which staff answer requests."""
    relay: bool = False
    """True if staff can read and answer a chat: their group has topics, and the agency has turned relays on."""
    documents: bool = False
    """True if estimates are available as a document."""
    retention_days: int = 30
    """Days for which an unfinished form is kept."""
    kept_days: int = 62
    """Days after the last message until all personal data are deleted."""
    colour: str = "#1b6b5a"
    """The agency's colour for pictures, as ``#rrggbb``."""
    logo: str = ""
    """Path of the agency's logo for pictures; empty if there is none."""
    made_up: bool = False
    """True in the sandbox, where every estimate is marked as made up."""
    variant: str = ""
    """Order of questions, ``A`` or ``B``, if the agency compares two; else empty."""
    unlinked: Campaign = field(default_factory=Campaign)
    """Campaign of people who come without a link."""
    _known: Mapping[str, Question] = field(init=False, repr=False, compare=False, default_factory=dict)
    kept: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Cache of values derived from the form, by language."""

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

    def at_office(self, office_id: int | None) -> Form:
        """Return the form with an office's own facts in place of the agency's; ``None`` is no office in particular."""
        own = None if office_id is None else self.offices.get(office_id)
        if own is None:
            return self
        form = replace(
            self,
            office=own.name,
            phone=own.phone or self.phone,
            email=own.email or self.email,
            office_hours=own.hours or self.office_hours,
            logo=own.logo or self.logo,
        )
        object.__setattr__(form, "kept", self.kept)  # derived from the topics, which are the agency's
        return form

    def question(self, key: str) -> Question:
        """Return the question ``key``; raises :class:`KeyError` if the form has no such question."""
        return self._known[key]
