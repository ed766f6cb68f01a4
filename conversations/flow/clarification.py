"""Readings that were offered back, and what a person makes of them, by button or in words."""

from __future__ import annotations

import re

from msgspec.structs import replace

from conversations.answers import yes_no
from conversations.answers.address import Reason as AddressReason
from conversations.answers.bedrooms import Reason as BedroomsReason
from conversations.answers.name import Reason as NameReason
from conversations.answers.text import words
from conversations.callback_data import Action, Tap
from conversations.commands import Line
from conversations.events import Event, Said
from conversations.flow.answering import take
from conversations.flow.turn import Turn, chosen, say
from conversations.form import Form
from conversations.state import Collecting, Pending, State

_MISSING_PART = {
    NameReason.NO_LAST_NAME.value: Line("pending.last_name"),
    NameReason.NO_FIRST_NAME.value: Line("pending.first_name"),
}
"""How the part of a name is asked for that somebody left out, by the reason for which it was offered back."""
_PLACES: tuple[frozenset[str], ...] = (
    frozenset("first 1st former top pierwszy pierwsza pierwsze cyntaf gyntaf".split()),
    frozenset("second 2nd drugi druga drugie ail".split()),
    frozenset("third 3rd trzeci trzecia trzecie trydydd drydydd".split()),
)
_LAST = frozenset("last latter bottom ostatni ostatnia ostatnie olaf".split())
_AROUND = frozenset(
    """the one it is its please to ten ta yr y un thanks option with use my no lepiej email number
    numer rhif ebost""".split()
)
_A_PAIR = 2
_SPOKEN_OF = frozenset({"email", "phone"})
"""Questions whose readings people tell apart by a part of them: "the gmail one", "the landline"."""
_KINDS = {
    "mobile": True, "mob": True, "cell": True, "komorka": True, "komorkowy": True, "symudol": True,
    "landline": False, "home": False, "house": False, "stacjonarny": False, "tir": False,
}  # fmt: skip
"""What a telephone number is called, and whether that is a mobile's."""
_TOLD_INSTEAD = frozenset({"property_type", "sale_or_let"})
"""Questions whose answers are everyday words, beside which a no looks like a denial of them."""
_NO_BUT = re.compile(
    r"\s*(?:no|nope|nah|nie|na|nage)[\s,.!]+(?:(?:i meant|i mean|it'?s|it is|more like|rather|just|to|mae'?n|raczej)\s+)?(?=\w)",
    re.IGNORECASE,
)
_COUNTS_IT = re.compile(
    r"(?:(?:yes|yeah|tak|ydy|ydi) )?(?:it does|it counts|count it|include it|counts|liczy sie|wliczyc|mae o|mae e)(?: .*)?"
)
_LEAVES_IT_OUT = re.compile(
    r"(?:(?:no|nope|nie|na) )?(?:it doesnt|it does not|dont count it|leave it out|not count\w*|nie liczy sie)(?: .*)?"
)
_NO_NUMBER = re.compile(
    r"(?:(?:no|sorry|it|the house|there|house|nie|na) )*(?:no|has no|hasnt got an?|doesnt have an?|havent got an?|without an?"
    r"|theres no|is no|isnt an?|nie ma|brak|does dim|sdim|heb) (?:house )?(?:numbers?|one|numeru|rhif)"
)
"""The house has none: it is right as it stands."""
_STANDS = re.compile(
    r"(?:no|nope|nah|nie|na) (?:its|it is|thats|that is|this is|mine is|jest|mae o?n?) ?(?:right|correct|fine|ok|dobrze|gywir|iawn)"
)
"""What was typed is right, and not what is offered: "no, it's right"."""


def pick(form: Form, state: State, phase: Collecting, event: Event, code: str) -> Turn:
    """Take the reading of this code (its number, ``keep``, or ``no``) of what is offered back."""
    pending = phase.pending
    if pending is None:
        return say(form, state)
    turn = _picked(form, state, phase, event, pending, code)
    return chosen(turn, state, Tap(Action.PICK, state.revision, pending.question, code))


def _picked(form: Form, state: State, phase: Collecting, event: Event, pending: Pending, code: str) -> Turn:
    if code == "keep" and pending.keep is not None:
        return take(form, state, phase, {pending.question: pending.keep}, event.message if _typed(event) else "")
    if code.isascii() and code.isdigit() and int(code) < len(pending.likely):
        return take(form, state, phase, {pending.question: pending.likely[int(code)]}, "")
    editing = pending.question if pending.question in phase.answers else phase.editing
    wanted = _MISSING_PART.get(pending.reason)
    if wanted is not None:
        # "No" to "Is “Marla” your whole name?": what is typed now completes it, and a second "no" drops it.
        asking = replace(phase, pending=replace(pending, reason=wanted.key), editing=editing)
        return say(form, replace(state, phase=asking, revision=state.revision + 1))
    again = replace(phase, pending=None, editing=editing, reviewed=False, consent_shown="")
    return say(form, replace(state, phase=again, revision=state.revision + 1), Line("pending.retype"))


def picked_in_words(pending: Pending, text: str) -> str | None:
    """Return the code of the reading that a typed yes or no picks; ``None`` where the text says neither."""
    spoken = words(text[:80])
    codes = [*map(str, range(len(pending.likely))), *(["keep"] if pending.keep is not None else [])]
    if (named := _by_place(codes, set(spoken) - _AROUND)) or (named := _by_part(pending, text, spoken)):
        return named
    if pending.reason == BedroomsReason.BOX_ROOM.value and len(pending.likely) == _A_PAIR:
        return _with_or_without(text, " ".join(spoken))
    if pending.reason == AddressReason.NO_NUMBER.value and _NO_NUMBER.fullmatch(" ".join(spoken)):
        return "keep"
    if pending.likely and pending.keep is not None and _STANDS.fullmatch(" ".join(spoken)):
        return "keep"
    said = yes_no.read(text)
    if said is yes_no.YesNo.YES and len(pending.likely) <= 1:
        return "0" if pending.likely else "keep"
    if said is yes_no.YesNo.NO and not _tells_another(text):
        return "keep" if pending.likely and pending.keep is not None else "no"
    return None


def told_instead(pending: Pending, text: str) -> str:
    """Return what is said after a no to a choice, which may be an answer: "semi" of "no, semi"; empty if nothing is."""
    found = _NO_BUT.match(text[:80]) if pending.question in _TOLD_INSTEAD else None
    return text[found.end() :] if found is not None else ""


def _by_place(codes: list[str], chosen: set[str]) -> str | None:
    """The code of the reading that is told by its place: "the second one"."""
    if len(codes) < _A_PAIR or not chosen:
        return None
    if chosen <= _LAST:
        return codes[-1]
    return next((code for code, place in zip(codes, _PLACES, strict=False) if chosen <= place), None)


def _by_part(pending: Pending, text: str, spoken: list[str]) -> str | None:
    """The code of the one reading of an email address or a number of which a part is said, or its kind."""
    said = [word for word in spoken if word not in _AROUND]
    if pending.question not in _SPOKEN_OF or not said or _tells_another(text):
        return None
    values = {str(code): str(each.value).lower() for code, each in enumerate(pending.likely)}
    if pending.keep is not None:
        values["keep"] = str(pending.keep.value).lower()
    if pending.question == "phone":
        kinds = {_KINDS[word] for word in said if word in _KINDS}
        fits = [code for code, value in values.items() if kinds == {value.startswith("+447")}]
    else:
        fits = [code for code, value in values.items() if all(len(word) > _A_PAIR and word in value for word in said)]
    return fits[0] if len(fits) == 1 else None


def _with_or_without(text: str, said: str) -> str | None:
    """Whether the box room counts: the code of the reading with it, or of the one without."""
    if any(map(str.isdigit, text)):
        return None
    if _LEAVES_IT_OUT.fullmatch(said) or yes_no.read(text) is yes_no.YesNo.NO:
        return "0"
    return "1" if _COUNTS_IT.fullmatch(said) or yes_no.read(text) is yes_no.YesNo.YES else None


def _tells_another(text: str) -> bool:
    """Whether ``text`` is more than a choice: "no, 6", "no it's marla@cloud.com"."""
    return "@" in text or any(map(str.isdigit, text))


def _typed(event: Event) -> bool:
    return isinstance(event.body, Said)
