"""Checks of single values against the guide's table of fields. Each returns the violated rule, never the value."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from email_validator import EmailNotValidError, validate_email
from msgspec import Meta

Check = Callable[[object], str]
"""Function from a field's value to the violated rule, or ``""``."""

_Some = Meta(min_length=1)


def json_size(value: object) -> int:
    """Return the size of ``value`` as JSON in its longest common form: escaped to ASCII, slashes too, spaces after separators.

    The guide limits bytes without naming a form, so the longest has to fit.
    """
    text = json.dumps(value)
    return len(text) + text.count("/")


def _typed(kind: Any, rule: str, maximum: int | None = None) -> Check:
    """Return a check for a value of a type that JSON can carry, in at most ``maximum`` bytes; ``rule`` describes the type."""

    def check(value: object) -> str:
        try:
            msgspec.convert(value, kind)
            json.dumps(value, ensure_ascii=False).encode()
        except msgspec.ValidationError:
            return rule
        except UnicodeEncodeError:  # a lone surrogate, which JSON bodies cannot carry
            return "must be valid Unicode"
        return "" if maximum is None or json_size(value) <= maximum else f"must fit in {maximum} bytes of JSON"

    return check


def text(minimum: int, maximum: int | None = None) -> Check:
    """Return a check for text with a number of characters within bounds."""
    kind = Annotated[str, Meta(min_length=minimum, max_length=maximum)]
    return _typed(kind, f"must have {minimum} to {maximum} characters" if maximum else "must be text that is not empty")


def one_of(values: frozenset[str]) -> Check:
    """Return a check for one of ``values``."""

    def check(value: object) -> str:
        return "" if isinstance(value, str) and value in values else f"must be one of {', '.join(sorted(values))}"

    return check


def email(value: object) -> str:
    """Check an email address by its form."""
    try:
        validate_email(str(value), check_deliverability=False)
    except EmailNotValidError:
        return "must be a valid email address"
    return ""


def consent(value: object) -> str:
    """Check the consent: there is no request without it."""
    return "" if value is True else "must be true: nothing is sent without consent"


whole_number = _typed(Annotated[int, Meta(ge=0)], "must be a whole number, 0 or more")
flag = _typed(bool, "must be true or false")


def texts(maximum: int) -> Check:
    """Return a check for an object with only text values, of at most ``maximum`` bytes as JSON."""
    return _typed(dict[str, str], "must be an object with text values only", maximum)


def availability(maximum: int) -> Check:
    """Return a check for ``{"hours": [ISO times]}``, as in the guide's example, of at most ``maximum`` bytes as JSON."""
    kind = Annotated[dict[Literal["hours"], Annotated[list[str], _Some]], _Some]
    return _typed(kind, "must be an object of hours, each as text", maximum)


def questionnaire(maximum: int) -> Check:
    """Return a check for a list of question and answer pairs, of at most ``maximum`` bytes as JSON."""
    return _typed(Annotated[list[tuple[str, str]], _Some], "must be a list of pairs of texts", maximum)
