"""Producers of topics: questions, statements and wishes in the middle, in the words of an example or similar ones."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.intents import HARMLESS, Intent
from conversations.understanding.candidates import Act, Candidate, Evidence, Inform, Kind, Suggest
from conversations.understanding.producers.wishes import only_goodbye
from conversations.understanding.scene import Place, Scene
from conversations.understanding.topics import OFFERED, Told, indexes
from conversations.understanding.utterance import Utterance


def told(said: Utterance, scene: Scene) -> Told | None:
    """Return the topic of the text, in the chat's language or else in English."""
    found = (known.told(said.raw) for known in indexes(scene.form, said.language))
    return next((each for each in found if each is not None), None)


def likely(said: Utterance, scene: Scene) -> tuple[str, ...]:
    """Return the likely topics of the text, in the chat's language or else in English."""
    found = (known.likely(said.raw) for known in indexes(scene.form, said.language))
    return next(filter(None, found), ())


def urgent(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the urgent topic of the text, in the chat's language or else in English."""
    found = next(filter(None, (known.urgent_in(said.raw) for known in indexes(scene.form, said.language))), "")
    if found:
        yield Candidate(Kind.URGENT, Evidence.EXACT, Inform(found))


def topics(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the topic of the text; with exact evidence if it is the whole text.

    "Tŷ Mam, Bangor" may state whose house it is, or be the name of the house. A wish among other words that would change
    something is offered first.
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
    elif (found.inside or found.evidence is not Evidence.EXACT) and said.catalogue.asks_something(said.raw):
        act = _asks_besides(found.topic, likely(said, scene), sympathy=known is not None and known.sympathy)
    yield Candidate(Kind.TOPIC, evidence, act)


def _asks_besides(topic: str, likely: tuple[str, ...], *, sympathy: bool) -> Act:
    """Return the act for a question of which only a part is about ``topic``: "my dad died, does that matter?"."""
    others = tuple(key for key in likely if key != topic)
    if sympathy and others:
        return Suggest(others, topic)
    if sympathy or likely[:1] == (topic,):
        return Inform(topic)
    return Suggest((topic, *others)[:OFFERED])


def suggestions(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the likely topics of the text.

    At the review a statement may be a correction. After a lead was sent it is for the agency, unless it most resembles a wish
    or a complaint.
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
