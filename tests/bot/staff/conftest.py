"""An agency with two admins, its database, and phones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from msgspec import structs

from bot.core.agency import Agency
from bot.core.serialization import LEAD, QUEUED, STATE
from bot.core.wakeup import Wakeup
from bot.storage.chats import chat_states
from bot.storage.database import Database
from bot.storage.leads import lead_queue
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from bot.telegram.updates import read_update
from bot.turns.turn_loop import TurnLoop
from conversations.events import LeadReceived, LeadStatus
from conversations.form import Form
from conversations.lead import Estimate
from conversations.state import Sent, State
from support.marla import MARLA
from support.staff import ADMIN, HOMEOWNER, OTHER_ADMIN, Phone


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
def marla(phone: Callable[..., Phone], database: Database) -> Phone:
    """The phone of somebody whose lead was delivered a moment ago."""
    lead = structs.replace(MARLA, reference="VB-1")

    def job(tx: Transaction) -> None:
        lead_queue.put(tx, NewLead("derby", HOMEOWNER, "VB-1", LEAD.encode(lead)))
        (taken,) = lead_queue.take(tx, 1, 60.0)
        lead_queue.record_result(tx, LeadResult("VB-1", "derby", LeadStatus.DELIVERED), taken.attempt)
        state = State(phase=Sent("VB-1"), language="en", revision=1, at=datetime.fromtimestamp(tx.now, UTC))
        chat_states.save(tx, [chat_states.SavedState("derby", HOMEOWNER, STATE.encode(state))])
        event = QUEUED.encode(LeadReceived("VB-1", lead.lead_type, "123 Example Street", Estimate())).encode()
        inbox.add(tx, [inbox.NewItem("derby", "lead:VB-1", HOMEOWNER, "event", event)])

    database.run_sync(job)
    return phone(HOMEOWNER)


@pytest.fixture
def admin(phone: Callable[..., Phone]) -> Phone:
    return phone(ADMIN)
