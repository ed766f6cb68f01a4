"""Address of the property on one line: "123 example street derby de11jx" is ``"123 Example Street, Derby"``.

At most 100 characters (the guide's table of fields). A postcode in it is split off into ``also``. Missing capitals are added;
existing ones stay, unless the whole text is in upper case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import partial
from itertools import pairwise

from conversations.answers import address_parts, bedrooms, contacts, postcode, property_type, smalltalk
from conversations.answers import address_words as known
from conversations.answers.address_parts import (
    SAYS_NOTHING,
    SENTENCE,
    Token,
    is_count,
    is_of_sentence,
    is_other_answer,
    is_talk,
    segments,
    tokens,
    unit,
)
from conversations.answers.numbers import WORDS
from conversations.answers.reading import Reading, Refused, Unclear, Understood, Value
from conversations.answers.text import capitalised, clean, in_name_case, lines, plain, same_case, without_symbols, words
from conversations.lead import ADDRESS_MAX
from conversations.lexicon import any_of, phrases, words_of

_HOUSE_NUMBER = re.compile(r"^.*[0-9]\S*\s+")


class Reason(StrEnum):
    """Reason for not accepting a text as an address."""

    EMPTY = "address.empty"
    TOO_SHORT = "address.too_short"
    TOO_LONG = "address.too_long"
    EMAIL = "address.email"
    PHONE = "address.phone"
    ONLY_POSTCODE = "address.only_postcode"
    NO_STREET = "address.no_street"
    NO_NUMBER = "address.no_number"
    UNSURE = "address.unsure"
    ONLY_BUILDING = "address.only_building"
    NOT_AN_ADDRESS = "address.not_an_address"
    CORRECTED = "address.corrected"


_any = partial(any_of, "address", "patterns")
_TAKES_BACK = re.compile(
    rf"[\s,.;-]{_any('taken_back')}\b(?:[\s,.!-]+{_any('again')}\b){{0,4}}[\s,.!-]+(?=[0-9])",
    re.IGNORECASE,
)
"""Words between an address and its correction: "12 High Street, sorry, 14"."""
_ANY_NUMBER = re.compile(r"\b[0-9]+[a-z]?\b", re.IGNORECASE)
_ONLY_NUMBER = re.compile(r"[0-9]+ ?[a-z]?", re.IGNORECASE)
_COUNTRY = re.compile(r",? (?:uk|u\.k\.?|united kingdom|great britain|gb)$", re.IGNORECASE)
_COMMA = re.compile(r"(?<!\s)\s*+[,;|](?:\s*+[,;|])*+\s*+")
_LACKING_NUMBER = re.compile(
    rf"(?:{_any('before_number')}[ ,.:]{{1,2}}){{0,5}}"
    r"(?P<number>[0-9]{1,4} ?[a-z]?)",
    re.IGNORECASE,
)
"""A house number alone: "no, it's number 12"."""
_NUMBER_APART = re.compile(r"(?<![^\s,])(?<![\w.-] )([0-9]+[a-z]?), ?(?=[^\W\d_])", re.IGNORECASE)
"""A house number followed by a comma: "123, Example Street"."""
_SAID_AT = re.compile(rf",? {_any('said_at')} (?=[^\W\d_])", re.IGNORECASE)
"""Words before a town in a sentence: "7 Poplar Grove, it's in Belper"."""
_BESIDE = words_of("address", "beside")
"""Words that locate a house by another place: "the house next to the church", "same street as the school"."""
_ABOVE = re.compile(rf"\b{_any('above')} ", re.IGNORECASE)
"""A flat located by the premises below it: "flat above the chip shop on High Street"."""
_HOME_IN_TOWN = re.compile(rf"{_any('home_in_town')} [^\d,]{{2,40}}", re.IGNORECASE)
"""A kind of home and its town: "house in Derby"."""
_EDGES = " ,.;:!-\"'"
_GENERIC = known.GENERIC - known.ROADS
"""Words for a kind of home, which name no place."""
_MAX_READ = 400
_NAMED_HOUSE = 3
"""Minimum number of words of a house's name and its street, less one."""
_LOWER_WORD = re.compile(r"(?<![^\s,])[^\W\d_A-Z]{2,30}(?![\w'’-])")
"""A lower-case word; if other words have capitals, it lacks one by haste."""
_TENS = {word: 10 * tens for tens in range(2, 10) for word in words_of("phone", "tens", str(tens))}
_HUNDRED, _A = "|".join(words_of("address", "hundred")), "|".join(words_of("bedrooms", "a"))
_UNITS = "|".join(word for word, value in WORDS.items() if 0 < value < 20 and word.isascii())
_BEFORE_WORDS = "".join(rf"|(?<=\b{word} )" for word in phrases("address", "patterns", "before_words"))
_HOUSE_IN_WORDS = re.compile(
    rf"(?:^|(?<=, ){_BEFORE_WORDS})"
    rf"(?:(?P<hundreds>{_UNITS}|{_A}) (?:{_HUNDRED})(?: {any_of('bedrooms', 'and')})?\b[ -]?)?(?:(?P<tens>{'|'.join(_TENS)})[ -]?)?"
    rf"(?P<unit>(?:{_UNITS})\b)?"
    r"(?P<letter> ?[a-d]\b)?(?<=\w) ?(?=(?P<name>[^\W\d_]{2,30}) [^\W\d_])",
    re.IGNORECASE,
)
"""A house number in words before a street: "twelve Mill Lane", "two hundred and six London Road"."""
_COUNTS_ITSELF = words_of("address", "counts_itself") | words_of("address", "hundred")
"""Words counted by a number within a street's name: "Two Mile Lane"."""
_TYPED_AS_A_STREET = re.compile(r"(?:[Nn](?:o\.?|umber) ?)?[1-9][0-9]{0,3}[A-Za-z]?,? [^\W\d_a-z]")
"""A number and a capitalised word: "12 Eastgate", but not "3 lovely neighbours"."""
_WORD = re.compile(r"[^\s,()/]+")
_MARKUP = re.compile(r"https?:|www\.|[<>{}\\=*^~$%]|\[|\]")
_BED = re.compile(rf"\b(?:{any_of('bedrooms', 'bed')}|{any_of('property_type', 'studio')})\b")
_SQUARE = words_of("address", "square")
_LABELS = words_of("address", "labels")
"""Words that introduce an address or a postcode."""
_SAYS_NOTHING = smalltalk.FILLERS | smalltalk.GREETINGS | known.LEADS | words_of("address", "around")
"""Words around an address that are not part of it."""


def valid(value: object) -> bool:
    """Return whether ``value`` is one printable line within the guide's 100 characters."""
    return isinstance(value, str) and 3 <= len(value) <= ADDRESS_MAX and value.strip() == value and value.isprintable()


def _corrected(first: str, last: str) -> Reading:
    """Read an address corrected in the same text; ``last``, a number or a whole address, is offered back."""
    if _ONLY_NUMBER.fullmatch(last):
        last = _ANY_NUMBER.sub(last, first, count=1)
    reading = read(last)
    return Unclear(Reason.CORRECTED, (reading,)) if isinstance(reading, Understood) else reading


def read(text: str) -> Reading:
    """Read ``text`` as a whole address on one line, with a listed postcode in ``also``; an unlisted one is left out.

    An address without a number or name of the house, or without a street, is ``Unclear`` and can be kept; so is one that would
    not be read as the same address if typed as shown.
    """
    reading = _read(text)
    if not isinstance(reading, Understood) or reading.value == text:
        return reading
    again = _read(str(reading.value))
    same = isinstance(again, Understood) and again.value == reading.value
    return reading if same else Unclear(Reason.UNSURE, (), keep=reading)


def located(text: str) -> Reading:
    """Read a text found by :func:`address_parts.find`: an address and nothing else."""
    return _kept(_one_line(text), {})


def _read(text: str) -> Reading:
    """Read ``text`` once."""
    bare = _one_line(text)
    if not bare:
        return Refused(Reason.EMPTY)
    if bare.endswith("?") or _MARKUP.search(bare) or smalltalk.kind(bare):
        return Refused(Reason.NOT_AN_ADDRESS)
    if len(bare) > _MAX_READ:
        return Refused(Reason.TOO_LONG)
    bare = _SAID_AT.sub(", ", bare)
    if (taken_back := _TAKES_BACK.search(bare)) and _ANY_NUMBER.search(bare[: taken_back.start()]):
        return _corrected(bare[: taken_back.start()], bare[taken_back.end() :])
    body, also = contacts.split(bare)
    body = _COUNTRY.sub("", postcode.without(body)) or body
    if problem := _left_out(bare, body, also):
        return Refused(problem)
    figured = _HOUSE_IN_WORDS.sub(_in_figures, body, count=1)
    kept = _whole(figured if address_parts.find(figured) else body, also.keys())
    if isinstance(kept, Refused):
        return kept
    return _kept(kept, also)


def _kept(body: str, also: Mapping[str, Value]) -> Reading:
    """Read ``body``, which is an address and nothing else."""
    value = _tidied(body)
    if len(value) > ADDRESS_MAX:
        return Refused(Reason.TOO_LONG)
    if not valid(value):
        return Refused(Reason.TOO_SHORT)
    understood = Understood(value, also=also)
    doubt = _doubt(value, body)
    return understood if doubt is None else Unclear(doubt, (), keep=understood)


def as_typed(text: str) -> Understood | None:
    """Return a refused address as typed, with a postcode in ``also``."""
    bare = _one_line(text)
    body, also = contacts.split(bare)
    asks = bare.endswith("?") or "@" in body or _MARKUP.search(bare) is not None
    value = _tidied(postcode.without(body)) if body else ""
    return Understood(value, also=also) if valid(value) and not asks and any(map(str.isalpha, value)) else None


def beside_postcode(text: str) -> Understood | None:
    """Return a refused address with a postcode of its own as typed, without a greeting before it.

    ``None`` for a sentence without words of a place: "I think it's DE1 1JX".
    """
    bare = _one_line(text)
    parts = segments(tokens(bare))
    opening = next((part for part in parts if not _is_around(part)), None)
    typed = None if opening is None else as_typed(bare[opening[0].start :])
    if typed is None or "postcode" not in typed.also or _LACKING_NUMBER.fullmatch(str(typed.value)):
        return None
    said = tokens(str(typed.value))
    names = any(token.vocabulary and token.plain not in _GENERIC for token in said)
    names = names or any(unit(said, at) is not None for at in range(len(said)))
    names = names or any(part[0].number and not is_count(part, 0) for part in segments(said))
    speaks = any(token.plain in SENTENCE | SAYS_NOTHING for token in said) or is_other_answer(said)
    return typed if names or (len(said) > 1 and not speaks) else None


def complete(partial: str, text: str) -> Reading:
    """Read ``text`` as the missing part of ``partial`` (the number or name of the house, or the street) or as a whole address."""
    said = clean(text).strip(_EDGES)
    if number := _LACKING_NUMBER.fullmatch(said):
        return read(f"{number['number'].replace(' ', '').upper()} {partial}")
    alone = read(text)
    if _names_house_only(partial) and isinstance(alone, Unclear) and alone.reason == Reason.NO_NUMBER:
        return read(f"{partial}, {text}")
    named = (
        (isinstance(alone, Understood) and not alone.also)
        or (isinstance(alone, Unclear) and alone.reason == Reason.ONLY_BUILDING)
        or (alone == Refused(Reason.NO_STREET) and said.casefold().startswith("the "))
    )
    if (
        named
        and "," not in said
        and len(said.split()) <= _NAMED_HOUSE
        and known.STREETS_THAT_END.isdisjoint(words(said))
        and not any(map(str.isdigit, said))
        and not _names_house_only(partial)
    ):
        return read(f"{said}, {partial}")
    return alone


def _one_line(text: str) -> str:
    """Return ``text`` cleaned, its lines joined by commas, without symbols and surrounding punctuation."""
    joined = without_symbols(", ".join(lines(text))).replace(" @ ", " at ")
    return _COMMA.sub(", ", joined).strip(_EDGES)


def _whole(body: str, also: Collection[str]) -> str | Refused:
    """Return the whole address in ``body`` (without a postcode), or the reason why there is none.

    Only sentences, courtesies and answers to other questions are left out. ``also`` has the answers cut out before.
    """
    particulars = "email" in also or "phone" in also
    span = address_parts.find(body, asked=True, particulars=particulars)
    if span is None:
        return _without_number(body)
    start, end = span
    before = [] if particulars else _last_sentence(tokens(body[:start]))
    first = start if not before or _is_no_part(before, body[:start]) else before[0].start
    last = end
    for part in segments([token for token in tokens(body) if token.start >= end]):
        said = body[part[0].start : part[-1].end]
        if (
            body[part[-1].end :].startswith(":")
            or is_talk(part)
            or _is_around(part)
            or (_answers_another_question(said) and (is_other_answer(part) or _BED.search(plain(said))))
            or _is_aside(part)
        ):
            break
        last = part[-1].end
    if not any(token.vocabulary for token in tokens(body[first:last])) and _answers_another_question(body):
        return Refused(Reason.NOT_AN_ADDRESS)
    return _closed(body, first, last)


def _closed(body: str, first: int, last: int) -> str:
    """Return a part of ``body``, extended by the bracket that closes one in it."""
    said = body[first:last]
    return f"{said})" if said.count("(") > said.count(")") else said


def _last_sentence(said: list[Token]) -> list[Token]:
    """Return the tokens from the last full stop on."""
    return said[max((k for k, token in enumerate(said) if token.gap == "."), default=0) :]


def _is_no_part(before: list[Token], text: str) -> bool:
    """Return whether the words before a house number are no part of the address: a sentence, "3 bed semi at", "House at"."""
    spoken = {token.plain for token in before}
    return (
        any(is_of_sentence(before, k, SENTENCE) for k in range(len(before)))
        or spoken <= _SAYS_NOTHING | _LABELS
        or text.rstrip().endswith(":")
        or is_other_answer(before)
    )


def _is_around(part: list[Token]) -> bool:
    """Return whether the words are no part of an address: greetings, thanks, labels."""
    return all(token.plain in _SAYS_NOTHING for token in part)


def _is_aside(part: list[Token]) -> bool:
    """Return whether the words are a remark about a home: "moving out in March"."""
    spoken = {token.plain for token in part}
    after_sentence = part[0].gap == "." and part[0].plain in known.OTHER_ANSWERS
    return (
        after_sentence
        or part[0].plain in smalltalk.GREETINGS
        or (len(part) > 1 and not known.WISHES.isdisjoint(spoken))
    )


def _without_number(body: str) -> str | Refused:
    """Return ``body``, an address without a number or unit, without introductory words; or the reason why it is none."""
    parts = segments(tokens(body))
    sentence = bool(parts) and not known.TALK.isdisjoint(token.plain for token in parts[0])
    if sentence:
        talk = max(k for k, token in enumerate(parts[0]) if token.plain in known.TALK)
        led = talk + 1
        while led < len(parts[0]) and parts[0][led].plain in known.LEADS:
            led += 1
        if led == len(parts[0]) or (led == talk + 1 and parts[0][talk].plain not in known.INTRODUCES):
            return Refused(Reason.NOT_AN_ADDRESS)
        body = body[parts[0][led].start :]
        parts = segments(tokens(body))
    if not parts or any(map(is_talk, parts)):
        return Refused(Reason.NOT_AN_ADDRESS)
    problem = _problem(body)
    if problem is None:
        return body
    return Refused(Reason.NOT_AN_ADDRESS if sentence else problem)


def _left_out(bare: str, body: str, also: dict[str, Value]) -> Reason | None:
    """Return the reason if no address is left after cutting out the contacts in a text."""
    if "@" in body:
        return Reason.EMAIL
    if _LABELS.issuperset(words(body)):
        # The first key was looked for first: an email address is more telling than a number beside it.
        missing = {"email": Reason.EMAIL, "phone": Reason.PHONE, "postcode": Reason.ONLY_POSTCODE}
        return next((missing[key] for key in also), Reason.TOO_SHORT)
    if sum(map(str.isdigit, body)) >= 9 and not any(map(str.isalpha, body)):
        return Reason.PHONE
    if len(bare) <= 9 and bare[0].isalpha() and isinstance(postcode.read(bare), Understood | Unclear):
        return Reason.ONLY_POSTCODE
    return None


def _problem(body: str) -> Reason | None:
    """Return the reason why ``body`` (without a postcode) is no address, or ``None`` if it may be one."""
    spoken = words(body)
    letters = sum(map(str.isalpha, body))
    if smalltalk.kind(body) or (spoken and spoken[0] in known.WISHES):
        return Reason.NOT_AN_ADDRESS
    if len(body) < 5 or letters < 3:
        return Reason.TOO_SHORT
    measured = ((first.isdigit() or first in _SQUARE) and then in known.COUNTED for first, then in pairwise(spoken))
    if any(measured) and spoken[-1] not in known.ROADS:
        return Reason.NOT_AN_ADDRESS
    if all(word in known.GENERIC | known.COUNTED | WORDS.keys() for word in spoken):
        return Reason.NO_STREET if spoken[0] == "the" else Reason.NOT_AN_ADDRESS
    street = any(word in known.STREETS for word in spoken[1:]) or any(word in known.HOUSES for word in spoken)
    if not street and _answers_another_question(body):
        return Reason.NOT_AN_ADDRESS
    if not _BESIDE.isdisjoint(spoken) and (spoken[0] == "same" or known.STREETS_THAT_END.isdisjoint(spoken)):
        return Reason.NO_STREET
    if _HOME_IN_TOWN.fullmatch(body) and not any(word in known.STREETS_THAT_END for word in spoken):
        return Reason.NO_STREET
    number, *names = [token.plain for token in tokens(body) if token.plain != "the"]
    if _ANY_NUMBER.fullmatch(number) and names and len(names[0]) > 2 and not names[0].isdigit():
        talk = names[0] in known.COUNTED | known.CONNECTORS or spoken[1] in known.OTHER_ANSWERS
        return Reason.NOT_AN_ADDRESS if talk else None
    if street and len(spoken) > 1:
        return None
    if not known.OTHER_ANSWERS.isdisjoint(spoken) or ":" in body or "?" in body:
        return Reason.NOT_AN_ADDRESS
    parts = [words(part) for part in body.split(", ")]
    short = all(0 < len(part) <= _NAMED_HOUSE for part in parts)
    if len(parts) > 1 and len(spoken) > 2:
        return None if short else Reason.NOT_AN_ADDRESS
    return Reason.NO_STREET if short else Reason.NOT_AN_ADDRESS


def _answers_another_question(body: str) -> bool:
    counted = bedrooms.read(body)
    kind = property_type.read(body)
    return (isinstance(counted, Understood) and _BED.search(plain(body)) is not None) or (
        isinstance(kind, Understood) and len(words(body)) < 4 and not any(map(str.isdigit, body))
    )


def _doubt(value: str, typed: str) -> Reason | None:
    """Return the doubt about an address: it may lack the number or the street, or be talk."""
    if _lacks_number(value):
        return Reason.NO_NUMBER
    if _names_house_only(value):
        return Reason.ONLY_BUILDING
    if any(token.vocabulary for token in tokens(value)):
        return None
    return None if _TYPED_AS_A_STREET.match(typed) else Reason.UNSURE


def _names_house_only(value: str) -> bool:
    """Return whether an address is only the name of a house: "Rose Cottage"."""
    return "," not in value and not any(map(str.isdigit, value)) and known.STREETS_THAT_END.isdisjoint(words(value))


def _lacks_number(value: str) -> bool:
    """Return whether the address begins with a street and has no number anywhere: "High Street, Derby"."""
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
    # "Mill Lane" is no house; "The Old Rectory, Church Lane" and "Rose Cottage Mill Lane" name houses.
    house = any(word in known.HOUSES and after not in known.STREETS for word, after in pairwise([*first, ""]))
    return (
        street
        and not any(map(str.isdigit, value))
        and not (house and len(first) > _NAMED_HOUSE and first[-1] not in known.HOUSES)
    )


def _in_figures(house: re.Match[str]) -> str:
    """Return a house number in figures, unless it belongs to the street's name: "Seven Sisters Road", "Four Lane Ends"."""
    counted = plain(house["name"])
    said = house["hundreds"] or house["tens"] or house["unit"]
    if not said or counted.endswith("s") or counted in _COUNTS_ITSELF | known.STREETS:
        return house[0]
    hundreds = 100 * WORDS.get(plain(house["hundreds"]), 1) if house["hundreds"] else 0
    tens = _TENS[house["tens"].lower()] if house["tens"] else 0
    ones = WORDS[plain(house["unit"])] if house["unit"] else 0
    return f"{hundreds + tens + ones}{(house['letter'] or '').strip()} "


def _repaired_word(word: re.Match[str]) -> str:
    return word[0] if plain(word[0]) in known.CONNECTORS | (known.LIES - {"top"}) else capitalised(word[0])


def _tidied(body: str) -> str:
    """Return ``body`` with commas as far as they can be inferred and, if it is all in one case, with capitals."""
    body = _NUMBER_APART.sub(r"\1 ", body)
    first, comma, rest = body.partition(",")
    body = f"{_with_commas(first)}{comma}{rest}"
    if not same_case(body):
        # A remark in brackets is no part of the address.
        mended = capitalised(body if "(" in body else _LOWER_WORD.sub(_repaired_word, body))
        return body if mended.isupper() else mended  # all capitals carry no information and would be read differently
    return _WORD.sub(lambda found: _capitalised(found[0], first=_begins_a_part(body, found.start())), body)


def _begins_a_part(body: str, start: int) -> bool:
    """Return whether a word is first in its part of the address, after the house number if any: "4 The Green"."""
    before = body[max(0, start - 6) : start].split()
    return start < 2 or not before or before[-1].endswith(",") or before[-1][:1].isdigit()


def _with_commas(body: str) -> str:
    """Add commas: after "Flat 3B" before a number, and after a street."""
    said = tokens(body)
    after = unit(said, 0)
    if (
        after is not None
        and after < len(said)
        and said[after].gap == " "
        and said[after].number
        and said[after - 1].plain not in known.CONNECTORS
    ):
        begins = said[after].start
        return f"{body[: said[after - 1].end]}, {_with_commas(body[begins:])}"
    pieces = body.split(" ")
    if plain(pieces[-1]).strip(".") in known.STREETS_THAT_END:
        return body
    for index in range(len(pieces) - 2, 0, -1):
        if plain(pieces[index]).strip(".") in known.STREETS_THAT_END:
            follows = plain(pieces[index + 1])
            joined = known.GO_ON | known.HOUSES | known.STREETS | known.UNITS
            if (
                index >= 2
                and follows not in joined
                and not follows.startswith("(")
                and not any(map(str.isdigit, follows))
            ):
                return " ".join([*pieces[:index], f"{pieces[index].rstrip(',')},", *pieces[index + 1 :]])
            break
    return body


def _capitalised(word: str, *, first: bool) -> str:
    """Return a word of an address in one case with capitals as on street signs."""
    lower = word.lower().replace("i\u0307", "i")
    if lower in known.ALWAYS_UPPER:
        return lower.upper()
    if not first and lower in known.ALWAYS_LOWER:
        return lower
    if re.fullmatch(r"[0-9]+[a-z]|[a-z]{1,2}[0-9]{1,2}[a-z]?", lower):
        return lower.upper()
    if re.match(r"[0-9]", lower):
        return lower
    begins, *others = lower.split("-")  # "Stoke-on-Trent"
    return "-".join(
        (in_name_case(begins), *(each if each in known.ALWAYS_LOWER else in_name_case(each) for each in others))
    )


def street_of(value: str) -> str:
    """Return the street and town of an address, without the house: for pictures that others may see.

    ``"Flat 3B, 12 High Street, Derby"`` is ``"High Street, Derby"``. Empty if the street is not distinct from a house's name.
    """
    kept: list[str] = []
    for part in value.split(","):
        bare = _HOUSE_NUMBER.sub("", part.strip())
        spoken = words(bare)
        names_street = any(word in known.STREETS for word in spoken) and not spoken[0].isdigit()
        if kept or names_street:
            kept.append(bare)
    return ", ".join(part for part in kept if not any(character.isdigit() for character in part))
