"""The decision log: for a made-up agency at DEBUG, and nothing of what anybody typed."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from bot.commands.demo import AGENCY
from bot.turns.decision_log import log_decision
from conversations.events import Said
from support.held_out import ready

STATE = ready("review", "en")[1]
TYPED = Said("no, my surname is Sinclair and the postcode DE1 1DY")


def test_a_developer_reads_the_meanings_and_the_one_that_won(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot.turns.decision_log"):
        log_decision(AGENCY, STATE, TYPED)
    assert caplog.messages[0].startswith("understood at review: ")
    assert " wins (" in caplog.messages[0]
    assert not any(word in caplog.text for word in ("Sinclair", "DE1", "Singer", "Marla"))


@pytest.mark.parametrize(("made_up", "level"), [(False, logging.DEBUG), (True, logging.INFO)])
def test_nothing_is_logged_for_a_real_agency_or_above_debug(
    caplog: pytest.LogCaptureFixture, *, made_up: bool, level: int
) -> None:
    with caplog.at_level(level, logger="bot.turns.decision_log"):
        log_decision(replace(AGENCY, form=replace(AGENCY.form, made_up=made_up)), STATE, TYPED)
    assert caplog.messages == []
