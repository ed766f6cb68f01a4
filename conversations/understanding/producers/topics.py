"""Producers of topics: what is asked, told or wished in the middle, in the words of an example or only like one."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.intents import HARMLESS, Intent
from conversations.understanding.candidates import Act, Candidate, Evidence, Inform, Kind, Suggest
from conversations.understanding.producers.wishes import only_goodbye
from conversations.understanding.scene import Place, Scene
from conversations.understanding.topics import OFFERED, Told, indexes
from conversations.understanding.utterance import Utterance


def told(said: Utterance, scene: Scene) -> Told | None:
    """Return what the text asks or tells, in the chat's language or else in English."""
    found = (known.told(said.raw) for known in indexes(scene.form, said.language))
    return next((each for each in found if each is not None), None)


def likely(said: Utterance, scene: Scene) -> tuple[str, ...]:
    """Return the topics that the text is likely about, in the chat's language or else in English."""
    found = (known.likely(said.raw) for known in indexes(scene.form, said.language))
    return next(filter(None, found), ())


def topics(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield what the text asks or tells; exact if it does nothing else.

    "Tŷ Mam, Bangor" tells whose house it is, or is the house's name. A wish that stands among other words, and would change
    something, is offered.
    """
    found = told(said, scene)
    if found is None:
        return
    may_be_a_house = scene.key == "address" and found.inside
    evidence = Evidence.CLEAR if may_be_a_house else found.evidence
    known = said.catalogue.topics.get(found.topic)
    act: Act = Inform(found.topic)
    wish = known.act if known is not None else None
    if wish is Intent.CANCEL and only_goodbye(said, scene):
        return
    if wish is not None and wish not in HARMLESS and evidence < Evidence.EXACT:
        act = Suggest((found.topic,))
    elif found.inside and said.catalogue.asks_something(said.raw):
        act = _asks_besides(found.topic, likely(said, scene), sympathy=known is not None and known.sympathy)
    yield Candidate(Kind.TOPIC, evidence, act)


def _asks_besides(topic: str, likely: tuple[str, ...], *, sympathy: bool) -> Act:
    """Return what follows on a text that tells of ``topic`` and asks something: "it's my late dad's house, does that matter?"."""
    others = tuple(key for key in likely if key != topic)
    if sympathy and others:
        return Suggest(others, topic)
    if sympathy or likely[:1] == (topic,):
        return Inform(topic)
    return Suggest((topic, *others)[:OFFERED])


def suggestions(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the topics that the text is likely about.

    At the review what is told may be a correction. After a lead was sent it is for the agency, unless it is like a wish or a
    complaint before all.
    """
    if scene.place is Place.REVIEW and not said.catalogue.asks_something(said.raw):
        return
    found, known = likely(said, scene), said.catalogue.topics
    if scene.place is Place.AFTER:
        found = tuple(key for key in found if key not in known or not known[key].statement)
        first = known.get(next(iter(found), ""))
        a_wish = first is not None and (first.act or first.offers or (first.fixed and first.contacts))
        found = found if a_wish or said.begins_as_question or "?" in said.raw else ()
    if found:
        yield Candidate(Kind.SUGGESTION, Evidence.POSSIBLE, Suggest(found))
