"""Lists that go to PostgreSQL as the text of an array arrive as they were."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.storage.database import Database
from bot.storage.sql.array_parameters import array
from bot.storage.sql.prepared import Prepared

TEXTS = [
    "",
    "NULL",
    "null",
    'say "hi"',
    "a,b",
    "{a}",
    "back\\slash",
    '\\"',
    "  edges  ",
    "line\nbreak",
    "Ŵyn 🏡",
    "%s",
    None,
]


@pytest.fixture
def database(postgresql_url):
    database = Database(postgresql_url)
    database.open()
    yield database
    database.close()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (sa.Text(), TEXTS),
        (sa.Text(), []),
        (sa.BigInteger(), [0, -1, 2**63 - 1, -(2**63), None]),
        (sa.Boolean(), [True, False, None]),
        (sa.Double(), [0.0, -1.5, 1764346552.123456, 1e-300, None]),
        (sa.LargeBinary(), [b"", b'\x00\xff\\"{},', bytes(range(256)), None]),
    ],
    ids=["texts", "none", "numbers", "truths", "times", "bytes"],
)
def test_a_list_arrives_as_it_was(database, kind, values):
    given = sa.func.unnest(array("values", kind)).table_valued(sa.column("value", kind)).render_derived()
    statement = Prepared(sa.select(given.c.value))
    arrived = database.run_sync(lambda tx: statement.rows(tx, {"values": values}))
    assert [value for (value,) in arrived] == values


def test_a_kind_that_nobody_has_thought_of_is_refused():
    with pytest.raises(TypeError):
        array("values", sa.Interval())
