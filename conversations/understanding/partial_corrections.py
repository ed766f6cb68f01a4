"""Corrections of part of an answer by its words: "not Singer, Sinclair", "132 not 123", "Singer with a C".

The wrong part must be in a given answer, so that a sentence that only looks like a correction changes nothing.
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
from conversations.languages import vocabulary
from conversations.lead import Name
from conversations.questions import Trait, having
from conversations.understanding.correction_patterns import CorrectionPatterns, patterns
from conversations.understanding.scene import Scene

LONGEST = 120
"""Maximum number of characters; a correction of a word is short."""
_IN_PARTS = ("name", "address", "email", "postcode", "phone")
"""Questions whose answers can be corrected in part, the likeliest first."""
_IN_SEVERAL_WORDS = having(Trait.PROPER)
_COMPACT = having(Trait.COMPACT)
_SHORTEST = 4
"""Minimum number of letters of a word of a name in which a slip is looked for."""
_SLIPS = 2


class Amendment(Struct, frozen=True):
    """Question with a partly wrong answer, and the correct answer; ``None`` if that was not given.

    ``says_so``: the text says that the answer is wrong; a different spelling of a name alone does not.
    """

    key: str
    reading: Understood | None
    says_so: bool = True


def _finds(scene: Scene) -> CorrectionPatterns:
    return patterns(scene.state.language)


def amended(scene: Scene, text: str, named: str = "") -> Amendment | None:
    """Return the partial correction in ``text``, if any; ``named`` is the key of the question it names, or empty."""
    said = clean(text).replace('"', "")
    if not said or len(said) > LONGEST or "?" in said:
        return None
    finds = _finds(scene)
    if whole := _of_a_name(scene, said):
        return whole
    for pattern in finds.instead:
        found = pattern.match(said)
        if found and (meant := _instead(scene, named, found["old"].strip(" .'"), found["new"].strip(" .'"))):
            return meant
    if (found := finds.side_by_side.match(said)) and _alike(found["old"], found["new"]):
        return _instead(scene, named or "name", found["old"], found["new"].strip(" .'"))
    if unit := amended_unit(scene, said):
        return unit
    if number := finds.house_number.search(said):
        return _with_number(scene, number["new"], of_flat=finds.unit_in.match(f"{number['what']} 1") is not None)
    in_one = "phone" if not named and finds.digits.search(plain(said)) else named
    if in_one in _COMPACT and (ending := finds.ends.search(said)):
        return _with_ending(scene, in_one, ending["new"])
    if (denied := finds.just_not.match(said)) and (key := _holding(scene, named, denied["old"].strip(" .'"))):
        return Amendment(key, None)
    return _spelt_otherwise(scene, said)


def _alike(old: str, new: str) -> bool:
    """Return whether both words have digits, or neither."""
    return any(map(str.isdigit, old)) is any(map(str.isdigit, new))


def _typed(scene: Scene, key: str) -> str:
    """Return the answer to ``key`` as typed; empty without one in words."""
    given = scene.answers.get(key)
    match given and given.value:
        case Name(first, last, title):
            return " ".join(part for part in (title, first, last) if part and part != MISSING)
        case str(value):
            return national(value) if key == "phone" else value
        case _:
            return ""


def _place(key: str, whole: str, old: str) -> re.Match[str] | None:
    """Return the match of ``old`` in an answer: as whole words, or anywhere in a number or a code."""
    if key in _COMPACT:
        apart = r"[ ]?".join(map(re.escape, old.replace(" ", "")))
        return re.search(apart, whole, re.IGNORECASE) if len(old) > 1 else None
    return re.search(rf"(?<![^\W_]){re.escape(old)}(?![^\W_])", whole, re.IGNORECASE)


def _names_answers(scene: Scene, said: str) -> bool:
    """Return whether ``said`` names a question rather than the wrong part of an answer."""
    return all(map(_finds(scene).labels.fullmatch, words(said)))


def _holding(scene: Scene, named: str, old: str) -> str:
    """Return the question whose answer contains ``old``, preferring ``named``; empty if none does."""
    keys = ("phone", "address") if named == "phone" else (named,) if named in _IN_PARTS else _IN_PARTS
    if not old or _names_answers(scene, old):
        return ""
    return next((key for key in keys if _place(key, _typed(scene, key), old)), "")


def _instead(scene: Scene, named: str, old: str, new: str) -> Amendment | None:
    key = _holding(scene, named, old) or ("address" if _names_answers(scene, old) else "")
    whole = _typed(scene, key)
    place = _place(key, whole, old)
    if not key or place is None:
        return _of_a_kind(scene, old, new)
    if key not in _IN_SEVERAL_WORDS and " " in new:
        return None
    start, *others = place.start(), *new.split()[:-1]
    if others and whole[:start].casefold().endswith(f"{' '.join(others)} ".casefold()):
        start -= len(" ".join(others)) + 1  # "Example Road, not Street"
    elif _names_answers(scene, old):
        return None
    return _replaced(scene, key, f"{whole[:start]}{new}{whole[place.end() :]}")


def _of_a_kind(scene: Scene, old: str, new: str) -> Amendment | None:
    """Read "two not three", if there are three bedrooms, and "flat not semi"."""
    for key, read in (("bedrooms", bedrooms.read), ("property_type", property_type.read)):
        given, was, meant = scene.answers.get(key), read(old), read(new)
        if given is None or not isinstance(was, Understood) or not isinstance(meant, Understood):
            continue
        if was.value == given.value != meant.value:
            return Amendment(key, meant)
    return None


def _replaced(scene: Scene, key: str, whole: str) -> Amendment | None:
    """Return the correction to the answer ``whole``, if it is valid and differs from the given one."""
    reading, given = scene.reading(key, whole), scene.answers.get(key)
    if not isinstance(reading, Understood) or given is None or reading.value == given.value:
        return None
    return Amendment(key, Understood(reading.value, given.note))


def _of_a_name(scene: Scene, said: str) -> Amendment | None:
    """Read "surname should be Sinclair"."""
    given, found = scene.answers.get("name"), _finds(scene).of_a_name.search(said)
    if found is None or given is None or not isinstance(given.value, Name):
        return None
    if vocabulary(scene.state.language).is_everyday(plain(found["new"])):
        return None
    first, last = (given.value.first, found["new"]) if found["last"] else (found["new"], given.value.last)
    return _replaced(scene, "name", " ".join(part for part in (given.value.title, first, last) if part))


def _with_ending(scene: Scene, key: str, ending: str) -> Amendment | None:
    held, end = _typed(scene, key).replace(" ", ""), ending.replace(" ", "")
    if len(end) >= len(held) or end.isdigit() is not held[-len(end) :].isdigit():
        return None
    return _replaced(scene, key, held[: -len(end)] + end)


def amended_unit(scene: Scene, text: str) -> Amendment | None:
    """Return the address with the flat number in ``text``, if it has a different one: "flat 3" for "Flat 2, 12 High Street"."""
    whole, finds = _typed(scene, "address"), _finds(scene)
    old = finds.unit_in.search(whole)
    said = finds.unit.match(clean(head(text, LONGEST))) if old is not None else None
    if said is None or old is None:
        return None
    return _replaced(scene, "address", f"{whole[: old.start('old')]}{said['new']}{whole[old.end('old') :]}")


def _with_number(scene: Scene, number: str, *, of_flat: bool) -> Amendment | None:
    """Return the address with another number of the house or flat, if it has one."""
    whole = _typed(scene, "address")
    flat = _finds(scene).unit_in.search(whole)
    old = re.compile(r"\b[0-9]+[a-z]?\b", re.IGNORECASE).search(whole, flat.end() if flat and not of_flat else 0)
    return _replaced(scene, "address", f"{whole[: old.start()]}{number}{whole[old.end() :]}") if old else None


def _spelt_otherwise(scene: Scene, said: str) -> Amendment | None:
    """Read another spelling of a word of the name: "no, Merla", "Singer with a C"."""
    own = [word for word in _typed(scene, "name").split() if len(word) >= _SHORTEST]
    spoken = [word.strip(".,!'") for word in said.split()]
    near_own = [folded(word) for word in own]
    if not any(OSA.distance(folded(each), word, score_cutoff=_SLIPS) <= _SLIPS for each in spoken for word in near_own):
        return None
    finds, talk = _finds(scene), vocabulary(scene.state.language)
    denied = {after for word, after in pairwise(spoken) if finds.nots.fullmatch(word)}
    strange = [word for word in spoken if word and not _says_nothing(word, talk) and word not in denied]
    near = {
        (other, word)
        for other in strange
        for word in own
        if 0 < OSA.distance(folded(other), folded(word), score_cutoff=_SLIPS) <= min(_SLIPS, len(word) // 3)
    }
    told = set(near_own).intersection(map(folded, strange))
    around = [each for word in spoken if word not in strange for each in words(word) if len(each) > 1]
    corrects = bool(told) or finds.opens.search(" ".join(words(said))) is not None
    alone = len(near) == 1 and len(strange) <= 1 + len(told) and all(map(finds.around.fullmatch, around))
    if alone and (corrects or len(spoken) == 1):
        other, word = near.pop()
        corrected = _instead(scene, "name", word, other)
        return corrected if corrects or corrected is None else replace(corrected, says_so=False)
    return Amendment("name", None) if told and says_how_it_is_spelt(said, talk.frame) else None


def _says_nothing(word: str, talk: Vocabulary) -> bool:
    """Return whether a word of a correction is an everyday word or a single letter."""
    return len(word) == 1 or all(talk.is_everyday(each) or each in FILLERS or each in GREETINGS for each in words(word))
