"""The databases of the fixtures, put in place, read, and set to a clock."""

from __future__ import annotations

import contextlib
import lzma
import sqlite3
from pathlib import Path

import psycopg

NAMES = {"plain": "plain.db.xz", "sealed": "sealed.db.xz", "postgresql": "postgresql.sql.xz"}
"""Each database and its file; ``sealed`` is plain's story under a ``DATA_KEY``."""

Schema = dict[str, dict[str, str]]
"""Tables, and the type of each of their columns."""


def set_clock(url: str, offset: float) -> None:
    """Have a PostgreSQL database tell the time with ``offset`` seconds added, to sessions that begin from now on.

    The product asks for ``clock_timestamp()``. A function of that name is found before the server's own where the search
    path says so; the schema that it is in is no part of the fixture.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS clock")
        for name in ("clock_timestamp", "now"):
            connection.execute(
                f"CREATE OR REPLACE FUNCTION clock.{name}() RETURNS timestamptz LANGUAGE sql VOLATILE AS "
                f"$$ SELECT pg_catalog.clock_timestamp() + interval '{offset} seconds' $$"
            )
        (name,) = connection.execute("SELECT current_database()").fetchone() or ("",)
        connection.execute(f"ALTER DATABASE {name} SET search_path = public, clock, pg_catalog")


def restore_sqlite(fixture: Path, to: Path) -> str:
    """Put a fixture's SQLite file in place; returns its URL."""
    to.write_bytes(lzma.decompress(fixture.read_bytes()))
    return f"sqlite:///{to}"


def restore_postgresql(fixture: Path, url: str) -> None:
    """Carry out a fixture's dump in an empty database."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute(lzma.decompress(fixture.read_bytes()))


def schema_of(url: str) -> Schema:
    """The tables of the product and their columns."""
    found: Schema = {}
    if url.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            rows = connection.execute(
                "SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
            ).fetchall()
    else:
        with psycopg.connect(url) as reading:
            rows = reading.execute(
                "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
            ).fetchall()
    for table, column, kind in rows:
        found.setdefault(table, {})[column] = kind
    return found
