from __future__ import annotations

import threading
from functools import partial

from bot.storage.backends.threads import Threads


def test_one_thread_carries_jobs_out_in_the_order_in_which_they_came():
    threads = Threads(1, "one")
    done: list[tuple[int, str]] = []

    def note(number: int) -> None:
        done.append((number, threading.current_thread().name))

    for number in range(100):
        threads.submit(partial(note, number))
    assert threads.close(lambda: None, 30)
    assert done == [(number, "one_0") for number in range(100)]


def test_several_carry_jobs_out_side_by_side():
    threads, meeting = Threads(3, "three"), threading.Barrier(4, timeout=30)
    for _ in range(3):
        threads.submit(meeting.wait)
    meeting.wait()  # breaks if one of them had to wait for another
    assert threads.close(lambda: None, 30)


def test_the_last_job_comes_when_all_others_are_done():
    threads, begun, going_on, done = Threads(3, "three"), threading.Barrier(3, timeout=30), threading.Event(), []

    def slow():
        begun.wait()
        assert going_on.wait(30)
        done.append("slow")

    for _ in range(2):
        threads.submit(slow)
    begun.wait()
    assert not threads.close(lambda: done.append("last"), 0.01), "they have not ended"
    going_on.set()
    assert threads.close(lambda: None, 30)
    assert done == ["slow", "slow", "last"]


def test_nothing_of_a_job_is_kept_after_it():
    threads, gone = Threads(1, "one"), threading.Event()

    class Job:
        def __call__(self):
            pass

        def __del__(self):
            gone.set()

    threads.submit(Job())
    assert gone.wait(30), "what people said would stay in memory until the next job"
    assert threads.close(lambda: None, 30)
