"""Container init: forks the bot away from being the container's first process.

The kernel shields a process with the number 1 from every signal that it does not handle, SIGKILL included, if it comes
from inside the container: no watchdog could end it.
"""

from __future__ import annotations

import contextlib
import os
import signal

_PASSED_ON = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def leave() -> None:
    """Continue in a child process if this is process number 1; without effect otherwise.

    The first process stays: it passes signals on, and ends as its child does. To be called before there are threads.
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
