"""Parts of a name: titles, particles, letters after it, the case of each word; and words that are not part of it."""

from __future__ import annotations

import re

from conversations.answers.text import in_name_case
from conversations.lexicon import phrases, table, words_of

TITLES: dict[str, str] = {title.lower(): title for title in words_of("name", "titles")} | {
    typed: str(title) for typed, title in table("name", "written_otherwise").items()
}
"""Stored titles by their typed form (plain, without the dot)."""

EVERYDAY_TITLES = frozenset({"Mr", "Mrs", "Miss", "Ms", "Mx", "Dr"})
"""Titles that are never surnames, unlike Major and Lord."""

LETTERS_AFTER = frozenset(
    """esq esquire mbe obe cbe kbe dbe phd msc bsc mba mrics frics acca aca mrcs qc kc jr jnr junior sr
    snr senior ii iii mbbs mbchb meng beng llb llm dphil fca frsa pgce arla mciob miet""".split()
)
"""Honours and degrees that are not part of a name."""

CAPITALS_AFTER = frozenset({"BA", "DO", "IV", "JD", "JP", "MA", "MD", "MP", "MS", "RN", "V", "VI"})
"""Letters after a name that are also names in another case: "Jack Ma"."""

PARTICLES = frozenset(
    {
        "van", "von", "der", "den", "het", "ter", "ten", "te", "de", "da", "di", "do", "dos", "das", "del", "della",
        "dello", "la", "le", "lo", "los", "las", "du", "des", "al", "el", "bin", "ibn", "bint", "ap", "ab", "ferch", "zu", "zum",
        "af", "av", "st", "o", "ó", "ní", "uí",
    }
)  # fmt: skip
"""Words that begin a surname, usually in lower case."""

_CASELESS_PARTICLES = PARTICLES - {"st", "o", "ó", "ní", "uí"}
_AFTER_O = frozenset(
    """boyle brien callaghan carroll connell connor dea doherty donnell donoghue donovan dowd driscoll dwyer farrell flaherty
    gorman grady hagan halloran hanlon hara hare kane keeffe keefe leary loughlin mahoney mahony malley meara neil neill
    regan reilly riordan rourke shea sullivan toole""".split()
)
"""Second parts of Irish surnames with O'."""
_TWO_SYLLABLE_SURNAMES = frozenset(
    {"欧阳", "司马", "诸葛", "上官", "司徒", "東方", "东方", "夏侯", "慕容", "令狐", "皇甫", "尉迟", "남궁", "황보"}
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+\\Z")
_HANGUL = re.compile("[\uac00-\ud7a3]+\\Z")
_CONSONANTS = frozenset("BCDFGHJKLMNPQRSTVWXZ")
FORMS_OF_ADDRESS: dict[str, tuple[str, ...]] = {
    word: phrases("name", "forms_of_address", word) for word in table("name", "forms_of_address")
}
"""Possible titles by form of address before a surname: "Pan" is Mr."""


_PINYIN = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:[iu]?(?:a|ai|an|ang|ao|e|ei|en|eng|o|ong|ou)|er|i|in|ing|iu|u|ui|un|uo)\Z"
)


def without_form_of_address(words: list[str]) -> list[str]:
    """Return ``words`` without "Pan" or "Pani" before a first and a last name; before Chinese syllables "Pan" is a surname."""
    address = words and words[0].lower() in FORMS_OF_ADDRESS
    names = words[1:]
    return names if address and len(names) > 1 and not all(_PINYIN.match(name.lower()) for name in names) else words


def form_of_address(words: list[str]) -> tuple[str, str] | None:
    """Return the title and the surname of "Pan Nowak"; ``None`` for other words, and for the Chinese "Pan Wei".

    The title is empty if several are possible: the Polish form does not say whether a woman is married.
    """
    if len(words) != 2 or words[0].lower() not in FORMS_OF_ADDRESS or _PINYIN.match(words[1].lower()):
        return None
    titles = FORMS_OF_ADDRESS[words[0].lower()]
    return titles[0] if len(titles) == 1 else "", words[1]


def with_irish_o(tokens: list[str]) -> list[str]:
    """Return ``tokens`` with "o brien" joined to one surname."""
    joined: list[str] = []
    for token in tokens:
        if joined and joined[-1].lower() == "o" and token.lower() in _AFTER_O and len(joined) > 1:
            joined[-1] = f"{joined[-1]}'{token}"
        else:
            joined.append(token)
    return joined


def is_particle(word: str) -> bool:
    """Return whether ``word``, within a name, begins a surname ("de Souza")."""
    return word.lower() in PARTICLES


def title_of(word: str) -> str:
    """Return the stored form of the title ``word`` ("dr.", "(Mrs)"); empty if it is none."""
    return TITLES.get(word.strip("().").lower(), "")


def title_before(tokens: list[str]) -> tuple[str, list[str]]:
    """Return the leading title and the rest; of several ("Prof Dr") the first."""
    title = ""
    if len(tokens) > 1 and tokens[0].lower() == "the" and title_of(tokens[1]):
        tokens = tokens[1:]  # "The Revd"
    while len(tokens) > 1 and (found := title_of(tokens[0])):
        title, tokens = title or found, tokens[1:]
    return title, tokens


def _is_caps_locked(word: str) -> bool:
    """Return whether ``word`` was typed with caps lock on: "mARLA"."""
    return word[:1].islower() and len(word) > 2 and word[1:].isupper()


def repaired(word: str, *, inside: bool, initials: bool) -> str:
    """Return ``word`` with the capitals of a name if it is all in one case; mixed case stays.

    ``inside``: it is neither first nor last, so it may be a particle. ``initials``: two consonants may be initials ("JP").
    """
    if not (word.islower() or word.isupper() or _is_caps_locked(word)):
        return word
    if inside and word.lower() in _CASELESS_PARTICLES | {"and"}:
        return word.lower()
    if initials and len(word) == 2 and set(word.upper()) <= _CONSONANTS:
        return word.upper()
    return "-".join(map(in_name_case, word.split("-")))


def east_asian(words: list[str]) -> tuple[str, str] | None:
    """Split a Chinese, Japanese or Korean name into (given, family); ``None`` for other scripts or if the parts are unclear.

    In one word, the family name is first. In two words, a known surname of two syllables or else the shorter word is the family
    name; of equal lengths, the first word is the given name.
    """
    if not words or not all(_HAN.match(word) or _HANGUL.match(word) for word in words):
        return None
    if len(words) == 2:
        first, second = words
        if (first in _TWO_SYLLABLE_SURNAMES) is not (second in _TWO_SYLLABLE_SURNAMES):
            return (second, first) if first in _TWO_SYLLABLE_SURNAMES else (first, second)
        return (second, first) if len(first) < len(second) else (first, second)
    if len(words) == 1 and 2 <= len(words[0]) <= 4:
        whole = words[0]
        family = 2 if whole[:2] in _TWO_SYLLABLE_SURNAMES or (len(whole) == 4 and _HAN.match(whole)) else 1
        if len(whole) > family:
            return whole[family:], whole[:family]
    return None
