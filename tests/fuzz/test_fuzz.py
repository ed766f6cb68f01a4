"""A small run of the fuzzer, always the same; ``make fuzz`` has large ones."""

import pytest
from fuzz.run import Plan, run


@pytest.mark.parametrize("polling", [False, True], ids=["webhook", "polling"])
async def test_nothing_is_unhandled_and_honest_people_are_served(polling):
    found = await run(Plan("small", 240, polling=polling, slices=2))
    assert found.problems == []
    assert found.leads == 3
    assert found.set_aside, "some of it was unreadable, so the run was worth something"
