"""Phone number: "0044 (0)7986-000-000 after 5" is ``"+447986000000"``. Landlines and foreign numbers are accepted.

Stored as E.164. The Lead API gets the result of :func:`digits`: national digits for the United Kingdom, the only ones that its
autocaller rings (the guide's table of fields, at most 255 characters).
"""

from __future__ import annotations

import re
from enum import StrEnum

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType, ValidationResult

from conversations.answers.numbers import WORDS
from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.text import lines, once
from conversations.lexicon import any_of, table, words_of


class Reason(StrEnum):
    """Reason for not accepting a text as a phone number."""

    EMPTY = "phone.empty"
    NOT_A_NUMBER = "phone.not_a_number"
    TOO_SHORT = "phone.too_short"
    TOO_LONG = "phone.too_long"
    NOT_IN_USE = "phone.not_in_use"
    UNKNOWN = "phone.unknown"
    PREMIUM = "phone.premium"
    ANONYMOUS = "phone.anonymous"
    SHORT_CODE = "phone.short_code"
    SEVERAL = "phone.several"
    POLISH = "phone.polish"
    LEFT_OVER = "phone.left_over"


HOME = "GB"
_HOME_PREFIX = "+44"
_HOME_CODE = 44
_AS_LONG_AS_OURS = re.compile(r"(?:1[1-9]|2[0-9]|3[03]|7[0-57-9])[0-9]{8}\Z")
"""Geographic, UK-wide and mobile numbers without the leading zero, but no pagers; Ofcom's National Telephone Numbering Plan."""
_COSTLY = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.PAGER})
_NOWHERE = "001"
"""The phone library's region of numbers that belong to no country: satellites, universal numbers."""
_RESERVED = re.compile(
    r"(?:7700900|1632960|1(?:1[3-8]|[2-6]1)4960|1914980|2079460|2896496|2920180|3069990|8081570|9098790)[0-9]{3}\Z"
)
"""British numbers never assigned: Ofcom, "Telephone numbers for use in TV and radio drama programmes"."""
_FOR_EXAMPLES = re.compile(r"(?:7700900|1632960)[0-9]{3}\Z")
"""Reserved numbers missing from the phone library; people use them to try the bot."""
_MIXED = 3
"""Minimum number of different digits of a genuine number."""
_POLISH_PREFIX = "+48"
_E164 = re.compile(r"\+[1-9][0-9]{6,14}\Z")
_ANONYMOUS = re.compile(r"(?:\+|00)888[0-9]{4,12}\Z")
"""Anonymous numbers sold by Telegram for signing in (fragment.com/numbers). ITU-T has not assigned +888."""
_PIECES = 17
"""Maximum number of pieces of a number: each digit by itself."""
_MAX_DIGITS = 80
"""Maximum number of digits in a text: more than a few phone numbers are no answer, and each run costs a parse."""

_EXTENSION = re.compile(
    rf"(?:\b{any_of('phone', 'extension')}\b|(?<=[0-9 ])x)[ .:#=]{{0,3}}([0-9]{{1,6}})\b", re.IGNORECASE
)
_DIALLED_AFTER = re.compile(r"(?<=[0-9]) ?(?:,{1,3}|;|#) ?([0-9]{1,6})#?(?=[\s.!]*$)")
"""Extension as stored by phones, after a dialling pause: "07986000000,1234"."""
_MOMENT = re.compile(
    r"(?<![0-9./-])(?:(?:0?[1-9]|[12][0-9]|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"
    r"|(?:[01]?[0-9]|2[0-3])(?:[:.][0-5][0-9] ?[ap]m|:[0-5][0-9]| ?[ap]m))(?![./-]?[0-9])",
    re.IGNORECASE,
)
"""Date with a year, or time of day: not digits of a phone number."""
IN_TEXT = re.compile(
    r"(?<![\w£])(?:(?:\+|00)44[ .-]{0,2}(?:\(0\)|0)?|0)(?:[ ().-]{0,2}\d){10}(?!\w)"
    r"(?! ?\d{1,3}(?!\w| [^\W\d]))(?:[ ,;(]{0,2}(?:ext\w{0,6}|x)[ .:=]{0,2}\d{1,6}\b|[,#]\d{1,6}(?=\s*$))?"
    r"|(?<![\w£])(?:\+|00)?\(?\d(?:[ ().-]{0,2}\d){8,14}(?!\w)"
)
"""British number with all its digits, so that a house number after it is left out; or another number."""
_EMAIL = re.compile(r"(?<!\S)[^\s@]*@\S*")
_TOKEN = re.compile(r"[0-9OoIl|()+./\\,;&-]+|[^\s0-9]+|[0-9][^\s]*")
_NUMERIC = re.compile(r"[0-9OoIl|()+./\\,;&-]+\Z")
_LETTERS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
_SEPARATORS = re.compile(r"[/\\,;&]")
_WHEN = re.compile(rf"\b{any_of('phone', 'when')}", re.IGNORECASE)


def _figures(name: str) -> dict[str, str]:
    """Return the digits by words of all languages."""
    return {word: str(figure) for figure in range(10) for word in sorted(words_of("phone", name, str(figure)))}


def _counts(name: str) -> dict[str, int]:
    """Return the counts by words of all languages."""
    return {word: int(str(count)) for word, count in table("phone", name).items()}


_SPOKEN_DIGITS = {word: str(number) for word, number in WORDS.items() if number < 10} | _figures("digits")
_SPOKEN_LEAST, _WHOLE = 3, 9
"""Minimum number of spoken digits that is no coincidence, and of digits in a whole number."""
_TENS = _figures("tens")
_TEENS = {word: str(number) for word, number in WORDS.items() if 10 <= number < 20}
_NOUGHTS = _counts("noughts")
_UNITS = "|".join(word for word, figure in _SPOKEN_DIGITS.items() if figure != "0")
_GROUPED = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[ -](?P<unit>{_UNITS})\b(?! (?:{'|'.join(_NOUGHTS)})))?|(?P<teen>{'|'.join(_TEENS)})"
    rf"|(?P<hundreds>{_UNITS}|[1-9]) (?P<noughts>{'|'.join(_NOUGHTS)}))\b",
    re.IGNORECASE,
)
"""Figures spoken in groups: "forty two", "nine hundred"."""
_TIMES = _counts("times")
_SPOKEN = re.compile(
    rf"\b(?:({'|'.join(_TIMES)}) )?({'|'.join(_SPOKEN_DIGITS)}|[0-9])\b|\b{any_of('phone', 'plus')}(?= )", re.IGNORECASE
)


def valid(value: object) -> bool:
    """Return whether ``value`` has the shape of E.164; whether the number is in use was checked when it was read."""
    return isinstance(value, str) and bool(_E164.match(value))


def reserved(value: str) -> bool:
    """Return whether a canonical number is reserved by Ofcom for drama and so never assigned."""
    return value.startswith(_HOME_PREFIX) and bool(_RESERVED.match(value.removeprefix(_HOME_PREFIX)))


def abroad(value: str) -> bool:
    """Return whether a canonical number is foreign."""
    return not value.startswith(_HOME_PREFIX)


def _parsed(value: str) -> PhoneNumber:
    """Parse a canonical value. Raises ``NumberParseException`` for any other."""
    return phonenumbers.parse(value, None)


def national(value: str) -> str:
    """Return a canonical number in British format: ``07986 000000``, and ``+48 601 123 456`` for a foreign one."""
    home = value.startswith(_HOME_PREFIX)
    return phonenumbers.format_number(
        _parsed(value), PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    )


def digits(value: str) -> tuple[str, bool]:
    """Return the Lead API's value for a canonical number, and whether it is ``international`` (lead-api.md, "What we send")."""
    if value.startswith(_HOME_PREFIX):
        return "0" + value.removeprefix(_HOME_PREFIX), False
    return value, True


def _apart(grouped: re.Match[str]) -> str:
    """Return the digits of grouped figures one by one: "nine hundred" is "9 0 0"."""
    if grouped["tens"]:
        return f"{_TENS[grouped['tens'].lower()]} {_SPOKEN_DIGITS.get((grouped['unit'] or '').lower(), '0')}"
    if grouped["teen"]:
        return " ".join(_TEENS[grouped["teen"].lower()])
    first = _SPOKEN_DIGITS.get(grouped["hundreds"].lower(), grouped["hundreds"])
    return first + " 0" * _NOUGHTS[grouped["noughts"].lower()]


def _unspoken(text: str) -> str:
    """Return ``text`` with the spoken digits of a number as figures ("oh seven nine, double eight...")."""
    if _count(apart := _GROUPED.sub(_apart, text)) > _count(text) and _digits_said(apart) >= _WHOLE:
        text = apart
    found = list(_SPOKEN.finditer(text))
    spoken = sum(map(_times, found))
    rest = _count(_SPOKEN.sub("", text))
    plainly_spoken = any(each[1] for each in found) or (spoken >= _SPOKEN_LEAST and rest < _WHOLE)
    if not plainly_spoken or spoken + rest < _WHOLE:
        return text
    return _SPOKEN.sub(
        lambda each: _SPOKEN_DIGITS.get(each[2].lower(), each[2]) * _times(each) if each[2] else "+", text
    )


def _digits_said(text: str) -> int:
    """Return the number of digits in ``text``, in words and in figures."""
    return sum(map(_times, _SPOKEN.finditer(text))) + _count(_SPOKEN.sub("", text))


def _times(spoken: re.Match[str]) -> int:
    """Return the number of digits spoken at once: "double seven" is two."""
    return _TIMES.get((spoken[1] or "").lower(), 1) if spoken[2] else 0


def _runs(text: str) -> list[list[str]]:
    """Return the runs of ``text`` that could be numbers, each as its pieces, with letters used as digits replaced."""
    runs: list[list[str]] = [[]]
    for token in _TOKEN.findall(text):
        has_digit = any(map(str.isdigit, token))
        letter_only = not has_digit and (len(token) < 2 or not any(c in token for c in "OoIl"))
        if not _NUMERIC.match(token) or (letter_only and any(map(str.isalpha, token))):
            runs.append([])
            continue
        pieces = _SEPARATORS.split(token)
        for index, piece in enumerate(pieces):
            if index:
                runs.append([])
            if piece:
                runs[-1].append(piece.translate(_LETTERS))
        if token.endswith("."):  # end of a sentence
            runs.append([])
    return [run for run in runs if any(any(map(str.isdigit, piece)) for piece in run)]


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))


def _parse(candidate: str) -> PhoneNumber | None:
    """Return ``candidate`` as a number valid in some country, or ``None``."""
    for attempt in dict.fromkeys((candidate, candidate.replace("+", ""))):
        try:
            number = phonenumbers.parse(attempt, HOME)
        except NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) or _for_examples(number):
            return number
    return None


def _costly(number: PhoneNumber) -> bool:
    """Return whether callers pay more for a number than for a landline or mobile."""
    kind = phonenumbers.number_type(number)
    nowhere = phonenumbers.region_code_for_number(number) == _NOWHERE
    return kind in _COSTLY or (nowhere and kind != PhoneNumberType.TOLL_FREE)


def _for_examples(number: PhoneNumber) -> bool:
    return number.country_code == _HOME_CODE and bool(_FOR_EXAMPLES.match(str(number.national_number)))


def _numbers_in(run: list[str]) -> tuple[list[PhoneNumber], bool]:
    """Return the numbers in a run (all of it, or the longest parts that are numbers) and whether it has further digits."""
    found: list[PhoneNumber] = []
    start, more = 0, False
    while start < len(run):
        for end in range(min(len(run), start + _PIECES), start, -1):
            candidate = " ".join(run[start:end])
            if 7 <= _count(candidate) <= 17 and (number := _parse(candidate)):
                found.append(number)
                start = end
                break
        else:
            before = not found and (run[min(start + 1, len(run) - 1)][:1] in "0+(")
            more = more or (_count(run[start]) > 0 and not before)
            start += 1
    return found, more


def _why_not(candidate: str) -> Reason:
    """Return the reason why the longest run of digits of a text is no valid number."""
    length = _count(candidate)
    if _ANONYMOUS.match(re.sub(r"[^0-9+]", "", candidate)):
        return Reason.ANONYMOUS
    if re.fullmatch(r"[^0-9]*(?:999|911|112|1[0-9]{2}|118[0-9]{3}|116[0-9]{3}|[6-8][0-9]{4})[^0-9]*", candidate):
        return Reason.SHORT_CODE
    if length < 7:
        return Reason.TOO_SHORT
    try:
        number = phonenumbers.parse(candidate, HOME)
    except NumberParseException as failure:
        if failure.error_type in {NumberParseException.TOO_SHORT_NSN, NumberParseException.TOO_SHORT_AFTER_IDD}:
            return Reason.TOO_SHORT
        return Reason.TOO_LONG if failure.error_type == NumberParseException.TOO_LONG else Reason.NOT_IN_USE
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible == ValidationResult.TOO_LONG:
        return Reason.TOO_LONG
    home_short = number.country_code == 44 and len(str(number.national_number)) < 10
    if possible in {ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY} or (
        home_short and set(str(number.national_number)) != {"0"}
    ):
        return Reason.TOO_SHORT
    return Reason.NOT_IN_USE


def _polish_mobile(candidate: str) -> str:
    """Return the E.164 form of nine Polish digits, with or without 48 before them, if a mobile; empty for any other."""
    local = "".join(filter(str.isdigit, candidate))
    local = local[2:] if len(local) == 11 and local.startswith("48") else local
    if len(local) != 9 or local.startswith("0"):
        return ""
    number = _parsed(_POLISH_PREFIX + local)
    mobile = phonenumbers.number_type(number) == PhoneNumberType.MOBILE
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if mobile else ""


def _unlisted(candidate: str) -> str:
    """Return a well-formed British number in a range unassigned when the phone library was made; empty for any other.

    New ranges are opened every year, so such a number is offered back, like a postcode that is too new.
    """
    try:
        number = phonenumbers.parse(candidate, HOME)
    except NumberParseException:
        return ""
    local = str(number.national_number)
    if number.country_code != _HOME_CODE or number.italian_leading_zero:
        return ""  # leading zeros that no British number has
    if not _AS_LONG_AS_OURS.match(local) or len(set(local[2:])) < _MIXED:
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


@once
def read(text: str) -> Reading:
    """Read ``text`` as a phone number, E.164. An extension and "after 5" go into the note."""
    whole = " , ".join(lines(text))
    if not whole:
        return Refused(Reason.EMPTY)
    whole = _EMAIL.sub(" , ", whole)
    cleaned = _MOMENT.sub(" , ", whole)
    extension = _EXTENSION.search(cleaned) or _dialled_after(cleaned)
    body = f"{cleaned[: extension.start()]} , {cleaned[extension.end() :]}" if extension else cleaned
    body = _unspoken(body)
    runs = _runs(body)
    if sum(_count(piece) for run in runs for piece in run) > _MAX_DIGITS:  # including letters used as digits
        return Refused(Reason.NOT_A_NUMBER)
    searched = [_numbers_in(run) for run in runs]
    if len(runs) > 1 and not any(found for found, _ in searched):
        searched = [_numbers_in([piece for run in runs for piece in run])]
    numbers = {phonenumbers.format_number(n, PhoneNumberFormat.E164): n for found, _ in searched for n in found}
    note = _note(whole, extension)
    if not numbers:
        longest = max((" ".join(run) for run in runs), key=_count, default="")
        # "123 Example Street" has a number as well; a few digits are an attempt at one only by themselves.
        tried = _count(longest) >= (3 if not any(map(str.isalpha, cleaned)) else 5)
        if abroad := _polish_mobile(longest):
            return Unclear(Reason.POLISH, (Understood(abroad, note=note),))
        if unknown := _unlisted(longest):
            return Unclear(Reason.UNKNOWN, (), keep=Understood(unknown, note=note))
        return Refused(_why_not(longest) if tried else Reason.NOT_A_NUMBER)
    ringing = [value for value, number in numbers.items() if not _costly(number)]
    if not ringing:
        return Refused(Reason.PREMIUM)
    likely = tuple(Understood(value, note=note) for value in ringing)
    if len(likely) > 1:
        return Unclear(Reason.SEVERAL, likely=likely[:3])
    # Digits beside the number may belong to it: a number shorter than typed is never taken without asking.
    return Unclear(Reason.LEFT_OVER, likely) if any(found and more for found, more in searched) else likely[0]


def _dialled_after(cleaned: str) -> re.Match[str] | None:
    """Return the extension after a pause after a whole number; ``None`` if the mark is within the number."""
    found = _DIALLED_AFTER.search(cleaned)
    return found if found is not None and any(_numbers_in(run)[0] for run in _runs(cleaned[: found.start()])) else None


def _note(whole: str, extension: re.Match[str] | None) -> str:
    """Return the note for the agency: an extension, and when to call."""
    when = _WHEN.search(whole)
    notes = [f"ext {extension[1]}"] if extension else []
    notes += [when[0].strip(" .,;!?()")] if when else []
    return ", ".join(notes)
