"""Rule 8: a decision can be explained.

Every candidate is shown with its evidence, exactly one wins, and that one is what happens.
"""

from __future__ import annotations

import pytest

from conversations.events import Event, Said
from conversations.flow.step import step
from conversations.flow.typed_text import perform, scene_of
from conversations.intents import Intent
from conversations.understanding.candidates import Begin, Evidence, Inform, Kind, Suggest, Want
from conversations.understanding.decide import Row, decide, explain
from conversations.understanding.utterance import Utterance
from support.held_out import NOON, ready

PLACES = ("first", "name", "phone", "address", "bedrooms", "review", "consent", "valued")
TEXTS = (
    "let my wife check first",
    "no, it's 4 bedrooms",
    "wipe me off your system",
    "how accurate is it?",
    "what do you lot take off the top when it sells",
    "STOP",
    "can we do this in Polish",
    "yes please",
    "thanks",
    "12 High Street, Derby, is it free?",
    "does it rain in skegness?",
    "",
)


def rows(place: str, language: str, text: str) -> list[Row]:
    form, state = ready(place, language)
    return list(explain(Utterance(text, language), scene_of(form, state)))


@pytest.mark.parametrize("language", ["en", "cy", "pl"])
@pytest.mark.parametrize("place", PLACES)
def test_exactly_one_candidate_wins_and_it_is_the_first_that_holds(place: str, language: str) -> None:
    for text in TEXTS:
        found = rows(place, language, text)
        assert [each for each in found if each.wins] == [next(each for each in found if each.holds)]


@pytest.mark.parametrize("place", PLACES)
def test_what_wins_is_what_happens(place: str) -> None:
    for text in TEXTS:
        form, state = ready(place, "en")
        (won,) = [each.candidate for each in rows(place, "en", text) if each.wins]
        scene = scene_of(form, state)
        assert won == decide(Utterance(text, "en"), scene)
        event = Event(NOON, Said(text), "VB-0", "en")
        before = scene.state if isinstance(won.act, Begin) else state
        turn = step(form, state, event)
        assert [type(each) for each in perform(form, before, event, text, won.act).commands] == [
            type(each) for each in turn.commands
        ]


@pytest.mark.parametrize(
    ("place", "text", "kind", "act"),
    [
        ("bedrooms", "how accurate is it?", Kind.TOPIC, Inform("accurate")),
        ("review", "opt out", Kind.INTENT, Want(Intent.CANCEL)),
        ("bedrooms", "wipe me off your system", Kind.TOPIC, Inform("delete")),
    ],
)
def test_an_examples_own_words_are_shown_as_exact(place: str, text: str, kind: Kind, act: object) -> None:
    (won,) = [each.candidate for each in rows(place, "en", text) if each.wins]
    assert (won.kind, won.evidence, won.act) == (kind, Evidence.EXACT, act)


def test_what_is_only_like_a_topic_is_shown_as_a_suggestion_that_loses_to_anything_clearer() -> None:
    (won,) = [each.candidate for each in rows("bedrooms", "en", "what would I owe you if it sells?") if each.wins]
    assert isinstance(won.act, Suggest)
    assert won.evidence is Evidence.POSSIBLE
    shown = rows("bedrooms", "en", "3 bedrooms, I wonder what I would owe you if it sells")
    assert [each.candidate.kind for each in shown if each.wins] == [Kind.ANSWER]
    assert any(not each.wins and each.candidate.kind is Kind.SUGGESTION for each in shown)
