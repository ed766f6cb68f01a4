"""What holds for every test: nothing of the outside, no settings of this machine, no skips on CI, and no personal
data in any log."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from bot.settings.schema import Settings
from support import outside
from support.forked import ForkServer, fork_server
from support.log_proof import LogProof, Readings
from support.postgres import PostgresServer
from support.processes import BARE

SETTINGS = frozenset(name.upper() for name in Settings.model_fields)

ON_CI = os.environ.get("CI", "").lower() in {"1", "true"}

_ROOM = 2 << 30
"""Bytes; a container has 64 MB of memory for files where it is not told otherwise."""

_NOISY = (HealthCheck.too_slow,)  # machines that are shared with others
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=200, suppress_health_check=_NOISY)
settings.register_profile("dev", deadline=None, max_examples=50, suppress_health_check=_NOISY)
settings.load_profile("ci" if ON_CI else "dev")


class Proofs:
    """Runs the log proof over the session, and gathers those of the worker processes under xdist."""

    def __init__(self) -> None:
        self.proof = LogProof()
        self.workers: list[Readings] = []
        self.shell_tests = 0
        self.problems: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.nodeid.startswith("tests/bot/"):
            self.shell_tests += 1

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        readings = getattr(node, "workeroutput", {}).get("log_proof")
        if readings is not None:  # None: it died, and xdist fails the run for that
            self.workers.append(Readings(**readings))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.proof.check_alive()
        mine = self.proof.readings
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["log_proof"] = {
                "lines": dict(mine.lines),
                "leaks": mine.leaks,
                "alive": mine.alive,
            }
            return
        total = Readings(leaks=[*mine.leaks], alive=mine.alive and all(each.alive for each in self.workers))
        for each in (mine, *self.workers):
            total.lines.update(each.lines)
        for each in self.workers:
            total.leaks.extend(each.leaks)
        self.problems = total.problems(self.shell_tests)
        if self.problems and session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for problem in self.problems:
            terminalreporter.write_line(f"ERROR {problem}", red=True)


_PROOFS = Proofs()


def _keep_files_in_memory() -> None:
    """Have the tests' folders in memory where there is room: the databases in them wait for no disk.

    What a killed process wrote outlives it there too; nothing here is to outlive the machine.
    """
    memory = "/dev/shm"
    if os.path.isdir(memory) and shutil.disk_usage(memory).free > _ROOM:  # noqa: PTH112
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", memory)
        tempfile.tempdir = memory


def pytest_configure(config: pytest.Config) -> None:
    _keep_files_in_memory()
    gc.disable()  # until everything is collected
    config.pluginmanager.register(_PROOFS, "log-proofs")
    for name in [name for name in os.environ if name.upper() in SETTINGS]:
        del os.environ[name]
    outside.guard()
    _PROOFS.proof.attach()


def pytest_sessionstart(session: pytest.Session) -> None:
    # The root logger is open for the proof; tests that look at records see what they would see without it.
    capture = session.config.pluginmanager.get_plugin("logging-plugin")
    if capture is not None:
        capture.caplog_handler.setLevel(logging.WARNING)
        capture.report_handler.setLevel(logging.WARNING)


def pytest_collection_finish() -> None:
    """Leave the modules and tests alone in every later collection of garbage: they are most of the heap, and stay."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def clean_env(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of ours is in the environment, whatever the machine or an earlier test set."""
    for name in [name for name in os.environ if name.upper() in SETTINGS]:
        monkeypatch.delenv(name)


@pytest.fixture
def log_proof() -> LogProof:
    """The reader of all logs. Hand it what a process wrote to stderr: ``log_proof.read("run", stderr)``."""
    return _PROOFS.proof


@pytest.fixture(autouse=True)
def _every_log_is_read(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test in which a log carried personal data."""
    proof = _PROOFS.proof
    proof.attach()
    proof.where = request.node.nodeid
    before = len(proof.readings.leaks)
    yield
    leaks = proof.readings.leaks[before:]
    if leaks:
        pytest.fail("personal data in a log:\n" + "\n".join(leaks), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if ON_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"nothing is skipped on CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if ON_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"nothing is skipped on CI: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def forks() -> Iterator[ForkServer]:
    """Where processes of the bot come from."""
    with fork_server(BARE) as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL, started with the first test that wants one."""
    server = PostgresServer()
    yield server
    server.stop()
