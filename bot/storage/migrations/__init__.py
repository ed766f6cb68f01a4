"""The schema's history, run by Alembic from code when the database is opened: there is no alembic.ini to find.

To change the schema: change :mod:`bot.storage.tables`, add a module to ``versions``, set :data:`HEAD` to its revision.

The version before may still be serving while a migration runs, on PostgreSQL, and goes on after it until the last replica
is replaced. So a migration only adds: tables, columns that may be empty or have a default of the server's, indexes. What
the new version no longer needs goes in the version after it, when nobody is left who reads or writes it.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from bot.storage.problems import DatabaseProblem

HEAD = "0021"
"""The newest revision. Known here so that a database that is up to date opens without loading Alembic."""

_VERSION = "alembic_version"


def migrate(connection: sa.Connection) -> None:
    """Bring the schema to :data:`HEAD`, inside the caller's transaction.

    Raises :class:`DatabaseProblem` for a database of a newer version, or of something else altogether.
    """
    revision = _revision(connection)
    if revision == HEAD:
        return
    # Alembic takes a fifth of a second to load.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is None:
        if sa.inspect(connection).get_table_names():
            raise DatabaseProblem("DATABASE_URL names a database of another program; use a file of its own.")
    elif revision not in known:
        raise DatabaseProblem("The database was made by a newer version of this bot; install that version again.")
    command.upgrade(config, HEAD)


def is_current(connection: sa.Connection) -> bool:
    """Return whether the schema is at :data:`HEAD`."""
    return _revision(connection) == HEAD


def check(connection: sa.Connection) -> None:
    """Raise :class:`DatabaseProblem` unless the schema is at :data:`HEAD`."""
    if not is_current(connection):
        raise DatabaseProblem(
            "The database is not in the schema of this version; `python -m bot run` brings an older one up to date."
        )


def _revision(connection: sa.Connection) -> str | None:
    """Return the revision that the database says it has; ``None`` if it has no table for one."""
    if not sa.inspect(connection).has_table(_VERSION):
        return None
    revision: str | None = connection.execute(
        sa.select(sa.column("version_num")).select_from(sa.table(_VERSION))
    ).scalar_one_or_none()
    return revision
