"""Producers of topics: questions in the middle, told by their words or likely by them."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.understanding.candidates import Candidate, Evidence, Inform, Kind, Suggest
from conversations.understanding.scene import Scene
from conversations.understanding.topics import index
from conversations.understanding.utterance import Utterance


def topics(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield what the text asks or tells; exact if it does nothing else.

    "Tŷ Mam, Bangor" tells whose house it is, or is the house's name.
    """
    told = index(scene.form, said.language).told(said.raw)
    if told is None:
        return
    may_be_a_house = scene.key == "address" and told.inside
    yield Candidate(Kind.TOPIC, Evidence.CLEAR if may_be_a_house else told.evidence, Inform(told.topic))


def suggestions(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the topics that the text is likely about."""
    likely = index(scene.form, said.language).likely(said.raw)
    if likely:
        yield Candidate(Kind.SUGGESTION, Evidence.POSSIBLE, Suggest(likely))
