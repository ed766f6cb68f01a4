from __future__ import annotations

import pytest

from bot.commands import cli
from bot.commands.explain import PLACES


def test_it_names_the_meaning_that_wins_and_what_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "no, it's 4 bedrooms", "--at", "review"]) == 0
    shown = capsys.readouterr().out
    (winner,) = [line for line in shown.splitlines() if " wins " in line]
    assert " change " in winner
    assert "bedrooms: 3 -> 4" in shown


def test_what_changes_nothing_says_so_by_what_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "let my wife check first", "--at", "consent"]) == 0
    shown = capsys.readouterr().out
    assert "consent.unclear" in shown
    assert "->" not in shown


def test_optional_questions_are_places_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert {"title", "message", "appointment"} <= set(PLACES)
    assert cli.main(["explain", "tomorrow 2-4pm", "--at", "appointment"]) == 0
    assert "appointment: (open) -> " in capsys.readouterr().out


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", ["en", "cy", "pl"])
def test_every_place_has_exactly_one_winner(place: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "hmm", "--at", place, "--language", language]) == 0
    assert sum(" wins " in line for line in capsys.readouterr().out.splitlines()) == 1
