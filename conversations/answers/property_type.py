"""The property's type, in the guide's four values or ``"other"``, which is sent without one.

The table "Edge cases that British people bring" in the conversation's design is the source of what is asked back.
"""

from __future__ import annotations

import re
from enum import StrEnum

from rapidfuzz import fuzz, process

from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.spelling import repaired
from conversations.answers.text import words
from conversations.lead import PropertyType


class Reason(StrEnum):
    """Why a text is not taken as a property type."""

    EMPTY = "property_type.empty"
    NOT_UNDERSTOOD = "property_type.not_understood"
    WHICH_KIND = "property_type.which_kind"
    LINK_DETACHED = "property_type.link_detached"
    STUDIO = "property_type.studio"
    UNUSUAL = "property_type.unusual"
    SEVERAL = "property_type.several"


OTHER = "other"
"""None of the guide's four: the lead goes without a type, the particulars in its notes."""

_DETACHED, _SEMI, _TERRACED, _FLAT = (str(kind) for kind in PropertyType)
_VALUES = frozenset({_DETACHED, _SEMI, _TERRACED, _FLAT, OTHER})

# Phrases in plain words. Longer ones are looked for first and taken out, so that "semi detached" is not "detached".
_KINDS: dict[str, str] = {
    "semi detached": _SEMI, "semidetached": _SEMI, "semi det": _SEMI, "semidet": _SEMI,
    "semi d": _SEMI, "semis": _SEMI, "semi": _SEMI,
    "half of a house": _SEMI, "blizniak": _SEMI, "ty par": _SEMI, "ty semi": _SEMI, "pol blizniaka": _SEMI,
    "end of terrace": _TERRACED, "end terrace": _TERRACED, "end of terraced": _TERRACED, "end terraced": _TERRACED,
    "mid terrace": _TERRACED, "mid terraced": _TERRACED, "terraced": _TERRACED, "terrace": _TERRACED, "terraces": _TERRACED,
    "back to back": _TERRACED, "row house": _TERRACED, "szeregowiec": _TERRACED, "szeregowy": _TERRACED,
    "szeregowka": _TERRACED, "w zabudowie szeregowej": _TERRACED, "ty teras": _TERRACED, "teras": _TERRACED,
    "ty rhes": _TERRACED,
    "rhes": _TERRACED, "pen rhes": _TERRACED, "ty pen": _TERRACED, "canol rhes": _TERRACED,
    "w szeregu": _TERRACED, "skrajny szereg": _TERRACED, "szereg": _TERRACED,
    "zabudowa szeregowa": _TERRACED, "szeregowa": _TERRACED, "szeregowe": _TERRACED, "szeregowej": _TERRACED, "segment": _TERRACED,
    "detached": _DETACHED, "fully detached": _DETACHED, "stand alone": _DETACHED, "standalone": _DETACHED,
    "wolnostojacy": _DETACHED, "wolno stojacy": _DETACHED, "ty ar wahan": _DETACHED, "ar wahan": _DETACHED,
    "ty ar ei ben ei hun": _DETACHED, "ar ei ben ei hun": _DETACHED, "ty sengl": _DETACHED,
    "flat maisonette": _FLAT, "flat or maisonette": _FLAT, "flat": _FLAT, "flats": _FLAT, "apartment": _FLAT, "apt": _FLAT,
    "maisonette": _FLAT, "penthouse": _FLAT, "condo": _FLAT, "duplex": _FLAT, "mieszkanie": _FLAT, "apartament": _FLAT,
    "fflat": _FLAT, "tenement": _FLAT, "granny flat": _FLAT,
    "dwupoziomowe": _FLAT, "rhandy": _FLAT,
    "house converted into flats": _FLAT,
}  # fmt: skip

_STYLES = (
    "town house", "townhouse", "coach house", "mews house", "mews", "chalet bungalow", "dormer bungalow", "bungalow",
    "bungalows", "cottage", "farmhouse", "farm house", "barn conversion", "converted barn", "barn", "new build",
    "villa", "house", "houses", "home", "chalet", "domek", "dom", "byngalo", "bwthyn", "ty", "cottages",
    "dom parterowy", "parterowy", "ffermdy", "ty fferm",
)  # fmt: skip
_NOT_WORTH_A_NOTE = frozenset({"house", "houses", "home", "dom", "domek", "ty", "new build"})
_ENGLISH = {"byngalo": "bungalow", "bwthyn": "cottage", "townhouse": "town house", "bungalows": "bungalow", "dom": "house",
            "domek": "house", "ty": "house", "houses": "house", "cottages": "cottage", "farm house": "farmhouse",
            "ty fferm": "farmhouse", "dom parterowy": "bungalow", "parterowy": "bungalow", "ffermdy": "farmhouse",
            "fferm": "farm", "carafan": "caravan", "przyczepa": "caravan", "cartref symudol": "mobile home",
            "dom mobilny": "mobile home", "barka": "barge"}  # fmt: skip
"""What a note says, for an agent to read."""

_UNUSUAL = (
    "park home", "mobile home", "static caravan", "houseboat", "house boat", "narrowboat", "narrow boat",
    "canal boat", "hmo", "house share", "shared house", "house in multiple occupation", "shop", "pub", "hotel",
    "guest house", "bed and breakfast", "commercial", "care home", "retirement home", "block of flats", "tiny house",
    "shepherds hut", "student halls", "oast house", "cartref symudol", "dom mobilny",
)  # fmt: skip
"""What no type of the guide's fits, whatever is said beside it."""

_UNUSUAL_ALONE = (
    "office", "offices", "warehouse", "industrial", "land", "plot", "garage", "farm", "castle", "lighthouse",
    "windmill", "church", "chapel", "yurt", "lodge", "caravan", "boat", "barge", "static", "fferm", "carafan", "przyczepa", "barka",
)  # fmt: skip
"""The same, but only by themselves: a semi with a garage, by the church, is a semi."""

_LINKED = ("link detached", "linked detached", "link det")
_NONE_OF_THEM = ("something else", "other", "none of these", "none of them", "none of those", "something different", "inny",
                 "inne", "cos innego", "rhywbeth arall", "arall",
                 "dim un or rhain", "zadne z tych", "zadne z nich", "zaden z nich")  # fmt: skip
_STUDIO = ("studio", "bedsit", "bed sit", "kawalerka", "stiwdio")
_WITHIN = frozenset({"in", "above", "over", "within", "of", "on", "conversion", "inside"})
_NEGATIONS = frozenset({"not", "isnt", "no", "nor", "neither", "dont", "never", "nie", "nid"})

_KNOWN = frozenset(" ".join([*_KINDS, *_STYLES, *_UNUSUAL, *_UNUSUAL_ALONE, *_STUDIO]).split())
_SPELLING = (
    "semidetached",
    "detached",
    "terraced",
    "terrace",
    "maisonette",
    "apartment",
    "bungalow",
    "cottage",
    "penthouse",
    "houseboat",
)
_VOCABULARY = frozenset(
    """semi flat terrace terraced detached semidetached townhouse cottage bungalow maisonette apartment duplex penthouse farmhouse
    mieszkanie apartament blizniak szeregowiec szeregowy szeregowka wolnostojacy domek kawalerka fflat teras byngalo bwthyn
    stiwdio studio bedsit""".split()
)
_SLIPS = {
    "flatt": "flat", "falt": "flat", "flt": "flat", "appartment": "apartment", "det": "detached", "smei": "semi",
    "seme": "semi", "sami": "semi", "demi": "semi", "simi": "semi", "hse": "house", "hous": "house", "huose": "house",
    "ter": "terraced", "terr": "terraced", "mais": "maisonette", "semie": "semi",
    "sem": "semi", "sei": "semi", "smi": "semi", "emi": "semi", "aemi": "semi",
    "fla": "flat", "fllat": "flat", "dlat": "flat", "semmi": "semi", "flaat": "flat",
}  # fmt: skip
_DESCRIBED = (
    (re.compile(r"\b(?:not|isnt|nothing) (?:attached|joined|connected|joining)(?: on)?(?: to (?:any\w*|another|a|the neighbours?)"
                r"(?: other)?(?: house| property| side)?)?(?: else)?\b"
                r"|\b(?:stands|standing) (?:alone|on its own|by itself)\b"),
     "detached"),
    (re.compile(r"\b(?:attached|joined|connected)(?: (?:on|at|to))? (?:one|1) (?:side|end|neighbour|other house|house)\b"), "semi"),
    (re.compile(r"\b(?:attached|joined|connected)(?: (?:on|at))? both (?:sides|ends)\b"
                r"|\b(?:in )?(?:the )?middle (?:one |house |home )?(?:of|in) (?:an?|the|our|[0-9]+|two|three|four) ?(?:small "
                r"|short |long )?"
                r"(?:row|terrace|block|line|houses)?\b|\b(?:one )?(?:of|in) a (?:row|line) of (?:[0-9]+|\w+)?(?: houses| cottages)?"
                r"|\b(?:houses?|neighbours) (?:on )?(?:both|either) sides?\b|\bdomy? z obu stron\b"),
     "terraced"),
    (re.compile(r"\b(?:sharing|shares?|share) (?:one|a|1) (?:party )?wall\b|\bneighbours? on one side\b"
                r"|\bwspolna sciana\b"), "semi"),
    (re.compile(r"\b(?:no|zero) (?:shared|joining|adjoining|party) (?:walls?|neighbours?)\b|\bon its own plot\b"
                r"|\b(?:ar ben (?:ei|i) hun|ar ei phen ei hun)\b"), "detached"),
)  # fmt: skip
"""What a kind looks like, for those who do not know what it is called."""
_UP_A_BLOCK = re.compile(
    r"\b(?:(?:ground|first|second|third|fourth|fifth|top|upper|lower|[0-9]+(?:st|nd|rd|th)) floor|tower block|high ?rise"
    r"|blok|bloku|blokach|kamienic\w*|(?:[0-9]+|pierwsz\w+|drug\w+|trzeci\w+|czwart\w+|ostatni\w+) pietr\w*|pietr\w+ [0-9]+"
    r"|parter|parterze"
    r"|llawr (?:cyntaf|gwaelod|uchaf|isaf|ucha|cynta))\b"
)
"""One floor of a house with several, which is a flat if nothing else is said."""
_LACKS = re.compile(
    r"\b(?:with |ond |ale )?(?:no|without|bez|heb|dim) (?:\w+ )?(?:lifts?|garages?|gardens?|parking|drive(?:way)?|chain|balcony"
    r"|basement|cellar|stairs|extensions?|conservatory|windy|ogrod\w+|garaz\w+|balkonu|lifft|gardd|ardd|garej|parcio)\b"
)
"""What a home does without, which says nothing against its kind: "flat, no lift"."""
_NOT_SURE = re.compile(
    r"\b(?:not (?:really |quite |100 )?sure|dont know|not certain|unsure|nie wiem|nie jestem pew\w+"
    r"|ddim yn siwr)\b"
)
"""Doubt, which denies nothing."""
_DIFFERENCE = re.compile(r"\b(?:differences?|differs?|rozni|roznica|gwahaniaeth)\b")
"""Asks what the kinds are, rather than saying which one it is."""
_MAX_WORDS = 40


def valid(value: object) -> bool:
    """Whether ``value`` is one of the guide's property types, or ``"other"``."""
    return isinstance(value, str) and str(value) in _VALUES


def _spelt(word: str) -> str:
    """``word`` with a slip repaired, where it is near one of the words of this question."""
    if word in _SLIPS:
        return _SLIPS[word]
    if len(word) < 6 or word in _KNOWN or word in {"attached", "terracotta", "detach"}:
        return word
    near = process.extractOne(word, _SPELLING, scorer=fuzz.ratio, score_cutoff=80)
    return near[0] if near else word


class _Phrases:
    """Plain words from which phrases are taken out as they are recognised."""

    def __init__(self, spoken: list[str]) -> None:
        self._spoken = self.text = f" {' '.join(spoken)} "

    def take(self, phrases: tuple[str, ...]) -> list[str]:
        """The ``phrases`` that occur, in the order of the text; what a longer one took no shorter one takes again."""
        found = []
        for phrase in sorted(phrases, key=len, reverse=True):
            if f" {phrase} " in self.text:
                self.text = self.text.replace(f" {phrase} ", " | ")
                found.append(phrase)
        return sorted(found, key=lambda phrase: self._spoken.find(f" {phrase} "))


def _described(spoken: str) -> str:
    """``spoken`` with the descriptions in it replaced by the kinds they describe."""
    for description, kind in _DESCRIBED:
        spoken = description.sub(kind, spoken)
    return spoken


def _likely(note: str) -> tuple[Understood, ...]:
    """The kinds to choose from for a word that is none of them."""
    return tuple(Understood(kind, note=note) for kind in (_DETACHED, _SEMI, _TERRACED))


def _first_flat_within(spoken: str) -> bool:
    """Whether a flat is said to be in something: "a flat in a terraced house" is a flat."""
    tokens = spoken.split()
    flats = [i for i, token in enumerate(tokens) if _KINDS.get(token) == _FLAT]
    return bool(flats) and any(token in _WITHIN for token in tokens[flats[0] + 1 : flats[0] + 3])


def read(text: str) -> Reading:
    """``text`` as a property type; what it says beyond the type ("bungalow") is in the note."""
    spoken = repaired([_spelt(word) for word in words(text)[: _MAX_WORDS + 1]], _VOCABULARY)
    if not spoken:
        return Refused(Reason.EMPTY)
    if len(spoken) > _MAX_WORDS or _DIFFERENCE.search(" ".join(spoken)):
        return Refused(Reason.NOT_UNDERSTOOD)
    phrases = _Phrases(_described(_LACKS.sub(" ", _NOT_SURE.sub(" ", " ".join(spoken)))).split())
    spoken = phrases.text.split()
    linked = phrases.take(_LINKED)
    unusual = phrases.take(("block of flats",))
    kinds = list(dict.fromkeys(_KINDS[phrase] for phrase in phrases.take(tuple(_KINDS))))
    studio = phrases.take(_STUDIO)
    styles = phrases.take(_STYLES) if not _any_of(phrases.text, _UNUSUAL) else []
    unusual += phrases.take(_UNUSUAL)
    if not kinds and not styles and not studio:
        unusual += phrases.take(_UNUSUAL_ALONE)
    unusual = [_ENGLISH.get(phrase, phrase) for phrase in unusual]
    note = ", ".join(_ENGLISH.get(style, style) for style in styles if style not in _NOT_WORTH_A_NOTE)

    if _NEGATIONS.intersection(spoken) and (kinds or styles):
        return _despite_negation(spoken, kinds, note)
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
    """What names no kind of property: a floor of one, or none of the kinds."""
    if floor := _UP_A_BLOCK.search(said):
        return Understood(_FLAT, note=floor[0] if "floor" in floor[0] else "")
    return Understood(OTHER) if phrases.take(_NONE_OF_THEM) else Refused(Reason.NOT_UNDERSTOOD)


def _despite_negation(spoken: list[str], kinds: list[str], note: str) -> Reading:
    left = _not_denied(spoken) if len(kinds) > 1 else []
    return Understood(left[0], note=note) if len(left) == 1 else Unclear(Reason.WHICH_KIND, _others(kinds))


def _not_denied(spoken: list[str]) -> list[str]:
    """The kinds of a sentence but for the one right after its "not": "semi, not detached"."""
    at = next(index for index, word in enumerate(spoken) if word in _NEGATIONS)
    after = _Phrases([word for word in spoken[at + 1 :] if word not in {"a", "an", "the", "really", "actually"}])
    first = next(
        (phrase for phrase in sorted(_KINDS, key=len, reverse=True) if after.text.startswith(f" {phrase} ")), ""
    )
    rest = after.text[len(first) + 1 :]
    if not first or rest.strip().startswith(("or ", "nor ", "ani ", "na ", "neu ")):
        return []
    kept = _Phrases([*spoken[:at], "|", *rest.split()]).take(tuple(_KINDS))
    return list(dict.fromkeys(_KINDS[phrase] for phrase in kept))


def _any_of(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a phrase of several words occurs: "park home" is no "home"."""
    return any(" " in phrase and f" {phrase} " in text for phrase in phrases)


def _others(kinds: list[str]) -> tuple[Understood, ...]:
    return tuple(Understood(str(kind)) for kind in PropertyType if str(kind) not in kinds)
