"""Producer of answers to the current question, with the answers volunteered to others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import partial

from conversations.answers import address, appointment, bedrooms, email, name, phone, property_type, sale_or_let, yes_no
from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.text import clauses, head, outside, plain
from conversations.intents import Intent
from conversations.languages import heard_language, vocabulary
from conversations.lexicon import any_of
from conversations.questions import Trait, having, told_apart
from conversations.state import Pending
from conversations.understanding import courtesies, standing
from conversations.understanding.candidates import Begin, Candidate, Evidence, Fill, Found, Heard, Kind, Want
from conversations.understanding.producers.topics import likely
from conversations.understanding.scene import Scene
from conversations.understanding.slot_filling import HARD, Volunteered, find
from conversations.understanding.utterance import Utterance

_WHICH_ONE = frozenset(
    {
        *bedrooms.Reason,
        property_type.Reason.SEVERAL,
        property_type.Reason.UNUSUAL,
        email.Reason.WHICH_WAY,
        email.Reason.SEVERAL,
        email.Reason.LOOK_ALIKE,
        phone.Reason.SEVERAL,
    }
)
"""Doubts about a whole message, which part of it does not settle."""
_CONTACTS = having(Trait.CONTACT)
_ASKED_AT_MOST = 200
"""Maximum number of characters searched for a question."""
_BY_ITSELF = 4
"""Maximum number of words of a clause that is an answer next to a question by the person."""
_SPEAKS_OF: Mapping[str, StrEnum] = {
    "bedrooms": bedrooms.Reason.NOT_A_NUMBER,
    "property_type": property_type.Reason.NOT_UNDERSTOOD,
}
"""Questions about which people ask in the words of an answer, with the reason to refuse such a text."""
_DESCRIBES = having(Trait.EVERYDAY | Trait.COUNT)
"""Questions whose answers are everyday words, which may occur in a question without answering."""


_any = partial(any_of, "asked_back")
_ASKS_ABOUT = re.compile(rf"(?:{_any('openers')},? )*{_any('about')}\b(?:.*\w)?+[^\w?]*+\?|{_any('compares')}")
"""A question about the wording of the bot's question: "do you mean my flat?"."""
_WEIGHS = re.compile(rf"(?:{_any('openers')},? )*{_any('weighs')}\b(?=.*\b{_any('weight')}\b)")
"""A question that weighs the answers: "is a flat with one bedroom worth less"."""
_PLACED = rf"\b{_any('placed')} +"
"""Words before a town, which is not a person's name."""


def listen(said: Utterance, scene: Scene) -> Heard:
    """Return the answers in a text to the current question and to others.

    A text that is an answer as a whole is taken as one, with only unmistakable answers to other questions beside it.
    Otherwise the rest of the text, without the other answers, may be the answer.
    """
    text, bare, key, question, given = said.raw, said.bare, scene.key, scene.question, scene.answers
    reading = _read(scene, key, text if question.traits & Trait.RAW else bare)
    if question.optional:
        return Heard(reading)  # mostly free text: other answers in it are part of it
    about = asks_about(bare)
    reading, heard = _with_rest(key, said, reading)
    others: dict[str, Understood] = {}
    offered: Pending | None = None
    parts = [said.with_text(clause) for clause in clauses(head(text, _ASKED_AT_MOST))]
    # In a first message, the home mentioned is the one to be valued: "what's my 3 bed terrace worth?"
    asks = bool(given) and (
        "?" in text or any(part.begins_as_question for part in parts) or _mentions_in_passing(said, scene, heard)
    )
    answered = _answered_apart(scene, parts) if asks else _DESCRIBES
    about = about or (key in _DESCRIBES and key not in answered)
    for other, found in heard.found.items():
        spoken_of = about or other not in answered or said.begins_as_question
        if other == key or (other in _DESCRIBES and spoken_of):
            continue
        if not news(scene, other, found, weak=other in heard.weak):
            continue
        if other not in given or standing.says_so(said, other, scene.form.questions, found.value):
            others[other] = found
        elif (offered is None or other == "address") and standing.may_be_offered(said, other):
            offered = standing.offer(other, heard.found, given[other])
    if about and isinstance(reading, Understood) and key in _SPEAKS_OF:
        reading = Refused(_SPEAKS_OF[key])
    doubt = None if about else _doubt(scene, heard, others)
    describes = (heard.found.keys() & _DESCRIBES) - given.keys()
    if key == "name" and describes and not (len(bare.split()) > 1 and bare.istitle()):
        reading = Refused(name.Reason.NOT_A_NAME)  # "ground floor flat" is another answer, "Bill Flat" a person
    reading = _offered_whole(key, said, reading, about=about)
    if isinstance(reading, Understood):
        reading, replaced = _without_standing(said, scene, reading)
        doubt = doubt or replaced or (offered if question.traits & Trait.EXACT else None)
        return _beside(key, reading, others, heard, doubt)
    if isinstance(reading, Refused) and reading.reason is sale_or_let.Reason.SEEKS_HOME:
        return Heard(reading)  # another home is described
    of_all = _is_of_all(reading, heard)
    if key in heard.found and not of_all and not (about and key in _DESCRIBES):
        return Heard(heard.found[key], others, doubt)
    if key != "address" and (heard.found or heard.doubts) and heard.rest and not of_all and not about:
        left = _read(scene, key, heard.rest)
        place = key == "name" and re.search(_PLACED + re.escape(heard.rest), bare, re.IGNORECASE)
        talk = isinstance(left, Unclear) and left.reason is name.Reason.PERHAPS
        reading = reading if isinstance(left, Refused) or place or talk else left
    if isinstance(reading, Unclear):
        # One doubt at a time: the others are asked in turn, and nothing changes unseen.
        beside = (HARD | _DESCRIBES if key == "name" else HARD) - given.keys()
        return Heard(reading, {other: found for other, found in others.items() if other in beside})
    return Heard(reading, others, doubt or (offered if isinstance(reading, Refused) and not others else None))


def _offered_whole(key: str, said: Utterance, reading: Reading, *, about: bool) -> Reading:
    """Return a refused address with a postcode of its own as a doubt, so that it is offered back whole; or ``reading``."""
    if key != "address" or not isinstance(reading, Refused) or about or said.begins_as_question:
        return reading
    whole = address.beside_postcode(said.bare)
    return reading if whole is None else Unclear(address.Reason.UNSURE, (), keep=whole)


def _answered_apart(scene: Scene, parts: list[Utterance]) -> frozenset[str]:
    """Return the questions about the home answered by a short clause: "3 bed semi, how long is this?".

    Words within a question do not answer them: "how much are removals for a 3 bed".
    """
    short = [part.raw for part in parts if len(part.words) <= _BY_ITSELF]
    return frozenset(
        key
        for key in _DESCRIBES.intersection(scene.form.questions)
        if any(isinstance(_read(scene, key, part), Understood) for part in short)
    )


def _mentions_in_passing(said: Utterance, scene: Scene, heard: Volunteered) -> bool:
    """Return whether the words beside those of a home are about a topic: "removals for a 3 bed"."""
    only_a_home = bool(heard.found) and heard.found.keys() <= _DESCRIBES
    return only_a_home and bool(likely(said.with_text(heard.rest), scene))


def _without_standing(said: Utterance, scene: Scene, reading: Understood) -> tuple[Understood, Pending | None]:
    """Return an answer without the values beside it that would change other answers, and the question about those."""
    given = scene.answers
    changing = {
        key: Understood(value)
        for key, value in reading.also.items()
        if key in given and given[key].value != value and not standing.says_so(said, key, scene.form.questions, value)
    }
    if not changing:
        return reading, None
    kept = {key: value for key, value in reading.also.items() if key not in changing}
    key = next(iter(changing))
    return Understood(reading.value, reading.note, kept), standing.offer(key, changing, given[key])


def _is_of_all(reading: Reading, heard: Volunteered) -> bool:
    """Return whether the doubt about an answer concerns the whole text, so that no part of it may replace the answer."""
    if isinstance(reading, Refused):
        return reading.reason is address.Reason.TOO_LONG
    return isinstance(reading, Unclear) and (
        reading.reason in _WHICH_ONE
        or isinstance(reading.reason, address.Reason)
        # Digits beside a phone number that belong to another answer are not part of the number.
        or (reading.reason is phone.Reason.LEFT_OVER and heard.found.keys() == {"phone"})
    )


def asks_about(text: str) -> bool:
    """Return whether ``text`` only asks about the wording of a question: "do you mean my flat?"."""
    said = plain(text)
    return _ASKS_ABOUT.match(said) is not None or _WEIGHS.match(said[:_ASKED_AT_MOST]) is not None


def _beside(key: str, reading: Understood, others: Found, heard: Volunteered, doubt: Pending | None) -> Heard:
    """Return a complete answer with the certain answers beside it."""
    alone = heard.found.get(key)
    more = {other: found for other, found in others.items() if found.note or reading.also.get(other) != found.value}
    if key == "address":
        return Heard(reading, more, doubt)
    if alone is None or alone.value != reading.value:
        exact = HARD | ({"address"} if key in HARD else set())
        more = {other: found for other, found in more.items() if other in exact and other not in reading.also}
    return Heard(reading, more, doubt)


def _with_rest(key: str, said: Utterance, reading: Reading) -> tuple[Reading, Volunteered]:
    """Return the reading of a text and the answers to other questions; parts of an address are no other answers."""
    if key != "address" or not isinstance(reading, Understood):
        return reading, said.volunteered
    if reading.also.keys().isdisjoint(_CONTACTS):
        return reading, find(outside(said.bare, str(reading.value)), said.vocabulary)
    heard = said.volunteered  # a message of many particulars: the address ends where the next begins
    return Understood(heard.found.get(key, reading).value, also=reading.also), heard


def _doubt(scene: Scene, heard: Volunteered, others: Found) -> Pending | None:
    """Return the first doubtful answer to another question, as a question to ask back, if there is one."""
    for other in scene.form.questions:
        unclear = heard.doubts.get(other)
        if unclear is not None and other != scene.key and other not in scene.answers:
            return Pending(other, unclear.reason.value, unclear.likely, unclear.keep)
    return doubtful_postcode(scene, heard) if scene.key == "address" or "address" in others else None


def doubtful_postcode(scene: Scene, heard: Volunteered) -> Pending | None:
    """Return the question whether a doubtful postcode with a new address is to replace the current one."""
    unclear, given = heard.doubts.get("postcode"), scene.answers.get("postcode")
    meant = None if unclear is None else unclear.keep or next(iter(unclear.likely), None)
    if meant is None or given is None or meant.value == given.value:
        return None
    return standing.offer("postcode", {"postcode": meant}, given)


def news(scene: Scene, key: str, found: Understood, *, weak: bool = False) -> bool:
    """Return whether an answer found in a text is new: to an open question, or different from the current one."""
    given = scene.answers.get(key)
    if given is None or key not in scene.form.questions:
        return key in scene.form.questions
    if key == "address" and str(found.value).lower() in str(given.value).lower():
        return False  # part of the same answer
    stands, says = (told_apart(key, each.value, each.note)[0] for each in (given, found))
    return stands != says and not weak


def _read(scene: Scene, key: str, text: str) -> Reading:
    complete, pending, language = scene.form.question(key).complete, scene.pending, scene.state.language
    if complete is not None and pending is not None and pending.keep is not None and not pending.likely:
        return complete(pending.keep.value, text, vocabulary(language))
    if pending is not None and pending.reason == appointment.Reason.WHICH_DAY:
        text = appointment.with_hours(text, str(pending.likely[0].value), scene.at)
    reading = scene.reading(key, text)
    foreign = isinstance(reading, Unclear) and reading.reason is name.Reason.PERHAPS
    return Refused(name.Reason.NOT_A_NAME) if foreign and heard_language(text, language) else reading


def heard_at(said: Utterance, scene: Scene) -> Heard:
    """Return the answers heard to the current question, computed once per scene."""
    if said.raw not in scene.read:
        scene.read[said.raw] = listen(said, scene)
    return scene.read[said.raw]


def answers(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield an answer to the current question; in a first message, answers to any question."""
    if not scene.key:
        return
    heard = heard_at(said, scene)
    if isinstance(heard.reading, Refused) and not heard.others and heard.doubt is None:
        return
    approximate = scene.key == "postcode" and courtesies.is_approximate(said)
    evidence = Evidence.CLEAR if isinstance(heard.reading, Understood) else Evidence.POSSIBLE
    yield Candidate(Kind.ANSWER, evidence, Fill(scene.key, heard, no_postcode=approximate))


def again(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a refused text that was repeated, as typed, so that none is refused twice. A courtesy is no answer."""
    keep = scene.question.keep
    if keep is None or not scene.was_refused(said) or courtesies.heard(said) is not None:
        return
    typed = None if courtesies.does_not_know(said) else keep(said.bare)
    if typed is not None:
        offered = Unclear(standing.Reason.AS_TYPED, (), keep=typed)
        yield Candidate(Kind.AGAIN, Evidence.CLEAR, Fill(scene.key, Heard(offered)))


def kept(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the wish to keep the answer being corrected: "yes, that's right", "same as before"."""
    phase = scene.collecting
    if not scene.key or phase.editing != scene.key or phase.pending is not None:
        return
    if yes_no.confirms(said.raw, said.assent):
        yield Candidate(Kind.KEEP, Evidence.CLEAR, Want(Intent.KEEP))
    elif courtesies.heard(said) is courtesies.Courtesy.SAME:
        yield Candidate(Kind.KEEP, Evidence.POSSIBLE, Want(Intent.KEEP))


def begun(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the answers in a first message."""
    found = {key: found for key, found in said.volunteered.found.items() if news(scene, key, found)}
    doubt = _doubt(scene, said.volunteered, found)
    if found or doubt is not None:
        yield Candidate(Kind.ANSWER, Evidence.CLEAR, Begin(found, doubt))
