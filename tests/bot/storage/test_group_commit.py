"""Items that arrive together share a transaction, and none is lost for another's sake."""

from __future__ import annotations

import asyncio

import pytest

from bot.storage.group_commit import GroupCommit
from bot.storage.problems import DatabaseProblem


class Writing:
    """Writes groups; refuses the item ``bad`` with the error ``refusal``, and waits while it is held back."""

    def __init__(self, refusal=None, bad=None):
        self.groups, self.refusal, self.bad = [], refusal, bad
        self.free = asyncio.Event()
        self.free.set()
        self.begun = asyncio.Event()

    async def __call__(self, items):
        self.begun.set()
        await self.free.wait()
        self.groups.append([*items])
        if self.refusal is not None and self.bad in items:
            raise self.refusal
        return [item * 10 for item in items]


async def gathered(commits, items):
    return await asyncio.gather(*map(commits.add, items), return_exceptions=True)


async def test_what_arrives_while_a_group_is_written_goes_into_the_next_in_groups_of_so_many():
    write = Writing()
    commits = GroupCommit(write, most=3)
    write.free.clear()
    first = asyncio.create_task(commits.add(1))
    await write.begun.wait()
    later = asyncio.create_task(gathered(commits, [2, 3, 4, 5]))
    await asyncio.sleep(0)
    write.free.set()
    assert (await first, await later) == (10, [20, 30, 40, 50])
    assert write.groups == [[1], [2, 3, 4], [5]]


async def test_a_group_is_written_in_the_order_of_its_key():
    write = Writing()
    assert await gathered(GroupCommit(write, most=9, key=lambda item: -item), [1, 3, 2]) == [10, 30, 20]
    assert write.groups == [[3, 2, 1]]


async def test_one_that_cannot_be_written_takes_none_of_the_others_with_it():
    refusal = KeyError("2")
    write = Writing(refusal, bad=2)
    assert await gathered(GroupCommit(write, most=9), [1, 2, 3]) == [10, refusal, 30]
    assert write.groups == [[1, 2, 3], [1], [2], [3]]


async def test_a_group_that_the_database_refuses_fails_as_one():
    away = DatabaseProblem("away")
    write = Writing(away, bad=2)
    assert await gathered(GroupCommit(write, most=9), [1, 2, 3]) == [away] * 3
    assert write.groups == [[1, 2, 3]]


async def test_whoever_gives_up_waiting_has_it_written_all_the_same():
    write = Writing()
    commits = GroupCommit(write, most=9)
    gone = asyncio.create_task(commits.add(1))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    await commits.end()
    assert write.groups == [[1]]
