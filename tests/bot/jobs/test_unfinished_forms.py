"""An unfinished form over its whole life, with the real turn loop, reminder and housekeeper on a moved clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.agency import Agency, Retention
from bot.core.serialization import MESSAGE, QUEUED
from bot.jobs.reminders import ReminderJob, waking
from bot.jobs.retention import clean
from bot.storage.chats import chat_states
from bot.storage.database import Database
from bot.storage.queues import inbox, outbox, outbox_results
from conversations.events import Resumed
from conversations.form import Form
from conversations.languages import catalogue
from support.clock import Clock
from support.postgres import PostgresServer
from support.turn_loops import make_turn_loop
from support.updates import text

HOUR, DAY = 3600.0, 24 * 3600.0
HOURS, RETENTION_DAYS = 20, 30
CHAT = 7
REMINDER = catalogue("en").sentences["reminder"]
LONDON = ZoneInfo("Europe/London")
BEGUN = datetime(2027, 3, 10, 15, tzinfo=UTC).timestamp()
"""The clocks go forward on 28 March 2027, within the life of the form."""


class Bot:
    """The parts that see to unfinished forms, as often as they are asked to."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock
        agency = Agency("derby", Form())
        self.turns = make_turn_loop(database, agency)
        self.reminder = ReminderJob(database, lambda: {"derby": HOURS})
        self.kept = {"derby": Retention(conversations=RETENTION_DAYS, leads=RETENTION_DAYS)}
        self.updates = 0

    async def happens(self, **content: object) -> None:
        """Store an update and take the turn."""
        self.updates += 1
        update = json.dumps({"update_id": self.updates, **content}).encode()
        item = inbox.NewItem("derby", f"telegram:{self.updates}", CHAT, "telegram", update)
        await self.database.run(lambda tx: inbox.add(tx, [item]))
        await self._take_turns()

    async def _take_turns(self) -> None:
        while (await self.turns.take_turns()).items:
            pass

    async def says(self, *texts: str) -> None:
        for words in texts:
            await self.happens(message=text(self.updates + 1, words, CHAT)["message"])

    async def reminders(self) -> int:
        """How many reminders wait to be sent; all that waits is taken out of the way."""
        queues = await self.database.run(lambda tx: outbox.take(tx, 1000, 60.0, 1000))
        settled = [
            outbox_results.SendResult("derby", each.chat_id, each.lease, [message.id for message in each.messages])
            for each in queues
        ]
        await self.database.run(lambda tx: outbox_results.record(tx, settled))
        sent = [message for each in queues for message in each.messages if message.kind == "message"]
        return sum(REMINDER in MESSAGE.decode(each.body).text for each in sent)

    async def lives(self, hours: int, *, every: int = 1, restarts: bool = False) -> list[float]:
        """Let time pass, ``every`` so many hours at a time; return when reminders were sent."""
        sent = []
        for _ in range(0, hours, every):
            self.clock.now += every * HOUR
            if restarts:
                self.reminder = ReminderJob(self.database, lambda: {"derby": HOURS})
            await self.reminder.remind()
            await self._take_turns()
            await clean(self.database, self.kept, self.clock.now)
            sent += [self.clock.now] * await self.reminders()
        return sent

    async def held(self) -> bool:
        return bool(await self.database.run(lambda tx: chat_states.load(tx, [("derby", CHAT)])))


@pytest.fixture
def clock() -> Clock:
    return Clock(BEGUN)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Database]:
    if getattr(request, "param", "sqlite") == "sqlite":
        url = f"sqlite:///{tmp_path}/bot.db"
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        url = server.clean_database()
    database = Database(url, clock=clock)
    database.open()
    yield database
    database.close()


@pytest.fixture
async def bot(database: Database, clock: Clock) -> Bot:
    running = Bot(database, clock)
    await running._take_turns()  # what waits at the start is taken the careful way
    return running


BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@BOTH
async def test_it_is_reminded_of_once_and_erased_on_time_all_the_same(bot: Bot) -> None:
    await bot.says("/start", "sell")
    sent = []
    # Every hour where something is due or the clocks go forward.
    for days, every in ((3, 1), (14, 4), (3, 1), (RETENTION_DAYS - 21, 4)):
        sent += await bot.lives(days * 24, every=every, restarts=True)
    sent += await bot.lives(23, restarts=True)
    assert len(sent) == 1
    assert HOURS * HOUR <= sent[0] - BEGUN <= (HOURS + 1) * HOUR
    assert await bot.held()
    await bot.lives(2)
    assert not await bot.held()


@pytest.mark.parametrize(
    "texts",
    [
        ("/start",),
        ("/start", "sell", "/cancel"),
        ("/start", "sell", "/delete"),
        ("/start", "sell", "don't remind me"),
        ("/start", "sell", "stop"),
        ("/start", "sell", "/withdraw"),
    ],
    ids=["said nothing", "stopped", "erased", "does not want to be", "typed stop", "withdrew"],
)
async def test_who_said_nothing_or_stopped_or_does_not_want_it_is_not_reminded(
    bot: Bot, texts: tuple[str, ...]
) -> None:
    await bot.says(*texts)
    await bot.reminders()
    assert await bot.lives(3 * 24) == []


async def test_no_second_one_comes_after_an_answer_to_the_first(bot: Bot) -> None:
    await bot.says("/start", "sell")
    assert len(await bot.lives(30)) == 1
    await bot.says("Marla Singer")
    assert await bot.lives(5 * 24) == []


async def test_an_absence_of_the_bot_does_not_prolong_it(bot: Bot) -> None:
    await bot.says("/start", "sell")
    for day in range(1, RETENTION_DAYS + 1):
        bot.clock.now = BEGUN + day * DAY - HOUR
        item = inbox.NewItem("derby", f"resumed:{day}", CHAT, "event", QUEUED.encode(Resumed()).encode())
        await bot.database.run(partial(inbox.add, items=[item]))
        await bot._take_turns()
    assert await bot.held()
    bot.clock.now = BEGUN + RETENTION_DAYS * DAY + 1
    await clean(bot.database, bot.kept, bot.clock.now)
    assert not await bot.held()


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        ((2026, 10, 24), 1),  # the day before the clocks go back
        ((2026, 10, 25), 0),
        ((2027, 3, 27), 0),  # the day before they go forward
        ((2027, 3, 28), 1),
        ((2026, 12, 25), 0),
        ((2027, 7, 1), 1),
    ],
)
@pytest.mark.parametrize("hours_in_london", [0.0, 3.5, 7.99, 8.0, 12.0, 19.99, 20.0, 23.5])
def test_reminders_come_between_eight_and_eight_as_clocks_in_london_show_it(
    day: tuple[int, int, int], offset: int, hours_in_london: float
) -> None:
    now = datetime(*day, tzinfo=UTC).timestamp() + (hours_in_london - offset) * HOUR
    assert waking(now) == (8 <= datetime.fromtimestamp(now, LONDON).hour < 20) == (8 <= hours_in_london < 20)


@BOTH
async def test_two_reminders_at_once_remind_once(bot: Bot) -> None:
    await bot.says("/start", "sell")
    await bot.reminders()
    bot.clock.now += (HOURS + 1) * HOUR
    await asyncio.gather(*(ReminderJob(bot.database, lambda: {"derby": HOURS}).remind() for _ in range(4)))
    await bot._take_turns()
    assert await bot.reminders() == 1
