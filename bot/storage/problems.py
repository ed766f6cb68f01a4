"""Database problems as sentences for the engineer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import sqlalchemy as sa


class DatabaseProblem(Exception):
    """Problem with the database. The text is one sentence for an engineer."""


class DatabaseInUse(DatabaseProblem):
    """Database file in use by another bot."""


class DatabaseUnusable(DatabaseProblem):
    """Problem that waiting cannot fix: the process has to end, and a person has to repair the database."""


class DatabaseDamaged(DatabaseUnusable):
    """Damaged database file."""


class DatabaseAway(DatabaseProblem):
    """Unreachable database server. A commit in progress may or may not have succeeded."""


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
"""Mask of the primary code in SQLite's extended result codes (sqlite.org/rescode.html)."""

_STATES = {
    "28": "{server} refuses the user or the password in DATABASE_URL.",
    "3D": "{server} has no database of the name in DATABASE_URL.",
    "42501": "The user in DATABASE_URL may not do on {server} what the bot needs; make it the owner of the database.",
    "53100": "The disk of {server} is full; free some space.",
    "53": "{server} has too little memory, or too many connections.",
    "25006": "{server} cannot be written: it is a standby, or set to read-only.",
    "3F": "{server} has no schema for the tables; look at search_path in DATABASE_URL and of its user.",
    "40": "{server} is busy: transactions have been in each other's way for too long.",
    "55": "{server} is busy: another program has been holding a lock for too long.",
    "57014": "{server} is busy: a statement took too long.",
    "58": "The disk of {server} reports errors.",
    "XX001": "The database on {server} is damaged; restore it from a backup.",
    "XX002": "The database on {server} is damaged; restore it from a backup.",
}
"""By SQLSTATE or its class (postgresql.org/docs/current/errcodes-appendix.html)."""
_AWAY = ("08", "57P01", "57P02", "57P03", "57P05", "25P03")
"""SQLSTATEs of a lost connection, or of a server that is starting or stopping. 25P03: disconnected for an idle transaction."""


_NO_TEXT = "Could not decode to UTF-8"
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def not_a_database(file: Path) -> DatabaseDamaged:
    """Return the problem of a file that is not a database."""
    return DatabaseDamaged(_SENTENCES[sqlite3.SQLITE_NOTADB].format(file=file))


def damaged(file: Path) -> DatabaseDamaged:
    """Return the problem of a damaged file."""
    return DatabaseDamaged(_SENTENCES[sqlite3.SQLITE_CORRUPT].format(file=file))


def problem(error: Exception, place: Path | str) -> DatabaseProblem | None:
    """Return the problem behind an error of the database or of SQLAlchemy; ``None`` for a bug of the bot.

    ``place`` is SQLite's file, or the name of PostgreSQL's server.
    """
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(cause, psycopg.Error):
        return _of_server(cause, str(place))
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        # Python's message for invalid text in a column: the bot stores only valid text.
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
        # Without an SQLSTATE it did not come from the server: an operational error is then the connection's.
        if not isinstance(error, psycopg.OperationalError):
            return None
        # While connecting, only libpq's text gives the reason, in English or the machine's language.
        why = str(error).partition("\n")[0].rstrip(".")
        return _refused(str(error), server) or DatabaseAway(f"{server} cannot be reached ({why}).")
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
