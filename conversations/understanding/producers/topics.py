"""Producers of topics: questions in the middle, told by their words or likely by them."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.understanding.candidates import Candidate, Evidence, Inform, Kind
from conversations.understanding.scene import Place, Scene
from conversations.understanding.utterance import Utterance


def topics(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield what the text asks about; exact if it does nothing else than ask it or tell it."""
    language = said.catalogue
    topic = language.topic(said.raw)
    collecting = scene.place is Place.QUESTION
    if topic is None and collecting and said.bare != said.raw:
        topic = language.topic(said.bare)
    if topic is None:
        return
    outright = not collecting or (
        (language.may_be_about(said.raw) or (said.bare != said.raw and language.may_be_about(said.bare)))
        and language.outright(said.bare, topic)
    )
    yield Candidate(Kind.TOPIC, Evidence.EXACT if outright else Evidence.CLEAR, Inform(topic))


def suggestions(said: Utterance, _: Scene) -> Iterator[Candidate]:
    """Yield what a question is likely about, by the words that are in it."""
    likely = said.catalogue.topic_by_words(said.raw)
    if likely is not None:
        yield Candidate(Kind.SUGGESTION, Evidence.POSSIBLE, Inform(likely))
