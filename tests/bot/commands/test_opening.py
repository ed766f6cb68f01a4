"""A starting bot and a command that holds the database for a moment."""

import pytest

from bot.commands import cli
from bot.storage.database import Database, DatabaseInUse


@pytest.fixture
def other(database):
    """The same file for another process."""
    return Database(f"sqlite:///{database.backend.path}")


def test_a_starting_bot_waits_for_a_command_to_let_go_of_the_database(database, other, monkeypatch):
    monkeypatch.setattr(cli.time, "sleep", lambda _: database.close())
    cli._open(other)
    other.close()


def test_a_second_bot_is_refused_after_a_while(database, other, monkeypatch):
    monkeypatch.setattr(cli, "IN_USE_WAIT", 0.0)
    with pytest.raises(DatabaseInUse):
        cli._open(other)
