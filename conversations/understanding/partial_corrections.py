"""Corrections of a part of an answer, by the words of it: "not Singer, Sinclair", "132 not 123", "Singer with a C".

What is wrong has to be in an answer that was given, so that nothing is changed by a sentence that only looks alike.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import OSA

from conversations.answers import bedrooms, property_type
from conversations.answers.name import MISSING
from conversations.answers.name_frame import says_how_it_is_spelt
from conversations.answers.phone import national
from conversations.answers.reading import Understood
from conversations.answers.smalltalk import FILLERS, GREETINGS
from conversations.answers.text import clean, plain, words
from conversations.answers.vocabulary import Vocabulary
from conversations.form import Form
from conversations.languages import vocabulary
from conversations.lead import Name
from conversations.questions import Trait, having
from conversations.state import Collecting, State

LONGEST = 120
"""Characters; a correction of a word is short."""
_PART = r"[^\s,;:?!][^,;:?!]{0,39}?"
_LEAD = (
    r"^(?:(?:no|nope|sorry|soz|oops|oh|actually|wait|hi|it'?s|it is|should be|that'?s|my|the|is|all good|but|except|nie|na"
    r"|nage|sori"
    r"|przepraszam|to|name|surname|number|address|email|postcode|house|street|ends? in|ends? with|ends|nazwisko|cyfenw|mae'?n"
    r"|ale|ond)(?![\w'])[\s,.:!-]*)*"
)
_MEANT = r"(?:(?:but|it'?s|it is|should be|actually|a|ale|lecz|tylko|to|ond) )*"
_NOT = r"(?:not|isn'?t|nie|a nie|nid|ddim|dim|instead of|rather than|zamiast|yn lle)"
_BUT = r"(?:[,;:.]+ ?| (?=but |it'?s |it is |should |ale |lecz |tylko |ond ))"
_SHOULD_BE = (
    r"(?:should be|shd be|shud be|ought to be|is meant to be|was meant to be|needs to be|powinno by[cć]|ma by[cć]|dylai fod(?: yn)?"
    r"|i fod yn|=?-?>)"
)
_SWAP = r"(?:can you |please |pls )?(?:swap|change|switch|replace|zmie[nń]|newid(?:iwch)?)"
_INSTEAD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LEAD}{_NOT} (?P<old>{_PART}){_BUT}{_MEANT}(?P<new>{_PART})\.?$",
        rf"{_LEAD}(?P<new>{_PART}),? (?:and )?{_NOT} (?P<old>{_PART})\.?$",
        rf"{_LEAD}(?P<old>{_PART})(?: is|'s)? (?:wrong|incorrect|[zź]le|anghywir)[,;:. ]+{_MEANT}(?P<new>{_PART})\.?$",
        rf"{_LEAD}{_SWAP} (?:the |my )?(?P<old>{_PART}) (?:for|to|with|into|na|i|am) (?:an? )?(?P<new>{_PART})\.?$",
        rf"{_LEAD}(?P<old>{_PART}) {_SHOULD_BE} (?P<new>{_PART})\.?$",
    )
)
"""What was wrong and what is right, in either order, in English, Polish and Welsh."""
_SIDE_BY_SIDE = re.compile(rf"{_LEAD}{_NOT} (?P<old>\S{{1,40}}) (?P<new>\S{{1,40}}?)\.?$", re.IGNORECASE)
"""Wrong and right with nothing between: "not singer sinclair"; of a name, or two numbers."""
_JUST_NOT = re.compile(rf"{_LEAD}{_NOT} (?P<old>{_PART})\.?$", re.IGNORECASE)
_OF_A_NAME = re.compile(
    r"\b(?:(?P<last>(?:sur|last |family |second )names?|nazwisko|cyfenw)|(?:first |given |fore|christian )names?|imi[eę]"
    r"|enw cyntaf)"
    r"(?: is| are|'s|:| wrong| its| it's| should be| jest| [zź]le| to| powinno by[cć]| yw| ydy| ydi)+"
    r" (?P<new>[^\W\d_][\w'-]{1,30})(?:,? (?:sorry|soz|please|actually|btw))?\.?$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:(?:ends?|ending|ko[nń]czy si[eę]|gorffen)(?: in| with| na| gyda| efo)?"
    r"|last (?:(?:two|three|four|[2-4]) )?(?:digits?|numbers?|letters?)(?: (?:of|in|on) [\w ]{1,20}?)? (?:is|are|should be))"
    r" (?P<new>[\w ]{1,6}?)(?: not \w+)?\.?$",
    re.IGNORECASE,
)
_HOUSE_NUMBER = re.compile(
    r"\b(?P<what>house|door|flat|numer domu|rhif y t[yŷ]) ?(?:no|number|num|nr)?\.?(?: is|'s|:| should be| to| yw"
    r"| ydi)+ (?P<new>[0-9]{1,4}[a-z]?)\.?$",
    re.IGNORECASE,
)
_UNITS = r"(?:flat|apartment|apt|unit|fflat|mieszkanie)\.? ?(?:no\.? ?|number )?"
_UNIT = re.compile(
    rf"{_LEAD}{_UNITS}(?P<new>[0-9]{{1,4}}[a-z]?)(?:,? (?:sorry|please|actually|soz))?\.?$", re.IGNORECASE
)
_UNIT_IN = re.compile(rf"\b{_UNITS}(?P<old>[0-9]{{1,4}}[a-z]?)\b", re.IGNORECASE)
_IN_PARTS = ("name", "address", "email", "postcode", "phone")
"""Answers of which a part may be wrong, the likeliest first."""
_IN_SEVERAL_WORDS = having(Trait.PROPER)
_COMPACT = having(Trait.COMPACT)
_SHORTEST = 4
"""Letters of a name's word that another may be a slip of."""
_SLIPS = 2
_DENIALS = frozenset({"not", "nie", "nid", "ddim"})
_LABELS = frozenset(
    "street road lane name number house address email postcode surname phone town city first last ulica numer dom adres".split()
)
"""What an answer is called, rather than what is wrong in it."""
_CORRECTS = frozenset(
    """no nope not sorry soz oops wait wrong actually should mean meant typo autocorrect spelt spelled name surname first last
    nie na sori przepraszam""".split()
)
"""Words that say that the name is another; a slip of it without one is some word."""
_AROUND = frozenset(
    """youve you got have wrong me no nope sorry soz oops oh wait its it is thats that should be actually really spelt
    spelled with an one two double my
    name surname
    the to meant mean typo autocorrect i im called again first last but all good nie na sori przepraszam mae yw""".split()
)
"""What may stand around a word that takes the place of another."""


class Amendment(Struct, frozen=True):
    """The question whose answer is wrong in part, and what it should be; ``None`` if that was not said.

    ``says_so`` is whether the text says that it is wrong: a slip of a name alone does not.
    """

    key: str
    reading: Understood | None
    says_so: bool = True


def amended(form: Form, state: State, phase: Collecting, text: str, named: str = "") -> Amendment | None:
    """Return what ``text`` corrects in a part of an answer; ``named`` is the question that it names, if it names one."""
    said = clean(text).replace('"', "")
    if not said or len(said) > LONGEST or "?" in said:
        return None
    if whole := _of_a_name(form, state, phase, said):
        return whole
    for pattern in _INSTEAD:
        if (found := pattern.match(said)) and (
            amendment := _instead(form, state, phase, named, found["old"].strip(" .'"), found["new"].strip(" .'"))
        ):
            return amendment
    if (found := _SIDE_BY_SIDE.match(said)) and _alike(found["old"], found["new"]):
        return _instead(form, state, phase, named or "name", found["old"], found["new"].strip(" .'"))
    if unit := amended_unit(form, state, phase, said):
        return unit
    if number := _HOUSE_NUMBER.search(said):
        return _with_number(form, state, phase, number["new"], of_flat=number["what"].lower() == "flat")
    in_one = "phone" if not named and "digit" in said.casefold() else named
    if in_one in _COMPACT and (ending := _ENDS.search(said)):
        return _with_ending(form, state, phase, in_one, ending["new"])
    if (denied := _JUST_NOT.match(said)) and (key := _holding(phase, named, denied["old"].strip(" .'"))):
        return Amendment(key, None)
    return _spelt_otherwise(form, state, phase, said)


def _alike(old: str, new: str) -> bool:
    """Whether both have digits, or neither has."""
    return any(map(str.isdigit, old)) is any(map(str.isdigit, new))


def _typed(phase: Collecting, key: str) -> str:
    """The answer to ``key`` as a person would type it; empty if there is none in words."""
    given = phase.answers.get(key)
    match given and given.value:
        case Name(first, last, title):
            return " ".join(part for part in (title, first, last) if part and part != MISSING)
        case str(value):
            return national(value) if key == "phone" else value
        case _:
            return ""


def _place(key: str, whole: str, old: str) -> re.Match[str] | None:
    """Where ``old`` stands in an answer: as words, or anywhere in a number or a code."""
    if key in _COMPACT:
        apart = r"[ ]?".join(map(re.escape, old.replace(" ", "")))
        return re.search(apart, whole, re.IGNORECASE) if len(old) > 1 else None
    return re.search(rf"(?<![^\W_]){re.escape(old)}(?![^\W_])", whole, re.IGNORECASE)


def _holding(phase: Collecting, named: str, old: str) -> str:
    """The question in whose answer ``old`` stands, ``named`` before others; empty if it is in none."""
    keys = ("phone", "address") if named == "phone" else (named,) if named in _IN_PARTS else _IN_PARTS
    if not old or _LABELS.issuperset(words(old)):
        return ""
    return next((key for key in keys if _place(key, _typed(phase, key), old)), "")


def _instead(form: Form, state: State, phase: Collecting, named: str, old: str, new: str) -> Amendment | None:
    key = _holding(phase, named, old) or ("address" if _LABELS.issuperset(words(old)) else "")
    whole = _typed(phase, key)
    place = _place(key, whole, old)
    if not key or place is None:
        return _of_a_kind(phase, old, new)
    if key not in _IN_SEVERAL_WORDS and " " in new:
        return None
    start, *others = place.start(), *new.split()[:-1]
    if others and whole[:start].casefold().endswith(f"{' '.join(others)} ".casefold()):
        start -= len(" ".join(others)) + 1  # "Example Road, not Street"
    elif _LABELS.issuperset(words(old)):
        return None
    return _replaced(form, state, phase, key, f"{whole[:start]}{new}{whole[place.end() :]}")


def _of_a_kind(phase: Collecting, old: str, new: str) -> Amendment | None:
    """Read "two not three", if there are three bedrooms, and "flat not semi"."""
    for key, read in (("bedrooms", bedrooms.read), ("property_type", property_type.read)):
        given, was, meant = phase.answers.get(key), read(old), read(new)
        if given is None or not isinstance(was, Understood) or not isinstance(meant, Understood):
            continue
        if was.value == given.value != meant.value:
            return Amendment(key, meant)
    return None


def _replaced(form: Form, state: State, phase: Collecting, key: str, whole: str) -> Amendment | None:
    """The answer ``whole`` in place of the one given, if it is one and another."""
    reading, given = form.question(key).read(whole, state.at, vocabulary(state.language)), phase.answers.get(key)
    if not isinstance(reading, Understood) or given is None or reading.value == given.value:
        return None
    return Amendment(key, Understood(reading.value, given.note))


def _of_a_name(form: Form, state: State, phase: Collecting, said: str) -> Amendment | None:
    """Read "surname should be Sinclair"."""
    given, found = phase.answers.get("name"), _OF_A_NAME.search(said)
    if found is None or given is None or not isinstance(given.value, Name):
        return None
    if vocabulary(state.language).is_everyday(plain(found["new"])):
        return None
    first, last = (given.value.first, found["new"]) if found["last"] else (found["new"], given.value.last)
    return _replaced(form, state, phase, "name", " ".join(part for part in (given.value.title, first, last) if part))


def _with_ending(form: Form, state: State, phase: Collecting, key: str, ending: str) -> Amendment | None:
    whole, end = _typed(phase, key), ending.replace(" ", "")
    held = whole.replace(" ", "")
    if len(end) >= len(held) or end.isdigit() is not held[-len(end) :].isdigit():
        return None
    return _replaced(form, state, phase, key, held[: -len(end)] + end)


def amended_unit(form: Form, state: State, phase: Collecting, text: str) -> Amendment | None:
    """The address with the number of the flat that ``text`` is, if it has another: "flat 3", after "Flat 2, 12 High Street"."""
    whole = _typed(phase, "address")
    said, old = _UNIT.match(clean(text[:LONGEST])), _UNIT_IN.search(whole)
    if said is None or old is None:
        return None
    return _replaced(
        form, state, phase, "address", f"{whole[: old.start('old')]}{said['new']}{whole[old.end('old') :]}"
    )


def _with_number(form: Form, state: State, phase: Collecting, number: str, *, of_flat: bool) -> Amendment | None:
    """The address with another number of the house, or of the flat in it, if it has one."""
    whole = _typed(phase, "address")
    flat = _UNIT_IN.search(whole)
    old = re.compile(r"\b[0-9]+[a-z]?\b", re.IGNORECASE).search(whole, flat.end() if flat and not of_flat else 0)
    return (
        _replaced(form, state, phase, "address", f"{whole[: old.start()]}{number}{whole[old.end() :]}") if old else None
    )


def _spelt_otherwise(form: Form, state: State, phase: Collecting, said: str) -> Amendment | None:
    """A word that is a slip of one of the name, or how that is spelt: "no, Merla", "Singer with a C"."""
    own = [word for word in _typed(phase, "name").split() if len(word) >= _SHORTEST]
    spoken = [word.strip(".,!'") for word in said.split()]
    denied = {after for word, after in pairwise(spoken) if word.casefold() in _DENIALS}
    strange = [
        word for word in spoken if word and not _says_nothing(word, vocabulary(state.language)) and word not in denied
    ]
    near = {
        (other, word)
        for other in strange
        for word in own
        if 0 < OSA.distance(plain(other), plain(word), score_cutoff=_SLIPS) <= min(_SLIPS, len(word) // 3)
    }
    told = {plain(word) for word in own}.intersection(map(plain, strange))
    around = [each for word in spoken if word not in strange for each in words(word) if len(each) > 1]
    corrects = bool(told) or not _CORRECTS.isdisjoint(words(said))
    if (
        (corrects or len(spoken) == 1)
        and len(near) == 1
        and len(strange) <= 1 + len(told)
        and _AROUND.issuperset(around)
    ):
        other, word = near.pop()
        corrected = _instead(form, state, phase, "name", word, other)
        return corrected if corrects or corrected is None else replace(corrected, says_so=False)
    return Amendment("name", None) if told and says_how_it_is_spelt(said, vocabulary(state.language).frame) else None


def _says_nothing(word: str, talk: Vocabulary) -> bool:
    """Whether a word of a correction is one of every day, or a letter."""
    return len(word) == 1 or all(talk.is_everyday(each) or each in FILLERS or each in GREETINGS for each in words(word))
