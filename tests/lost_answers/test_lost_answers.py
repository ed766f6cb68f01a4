"""A small share of ``make lost-answers``: over the wire, with processes that are killed."""

from __future__ import annotations

import pytest
from lost_answers.run import quick, run

from support.forked import ForkServer


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
