"""Producers of choices: a choice in words between the readings offered back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from conversations.answers import yes_no
from conversations.answers.address import Reason as AddressReason
from conversations.answers.bedrooms import Reason as BedroomsReason
from conversations.answers.reading import Understood
from conversations.answers.text import words
from conversations.languages import CATALOGUES, alternatives
from conversations.questions import Trait, having
from conversations.state import Pending
from conversations.understanding.candidates import Candidate, Evidence, Fill, Kind, Pick
from conversations.understanding.producers.answer import heard_at
from conversations.understanding.scene import Scene
from conversations.understanding.utterance import Utterance

_A_PAIR = 2
_READ = 80
"""Maximum number of characters; a choice between two is short."""
_CONTACTS = having(Trait.CONTACT)
_TOLD_INSTEAD = having(Trait.EVERYDAY)
"""Questions at which a no before an answer looks like its denial."""


def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    of = alternatives(language, "choices")
    typed = of["meant"].replace("'", "'?")
    return MappingProxyType(
        {name: re.compile(f"^(?:{said})") for name, said in of.items()}
        | {"no_but": re.compile(rf"^\s*+(?:{of['no']})[\s,.!]++(?:(?:{typed})\s++)?(?=\w)", re.IGNORECASE)}
    )


_PATTERNS = MappingProxyType({code: _patterns(code) for code in CATALOGUES})


def _is(said: Utterance, word: str, name: str) -> bool:
    """Return whether plain words match the alternatives ``name`` of the chat's language or English."""
    return _PATTERNS[said.catalogue.language][name].fullmatch(word) is not None


def choices(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the reading chosen by a text: "yes", "the second one", "the gmail one"."""
    code = None if scene.pending is None else picked_in_words(scene.pending, said)
    if code is not None:
        yield Candidate(Kind.CHOICE, Evidence.EXACT, Pick(code))


def instead(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the answer after a no to the offered readings: "no, semi"."""
    other = said.with_text(told_instead(scene.pending, said)) if scene.pending is not None else None
    if other is None or not other.raw:
        return
    if isinstance(scene.question.read(other.raw, scene.at), Understood):
        heard = heard_at(other, scene)
        yield Candidate(Kind.INSTEAD, Evidence.EXACT, Fill(scene.key, heard))


def picked_in_words(pending: Pending, said: Utterance) -> str | None:
    """Return the code of the reading chosen by a typed yes or no; ``None`` if the text says neither."""
    brief = words(said.raw[:_READ])
    joined, chosen = " ".join(brief), [word for word in brief if not _is(said, word, "around")]
    codes = [*map(str, range(len(pending.likely))), *(["keep"] if pending.keep is not None else [])]
    if named := _by_place(codes, said, chosen) or _by_part(pending, said, chosen):
        return named
    answer = yes_no.read(said.raw, said.assent)
    if pending.reason == BedroomsReason.BOX_ROOM.value and len(pending.likely) == _A_PAIR:
        return _with_or_without(said, joined, answer)
    if pending.reason == AddressReason.NO_NUMBER.value and _is(said, joined, "no_number"):
        return "keep"
    if pending.likely and pending.keep is not None and _is(said, joined, "stands"):
        return "keep"
    if answer is yes_no.YesNo.YES and len(pending.likely) <= 1:
        return "0" if pending.likely else "keep"
    if answer is yes_no.YesNo.NO and not _tells_another(said.raw):
        return "keep" if pending.likely and pending.keep is not None else "no"
    return None


def told_instead(pending: Pending, said: Utterance) -> str:
    """Return the text after a no to a choice, which may be an answer: "semi" of "no, semi"; empty if there is none."""
    no_but = _PATTERNS[said.catalogue.language]["no_but"]
    found = no_but.match(said.raw[:_READ]) if pending.question in _TOLD_INSTEAD else None
    return said.raw[found.end() :] if found is not None else ""


def _by_place(codes: list[str], said: Utterance, chosen: list[str]) -> str | None:
    """Return the code of the reading chosen by its position: "the second one"."""
    if len(codes) < _A_PAIR or not chosen:
        return None
    places = {"last": codes[-1]} | dict(zip(("first", "second", "third"), codes, strict=False))
    return next((code for place, code in places.items() if all(_is(said, word, place) for word in chosen)), None)


def _by_part(pending: Pending, said: Utterance, chosen: list[str]) -> str | None:
    """Return the code of the reading of an email address or a number chosen by a part of it or by its kind."""
    if pending.question not in _CONTACTS or not chosen or _tells_another(said.raw):
        return None
    values = {str(code): str(each.value).lower() for code, each in enumerate(pending.likely)}
    if pending.keep is not None:
        values["keep"] = str(pending.keep.value).lower()
    if pending.question == "phone":
        kinds = {kind for kind in ("mobile", "landline") if any(_is(said, word, kind) for word in chosen)}
        fits = [
            code for code, value in values.items() if kinds == {"mobile" if value.startswith("+447") else "landline"}
        ]
    else:
        fits = [code for code, value in values.items() if all(len(word) > _A_PAIR and word in value for word in chosen)]
    return fits[0] if len(fits) == 1 else None


def _with_or_without(said: Utterance, joined: str, answer: yes_no.YesNo) -> str | None:
    """Return the code of the reading with or without the box room."""
    if any(map(str.isdigit, said.raw)):
        return None
    if _is(said, joined, "leaves_out") or answer is yes_no.YesNo.NO:
        return "0"
    return "1" if _is(said, joined, "counts") or answer is yes_no.YesNo.YES else None


def _tells_another(text: str) -> bool:
    """Return whether ``text`` is more than a choice: "no, 6", "no it's marla@cloud.com"."""
    return "@" in text or any(map(str.isdigit, text))
