from __future__ import annotations

import threading

from bot.storage.threads import Threads


def test_one_thread_carries_jobs_out_in_the_order_in_which_they_came():
    threads, done = Threads(1, "one"), []
    for number in range(100):
        threads.submit(lambda number=number: done.append((number, threading.current_thread().name)))
    threads.close()
    assert done == [(number, "one_0") for number in range(100)]


def test_several_carry_jobs_out_side_by_side():
    threads, meeting = Threads(3, "three"), threading.Barrier(4, timeout=30)
    for _ in range(3):
        threads.submit(meeting.wait)
    meeting.wait()  # breaks if one of them had to wait for another
    threads.close()


def test_nothing_of_a_job_is_kept_after_it():
    threads, gone = Threads(1, "one"), threading.Event()

    class Job:
        def __call__(self):
            pass

        def __del__(self):
            gone.set()

    threads.submit(Job())
    assert gone.wait(30), "what people said would stay in memory until the next job"
    threads.close()
