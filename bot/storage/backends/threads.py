"""Worker threads that run a database's jobs in order.

:class:`concurrent.futures.ThreadPoolExecutor` does more for each job (a future with its own locks, a count of idle
    threads, a check for interpreter exit), which costs as much as the hand-over itself; these jobs report their own end.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue

Job = Callable[[], object]


class Threads:
    """Pool of ``count`` daemon threads: the interpreter does not wait for them at exit, the caller waits for its jobs."""

    def __init__(self, count: int, name: str) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}_{number}", daemon=True) for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Job) -> None:
        """Queue ``job``, which must not raise."""
        self._jobs.put(job)

    def close(self, last: Job, within: float) -> bool:
        """Run everything submitted, then ``last``, and end the threads.

        Returns whether they ended within ``within`` seconds. Others continue, or end with the interpreter.
        """
        deadline = time.monotonic() + within
        for _ in self._threads[1:]:
            self._jobs.put(None)
        self._jobs.put(last)  # for the last thread, once the others have ended
        self._jobs.put(None)
        for thread in self._threads:
            thread.join(max(deadline - time.monotonic(), 0.0))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job  # otherwise its objects would live until the next job
