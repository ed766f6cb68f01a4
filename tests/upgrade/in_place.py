"""Stops a process of an earlier version amid conversations in every state, and starts this one on its database.

``PYTHONPATH=.:tests python tests/upgrade/in_place.py EARLIER``: EARLIER is a worktree of the earlier version, whose sentences have
to be those of this one. It is done on SQLite and on PostgreSQL. Nobody may be told anything twice or be asked anew, and each
consent makes one lead. It takes some minutes, since a group gets twenty messages a minute at most.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.storage.encryption import new_key
from sandbox import LeadApiFault, Sandbox
from sandbox.faults import Account
from support.delivered import accepted, reference
from support.forked import ForkServer, fork_server
from support.homeowner import ALL_CORRECT, NO, ORDER, YES, Homeowner, words
from support.postgres import PostgresServer
from support.processes import BARE, BotProcess, Launcher
from support.waiting import eventually

TOKEN, KEY = "1000001:token-of-the-upgrade-in-place", "key-of-the-upgrade-in-place"
SLOW = 150.0
"""Seconds until a message to the group has come: others wait before it."""
LET = "Let Example Homes read this chat"
OWED = ("unknown", "flight", "retried")
"""Who waits for an estimate when the earlier version is stopped."""


def main() -> None:
    """Run both upgrades; fails with what went wrong."""
    earlier = Path(sys.argv[1]).resolve()
    postgres = PostgresServer()
    try:
        with fork_server(BARE) as forks:
            for kind in ("sqlite", "postgresql"):
                with tempfile.TemporaryDirectory() as folder:
                    url = f"sqlite:///{folder}/bot.db" if kind == "sqlite" else postgres.make_database()
                    asyncio.run(_upgrade(earlier, Path(folder), url, forks))
                    sys.stdout.write(f"{kind}: everybody went on\n")
    finally:
        postgres.stop()


async def _upgrade(earlier: Path, folder: Path, url: str, forks: ForkServer) -> None:
    async with Sandbox(token=TOKEN, api_keys=[KEY], username="example_valuation_bot") as sandbox:
        agent = sandbox.person("agent")
        group = agent.add_bot_to_forum("Leads")
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": sandbox.base_url,
            "LEAD_API_URL": sandbox.base_url,
            "LEAD_API_KEY": KEY,
            "LEAD_LOOKUP_SECONDS": "40",
            "DATABASE_URL": url,
            "DATA_KEY": new_key(),
            "LEDGER_DIR": str(folder),
            "AGENCY_NAME": "Example Homes",
            "STAFF_CHAT_ID": str(group),
            "STAFF_SUMMARY": "off",
            "ADMIN_IDS": str(agent.id),
            "RELAY": "on",
        }
        bots = Launcher(folder, settings, forks)

        async def start(settings: dict[str, str] | None = None) -> BotProcess:
            process = await bots.start(settings=settings, interpreter=True)
            await process.says("database open")
            return process

        try:
            older = await start({"PYTHONPATH": str(earlier)})
            story = _Story(sandbox, group)
            await story.before()
            said = story.said()
            assert await older.stop() == 0
            writes = story.people["at-email"]
            writes.phone.send("cloud9@cloud.com")  # while nobody is there
            newer = await start()
            await writes.hears("address", after=len(said["at-email"]))
            for slug in OWED:
                await story.people[slug].hears("estimate", patience=SLOW)
            told = {slug: texts[len(said[slug]) :] for slug, texts in story.said().items()}
            unasked = {slug: texts for slug, texts in told.items() if texts and slug not in {*OWED, "at-email"}}
            assert not unasked, unasked
            await story.after()
            assert await newer.stop() == 0
            references = [reference(record) for record in accepted(sandbox)]
            assert len(references) == len({*references}) == len(story.people), "one lead for each consent"
            assert all("Traceback" not in each.stderr for each in bots.processes)
        finally:
            await bots.end_all()
            for each in bots.processes:
                sys.stdout.write(f"--- {each.command}\n{each.stderr}\n")


class _Story:
    """Everybody who talks to the bot: what they do before the upgrade, and after it."""

    def __init__(self, sandbox: Sandbox, group: int) -> None:
        self._sandbox = sandbox
        self._group = group
        self._agent = sandbox.person("agent")
        self.people: dict[str, Homeowner] = {}
        self._topic = 0

    def said(self) -> dict[str, list[str]]:
        """What the bot has said to each."""
        return {slug: [*person.texts] for slug, person in self.people.items()}

    async def before(self) -> None:
        """Go as far as the earlier version is to see."""
        await asyncio.gather(*(self._person(f"at-{key}").reaches(key) for key in ORDER))
        declined = self._person("declined")
        await declined.reaches("consent")
        await declined.taps(NO, then="declined")
        withdrawn = await self._valued("withdrawn")
        await withdrawn.says("/withdraw", then=words("withdraw.reached"))
        await self._visits()
        call = await self._valued("call")
        await call.taps("Talk to the office", then=words("relay.offer"))
        await call.taps("Pick a call time", then=words("call_time.day"))
        relayed = await self._valued("relayed")
        await relayed.taps("Talk to the office", then=words("relay.offer"))
        await relayed.taps(LET, then=words("relay.opened"))
        await eventually(lambda: self._agent.topics(self._group), "a topic", SLOW)
        (self._topic,) = self._agent.topics(self._group)
        await self._topic_hears("lets you read and answer here")
        await self._owed("unknown", LeadApiFault("drop_after", times=1), Account(lag=25))
        await self._owed("flight", LeadApiFault("slow", seconds=600, times=1), Account(lag=25))
        await self._owed("retried", LeadApiFault("unavailable", times=1), Account(lag=25))

    async def after(self) -> None:
        """Go on, as if nothing had happened."""
        people = self.people
        await asyncio.gather(*(people[f"at-{key}"].goes_on() for key in ORDER))
        await people["declined"].taps("Carry on", then="review")
        await people["declined"].goes_on()
        await people["withdrawn"].says("/mydata", then=words("mydata.kept"))
        await people["suggested"].taps(people["suggested"].labels[0], then=words("visit.accepted"))
        await people["accepted"].says("/mydata", then="A visit agreed")
        self._agent.tap_in_group(self._group, "Accept")
        await people["requested"].hears(words("visit.accepted"), patience=SLOW)
        await people["call"].taps(people["call"].labels[0], then=words("visit.which_hour"))
        await people["call"].taps(people["call"].labels[0], then=words("call_time.done"))
        people["relayed"].phone.send("Is the garden worth anything?")
        await self._topic_hears("Is the garden worth anything?")
        self._agent.send_to_topic(self._group, self._topic, "It is, send a picture.")
        await people["relayed"].hears("It is, send a picture.", patience=SLOW)

    def _person(self, slug: str) -> Homeowner:
        return self.people.setdefault(slug, Homeowner(self._sandbox.person(slug)))

    async def _valued(self, slug: str) -> Homeowner:
        person = self._person(slug)
        await person.reaches("estimate")
        return person

    async def _visits(self) -> None:
        """One visit for which the staff suggest another time, one accepted, one not answered."""
        await self._asks("suggested", 1)
        self._agent.tap_in_group(self._group, "Suggest another time")
        for asked in ("which day can you come?", "what time"):
            await self._group_hears(asked)
            self._agent.tap_in_group(self._group, self._newest_buttons()[-1])
        await self._person("suggested").hears("but could come", patience=SLOW)
        await self._asks("accepted", 2)
        self._agent.tap_in_group(self._group, "Accept")
        await self._person("accepted").hears(words("visit.accepted"), patience=SLOW)
        await self._asks("requested", 3)

    async def _asks(self, slug: str, count: int) -> None:
        person = await self._valued(slug)
        await person.taps("Book a free visit", then=words("visit.which_day"))
        await person.taps(person.labels[0], then=words("visit.which_hour"))
        await person.taps(person.labels[0], then="It isn't agreed yet")
        await self._group_hears("A visit is asked for", count)

    async def _owed(self, slug: str, fault: LeadApiFault, account: Account) -> None:
        """Have somebody consent to a lead whose request fails."""
        person = self._person(slug)
        await person.reaches("review")
        await person.taps(ALL_CORRECT, then="consent")
        self._sandbox.faults.set(lead_api=fault, account=account)
        person.phone.tap(YES)
        await eventually(lambda: self._sandbox.faults.lead_api.mode == "none", f"the request of {slug}")

    def _newest_buttons(self) -> list[str]:
        newest = self._agent.group_messages(self._group)[-1]
        return [str(button["text"]) for row in newest["buttons"] for button in row]

    async def _group_hears(self, what: str, count: int = 1) -> None:
        def said() -> str:
            return "\n".join(each["text"] for each in self._agent.group_messages(self._group))

        await eventually(lambda: said().count(what) >= count, lambda: f"{what!r} in {said()}", SLOW)

    async def _topic_hears(self, what: str) -> None:
        def said() -> str:
            return "\n".join(each["text"] for each in self._agent.topic_messages(self._group, self._topic))

        await eventually(lambda: what in said(), lambda: f"{what!r} in {said()}", SLOW)


if __name__ == "__main__":
    main()
