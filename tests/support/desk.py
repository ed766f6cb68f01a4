"""A whole bot but for the network: the turn loop on a real database, whose replies are read where they wait."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import sqlalchemy as sa

from bot.core.agency import Agency
from bot.core.serialization import MESSAGE
from bot.storage.database import Database
from bot.storage.queues import inbox, outbox, outbox_results
from bot.storage.tables import METADATA
from conversations.languages.message import Message
from support.clock import Clock
from support.person import ANSWERS, FORM
from support.turn_loops import make_turn_loop
from support.updates import text

STAFF = -1001234567890
MARLA, TYLER = 700_123_456, 700_654_321
NOON = 1_795_435_200.0
"""Of a Monday."""


@dataclass
class Desk:
    """Says things for people, takes the turns, and reads what they are told."""

    database: Database
    clock: Clock
    agency: Agency = field(default_factory=lambda: Agency("default", FORM, staff_chat_id=STAFF))
    updates: int = 0
    heard: dict[int, list[Message]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turns = make_turn_loop(self.database, lambda _: self.agency)

    def put(self, who: int, words: str, **more: Any) -> None:
        """Let an update wait."""
        self.updates += 1
        body = json.dumps(text(self.updates, words, who, **more)).encode()
        item = inbox.NewItem("default", f"telegram:{self.updates}", who, "telegram", body)
        self.database.run_sync(lambda tx: inbox.add(tx, [item]))

    async def work(self) -> None:
        """Take all turns, and send."""
        while (await self.turns.take_turns()).items:
            pass
        while queues := self.database.run_sync(lambda tx: outbox.take(tx, 100, 60.0, 100)):
            settled = []
            for queue in queues:
                for message in queue.messages:
                    if message.kind == "message":
                        self.heard.setdefault(queue.chat_id, []).append(MESSAGE.decode(message.body))
                ids = tuple(message.id for message in queue.messages)
                settled.append(outbox_results.SendResult(queue.agency, queue.chat_id, queue.lease, sent=[*ids]))
            self.database.run_sync(partial(outbox_results.record, results=settled))

    async def says(self, words: str, chat: int = MARLA) -> str:
        """Say something; returns what the bot says to it."""
        before = len(self.heard.get(chat, []))
        self.put(chat, words)
        await self.work()
        return "\n".join(message.text for message in self.heard.get(chat, [])[before:])

    async def reaches_consent(self, chat: int = MARLA) -> None:
        await self.says("/start", chat)
        for answer in ANSWERS.values():
            await self.says(answer, chat)
        await self.says("all correct", chat)

    async def sends(self, chat: int = MARLA) -> None:
        await self.reaches_consent(chat)
        await self.says("yes, I agree", chat)

    def told_staff(self) -> str:
        return "\n".join(message.text for message in self.heard.get(STAFF, []))

    def rows(self) -> dict[str, list[Any]]:
        """Everything in the database, column by column."""

        def dump(tx: Any) -> dict[str, list[Any]]:
            rows = {table: tx.connection.execute(sa.select(table)).all() for table in METADATA.sorted_tables}
            return {
                f"{table.name}.{column.name}": [row[at] for row in rows[table]]
                for table in METADATA.sorted_tables
                for at, column in enumerate(table.columns)
            }

        return self.database.run_sync(dump)

    def held(self, *words: str) -> set[str]:
        """The columns in which any of these words stands, as it is kept in clear."""
        return {
            column
            for column, values in self.rows().items()
            for value in values
            if any(
                word in (value.decode(errors="replace") if isinstance(value, bytes) else str(value)) for word in words
            )
        }
