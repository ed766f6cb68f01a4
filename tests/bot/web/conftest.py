"""The bot's own pages, on a real database and on parts that are not running."""

import pytest

from bot.agencies.registry import AgencyRegistry
from bot.agencies.runtime import AgencySetup, Endpoints, Webhook
from bot.core.agency import Agency
from bot.core.wakeup import Wakeup
from bot.lead_api.worker import LeadWorker
from bot.storage.database import Database
from bot.telegram.sender import Sender
from bot.turns.turn_loop import TurnLoop
from bot.web.metrics import Parts
from conversations.form import Form


@pytest.fixture
async def parts(database: Database) -> Parts:
    """All parts at rest, for an agency that polls and one that has a webhook."""
    wakeups = {name: Wakeup() for name in ("inbox_wakeup", "outbox_wakeup", "leads_wakeup")}
    connections = Endpoints("123456:canary-token", "http://127.0.0.1:9", "canary-key", "http://127.0.0.1:9")
    webhook = Webhook("https://bot.example.org/telegram", "a-long-and-random-secret")
    setups = (
        AgencySetup(Agency("derby", Form()), connections),
        AgencySetup(Agency("york", Form()), connections, webhook),
    )
    agencies = AgencyRegistry(setups, database, tuple(wakeups.values()))
    return Parts(
        agencies=agencies,
        turns=TurnLoop(database, agencies.agency, agencies.read_update, **wakeups),
        sender=Sender(agencies.api, database, wakeups["outbox_wakeup"]),
        leads=LeadWorker(
            database,
            agencies.account,
            leads_wakeup=wakeups["leads_wakeup"],
            inbox_wakeup=wakeups["inbox_wakeup"],
            tell_staff=lambda *_: None,
        ),
    )
