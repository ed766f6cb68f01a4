"""Refusals: a no to the consent question in free words, recognised by its parts and their order.

A no sends nothing and can be taken back, so it is read generously, while a yes is a closed list. The parts are data of each
language (``grammar.toml`` in its folder).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from conversations.answers.text import once, words
from conversations.answers.vocabulary import Vocabulary


class Part(StrEnum):
    """Function of a phrase in a refusal."""

    NO = "no"
    """It refuses by itself, anywhere in a text."""
    REFUSAL = "refusal"
    """It refuses by itself, unless a negation precedes it: "leave it", "I object"."""
    NEGATION = "negation"
    """It refuses by itself, and negates the acts after it in its clause: "don't", "not"."""
    DENIAL = "denial"
    """It negates the acts after it, but does not refuse by itself: "isn't", "nothing"."""
    ACT = "act"
    """An act that a yes would agree to, so a refusal needs a negation before it: "send", "happy"."""
    NAMED = "named"
    """The name of an answer, which is refused only with an act: "don't share my number"."""
    AROUND = "around"
    """Neutral words allowed anywhere: who and to whom, thanks, hedges, when."""
    TURN = "turn"
    """It gives the words beside a no another direction: "if", "wrong"."""
    BUT = "but"
    """It begins a clause that must refuse by itself: "kind of you but no"."""


_REFUSING = frozenset({Part.NO, Part.REFUSAL, Part.NEGATION})
_DENYING = frozenset({Part.NEGATION, Part.DENIAL})
Phrase = tuple[str, ...]


class Said(NamedTuple):
    """Phrase of a text as typed, with its part; ``None`` for an unlisted word."""

    part: Part | None
    words: Phrase


Clause = list[Said]

_NOTHING = r"[^\s\S]"
"""Pattern that never matches."""
_HELD_DOWN = re.compile(r"([^\W\d_])\1+")
_CLAUSES = re.compile(r"[.,;:!()\n]++|\s[-\u2013\u2014]++\s")
_MAX = 200
"""Maximum length in characters; a longer text is more than a no."""
_NEVER_IN_ONE = frozenset("?؟？@👍✅✔☑👌")
"""Symbols of a question, an email address, or a yes."""
_LONGEST = 5
"""Maximum number of words of a listed phrase."""
_REASON_AT_LEAST = 3
"""Minimum number of words of a reason after a no: two may be a name."""
_GOES_ON = _DENYING | {Part.AROUND}
"""Parts that may follow a complete no."""
_OPENING = 2
"""Maximum number of arbitrary words before a no: "heck no"."""


@dataclass(frozen=True, slots=True)
class Refusing:
    """Parts of a refusal in one language, by phrase.

    A word that ends in "*" matches all words with that beginning; ``stems`` matches these, the longest first.
    """

    parts: Mapping[Phrase, Part]
    stems: re.Pattern[str]

    def without(self, phrases: frozenset[Phrase]) -> Refusing:
        """Return the same without ``phrases``, which have another meaning in the chat's language."""
        return replace(self, parts={phrase: part for phrase, part in self.parts.items() if phrase not in phrases})

    def parts_of(self, clause: Sequence[str]) -> Iterator[Said]:
        """Yield the parts of a clause, the longest phrases first; unlisted words one by one."""
        plainly = [without_held_down(word) for word in clause]
        stems = [f"{stem[0]}*" if (stem := self.stems.match(word)) else word for word in plainly]
        begin = 0
        while begin < len(clause):
            for end in range(min(begin + _LONGEST, len(clause)), begin, -1):
                part = self.parts.get(tuple(plainly[begin:end])) or self.parts.get(tuple(stems[begin:end]))
                if part is not None:
                    break
            yield Said(part, tuple(clause[begin:end]))
            begin = end


def refusing(listed: Mapping[Part, str]) -> Refusing:
    """Return the parts of a refusal from comma-separated phrases by function. A phrase has one function."""
    parts = {_phrase(each): part for part, phrases in listed.items() for each in phrases.split(",")}
    starred = {word[:-1] for phrase in parts for word in phrase if word.endswith("*")}
    return Refusing(parts, re.compile("|".join(sorted(starred, key=len, reverse=True)) or _NOTHING))


def _phrase(phrase: str) -> Phrase:
    return tuple("".join(words(without_held_down(word))) + "*" * word.endswith("*") for word in phrase.split())


def without_held_down(word: str) -> str:
    """Return ``word`` without repeated letters: "noooo" is "no" and, for comparison, "agree" is "agre"."""
    return _HELD_DOWN.sub(r"\1", word)


def refuses(text: str, of: Refusing) -> bool:
    """Return whether ``text`` consists of parts of a refusal. Takes any ``str``."""
    return _is_no(_clauses(of, text))


def denies(text: str, of: Refusing) -> bool:
    """Return whether ``text`` has a no, or a negation of any kind: "I can't do Tuesday"."""
    return any(said.part in _REFUSING | _DENYING for said in of.parts_of(words(text[:_MAX])))


def refuses_for_a_reason(text: str, of: Refusing, talk: Vocabulary) -> bool:
    """Return whether ``text`` is a no with a reason in free words: "no, my wife would never forgive me".

    The denial of an act in free words counts as well: "my daughter told me not to give it out".
    """
    clauses = _clauses(of, text)
    if any(map(_denies_an_act, clauses)) and _goes_with_a_no(clauses, talk):
        return True
    return any(_is_no(no) and _goes_with_a_no(beside, talk) for no, beside in _split(clauses))


@once
def _clauses(of: Refusing, text: str) -> list[Clause]:
    """Return the clauses of ``text`` as parts; none if a symbol or digit in it cannot be in a refusal."""
    if len(text) > _MAX or not _NEVER_IN_ONE.isdisjoint(text) or any(map(str.isdigit, text)):
        return []
    clauses: list[Clause] = []
    for heard in filter(None, map(words, _CLAUSES.split(text))):
        clauses.append([])
        for said in of.parts_of(heard):
            if said.part is Part.BUT and clauses[-1]:
                clauses.append([])
            clauses[-1].append(said)
    return clauses


def _is_no(clauses: list[Clause]) -> bool:
    """Return whether the clauses consist of parts of a refusal, deny every act before it, and refuse the question."""
    found = {each.part for each in chain(*clauses)}
    if None in found or not all(map(_stands_by, clauses)) or (Part.NAMED in found and Part.ACT not in found):
        return False
    return not found.isdisjoint(_REFUSING) or any(map(_denies_an_act, clauses))


def _stands_by(clause: Clause) -> bool:
    """Return whether a clause agrees to nothing and does not turn elsewhere; after a "but" it must refuse by itself."""
    denied = False
    for part, _ in clause:
        if part is Part.TURN or (part is Part.ACT and not denied) or (part is Part.REFUSAL and denied):
            return False
        denied = denied or part in _DENYING
    return clause[0].part is not Part.BUT or any(each.part in _REFUSING | _DENYING for each in clause)


def _denies_an_act(clause: Clause) -> bool:
    """Return whether an act is denied with only listed words in between: "don't you send", but not "don't forget to send"."""
    denied = False
    for part, _ in clause:
        if part is Part.ACT and denied:
            return True
        denied = part in _DENYING or (denied and part is not None)
    return False


def _split(clauses: list[Clause]) -> Iterator[tuple[list[Clause], list[Clause]]]:
    """Yield the ways to split clauses into a no and the words beside it.

    The no is the first or the last clauses, the beginning of the first clause before another part ("no I …"; not "no marketing",
    but "no thanks petal"), or the end of the last clause.
    """
    for at in range(1, len(clauses)):
        if sum(len(each.words) for each in chain(*clauses[at:])) >= _REASON_AT_LEAST:
            yield clauses[:at], clauses[at:]
        yield clauses[at:], clauses[:at]
    for first, last in zip(clauses[:1], clauses[-1:], strict=True):
        for at in range(1, len(first)):
            no, after = first[at - 1 : at + 1]
            whole = after.part in _GOES_ON or (no.part is Part.NO and len(no.words) > 1)
            if whole and no.part in (Part.NO, Part.REFUSAL):
                yield [first[:at]], [first[at:], *clauses[1:]]
        for at in range(1, len(last)):
            if last[at].part is Part.NO:
                yield [last[at:]], [*clauses[:-1], last[:at]]


def _goes_with_a_no(beside: list[Clause], talk: Vocabulary) -> bool:
    """Return whether the words beside a no are mostly everyday words, agree to nothing and do not turn elsewhere."""
    said = [(each.part is not None, word) for each in chain(*beside) for word in each.words]
    known = sum(listed or talk.is_everyday(word) for listed, word in said)
    return all(map(_stands_by, beside)) and (len(said) <= _OPENING or 2 * known >= len(said))
