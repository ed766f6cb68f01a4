"""What is a hang, and what only looks like one."""

import pytest

from bot.watchdog import process
from bot.watchdog.process import Hang, HangDetector, Progress

LOOP = process._LOOP
TICK = process.TICK


def looks(*ticks, detector=None):
    """Judge one look after the other; returns the first hang, and after how many looks."""
    detector = detector or HangDetector()
    for number, seen in enumerate(ticks, start=1):
        hang = detector.look(seen)
        if hang is not None:
            return hang, number
    return None, len(ticks)


def busy(name, seconds, *, mark=1, slot=3, loop_runs=True):
    """So many seconds in which a thread computes on one and the same thing."""
    for tick in range(int(seconds / TICK) + 2):
        cpu = tick * TICK
        yield {slot: Progress(mark, cpu, name), LOOP: Progress(tick if loop_runs else 7, cpu)}


def waits(name, seconds, *, loop_runs=True):
    """So many seconds in which a thread waits for one and the same thing."""
    for tick in range(int(seconds / TICK) + 2):
        yield {3: Progress(1, 0.5, name), LOOP: Progress(tick if loop_runs else 7, 0.5)}


@pytest.mark.parametrize("loop_runs", [True, False])
def test_work_that_computes_for_too_long_is_a_hang_and_blamed(loop_runs):
    hang, _ = looks(*busy("inbox 17", process.CPU_BOUND, loop_runs=loop_runs))
    assert (hang.what, hang.blamed) == ("inbox 17", ("inbox 17",))
    assert looks(*busy("inbox 17", process.CPU_BOUND * 0.8, loop_runs=loop_runs))[0] is None


def test_an_event_loop_that_computes_for_too_long_is_a_hang_though_nobody_is_to_blame():
    ticks = [{LOOP: Progress(1, tick * TICK)} for tick in range(int(process.CPU_BOUND / TICK) + 2)]
    assert looks(*ticks)[0] == Hang("the event loop", process.CPU_BOUND, process.CPU_BOUND)


def test_while_the_event_loop_stands_still_the_work_that_computes_is_to_blame_and_not_what_waits():
    ticks = [
        {
            1: Progress(1, 0.1, "outbox 4"),
            2: Progress(1, tick * TICK * 0.9, "lead derby VB-1"),
            LOOP: Progress(1, tick * TICK),
        }
        for tick in range(int(process.CPU_BOUND / TICK) + 2)
    ]
    assert looks(*ticks)[0].blamed == ("lead derby VB-1",)


def test_several_processors_do_not_make_a_busy_moment_a_hang():
    ticks = [{LOOP: Progress(1, tick * TICK * 8)} for tick in range(int(process.CPU_BOUND / 4 / TICK))]
    assert looks(*ticks)[0] is None


def test_work_that_waits_is_given_minutes_and_never_blamed():
    assert looks(*waits("inbox 17", process.WORK_BOUND - 5))[0] is None
    hang, _ = looks(*waits("inbox 17", process.WORK_BOUND))
    assert (hang.what, hang.blamed) == ("inbox 17", ())


def test_an_event_loop_that_stands_still_is_a_hang_after_minutes():
    assert looks(*waits("inbox 17", process.LOOP_BOUND - 5, loop_runs=False))[0] is None
    hang, _ = looks(*waits("inbox 17", process.LOOP_BOUND, loop_runs=False))
    assert (hang.what, hang.blamed) == ("the event loop", ())


def test_what_gets_on_never_hangs_however_much_it_computes():
    ticks = [
        {3: Progress(tick, tick * TICK, f"inbox {tick}"), LOOP: Progress(tick, tick * TICK)} for tick in range(10_000)
    ]
    assert looks(*ticks)[0] is None


def test_a_process_that_was_stopped_has_all_its_time_again():
    detector = HangDetector()
    almost = list(busy("inbox 17", process.CPU_BOUND * 0.8))
    assert looks(*almost, *[None] * 10_000, detector=detector)[0] is None
    assert looks(*almost, detector=detector)[0] is None


def test_a_process_without_an_event_loop_is_not_waited_for():
    assert looks(*[{}] * 10_000)[0] is None
