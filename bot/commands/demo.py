"""``python -m bot demo``: the bot on the sandbox, with a chat page in the browser; loopback only.

Ignores ``.env`` and the environment, except that ``LOG_LEVEL=DEBUG`` logs how each text was understood. ``--mine``
reads the agency's settings, never its token or key. The sandbox forgets everything when it stops, so a database kept
from the last demo would not match it: each demo gets a new one, deleted at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.agencies import tenants
from bot.agencies.runtime import AgencySetup, Endpoints
from bot.agencies.tenants import Tenants
from bot.commands.run import Service
from bot.core.agency import Agency
from bot.core.summary_time import SummaryTime
from bot.jobs.staff_summary import WHAT
from bot.logging import log_setup
from bot.storage.database import Database
from bot.storage.encryption import FieldEncryption, new_key, read_keys
from bot.storage.staff import notice_throttle
from conversations.form import Form, OwnTopic
from conversations.lead import Campaign, LeadType, Utm
from conversations.office_hours import LONDON
from sandbox.lead_api import DEFAULT_OFFICES
from sandbox.server import DEFAULT_API_KEY, DEFAULT_TOKEN, Sandbox

SUMMARY_MINUTES = 5
"""Minutes from the start to the staff's summary."""

AGENCY = Agency(
    id="demo",
    form=Form(
        agency="Derby Homes (made up)",
        privacy_url="https://derbyhomes.example/privacy",
        agency_url="https://derbyhomes.example",
        phone="01332 000000",
        email="hello@derbyhomes.example",
        topics=(
            OwnTopic(
                "fees",
                ("what are your fees", "how much do you charge to sell a house", "what is your commission"),
                "Derby Homes is made up, and so is this: 1.2% plus VAT when your home sells, and nothing if it doesn't.",
                "Our fees",
            ),
            OwnTopic(
                "areas",
                ("which areas do you cover", "do you cover belper", "do you cover my area", "how far do you go"),
                "This made up agency covers Derby, Belper and every village between.",
                "Areas we cover",
            ),
            OwnTopic(
                "opening_hours",
                ("what are your opening hours", "when are you open", "are you open on saturdays"),
                "The made up office is open on weekdays from 9am to 5.30pm, and on Saturdays until 1pm.",
                "Opening hours",
            ),
            OwnTopic(
                "tenants",
                ("do you find tenants", "how do you check tenants", "do you manage properties"),
                "Yes: this made up agency finds tenants, takes references and manages the home, for 10% of the rent.",
                "Tenants",
            ),
            OwnTopic(
                "auctions",
                ("do you do auctions", "can i sell at auction", "do you sell at auction"),
                "Yes, this made up agency holds an auction on the first Tuesday of every month.",
                "Auctions",
            ),
        ),
        visits=True,
        relay=True,
        made_up=True,
    ),
    campaigns={
        "fb-spring": Campaign("fb-spring", LeadType.VENDOR, None, "ivt", Utm("facebook", "spring", "social")),
        "window-let": Campaign("window-let", LeadType.LANDLORD, None, "ivt", Utm("shop-window", "let", "qr")),
    },
    lead_lookup_seconds=6,  # the sandbox shows a lead at once unless told to lag
    leads_per_chat=1000,  # no limit while trying it out
)
"""Fictitious agency: a ``.example`` address and a reserved phone number."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    parser.add_argument("--port", type=int, default=8080, help="the page's port; the next free one if it is taken")
    parser.add_argument(
        "--mine",
        nargs="?",
        const="",
        metavar="AGENCY",
        help="as your own agency: brand, questions, hours, FAQ and campaigns from the environment and .env; with AGENCIES, the "
        "name of its table. No token and no key is read",
    )


def own(agency_id: str = "", env_file: str | Path | None = ".env") -> Agency:
    """Return the agency of the settings for use on the sandbox, without its staff group."""
    stand_ins = {"telegram_bot_token": DEFAULT_TOKEN, "lead_api_key": DEFAULT_API_KEY}
    agency = tenants.described(agency_id, stand_ins, env_file)
    second = agency.second_form
    return replace(
        agency,
        form=replace(agency.form, visits=True, made_up=True),
        second_form=None if second is None else replace(second, visits=True, made_up=True),
        staff_chat_id=None,
        leads_per_chat=AGENCY.leads_per_chat,
        lead_lookup_seconds=AGENCY.lead_lookup_seconds,
    )


def offices_of(agency: Agency) -> dict[int, str]:
    """Return the offices for the sandbox's account: those that the agency's campaigns name or its settings describe."""
    named = {campaign.office_id for campaign in agency.campaigns.values() if campaign.office_id is not None}
    return {office: f"Office {office}" for office in sorted(named | agency.form.offices.keys())}


async def serve(*, port: int = 8080, shown: Agency = AGENCY) -> int:
    """Serve the page and run the bot of ``shown`` until cancelled; a taken ``port`` is replaced by the next free one."""
    offices = offices_of(shown) or DEFAULT_OFFICES
    campaign = next(iter(shown.campaigns), "")
    name = shown.form.agency or "Valuation bot"
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="valuation-bot-"))
        sandbox = Sandbox(
            port=port, next_free=True, name=name, description=_DESCRIPTION, offices=offices, campaign=campaign
        )
        async with sandbox:
            log_setup.configure("text", [sandbox.token, sandbox.api_key], debug=os.environ.get("LOG_LEVEL") == "DEBUG")
            # Encrypted under a key that exists only in this process.
            encryption = FieldEncryption(read_keys(new_key()))
            database = Database(f"sqlite:///{Path(folder) / 'demo.db'}", encryption=encryption)
            database.open()
            stack.callback(database.close)
            sandbox.person("marla")  # first, so that her number stays the same
            agent = sandbox.person("agent")
            agent.start()
            staff = agent.add_bot_to_forum(f"Staff of {name}")
            agency = replace(shown, admin_ids=frozenset({agent.id}), staff_chat_id=staff, summary=_soon())
            database.run_sync(partial(notice_throttle.record, agency=agency.id, what=WHAT))
            connections = Endpoints(sandbox.token, sandbox.base_url, sandbox.api_key, sandbox.base_url)
            started = asyncio.Event()
            async with asyncio.TaskGroup() as group:
                group.create_task(Service(database, Tenants((AgencySetup(agency, connections),))).run(started))
                await started.wait()
                link = f"{sandbox.base_url}/?person=tom&start={campaign}" if campaign else "none is set (CAMPAIGNS)"
                print(_WELCOME.format(url=sandbox.base_url, link=link, minutes=SUMMARY_MINUTES), flush=True)
    return 0


def _soon() -> SummaryTime:
    """Return the time of day of the staff's summary, a few minutes from now, so that the demo shows one."""
    at = datetime.now(LONDON) + timedelta(minutes=SUMMARY_MINUTES)
    return SummaryTime(None, at.hour, at.minute)


_DESCRIPTION = (
    "What might your property sell or rent for? Answer a few quick questions and see a computer estimate, free and in about "
    "two minutes."
)
"""Text shown by Telegram in a chat before it starts."""

_WELCOME = """
The chat page is at   {url}/?person=marla

Other people:         {url}/?person=marla,tom      (side by side)
A shared link:        {link}
The estate agent:     {url}/?person=agent      (makes links: /link, /links; reads leads: /leads)

The staff's group is beside the chat: cards of leads, visits to confirm, chats to take over, and a summary in {minutes} minutes.

Everything stays on this machine; figures are made up. Stop with Ctrl+C.
"""
