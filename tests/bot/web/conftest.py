"""The bot's own pages, on a real database and on parts that are not running."""

import pytest

from bot.agencies.registry import AgencyRegistry
from bot.agencies.runtime import AgencySetup, Endpoints, Webhook
from bot.core.agency import Agency
from bot.core.wakeup import Wakeup
from bot.lead_api.worker import LeadWorker
from bot.storage.backends.replica import SingleProcess
from bot.storage.database import Database
from bot.telegram.sender import Sender
from bot.turns.turn_loop import TurnLoop
from bot.web.metrics import MetricSources
from conversations.form import Form


@pytest.fixture
async def parts(database: Database) -> MetricSources:
    """All parts at rest, for an agency that polls and one that has a webhook."""
    inbox_wakeup, outbox_wakeup, leads_wakeup = Wakeup(), Wakeup(), Wakeup()
    connections = Endpoints("123456:canary-token", "http://127.0.0.1:9", "canary-key", "http://127.0.0.1:9")
    webhook = Webhook("https://bot.example.org/telegram", "a-long-and-random-secret")
    setups = (
        AgencySetup(Agency("derby", Form()), connections),
        AgencySetup(Agency("york", Form()), connections, webhook),
    )
    agencies = AgencyRegistry(setups, database, (inbox_wakeup, outbox_wakeup, leads_wakeup))
    return MetricSources(
        agencies=agencies,
        turns=TurnLoop(
            database,
            agencies.agency,
            agencies.read_update,
            inbox_wakeup=inbox_wakeup,
            outbox_wakeup=outbox_wakeup,
            leads_wakeup=leads_wakeup,
        ),
        sender=Sender(agencies.api, agencies.agency, database, outbox_wakeup),
        leads=LeadWorker(
            database,
            agencies.account,
            leads_wakeup=leads_wakeup,
            inbox_wakeup=inbox_wakeup,
            tell_staff=lambda *_: None,
        ),
        database=database,
        replica=SingleProcess(),
    )
