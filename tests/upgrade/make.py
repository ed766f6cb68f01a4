"""Make the fixtures of the upgrade test, with the code and the processes of the version that is to be upgraded from.

``python tests/upgrade/make.py TREE FOLDER``: TREE is a checkout of that version, FOLDER is where the fixtures go. See
README.md. Only this script and people.py may know the insides of that version; the test may not.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import lzma
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TREE = Path(sys.argv[1]).resolve()
sys.path[:0] = [str(TREE), str(TREE / "tests")]
sys.path.append(str(HERE.parent))

import psycopg  # noqa: E402
from upgrade import people, playing  # noqa: E402
from upgrade.databases import NAMES, set_clock  # noqa: E402
from upgrade.people import Script  # noqa: E402

from bot.core.agency import ALONE, Agency  # noqa: E402
from conversations.form import Form  # noqa: E402
from sandbox import LeadApiFault, Sandbox, TelegramFault  # noqa: E402
from support.forked import ForkServer  # noqa: E402
from support.postgres import PostgresServer  # noqa: E402
from support.processes import BARE, BotProcess, Launcher  # noqa: E402
from support.waiting import eventually  # noqa: E402

TOKEN, API_KEY = "1000001:token-of-the-upgrade-tests", "key-of-the-upgrade-tests"
DATA_KEY = base64.b64encode(b"upgrade-tests-32-bytes-of-a-key!").decode()
SATURDAY, SUNDAY, MONDAY, UPGRADED = (
    datetime(2026, 11, day, hour, minute, tzinfo=UTC).timestamp()
    for day, hour, minute in ((21, 12, 0), (22, 12, 0), (23, 7, 30), (23, 8, 5))
)
"""When people write, and when the next version starts: the reminder of Sunday's form is due by then."""
GROUP = -4_000_001
ENV = f"""\
TELEGRAM_BOT_TOKEN={TOKEN}
LEAD_API_KEY={API_KEY}
AGENCY_NAME=Derby Homes
AGENCY_URL=https://derbyhomes.example
PRIVACY_URL=https://derbyhomes.example/privacy
AGENCY_PHONE=01332 000000
AGENCY_EMAIL=office@derbyhomes.example
AGENCY_COLOUR=#7a1f3d
AGENCY_LOGO=logo.png
AGENCY_LANGUAGES=en,cy,pl
QUESTIONS={",".join(people.ORDERS["A"])}
QUESTIONS_B={",".join(each for each in people.ORDERS["B"] if not each.startswith("own"))},questionnaire
QUESTIONNAIRE=questionnaire.toml
CAMPAIGNS=campaigns.toml
DEFAULT_CAMPAIGN=found-by-itself
ADMIN_IDS={",".join(str(number) for number in people.ADMIN_IDS)}
STAFF_CHAT_ID={GROUP}
STAFF_DETAILS=True
STAFF_SUMMARY=daily 9:00
OFFICE_HOURS=mon-fri 9:00-17:30, sat 9:00-13:00
BANK_HOLIDAYS=WLS
WEBHOOK_SECRET=secret-of-the-upgrade-tests
LISTEN_HOST=127.0.0.1
RETENTION_DAYS=40
LEAD_RETENTION_DAYS=41
SET_ASIDE_RETENTION_DAYS=42
KEY_RETENTION_DAYS=8
REMINDER_HOURS=20
LOG_FORMAT=json
TELEGRAM_API_URL=
LEAD_API_URL=
DATABASE_URL=
DATA_KEY=
WEBHOOK_URL=
LISTEN_PORT=
AGENCIES=
"""


class Maker:
    """One database made by real processes of the old version, and Telegram's side of it."""

    def __init__(self, name: str, folder: Path, forks: ForkServer, server: PostgresServer) -> None:
        self.name = name
        self.sealed = name == "sealed"
        self.server = server if name == "postgresql" else None
        self.database = folder / "bot.db"
        self.url = server.make_database() if self.server else f"sqlite:///{self.database}"
        self.clock = playing.Clock(SATURDAY)
        self.launcher = Launcher(folder, {}, forks)
        shutil.copytree(HERE / "files", self.launcher.folder, dirs_exist_ok=True)

    # The database

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        if self.server:
            with psycopg.connect(self.url) as connection:
                return connection.execute(statement).fetchall()
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(statement).fetchall()

    def count(self, rows: str) -> int:
        found: int = self.query(f"SELECT count(*) FROM {rows}")[0][0]
        return found

    async def sees(self, rows: str, count: int = 1) -> None:
        await eventually(lambda: self.count(rows) >= count, lambda: f"{rows} in {self.name}: {self.said()}", 15.0)

    async def settled(self, chat: int) -> None:
        """Wait until the bot has taken in all and answered all that it has to say to a chat."""
        queues = ("inbox_chats", "outbox", "outbox_chats")

        def quiet() -> bool:
            return len(self.sandbox.world.updates) == 0 and not any(
                self.count(f"{each} WHERE chat_id = {chat}") for each in queues[:2]
            )

        await eventually(quiet, lambda: f"an end of {chat} in {self.name}: {self.said()}")

    # The process

    async def start(self, **plan: Any) -> BotProcess:
        self.running = await self.launcher.start(plan=plan)
        return self.running

    async def cli(self, *command: str) -> str:
        process = await self.launcher.start(*command, plan={})
        assert await process.ends() == 0, process.stderr
        return process.stdout

    def said(self) -> str:
        rows = self.query("SELECT chat_id, status, attempts, due_at FROM leads WHERE status <> 'delivered'")
        return f"{rows} {self.running.stderr[-3000:]}" + json.dumps(
            [[each.slug, *(m.text for m in list(self.sandbox.world.private_chat(each).messages.values())[-3:])]
             for each in list(self.sandbox.world.people)[-1:]]
        )  # fmt: skip

    def move_clock(self, to: float) -> None:
        self.clock.set(to)
        self.launcher.settings["CLOCK_OFFSET"] = str(self.clock.offset)
        if self.server:
            set_clock(self.url, self.clock.offset)

    # People

    async def act(self, script: Script, *actions: tuple[Any, ...]) -> None:
        """Let somebody do something, and wait until the bot has done with it."""
        phone = self.sandbox.person(script.slug)
        for action in actions:
            match action:
                case ("start", code):
                    phone.start(code)
                case ("say", text):
                    phone.send(text)
                case ("press", label):
                    phone.tap(self.labelled(script, label))
                case ("key", label):
                    phone.press(label)
                case ("block",):
                    phone.block()
                    continue
                case ("hurry", text):  # says it, and does not wait for an answer
                    phone.send(text)
                    continue
                case ("estimate",):
                    await self.sees(f"leads WHERE chat_id = {phone.id} AND status = 'delivered'", script.leads + 1)
                    script.leads += 1
                case _:
                    raise ValueError(f"{action} is no action")
            await self.settled(phone.id)

    def labelled(self, script: Script, label: str) -> str:
        """The text of the newest button that begins so."""
        for message in reversed(self.sandbox.person(script.slug).bot_messages):
            for text in (key["text"] for row in message["buttons"] for key in row):
                if text.startswith(label):
                    return str(text)
        raise LookupError(f"{script.slug}: no button {label!r} in {self.said()}")

    def entry(self, script: Script) -> dict[str, Any]:
        """What the manifest says of somebody, with buttons named by their messages and what they carry."""
        phone = self.sandbox.person(script.slug)
        then: list[list[Any]] = []
        for action in script.then:
            match action:
                case ("press", label):
                    text = self.labelled(script, label)
                    message = next(
                        each for each in reversed(phone.bot_messages)
                        if any(key["text"] == text for row in each["buttons"] for key in row)
                    )  # fmt: skip
                    data = next(key["data"] for row in message["buttons"] for key in row if key["text"] == text)
                    then.append(["press", message["message_id"], data])
                case ("edit", old, new):
                    number = next(each["message_id"] for each in phone.messages if each["text"] == old)
                    then.append(["edit", number, new])
                case ("cli", "leads", "retry"):
                    ((reference,),) = self.query(f"SELECT reference FROM leads WHERE chat_id = {phone.id}")
                    then.append([*action, reference])
                case ("cli", "inbox", "retry"):
                    where = f"chat_id = {phone.id} AND set_aside IS NOT NULL"
                    ((number,),) = self.query(f"SELECT id FROM inbox WHERE {where}")
                    then.append([*action, str(number)])
                case _:
                    then.append(list(action))
        found = {"slug": script.slug, "chat": phone.id, "about": script.about, "then": then}
        return found | {flag: True for flag in ("late", "estimate") if getattr(script, flag)}

    # The story

    async def make(self, into: Path) -> None:
        async with Sandbox(
            token=TOKEN, api_keys=[API_KEY], username="example_valuation_bot", clock=self.clock, first_update_id=500_001
        ) as self.sandbox:
            (self.launcher.folder / ".env").write_text(ENV)
            self.launcher.settings |= {
                "TELEGRAM_API_URL": self.sandbox.base_url,
                "LEAD_API_URL": self.sandbox.base_url,
                "DATABASE_URL": self.url,
                **({"DATA_KEY": DATA_KEY} if self.sealed else {}),
            }
            self.move_clock(SATURDAY)
            everybody = people.everybody(self.variant)
            for each in everybody:  # numbers go by the order in which people are first seen
                self.sandbox.person(each.slug).speaks(each.language)
            everybody = [each for each in everybody if (each.then or each.lead) and not (self.sealed and each.usual)]
            await self.tell(everybody)
            await self.launcher.end_all()
            stored = playing.store(self.sandbox.world)
            manifest: dict[str, Any] = {
                "clock": UPGRADED,
                "settings": {"DATA_KEY": DATA_KEY} if self.sealed else {},
                "telegram": stored,
                "people": [self.entry(each) for each in everybody],
            }
            references = dict(self.query("SELECT chat_id, reference FROM leads WHERE status <> 'delivered'"))
            manifest["before"] = playing.counted(await self.cli("stats", "--csv", "-"))
        self.save(into)
        await self.finish(manifest, everybody, references)
        text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        (into / f"{self.name}.json.xz").write_bytes(lzma.compress(text, preset=9))

    def variant(self, chat_id: int) -> str:
        agency = Agency(ALONE, Form(variant="A"), second_form=Form(variant="B"))
        return agency.for_chat(chat_id).form.variant

    async def tell(self, everybody: list[Script]) -> None:
        """Have everybody go as far as they went before the upgrade."""
        by_day = {day: [each for each in everybody if each.day == day] for day in {each.day for each in everybody}}
        owner = self.sandbox.person(everybody[0].slug)
        owner.start()
        group = owner.add_bot_to_group("Derby Homes, leads")
        assert group == GROUP
        await self.start()
        await self.each(by_day["saturday"])
        await self.running.kill()

        self.move_clock(SUNDAY)
        await self.start()
        (reminded,) = by_day["saturday"]
        await eventually(lambda: "remind" in str(self.sandbox.person(reminded.slug).last["buttons"]), "a reminder")
        await self.each(by_day["sunday"])
        await self.running.kill()

        self.move_clock(MONDAY)
        await self.start()
        await self.each(by_day["admins"])
        await self.each(by_day["monday"])
        owner.upgrade_group(GROUP)
        await self.sees("moved_groups")
        for each in by_day["refused"]:
            await self.each([each], but_last=True)
            field = each.refused_for
            self.sandbox.faults.set(lead_api=LeadApiFault("reject", field=field, times=1))
            await self.act(each, each.did[-1])
            await self.sees(
                f"leads WHERE chat_id = {self.sandbox.person(each.slug).id} AND status IN ('rejected', 'set_aside')"
            )
            await self.settled(self.sandbox.person(each.slug).id)
        await self.each(by_day["poison"], but_last=True)
        for each in by_day["stuck"]:
            await self.act(each, *each.did[: -2 if each.slug == "curious" else -1])
        await self.running.kill()

        (poison,) = by_day["poison"]
        await self.start(fail=["bot.turns.batch.step"])
        await self.act(poison, ("hurry", poison.did[-1][1]))
        await self.sees("inbox WHERE set_aside IS NOT NULL")
        await self.settled(self.sandbox.person(poison.slug).id)
        await self.running.kill()

        await self.break_down({each.slug: each for each in by_day["stuck"]})

    async def each(self, scripts: list[Script], *, but_last: bool = False) -> None:
        for script in scripts:
            await self.act(script, *(script.did[:-1] if but_last else script.did))

    async def break_down(self, stuck: dict[str, Script]) -> None:
        """Leave the Lead API, Telegram and the bot in trouble, each with somebody waiting for it."""
        faults = self.sandbox.faults
        number = {slug: self.sandbox.person(slug).id for slug in stuck}
        typed = json.dumps(stuck["unread"].did[-1][1])
        await self.start(
            kill={"point": "bot.storage.queues.inbox.add", "when": "committed", "armed_by": f'"text":{typed}'}
        )

        owed = stuck["owed"]
        await self.act(owed, ("hurry", owed.did[-1][1]), ("block",))
        await self.sees(f"leads WHERE chat_id = {number['owed']} AND status = 'delivered'")
        await self.sees(f"outbox_chats WHERE chat_id = {number['owed']} AND unreachable_since IS NOT NULL")
        faults.set(lead_api=LeadApiFault("slow", seconds=600, times=1))
        await self.act(stuck["in-flight"], stuck["in-flight"].did[-1])
        await eventually(lambda: faults.lead_api.mode == "none", "a request under way")
        faults.set(lead_api=LeadApiFault("unavailable"))
        await self.act(stuck["retried"], stuck["retried"].did[-1])
        await self.sees(f"leads WHERE chat_id = {number['retried']} AND status = 'waiting' AND attempts > 0")
        faults.set(lead_api=LeadApiFault("key_refused"))
        await self.act(stuck["paused"], stuck["paused"].did[-1])
        await self.sees("pauses")
        await self.act(stuck["curious"], stuck["curious"].did[-2])
        await self.act(stuck["waiting"], stuck["waiting"].did[-1])
        await self.sees(f"leads WHERE chat_id = {number['waiting']} AND status = 'waiting'")

        await self.act(stuck["blocking"], ("hurry", stuck["blocking"].did[-1][1]), ("block",))
        await self.sees("outbox_chats WHERE unreachable_since IS NOT NULL")
        faults.set(telegram=TelegramFault("error", method="sendMessage"))
        await self.act(stuck["unanswered"], ("hurry", stuck["unanswered"].did[-1][1]))
        await self.sees(f"outbox WHERE chat_id = {number['unanswered']}")
        await self.sees(f"outbox WHERE chat_id = {number['unanswered']} AND attempts > 0")
        for slug in ("curious", "unread"):  # within one round of the event loop: one answer to getUpdates has both
            self.sandbox.person(slug).send(stuck[slug].did[-1][1])
        await self.running.dies()
        await self.sees(f"inbox_chats WHERE chat_id IN ({number['curious']}, {number['unread']})", 2)
        assert self.count("leads WHERE status = 'in_flight'") == 1

    # The end

    def save(self, into: Path) -> None:
        if self.server:
            done = subprocess.run(
                [str(self.server._home / "bin" / "pg_dump"), "--inserts", "--no-owner", "--no-privileges",
                 "--schema=public", self.url],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
            lines = [line for line in done.stdout.splitlines() if line and not line.startswith(("\\", "--"))]
            (into / NAMES[self.name]).write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))
            return
        copy = self.database.with_name("copy.db")
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        (into / NAMES[self.name]).write_bytes(lzma.compress(copy.read_bytes(), preset=9))

    async def finish(self, manifest: dict[str, Any], everybody: list[Script], references: dict[int, str]) -> None:
        """Let this same version finish what it began, and write down what came of it: what the next one has to do too."""
        self.move_clock(UPGRADED)
        port = playing.free_port()
        stored, entries = manifest["telegram"], manifest["people"]
        for entry, script in zip(entries, everybody, strict=True):
            if script.lead:
                entry["lead"] = {}  # somebody is to get an estimate
        async with Sandbox(
            token=TOKEN, api_keys=[API_KEY], username="example_valuation_bot", clock=self.clock, first_update_id=500_001
        ) as self.sandbox:
            playing.restore(self.sandbox.world, stored)
            self.launcher.settings |= {
                "TELEGRAM_API_URL": self.sandbox.base_url,
                "LEAD_API_URL": self.sandbox.base_url,
                "LISTEN_PORT": str(port),
            }
            await self.start()
            await playing.finish_all(self.sandbox, entries, stored["next_message_id"], self.cli)
            for entry in entries:
                await self.settled(entry["chat"])
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /metrics HTTP/1.0\r\n\r\n")
            metrics = (await reader.read()).decode()
            writer.close()
            manifest["metrics"] = sorted(
                {line.split()[2] for line in metrics.splitlines() if line.startswith("# TYPE valuation_bot")}
            )
            leads = playing.delivered(self.sandbox)
            for entry, script in zip(entries, everybody, strict=True):
                found = leads.pop(script.email, [])
                assert len(found) == bool(script.lead), f"{script.slug} made {found}"
                if found:
                    entry["lead"] = playing.told(found[0])
                    wanted = script.wanted
                    assert wanted.items() <= found[0].items(), f"{script.slug}: {wanted} is not in {found[0]}"
                    if found[0]["meta"].get("possible_repeat") == "true":
                        entry["possible_repeat"] = True
                    if found[0]["meta"]["reference"] == references.get(entry["chat"]):
                        entry["reference"] = found[0]["meta"]["reference"]
            assert not leads, leads
            manifest["gone"] = playing.left(self.sandbox, stored)
            manifest["after"] = playing.counted(await self.cli("stats", "--csv", "-"))
            manifest["links"] = [each.link for each in everybody if each.link]
            listed = await self.cli("links", "list")
            assert all(each in listed for each in manifest["links"]), listed
            await self.running.stop()


async def main(into: Path) -> None:
    """Make all three."""
    into.mkdir(parents=True, exist_ok=True)
    (into / "settings.env").write_text(ENV)
    with tempfile.TemporaryDirectory() as place:
        environment = BARE | {"PYTHONPATH": f"{HERE / 'clock'}:{TREE}", "CLOCK_OFFSET": "0"}
        forks, server = ForkServer(Path(place), environment), PostgresServer()
        try:
            for name in sys.argv[3:] or NAMES:
                folder = Path(place) / name
                folder.mkdir()
                maker = Maker(name, folder, forks, server)
                try:
                    await maker.make(into)
                finally:
                    await maker.launcher.end_all()
        finally:
            server.stop()
            forks.stop()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[2]).resolve()))
