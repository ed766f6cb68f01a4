"""One way out for every log line, and nothing personal on it. Real processes show what their stderr carries."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import VERSION
from bot.logging.log_setup import LIBRARIES, SILENT, Format, RedactingHandler

ROOT = Path(__file__).parents[3]
TOKEN = "123456789:AAEhBOweik9ai2o0aYR-kept_out6CfGHIJKLMN"
KEY = "a-key-kept-out"

Lines = Callable[[], list[str]]


@pytest.fixture(params=["text", "json"])
def form(request: pytest.FixtureRequest) -> Format:
    chosen: Format = request.param
    return chosen


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def logger(form: Format, stream: io.StringIO) -> Iterator[logging.Logger]:
    """A logger that writes through the bot's handler, apart from the root logger."""
    handler = RedactingHandler(stream, form, [TOKEN, KEY])
    logger = logging.getLogger("bot.testing")
    logger.propagate = False
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)
    logger.propagate = True


def test_a_record_is_one_line_with_time_level_logger_and_fields(logger, stream, form) -> None:
    logger.info("polled %d updates", 3, extra={"seconds": 1.5, "item": 123456789, "at": "turns.py:12"})
    (line,) = stream.getvalue().splitlines()
    if form == "json":
        record = json.loads(line)
        assert record.pop("timestamp").endswith("Z")
        assert record.pop("version") == VERSION
        assert record.pop("replica") == f"{os.uname().nodename}/{os.getpid()}"
        assert record == {
            "event": "polled 3 updates",
            "level": "info",
            "logger": "bot.testing",
            "seconds": 1.5,
            "item": 123456789,
            "at": "turns.py:12",
        }
    else:
        assert line[:2] == "20"
        assert line.split("Z ", 1)[1].replace(" ", "") == (
            "[info]polled3updates[bot.testing]at=turns.py:12item=123456789seconds=1.5"
        )


@pytest.mark.parametrize(
    ("message", "arguments", "extra"),
    [
        ("called %s", ("07986000000",), {}),
        ("called", (), {"phone": "+44 7986 000000"}),
        ("called", (), {"nested": {"cloud9@cloud.com": ["DE1 1JX"]}}),
        (f"GET /bot{TOKEN}/getMe with {KEY}", (), {}),
        ("%(phone)s", ({"phone": "07986 000000"},), {}),
        ("failed: %s", (ValueError("Marla Singer"),), {}),
        ("failed", (), {"error": ValueError("Marla Singer")}),
        (ValueError("Marla Singer"), (), {}),
        ("DE1\n1JX", (), {}),
    ],
)
def test_what_is_personal_or_secret_is_hidden_wherever_it_comes_in(logger, stream, message, arguments, extra) -> None:
    logger.warning(message, *arguments, extra=extra)
    line = stream.getvalue()
    assert line.count("\n") == 1
    for canary in ("7986", "cloud", "1JX", "Marla", TOKEN[10:], KEY):
        assert canary not in line


def test_a_traceback_shows_places_and_no_values(logger, stream, form) -> None:
    person = "Marla "[:5]
    try:
        int(person)
    except ValueError:
        logger.exception("failed", stack_info=True)
    text = json.loads(stream.getvalue())["exception"] if form == "json" else stream.getvalue()
    assert "in test_a_traceback_shows_places_and_no_values" in text
    assert text.rstrip().endswith("ValueError")


def test_nobody_can_forge_a_line_or_colour_the_terminal(logger, stream) -> None:
    logger.info("a\nb\r\x1b[31m\u2028c\x00", extra={"field": "d\ne"})
    assert len(stream.getvalue().splitlines()) == 1
    assert "\x1b" not in stream.getvalue()


def test_a_record_that_cannot_be_formatted_says_where_it_is_from_only(logger, stream) -> None:
    logger.info("%d bedrooms", "Marla")
    assert stream.getvalue().startswith("a log record could not be written: bot.testing, test_logs.py:")
    assert "Marla" not in stream.getvalue()


def test_asyncio_s_descriptions_of_tasks_are_left_out(stream, form) -> None:
    handler = RedactingHandler(stream, form)
    report = "Task exception was never retrieved\nfuture: <Task finished exception=ValueError('Marla')>"
    handler.handle(logging.LogRecord("asyncio", logging.ERROR, "", 0, report, (), None))
    slow = ("Executing %s took %.3f seconds", ("<Task finished result='Marla'>", 0.5))
    handler.handle(logging.LogRecord("asyncio", logging.WARNING, "", 0, *slow, None))
    assert "never retrieved" in stream.getvalue()
    assert "Executing ... took 0.500 seconds" in stream.getvalue()
    assert "Marla" not in stream.getvalue()


@pytest.mark.parametrize("name", [*LIBRARIES, *(f"{name}.part" for name in LIBRARIES)])
def test_libraries_are_heard_from_warning_up(stream, form, name) -> None:
    handler = RedactingHandler(stream, form)
    for level in (logging.DEBUG, logging.INFO):
        handler.handle(logging.LogRecord(name, level, "", 0, "a request with its parameters", (), None))
    assert stream.getvalue() == ""
    handler.handle(logging.LogRecord(name, logging.WARNING, "", 0, "heard", (), None))
    assert "heard" in stream.getvalue()


@pytest.mark.parametrize("name", [*SILENT, *(f"{name}.part" for name in SILENT)])
def test_libraries_that_log_what_people_write_are_never_heard(stream, form, name) -> None:
    handler = RedactingHandler(stream, form)
    handler.handle(logging.LogRecord(name, logging.CRITICAL, "", 0, "Marla", (), None))
    assert stream.getvalue() == ""


PROCESS = """
import asyncio, logging, sys, threading, warnings
from bot.logging import log_setup as logs

PERSON = "".join(["Mar", "la Singer, 07986 000000"])
PHONE = "".join(["079", "86 000000"])  # in no line that a traceback or a warning quotes
logs.configure("text", ["nothing yet"])
logs.configure(sys.argv[1], ["a-key-kept-out"])

logging.getLogger("httpx").info("quiet %s", PERSON)
logging.getLogger("uk_postcodes_parsing.fix").error("quiet %s", PERSON)
logging.getLogger("bot.x").debug("quiet")
logging.getLogger("bot.x").info("said once: a-key-kept-out")
warnings.warn(f"warned of {PHONE}", stacklevel=1)

def in_thread():
    raise ValueError(PERSON)

thread = threading.Thread(target=in_thread)
thread.start()
thread.join()

class Unraisable:
    def __del__(self):
        raise KeyError(PERSON)

    def __repr__(self):
        return PERSON

Unraisable()

async def failing():
    raise ValueError(PERSON)

async def main():
    task = asyncio.create_task(failing(), name=PERSON)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    asyncio.get_running_loop().call_soon(int, PERSON)
    await asyncio.sleep(0)

asyncio.run(main(), debug=True)
raise LookupError(PERSON)
"""


def test_whatever_a_process_writes_by_itself_is_redacted_too(form) -> None:
    process = subprocess.run(  # noqa: PLW1510  its exit code is looked at below
        [sys.executable, "-c", PROCESS, form],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert process.returncode == 1
    assert process.stdout == ""
    for said in (
        "said once: [secret]",
        "warned of [phone]",
        "an exception ended a thread",
        "an exception could not be raised",
        "Task exception was never retrieved",
        "Exception in callback",
        "an exception ended the process",
    ):
        assert process.stderr.count(said) == 1, said
    for kind in ("ValueError", "KeyError", "LookupError"):
        assert kind in process.stderr
    written = re.sub(r"\.\d{6}Z", "Z", process.stderr)  # any four digits may be a time's
    for canary in ("Marla", "Singer", "7986", "kept-out", "quiet"):
        assert canary not in written, process.stderr
    if form == "json":
        assert all(isinstance(json.loads(line), dict) for line in process.stderr.splitlines())


LEAKING = """
import logging

import pytest

log = logging.getLogger("bot.somewhere")


def test_clean():
    log.debug("a fine line")


def test_leaking():
    log.debug("%s is here", "Mar" + "la")


def test_leaking_in_a_traceback():
    try:
        raise OSError(2, "Singer"[:6])
    except OSError:
        logging.getLogger("some.library").debug("failed", exc_info=True)


def test_reading_stderr(log_proof):
    log_proof.read("run", "cloud9%40cloud.com")


def test_skipping():
    pytest.skip("no reason")


def test_the_outside():
    import socket

    for attempt in (
        lambda: socket.getaddrinfo("cloud.com", 80),
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
    ):
        with pytest.raises(RuntimeError):
            attempt()


def test_the_settings_of_this_machine():
    import os

    assert "LEAD_API_KEY" not in os.environ


def test_the_env_file():
    with pytest.raises(RuntimeError, match="env"):
        open(".env")
"""

DEAF = """
import logging


def test_deafening():
    logging.getLogger().handlers.clear()
"""


def run_pytest(folder: Path, source: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a suite of its own under this suite's conftest, as on CI."""
    test = folder / "test_inner.py"
    test.write_text(source, encoding="utf-8")
    command = (sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT))
    return subprocess.run(  # noqa: PLW1510  its exit code is looked at
        [*command, "-p", "tests.conftest", "-W", "ignore", *arguments, str(test)],
        cwd=ROOT,
        env={"CI": "true", "LEAD_API_KEY": "x", "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=100,
    )


@pytest.mark.parametrize("arguments", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_the_proof_over_the_suite_fails_for_a_leak_and_names_its_logger(tmp_path, arguments) -> None:
    done = run_pytest(tmp_path, LEAKING, *arguments)
    assert done.returncode == 1, done.stdout
    assert "1 failed, 7 passed, 3 errors" in done.stdout, done.stdout
    assert "logger bot.somewhere, level DEBUG, 'Marla'" in done.stdout
    assert "logger some.library, level DEBUG, 'Singer'" in done.stdout
    assert "logger run, level stderr, 'cloud9%40'" in done.stdout
    assert "nothing is skipped on CI" in done.stdout


def test_the_proof_over_the_suite_fails_when_it_went_deaf(tmp_path) -> None:
    done = run_pytest(tmp_path, DEAF)
    assert done.returncode == 1, done.stdout
    assert "stopped reading" in done.stdout
