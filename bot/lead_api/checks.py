"""Checks of single values against the guide's table of fields. Each returns the violated rule, never the value."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

from email_validator import EmailNotValidError, validate_email

Check = Callable[[object], str]
"""Function from a field's value to the violated rule, or ``""``."""


def json_size(value: object) -> int:
    """Return the size of ``value`` as JSON in its longest common form: escaped to ASCII, slashes too, spaces after separators.

    The guide limits bytes without naming a form, so the longest has to fit.
    """
    text = json.dumps(value)
    return len(text) + text.count("/")


def text(minimum: int, maximum: int | None = None) -> Check:
    """Return a check for text with a number of characters within bounds."""

    def check(value: object) -> str:
        if not isinstance(value, str):
            return "must be text"
        if not _is_unicode(value):
            return "must be valid Unicode"
        if maximum is None:
            return "" if len(value) >= minimum else "must not be empty"
        return "" if minimum <= len(value) <= maximum else f"must have {minimum} to {maximum} characters"

    return check


def one_of(values: frozenset[str]) -> Check:
    """Return a check for one of ``values``."""

    def check(value: object) -> str:
        return "" if isinstance(value, str) and value in values else f"must be one of {', '.join(sorted(values))}"

    return check


def email(value: object) -> str:
    """Check an email address by its form."""
    if not isinstance(value, str):
        return "must be text"
    try:
        validate_email(value, check_deliverability=False)
    except EmailNotValidError:
        return "must be a valid email address"
    return ""


def whole_number(value: object) -> str:
    """Check a whole number, 0 or more."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or value != int(value) or value < 0:  # type: ignore[arg-type,operator,call-overload]
        return "must be a whole number, 0 or more"
    return ""


def consent(value: object) -> str:
    """Check the consent: there is no request without it."""
    return "" if value is True else "must be true: nothing is sent without consent"


def flag(value: object) -> str:
    """Check a boolean."""
    return "" if isinstance(value, bool) else "must be true or false"


def texts(maximum: int) -> Check:
    """Return a check for an object with only text values, of at most ``maximum`` bytes as JSON."""

    def check(value: object) -> str:
        if not isinstance(value, dict):
            return "must be an object"
        for key, item in value.items():
            if not isinstance(key, str) or not isinstance(item, str):
                return "must have text values only"
            if not _is_unicode(key) or not _is_unicode(item):
                return "must be valid Unicode"
        return _fits(value, maximum)

    return check


def availability(maximum: int) -> Check:
    """Return a check for ``{"hours": [ISO times]}``, as in the guide's example, of at most ``maximum`` bytes as JSON."""

    def check(value: object) -> str:
        hours = value.get("hours") if isinstance(value, dict) and value.keys() == {"hours"} else None
        if not isinstance(hours, list) or not hours or not all(isinstance(hour, str) for hour in hours):
            return "must be an object of hours, each as text"
        return _fits(value, maximum)

    return check


def questionnaire(maximum: int) -> Check:
    """Return a check for a list of question and answer pairs, of at most ``maximum`` bytes as JSON."""

    def check(value: object) -> str:
        if not isinstance(value, list) or not value:
            return "must be a list"
        for pair in value:
            if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(each, str) for each in pair):
                return "must have arrays of two texts"
            if not all(_is_unicode(each) for each in pair):
                return "must be valid Unicode"
        return _fits(value, maximum)

    return check


def _fits(value: object, maximum: int) -> str:
    return "" if json_size(value) <= maximum else f"must fit in {maximum} bytes of JSON"


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate, which JSON bodies cannot carry
        return False
    return True
