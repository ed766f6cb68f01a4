"""Schema of the database: made from :mod:`bot.storage.tables`, and migrated from earlier versions by Alembic.

Both run from code when the database is opened; there is no alembic.ini. To change the schema: change the tables, add a module
to ``versions``, set :data:`HEAD` to its revision.

On PostgreSQL the previous version may still be running during a migration, and afterwards until its last replica is
replaced. So a migration only adds: tables, nullable columns or columns with a server default, indexes. Columns and tables
that the new version no longer needs are removed one version later.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from bot.storage.problems import DatabaseProblem
from bot.storage.tables import METADATA

_log = logging.getLogger(__name__)

HEAD = "0026"
"""Newest revision. Known here so that an up-to-date database opens without loading Alembic."""

_VERSION = sa.Table(
    "alembic_version",
    sa.MetaData(),
    sa.Column("version_num", sa.String(32)),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own table, as it makes it."""


_OURS = ("inbox_chats", "outbox_chats")
"""Tables of every version, under names that no other program is likely to have."""


class Migrated(NamedTuple):
    """Migration of an existing database: its revision before, the one after, and the number of steps between."""

    before: str
    after: str
    steps: int

    def log(self, database: str) -> None:
        """Log what was done to this database; to be called after the commit."""
        about = {"database": database, "from": self.before, "to": self.after, "steps": self.steps}
        _log.info("the database was migrated", extra=about)


def migrate(connection: sa.Connection) -> Migrated | None:
    """Make the schema of an empty database, or migrate an earlier one to :data:`HEAD`, inside the caller's transaction.

    Returns what was migrated. Raises :class:`DatabaseProblem` for a database of a newer version, of one that is too old, or
    of something else.
    """
    revision = _revision(connection)
    if revision == HEAD:
        return None
    if revision is None:
        if sa.inspect(connection).get_table_names():
            raise DatabaseProblem("DATABASE_URL names a database of another program; use a file of its own.")
        METADATA.create_all(connection, checkfirst=False)
        _VERSION.create(connection)
        connection.execute(_VERSION.insert(), {"version_num": HEAD})
        return None
    # Alembic takes a fifth of a second to load.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        if revision < HEAD:
            raise DatabaseProblem(
                "The database is from before 28 November 2026; a version in between has to open it first: "
                "docs/running.md, Upgrading, says which one, and how."
            )
        raise DatabaseProblem("The database was made by a newer version of this bot; install that version again.")
    command.upgrade(config, HEAD)
    return Migrated(revision, HEAD, len([*scripts.iterate_revisions(HEAD, revision)]))


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
    """Return the revision recorded in the database; ``None`` if none of this bot is: other programs use Alembic, too."""
    inspector = sa.inspect(connection)
    if not all(inspector.has_table(name) for name in (_VERSION.name, *_OURS)):
        return None
    revision: str | None = connection.execute(sa.select(_VERSION.c.version_num)).scalar_one_or_none()
    return revision
