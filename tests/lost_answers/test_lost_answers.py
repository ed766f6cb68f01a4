"""A small share of ``make lost-answers``: over the wire, with processes that are killed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lost_answers.run import quick, run

from support.forked import ForkServer
from support.processes import BARE


@pytest.fixture(scope="module")
def forks() -> Iterator[ForkServer]:
    """Where processes come from that are to be many."""
    with tempfile.TemporaryDirectory() as folder:
        server = ForkServer(Path(folder), BARE)
        yield server
        server.stop()


@pytest.mark.parametrize("look_up", ["works", "refused"])
async def test_of_leads_whose_outcome_is_unknown_none_is_lost_and_none_made_twice_where_they_are_looked_up(
    forks: ForkServer, look_up: str
) -> None:
    found = await run(quick(seed=f"suite {look_up}", look_up=look_up), forks)
    assert found.unknown >= found.leads // 4, found.table()
    assert (found.lost, found.unmarked, found.not_delivered) == (0, 0, 0), found.table()
    if look_up == "works":
        assert found.twice == 0, found.table()
    else:
        assert found.twice > 0, found.table()
