"""An agency with two admins, its database, and phones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.core.agency import Agency
from bot.core.wakeup import Wakeup
from bot.storage.database import Database
from bot.telegram.updates import read_update
from bot.turns.turn_loop import TurnLoop
from conversations.form import Form
from support.staff import ADMIN, OTHER_ADMIN, Phone


@pytest.fixture
def agency() -> Agency:
    form = Form(agency="Derby Homes", chat_url="https://t.me/derby_bot", privacy_url="https://derbyhomes.example/p")
    return Agency("derby", form, admin_ids=frozenset({ADMIN, OTHER_ADMIN}))


@pytest.fixture
def phone(database: Database, agency: Agency) -> Callable[..., Phone]:
    """Hands out phones: ``phone(user)``, or ``phone(user, chat)`` for a group."""
    turns = TurnLoop(
        database,
        lambda _: agency,
        lambda _, body: read_update(body),
        inbox_wakeup=Wakeup(),
        outbox_wakeup=Wakeup(),
        leads_wakeup=Wakeup(),
    )
    numbers = iter(range(1, 1_000_000))
    return lambda user, chat=None: Phone(database, turns, user, chat or user, numbers)


@pytest.fixture
def admin(phone: Callable[..., Phone]) -> Phone:
    return phone(ADMIN)
