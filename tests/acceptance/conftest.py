"""Real processes on the real wire: ``python -m bot`` against a sandbox that runs in the test's own event loop."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from sandbox import Sandbox
from support.forked import ForkServer
from support.homeowner import SAID, Homeowner
from support.log_proof import LogProof
from support.processes import Launcher, forms_of
from support.quiet import nothing_to_send
from support.waiting import eventually

TOKEN = "1000001:canary-token-of-the-acceptance-tests"
KEY = "canary-key-of-the-acceptance-tests"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Telegram and the Lead API, side by side."""
    async with Sandbox(token=TOKEN, api_keys=[KEY], username="example_valuation_bot") as running:
        yield running


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The database of the test's processes."""
    return tmp_path / "bot.db"


@pytest.fixture
def everything_sent(database: Path) -> Callable[[], Awaitable[None]]:
    """Waits until every reply is sent, and known to be: what follows then is not mixed up with what was before."""

    async def wait() -> None:
        await eventually(lambda: nothing_to_send(database), "an empty outbox")

    return wait


@pytest.fixture
async def bots(
    sandbox: Sandbox, forks: ForkServer, tmp_path: Path, database: Path, log_proof: LogProof
) -> AsyncIterator[Launcher]:
    """Starts processes of the bot with the five settings that must do; afterwards reads everything that they wrote."""
    launcher = Launcher(
        tmp_path,
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": sandbox.base_url,
            "LEAD_API_URL": sandbox.base_url,
            "LEAD_API_KEY": KEY,
            "LEAD_LOOKUP_SECONDS": "0",  # the sandbox shows a lead at once, if it is not told to lag
            "DATABASE_URL": f"sqlite:///{database}",
            "DATA_KEY": "off",  # what is in the database can be looked at
        },
        forks,
    )
    told = (SAID[key] for key in ("phone", "email", "address", "postcode"))
    launcher.personal |= {"Marla", "Singer"}.union(*map(forms_of, told))
    try:
        yield launcher
    finally:
        await launcher.end_all()
        for each in launcher.processes:  # shown with a failure
            sys.stdout.write(f"--- {each.command}\n{each.stdout}{each.stderr}\n")
    problems = launcher.problems([TOKEN, TOKEN.partition(":")[2], KEY], log_proof)
    assert not problems, "\n".join(problems)


@pytest.fixture
def meet(sandbox: Sandbox, bots: Launcher) -> Callable[[str], Homeowner]:
    """Meets people by their slug."""

    def person(slug: str) -> Homeowner:
        phone = sandbox.person(slug)
        bots.personal |= forms_of("0" + phone.phone.removeprefix("+44")) | {phone.phone}
        bots.chats.add(phone.id)
        return Homeowner(phone)

    return person


@pytest.fixture
def marla(meet: Callable[[str], Homeowner]) -> Homeowner:
    """The guide's example person."""
    return meet("marla")
