"""The bot's own pages, on a real database and on parts that are not running."""

import pytest

from bot.agencies.registry import Agencies
from bot.agencies.runtime import Connections, Setup, Webhook
from bot.core.agency import Agency
from bot.core.wakeup import Bell
from bot.lead_api.worker import LeadWorker
from bot.storage.database import Database
from bot.telegram.sender import Sender
from bot.turns.turn_loop import TurnLoop
from bot.web.metrics import Parts
from conversations.form import Form


@pytest.fixture
async def parts(database: Database) -> Parts:
    """All parts at rest, for an agency that polls and one that has a webhook."""
    bells = {name: Bell() for name in ("inbox_bell", "outbox_bell", "leads_bell")}
    connections = Connections("123456:canary-token", "http://127.0.0.1:9", "canary-key", "http://127.0.0.1:9")
    webhook = Webhook("https://bot.example.org/telegram", "a-long-and-random-secret")
    setups = (
        Setup(Agency("derby", Form()), connections),
        Setup(Agency("york", Form()), connections, webhook),
    )
    agencies = Agencies(setups, database, tuple(bells.values()))
    return Parts(
        agencies=agencies,
        turns=TurnLoop(database, agencies.agency, agencies.read_update, **bells),
        sender=Sender(agencies.api, database, bells["outbox_bell"]),
        leads=LeadWorker(
            database,
            agencies.account,
            leads_bell=bells["leads_bell"],
            inbox_bell=bells["inbox_bell"],
            tell_staff=lambda *_: None,
        ),
    )
