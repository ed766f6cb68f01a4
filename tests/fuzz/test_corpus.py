"""What fuzzing by coverage kept goes through each target again; ``make fuzz-coverage`` looks for more."""

import pytest
from fuzz import corpus
from fuzz.targets import TARGETS


def test_each_target_has_a_corpus():
    assert sorted(TARGETS) == corpus.NAMES


@pytest.mark.parametrize("target", corpus.NAMES)
def test_the_corpus_passes(target):
    inputs = corpus.read(target)
    assert inputs
    for data in inputs:
        TARGETS[target](data)
