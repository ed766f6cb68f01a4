"""The bot's own pages, on a real database and on parts that are not running."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.agency import Agency
from bot.bell import Bell
from bot.bot_api.client import BotApi
from bot.bot_api.polling import Poller
from bot.bot_api.registration import WebhookKeeper
from bot.bot_api.sender import Sender
from bot.bot_api.updates import read_update
from bot.bot_api.webhook import WebhookReceiver
from bot.lead_api.worker import LeadWorker
from bot.storage.database import Database
from bot.turns import TurnLoop
from bot.web.metrics import Parts
from conversations.form import Form


class Clock:
    """The database's clock. Seconds since 1970."""

    now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path, clock: Clock) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/bot.db", clock=clock)
    database.open()
    yield database
    database.close()


@pytest.fixture
def parts(database: Database) -> Parts:
    """All parts, of polling and of the webhook, at rest."""
    bells = {name: Bell() for name in ("inbox_bell", "outbox_bell", "leads_bell")}
    api = BotApi("123456:canary-token", "http://127.0.0.1:9")
    agency = Agency("derby", Form())
    return Parts(
        api=api,
        turns=TurnLoop(database, lambda _: agency, read_update, **bells),
        sender=Sender(api, database, bells["outbox_bell"]),
        leads=LeadWorker(
            database,
            lambda _: None,
            leads_bell=bells["leads_bell"],
            inbox_bell=bells["inbox_bell"],
            tell_staff=lambda *_: None,
        ),
        poller=Poller(api, database, "derby", bells["inbox_bell"]),
        receiver=WebhookReceiver(database, "derby", "a-long-and-random-secret", bells["inbox_bell"]),
        keeper=WebhookKeeper(api, "https://bot.example.org/telegram", "a-long-and-random-secret"),
    )
