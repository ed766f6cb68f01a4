"""Producer of changes to given answers, in part or as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.answers import bedrooms, sale_or_let
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.answers.smalltalk import FILLERS
from conversations.answers.text import head, words
from conversations.questions import Trait, having, told_apart
from conversations.state import Answer
from conversations.understanding import standing
from conversations.understanding.candidates import (
    Candidate,
    Edit,
    Evidence,
    Fill,
    Found,
    GoBack,
    Heard,
    Kind,
    Take,
    Tell,
)
from conversations.understanding.correction_patterns import patterns
from conversations.understanding.partial_corrections import amended, amended_unit
from conversations.understanding.producers.answer import asks_about, doubtful_postcode, heard_at, news
from conversations.understanding.scene import Scene
from conversations.understanding.utterance import Utterance

_ASKED_AT_MOST = 200
"""Maximum number of characters searched for a question."""


def asks_what_stands(said: Utterance) -> bool:
    """Return whether a text only asks what was recorded: "did I say 3 bedrooms?"."""
    finds, joined = patterns(said.language), said.joined[:_ASKED_AT_MOST]
    return finds.recalls.match(joined) is not None and finds.wants.search(joined) is None


def labelled(scene: Scene, key: str, after: str) -> Understood | Unclear | None:
    """Return the answer after the name of the question ``key``: "bedrooms should be 4"; ``None`` if there is none."""
    finds = patterns(scene.state.language)
    joined = finds.joins.match(after)
    if key == "address" and (joined is None or not joined[0].strip()):
        return None  # "the street one down from us" gives no new address, "street: Mill Lane" does
    said = finds.rather_than.split(finds.joins.sub("", after), maxsplit=1)[0]
    if not said.strip() or finds.denies.match(said):
        return None
    reading = scene.reading(key, said)
    return None if isinstance(reading, Refused) else reading


_EXACT, _EVERYDAY, _MENTIONED = having(Trait.EXACT), having(Trait.EVERYDAY), having(Trait.MENTIONED)
_LEAVE_THE_UNIT = _EXACT | _EVERYDAY
"""Questions for which the number of a flat is no answer."""
_COUNTED = having(Trait.COUNT)
_TOLD_APART = _LEAVE_THE_UNIT | _COUNTED
"""Questions whose answers are distinct from the words around them."""
_SHORT = 40
"""Maximum number of characters of a correction that is little more than a number."""


def units(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a new flat number for the address, given at a question that it does not answer: "flat 3"."""
    if scene.key not in _LEAVE_THE_UNIT:
        return
    unit = amended_unit(scene, said.bare)
    if unit is None or unit.reading is None:
        return
    heard = heard_at(said, scene)
    kind = {scene.key: heard.reading} if scene.key == "property_type" and isinstance(heard.reading, Understood) else {}
    yield Candidate(Kind.UNIT, Evidence.EXACT, Take({unit.key: unit.reading, **kind}))


def parts(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a correction of part of an answer by its words: "not Singer, Sinclair"."""
    named = said.catalogue.question(said.raw, scene.form.questions)
    amendment = amended(scene, said.bare, named)
    if amendment is None:
        return
    act: Edit | Take | Fill = Edit(amendment.key)
    if amendment.reading is not None and amendment.says_so:
        act = Take({amendment.key: amendment.reading})
    elif amendment.reading is not None:
        act = _offered(scene, amendment.key, {amendment.key: amendment.reading})
    yield Candidate(Kind.PART, Evidence.CLEAR, act)


def _value_beside_name(said: Utterance, scene: Scene, key: str) -> Understood | Unclear | None:
    """Return the reading of the answer beside its question's name; ``None`` if there is none."""
    value = None if key == "sale_or_let" else labelled(scene, key, said.catalogue.label(said.bare, key))
    within = standing.sentences_with(said, key) if key in _TOLD_APART else []
    if key in _COUNTED:  # "bedrooms two and three are full" counts none
        within = [each for each in within if key not in each.volunteered.weak]
    if key in _EVERYDAY:  # "kind of you. The other one" names the type in passing
        within = [each for each in within if said.catalogue.question(each.bare, scene.form.questions) == key]
    if not isinstance(value, Understood) and within:
        reading = scene.form.question(key).read(within[0].bare, scene.at)
        only_named = key == "sale_or_let" and sale_or_let.names_both(within[0].bare)
        return reading if isinstance(reading, Understood) and not only_named else value
    return value


def named(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a correction by the name of a question: "bedrooms should be 4", "wrong postcode"."""
    language, text, form, phase = said.catalogue, said.bare, scene.form, scene.collecting
    key = language.question(text, form.questions)
    if not key or key == scene.key or (key in _MENTIONED and asks_about(text)):
        return
    value = _value_beside_name(said, scene, key)
    given, doubtful = phase.answers.get(key), False
    says_so = _says_so(said, scene, key)
    if key == "sale_or_let" and given is not None and not says_so:
        # "Let my wife check first" contains it with another meaning; "I said sell" repeats it.
        value = value if isinstance(value, Understood) and _repeats(key, value, given) else None
    if isinstance(value, Unclear):
        # A slip in a correction is offered back, as in an answer.
        if key in _EXACT and given is not None:
            yield Candidate(Kind.NAMED, Evidence.POSSIBLE, Fill(key, Heard(value)))
            return
        joined = patterns(said.language).joins.match(language.label(text, key))
        introduced = said.volunteered.doubts.get(key) or (value if joined is not None and joined[0].strip() else None)
        if whole := _completed(said, scene, key, introduced):
            yield Candidate(Kind.NAMED, Evidence.POSSIBLE, _offered(scene, key, {key: whole}))
            return
        doubtful, value = True, None
    if value is not None and given is not None and _repeats(key, value, given):
        asks = language.asks.match(language.said(text)) is not None  # "is now a good time to sell" repeats nothing
        if scene.key and not asks:
            yield Candidate(Kind.NAMED, Evidence.CLEAR, Tell(("answer.same",)))
        return
    if value is not None:
        if key == "sale_or_let" and given is not None and standing.only_asks(said):
            return
        if key == "sale_or_let" and given is not None and not standing.says_so(said, key, form.questions):
            # "I want to let the flat" may be about another home, and "I want to let my wife know" about none.
            yield Candidate(Kind.NAMED, Evidence.POSSIBLE, _offered(scene, key, {key: value}))
            return
        yield Candidate(Kind.NAMED, Evidence.CLEAR, Take({key: value}))
        return
    changes = language.correction(text, form.questions) or (
        not scene.key and not phase.reviewed and (doubtful or language.names_only(text, form.questions))
    )
    if changes and key in phase.answers:
        yield Candidate(Kind.NAMED, Evidence.CLEAR, Edit(key))


def _says_so(said: Utterance, scene: Scene, key: str) -> bool:
    """Return whether a text says that the answer to ``key`` is another one, or wishes so."""
    wishes = patterns(said.language).wishes
    return standing.says_so(said, key, scene.form.questions) or any(
        wishes.search(each.joined) for each in standing.sentences_with(said, key)
    )


def _repeats(key: str, value: Understood, given: Answer) -> bool:
    return told_apart(key, value.value, value.note)[0] == told_apart(key, given.value, given.note)[0]


def recounts(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a number alone at the property type, asked after the bedrooms: a correction, or the position of a button."""
    given = scene.answers.get("bedrooms")
    if scene.key != "property_type" or given is None:
        return
    spoken = [
        word for word in words(head(said.bare, _SHORT)) if word not in FILLERS and not said.vocabulary.is_everyday(word)
    ]
    if len(spoken) != 1:
        return
    reading = bedrooms.read(spoken[0])
    if not isinstance(reading, Understood) or not spoken[0].isdigit():
        return
    if reading.value == given.value:
        yield Candidate(Kind.RECOUNT, Evidence.CLEAR, Tell(("answer.same",)))
    else:
        unclear = Unclear(bedrooms.Reason.MISSPELT, (reading,))
        yield Candidate(Kind.RECOUNT, Evidence.POSSIBLE, Fill("bedrooms", Heard(unclear)))


def changed(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield answers in the text that differ from the current ones: "no, it's 4 bedrooms"."""
    heard = said.volunteered
    found = {key: each for key, each in heard.found.items() if news(scene, key, each, weak=key in heard.weak)}
    if found and asks_what_stands(said):
        # The review shows it; a mere question about it changes nothing.
        act = GoBack() if scene.collecting.reviewed else Tell(("review.which",))
        yield Candidate(Kind.CHANGE, Evidence.CLEAR, act)
        return
    meant = standing.meant(said, found, scene.form.questions)
    if meant:
        doubt = doubtful_postcode(scene, heard) if "address" in meant else None
        others = {key: each for key, each in meant.items() if key != "address"}
        filled = Fill("address", Heard(meant["address"], others, doubt)) if doubt is not None else Take(meant)
        yield Candidate(Kind.CHANGE, Evidence.CLEAR, filled)
        return
    for key, unclear in heard.doubts.items():
        if whole := _completed(said, scene, key, unclear):
            yield Candidate(Kind.CHANGE, Evidence.POSSIBLE, _offered(scene, key, {key: whole}))
    for key in sorted(found, key=lambda key: key != "address"):  # an address is offered with its postcode
        if standing.may_be_offered(said, key):
            yield Candidate(Kind.CHANGE, Evidence.POSSIBLE, _offered(scene, key, found))


def _completed(said: Utterance, scene: Scene, key: str, unclear: Unclear | None) -> Understood | None:
    given = scene.answers.get(key)
    if unclear is None or given is None or standing.only_asks(said):
        return None
    return standing.completed(unclear, given)


def _offered(scene: Scene, key: str, found: Found) -> Fill:
    """Return the question whether the answer ``found`` is to replace the current one."""
    pending = standing.offer(key, found, scene.answers[key])
    return Fill(key, Heard(Unclear(standing.Reason.CHANGE, pending.likely, pending.keep)))


def too_late(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the wish to change an answer of a sent lead."""
    heard = said.volunteered
    side, sent = heard.found.get("sale_or_let"), scene.state.phase.answers.get("sale_or_let")
    differs = side is not None and sent is not None and not sent.note and side.value != sent.value
    if differs and _says_so(said, scene, "sale_or_let") and not said.catalogue.asks_something(said.raw):
        yield Candidate(Kind.TOO_LATE, Evidence.EXACT, Tell(("after.changed",), passes_on=True))
        return
    tells = not (heard.found.keys() - heard.weak - {"sale_or_let"}).isdisjoint(scene.form.questions)
    if said.catalogue.correction(said.raw, scene.form.questions) or (not said.begins_as_question and tells):
        yield Candidate(Kind.TOO_LATE, Evidence.CLEAR, Tell(("after.changed",), passes_on=True))
