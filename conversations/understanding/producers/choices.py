"""Producers of choices: which of the readings that are offered back is meant, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conversations.answers import yes_no
from conversations.answers.address import Reason as AddressReason
from conversations.answers.bedrooms import Reason as BedroomsReason
from conversations.answers.reading import Understood
from conversations.answers.text import words
from conversations.questions import Trait, having
from conversations.state import Pending
from conversations.understanding.candidates import Candidate, Evidence, Fill, Kind, Pick
from conversations.understanding.producers.answer import heard_at
from conversations.understanding.scene import Scene
from conversations.understanding.utterance import Utterance

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
_KINDS = {
    "mobile": True, "mob": True, "cell": True, "komorka": True, "komorkowy": True, "symudol": True,
    "landline": False, "home": False, "house": False, "stacjonarny": False, "tir": False,
}  # fmt: skip
"""What a telephone number is called, and whether that is a mobile's."""
_TOLD_INSTEAD = having(Trait.EVERYDAY)
"""Questions beside whose answers a no looks like a denial of them."""
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


def choices(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the reading that a text picks: "yes", "the second one", "the gmail one"."""
    code = picked_in_words(scene.pending, said.raw) if scene.pending is not None else None
    if code is not None:
        yield Candidate(Kind.CHOICE, Evidence.EXACT, Pick(code))


def instead(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the answer after a no to what was offered: "no, semi"."""
    other = said.with_text(told_instead(scene.pending, said.raw)) if scene.pending is not None else None
    if other is None or not other.raw:
        return
    if isinstance(scene.question.read(other.raw, scene.at), Understood):
        heard = heard_at(other, scene)
        yield Candidate(Kind.INSTEAD, Evidence.EXACT, Fill(scene.key, heard))


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
    if pending.question not in having(Trait.CONTACT) or not said or _tells_another(text):
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
