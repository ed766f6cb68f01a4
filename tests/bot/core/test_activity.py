import asyncio
import threading

import pytest

from bot.core import activity


@pytest.fixture(autouse=True)
def record(monkeypatch):
    """A record of one's own, as another process would see it."""
    record = activity.Record()
    monkeypatch.setattr(activity, "_record", record)
    return record


def names(record):
    return [work.name for work in record.works()]


def test_what_a_thread_works_on_is_known_until_it_ends(record):
    with activity.working_on("inbox 17"):
        (work,) = record.works()
        assert ("inbox 17", threading.get_native_id()) == (work.name, work.thread)
    assert names(record) == []
    with pytest.raises(ValueError, match="bad"), activity.working_on("inbox 18"):
        raise ValueError("bad")
    assert names(record) == []


def test_each_thread_has_a_place_of_its_own_and_the_same_work_twice_is_told_apart(record):
    seen = []

    def beside():
        with activity.working_on("inbox 2"):
            seen.extend(names(record))

    with activity.working_on("inbox 1"):
        thread = threading.Thread(target=beside)
        thread.start()
        thread.join()
    assert seen == ["inbox 1", "inbox 2"]
    generations = set()
    for _ in range(3):
        with activity.working_on("inbox 1"):
            generations.add(next(record.works()).generation)
    assert len(generations) == 3


def test_more_threads_than_places_and_longer_names_do_no_harm(record):
    def work():
        with activity.working_on("x" * 1000):
            pass

    for _ in range(activity.SLOTS + 3):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    with activity.working_on("inbox 1"):
        assert names(record) == []


async def test_a_coroutine_works_when_it_runs_and_not_while_it_waits(record):
    seen = {}
    go = asyncio.Event()

    async def posts(value, *, more):
        seen["before"] = names(record)
        await go.wait()
        seen["after"] = names(record)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await asyncio.sleep(10)
        return value + more

    task = asyncio.create_task(activity.tracked("lead derby VB-1", posts, 1, more=2))
    await asyncio.sleep(0)
    assert names(record) == []
    go.set()
    assert await task == 3
    assert seen == {"before": ["lead derby VB-1"], "after": ["lead derby VB-1"]}
    assert names(record) == []


async def test_errors_and_cancellation_pass_through(record):
    async def fails():
        await asyncio.sleep(0)
        raise ValueError("bad")

    with pytest.raises(ValueError, match="bad"):
        await activity.tracked("inbox 1", fails)
    cancelled = []

    async def waits():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            cancelled.append(names(record))
            raise

    begun = asyncio.create_task(activity.tracked("inbox 2", waits))
    not_begun = asyncio.create_task(activity.tracked("inbox 3", waits))
    not_begun.cancel()
    await asyncio.sleep(0)
    begun.cancel()
    await asyncio.gather(begun, not_begun, return_exceptions=True)
    assert begun.cancelled()
    assert not_begun.cancelled()
    assert cancelled == [["inbox 2"]]
    assert names(record) == []


async def test_the_event_loop_beats_only_inside_the_block(record, monkeypatch):
    monkeypatch.setattr(activity, "BEAT", 0.001)
    assert record.beats == 0
    async with activity.beating():
        while record.beats < 3:
            await asyncio.sleep(0.001)
    assert record.beats == 0


def test_what_a_thread_is_stuck_at_is_told_by_its_kind():
    with activity.working_on("inbox 17"):
        assert activity.stuck(60.0) == []
        assert activity.stuck(-1.0) == ["inbox"]
    assert activity.stuck(-1.0) == []
