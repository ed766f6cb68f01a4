"""Error bodies of the Lead API: the reason, and the field it blames.

The guide says only "a Failure 4xx code with a reason for failure" and publishes no format. So all common formats are
parsed: JSON with ``message``, ``error``, or ``errors`` as a list or a map of fields, nested or not; plain text; HTML. A
field counts as blamed only if the body says so in a structured way, or in a sentence that clearly demands something of
it.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Collection, Iterator

from msgspec import Struct

from bot.lead_api.fields import NAMES, OFFICE, question_of

REASON_MAX = 200
"""Longest stored reason, in characters."""

HIDDEN = "[…]"
"""Replaces personal data in a reason."""

_READ_MAX = 4000
"""Longest part of a message that is parsed, in characters."""

_DEPTH_MAX = 6
_COMPLAINTS_MAX = 50

_TEXTS = "message msg detail description error_description errorMessage error_message reason title".split()
"""Keys of the message in an error object, best first."""

_NAMES = "field param parameter property propertyName attribute pointer loc path name key".split()
"""Keys of the field's name in an error object."""

_CONTAINERS = frozenset(
    "errors error validation validation_errors validationErrors violations fields field_errors fieldErrors "
    "invalid invalid_fields invalid_params invalid-params missing details detail issues problems messages".split()
)
"""Keys whose value lists errors, rather than repeating the request."""

_ECHOES = frozenset("input data value values request payload body old params rejected_value".split())
"""Keys under which a body repeats the request, which contain no errors."""


class Refusal(Struct, frozen=True):
    """Reason for a refused lead, and the key of the question whose field is blamed. Either may be empty."""

    reason: str
    question: str


class _Complaint(Struct, frozen=True):
    question: str
    text: str
    listed: bool
    """It was in a list or map of errors, so it says more than their headline."""


def read_refusal(body: bytes, *, html_page: bool = False, personal: Collection[str] = ()) -> Refusal:
    """Return the reason in ``body`` (at most :data:`REASON_MAX` characters, one line) and the question whose field it blames.

    ``html_page``: the response's content type is HTML. ``personal`` are values of the request: these, and anything like
    an email address, a phone number or a postcode, are replaced by :data:`HIDDEN`. Never raises for any ``body``.
    """
    text = body.decode("utf-8-sig", errors="replace")
    if html_page or text.lstrip()[:1] == "<":
        return Refusal(clean_reason(_page_title(text), personal), "")
    complaints = list(_complaints_in(text))
    headline = next((complaint.text for complaint in complaints if complaint.text), "")
    blamed = [(complaint.question, complaint.text) for complaint in complaints if complaint.question]
    if blamed:
        # Fields that a homeowner can correct come first: a wrong office will be refused again.
        question, said = next((each for each in blamed if each[0] != OFFICE), blamed[0])
        return Refusal(clean_reason(said or headline, personal), question)
    for complaint in complaints:
        if question := question_in_sentence(complaint.text):
            return Refusal(clean_reason(complaint.text, personal), question)
    listed = next((complaint.text for complaint in complaints if complaint.listed and complaint.text), "")
    return Refusal(clean_reason(listed or headline, personal), "")


def parse_json(body: bytes | str) -> object:
    """Parse JSON; ``None`` if ``body`` is not JSON. Trailing commas are accepted, since the guide prints one."""
    text = body if isinstance(body, str) else body.decode("utf-8-sig", errors="replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(_TRAILING_COMMA.sub(r"\1", text))
    except (ValueError, RecursionError):
        return None


_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def _complaints_in(text: str) -> Iterator[_Complaint]:
    data = parse_json(text)
    if isinstance(data, dict | list | str):
        budget = [_COMPLAINTS_MAX]
        yield from _walk(data, "", listed=not isinstance(data, dict), depth=0, budget=budget)
    elif data is None:
        yield _Complaint("", text[:_READ_MAX], listed=False)


def _walk(value: object, question: str, *, listed: bool, depth: int, budget: list[int]) -> Iterator[_Complaint]:
    """Yield the errors in ``value``; ``question`` is the one named by the keys above it."""
    if depth > _DEPTH_MAX or budget[0] <= 0:
        return
    if isinstance(value, str):
        budget[0] -= 1
        yield _Complaint(question, value[:_READ_MAX], listed)
    elif value is True and question:
        budget[0] -= 1
        yield _Complaint(question, "", listed)
    elif isinstance(value, list):
        for item in value[:_COMPLAINTS_MAX]:
            yield from _walk(item, question, listed=listed, depth=depth + 1, budget=budget)
    elif isinstance(value, dict):
        yield from _walk_object(value, question, listed=listed, depth=depth + 1, budget=budget)


def _walk_object(
    value: dict[str, object], question: str, *, listed: bool, depth: int, budget: list[int]
) -> Iterator[_Complaint]:
    said = next((text for key in _TEXTS if isinstance(text := value.get(key), str) and text), None)
    is_map_of_fields = listed and said is None
    if said is not None:
        budget[0] -= 1
        yield _Complaint(_named_in(value) or question, said[:_READ_MAX], listed)
    for key, item in list(value.items())[:_COMPLAINTS_MAX]:
        field = question_of(key)
        if key in _CONTAINERS and item is not said:
            is_list = not isinstance(item, str)
            yield from _walk(item, question, listed=listed or is_list, depth=depth, budget=budget)
        elif is_map_of_fields and key not in _ECHOES and key not in _NAMES:
            yield from _walk(item, field or question, listed=True, depth=depth, budget=budget)
        elif field and isinstance(item, list):
            # {"email": ["Enter a valid email address."]}: a list of sentences does not repeat the request.
            yield from _walk(item, field, listed=True, depth=depth, budget=budget)
        elif key == "data" and isinstance(item, dict) and any(inner in _CONTAINERS for inner in item):
            yield from _walk(item, question, listed=False, depth=depth, budget=budget)
    if is_map_of_fields and (named := _named_in(value)):
        budget[0] -= 1
        yield _Complaint(named, "", listed)


def _named_in(value: dict[str, object]) -> str:
    """Return the question of the field that an error object names, or ``""``."""
    source = value.get("source")
    for holder in (value, source if isinstance(source, dict) else {}):
        for key in _NAMES:
            name = holder.get(key)
            if isinstance(name, list) and name:
                name = next((part for part in reversed(name) if isinstance(part, str)), None)
            if isinstance(name, str) and (question := question_of(name)):
                return question
    return ""


# A bare "type", "title", "name" or "address" also ends other nouns ("content type", "IP address"), so a name counts only at
# the start of a clause or after a few leading words.
_NAME = f"(?P<name>{'|'.join(NAMES)})".replace("_", "[ _-]?")
_QUOTE = r"[\"'`\u2018\u2019\u201c\u201d]?"
_DEMAND = (
    r"(?: (?:field|value|parameter|attribute|format|length))?"
    r"(?: (?:is|are|was|were|must|may not|can(?:not| not|['\u2019]t)|should|needs|required|missing|invalid|not|too"
    r"|exceeds|does(?:n['\u2019]t| not)|do not|don['\u2019]t)\b)"
)
_BLAMED = re.compile(
    rf"(?:^|[.,;:!\[(\"'`] ?|\b(?:the|your|a|an|selected|field|parameter) ){_QUOTE}{_NAME}{_QUOTE}{_DEMAND}"
)
_BLAMED_WITH_COLON = re.compile(rf"^{_QUOTE}(?!type|title|name|address){_NAME}{_QUOTE} ?[:-] ?\w")
_DEMANDED = re.compile(
    r"\b(?:invalid|missing|required|incorrect|malformed|empty|unsupported|provide|enter|supply)"
    r"(?: (?:or|and|invalid|missing|empty|required|fields?|value|for|param(?:eter)?|the|an?|your|valid|uk))*:? "
    rf"{_QUOTE}(?!type|title|name|address){_NAME}{_QUOTE}(?!\w| ?(?:verification|service|provider|server|template))"
)


def question_in_sentence(text: str) -> str:
    """Return the question whose field a sentence complains about; ``""`` if a field is only mentioned."""
    plain = " ".join(_one_line(text[:_READ_MAX]).casefold().split())
    if whole := question_of(plain):
        return whole
    matches = [match for pattern in (_BLAMED, _BLAMED_WITH_COLON, _DEMANDED) if (match := pattern.search(plain))]
    if not matches:
        return ""
    return question_of(min(matches, key=lambda match: match.start("name"))["name"])


_EMAIL = re.compile(r"[^\s@<>\"'(),;:]{1,64}@[^\s@<>\"'(),;:]{1,255}")
_PHONE = re.compile(r"\+?\(?\d(?:[\s().-]{0,2}\d){6,14}")
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s?\d[A-Za-z]{2}\b")
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,500}>")


_PHONE_DIGITS_MIN = 7
_DIGITS = re.compile(r"(?<!\d)\d(?:[\s().-]?\d){3,}")
_SHORT = 6
"""Number of words from which a value is a sentence, whose words alone tell nothing about a person."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_ORDINARY = frozenset(
    "address apartment avenue church close court crescent drive email first flat gardens grove hill house lane last lead main "
    "mobile name north park phone place postcode property road south square street surname terrace title town view west "
    "with your from this that will have here".split()
)
"""Words of addresses and names that a reason has anyway."""
_ANYWHERE = 6
"""Length from which a value is hidden inside a word too ("nameSinger"); a shorter one would hide parts of other words."""


def clean_reason(text: str, personal: Collection[str] = ()) -> str:
    """Return ``text`` as a line of at most :data:`REASON_MAX` characters, without markup, control characters, personal data."""
    line = _TAG.sub(" ", html.unescape(text[:_READ_MAX]))
    line = " ".join(_one_line(line).split())
    for value in sorted(_values_to_hide(personal), key=len, reverse=True):
        whole_word = len(value) < _ANYWHERE
        hidden = rf"(?<!\w){re.escape(value)}(?!\w)" if whole_word else re.escape(value)
        line = re.sub(hidden, HIDDEN, line, flags=re.IGNORECASE)
    for pattern in (_EMAIL, _PHONE, _POSTCODE):
        line = pattern.sub(HIDDEN, line)
    numbers = [digits for value in personal if len(digits := re.sub(r"\D", "", value)) >= _PHONE_DIGITS_MIN]
    line = _DIGITS.sub(lambda run: HIDDEN if _is_part(run[0], numbers) else run[0], line)
    return line if len(line) <= REASON_MAX else line[: REASON_MAX - 1].rstrip() + "…"


def _is_part(run: str, numbers: Collection[str]) -> bool:
    """Return whether digits that a reason quotes are part of a phone number, such as its end."""
    digits = re.sub(r"\D", "", run)
    return any(digits in number for number in numbers)


def _values_to_hide(personal: Collection[str]) -> set[str]:
    """Return the values, their parts, and of short values each word, since an API may quote only the surname or street."""
    values = {" ".join(value.split()) for value in personal}
    values |= {part.strip() for value in values for part in re.split("[,@]", value)}
    words = {word for value in values if value.count(" ") < _SHORT for word in _WORD.findall(value)}
    return {value for value in values if len(value) > 1} | {word for word in words if word.casefold() not in _ORDINARY}


def _one_line(text: str) -> str:
    """Return ``text`` with every control, format, surrogate and unassigned character replaced by a space."""
    return "".join(" " if unicodedata.category(character)[0] == "C" else character for character in text)


_TITLE = re.compile(r"<title[^>]{0,200}>(.{0,500}?)</title", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(r"<(script|style)\b.{0,4000}?</\1\s*>", re.IGNORECASE | re.DOTALL)


def _page_title(page: str) -> str:
    start = page[:_READ_MAX]
    title = _TITLE.search(start)
    return title[1] if title else _TAG.sub(" ", _UNSEEN.sub(" ", start))
