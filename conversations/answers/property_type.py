"""Property type: one of the guide's four values or ``"other"``, which is sent without a type.

Doubtful cases are offered back: an unusual kind, "link detached", a studio, several kinds at once.
"""

from __future__ import annotations

import re
from enum import StrEnum

from rapidfuzz import fuzz, process

from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.spelling import repaired
from conversations.answers.text import words
from conversations.lead import PropertyType
from conversations.lexicon import any_of, pattern, phrases, table, words_of


class Reason(StrEnum):
    """Reason for not accepting a text as a property type."""

    EMPTY = "property_type.empty"
    NOT_UNDERSTOOD = "property_type.not_understood"
    WHICH_KIND = "property_type.which_kind"
    LINK_DETACHED = "property_type.link_detached"
    STUDIO = "property_type.studio"
    UNUSUAL = "property_type.unusual"
    SEVERAL = "property_type.several"


OTHER = "other"
"""None of the guide's four: the lead is sent without a type, with the details in its notes."""

_DETACHED, _SEMI, _TERRACED, _FLAT = (str(kind) for kind in PropertyType)
_VALUES = frozenset({_DETACHED, _SEMI, _TERRACED, _FLAT, OTHER})


def _phrases(*path: str) -> tuple[str, ...]:
    """Return phrases of plain words, the longest first, so that "semi detached" is not read as "detached"."""
    return tuple(sorted(phrases("property_type", *path), key=len, reverse=True))


_KINDS: dict[str, str] = {phrase: kind for kind in map(str, PropertyType) for phrase in _phrases("kinds", kind)}
_NAMES_OF_KINDS = tuple(sorted(_KINDS, key=len, reverse=True))
_STYLES = _phrases("styles")
_PLAIN_STYLES = frozenset(phrases("property_type", "plain_styles"))
"""Styles not worth a note."""
_ENGLISH = {word: str(english) for word, english in table("property_type", "english").items()}
"""English words for the notes, which agents read."""
_UNUSUAL = _phrases("unusual")
"""Kinds without a type in the guide, whatever else is said."""
_UNUSUAL_ALONE = _phrases("unusual_alone")
"""Kinds without a type only if alone: a semi with a garage, by the church, is a semi."""
_LINKED = _phrases("linked")
_NONE_OF_THEM = _phrases("none_of_them")
_STUDIO = _phrases("studio")
_WITHIN = words_of("property_type", "within")
_NEGATIONS = words_of("property_type", "negations")
_SPELLING = words_of("property_type", "spelling")
_VOCABULARY = words_of("property_type", "vocabulary")
_NOT_SLIPS = words_of("property_type", "not_slips")
_UNUSUAL_FIRST = _phrases("unusual_first")
"""Unusual kinds whose phrases contain the word for a usual kind."""
_AFTER_NEGATION = words_of("property_type", "after_negation")
_OR = re.compile(rf"{any_of('property_type', 'or')}\b")
_KNOWN = frozenset(" ".join([*_KINDS, *_STYLES, *_UNUSUAL, *_UNUSUAL_ALONE, *_STUDIO]).split())
_OF_PHRASES = _KNOWN.union(" ".join([*_LINKED, *_UNUSUAL_FIRST, *_NONE_OF_THEM]).split())
_SLIPS = {slip: str(meant) for slip, meant in table("property_type", "slips").items()}
_DESCRIBED = {kind: pattern("property_type", "described", kind) for kind in (_DETACHED, _SEMI, _TERRACED)}
"""Descriptions of the kinds, for people who do not know the names."""
_ON_A_FLOOR = pattern("property_type", "patterns", "on_a_floor")
"""One floor of a house, which is a flat if nothing else is said."""
_LACKS = pattern("property_type", "patterns", "lacks")
"""Missing features, which do not deny the kind: "flat, no lift"."""
_NOT_SURE = pattern("property_type", "patterns", "not_sure")
"""Doubt, which does not deny anything."""
_DIFFERENCE = pattern("property_type", "patterns", "difference")
"""A question about the kinds rather than an answer."""
_MAX_WORDS = 40


def valid(value: object) -> bool:
    """Return whether ``value`` is one of the guide's property types, or ``"other"``."""
    return isinstance(value, str) and str(value) in _VALUES


def _spelt(word: str) -> str:
    """Return the word of ``spelling`` (property.toml) 80 % like ``word``, or the meaning of a listed slip."""
    if word in _SLIPS:
        return _SLIPS[word]
    if len(word) < 6 or word in _KNOWN or word in _NOT_SLIPS:
        return word
    near = process.extractOne(word, _SPELLING, scorer=fuzz.ratio, score_cutoff=80)
    return near[0] if near else word


class _Phrases:
    """Plain words, from which recognised phrases are removed."""

    def __init__(self, spoken: list[str]) -> None:
        self._spoken = self.text = f" {' '.join(spoken)} "
        self._none = _OF_PHRASES.isdisjoint(spoken)

    def take(self, phrases: tuple[str, ...]) -> list[str]:
        """Remove and return the ``phrases`` that occur, in the order of the text, without overlaps."""
        found = []
        for phrase in () if self._none else phrases:
            if f" {phrase} " in self.text:
                self.text = self.text.replace(f" {phrase} ", " | ")
                found.append(phrase)
        return sorted(found, key=lambda phrase: self._spoken.find(f" {phrase} "))

    def holds(self, phrases: tuple[str, ...]) -> bool:
        """Return whether a phrase of several words occurs: "park home" is no "home"."""
        return not self._none and any(" " in phrase and f" {phrase} " in self.text for phrase in phrases)


def _described(spoken: str) -> str:
    """Return ``spoken`` with descriptions replaced by the kinds they describe."""
    for kind, description in _DESCRIBED.items():
        spoken = description.sub(kind.replace("-", " "), spoken)
    return spoken


def _likely(note: str) -> tuple[Understood, ...]:
    """Return the kinds to offer for a word that is none of them."""
    return tuple(Understood(kind, note=note) for kind in (_DETACHED, _SEMI, _TERRACED))


def _first_flat_within(spoken: str) -> bool:
    """Return whether a flat within another building is described: "a flat in a terraced house" is a flat."""
    tokens = spoken.split()
    flats = [i for i, token in enumerate(tokens) if _KINDS.get(token) == _FLAT]
    return bool(flats) and any(token in _WITHIN for token in tokens[flats[0] + 1 : flats[0] + 3])


def read(text: str) -> Reading:
    """Read ``text`` as a property type; details beyond the type ("bungalow") go into the note."""
    spoken = repaired([_spelt(word) for word in words(text)[: _MAX_WORDS + 1]], _VOCABULARY)
    if not spoken:
        return Refused(Reason.EMPTY)
    if len(spoken) > _MAX_WORDS or _DIFFERENCE.search(" ".join(spoken)):
        return Refused(Reason.NOT_UNDERSTOOD)
    phrases = _Phrases(_described(_LACKS.sub(" ", _NOT_SURE.sub(" ", " ".join(spoken)))).split())
    left = phrases.text.split()
    linked = phrases.take(_LINKED)
    unusual = phrases.take(_UNUSUAL_FIRST)
    kinds = list(dict.fromkeys(_KINDS[phrase] for phrase in phrases.take(_NAMES_OF_KINDS)))
    studio = phrases.take(_STUDIO)
    styles = phrases.take(_STYLES) if not phrases.holds(_UNUSUAL) else []
    unusual += phrases.take(_UNUSUAL)
    if not kinds and not styles and not studio:
        unusual += phrases.take(_UNUSUAL_ALONE)
    unusual = [_ENGLISH.get(phrase, phrase) for phrase in unusual]
    note = ", ".join(_ENGLISH.get(style, style) for style in styles if style not in _PLAIN_STYLES)

    if _NEGATIONS.intersection(left) and (kinds or styles):
        return _despite_negation(left, kinds, note)
    if unusual:
        return Unclear(Reason.UNUSUAL, (Understood(OTHER, note=", ".join(unusual)), *(Understood(k) for k in kinds)))
    if linked:
        note = "link-detached"
        return Unclear(Reason.LINK_DETACHED, (Understood(_DETACHED, note=note), Understood(_SEMI, note=note)))
    if len(kinds) > 1 and _FLAT in kinds and _first_flat_within(" ".join(spoken)):
        kinds = [_FLAT]
    if len(kinds) == 1 and styles and "| or |" in phrases.text:
        return Unclear(
            Reason.SEVERAL, tuple(Understood(kind) for kind in dict.fromkeys([*kinds, _DETACHED, _SEMI, _TERRACED]))
        )
    if len(kinds) == 1:
        return Understood(kinds[0], note=note or ("studio" if studio and kinds[0] == _FLAT else ""))
    if len(kinds) > 1:
        return Unclear(Reason.SEVERAL, tuple(Understood(kind, note=note) for kind in kinds))
    if studio:
        return Unclear(Reason.STUDIO, (Understood(_FLAT, note="studio"),))
    if styles:
        return Unclear(Reason.WHICH_KIND, _likely(note or _ENGLISH.get(styles[-1], styles[-1])))
    return _without_a_kind(" ".join(words(text)), phrases)


def _without_a_kind(said: str, phrases: _Phrases) -> Reading:
    """Read a text that names no kind of property: a floor of a house, none of the kinds, or no answer."""
    if floor := _ON_A_FLOOR.search(said):
        return Understood(_FLAT, note=floor[0] if "floor" in floor[0] else "")
    return Understood(OTHER) if phrases.take(_NONE_OF_THEM) else Refused(Reason.NOT_UNDERSTOOD)


def _despite_negation(spoken: list[str], kinds: list[str], note: str) -> Reading:
    left = _not_denied(spoken) if len(kinds) > 1 else []
    return Understood(left[0], note=note) if len(left) == 1 else Unclear(Reason.WHICH_KIND, _others(kinds))


def _not_denied(spoken: list[str]) -> list[str]:
    """Return the kinds in a sentence except the one right after "not": "semi, not detached"."""
    at = next(index for index, word in enumerate(spoken) if word in _NEGATIONS)
    after = _Phrases([word for word in spoken[at + 1 :] if word not in _AFTER_NEGATION])
    first = next((phrase for phrase in _NAMES_OF_KINDS if after.text.startswith(f" {phrase} ")), "")
    rest = after.text[len(first) + 1 :]
    if not first or _OR.match(rest.strip()):
        return []
    kept = _Phrases([*spoken[:at], "|", *rest.split()]).take(_NAMES_OF_KINDS)
    return list(dict.fromkeys(_KINDS[phrase] for phrase in kept))


def _others(kinds: list[str]) -> tuple[Understood, ...]:
    return tuple(Understood(str(kind)) for kind in PropertyType if str(kind) not in kinds)
