"""Counts with their nouns, and sentences inside sentences."""

import pytest

from bot.core.phrases import clause, counted


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 seconds"), (1, "1 second"), (2, "2 seconds"), (12_345, "12,345 seconds")]
)
def test_a_count_has_its_noun(count, said):
    assert counted(count, "second") == said


def test_a_count_has_an_irregular_noun():
    assert [counted(count, "reply", "replies") for count in (1, 2)] == ["1 reply", "2 replies"]


@pytest.mark.parametrize("sentence", ["It is invalid", "It is invalid.", "It is invalid.. "])
def test_a_sentence_inside_another_has_no_full_stop(sentence):
    assert clause(sentence) == "It is invalid"
