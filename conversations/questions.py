"""Catalogue of questions, one entry each: reader, check of stored answers, and buttons.

The wording is in the catalogues of :mod:`conversations.languages`, under ``<key>.ask``, ``<key>.why``,
``<key>.example``, ``<key>.label``, ``<key>.got`` and ``<key>.choice.<code>``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Flag, auto
from types import MappingProxyType, ModuleType
from typing import Any, Protocol

from conversations.answers import (
    address,
    appointment,
    bedrooms,
    email,
    message,
    name,
    own,
    phone,
    postcode,
    property_type,
    sale_or_let,
    title,
)
from conversations.answers.reading import Reading, Understood, Value
from conversations.answers.vocabulary import NO_WORDS, Vocabulary
from conversations.lead import LeadType, Name, PropertyType

SKIPPED = ""
"""Answer to a skipped optional question."""
OWN = "own"
"""Prefix of the keys of an agency's own questions."""
_TITLES = ("Mr", "Mrs", "Miss", "Ms", "Mx", "Dr")
OTHER = "other"
"""Answer for a property of none of the guide's four types: sent without a type, with a note."""


class Trait(Flag):
    """Trait of a question: how its answers differ from other words. A question may have several."""

    NONE = 0
    EXACT = auto()
    """An answer is recognised by its format: a phone number, an email address, a postcode."""
    COUNT = auto()
    """An answer is a number with a unit: "3 beds"."""
    EVERYDAY = auto()
    """Answers are everyday words: "flat", "let"."""
    MENTIONED = auto()
    """The words of an answer occur in other sentences: "let my wife check", "Marla said so"."""
    PROPER = auto()
    """An answer is a proper name of several words, of a person or a house, and may be any words."""
    COMPACT = auto()
    """Spaces in an answer are insignificant, and a part of it may begin anywhere: "ends in 42"."""
    CONTACT = auto()
    """An answer is a contact, identified by any part of it: "the gmail one"."""
    RAW = auto()
    """Greetings and thanks may be part of an answer, so it is read as typed."""
    FREE = auto()
    """Any text is an answer."""
    DECLINED = auto()
    """"No" skips the question."""
    ACKNOWLEDGED = auto()
    """An answer is acknowledged even if it was taken as typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Button that answers a question. Buttons with the same ``row`` are in one row.

    Its label is ``<key>.choice.<code>`` of the catalogues or, with ``shown``, the value as it is shown.
    """

    code: str
    value: Value
    note: str = ""
    row: int = 0
    shown: bool = False


def _no_choices(_: datetime) -> tuple[Choice, ...]:
    return ()


def _unchanged(value: Any) -> Any:
    return value


class Reader(Protocol):
    """Reader of an answer."""

    def __call__(self, text: str, at: datetime, talk: Vocabulary = NO_WORDS, /) -> Reading:
        """Read ``text``, typed at ``at`` (UTC); ``talk`` is the vocabulary of the chat's everyday talk."""


@dataclass(frozen=True, slots=True)
class Question:
    """Question. ``read`` reads typed text; ``valid`` checks a stored answer and is cheap."""

    key: str
    read: Reader
    valid: Callable[[object], bool]
    choices: Callable[[datetime], tuple[Choice, ...]] = _no_choices
    shares_contact: bool = False
    about_person: bool = False
    """True if the answer is kept when the same person values another property."""
    complete: Callable[[Value, str, Vocabulary], Reading] | None = None
    """Completes a partial value from the next text: a surname after a first name."""
    keep: Callable[[str], Understood | None] | None = None
    """Reads a text that was refused and repeated, as typed; returns ``None`` if it cannot be an answer."""
    optional: bool = False
    """True if it can be skipped, and is only asked if in the agency's order. A skipped answer is :data:`SKIPPED`."""
    traits: Trait = Trait.NONE
    text: str = ""
    """Wording of an agency's own question."""
    field: str = ""
    """Attribute of a lead that holds the answer; without one the answer is a note under the question's key."""
    to_lead: Callable[[Value], object] = _unchanged
    """Converts an answer to the lead's attribute."""
    of_lead: Callable[[Any], Value] = _unchanged
    """Converts the lead's attribute back to an answer."""

    def accepts(self, value: object) -> bool:
        """Return whether ``value`` is a valid answer; :data:`SKIPPED` is, if the question is optional."""
        return (self.optional and value == SKIPPED) or self.valid(value)


def _read_by(kind: ModuleType, read: Reader | None = None, field: str = "", **more: Any) -> Question:
    """Return the question whose answers ``kind`` reads and checks, named like that module; ``field`` is by default the name."""
    key = kind.__name__.rpartition(".")[2]
    return Question(key, read or _plainly(kind.read), kind.valid, field=field or key, **more)


def _plainly(read: Callable[[str], Reading]) -> Reader:
    """Adapt ``read``, which depends on neither the time nor the vocabulary."""
    return lambda text, _at, _talk=NO_WORDS: read(text)


def _among_talk(read: Callable[[str, Vocabulary], Reading]) -> Reader:
    """Adapt ``read``, which depends on the vocabulary but not on the time."""
    return lambda text, _at, talk=NO_WORDS: read(text, talk)


def _always(*choices: Choice) -> Callable[[datetime], tuple[Choice, ...]]:
    return lambda _: choices


def appointment_question(holidays: frozenset[date] = frozenset()) -> Question:
    """Return the question about a time for a call or visit, which excludes ``holidays``."""

    def times(now: datetime) -> tuple[Choice, ...]:
        slots = appointment.offered(now, holidays)
        a_day = len(appointment.OFFERED)
        return tuple(Choice(slot, slot, row=number // a_day, shown=True) for number, slot in enumerate(slots))

    def read(text: str, now: datetime, _talk: Vocabulary = NO_WORDS) -> Reading:
        return appointment.read(text, now, holidays)

    return _read_by(
        appointment,
        read,
        choices=times,
        optional=True,
        traits=Trait.DECLINED,
        to_lead=lambda value: appointment.hours(str(value)),
        of_lead=appointment.of_hours,
    )


def _complete_name(partial: Value, text: str, talk: Vocabulary) -> Reading:
    return name.complete(partial, text, talk) if isinstance(partial, Name) else name.read(text, talk)


def _complete_address(partial: Value, text: str, _talk: Vocabulary) -> Reading:
    return address.complete(str(partial), text)


_ALL = (
    _read_by(
        sale_or_let,
        choices=_always(
            Choice("vendor", LeadType.VENDOR.value),
            Choice("landlord", LeadType.LANDLORD.value),
            Choice("both", LeadType.VENDOR.value, note=sale_or_let.BOTH, row=1),
        ),
        traits=Trait.EVERYDAY | Trait.MENTIONED,
        field="lead_type",
        to_lead=lambda value: LeadType(str(value)),
        of_lead=lambda lead_type: str(lead_type.value),
    ),
    _read_by(
        name,
        _among_talk(name.read),
        about_person=True,
        complete=_complete_name,
        keep=name.as_typed,
        traits=Trait.MENTIONED | Trait.PROPER | Trait.RAW | Trait.ACKNOWLEDGED,
    ),
    _read_by(phone, shares_contact=True, about_person=True, traits=Trait.EXACT | Trait.COMPACT | Trait.CONTACT),
    _read_by(email, _among_talk(email.read), about_person=True, traits=Trait.EXACT | Trait.CONTACT),
    _read_by(address, complete=_complete_address, keep=address.as_typed, traits=Trait.PROPER),
    _read_by(postcode, traits=Trait.EXACT | Trait.COMPACT),
    _read_by(
        bedrooms,
        choices=_always(
            Choice("0", 0),
            *(Choice(str(number), number, row=0 if number < 4 else 1) for number in range(1, 6)),
            Choice("6", 6, note="6 or more", row=1),
        ),
        traits=Trait.COUNT,
    ),
    _read_by(
        property_type,
        choices=_always(
            Choice("detached", PropertyType.DETACHED.value),
            Choice("semi-detached", PropertyType.SEMI_DETACHED.value),
            Choice("terraced", PropertyType.TERRACED.value, row=1),
            Choice("flat", PropertyType.FLAT.value, row=1),
            Choice("other", OTHER, row=2),
        ),
        traits=Trait.EVERYDAY,
        to_lead=lambda value: None if value == OTHER else PropertyType(str(value)),
        of_lead=lambda kind: OTHER if kind is None else kind.value,
    ),
    _read_by(
        title,
        choices=_always(*(Choice(each.lower(), each, row=n // 3, shown=True) for n, each in enumerate(_TITLES))),
        about_person=True,
        optional=True,
        traits=Trait.DECLINED,
    ),
    _read_by(message, optional=True, traits=Trait.RAW | Trait.FREE | Trait.DECLINED),
    appointment_question(),
)

QUESTIONS: Mapping[str, Question] = MappingProxyType({question.key: question for question in _ALL})
DEFAULT_ORDER: tuple[str, ...] = tuple(question.key for question in _ALL if not question.optional)
"""Required questions in the default order."""


def having(traits: Trait) -> frozenset[str]:
    """Return the keys of the questions with any of ``traits``, except an agency's own questions."""
    return frozenset(key for key, question in QUESTIONS.items() if question.traits & traits)


PROPERTY_FIRST = "property_first"
"""Name of the order with the property before the person."""


def property_first(order: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``order`` sorted into questions about the property, about the person, and optional ones."""

    def part(key: str) -> int:
        question = QUESTIONS.get(key)  # None: the agency's own
        if question is not None and question.about_person:
            return 1
        return 2 if question is None or question.optional else 0

    return tuple(sorted(order, key=part))


def told_apart(key: str, value: Value, note: str) -> tuple[Value, str]:
    """Return the value by which an answer is shown and compared, and the rest of its note.

    "Both" counts as a value of its own, though the lead has one type.
    """
    return (note, "") if key == "sale_or_let" and note == sale_or_let.BOTH else (value, note)


def own_question(number: int, text: str, choices: tuple[str, ...] = ()) -> Question:
    """Return the agency's own question ``number`` (from 1); its key is ``own<number>``."""
    buttons = (Choice(str(at), choice, row=at, shown=True) for at, choice in enumerate(choices))
    return Question(
        f"{OWN}{number}",
        lambda said, _at, _talk=NO_WORDS: own.read(said, choices),
        lambda value: own.valid(value, choices),
        choices=_always(*buttons),
        optional=True,
        traits=Trait.RAW | Trait.FREE,
        text=text,
    )
