"""``DATA_KEY``: the keys rotate while people talk, and without the key there is nothing to see."""

from __future__ import annotations

import base64
import re
import sqlite3
from pathlib import Path

from sandbox import Sandbox
from support.homeowner import SAID, Homeowner
from support.processes import Launcher

OLD, NEW = (base64.b64encode(letter * 32).decode() for letter in (b"o", b"n"))
PERSONAL = re.compile(rb"Marla|Singer|7986 ?000 ?000|cloud9|Example Street|DE1 ?1JX", re.IGNORECASE)


def personal(database: Path) -> set[str]:
    """Where something personal can be read: files, and columns of rows."""
    files = {each.name for each in database.parent.glob(f"{database.name}*") if PERSONAL.search(each.read_bytes())}
    rows = set()
    with sqlite3.connect(database) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            cursor = connection.execute(f"SELECT * FROM {table}")
            for row in cursor.fetchall():
                for (column, *_), value in zip(cursor.description, row, strict=True):
                    kept = value if isinstance(value, bytes) else str(value).encode()
                    rows |= {f"{table}.{column}"} if PERSONAL.search(kept) else set()
    connection.close()
    return files | rows


async def test_keys_rotate_while_somebody_talks(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path
) -> None:
    bots.personal |= {OLD, NEW}
    bot = await bots.start(plan={})  # from before the key
    await bot.says("DATA_KEY")
    await marla.starts()
    await marla.answers("sale_or_let", "name", "phone")
    assert "chats.state" in personal(database), "the proof sees what is in clear"
    assert await bot.stop() == 0

    bot = await bots.start(plan={}, settings={"DATA_KEY": OLD})
    await marla.answers("email")
    rotating = await bots.start("rotate-keys", plan={}, settings={"DATA_KEY": OLD})
    assert await rotating.ends() == 0, rotating.stderr
    await marla.answers("address")
    assert personal(database) == set(), "what was in clear has been sealed, and overwritten"
    assert await bot.stop() == 0

    bot = await bots.start(plan={}, settings={"DATA_KEY": f"{NEW},{OLD}"})
    await marla.answers("postcode")
    rotating = await bots.start("rotate-keys", plan={}, settings={"DATA_KEY": f"{NEW},{OLD}"})
    assert await rotating.ends() == 0, rotating.stderr
    assert "re-encrypted" in rotating.stdout
    assert "DATA_KEY needs only that one" in rotating.stdout
    await marla.answers("bedrooms")
    assert await bot.stop() == 0

    bot = await bots.start(plan={}, settings={"DATA_KEY": NEW})
    await marla.answers("property_type")
    await marla.goes_on("estimate")
    assert [lead.payload["email"] for lead in sandbox.journal.leads] == [SAID["email"]]
    assert "DATA_KEY" not in bot.stderr
    assert await bot.stop() == 0
    assert personal(database) == set()

    for wrong, words in ((None, "DATA_KEY is not set"), (OLD, "DATA_KEY does not have")):
        refused = await bots.start(plan={}, settings={"DATA_KEY": wrong})
        assert await refused.ends() == 3
        assert words in refused.stderr
        health = await bots.start("leads", plan={}, settings={"DATA_KEY": wrong})
        assert await health.ends() == 3


async def test_a_new_key_is_one(bots: Launcher) -> None:
    made = await bots.start("new-key", plan={})
    assert await made.ends() == 0
    assert re.fullmatch(r"[A-Za-z0-9+/]{43}=\n", made.stdout)
    bot = await bots.start(plan={}, settings={"DATA_KEY": made.stdout.strip()})
    await bot.says("database open")
    await bot.kill()
    without = await bots.start("rotate-keys", plan={}, settings={"DATA_KEY": None})
    assert await without.ends() == 3, "the database is under a key by now"


async def test_keys_that_rotate_and_are_killed_half_way_lose_nothing_and_leave_nothing_in_clear(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path
) -> None:
    bots.personal |= {OLD, NEW}
    bot = await bots.start(plan={})  # in clear
    await marla.starts()
    await marla.answers("sale_or_let", "name", "phone", "email")
    assert await bot.stop() == 0
    assert personal(database)
    for setting in (OLD, f"{NEW},{OLD}"):
        plan = {"set": {"bot.storage.upkeep.key_rotation.PAGE": 1}}
        for when in ("before", "committed", "before"):
            kill = {"point": "bot.storage.upkeep.key_rotation.EncryptedTable._seal", "when": when, "nth": 2}
            killed = await bots.start("rotate-keys", plan=plan | {"kill": kill}, settings={"DATA_KEY": setting})
            await killed.dies()
        rotated = await bots.start("rotate-keys", plan=plan, settings={"DATA_KEY": setting})
        assert await rotated.ends() == 0, rotated.stderr
        assert personal(database) == set(), "sealed, and overwritten"
    bot = await bots.start(plan={}, settings={"DATA_KEY": NEW})
    await marla.goes_on("estimate")
    assert [lead.payload["email"] for lead in sandbox.journal.leads] == [SAID["email"]]
    assert await bot.stop() == 0


async def test_a_key_is_made_at_the_first_start_and_nothing_is_ever_stored_in_clear(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path
) -> None:
    bots.settings.pop("DATA_KEY")
    bot = await bots.start()
    await bot.says("an encryption key was made")
    assert str(database) in bot.stderr
    key = database.with_name("bot.db.key")
    bots.personal.add(key.read_text().strip())
    assert "not ready for the public [bot.commands.cli] setting=DATA_KEY" not in bot.stderr
    await marla.starts()
    await marla.answers("sale_or_let", "name", "phone")
    assert personal(database) == set()
    assert await bot.stop() == 0

    bot = await bots.start()
    await marla.goes_on("estimate")
    assert [lead.payload["email"] for lead in sandbox.journal.leads] == [SAID["email"]]
    assert await bot.stop() == 0
    assert "an encryption key was made" not in bot.stderr
    check = await bots.start("check")
    await check.ends()
    assert f"encrypted under the key in {key}" in check.stdout

    moved = key.rename(database.with_name("elsewhere"))
    refused = await bots.start()
    assert await refused.ends() == 3
    assert "DATA_KEY is not set, nor is there a key file" in refused.stderr
    assert not key.exists(), "another key would be of no use"
    check = await bots.start("check")
    await check.ends()
    assert "new-key" not in check.stdout, "nor would a new one"
    bot = await bots.start(settings={"DATA_KEY": moved.read_text().strip()})
    await bot.says("database open")


async def test_a_key_that_is_refused_is_not_made(bots: Launcher, marla: Homeowner, database: Path) -> None:
    bot = await bots.start()
    await marla.reaches("name")
    assert "setting=DATA_KEY" in bot.stderr
    assert not database.with_name("bot.db.key").exists()
    check = await bots.start("check")
    await check.ends()
    assert "DATA_KEY is off: people's data is stored in clear" in check.stdout
