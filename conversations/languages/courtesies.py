"""Words of courtesy in one language, and of what people say where there is no answer."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.languages.alternatives import Alternatives


@dataclass(frozen=True, slots=True)
class Courtesies(Alternatives):
    """Alternatives of a regular expression, in plain words: lower case, no accents, no apostrophes.

    ``thanks`` and ``byes`` say so, with the words of ``beside_thanks`` and ``beside_byes`` around them. ``later`` puts it off.
    ``here`` asks whether somebody is there; ``same`` refers to an answer given before. ``has_none`` says that there is no such
    thing, ``does_not_know`` that the person does not know, ``no_postcode`` that there is none yet, ``nearby`` that the postcode
    is another's. ``counts`` and ``room`` ask together which rooms are bedrooms.
    """

    thanks: str
    beside_thanks: str
    byes: str
    beside_byes: str
    later: str
    here: str
    same: str
    has_none: str
    does_not_know: str
    no_postcode: str
    nearby: str
    counts: str
    room: str
