"""Sends what waits in the outbox: many chats at once, each chat's messages one after the other."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from telegram.error import TelegramError

from bot import charts, pictures
from bot.bell import Bell
from bot.bot_api.backoff import Backoff
from bot.bot_api.client import DEADLINE, BotApi
from bot.bot_api.errors import Flood, OutcomeUnknown, describe
from bot.bot_api.gate import Gate
from bot.bot_api.replies import to_calls
from bot.bot_api.verdict import RETRY_CAP, Action, Verdict, judge
from bot.codec import CHART, PICTURE, RECIPE
from bot.fairness import Directory, Room, room
from bot.sharing.drawing import make
from bot.sharing.recipes import Thing
from bot.storage import outbox
from bot.storage.database import Database, DatabaseAway, Transaction

_log = logging.getLogger(__name__)

_LINGER = 0.005
"""Seconds for which the result of one chat waits for those of others, to share a transaction with them."""
_LEASED_PAUSE = 1.0
"""Seconds before looking again for messages that are due and yet not to be had: somebody's lease is on them."""
_LONGEST_WAIT = 60.0
"""Seconds; the clock that due times are kept in may jump, so they are not trusted further ahead."""


_DRAWN: Mapping[str, Callable[[str], bytes]] = {
    "picture": lambda body: pictures.draw(PICTURE.validate_json(body)),
    "chart": lambda body: charts.draw(CHART.validate_json(body)),
}
"""How the kinds of picture are drawn from their recipes."""


@dataclass(slots=True)
class _Delivery:
    """One chat's messages on their way. ``begun`` is the loop's time at which ``now``, the database's, was read."""

    api: BotApi
    gate: Gate
    queue: outbox.ChatQueue
    now: float
    begun: float
    sent: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    retry_at: float | None = None
    unreachable: bool = False
    shown: list[int] = field(default_factory=list)

    def settled(self) -> outbox.Settled:
        return outbox.Settled(
            self.queue.agency,
            self.queue.chat_id,
            self.queue.lease,
            tuple(self.sent),
            tuple(self.dropped),
            self.retry_at,
            self.unreachable,
            tuple(self.shown),
        )


class _Taken(NamedTuple):
    """Chats taken at ``now``; when the next one is due; and the same of each agency whose gate was shut before."""

    now: float
    queues: Sequence[outbox.ChatQueue]
    due: float | None
    held: Mapping[str, float]


class Sender:
    """Takes chats with waiting messages from the outbox under a lease, sends, settles many chats in one transaction.

    ``apis`` has the way to Telegram for each agency (``None``: not set up here, its messages wait). What is wrong with
    one agency's bot, or asked of it, holds up that agency only. ``concurrency``: chats of one agency sent to at once,
    ``total``: of all together; ``deadline``: seconds that a call takes at most; ``grace``: seconds that calls under way
    are given to end when :meth:`run` is cancelled. ``bell`` is to be rung by whoever adds to the outbox; the sender
    itself rings it when a chat is finished.

    ``sent``, ``dropped``, ``retried``, ``unreachable`` and ``unknown`` count for monitoring: messages delivered, given
    up, failed to be tried again, chats that turned out to be blocked, and calls whose outcome is not known, so that the
    message may reach the person twice.
    """

    def __init__(
        self,
        apis: Callable[[str], BotApi | None],
        database: Database,
        bell: Bell,
        *,
        concurrency: int = 100,
        total: int = 400,
        deadline: float = DEADLINE,
        grace: float = 10.0,
        new_gate: Callable[[], Gate] = Gate,
    ) -> None:
        self.sent = 0
        self.dropped = 0
        self.retried = 0
        self.unreachable = 0
        self.unknown = 0
        self._apis = Directory(apis)
        self._database = database
        self._bell = bell
        self._concurrency = concurrency
        self._total = total
        self._grace = grace
        self._new_gate = new_gate
        self._gates: dict[str, Gate] = {}
        self._gated: dict[str, BotApi] = {}
        """Which bot each gate is before."""
        self._deadline = deadline
        # A chat's turn under the lease ends early enough for its last call: see _deliver.
        self._lease = 4 * deadline
        self._storage_backoff = Backoff(base=0.2, cap=10.0)
        self._tasks: dict[asyncio.Task[None], outbox.ChatQueue] = {}
        """The chats being sent to."""
        self._doubtful = False
        """Whether chats were taken that nobody knows of: the answer was lost to a transaction that may be committed."""
        self._finished: list[outbox.Settled] = []
        self._ringing = False
        self._stop = asyncio.Event()
        # How much of a text too long for one message was sent, by row, while the rest waits for its retry.
        self._parts_sent: dict[int, int] = {}

    async def run(self) -> None:
        """Send until cancelled; then calls under way are awaited and what was sent is settled.

        Trouble with Telegram or the database never ends it: what could not be sent or settled is tried again.
        """
        self._stop.clear()
        rounds = asyncio.create_task(self._rounds())
        try:
            # Shielded, so that no transaction is abandoned between its commit and the taking note of it.
            await asyncio.shield(rounds)
        except asyncio.CancelledError:
            self._stop.set()
            self._bell.ring()
            await rounds
            raise
        finally:
            rounds.cancel()

    async def _rounds(self) -> None:
        try:
            while not self._stop.is_set():
                try:
                    wait = await self._round()
                except Exception as error:  # noqa: BLE001  the top of the loop; what was sent stays noted
                    self._doubtful = True
                    if not isinstance(error, DatabaseAway):  # of which the database tells, once
                        _log.error(
                            "The outbox cannot be read or settled: trying again", extra={"error": describe(error)}
                        )
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._stop.wait(), self._storage_backoff.next())
                else:
                    self._storage_backoff.reset()
                    if wait is None or wait > 0:
                        await self._bell.wait(wait)
            await self._finish()
        finally:
            for task in self._tasks:
                task.cancel()

    async def _round(self) -> float | None:
        """Settle what is finished and take what waits. Returns the seconds until it makes sense again, or ``None``."""
        finished = tuple(self._finished)
        begun = asyncio.get_running_loop().time()
        known = frozenset(queue.lease for queue in self._tasks.values()) if self._doubtful else None
        places = self._places()
        shut = self._shut()
        probes = frozenset(agency for agency in shut if self._may_probe(agency, begun))
        passed_over = places.full | shut | self._apis.absent

        def settle_and_take(tx: Transaction) -> _Taken:
            if finished:
                outbox.settle(tx, finished)
            if known is not None:
                outbox.disown(tx, known)
            if not passed_over:
                return _Taken(tx.now, outbox.take(tx, places.limit, self._lease), outbox.next_due(tx), {})
            waiting = outbox.agencies(tx)
            others = waiting - passed_over
            queues = outbox.take(tx, places.limit, self._lease, of=others)
            found_all = len(queues) < places.limit
            for agency in probes & waiting:
                queues += outbox.take(tx, 1, self._lease, of=(agency,))
            due = min(outbox.next_due_of(tx, others).values(), default=None) if found_all else tx.now
            return _Taken(tx.now, queues, due, outbox.next_due_of(tx, shut & waiting))

        taken = await self._database.run(settle_and_take)
        del self._finished[: len(finished)]
        self._doubtful = False
        for queue in taken.queues:
            self._begin(queue, taken.now, begun)
        found = sum(queue.agency not in shut for queue in taken.queues)
        return self._wait(taken, found_all=found < places.limit, places=places)

    def _begin(self, queue: outbox.ChatQueue, now: float, begun: float) -> None:
        api = self._apis.find(queue.agency)
        if api is None:
            self._finished.append(outbox.Settled(queue.agency, queue.chat_id, queue.lease))
            self._bell.ring()
            return
        gate = self._gates.get(queue.agency)
        if gate is None:
            gate = self._gates[queue.agency] = self._new_gate()
            self._gated[queue.agency] = api
        task = asyncio.create_task(self._deliver(_Delivery(api, gate, queue, now, begun)))
        self._tasks[task] = queue
        task.add_done_callback(self._tasks.pop)

    def _places(self) -> Room:
        """For how many more chats there is room, and of whom."""
        under_way = Counter(queue.agency for queue in self._tasks.values())
        return room(under_way, each=self._concurrency, total=self._total)

    def _shut(self) -> frozenset[str]:
        """The agencies to which nothing can be sent at the moment. One whose bot was exchanged begins anew."""
        shut = [agency for agency, gate in self._gates.items() if gate.shut]
        for agency in shut:
            if self._apis.find(agency) is not self._gated[agency]:
                del self._gates[agency]
        return frozenset(agency for agency in shut if agency in self._gates)

    def _may_probe(self, agency: str, now: float) -> bool:
        if any(queue.agency == agency for queue in self._tasks.values()):
            return False  # among them the probe, which rings when it is back
        return not self._gates[agency].seconds_to_probe(now)

    def _wait(self, taken: _Taken, *, found_all: bool, places: Room) -> float | None:
        """Seconds until something can be taken that could not be now; ``None``: only a ring can change that."""
        now = taken.now
        waits = []
        if taken.due is not None and places.limit:
            waits.append(0.0 if not found_all else taken.due - now if taken.due > now else _LEASED_PAUSE)
        passed = asyncio.get_running_loop().time()
        busy = {queue.agency for queue in self._tasks.values()}
        for agency, due in taken.held.items():
            if agency not in busy:
                to_probe = max(self._gates[agency].seconds_to_probe(passed), due - now)
                waits.append(to_probe if to_probe > 0 else _LEASED_PAUSE)
        return min(*waits, _LONGEST_WAIT) if waits else None

    async def _deliver(self, delivery: _Delivery) -> None:
        """Send one chat's messages in order, up to the first that cannot be sent now."""
        loop = asyncio.get_running_loop()
        last_start = delivery.begun + self._lease - self._deadline
        try:
            for message in delivery.queue.messages:
                if self._stop.is_set() or loop.time() > last_start:
                    break
                now = delivery.now + loop.time() - delivery.begun
                verdict = await self._send(delivery, message, age=now - message.created_at)
                if not self._note(delivery, message, verdict, delivery.now + loop.time() - delivery.begun):
                    break
        except Exception as error:  # noqa: BLE001  the top of a chat's loop: a bug with one message is not to spin
            _log.error("A message could not be handled", extra={"error": describe(error)})
            delivery.retry_at = delivery.now + loop.time() - delivery.begun + RETRY_CAP
        finally:
            self._finished.append(delivery.settled())
            self._ring(others=len(self._tasks) > 1)

    async def _send(self, delivery: _Delivery, message: outbox.QueuedMessage, *, age: float) -> Verdict:
        chat_id = delivery.queue.chat_id
        if message.kind in _DRAWN:
            return await self._send_picture(delivery, message, age=age)
        if message.kind == "sheet":
            return await self._send_sheet(delivery, message, age=age)
        try:
            calls = to_calls(message.kind, chat_id, message.body)
        except ValueError as error:
            _log.error("A row of the outbox cannot be read", extra={"row": message.id, "error": describe(error)})
            return Verdict(Action.DROP)
        done = self._parts_sent.get(message.id, 0)
        for number, call in enumerate(calls[done:], start=done + 1):
            try:
                shown = await delivery.api.tell(call.method, call.params)
            except TelegramError as error:
                verdict = judge(error, kind=message.kind, attempts=message.attempts, age=age)
                self._learn(error, verdict, message, delivery)
                if verdict.action is not Action.SENT:
                    return verdict
            else:
                delivery.gate.passed()
                if shown is not None:
                    delivery.shown.append(shown)
            if len(calls) > 1:
                self._parts_sent[message.id] = number
        return Verdict(Action.SENT)

    async def _send_picture(self, delivery: _Delivery, message: outbox.QueuedMessage, *, age: float) -> Verdict:
        """Draw a picture from its recipe, beside the event loop, and send it."""
        try:
            picture = await asyncio.to_thread(_DRAWN[message.kind], message.body)
        except ValueError as error:
            _log.error("A picture cannot be drawn", extra={"row": message.id, "error": describe(error)})
            return Verdict(Action.DROP)
        try:
            delivery.shown.append(await delivery.api.send_photo(delivery.queue.chat_id, picture))
        except TelegramError as error:
            verdict = judge(error, kind=message.kind, attempts=message.attempts, age=age)
            self._learn(error, verdict, message, delivery)
            return verdict
        delivery.gate.passed()
        return Verdict(Action.SENT)

    async def _send_sheet(self, delivery: _Delivery, message: outbox.QueuedMessage, *, age: float) -> Verdict:
        """Make a thing to share a link with of its recipe, beside the event loop, and send it."""
        try:
            recipe = RECIPE.validate_json(message.body)
            sheet = await asyncio.to_thread(make, recipe)
        except ValueError as error:
            _log.error("A thing to share cannot be made", extra={"row": message.id, "error": describe(error)})
            return Verdict(Action.DROP)
        chat_id = delivery.queue.chat_id
        try:
            if recipe.thing is Thing.PICTURE:
                await delivery.api.send_photo(chat_id, sheet, recipe.name)
            else:
                await delivery.api.send_document(chat_id, sheet, recipe.name)
        except TelegramError as error:
            verdict = judge(error, kind=message.kind, attempts=message.attempts, age=age)
            self._learn(error, verdict, message, delivery)
            return verdict
        delivery.gate.passed()
        return Verdict(Action.SENT)

    def _learn(
        self, error: TelegramError, verdict: Verdict, message: outbox.QueuedMessage, delivery: _Delivery
    ) -> None:
        """What a failure says beyond its message."""
        now, gate = asyncio.get_running_loop().time(), delivery.gate
        if verdict.action is Action.HOLD:
            gate.failed(error, now)
            return
        if isinstance(error, Flood):
            gate.flooded(delivery.queue.chat_id, error.seconds, now)
        else:
            gate.passed()
        if isinstance(error, OutcomeUnknown):
            self.unknown += 1
        if verdict.action is Action.DROP:
            _log.warning(
                "A message cannot be sent and is dropped",
                extra={"row": message.id, "kind": message.kind, "error": describe(error)},
            )
        elif verdict.action is Action.RETRY:
            _log.info(
                "A message could not be sent and is tried again",
                extra={"row": message.id, "kind": message.kind, "wait": verdict.wait, "error": describe(error)},
            )

    def _note(self, delivery: _Delivery, message: outbox.QueuedMessage, verdict: Verdict, now: float) -> bool:
        """Take down what became of a message. Returns whether the next one may follow."""
        match verdict.action:
            case Action.SENT:
                delivery.sent.append(message.id)
                self.sent += 1
            case Action.DROP:
                delivery.dropped.append(message.id)
                self.dropped += 1
            case Action.RETRY:
                delivery.retry_at = now + verdict.wait
                self.retried += 1
                return False
            case Action.UNREACHABLE:
                delivery.unreachable = True
                self.unreachable += 1
                return False
            case Action.HOLD:
                return False
        self._parts_sent.pop(message.id, None)
        return True

    def _ring(self, *, others: bool) -> None:
        """Have the finished chats settled: at once if no other is under way, else with those that finish just now."""
        if self._ringing:
            return
        self._ringing = True
        asyncio.get_running_loop().call_later(_LINGER if others else 0.0, self._rung)

    def _rung(self) -> None:
        self._ringing = False
        self._bell.ring()

    async def _finish(self) -> None:
        """After the last round: let calls under way end, and settle. What was not begun keeps waiting in the outbox."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=self._grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        finished = tuple(self._finished)
        if finished:
            try:
                await self._database.run(lambda tx: outbox.settle(tx, finished))
            except Exception as error:  # noqa: BLE001  the end of the loop: nobody is left to try again
                _log.error("What was sent could not be settled and may be sent again", extra={"error": describe(error)})
                return
            self._finished.clear()
