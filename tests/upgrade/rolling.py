"""Replaces two processes of an earlier version on PostgreSQL by this one, one at a time, while people talk.

``PYTHONPATH=.:tests python tests/upgrade/rolling.py EARLIER``: EARLIER is a worktree of the earlier version, whose sentences have
to be those of this one, since people read them. Everybody has to be asked everything once, and to make one lead.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.storage.encryption import new_key
from sandbox import Sandbox
from support.crowd import Crowd
from support.delivered import accepted, reference
from support.forked import ForkServer, fork_server
from support.homeowner import WHOLE, Homeowner
from support.postgres import PostgresServer
from support.processes import BARE, BotProcess, Launcher
from support.waiting import eventually

TOKEN, KEY = "1000001:token-of-the-rolling-upgrade", "key-of-the-rolling-upgrade"
LEADS = "this replica leads"


def main() -> None:
    """Run the upgrade; fails with what went wrong."""
    earlier = Path(sys.argv[1]).resolve()
    postgres = PostgresServer()
    try:
        with fork_server(BARE) as forks, tempfile.TemporaryDirectory() as folder:
            asyncio.run(_upgrade(earlier, Path(folder), postgres.make_database(), forks))
    finally:
        postgres.stop()


async def _upgrade(earlier: Path, folder: Path, url: str, forks: ForkServer) -> None:
    async with Sandbox(token=TOKEN, api_keys=[KEY], username="example_valuation_bot") as sandbox:
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": sandbox.base_url,
            "LEAD_API_URL": sandbox.base_url,
            "LEAD_API_KEY": KEY,
            "LEAD_LOOKUP_SECONDS": "0",
            "DATABASE_URL": url,
            "DATA_KEY": new_key(),
        }
        bots = Launcher(folder, settings, forks)
        try:
            await _replaced(bots, {"PYTHONPATH": str(earlier)}, sandbox)
        finally:
            await bots.end_all()
            for each in bots.processes:
                sys.stdout.write(f"--- {each.command}\n{each.stderr}\n")


async def _replaced(bots: Launcher, earlier: dict[str, str], sandbox: Sandbox) -> None:
    people = [Homeowner(sandbox.person(f"person{number}")) for number in range(6)]

    async def answer(*keys: str) -> None:
        await asyncio.gather(*(person.answers(*keys) for person in people))

    async def start(settings: dict[str, str] | None = None) -> BotProcess:
        process = await bots.start(settings=settings, interpreter=True)
        await process.says("database open")
        return process

    older = [await start(earlier), await start(earlier)]
    await asyncio.gather(*(person.starts() for person in people))
    await answer("sale_or_let", "name")
    newer = [await start()]
    await answer("phone", "email")
    both = Crowd([Homeowner(sandbox.person(f"other{number}")) for number in range(6)])
    await both.arrives()
    assert await older.pop(0).stop() == 0
    await eventually(lambda: any(_leads(each) for each in (*older, *newer)), "a leader")
    await answer("address", "postcode")
    newer.append(await start())
    assert await older.pop(0).stop() == 0
    await asyncio.gather(*(person.goes_on() for person in people))
    assert all(person.stages == WHOLE for person in people)
    references = {reference(record) for record in accepted(sandbox)}
    assert len(references) == len(sandbox.journal.leads) == 12, "one lead for each consent"
    assert all("Traceback" not in each.stderr for each in bots.processes)
    sys.stdout.write(f"{len(people) + len(both.people)} people finished while two processes were replaced\n")


def _leads(process: BotProcess) -> bool:
    return process.stderr.count(LEADS) > process.stderr.count(f"{LEADS} no more") * 2


if __name__ == "__main__":
    main()
