"""Database problems, as sentences for the engineer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import sqlalchemy as sa


class DatabaseProblem(Exception):
    """Problem with the database. The text is one sentence for an engineer."""


class DatabaseInUse(DatabaseProblem):
    """Database file that another bot uses."""


class DatabaseUnusable(DatabaseProblem):
    """Problem that waiting does not mend: the process has to end, and a person to repair the database."""


class DatabaseDamaged(DatabaseUnusable):
    """Damaged database file."""


class DatabaseAway(DatabaseProblem):
    """Unreachable database server. A commit in progress may have succeeded or not."""


_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk that holds {file} is full; free some space.",
    sqlite3.SQLITE_READONLY: "{file} cannot be written; check owner and permissions of the file and its folder.",
    sqlite3.SQLITE_PERM: "{file} cannot be opened; check owner and permissions of the file and its folder.",
    sqlite3.SQLITE_CANTOPEN: "{file} cannot be opened; check owner and permissions of the file and its folder.",
    sqlite3.SQLITE_NOTADB: "{file} is not a database, or its first page is damaged; restore it from a backup, or set "
    "DATABASE_URL to another file.",
    sqlite3.SQLITE_CORRUPT: "{file} is damaged; restore it from a backup.",
    sqlite3.SQLITE_BUSY: "{file} is busy: another program has been writing to it for too long.",
    sqlite3.SQLITE_LOCKED: "{file} is busy: another program has been writing to it for too long.",
    sqlite3.SQLITE_IOERR: "The disk that holds {file} reports errors.",
}
_PRIMARY_CODE = 0xFF
"""The lower byte of SQLite's extended result codes (sqlite.org/rescode.html)."""

_STATES = {
    "28": "{server} refuses the user or the password in DATABASE_URL.",
    "3D": "{server} has no database of the name in DATABASE_URL.",
    "42501": "The user in DATABASE_URL may not do on {server} what the bot needs; make it the owner of the database.",
    "53100": "The disk of {server} is full; free some space.",
    "53": "{server} has too little memory, or too many connections.",
    "25006": "{server} cannot be written: it is a standby, or set to read-only.",
    "40": "{server} is busy: transactions have been in each other's way for too long.",
    "55": "{server} is busy: another program has been holding a lock for too long.",
    "57014": "{server} is busy: a statement took too long.",
    "58": "The disk of {server} reports errors.",
    "XX001": "The database on {server} is damaged; restore it from a backup.",
    "XX002": "The database on {server} is damaged; restore it from a backup.",
}
"""By SQLSTATE or its class (postgresql.org/docs/current/errcodes-appendix.html)."""
_AWAY = ("08", "57P01", "57P02", "57P03", "57P05", "25P03")
"""The connection is gone, or the server is starting or stopping. 25P03: cut off, for having held a transaction too long."""


_NO_TEXT = "Could not decode to UTF-8"
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def not_a_database(file: Path) -> DatabaseDamaged:
    """Return the problem of a file that holds something else."""
    return DatabaseDamaged(_SENTENCES[sqlite3.SQLITE_NOTADB].format(file=file))


def damaged(file: Path) -> DatabaseDamaged:
    """Return the problem of a file that is damaged."""
    return DatabaseDamaged(_SENTENCES[sqlite3.SQLITE_CORRUPT].format(file=file))


def problem(error: Exception, place: Path | str) -> DatabaseProblem | None:
    """Return the problem that a database's (or SQLAlchemy's) error stands for; ``None`` if it is a bug of ours.

    ``place`` is SQLite's file, or the name of PostgreSQL's server.
    """
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(cause, psycopg.Error):
        return _of_server(cause, str(place))
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        # Python's own word for a column of text that is none: we store text only as text.
        return damaged(Path(place)) if isinstance(cause, sqlite3.Error) and _NO_TEXT in str(cause) else None
    code &= _PRIMARY_CODE
    sentence = _SENTENCES.get(code)
    if sentence is None:
        return None
    kind = DatabaseDamaged if code in _DAMAGED else DatabaseProblem
    return kind(sentence.format(file=place))


def _of_server(error: psycopg.Error, server: str) -> DatabaseProblem | None:
    state = error.sqlstate
    if state is None:
        # Without a state it did not come from the server. An operational error then is the connection's.
        if not isinstance(error, psycopg.OperationalError):
            return None
        # While connecting, the reason is known from the text only (libpq's, in English or the machine's language).
        return _refused(str(error), server) or DatabaseAway(f"{server} cannot be reached.")
    if state.startswith(_AWAY):
        return DatabaseAway(f"{server} cannot be reached.")
    sentence = _STATES.get(state) or _STATES.get(state[:2])
    if sentence is None or (state[:2] == "55" and state != "55P03"):
        return None
    return DatabaseProblem(sentence.format(server=server))


def _refused(text: str, server: str) -> DatabaseProblem | None:
    if "authentication failed" in text or "no pg_hba.conf entry" in text or "no password supplied" in text:
        return DatabaseProblem(_STATES["28"].format(server=server))
    if "database" in text and "does not exist" in text:
        return DatabaseProblem(_STATES["3D"].format(server=server))
    return None
