"""Phone numbers, email addresses and postcodes beside another answer: "Marla Singer 07986 000000"."""

from __future__ import annotations

import re

from conversations.answers import email, phone, postcode
from conversations.answers.reading import Understood, Value
from conversations.lexicon import any_of

_TOKEN = re.compile(r"\S+")
_LABEL = re.compile(
    rf"[\s,;.(-]{{0,4}}\b{any_of('contacts', 'label')}(?: {any_of('contacts', 'is')})?[:. ]{{0,3}}$", re.IGNORECASE
)
_EDGES = " ,.;:!\"'-"


def split(text: str) -> tuple[str, dict[str, Value]]:
    """Return ``text`` (cleaned) without its clear contacts, and these by question key.

    A doubtful contact stays in the text, and so do two of a kind.
    """
    also: dict[str, Value] = {}
    emails = [found for found in _TOKEN.finditer(text) if "@" in found[0]]
    if len(emails) == 1 and isinstance(address := email.read(emails[0][0]), Understood):
        also["email"] = address.value
        text = _without(text, emails[0])
    numbers = list(phone.IN_TEXT.finditer(text))
    if len(numbers) == 1 and isinstance(number := phone.read(numbers[0][0]), Understood):
        also["phone"] = number.value
        text = _without(text, numbers[0])
    before, code, after = postcode.split(text)
    if code:
        also["postcode"] = code
        text = ", ".join(part for part in (before, after) if part)
    return text.strip(_EDGES), also


def _without(text: str, found: re.Match[str]) -> str:
    """Return ``text`` without the contact found and its label; parts separated by a comma stay separate."""
    near = max(0, found.start() - 40)
    before = text[:near] + _LABEL.sub("", text[near : found.start()])
    after = text[found.end() :]
    glue = ", " if "," in before[-2:] + after[:2] else " "
    return glue.join(part for part in (before.strip(_EDGES), after.strip(_EDGES)) if part)
