"""Sell or let: "rent it out" is ``"landlord"``. The guide's two types for this endpoint: vendor and landlord."""

from __future__ import annotations

import re
from enum import StrEnum

from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.spelling import repaired
from conversations.answers.text import words
from conversations.lead import LeadType


class Reason(StrEnum):
    """Why a text is not taken as sell or let."""

    EMPTY = "sale_or_let.empty"
    NOT_UNDERSTOOD = "sale_or_let.not_understood"
    BOTH = "sale_or_let.both"
    UNDECIDED = "sale_or_let.undecided"
    NEGATED = "sale_or_let.negated"
    SEEKS_HOME = "sale_or_let.seeks_home"


_SALE = re.compile(
    r"\b(?:sell|sells|selling|seller|sale|sales|sold|vendor|resale|sel|seling|sellin|selln|selll|sale price|downsizing"
    r"|put it on the market|on the market|sellit|forsale|flog|flogging|(?:get|getting|want|wants|be) (?:shot|rid|shut) of"
    r"|sell up|ar werth|sprzedac"
    r"|sprzedaz|sprzedaje|sprzedam|sprzedamy|sprzedawal\w*|sprzedajemy|sprzedaza|sprzedawac|sprzedazy"
    r"|gwerthu|werthu|gwerthur|werthur|gwerthiant)\b"
)
_LET = re.compile(
    r"\b(?:let|lets|lett|letting|lettings|leting|lettin|rent|rents|rental|rentals|renting|rentin|rented|rant it out"
    r"|landlord|landlords"
    r"|landlady|landord|lanlord|landloard|tenant|tenants|tenancy|lease|leasing|leese|hire it out|rentitout|letitout"
    r"|rentout|tolet|wynajac|wynajem"
    r"|wynajme"
    r"|wynajmowac|najem|wynajmuje|wynajecia|wynajecie|czynsz|czynszu|landlordem|najemcy|najemce|najemcow|rhentu|rentu"
    r"|rhent|gosod|osod|gosod ar rent|landlort)\b"
)
_NOT_LETTING = re.compile(
    r"\b(?:let me|lets (?:see|go|start|do|say|get|begin)|let us|let you know|let u know|let them know)\b"
    r"|^(?:(?:ok|okay|right|so|well|yeah|yes|come on|oh|aye) )*lets "
    r"(?!out\b|it\b|my\b|our\b|the\b|to\b|rent|sell|both|please|pls)[a-z]+"
)
_AS_NOUN = re.compile(
    r"\b(sell|selling|sale of|letting|rent out|renting out|let) (?:my|our|a|an|the|this|its) (?:old |own )?"
    r"(?:buy to lets?|rental(?: property| flat| house| home)?|rented (?:property|flat|house|home)"
    r"|let property|tenanted (?:property|flat|house|home))\b"
)
_BUY_TO_LET = re.compile(r"\bbuy (?:to|2) lets?\b|\bbtl\b")
_SEEKS = re.compile(
    r"\b(?:buy|buying|buyer|purchase|purchasing|bought|kupic|kupno|prynu)\b"
    r"|\b(?:looking for|look for|find|searching for|need|want|like) (?:a|an|somewhere|some|to find)\b.{0,40}\b(?:rent"
    r"|let|live)\b"
    r"|\bafter (?:a|an|somewhere|some) .{0,40}\b(?:to (?:rent|let|buy)|for (?:rent|sale))\b(?! out)"
    r"|\blooking for (?:a|an|some\w*) .{0,40}\bto (?:rent|buy)\b(?! out)"
    r"|^(?:(?:hi|hello|hey|so|and) )*(?:(?:have|do) (?:you|u|ya)(?: guys)?(?: have| got)?|(?:is|are) there|got"
    r"|what(?:s| have you got| do you have)?)(?: (?:any|some|a|an|anything|something|available))*"
    r"(?: (?:nice|cheap|good|other|more|[0-9]|beds?|bedrooms?|flats?|houses?|homes?|property|properties|apartments?|bungalows?"
    r"|places?|rooms?))* (?:to (?:rent|let|buy)|for (?:rent|sale))\b(?! out)"
    r"|\b(?:want|need|looking|like|hoping|trying) to rent (?:a|an|somewhere|one|from)\b(?!.{0,40}\bout\b)"
    r"|\bszukam (?:\w+ )?(?:mieszkania|domu|pokoju|lokum|czegos)\b|\bchwilio am (?:dy|fflat|gartref|rywle|le)\b"
)
_EITHER_WAY = re.compile(
    r"^(?:(?:hi|hello|i|id|ill|we|wed|im|just|really|want|wants|wanna|need|looking|like|would|hoping|chce|chcialbym|chcialabym"
    r"|chcemy|dwi|dw|rwyn|eisiau|isio|isho|moyn) )+(?:to )?(?:rent|lease|wynajac|wynajmowac|rhentu)(?: please| pls"
    r"| prosze| plis)?$"
)
"""Whoever wants "to rent", full stop, may be a tenant or a landlord."""
_NEGATION = re.compile(
    r"\b(?:not|dont|do not|never|no longer|without|wont|isnt|cant|rather than|instead of|nie|ddim|nid)\b"
)
_ONLY = re.compile(r"\b(?:dim ond|tylko)\b")
"""What stands after "only" is meant, whatever was denied before."""
_NOT_ONLY = re.compile(r"\b(?:nie tylko|nid yn unig)\b")

_UNDECIDED = re.compile(
    r"\b(?:not sure|unsure|undecided|dont know|do not know|idk|dunno|havent decided|not decided|no idea|maybe|depends"
    r"|nie wiem|ddim yn gwybod|ddim yn siwr|dim syniad|dwn im)\b"
)
_WORTH = re.compile(
    r"\b(?:worth|value|valued|valuing|valuation|price|priced|estimate|ile warte|wartosc|wycena|gwerth"
    r"|curious|moving|move|remortgage|probate|inherited)\b"
)
_MONTHLY = re.compile(
    r"\b(?:(?<!in )(?<!once )(?:a|per|each|every) month|monthly|pcm|p ?m|miesiecznie|(?:za|na) miesiac|(?:y|bob|pob) mis)\b"
)
"""Money by the month is rent."""
_BOTH = re.compile(r"\b(?:both|either|any|whichever|oba|obie|jedno i drugie|y ddau)\b")

_FIRST = re.compile(r"(?:the |y )?(?:first|1st|former|pierwsz[ea]|cyntaf|gyntaf)(?: one| option| opcja| un)?")
_SECOND = re.compile(r"(?:the |yr )?(?:second|2nd|latter|drugi[ea]|ail)(?: one| option| opcja| un)?")
"""Of the two, in the order in which the question and its buttons name them."""
_VENDOR, _LANDLORD = Understood(str(LeadType.VENDOR)), Understood(str(LeadType.LANDLORD))
_MAX_WORDS = 80
_DENIED = re.compile(
    r"\b(?:not|no longer|rather than|instead of|(?:i |we )?(?:dont|do not|wont)(?: (?:really|actually))? (?:want|wanna"
    r"|wish|plan)(?: to)?"
    r"|nie(?: chce)?|ddim(?: eisiau| isio| yn)?|nid)(?: (?:a|for|to|na|i|ei|am|yn|the|be)){0,2} "
)
_ALSO_DENIED = re.compile(r"^\W*(?:\w+ )?(?:or|nor|and|ani|i|neu|na)\b")
_WORDS = frozenset(
    """sell selling sale sellit rent renting rental rentals rentitout letting lettings letitout landlord landlady tenant tenants
    sprzedaz sprzedac sprzedaje wynajem wynajac wynajme gwerthu gosod rhentu""".split()
)
"""What this question listens for, to tell slips by."""


def valid(value: object) -> bool:
    """Whether ``value`` is one of the lead types that the valuation endpoint takes."""
    return isinstance(value, str) and str(value) in {str(kind) for kind in LeadType}


def _sides(joined: str) -> tuple[Understood, ...]:
    """The sides that ``joined`` (plain words) speaks of, in the order in which it does."""
    sale, let = _SALE.search(joined), _LET.search(joined)
    if sale and let:
        return (_VENDOR, _LANDLORD) if sale.start() < let.start() else (_LANDLORD, _VENDOR)
    return (_VENDOR,) if sale else (_LANDLORD,) if let else ()


def _without_denied(joined: str) -> str:
    """``joined`` without the side that a "not" stands right before: "sell, not let" is "sell"."""
    for denial in _DENIED.finditer(joined):
        after = joined[denial.end() :]
        side = min(
            (found for found in (_SALE.match(after), _LET.match(after)) if found),
            default=None,
            key=lambda found: found.end(),
        )
        if side is not None and not _ALSO_DENIED.match(after[side.end() :]):
            return joined[: denial.start()] + after[side.end() :]
    return joined


def read(text: str, *, forgiving: bool = True) -> Reading:
    """``text`` as ``"vendor"`` (a sale estimate) or ``"landlord"`` (a rent estimate).

    ``forgiving`` is whether slips of the thumb are made good: not in a message that answers something else.
    """
    spoken = words(text)
    if not spoken:
        return Refused(Reason.EMPTY)
    if len(spoken) > _MAX_WORDS:
        return Refused(Reason.NOT_UNDERSTOOD)
    if forgiving and not _sides(" ".join(spoken)):
        spoken = repaired(spoken, _WORDS)
    if place := _FIRST.fullmatch(" ".join(spoken)) or _SECOND.fullmatch(" ".join(spoken)):
        return _VENDOR if place.re is _FIRST else _LANDLORD
    joined = _AS_NOUN.sub(r"\1 it", " ".join(spoken))
    joined = _NOT_ONLY.sub("", _NOT_LETTING.sub("", _BUY_TO_LET.sub("landlord", joined)))
    sides = _sides(joined)
    if _EITHER_WAY.match(joined):
        return Unclear(Reason.NEGATED, (_LANDLORD, _VENDOR))
    if len(sides) > 1 and (left := _sides(_without_denied(joined))) and len(left) == 1:
        sides = left
        joined = _without_denied(joined)
    if len(sides) != 1 and _UNDECIDED.search(joined):
        return Unclear(Reason.UNDECIDED, (_VENDOR, _LANDLORD))
    if _SEEKS.search(joined):
        return Unclear(Reason.SEEKS_HOME, sides) if sides and _SALE.search(joined) else Refused(Reason.SEEKS_HOME)
    if not sides:
        return _neither_named(joined)
    if (only := _ONLY.search(joined)) and len(meant := _sides(joined[only.end() :])) == 1:
        return meant[0]
    # "Not sure" denies nothing.
    decided = _UNDECIDED.sub("", joined)
    if negation := _NEGATION.search(decided):
        return Unclear(Reason.NEGATED, _meant_despite(decided, negation, sides))
    if len(sides) > 1:
        return Unclear(Reason.BOTH, (_VENDOR, _LANDLORD))
    return Unclear(Reason.UNDECIDED, (_VENDOR, _LANDLORD)) if _UNDECIDED.search(joined) else sides[0]


def _neither_named(joined: str) -> Reading:
    if _BOTH.search(joined):
        return Unclear(Reason.BOTH, (_VENDOR, _LANDLORD))
    if _MONTHLY.search(joined):
        return _LANDLORD
    # "What's it worth": to sell or to let is still open.
    return Unclear(Reason.UNDECIDED, (_VENDOR, _LANDLORD)) if _WORTH.search(joined) else Refused(Reason.NOT_UNDERSTOOD)


def _meant_despite(joined: str, negation: re.Match[str], sides: tuple[Understood, ...]) -> tuple[Understood, ...]:
    """The likely side of a sentence with a "not" in it: the one that the "not" does not stand before."""
    denied = _sides(joined[negation.end() :])[:1]
    left = tuple(side for side in sides if side not in denied)
    return left or tuple(side for side in (_VENDOR, _LANDLORD) if side not in denied)
