"""Redaction: secrets, contact details, postcodes and quoted values removed from log text.

Names and streets have no recognisable shape, so log calls must not be given any. Exceptions often quote their input: they
are logged by class and place, and by their message only where it is known to quote nothing.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePath
from urllib.parse import quote

_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    # In the path of a Bot API request and of a file, whatever the length of the secret.
    (re.compile(r"(?<=/bot)\d+(?::|%3A)[^/\s\"'?#]+", re.IGNORECASE), "[token]"),
    # Here and below: matches start only at the beginning of a run of such characters; starting anywhere in it would be quadratic.
    (re.compile(r"(?<!\d)\d+(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE), "[token]"),
    (
        re.compile(
            r"(?P<header>x-api-key|authorization|x-telegram-bot-api-secret-token)"
            r"(?P<between>\\?['\"]?\s*[:=,]\s*(?:b?\\?['\"])?)(?:Bearer\s+|Basic\s+)?[^'\"\s,\\]+",
            re.IGNORECASE,
        ),
        r"\g<header>\g<between>[key]",
    ),
    (re.compile(r"(?:\b[OD]')?(?<![\w.+&-])[\w.+&-]+(?:@|%40)[\w.-]+", re.IGNORECASE), "[email]"),
    # +44 7986 000000, +44 (0)1332 000000, %2B447986000000: digits after a plus are a phone number.
    (re.compile(r"(?:\+|%2B)\(?\d(?:[ ().-]{0,2}\d){6,16}", re.IGNORECASE), "[phone]"),
    # 07986 000000, (01332) 000 000: ten or eleven digits starting with a zero, unless after : or -, as in dates and times.
    (re.compile(r"(?<![\w.:-])\(?0\d(?:[ ().-]{0,2}\d){7,11}(?!\w)"), "[phone]"),
    # 7986 000000, 44 7986 000 000: without the zero. A dot is no separator here: 192.168.100.200 is an IP address.
    (re.compile(r"(?<![\w.:-])(?:(?:00)?44[ ()-]{0,3})?\(?[127]\d{2,3}\)?[ -]\d{3}[ -]?\d{3,4}(?!\w)"), "[phone]"),
    # Ten digits in a row: a phone number, or a person's chat id. The bot's own ids have nine at most. A supergroup's chat id is
    # not personal: thirteen digits after a minus, the first of them a one (Bot API, "dialog ids").
    (re.compile(r"(?<![\w.])(?<![A-Z]-)(?!(?<=-)1\d{12}(?!\w))\d{10,}(?!\w)"), "[number]"),
    (
        re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d[A-Z\d]?(?:\s|\+|%20)*\d[A-Z]{2}(?![A-Za-z0-9])", re.IGNORECASE),
        "[postcode]",
    ),
)

_KEPT, _SHORT = 256, 60
"""Size of the cache of redacted texts, and the longest text cached, in characters."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_SPEAKING: tuple[type[BaseException], ...] = (
    AttributeError,
    ImportError,
    NameError,
    OSError,
    RuntimeError,
    TypeError,
)
"""Built-in exceptions whose messages name types, attributes and files, never a typed value."""

_SPEAKING_PACKAGES = frozenset({"aiohttp", "bot", "httpcore", "httpx"})
"""Packages whose exception messages are safe: they describe a connection's failure or were written for logs."""


class _Secrets:
    """Matcher for some thousand words: a regular expression's alternation would try each of them at each position."""

    def __init__(self, words: Iterable[str]) -> None:
        ordered = sorted(words, key=len, reverse=True)
        self._width = min(map(len, ordered), default=0)
        self._by_start: dict[str, list[str]] = {}
        for word in ordered:
            self._by_start.setdefault(word[: self._width], []).append(word)

    def hide(self, text: str) -> str:
        """Return ``text`` without them; of several that start at a position, the longest counts."""
        if not self._by_start:
            return text
        shown, width, kept, at = [], self._width, 0, 0
        while at <= len(text) - width:
            words = self._by_start.get(text[at : at + width], ())
            found = next((word for word in words if text.startswith(word, at)), None)
            if found is None:
                at += 1
                continue
            shown += [text[kept:at], "[secret]"]
            kept = at = at + len(found)
        return "".join([*shown, text[kept:]])


class Redaction:
    """Redaction of ``secrets`` and of everything shaped like personal data. Empty secrets are ignored."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._forms: frozenset[str] = frozenset()
        self._line = lru_cache(_KEPT)(self._redacted)
        self.hide(secrets)

    def hide(self, secrets: Iterable[str]) -> None:
        """Redact these secrets as well."""
        forms = set(self._forms)
        for secret in secrets:
            for part in (secret, secret.partition(":")[2]):  # the second half of a bot token is the secret
                forms |= {part, quote(part, safe=""), part.encode("unicode_escape").decode("ascii")}
        self._forms = frozenset(filter(None, forms))
        self._secrets = _Secrets(self._forms)
        self._line.cache_clear()

    def text(self, text: str) -> str:
        """Return ``text`` with every secret, contact detail and postcode replaced by a word in brackets."""
        text = self._secrets.hide(text)
        for shape, word in _SHAPES:
            text = shape.sub(word, text)
        return text

    def line(self, text: str) -> str:
        """Return ``text`` redacted and on one line; control characters are escaped, so that no line can be forged."""
        # Most lines are fixed messages, which repeat.
        return self._line(text) if len(text) <= _SHORT else self._redacted(text)

    def _redacted(self, text: str) -> str:
        return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), self.text(text))

    def value(self, value: object) -> object:
        """Return a field's value redacted. Numbers of up to nine digits, booleans and ``None`` stay."""
        match value:
            case None | bool() | float():
                return value
            case int():
                return value if abs(value) < 10**9 else "[number]"
            case str():
                return self.line(value)
            case BaseException():
                return self.line(describe_error(value))
            case dict():
                return {self.line(str(key)): self.value(each) for key, each in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self.value(each) for each in value]
            case _:
                return self.line(str(value))

    def traceback(self, error: BaseException) -> str:
        """Return the traceback of ``error`` with its causes in Python's format, redacted and without quoted values."""
        return self.text("\n".join(_chain(error, set())))


def describe_error(error: BaseException) -> str:
    """Return a safe description of an exception: its class, and its message where that quotes no typed value."""
    kind = type(error)
    package = kind.__module__.partition(".")[0]
    name = kind.__qualname__ if package == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    speaks = package in _SPEAKING_PACKAGES or (
        package in {"builtins", "socket", "ssl"} and isinstance(error, _SPEAKING)
    )
    words = str(error) if speaks else ""
    return f"{name}: {words}" if words else name


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    """Yield an exception's lines after those of its causes; each exception once."""
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _chain(before, seen)
        how = "was the direct cause of" if error.__cause__ is not None else "was being handled during"
        yield f"\nThe above exception {how} the following exception:\n"
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):"
        yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield describe_error(error)
    if isinstance(error, BaseExceptionGroup):
        for number, each in enumerate(error.exceptions, 1):
            if id(each) not in seen:
                yield f"\nIn the group above, number {number}:\n"
                yield from _chain(each, seen)


def place_of(error: BaseException) -> str:
    """Return where an error was raised, as "file:line", without its message; empty if it was not raised."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
