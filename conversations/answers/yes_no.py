"""Yes or no to a suggestion ("Did you mean gmail.com?"). Never used for the review or for consent."""

from __future__ import annotations

from enum import Enum

from conversations.answers.text import clean, words


class YesNo(Enum):
    """What a text says to a question of yes or no."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


_YES = (
    "yes", "yess", "yesss",
    "yse", "yws", "ues", "yez", "yep", "yeah", "yup", "yea", "yeh", "yh", "ye", "ya", "y", "aye", "ok", "okay", "k",
    "kk", "sure", "correct", "all correct", "all good", "right", "thats right", "that is right", "thats correct",
    "that is correct", "thats it", "thats the one", "looks good", "looks right", "looks fine", "its right",
    "it is right", "it is", "it does", "i did", "i do", "fine", "good", "perfect", "great", "exactly", "absolutely",
    "definitely", "of course", "everything is right", "everythings right", "everything is correct",
    "everythings correct", "indeed", "true", "spot on", "tak", "zgadza sie",
    "dokladnie", "dobrze", "ydw", "ydy", "ie", "iawn", "do", "oes", "cywir",
    "wszystko sie zgadza", "all right", "alright", "ydi", "ydyn", "ia", "oce", "perffaith", "gwych", "yn union",
    "dyna fo", "dyna ni", "jasne", "oczywiscie", "pewnie", "zgoda", "super", "w porzadku", "potwierdzam", "poprawne",
    "gra", "wszystko gra", "okej", "git", "pasuje", "wszystko pasuje", "tak jest", "bez zarzutu", "i gyd yn gywir", "dyna chi",
    "yn iawn",
)  # fmt: skip
_DO_IT = ("please do", "go on", "go ahead", "change it", "fix it", "use that", "use that one")
"""A yes to a suggestion, which does not say that what was there before is right."""
_NO = (
    "no", "nope", "nah", "naw", "n", "never", "not", "isnt", "it isnt", "its not", "thats not", "wrong", "thats wrong",
    "incorrect", "not right", "not correct", "keep mine", "keep it", "keep that", "keep my one", "leave it",
    "mine is right", "mine is correct", "mines right", "as i typed", "as typed", "what i typed", "what i wrote",
    "i meant what i typed", "dont change it", "dont", "do not", "didnt", "i didnt", "negative", "nie", "zle", "na",
    "nac ydw", "nac ydy", "naddo", "nage", "anghywir", "zostaw", "nac ydi", "nac ydyn", "nac oes", "nag ydw", "nag ydy",
    "nag ydi", "nag ydyn", "nag oes", "ddim", "ddim yn iawn", "ddim yn gywir", "nid ywn iawn", "nid ywn gywir",
    "nid yw yn iawn", "nid yw yn gywir", "cadw", "cadw fun i", "cadwch", "nie zgadza sie", "sie nie zgadza",
    "niedobrze", "nie dobrze", "nieprawda", "nie potwierdzam", "nie w porzadku", "niepoprawne",
)  # fmt: skip
_SIGNS = {
    "👍": YesNo.YES,
    "👌": YesNo.YES,
    "✅": YesNo.YES,
    "✔": YesNo.YES,
    "👎": YesNo.NO,
    "❌": YesNo.NO,
    "✖": YesNo.NO,
}
_HEDGES = frozenset(
    """almost nearly apart except but however unless besides only bar oprocz poza prawie ale heblaw ond bron wait hang if hmm
    maybe perhaps probably hold""".split()
)
"""Beside a yes they take it back, in part at least."""
_NOTHING = frozenset("no nope nah none nothing nie nic brak na dim nac".split())
_ADDS_NOTHING = _NOTHING | frozenset(
    "thanks thank you ta cheers sorry not really else to add at all oes dziekuje dzieki diolch byd".split()
)
_SAYS_NOTHING = frozenset(
    "please pls thanks thank you ta cheers x xx oh erm um er hi hello its it is lol haha prosze dzieki diolch plis".split()
)
_APPROVING = frozenset("good great fine perfect right true super exactly definitely absolutely".split())
_BEFORE_APPROVING = _SAYS_NOTHING | frozenset(
    "all thats that this everything looks seems sounds so far is very".split()
)
_LONGEST = max(phrase.count(" ") + 1 for phrase in _YES + _DO_IT + _NO)
_MAX_WORDS = 30
_MEANING = {**dict.fromkeys(_YES + _DO_IT, YesNo.YES), **dict.fromkeys(_NO, YesNo.NO)}


def _answers_in(spoken: list[str]) -> set[YesNo]:
    """The answers that the phrases of ``spoken`` give, longer phrases first: "not right" is no yes.

    Words of approval say yes only where a text begins or after another answer: "have a good one" says nothing.
    """
    answers, position, begins = set(), 0, True
    while position < len(spoken):
        for length in range(min(_LONGEST, len(spoken) - position), 0, -1):
            phrase = " ".join(spoken[position : position + length])
            if phrase in _MEANING and (begins or phrase not in _APPROVING):
                answers.add(_MEANING[phrase])
                position, begins = position + length, True
                break
        else:
            begins = begins and spoken[position] in _BEFORE_APPROVING
            position += 1
    return answers


def is_phrase(spoken: list[str]) -> bool:
    """Whether ``spoken`` (plain words) is as a whole one of the phrases of several words: "that's correct"."""
    return len(spoken) > 1 and " ".join(spoken) in _MEANING


def read(text: str) -> YesNo:
    """What ``text`` says. "Yes" and "no" at once, a question back and anything else are ``UNCLEAR``. Takes any ``str``."""
    cleaned = clean(text)
    spoken = words(cleaned)
    if _SAYS_NOTHING.issuperset(spoken):
        signs = {_SIGNS[char] for char in cleaned if char in _SIGNS}
        return signs.pop() if len(signs) == 1 else YesNo.UNCLEAR
    if len(spoken) > _MAX_WORDS or "?" in cleaned:
        return YesNo.UNCLEAR
    answers = _answers_in(spoken)
    if YesNo.YES in answers and not _HEDGES.isdisjoint(spoken):
        return YesNo.UNCLEAR
    return answers.pop() if len(answers) == 1 else YesNo.UNCLEAR


def adds_nothing(text: str) -> bool:
    """Whether ``text`` says that there is nothing to say: "no thanks", "none". Takes any ``str``."""
    spoken = words(text)
    return bool(spoken) and _ADDS_NOTHING.issuperset(spoken) and not _NOTHING.isdisjoint(spoken)


def confirms(text: str) -> bool:
    """Whether ``text`` says that an answer is right as it stands: "yes, change it" does not. Takes any ``str``."""
    spoken = f" {' '.join(words(text))} "
    return read(text) is YesNo.YES and not any(f" {phrase} " in spoken for phrase in _DO_IT)
