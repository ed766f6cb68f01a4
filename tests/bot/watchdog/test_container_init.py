"""In a container without an init the bot goes on in a child, as any process that can be ended."""

import os
import signal
import subprocess
import sys

import pytest

FIRST = """
import os, signal, sys
me, number = os.getpid(), os.getpid
os.getpid = lambda: 1 if number() == me else number()
from bot.watchdog import container_init
container_init.leave()
assert number() != me
{child}
"""


def started(child):
    return subprocess.Popen([sys.executable, "-c", FIRST.format(child=child)], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    ("child", "code"),
    [("sys.exit(3)", 3), ("sys.exit(0)", 0), ("os.kill(number(), signal.SIGABRT)", 128 + signal.SIGABRT)],
)
def test_the_first_process_ends_as_its_child_does(child, code):
    with started(child) as first:
        assert first.wait(30) == code


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signals_are_passed_on(number):
    child = f"signal.signal({number:d}, lambda *_: sys.exit(7)); print('ready', flush=True); signal.pause()"
    with started(child) as first:
        assert first.stdout.readline() == "ready\n"
        os.kill(first.pid, number)
        assert first.wait(30) == 7


def test_any_other_process_stays_what_it_is():
    script = (
        "import os; me = os.getpid(); from bot.watchdog import container_init; "
        "container_init.leave(); assert os.getpid() == me"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=30).returncode == 0
