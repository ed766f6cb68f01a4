"""A database and chats of an earlier version are taken over by this one, and everybody finishes what they had begun."""

from __future__ import annotations

import asyncio
import json
import lzma
import re
import shutil
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from upgrade import playing
from upgrade.databases import NAMES, Schema, restore_postgresql, restore_sqlite, schema_of, set_clock

from bot.statistics.counters import CHECKED, DOUBTFUL, VERIFIED
from sandbox import Sandbox
from support.forked import ForkServer, fork_server
from support.log_proof import LogProof
from support.postgres import PostgresServer
from support.processes import BARE, Launcher
from support.waiting import PATIENCE, eventually

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CLOCK = {"PYTHONPATH": f"{HERE / 'clock'}:{ROOT}"}
VERSIONS = ("09c38bc",)
"""The versions that fixtures are kept of: a folder each."""

FAILED = re.compile(r"traceback|exception|a batch failed|an item failed", re.IGNORECASE)
"""What the log says where a turn failed, though it went well when it was tried again."""


@dataclass(frozen=True)
class Upgraded:
    """What was kept of the earlier version, and what became of it."""

    manifest: dict[str, Any]
    schemas: tuple[Schema, Schema]
    before: dict[str, int]
    after: dict[str, int]
    leads: dict[str, list[dict[str, Any]]]
    gone: dict[str, list[int]]
    notices: dict[str, list[str]]
    metrics: str
    links: str
    aside: tuple[str, str]
    group: list[str]
    exit_code: int
    log_problems: list[str]


@pytest.fixture(scope="module")
def forks() -> Iterator[ForkServer]:
    """Where the bot and the commands beside it come from. The clock of each is set by its environment."""
    with fork_server(BARE | CLOCK | {"CLOCK_OFFSET": "0"}) as server:
        yield server


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", NAMES)
async def test_everybody_finishes_what_they_had_begun_with_an_earlier_version(
    version: str, name: str, forks: ForkServer, postgres: PostgresServer, tmp_path: Path
) -> None:
    """One test for each database: to play it takes seconds. What fails is told by the names of the checks."""
    upgraded = await _upgrade(HERE / version, name, tmp_path, forks, postgres)
    failures = []
    for check in CHECKS:
        try:
            check(upgraded)
        except AssertionError as error:
            failures.append(AssertionError(f"{check.__name__}: {error}"))
    if failures:
        raise ExceptionGroup("an upgrade", failures)


async def _upgrade(fixture: Path, name: str, place: Path, forks: ForkServer, postgres: PostgresServer) -> Upgraded:
    manifest = json.loads(lzma.decompress((fixture / f"{name}.json.xz").read_bytes()))
    stored, entries = manifest["telegram"], manifest["people"]
    clock = playing.Clock(manifest["clock"])
    if name == "postgresql":
        url = postgres.make_database()
        restore_postgresql(fixture / NAMES[name], url)
        set_clock(url, clock.offset)
    else:
        url = restore_sqlite(fixture / NAMES[name], place / "bot.db")
    old = schema_of(url)
    settings = fixture / "settings.env"
    token, key = (settings.read_text().partition(f"{each}=")[2].split()[0] for each in ("BOT_TOKEN", "LEAD_API_KEY"))
    port = playing.free_port()
    async with Sandbox(
        token=token, api_keys=[key], username="example_valuation_bot", clock=clock, first_update_id=1
    ) as sandbox:
        playing.restore(sandbox.world, stored)
        bots = Launcher(
            place,
            {
                "TELEGRAM_API_URL": sandbox.base_url,
                "LEAD_API_URL": sandbox.base_url,
                "LEAD_LOOKUP_SECONDS": "0",
                "DATABASE_URL": url,
                "LISTEN_PORT": str(port),
                "CLOCK_OFFSET": str(clock.offset),
                **CLOCK,
                **manifest["settings"],
            },
            forks,
        )
        bots.faults_expected = True  # a queue was paused
        shutil.copytree(HERE / "files", bots.folder, dirs_exist_ok=True)
        shutil.copy(settings, bots.folder / ".env")

        async def cli(*command: str) -> str:
            process = await bots.start(*command, plan={})
            assert await process.ends() == 0, process.stderr
            return process.stdout

        try:
            running = await bots.start("run")
            await running.says("database open")
            before = playing.counted(await cli("stats", "--csv", "-"))
            await playing.finish_all(sandbox, entries, stored["next_message_id"], cli)
            metrics = await asyncio.to_thread(_fetch, f"http://127.0.0.1:{port}/metrics")
            supergroup = sandbox.world.chat(
                next(each["upgraded_to"] for each in stored["chats"] if "upgraded_to" in each)
            )
            assert supergroup is not None
            group = playing.texts_since(supergroup, stored["next_message_id"])
            leads = playing.delivered(sandbox)
            references = {each["meta"]["reference"] for found in leads.values() for each in found}
            await eventually(
                lambda: all(each in "\n".join(group()) for each in references),
                lambda: f"a card of each lead in {group()}",
            )
            await eventually(lambda: len(sandbox.world.updates) == 0, "an end of Telegram's updates")
            exit_code = await running.stop()
            leads = playing.delivered(sandbox)
            after = playing.counted(await cli("stats", "--csv", "-"))
            links = await cli("links", "list")
            aside = (await cli("leads", "list"), await cli("inbox", "list"))
            await _with_agencies(fixture, place / "many", url, manifest["settings"], forks)
        finally:
            await bots.end_all()
        bots.personal |= {"Marla", "Singer", "Example Street", "homes.example", "07986"}
        problems = bots.problems([token, key, *manifest["settings"].values()], LogProof())
        problems += [line for line in running.stderr.splitlines() if FAILED.search(line)]
        return Upgraded(
            manifest,
            (old, schema_of(url)),
            before,
            after,
            leads,
            playing.left(sandbox, stored),
            playing.notices(sandbox, entries),
            metrics,
            links,
            aside,
            group(),
            exit_code,
            problems,
        )


async def _with_agencies(fixture: Path, place: Path, url: str, settings: dict[str, str], forks: ForkServer) -> None:
    """Read a file of agencies that has every setting which the earlier version knew: one that is unknown is refused."""
    place.mkdir()
    chosen = {"AGENCIES": "agencies.toml", "DERBY_TOKEN": "1000001:token-of-the-upgrade-tests", "DATABASE_URL": url}
    bots = Launcher(place, {**chosen, **settings}, forks)
    shutil.copytree(HERE / "files", bots.folder, dirs_exist_ok=True)
    shutil.copy(fixture / "agencies.toml", bots.folder)
    (bots.folder / "derby.key").write_text("key-of-the-upgrade-tests")
    try:
        process = await bots.start("links", "--agency", "derby-homes", "list", plan={})
        assert await process.ends() == 0, process.stderr
    finally:
        await bots.end_all()


def _fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def leads_due(upgraded: Upgraded) -> list[dict[str, Any]]:
    """Those of whom a lead was to arrive."""
    return [each for each in upgraded.manifest["people"] if "lead" in each]


def each_lead_arrives_once_and_says_what_its_person_said(upgraded: Upgraded) -> None:
    found = {email: [playing.told(each) for each in leads] for email, leads in upgraded.leads.items()}
    assert found == {each["lead"]["email"]: [_as_sent_now(each["lead"])] for each in leads_due(upgraded)}


def _as_sent_now(lead: dict[str, Any]) -> dict[str, Any]:
    """What an earlier version would have sent, as this one does: the questionnaire as a list of pairs, no object of them."""
    pairs = lead.get("questionnaire")
    return {**lead, "questionnaire": list(pairs.values())} if isinstance(pairs, dict) else lead


def a_lead_keeps_its_reference_and_says_if_it_may_be_a_repeat(upgraded: Upgraded) -> None:
    kept = marked = 0
    for each in leads_due(upgraded):
        meta = upgraded.leads[each["lead"]["email"]][0]["meta"]
        assert ("possible_repeat" in each) == (meta.get("possible_repeat") == "true"), each["slug"]
        marked += "possible_repeat" in each
        if "reference" in each:
            assert meta["reference"] == each["reference"], each["slug"]
            kept += 1
    assert (kept, marked) == (7, 1), "the fixture has them"


def no_button_is_taken_for_an_outdated_one(upgraded: Upgraded) -> None:
    """With the earlier version each press was answered by a message, none by a notice."""
    assert upgraded.notices == {}


def nothing_of_the_schema_is_gone(upgraded: Upgraded) -> None:
    old, new = upgraded.schemas
    assert len(old) > 10
    for table, columns in old.items():
        assert columns.items() <= new.get(table, {}).items(), table


LATER_COUNTS = frozenset({CHECKED, VERIFIED, DOUBTFUL})
"""What is counted since a version after the oldest that is upgraded from."""


def statistics_add_up(upgraded: Upgraded) -> None:
    was, is_now = upgraded.manifest["before"], upgraded.before
    assert [each for each, count in was.items() if is_now.get(each, 0) < count] == [], "what was counted is still there"
    known = {each: count for each, count in upgraded.after.items() if each.rpartition("|")[2] not in LATER_COUNTS}
    assert known == upgraded.manifest["after"]


def messages_are_removed_that_an_earlier_version_sent(upgraded: Upgraded) -> None:
    assert upgraded.manifest["gone"]
    assert upgraded.gone == upgraded.manifest["gone"]


def metrics_keep_their_names(upgraded: Upgraded) -> None:
    types = {line.split()[2] for line in upgraded.metrics.splitlines() if line.startswith("# TYPE ")}
    assert set(upgraded.manifest["metrics"]) <= types


def links_that_admins_were_making_are_made(upgraded: Upgraded) -> None:
    assert [each for each in upgraded.manifest["links"] if each not in upgraded.links] == []


def nothing_is_left_behind(upgraded: Upgraded) -> None:
    assert upgraded.aside == ("No lead is set aside.\n", "Nothing is set aside in the inbox.\n")
    assert upgraded.exit_code == 0
    assert upgraded.log_problems == []


def the_staff_hear_of_each_lead_where_their_group_has_moved_to(upgraded: Upgraded) -> None:
    told = "\n".join(upgraded.group)
    for lead in (each for leads in upgraded.leads.values() for each in leads):
        assert told.count(lead["meta"]["reference"]) == 1


CHECKS = (
    each_lead_arrives_once_and_says_what_its_person_said,
    a_lead_keeps_its_reference_and_says_if_it_may_be_a_repeat,
    no_button_is_taken_for_an_outdated_one,
    nothing_of_the_schema_is_gone,
    statistics_add_up,
    messages_are_removed_that_an_earlier_version_sent,
    metrics_keep_their_names,
    links_that_admins_were_making_are_made,
    nothing_is_left_behind,
    the_staff_hear_of_each_lead_where_their_group_has_moved_to,
)


@pytest.mark.parametrize("version", VERSIONS)
def test_settings_keep_their_names(version: str) -> None:
    def names(path: Path) -> set[str]:
        lines = path.read_text(encoding="utf-8").splitlines()
        return {line.partition("=")[0] for line in lines if "=" in line and line[0].isupper()}

    assert names(HERE / version / "settings.env") <= names(ROOT / ".env.example")
