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
from conversations.answers.text import clean, folded, head, plain, words
from conversations.answers.vocabulary import Vocabulary
from conversations.form import Form
from conversations.languages import vocabulary
from conversations.lead import Name
from conversations.questions import Trait, having
from conversations.state import Collecting, State
from conversations.understanding.correction_patterns import patterns

LONGEST = 120
"""Characters; a correction of a word is short."""
_IN_PARTS = ("name", "address", "email", "postcode", "phone")
"""Answers of which a part may be wrong, the likeliest first."""
_IN_SEVERAL_WORDS = having(Trait.PROPER)
_COMPACT = having(Trait.COMPACT)
_SHORTEST = 4
"""Letters of a name's word that another may be a slip of."""
_SLIPS = 2


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
    finds = patterns(state.language)
    if whole := _of_a_name(form, state, phase, said):
        return whole
    for pattern in finds.instead:
        if (found := pattern.match(said)) and (
            amendment := _instead(form, state, phase, named, found["old"].strip(" .'"), found["new"].strip(" .'"))
        ):
            return amendment
    if (found := finds.side_by_side.match(said)) and _alike(found["old"], found["new"]):
        return _instead(form, state, phase, named or "name", found["old"], found["new"].strip(" .'"))
    if unit := amended_unit(form, state, phase, said):
        return unit
    if number := finds.house_number.search(said):
        return _with_number(
            form, state, phase, number["new"], of_flat=finds.unit_in.match(f"{number['what']} 1") is not None
        )
    in_one = "phone" if not named and finds.digits.search(plain(said)) else named
    if in_one in _COMPACT and (ending := finds.ends.search(said)):
        return _with_ending(form, state, phase, in_one, ending["new"])
    if (denied := finds.just_not.match(said)) and (key := _holding(state, phase, named, denied["old"].strip(" .'"))):
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


def _names_answers(state: State, said: str) -> bool:
    """Whether ``said`` is what answers are called, rather than what is wrong in one."""
    return all(map(patterns(state.language).labels.fullmatch, words(said)))


def _holding(state: State, phase: Collecting, named: str, old: str) -> str:
    """The question in whose answer ``old`` stands, ``named`` before others; empty if it is in none."""
    keys = ("phone", "address") if named == "phone" else (named,) if named in _IN_PARTS else _IN_PARTS
    if not old or _names_answers(state, old):
        return ""
    return next((key for key in keys if _place(key, _typed(phase, key), old)), "")


def _instead(form: Form, state: State, phase: Collecting, named: str, old: str, new: str) -> Amendment | None:
    key = _holding(state, phase, named, old) or ("address" if _names_answers(state, old) else "")
    whole = _typed(phase, key)
    place = _place(key, whole, old)
    if not key or place is None:
        return _of_a_kind(phase, old, new)
    if key not in _IN_SEVERAL_WORDS and " " in new:
        return None
    start, *others = place.start(), *new.split()[:-1]
    if others and whole[:start].casefold().endswith(f"{' '.join(others)} ".casefold()):
        start -= len(" ".join(others)) + 1  # "Example Road, not Street"
    elif _names_answers(state, old):
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
    given, found = phase.answers.get("name"), patterns(state.language).of_a_name.search(said)
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
    whole, finds = _typed(phase, "address"), patterns(state.language)
    old = finds.unit_in.search(whole)
    said = finds.unit.match(clean(head(text, LONGEST))) if old is not None else None
    if said is None or old is None:
        return None
    return _replaced(
        form, state, phase, "address", f"{whole[: old.start('old')]}{said['new']}{whole[old.end('old') :]}"
    )


def _with_number(form: Form, state: State, phase: Collecting, number: str, *, of_flat: bool) -> Amendment | None:
    """The address with another number of the house, or of the flat in it, if it has one."""
    whole = _typed(phase, "address")
    flat = patterns(state.language).unit_in.search(whole)
    old = re.compile(r"\b[0-9]+[a-z]?\b", re.IGNORECASE).search(whole, flat.end() if flat and not of_flat else 0)
    return (
        _replaced(form, state, phase, "address", f"{whole[: old.start()]}{number}{whole[old.end() :]}") if old else None
    )


def _spelt_otherwise(form: Form, state: State, phase: Collecting, said: str) -> Amendment | None:
    """A word that is a slip of one of the name, or how that is spelt: "no, Merla", "Singer with a C"."""
    own = [word for word in _typed(phase, "name").split() if len(word) >= _SHORTEST]
    spoken = [word.strip(".,!'") for word in said.split()]
    near_own = [folded(word) for word in own]
    if not any(OSA.distance(folded(each), word, score_cutoff=_SLIPS) <= _SLIPS for each in spoken for word in near_own):
        return None
    finds = patterns(state.language)
    denied = {after for word, after in pairwise(spoken) if finds.nots.fullmatch(word)}
    strange = [
        word for word in spoken if word and not _says_nothing(word, vocabulary(state.language)) and word not in denied
    ]
    near = {
        (other, word)
        for other in strange
        for word in own
        if 0 < OSA.distance(folded(other), folded(word), score_cutoff=_SLIPS) <= min(_SLIPS, len(word) // 3)
    }
    told = set(near_own).intersection(map(folded, strange))
    around = [each for word in spoken if word not in strange for each in words(word) if len(each) > 1]
    corrects = bool(told) or finds.opens.search(" ".join(words(said))) is not None
    if (
        (corrects or len(spoken) == 1)
        and len(near) == 1
        and len(strange) <= 1 + len(told)
        and all(map(finds.around.fullmatch, around))
    ):
        other, word = near.pop()
        corrected = _instead(form, state, phase, "name", word, other)
        return corrected if corrects or corrected is None else replace(corrected, says_so=False)
    return Amendment("name", None) if told and says_how_it_is_spelt(said, vocabulary(state.language).frame) else None


def _says_nothing(word: str, talk: Vocabulary) -> bool:
    """Whether a word of a correction is one of every day, or a letter."""
    return len(word) == 1 or all(talk.is_everyday(each) or each in FILLERS or each in GREETINGS for each in words(word))
