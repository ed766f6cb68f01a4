"""The property's address on one line: "123 example street derby de11jx" is ``"123 Example Street, Derby"``.

At most 100 characters (the guide's table of fields). A postcode inside is split off into ``also``. Capitals that are missing are
put in; those that are there stay, unless all of it is upper case.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from conversations.answers import address_words as known
from conversations.answers import bedrooms, contacts, postcode, property_type, smalltalk
from conversations.answers.numbers import WORDS
from conversations.answers.reading import Reading, Refused, Unclear, Understood, Value
from conversations.answers.text import capitalised, clean, lines, plain, same_case, without_symbols, words
from conversations.lead import ADDRESS_MAX

_HOUSE_NUMBER = re.compile(
    r"^(?:(?:flat|apartment|apt|unit)\s+\w+\s+)?(?:no\.?\s*)?\d+\s?[a-z]?(?:\s?[-/&]\s?\d+\s?[a-z]?)?\s+", re.IGNORECASE
)


class Reason(StrEnum):
    """Why a text is not taken as an address."""

    EMPTY = "address.empty"
    TOO_SHORT = "address.too_short"
    TOO_LONG = "address.too_long"
    EMAIL = "address.email"
    PHONE = "address.phone"
    ONLY_POSTCODE = "address.only_postcode"
    NO_STREET = "address.no_street"
    NO_NUMBER = "address.no_number"
    NOT_AN_ADDRESS = "address.not_an_address"
    CORRECTED = "address.corrected"


_INTRODUCTION = re.compile(
    r"^(?:(?:hi|hiya|hello|hey|yes|yeah|ok|okay|sure|thanks|well|so|oh|er+m*|um+|uh|right|sorry|tak|dzień dobry|helo"
    r"|ie)\b[\s,.!]*)*"
    r"(?:(?:my|our|the|full|property'?s?|house|home|postal|address|flat) ){0,3}?(?:(?:address|property|house|home"
    r"|flat|place)"
    r"(?: is| are|'s|:| -|=)+(?: (?:at|on|in))?|(?:i|we) live (?:at|on|in)|(?:i'?m|i am|we'?re|we are) (?:at|on|in)"
    r"|it'?s (?:at|on)|it is (?:at"
    r"|on)|it'?s|it is"
    r"|located at|address|(?:mój )?adres(?: nieruchomości)?(?: to|:)|mieszkam (?:na|przy|w|pod)|adres"
    r"|(?:fy nghyfeiriad(?: i)?|(?:y )?cyfeiriad(?: yr eiddo)?) (?:yw|ydy|ydi)|(?:dw|rydw) i'?n byw yn"
    r"|cyfeiriad:?)(?=[\s:,=-])[\s:,=-]*"
    r"|^(?:(?:my|our|the) )?(?:late )?(?:mum|mam|mother|dad|father|parent|nan|gran|grandparent|aunt|uncle|brother|sister)s?'?s?"
    r"(?: old)? (?:house|home|place|flat|property|bungalow)[\s:,-]+(?=\d)"
    r"|^(?:(?:my|our|the) )?(?:house|home|property|place) (?:at|on)[\s:,-]+(?=\d)"
    r"|^(?:(?:hi|hiya|hello|hey|yes|yeah|ok|okay|sure|thanks|well|so|oh|er+m*|um+|uh|right|sorry)\b[\s,.!]*)+"
    r"(?=\d|(?:flat|apartment|apt|unit|plot|the)\b)",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:[\s,.!-]+(?:thanks|thank you|thankyou|please|pls|cheers|ta|x{1,3}|dzi[ęe]kuj[ęe]|prosz[ęe]|diolch|plis|sorry))+[\s.!]*$",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"[\s,.;-](?:sorry|wait|oops|actually|i mean|i meant|make that|scrap that|przepraszam|znaczy|sori)\b"
    r"(?:[\s,.!-]+(?:no|not|sorry|wait|its|it's|number|that|nie|na)\b){0,4}[\s,.!-]+(?=[0-9])",
    re.IGNORECASE,
)
"""What stands between an address and a better one: "12 High Street, sorry, 14"."""
_ANY_NUMBER = re.compile(r"\b[0-9]+[a-z]?\b", re.IGNORECASE)
_ONLY_NUMBER = re.compile(r"[0-9]+ ?[a-z]?", re.IGNORECASE)
_COUNTRY = re.compile(r",? (?:uk|u\.k\.?|united kingdom|great britain|gb)$", re.IGNORECASE)
_COMMA = re.compile(r"(?<!\s)\s*+[,;](?:\s*+[,;])*+\s*+")
_PLAINLY = re.compile(
    rf"[0-9]+[a-z]?,? (?:[^\W\d_]+ ){{1,2}}(?:{'|'.join(sorted(known.STREETS_THAT_END))})\b", re.IGNORECASE
)
"""A number and a street, whatever its name: "1 Why Lane"."""
_ASIDE = re.compile(
    r",? (?:that'?s|it'?s|which is) (?:my|our|where|what|for|not|moj\w*|nasz\w*) [^\d,]*$"
    r"|, (?:(?:we'?re|i'?m|but|and|currently|just|been|still) )*"
    r"(?:moving|selling|letting|renting|looking|thinking|hoping|planning|leaving|vacant|empty|tenanted|needs?|wants?)\b[^\d,]*$",
    re.IGNORECASE,
)
"""What is said of a home after its address: "12 High Street, moving out in March"."""
_LACKING_NUMBER = re.compile(
    r"(?:(?:no|nope|yes|sorry|oh|oops|it'?s|it is|that'?s|the|house|number|nr|nie|to|numer|na|rhif|domu|t[yŷ])[ ,.:]{1,2}){0,5}"
    r"(?P<number>[0-9]{1,4} ?[a-z]?)",
    re.IGNORECASE,
)
"""The number of a house by itself: "no, it's number 12"."""
_NUMBER_APART = re.compile(r"^([0-9]+[a-z]?), ?(?=[^\W\d_])", re.IGNORECASE)
"""A house's number with a comma after it: "123, Example Street"."""
_WHEREABOUTS = re.compile(
    r"\b(?:next (?:door )?to|opposite|behind|across from|in front of|round the corner from) (?:the|a|an|my|our)\b",
    re.IGNORECASE,
)
"""Where a house stands, which is no address: "the house next to the church"."""
_ABOVE = re.compile(
    r"\b(?:flat|apartment|maisonette|rooms?|mieszkanie|fflat) (?:above|over|nad|uwchben) ", re.IGNORECASE
)
"""A flat told by what is below it: "flat above the chip shop on High Street"."""
_SAME_AS = re.compile(
    r"(?:the |on the |in the )?same (?:street|road|lane|place|house|address|building|block)\b", re.IGNORECASE
)
"""An address told by another: "same street as the school"."""
_HOME_IN_TOWN = re.compile(
    r"(?:an? |the |my |our |this )?(?:house|flat|home|place|property|bungalow|cottage|semi|terrace|apartment|maisonette|dom"
    r"|mieszkanie|ty|tŷ"
    r"|fflat) (?:in|near|at|outside|w|we|yn|ym|ger) [^\d,]{2,40}",
    re.IGNORECASE,
)
"""A home and its town: "house in Derby"."""
_COUNTED_HOME = re.compile(
    r"\w+ (?:double )?bed(?:s|room|rooms|roomed)? (?:(?:end|mid|of|semi|link|town|new|build) ?)*"
    r"(?:terraced?|detached|semi|flat|house|bungalow|cottage|apartment|maisonette|home|property|mews|villa"
    r"|studio)?(?: house| home)?"
)
"""A home as the market describes it: "2 bedroom terrace"."""
_POSTCODE_LIKE = re.compile(r"\b[A-Za-z]{1,2}[0-9oi][A-Za-z0-9]? ?[0-9oil][A-Za-z]{2}\Z", re.IGNORECASE)
_EDGES = " ,.;:!-\"'"
_MAX_READ = 400
_TWENTY = 20
_NAMED_HOUSE = 3
"""Words that a house's name and its street have at least, less one."""
_UNIT_BEFORE = re.compile(
    r"^((?:flat|apartment|apt|unit|room|fflat|mieszkanie) (?:[0-9]+[a-z]?|[a-z]))(?= [0-9])", re.IGNORECASE
)
_LOWER_WORD = re.compile(r"(?<![^\s,])[^\W\d_A-Z]{2,30}(?![\w'’-])")
"""A word in lower case; where others have capitals, it was typed in a hurry."""
_SAID_AT = re.compile(
    r",? (?:it'?s|it is|that'?s|which is|which'?s|that is) (?:all |right |over |up |down )?(?:in|near)(?: the)? (?=[^\W\d_])",
    re.IGNORECASE,
)
"""What stands before a town in a sentence: "7 Poplar Grove, it's in Belper"."""
_HOUSE_IN_WORDS = re.compile(
    rf"^(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]?)?"
    rf"(?P<unit>{'|'.join(word for word, value in WORDS.items() if 0 < value < _TWENTY and word.isascii())})?"
    r"(?P<letter> ?[a-d])? (?=(?P<name>[^\W\d_]{2,30}) [^\W\d_])",
    re.IGNORECASE,
)
"""A house's number in words before a street: "twelve Mill Lane"."""
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_COUNTS_ITSELF = frozenset({"mile", "acre", "acres", "way", "ways", "ash", "oak", "foot", "penny"})
"""What a number in a street's own name counts: "Two Mile Lane"."""
_WORD = re.compile(r"[^\s,()/]+")
_MARKUP = re.compile(r"https?:|www\.|[<>{}\\|=*^~$%]|\[|\]")
_NUMBERED = re.compile(
    r"(?:^|[\s,/-])(?:no\.? ?)?[0-9]+[a-z]?(?:[-/][0-9]+[a-z]?)?[\s,]+(?:the )?([^\W\d_][\w'.-]+)", re.IGNORECASE
)


def valid(value: object) -> bool:
    """Whether ``value`` is one printable line within the guide's 100 characters."""
    return isinstance(value, str) and 3 <= len(value) <= ADDRESS_MAX and value.strip() == value and value.isprintable()


def _corrected(first: str, last: str) -> Reading:
    """Read an address that was taken back in the same breath; ``last`` is a number or a whole address, and is asked about."""
    if _ONLY_NUMBER.fullmatch(last):
        last = _ANY_NUMBER.sub(last, first, count=1)
    reading = read(last)
    return Unclear(Reason.CORRECTED, (reading,)) if isinstance(reading, Understood) else reading


def read(text: str) -> Reading:
    """``text`` as an address on one line, a postcode in it in ``also``.

    A street without a number or name of the house is ``Unclear`` and may be kept.
    """
    joined = without_symbols(", ".join(lines(text)))
    bare = _COMMA.sub(", ", joined).strip(_EDGES)
    if not bare:
        return Refused(Reason.EMPTY)
    if bare.endswith("?") or _MARKUP.search(bare) or smalltalk.kind(bare):
        return Refused(Reason.NOT_AN_ADDRESS)
    if len(bare) > _MAX_READ:
        return Refused(Reason.TOO_LONG)
    bare = _SAID_AT.sub(", ", bare)
    if (taken_back := _TAKES_BACK.search(bare)) and _ANY_NUMBER.search(bare[: taken_back.start()]):
        return _corrected(bare[: taken_back.start()], bare[taken_back.end() :])
    introduced = _INTRODUCTION.sub("", _INTRODUCTION.sub("", bare, count=1), count=1)
    if (aside := _ASIDE.search(introduced)) and _PLAINLY.match(introduced[: aside.start()]):
        introduced = introduced[: aside.start()]
    body, also = contacts.split(_COURTESY.sub("", introduced) or bare)
    if also:  # what stood between them and the address begins it now
        body = _INTRODUCTION.sub("", body) or body
    body = _COUNTRY.sub("", body) or body
    if problem := _left_out(bare, body, also):
        return Refused(problem)
    if problem := _problem(body):
        return Refused(problem)
    value = _tidied(_HOUSE_IN_WORDS.sub(_in_figures, body))
    if len(value) > ADDRESS_MAX:
        return Refused(Reason.TOO_LONG)
    if not valid(value):
        return Refused(Reason.TOO_SHORT)
    understood = Understood(value, also=also)
    return Unclear(Reason.NO_NUMBER, (), keep=understood) if _lacks_number(value) else understood


def as_typed(text: str) -> Understood | None:
    """Return an address that the reader refused as it was typed, a postcode in it in ``also``."""
    bare = _COMMA.sub(", ", without_symbols(", ".join(lines(text)))).strip(_EDGES)
    body, also = contacts.split(bare)
    asks = bare.endswith("?") or "@" in body or _MARKUP.search(bare) is not None
    value = _tidied(body) if body else ""
    return Understood(value, also=also) if valid(value) and not asks and any(map(str.isalpha, value)) else None


def complete(partial: str, text: str) -> Reading:
    """``text`` as the number or the name of the house that ``partial``, a street, lacks; or as a whole address."""
    said = clean(text).strip(_EDGES)
    if number := _LACKING_NUMBER.fullmatch(said):
        return read(f"{number['number'].replace(' ', '').upper()} {partial}")
    alone = read(text)
    named = isinstance(alone, Understood) and not alone.also and "," not in said and len(said.split()) <= _NAMED_HOUSE
    if named and known.STREETS_THAT_END.isdisjoint(words(said)) and not any(map(str.isdigit, said)):
        return read(f"{said}, {partial}")
    return alone


def _left_out(bare: str, body: str, also: dict[str, Value]) -> Reason | None:
    """Why there is no address left beside the contacts in a text, if there is none."""
    if "@" in body:
        return Reason.EMAIL
    if not words(body) or plain(body) in known.LABELS:
        # The first key is the first that was looked for: an email says more than the number beside it.
        missing = {"email": Reason.EMAIL, "phone": Reason.PHONE, "postcode": Reason.ONLY_POSTCODE}
        return next((missing[key] for key in also), Reason.TOO_SHORT)
    if sum(map(str.isdigit, body)) >= 9 and not any(map(str.isalpha, body)):
        return Reason.PHONE
    if len(bare) <= 9 and bare[0].isalpha() and isinstance(postcode.read(bare), Understood | Unclear):
        return Reason.ONLY_POSTCODE
    return None


def _problem(body: str) -> Reason | None:
    """Why ``body`` (no postcode in it) is no address, or ``None`` where it may be one."""
    spoken = words(body)
    if (known.SENTENCE.intersection(spoken) and not _PLAINLY.match(body)) or smalltalk.kind(body):
        return Reason.NOT_AN_ADDRESS
    letters = sum(map(str.isalpha, body))
    if len(body) < 5 or letters < 3:
        return Reason.TOO_SHORT
    if _COUNTED_HOME.fullmatch(" ".join(spoken)):
        return Reason.NOT_AN_ADDRESS
    if all(word in known.GENERIC for word in spoken):
        return Reason.NO_STREET if spoken[0] == "the" else Reason.NOT_AN_ADDRESS
    street = any(word in known.STREETS for word in spoken[1:]) or any(word in known.HOUSES for word in spoken)
    if not street and _answers_another_question(body):
        return Reason.NOT_AN_ADDRESS
    if _SAME_AS.match(body):
        return Reason.NO_STREET
    if _HOME_IN_TOWN.fullmatch(body) and not any(word in known.STREETS_THAT_END for word in spoken):
        return Reason.NO_STREET
    if _WHEREABOUTS.search(body) and not any(word in known.STREETS_THAT_END for word in spoken):
        return Reason.NO_STREET
    numbered = _NUMBERED.search(body)
    if numbered and len(numbered[1]) > 2 and plain(numbered[1]) not in known.UNITS:
        return None
    if street and len(spoken) > 1:
        return None
    parts = [part for part in body.split(", ") if len(part) > 2]
    return None if len(parts) > 1 and len(spoken) > 2 else Reason.NO_STREET


def _answers_another_question(body: str) -> bool:
    counted = bedrooms.read(body)
    kind = property_type.read(body)
    return (isinstance(counted, Understood) and "bed" in plain(body)) or (
        isinstance(kind, Understood) and len(words(body)) < 4 and not any(map(str.isdigit, body))
    )


def _lacks_number(value: str) -> bool:
    """Whether the address begins with a street and has no number anywhere: "High Street, Derby"."""
    first, *others = (words(each) for each in value.split(","))
    if not first:
        return False
    if _ABOVE.search(value) and not any(map(str.isdigit, value)):
        return True
    if (
        any(word in known.STREETS_THAT_END for other in others for word in other)
        and first[-1] not in known.STREETS_THAT_END
    ):
        return False  # "Orchard View, Mill Lane"
    street = any(word in known.STREETS_THAT_END for word in first[1:]) or first[-1] in known.STREETS
    # "Mill Lane" names no mill, "The Old Rectory, Church Lane" and "Rose Cottage Mill Lane" name houses.
    house = any(word in known.HOUSES and after not in known.STREETS for word, after in pairwise([*first, ""]))
    return (
        street
        and not any(map(str.isdigit, value))
        and not (house and len(first) > _NAMED_HOUSE and first[-1] not in known.HOUSES)
    )


def _in_figures(house: re.Match[str]) -> str:
    """A house's number in figures, unless it is the street's own: "Seven Sisters Road", "Four Lane Ends"."""
    counted = plain(house["name"])
    if not (house["tens"] or house["unit"]) or counted.endswith("s") or counted in _COUNTS_ITSELF | known.STREETS:
        return house[0]
    tens = 10 * (_TENS.index(house["tens"].lower()) + 2) if house["tens"] else 0
    unit = WORDS[plain(house["unit"])] if house["unit"] else 0
    return f"{tens + unit}{(house['letter'] or '').strip()} "


def _repaired_word(word: re.Match[str]) -> str:
    return word[0] if plain(word[0]) in known.ALWAYS_LOWER | {"to", "from", "for"} else capitalised(word[0])


def _tidied(body: str) -> str:
    """``body`` with commas where they can be known and, where its case says nothing, with capitals."""
    body = _NUMBER_APART.sub(r"\1 ", body)
    first, comma, rest = body.partition(",")
    body = f"{_with_commas(first)}{comma}{rest}"
    if not same_case(body):
        # What somebody adds in brackets is no part of the address's name.
        mended = capitalised(body if "(" in body else _LOWER_WORD.sub(_repaired_word, body))
        return body if mended.isupper() else mended  # all in capitals would say nothing, and be read as something else
    value = _WORD.sub(lambda found: _capitalised(found[0], first=_begins_a_part(body, found.start())), body)
    code = _POSTCODE_LIKE.search(value)
    return value[: code.start()] + code[0].upper() if code and isinstance(postcode.read(code[0]), Unclear) else value


def _begins_a_part(body: str, start: int) -> bool:
    """Whether a word stands first in its part of the address, the number of the house aside: "4 The Green"."""
    before = body[max(0, start - 6) : start].split()
    return start < 2 or not before or before[-1].endswith(",") or before[-1][:1].isdigit()


def _with_commas(body: str) -> str:
    """A comma after "Flat 3B" before a number, and between a street and what follows it."""
    body = _UNIT_BEFORE.sub(r"\1,", body)
    tokens = body.split(" ")
    if plain(tokens[-1]).strip(".") in known.STREETS_THAT_END:
        return body
    for index in range(len(tokens) - 2, 0, -1):
        if plain(tokens[index]).strip(".") in known.STREETS_THAT_END:
            after = plain(tokens[index + 1])
            joined = known.GO_ON | known.HOUSES | known.STREETS
            if index >= 2 and after not in joined and not any(map(str.isdigit, after)):
                return " ".join([*tokens[:index], f"{tokens[index].rstrip(',')},", *tokens[index + 1 :]])
            break
    return body


def _capitalised(word: str, *, first: bool) -> str:
    """A word of an address in one case, with capitals as signs have them."""
    lower = word.lower().replace("i\u0307", "i")
    if lower in known.ALWAYS_UPPER:
        return lower.upper()
    if not first and lower in known.ALWAYS_LOWER:
        return lower
    if re.fullmatch(r"[0-9]+[a-z]|[a-z]{1,2}[0-9]{1,2}[a-z]?", lower):
        return lower.upper()
    if re.match(r"[0-9]", lower):
        return lower
    return "-".join(_capital(part, inside=index > 0) for index, part in enumerate(lower.split("-")))


def _capital(part: str, *, inside: bool) -> str:
    """One part of a hyphenated word: "Stoke-on-Trent", "O'Connell", "McDonald"."""
    if inside and part in known.ALWAYS_LOWER:
        return part
    head, apostrophe, tail = part.partition("'")
    if apostrophe and len(head) == 1 and len(tail) > 2:
        return f"{capitalised(head)}'{capitalised(tail)}"
    if part.startswith("mc") and len(part) > 4:
        return f"Mc{capitalised(part[2:])}"
    return capitalised(part)


def street_of(value: str) -> str:
    """The street and town of an address, without what names the house: for what others may get to see.

    ``"Flat 3B, 12 High Street, Derby"`` is ``"High Street, Derby"``. Empty if no street can be told from a house's name.
    """
    kept: list[str] = []
    for part in value.split(","):
        bare = _HOUSE_NUMBER.sub("", part.strip())
        spoken = words(bare)
        names_street = any(word in known.STREETS for word in spoken) and not spoken[0].isdigit()
        if kept or names_street:
            kept.append(bare)
    return ", ".join(part for part in kept if not any(character.isdigit() for character in part))
