from __future__ import annotations

import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from upgrade.databases import NAMES, restore_postgresql, restore_sqlite

from bot.storage import migrations
from bot.storage.backends.sqlite import SqliteFile
from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState
from bot.storage.database import DatabaseProblem
from bot.storage.queues import outbox
from bot.storage.tables import METADATA
from support.migrated import MIGRATE, ReplayedMigrations

OLDEST = "0012"
FIXTURES = Path(__file__).parents[2] / "upgrade" / "09c38bc"


@pytest.fixture(autouse=True)
def migrated_at_once(monkeypatch):
    """The migrations are what is tested here."""
    monkeypatch.setattr(migrations, "migrate", MIGRATE)


@pytest.fixture
def oldest(url):
    """The database is one of the oldest version that can be upgraded, with people in it."""
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        path.parent.mkdir()
        restore_sqlite(FIXTURES / NAMES["plain"], path)
    else:
        restore_postgresql(FIXTURES / NAMES["postgresql"], url)


@pytest.fixture
def upgraded(oldest, make):
    """The oldest database, opened by this version."""
    database = make()
    database.open()
    return database


def test_the_migrations_build_exactly_the_tables(upgraded):
    def differences(tx):
        context = MigrationContext.configure(
            tx.connection, opts={"compare_type": True, "compare_server_default": True, "target_metadata": METADATA}
        )
        return compare_metadata(context, METADATA)

    assert upgraded.run_sync(differences) == []


SCHEMA = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": """
        SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT table_name || column_name, concat_ws(',', data_type, is_nullable, column_default)
            FROM information_schema.columns WHERE table_schema = 'public'
    """,
}


@pytest.fixture
def empty(request):
    """Makes engines on empty databases."""
    made = []

    def make_one(kind):
        url = sa.make_url("sqlite://")
        if kind == "postgresql":
            url = sa.make_url(request.getfixturevalue("postgres").make_database()).set(drivername="postgresql+psycopg")
        made.append(sa.create_engine(url))
        return made[-1]

    yield make_one
    for engine in made:
        engine.dispose()


def schema(connection):
    """What there is, but for Alembic's own table, each with its sorted words."""
    rows = connection.exec_driver_sql(SCHEMA[connection.dialect.name])
    return {
        name: sorted(sql.replace(",", " ").replace(")", " ) ").split())
        for name, sql in rows
        if not name.startswith("alembic_version")
    }


def test_the_migrations_build_exactly_the_same_schema_as_the_tables(upgraded, empty):
    """What Alembic does not compare: conditions of indexes, WITHOUT ROWID, AUTOINCREMENT, sequences."""
    kind = "sqlite" if isinstance(upgraded.backend, SqliteFile) else "postgresql"
    with empty(kind).connect() as connection:
        METADATA.create_all(connection)
        expected = schema(connection)
    assert len(expected) > 15
    assert expected == upgraded.run_sync(lambda tx: schema(tx.connection))


@pytest.mark.parametrize("kind", SCHEMA)
def test_what_other_tests_replay_is_what_the_migrations_do(kind, empty):
    replayed = ReplayedMigrations(MIGRATE)
    built = []
    for _ in range(2):
        with empty(kind).begin() as connection:
            replayed(connection)
            assert migrations.is_current(connection)
            built.append(schema(connection))
    assert len(built[0]) > 15
    assert built[0] == built[1]


def test_the_newest_migration_is_known_without_alembic():
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]


def test_opening_again_changes_nothing_and_does_not_load_alembic(database, make, monkeypatch, told):
    database.run_sync(lambda tx: chat_states.save(tx, [SavedState("derby", 1, "kept")]))
    database.close()
    for name in [name for name in sys.modules if name.partition(".")[0] == "alembic"]:
        monkeypatch.setitem(sys.modules, name, None)
    again = make()
    again.open()
    assert again.run_sync(lambda tx: chat_states.load(tx, [("derby", 1)])) == {("derby", 1): "kept"}
    assert told() == []


@pytest.mark.parametrize("exclusive", [True, False])
@pytest.mark.parametrize(
    ("revision", "why"), [("9999", "newer version"), ("0005", "version in between has to open it first")]
)
def test_a_database_of_a_newer_version_is_left_alone(database, make, revision, why, exclusive):
    set_version = f"UPDATE alembic_version SET version_num = '{revision}'"
    database.run_sync(lambda tx: tx.connection.exec_driver_sql(set_version))
    database.close()
    file = database.backend.path if isinstance(database.backend, SqliteFile) else None
    before = file and file.read_bytes()
    with pytest.raises(DatabaseProblem, match=why if exclusive else "not in the schema of this version"):
        make().open(exclusive=exclusive)
    assert before == (file and file.read_bytes())


@pytest.mark.parametrize("kind", SCHEMA)
@pytest.mark.parametrize("revision", ["ae1027a6acf", "0003", "0015", migrations.HEAD])
def test_a_database_that_another_program_migrates_with_alembic_is_left_alone(kind, empty, revision):
    with empty(kind).begin() as connection:
        for statement in (
            "CREATE TABLE alembic_version (version_num VARCHAR(32))",
            f"INSERT INTO alembic_version VALUES ('{revision}')",
            "CREATE TABLE leads (id INTEGER)",
        ):
            connection.exec_driver_sql(statement)
        with pytest.raises(DatabaseProblem, match="database of another program"):
            MIGRATE(connection)
        assert not migrations.is_current(connection)
        assert sorted(sa.inspect(connection).get_table_names()) == ["alembic_version", "leads"]


def test_a_migration_that_fails_leaves_nothing_behind(oldest, make, monkeypatch):
    database = make()
    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", lambda *_args, **_more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            database.open()
    database.open(exclusive=True)
    assert database.run_sync(lambda tx: chat_states.load(tx, [("derby", 1)])) == {}


@pytest.fixture
def told(caplog):
    """The migrations that were logged: database, revision before, revision after, steps."""
    caplog.set_level("INFO", logger="bot.storage")
    return lambda: [
        (record.database, vars(record)["from"], record.to, record.steps)
        for record in caplog.records
        if record.getMessage() == "the database was migrated"
    ]


def test_the_version_before_goes_on_while_the_next_one_has_migrated(oldest, make, monkeypatch, told):
    """What the oldest version wrote and reads is still there and still means the same."""
    database = make()
    with monkeypatch.context() as patch:
        patch.setattr("bot.storage.migrations.HEAD", OLDEST)
        patch.setattr("bot.storage.backends.sqlite.recover", lambda _: None)  # that version had its own
        patch.setattr("bot.storage.backends.sqlite.look_for_tables", lambda *_: None)  # and other tables
        patch.setattr("bot.storage.backends.old_copies.permission_at_start", lambda _: None)  # nor marks
        database.open()
    old = (
        "INSERT INTO outbox_chats (agency, chat_id, due_at, leased) VALUES ('derby', 1, 5, false)",
        "INSERT INTO outbox (agency, chat_id, kind, body, created_at) VALUES ('derby', 1, 'message', {body}, 5)",
        "UPDATE outbox_chats SET leased = true, due_at = 35 WHERE agency = 'derby' AND chat_id = 1",
        "UPDATE outbox_chats SET leased = false, due_at = 40 WHERE agency = 'derby' AND chat_id = 1",
    )
    body = "x'7b7d'" if isinstance(database.backend, SqliteFile) else "'{}'"
    for statement in old[:3]:
        filled = statement.replace("{body}", body)
        database.run_sync(lambda tx, filled=filled: tx.connection.exec_driver_sql(filled))
    assert told() == []
    newer = make()
    if isinstance(database.backend, SqliteFile):
        database.close()
        newer.open()
        database = newer
    else:
        newer.open()
    steps = len([*Path(migrations.__file__).parent.glob("versions/v*.py")]) - 1
    assert told() == [(newer.backend.name, OLDEST, migrations.HEAD, steps)]
    database.run_sync(lambda tx: tx.connection.exec_driver_sql(old[3]))
    (queue,) = newer.run_sync(lambda tx: outbox.take(tx, 10, 30.0, of=("derby",)))
    assert [message.attempts for message in queue.messages] == [0]
