"""Simulated people: each reads what the bot says and sends the next answer of the form.

Closed loop: the answer goes out when the reply to the last one is there, so a fixed number of people keep a bot as busy
as it can be. Open loop: people come at a fixed rate, whatever the bot does, and take a moment to answer.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from benchmarks.form import ESTIMATE, STEPS

Deliver = Callable[[bytes], None]
"""Takes an update without its number and the braces around it."""

FIRST_CHAT = 5_000_000
THINKING = (0.2, 0.6)
"""Minimum and maximum seconds that a person of the open loop takes to answer."""
LEAD_STEP = len(STEPS) - 1


@dataclass(slots=True)
class Person:
    """One chat. ``step``: the number of steps answered by the bot; ``sent_at``: when the last update was sent, or 0."""

    chat_id: int
    number: int
    step: int = 0
    sent_at: float = 0.0


@dataclass(slots=True)
class Tally:
    """Counts since its start. Latencies are seconds from an update's sending to its reply's arrival."""

    began: float = field(default_factory=time.perf_counter)
    replies: list[float] = field(default_factory=list)
    estimates: list[float] = field(default_factory=list)
    begun: int = 0
    finished: int = 0
    strays: int = 0


class People:
    """Everybody who talks to the bot. ``deliver`` delivers an update to it."""

    def __init__(self, deliver: Deliver, *, first_chat: int = FIRST_CHAT, seed: int = 1) -> None:
        self.tally = Tally()
        self.last_stray = ""
        self._deliver = deliver
        self._next_number = 0
        self._first_chat = first_chat
        self._random = random.Random(seed)
        self._people: dict[int, Person] = {}
        self._consented: dict[int, float] = {}
        self._message_id = 100
        self._thinking: tuple[float, float] | None = None
        self._going_on = False
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def under_way(self) -> int:
        """Number of people in the middle of the form."""
        return len(self._people)

    @property
    def unanswered(self) -> int:
        """Number of people who wait for a reply."""
        return sum(1 for person in self._people.values() if person.sent_at)

    def begin(self, count: int = 1) -> None:
        """Let new people send /start."""
        for _ in range(count):
            number = self._next_number
            self._next_number += 1
            person = Person(self._first_chat + number, number)
            self._people[person.chat_id] = person
            self.tally.begun += 1
            self._act(person, None)

    async def crowd(self, count: int, patience: float) -> None:
        """Bring a closed loop of ``count`` people to a state in which they are evenly spread over the form.

        Starting all at once, they would go through the form in step, and a window of time would see only some of its
        steps. So an eleventh of them starts, and whenever these have been answered another eleventh.
        """
        self._going_on = self._closed = True
        share = max(1, count // len(STEPS))
        for _ in STEPS:
            self.begin(share)
            target = len(self.tally.replies) + self.unanswered
            await self._until(partial(self._has_replies, target), patience)

    async def stream(self, per_second: float, seconds: float) -> None:
        """An open loop: ``per_second`` new people for ``seconds``."""
        self._going_on, self._closed, self._thinking = True, False, THINKING
        loop = asyncio.get_running_loop()
        began = loop.time()
        for number in range(int(per_second * seconds)):
            delay = began + number / per_second - loop.time()
            if delay > 0:
                await asyncio.sleep(delay)
            self.begin()

    def stop(self) -> None:
        """Stop all sending."""
        self._going_on = False

    def reset(self) -> Tally:
        """Start a new tally; return the previous one."""
        tally, self.tally = self.tally, Tally()
        return tally

    def hear(self, chat_id: int, text: str, markup: str) -> int:
        """Handle a message of the bot, with its ``reply_markup`` as JSON or empty. Return the message's id."""
        self._message_id += 1
        now = time.perf_counter()
        if ESTIMATE in text and chat_id in self._consented:
            self.tally.estimates.append(now - self._consented.pop(chat_id))
            self.tally.finished += 1
            if self._closed and self._going_on:
                self.begin()
            return self._message_id
        person = self._people.get(chat_id)
        if person is None or not person.sent_at:
            self.tally.strays += 1
            self.last_stray = text
            return self._message_id
        step = STEPS[person.step]
        if step.then not in text:
            self.tally.strays += 1
            self.last_stray = text
            return self._message_id
        self.tally.replies.append(now - person.sent_at)
        person.sent_at = 0.0
        person.step += 1
        if person.step == len(STEPS):
            del self._people[chat_id]
            return self._message_id
        seen = (text, markup, self._message_id)
        if self._thinking is None:
            self._act(person, seen)
        else:
            asyncio.get_running_loop().call_later(self._random.uniform(*self._thinking), self._act, person, seen)
        return self._message_id

    def _act(self, person: Person, seen: tuple[str, str, int] | None) -> None:
        """Send the update of the person's next step; ``seen`` is the message that it answers."""
        if not self._going_on and person.step:
            return
        step = STEPS[person.step]
        now = time.perf_counter()
        self._message_id += 1
        who = f'{{"id":{person.chat_id},"is_bot":false,"first_name":"Marla","last_name":"Singer","language_code":"en"}}'
        chat = f'{{"id":{person.chat_id},"first_name":"Marla","last_name":"Singer","type":"private"}}'
        if step.tap:
            assert seen is not None
            text, markup, message_id = seen
            update = (
                f'"callback_query":{{"id":"{person.chat_id}{self._message_id}","from":{who},"chat_instance":"1",'
                f'"data":{json.dumps(_data(markup, step.tap))},"message":{{"message_id":{message_id},'
                f'"from":{{"id":123456,"is_bot":true,"first_name":"Bench","username":"bench_bot"}},"chat":{chat},'
                f'"date":{int(time.time())},"text":{json.dumps(text)},"reply_markup":{markup}}}}}'
            )
        else:
            text = step.text.format(n=person.number % 1_000_000)
            command = ',"entities":[{"offset":0,"length":6,"type":"bot_command"}]' if text.startswith("/") else ""
            update = (
                f'"message":{{"message_id":{self._message_id},"from":{who},"chat":{chat},"date":{int(time.time())},'
                f'"text":{json.dumps(text)}{command}}}'
            )
        person.sent_at = now
        if person.step == LEAD_STEP:
            self._consented[person.chat_id] = now
        self._deliver(update.encode())

    def _has_replies(self, count: int) -> bool:
        return len(self.tally.replies) >= count

    async def _until(self, reached: Callable[[], bool], patience: float) -> None:
        deadline = time.perf_counter() + patience
        while not reached():
            if time.perf_counter() > deadline:
                raise TimeoutError(self.stuck())
            await asyncio.sleep(0.01)

    def stuck(self) -> str:
        """Return the error for a run without progress."""
        waiting: dict[str, int] = {}
        for person in self._people.values():
            if person.sent_at:
                waiting[STEPS[person.step].name] = waiting.get(STEPS[person.step].name, 0) + 1
        return f"no reply in time; waiting: {waiting}; the last message that fitted nowhere: {self.last_stray[:200]!r}"


def _data(markup: str, label: str) -> str:
    for row in json.loads(markup)["inline_keyboard"]:
        for button in row:
            if button["text"] == label:
                data: str = button["callback_data"]
                return data
    raise LookupError(f"no button {label!r} in {markup[:300]}")
