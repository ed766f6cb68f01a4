"""Words of corrections in one language: how people say that an answer is to be another."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.languages.alternatives import Alternatives


@dataclass(frozen=True, slots=True)
class Corrections(Alternatives):
    """Alternations of a regular expression, in lower case and without accents, apostrophes left out.

    ``openers`` begin a correction ("no", "sorry"), after ``pauses`` perhaps; ``sets`` stand anywhere in one ("should be"),
    ``wants`` in a question for one. ``recalls`` begin a question about what was noted. ``lead`` may stand before what is
    corrected. Of new and old: ``nots`` stand before the old, ``should_be`` between old and new, ``wrong`` after the old,
    ``meant`` before the new, ``swap`` before both and ``into`` between them then. ``joins`` stand between a question's name
    and its answer. ``surname`` and ``forename`` name those, ``ends`` says how a
    number or a code ends, ``house`` and ``unit`` are what has a number. ``around`` may stand around the word of a name that is
    corrected, ``labels`` are what answers are called. ``please`` begins or ends a request, ``articles`` stand before what is
    swapped, ``number`` between a house and its number. ``digits`` names those of a number, ``spelt`` tells how a word is spelt,
    ``opens`` that something is another, and ``wishes`` that a change is wanted.
    """

    openers: str
    pauses: str
    sets: str
    wants: str
    recalls: str
    lead: str
    nots: str
    should_be: str
    wrong: str
    meant: str
    swap: str
    into: str
    joins: str
    surname: str
    forename: str
    ends: str
    house: str
    unit: str
    around: str
    labels: str
    please: str
    articles: str
    number: str
    digits: str
    spelt: str
    opens: str
    wishes: str
