"""A lead worker on a real database: leads are put before it, and what it told is kept."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from unittest import mock

from msgspec import structs

from bot.core.serialization import LEAD, QUEUED
from bot.core.wakeup import Wakeup
from bot.lead_api.account import Account
from bot.lead_api.worker import LeadWorker
from bot.staff import lead_cards
from bot.storage.database import Database
from bot.storage.leads import lead_queue, lead_records, pauses
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from conversations.events import Body, LeadStatus
from conversations.lead import Lead
from sandbox import Sandbox
from support.waiting import eventually

HOST = "https://t.me/example_valuation_bot"
SUCCESS = b'HTTP/1.1 200 OK\r\nContent-Length: 31\r\n\r\n{"valuation_status": "Success"}'


@dataclass
class LeadDesk:
    """A worker on a real database, the clock to turn, and everything that it told."""

    path: Path
    lead: Lead
    accounts: dict[str, Account] = field(default_factory=dict)
    staff: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    cards: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    events: dict[int, list[Body]] = field(default_factory=lambda: defaultdict(list))
    limits: dict[str, Any] = field(default_factory=dict)
    """Limits of the worker that differ, by their names in its modules."""
    offset: float = 0.0
    between: Callable[[Callable[..., Awaitable[object]]], Callable[..., Awaitable[object]]] | None = None
    """Wraps the worker's way to the database, not ours."""

    def __post_init__(self) -> None:
        self.open()

    def _hear(self, _tx: Transaction, agency: str, key: str, params: Mapping[str, Any]) -> None:
        if key == lead_cards.DELIVERED:
            self.cards.append((agency, dict(params)))
        else:
            self.staff.append((agency, key, dict(params)))

    def open(self) -> None:
        self.database = Database(f"sqlite:///{self.path}", clock=lambda: time.time() + self.offset)
        self.database.open()

    @contextlib.asynccontextmanager
    async def working(self) -> AsyncIterator[LeadWorker]:
        """Run a worker, and cancel it in the end as a shutdown does."""
        self.leads_wakeup, self.inbox_wakeup = Wakeup(), Wakeup()
        run = self.between(self.database.run) if self.between else self.database.run
        worker = LeadWorker(
            cast(Database, SimpleNamespace(run=run, holds=self.database.holds)),
            self.accounts.get,
            leads_wakeup=self.leads_wakeup,
            inbox_wakeup=self.inbox_wakeup,
            tell_staff=self._hear,
        )
        with contextlib.ExitStack() as limits:
            for name, value in self.limits.items():
                module = "notices" if name == "PATIENCE" else "worker"
                limits.enter_context(mock.patch(f"bot.lead_api.{module}.{name}", value))
            limits.enter_context(mock.patch("bot.lead_api.retry_policy.jitter", return_value=0.0))
            task = asyncio.create_task(worker.run())
            try:
                yield worker
                assert not task.done()
            finally:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    async def put(self, chat_id: int, *, agency: str = "derby", **changes: object) -> str:
        """Queue the example person's lead from a chat. Returns its reference."""
        lead = structs.replace(self.lead, **{"reference": f"VB-{chat_id}", **changes})
        new = lead_queue.NewLead(agency, chat_id, lead.reference, LEAD.encode(lead))
        await self.database.run(lambda tx: lead_queue.put(tx, new))
        self.notify()
        return lead.reference

    def notify(self) -> None:
        if hasattr(self, "leads_wakeup"):
            self.leads_wakeup.notify()

    def advance(self, seconds: float) -> None:
        self.offset += seconds
        self.notify()

    async def row(self, chat_id: int, agency: str = "derby") -> lead_records.StoredLead:
        row = await self.database.run(lambda tx: lead_records.get(tx, agency, f"VB-{chat_id}"))
        assert row is not None
        return row

    async def status(self, *chat_ids: int) -> list[LeadStatus]:
        return [(await self.row(chat_id)).status for chat_id in chat_ids]

    async def until(
        self, chat_id: int, status: LeadStatus, *, attempts: int = 1, agency: str = "derby"
    ) -> lead_records.StoredLead:
        """Wait until a lead stands so, after at least so many attempts; then read what the conversation is told."""

        async def stands_so() -> bool:
            row = await self.row(chat_id, agency)
            return row.status is status and row.attempts >= attempts

        await eventually(stands_so, f"a lead that is {status}")
        await self.read_events()
        return await self.row(chat_id, agency)

    async def read_events(self) -> None:
        while items := await self.database.run(lambda tx: inbox.take(tx, 100)):
            for item in items:
                assert item.source == "event"
                self.events[item.chat_id].append(QUEUED.decode(item.body))
            ids = [item.id for item in items]
            await self.database.run(partial(inbox.finish, item_ids=ids))

    async def probe_was_put_off(self) -> bool:
        (pause,) = await self.database.run(pauses.all_)
        return pause.probe_at > time.time() + self.offset

    async def paused(self) -> list[str]:
        return [pause.agency for pause in await self.database.run(pauses.all_)]

    async def until_paused(self, *agencies: str) -> None:
        async def stands_so() -> bool:
            return await self.paused() == list(agencies)

        await eventually(stands_so, f"a pause of {agencies}")


@dataclass
class Held:
    """A Lead API that answers when it is told to."""

    url: str
    arrived: list[bytes]
    go: asyncio.Event
    answer: bytes = SUCCESS
    most_at_once: int = 0


def metas(sandbox: Sandbox) -> list[dict[str, str]]:
    return [record.payload["meta"] for record in sandbox.journal.leads]
