"""Title of the person, if the agency asks for it: "mrs" is ``"Mrs"``. At most 50 characters (the guide's table)."""

from __future__ import annotations

from enum import StrEnum

from conversations.answers.name_parts import FORMS_OF_ADDRESS, title_of
from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.text import clean, without_symbols
from conversations.lead import TITLE_MAX


class Reason(StrEnum):
    """Reason for not accepting a text as a title."""

    EMPTY = "title.empty"
    NOT_A_TITLE = "title.not_a_title"
    WHICH = "title.which"


def read(text: str) -> Reading:
    """Read ``text`` as a title in use in the United Kingdom."""
    words = without_symbols(clean(text)).strip(" .,!").split()
    if not words:
        return Refused(Reason.EMPTY)
    known = [title for word in words if (title := title_of(word))]
    if known and len(words) <= len(known) + 2:
        return Understood(known[0])
    match [FORMS_OF_ADDRESS.get(word.lower(), ()) for word in words]:
        case [(title,)]:
            return Understood(title)
        case [(_, *_) as titles]:
            return Unclear(Reason.WHICH, tuple(map(Understood, titles)))
    return Refused(Reason.NOT_A_TITLE)


def valid(value: object) -> bool:
    """Return whether ``value`` is a valid title."""
    return isinstance(value, str) and 1 <= len(value) <= TITLE_MAX
