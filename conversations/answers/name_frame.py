"""Frame of a name: "Hi, my name is ... here, thanks x". The phrases are data of each language (``grammar.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from conversations.answers.frame import without_greeting
from conversations.answers.name_parts import EVERYDAY_TITLES, title_before

_SLIPS = 2
"""Maximum number of letters by which a word may differ from its spelling-out."""
EDGES = " .,;:!\"'"
"""Characters around a name that are not part of it."""


_NOTHING = r"[^\s\S]"
"""Pattern that never matches."""
_USUAL = ("greetings", "introductions", "farewells", "first", "last", "joints", "tells")
"""Phrases that every language has."""
_BESIDE = (
    rf" ?\((?!(?:{'|'.join(sorted(EVERYDAY_TITLES))})\b)[^()]{{0,40}}\)"
    r"|(?<=\w) (?:['\"][^\W\d_]{2,12}['\"])(?= \w)"
)
"""A nickname, or other words in brackets, except a title."""


NamePhrases = Mapping[str, str | list[str]]
"""Phrases around a name in one language: ``names`` of its ``grammar.toml``, alternatives of a pattern, matched in any case.

``greetings`` and ``introductions`` precede the name, ``farewells`` follow it, ``beside`` is added to it ("(she/her)", "née
Smith"). ``first`` and ``last`` label its parts, ``joints`` are between them. ``spelt`` phrases after it give its spelling;
each of them contains ``spells``; ``possessives`` say whose name it is, ``no_name`` never ends a name. As a text of plain words:
``tells`` say that a name follows, ``articles`` begin the name of a house, ``reserves`` a reservation after a name.
"""


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


class NameFrame:
    """Patterns of the frame of a name, made of the phrases of several languages."""

    def __init__(self, *heard: NamePhrases) -> None:
        """Compile the patterns. Raises :class:`KeyError` if a language lacks the usual phrases."""

        def listed(field: str) -> list[str]:
            found = (phrases[field] if field in _USUAL else phrases.get(field, ()) for phrases in heard)
            return [phrase for each in found for phrase in (each.split() if isinstance(each, str) else each)]

        def any_of(field: str) -> str:
            return "|".join(listed(field)) or _NOTHING

        first, last, joint = any_of("first"), any_of("last"), any_of("joints")
        before = [*listed("joints"), *listed("articles"), *listed("possessives")]
        not_after = "".join(rf"(?<!\b{word})" for word in before)
        self.greeting = _any_case(rf"^(?:(?:{any_of('greetings')})\b[\s,.!:;-]*)+")
        self.introduction = _any_case(rf"^(?:{any_of('introductions')})(?=[\s:,=-])[\s:,=-]*")
        self.farewell = _any_case(rf"(?:[\s,.!;-]+(?:{any_of('farewells')}|x{{1,4}}))+[\s.!]*$")
        self.beside = _any_case(rf"{_BESIDE}|{any_of('beside')}")
        self.labelled = _any_case(rf"(?:{first}):? (.{{1,60}}?),? (?:(?:{joint}) )?(?:{last}):? ")
        self.labelled_backwards = _any_case(
            rf"^(?:{last}):? (.{{1,60}}?),? (?:(?:{joint}) )?(?:{first}):? (.{{1,60}})$"
        )
        self.label_between = _any_case(rf"(?<=\w){not_after},? (?:{last}):? (?=\w)")
        # A letter at the end is an initial: "Femi A".
        self.joints = (*(f" {each}" for each in listed("joints") if len(each) > 1), " &", " +")
        self.spelt_out = _any_case(any_of("spelt"))
        self.spells = _any_case(any_of("spells"))
        self.no_name = _any_case(rf"(?:{any_of('no_name')})\Z")
        self.tells = frozenset(listed("tells"))
        self.articles = frozenset(listed("articles"))
        self.reserves = frozenset(listed("reserves"))


NO_FRAME = NameFrame()
"""Frame without any phrases."""
_LETTER_BY_LETTER = re.compile(
    r"(?P<said>[^\W\d_]{3,30})[\s,:;.-]{1,3}(?P<letters>(?:[^\W\d_][\s.,-]{1,2}){2,20}[^\W\d_])\.?$"
)
_SAID_TWICE = re.compile(
    r"^(?P<first>[^\W\d_]{1,40})(?: [^.,!;-]{1,20})?[.,!;-]+ (?=(?P=first) [^\W\d_])"
    r"|^(?P<last>[^\W\d_]{1,40})[.,!;-]+ (?=(?:[^\W\d_]{1,40} ){1,2}(?P=last)$)",
    re.IGNORECASE,
)
"""Part of a name followed by the whole name: "Kev. Kev Aspinall", "Bond. James Bond"."""
_JOINED = re.compile(r"(?<=[^\W\d_]{2})[._](?=[^\W\d_]{2})")


def introduces_a_name(around: Iterable[str], frame: NameFrame) -> bool:
    """Return whether the plain words ``around`` a text say that it is a name: "my name is", but not "it's"."""
    return not frame.tells.isdisjoint(around)


def without_labels(whole: str, frame: NameFrame) -> str:
    """Return ``whole`` without "first name", "surname", pronouns, a town and the like; unchanged if nothing is left."""
    whole = _SAID_TWICE.sub("", _as_spelt(without_greeting(whole), frame))
    if frame.labelled_backwards.match(whole):
        whole = without_farewell(whole, frame)
    forwards = frame.labelled_backwards.sub(r"\2 \1", frame.labelled.sub(r"\1 ", whole, count=1))
    return frame.beside.sub("", frame.label_between.sub(" ", forwards)).strip() or whole


def _as_spelt(whole: str, frame: NameFrame) -> str:
    """Return ``whole`` with its last word as spelt out, and without the spelling-out: "Singer, C I N G E R"."""
    bare = (frame.spelt_out.sub("", whole) or whole) if frame.spells.search(whole) else whole
    if not (spelt := _LETTER_BY_LETTER.search(bare)):
        return bare
    letters = "".join(filter(str.isalpha, spelt["letters"]))
    meant = OSA.distance(letters.casefold(), spelt["said"].casefold(), score_cutoff=_SLIPS) <= _SLIPS
    return bare[: spelt.start()] + letters.lower() if meant else bare


def says_how_it_is_spelt(said: str, frame: NameFrame) -> bool:
    """Return whether ``said`` gives the spelling of a name in it: "singer with a c"."""
    return frame.spelt_out.search(said) is not None


def without_frame(bare: str, frame: NameFrame) -> str:
    """Return ``bare`` without "hi, my name is" before it and "here, thanks x" after it, "marla.singer" as two words."""
    before = None
    named = bare
    while named != before:
        before = named
        named = frame.introduction.sub("", frame.greeting.sub("", named), count=1)
    return _JOINED.sub(" ", without_farewell(named, frame))


def without_farewell(named: str, frame: NameFrame) -> str:
    """Return ``named`` without trailing thanks, kisses and a dangling "and"; never empty."""
    while named.casefold().endswith(frame.joints):
        named = named.rpartition(" ")[0].rstrip(EDGES)
    bare = frame.farewell.sub("", named).strip(EDGES + "-")
    if named.endswith(" X") and len(title_before(bare.split())[1]) == 1:
        # A capital after one name is a surname (Malcolm X), after two it is a kiss.
        return named
    return bare or named.strip(EDGES + "-")
