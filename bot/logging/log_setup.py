"""Logging set-up: all records, the bot's and libraries', go through one redacting handler.

The process's stderr counts as a log. Uncaught exceptions, warnings, exceptions in threads and destructors, and records
that cannot be formatted therefore take the same path. The rules of redaction are in :mod:`bot.logging.redaction`.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor

from bot import VERSION
from bot.logging.redaction import Redaction, describe_error

Format = Literal["text", "json"]

log = logging.getLogger(__name__)

LIBRARIES = ("aiohttp", "alembic", "asyncio", "httpcore", "httpx", "sqlalchemy", "telegram", "uvicorn")
"""Libraries logged from WARNING up, whatever the level: below it they log requests, parameters and rows."""
SILENT = ("fontTools", "fpdf", "uk_postcodes_parsing")
"""Libraries that are never logged: they log what people write, at INFO or WARNING; the first two the letters of a document."""

_SHOWN_BY_REPR = re.compile(r"[<({\['\"](?:.*[>)}\]'\"]|.*)")


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Formatter of records as a line of text or JSON, with a traceback below the text; redacts secrets and personal data."""

    def __init__(self, format: Format, secrets: Iterable[str] = ()) -> None:  # noqa: A002  the setting's name
        self.redaction = Redaction(secrets)
        render: Processor = (
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if format == "json"
            else structlog.dev.ConsoleRenderer(
                colors=False, pad_event_to=0, exception_formatter=structlog.dev.plain_traceback
            )
        )
        super().__init__(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), structlog.contextvars.merge_contextvars],
            processors=[
                *([] if format == "text" else [_add_process]),
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                _add_time,
                self.remove_processors_meta,
                self._redact,
                render,
            ],
        )

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text. The record is not modified, since other handlers may use it too."""
        record = logging.makeLogRecord(record.__dict__)
        if isinstance(record.args, tuple):
            record.args = tuple(
                describe_error(each) if isinstance(each, BaseException) else each for each in record.args
            )
        if isinstance(record.msg, BaseException):
            record.msg = describe_error(record.msg)
        if record.name.partition(".")[0] == "asyncio":
            # asyncio's reprs of tasks, futures and callbacks contain results, exceptions and arguments.
            record.msg, record.args = _SHOWN_BY_REPR.sub("...", record.getMessage().partition("\n")[0]), ()
        return super().format(record)

    def _redact(self, _logger: Any, _method: str, event: EventDict) -> EventDict:
        error = event.pop("exc_info", None)
        stack = event.pop("stack_info", None)
        redacted: EventDict = {key: self.redaction.value(value) for key, value in event.items()}
        if stack:
            redacted["stack"] = self.redaction.text(str(stack))
        if isinstance(error, tuple) and isinstance(error[1], BaseException):
            redacted["exception"] = self.redaction.traceback(error[1])
        return redacted


class RedactingHandler(logging.StreamHandler[TextIO]):
    """Handler that writes records to a stream; library records from WARNING up."""

    def __init__(self, stream: TextIO, format: Format, secrets: Iterable[str] = ()) -> None:  # noqa: A002  as above
        super().__init__(stream)
        self.setFormatter(RedactingFormatter(format, secrets))
        self.addFilter(_is_heard)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's name
        """Report only the source of a record that could not be written: the standard report quotes all its values."""
        try:
            self.stream.write(f"a log record could not be written: {record.name}, {record.filename}:{record.lineno}\n")
            self.flush()
        except (OSError, ValueError):  # the stream itself is closed: nowhere to report it
            return


def configure(
    format: Format = "text",  # noqa: A002  the setting's name
    secrets: Iterable[str] = (),
    *,
    debug: bool = False,
) -> None:
    """Configure logging of the whole process to stderr, with ``secrets`` (token, key) redacted everywhere.

    ``debug`` logs from DEBUG up, for development with made-up people. May be called again, for example once the settings
    are known; the last call counts.
    """
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, RedactingHandler)]:
        root.removeHandler(handler)
    root.addHandler(RedactingHandler(sys.stderr, format, secrets))
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    quieten()
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def is_configured() -> bool:
    """Return whether :func:`configure` was called."""
    return any(isinstance(each, RedactingHandler) for each in logging.getLogger().handlers)


def hide(secrets: Iterable[str]) -> None:
    """Redact these secrets as well from now on."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, RedactingHandler) and isinstance(handler.formatter, RedactingFormatter):
            handler.formatter.redaction.hide(secrets)


def quieten() -> None:
    """Raise the levels of libraries' loggers to those the handler lets through."""
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _is_heard(record: logging.LogRecord) -> bool:
    package = record.name.partition(".")[0]
    return package not in SILENT and (package not in LIBRARIES or record.levelno >= logging.WARNING)


def _add_process(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Add the version, and the replica: the machine's (or container's) name and the process's id."""
    event["version"], event["replica"] = VERSION, f"{os.uname().nodename}/{os.getpid()}"
    return event


def _add_time(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Add the record's own time, in UTC, not the time of formatting."""
    at = datetime.fromtimestamp(event["_record"].created, UTC)
    event["timestamp"] = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return event


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)  # Ctrl-C: no personal data
        return
    log.critical("an exception ended the process", exc_info=(kind, error, trace))


def _uncaught_in_thread(what: threading.ExceptHookArgs) -> None:
    if what.exc_value is not None and not issubclass(what.exc_type, SystemExit):
        log.critical("an exception ended a thread", exc_info=(what.exc_type, what.exc_value, what.exc_traceback))


def _unraisable(what: sys.UnraisableHookArgs) -> None:
    # Without message and object: their reprs may quote anything.
    if what.exc_value is not None:
        log.error("an exception could not be raised", exc_info=(what.exc_type, what.exc_value, what.exc_traceback))
