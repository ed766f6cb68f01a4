"""Container init: forks the bot so that it is not the container's first process.

The kernel protects process number 1 from every signal that it does not handle, even SIGKILL, if sent from inside the
container: a watchdog could not end it.
"""

from __future__ import annotations

import contextlib
import os
import signal

_PASSED_ON = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def leave() -> None:
    """Continue in a child process if this is process number 1; otherwise do nothing.

    The first process stays: it forwards signals, and ends as its child ends. Call it before there are threads.
    """
    if os.getpid() != 1:
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, _PASSED_ON)
    child = os.fork()
    if child:
        for number in _PASSED_ON:
            signal.signal(number, lambda which, _: _pass_on(child, which))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _PASSED_ON)
    while child:
        ended, status = os.wait()
        if ended == child:
            code = os.waitstatus_to_exitcode(status)
            os._exit(code if code >= 0 else 128 - code)


def _pass_on(child: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, number)
