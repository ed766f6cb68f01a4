"""Sender: delivers the outbox, many chats at once, each chat in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from bot.core.activity import tracked
from bot.core.agency import Agency
from bot.core.agency_shares import AgencyLookup, Quota, quota
from bot.core.wakeup import Wakeup
from bot.logging import tracing
from bot.staff import notifications
from bot.storage.database import Database, DatabaseAway, Transaction
from bot.storage.leases import clock, new_lease
from bot.storage.queues import outbox, outbox_results
from bot.storage.upkeep import hangs
from bot.telegram.backoff import Backoff
from bot.telegram.circuit_breaker import CircuitBreaker
from bot.telegram.client import DEADLINE, BotApi
from bot.telegram.delivery import Delivery, Held, LeasedOutboxTransaction
from bot.telegram.errors import describe
from bot.telegram.group_pace import GroupPace
from bot.telegram.message_sender import MessageSender
from bot.telegram.retry_policy import RETRY_CAP
from bot.telegram.topic_sender import TopicSender

_log = logging.getLogger(__name__)

CONCURRENCY, TOTAL = 250, 500
"""Chats served at once, of one agency and of all together."""
GRACE = 10.0
"""Seconds for calls in progress to end when the sender is cancelled."""
LEASE = 4 * DEADLINE
"""Seconds of a chat's lease. Its delivery ends early enough for the last call within the lease: see ``_holds``."""
_LINGER = 0.03
"""Seconds that results of sending wait for those of other chats or, without replicas, for a turn's transaction to record them.

A process killed meanwhile sends those messages again, so it is about as long as a call to Telegram, during which the same
can happen. With replicas on one database, recording them in a turn's transaction would lock chats whose turns belong to
other replicas, and vice versa: a deadlock.
"""
_DELIVERY_MAX = 3.0
"""Seconds after which a chat's delivery ends although more waits, so that what it sent is recorded: if the process dies, messages
sent in the last seconds are sent again, not a long queue on a slow network."""
_LEASED_PAUSE = 1.0
"""Seconds before looking again for due messages that are leased to another process."""
_LONGEST_WAIT = 60.0
"""Longest wait, in seconds; the clock of due times may jump, so they are not trusted further ahead."""


class _Taken(NamedTuple):
    """Chats taken at ``now``; when the next one is due; and likewise for each agency whose breaker was open before."""

    now: float
    queues: Sequence[outbox.ChatQueue]
    due: float | None
    held: Mapping[str, float]


class Sender:
    """Sender: leases chats with waiting messages, sends, and records the results of many chats in one transaction.

    ``apis`` has each agency's client (``None``: not set up here, its messages wait). Problems of an agency's bot affect
    only that agency. ``wakeup`` has to be notified of every message added to the outbox other than through
    :meth:`join_transaction`; the sender itself notifies it when a chat is finished. ``agencies`` looks an agency up, whose
    staff group may change.

    ``messages`` sends each message, and counts for monitoring.
    """

    def __init__(
        self,
        apis: Callable[[str], BotApi | None],
        agencies: Callable[[str], Agency | None],
        database: Database,
        wakeup: Wakeup,
    ) -> None:
        pace = GroupPace()
        self.messages = MessageSender(TopicSender(database, agencies, pace), pace)
        self._apis = AgencyLookup(apis)
        self._agencies = agencies
        self._database = database
        self._wakeup = wakeup
        self._breakers: dict[str, CircuitBreaker] = {}
        self._gated: dict[str, BotApi] = {}
        """Bot of each circuit breaker."""
        self._storage_backoff = Backoff(base=0.2, cap=10.0)
        self._under_way: dict[Held, Delivery] = {}
        """Chats being served."""
        self._busy: Counter[str] = Counter()
        """Number of chats being served, by agency."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._parts: set[LeasedOutboxTransaction] = set()
        """Parts in transactions that have not ended yet."""
        self._none_is_part = asyncio.Event()
        self._doubtful = False
        """True if chats may be leased without a holder: the answer to a transaction that may have committed was lost."""
        self._disowning = False
        """True while a transaction releases all leases except those known at its start."""
        self._finished: dict[Held, Delivery] = {}
        """Deliveries whose results are to be recorded."""
        self._more_waits = False
        """True if chats in the outbox wait for others to be finished."""
        self._ringing = False
        self._stop = asyncio.Event()

    async def run(self) -> None:
        """Send until cancelled; then await calls in progress and record their results.

        Problems with Telegram or the database do not end it: unsent messages and unrecorded results are tried again.
        """
        self._stop.clear()
        rounds = asyncio.create_task(self._rounds())
        try:
            # Shielded, so that no transaction is abandoned between its commit and its registration.
            await asyncio.shield(rounds)
        except asyncio.CancelledError:
            self._stop.set()
            self._wakeup.notify()
            await rounds
            raise
        finally:
            rounds.cancel()

    async def _rounds(self) -> None:
        try:
            while not self._stop.is_set():
                try:
                    wait = await self._round()
                except Exception as error:  # noqa: BLE001  last resort: results are kept
                    self._doubtful = True
                    if not isinstance(error, DatabaseAway):  # logged once by the database
                        _log.error(
                            "The outbox cannot be read or settled: trying again", extra={"error": describe(error)}
                        )
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._stop.wait(), self._storage_backoff.next())
                else:
                    self._storage_backoff.reset()
                    if wait is None or wait > 0:
                        await self._wakeup.wait(wait)
            await self._finish()
        finally:
            for task in self._tasks:
                task.cancel()

    def join_transaction(self) -> LeasedOutboxTransaction:
        """Join a turn's transaction: record finished deliveries, lease what it writes (see :mod:`bot.turns.batch`)."""
        stopping = self._stop.is_set()
        finished: dict[Held, Delivery] = {}
        if not stopping and not self._database.backend.replica:
            finished = {held: each for held, each in self._finished.items() if not each.group}
            self._finished = {held: each for held, each in self._finished.items() if held not in finished}
        places = self._places()
        part = LeasedOutboxTransaction(
            finished,
            new_lease(self._database.backend.replica),
            LEASE,
            0 if stopping or self._disowning else places.limit,
            places.full | self._shut() | self._apis.absent,
            self._leases(),
            clock(),
            self._taken_over,
        )
        self._parts.add(part)
        self._none_is_part.clear()
        return part

    def _taken_over(self, part: LeasedOutboxTransaction, committed: bool) -> None:
        """Continue after a turn's transaction."""
        self._parts.discard(part)
        if not self._parts:
            self._none_is_part.set()
        if not committed:
            # Even if its failure is certain: nobody else knows its leases, if there are any.
            self._doubtful = True
            self._finished = part.finished | self._finished
            self._wakeup.notify()
            return
        for queue in part.handed.leased:
            self._begin(queue, part.now, part.begun)
        left = part.left or self._more_waits
        for queue in part.handed.grown:
            left = not self._go_on(queue) or left
        if left:
            self._wakeup.notify()

    def _go_on(self, queue: outbox.ChatQueue) -> bool:
        """Send under the same lease what arrived after a delivery was finished; ``False`` if the lease is over."""
        held = (queue.agency, queue.chat_id, queue.lease)
        delivery = self._under_way.get(held)
        if delivery is not None:
            delivery.extend(queue)
            return True
        delivery = self._finished.get(held)
        if delivery is None or not delivery.smooth or self._stop.is_set():
            return False
        del self._finished[held]
        delivery.extend(queue)
        self._send_off(delivery)
        return True

    async def _round(self) -> float | None:
        """Record results and take waiting chats. Return the seconds until the next round is due, or ``None``."""
        finished, self._finished = self._finished, {}
        begun = clock()
        held = self._leases()
        known = held if self._doubtful else None
        # Before the transaction, which does not see leases lost meanwhile.
        self._doubtful, self._disowning = False, known is not None
        places = self._places()
        shut = self._shut()
        probes = frozenset(agency for agency in shut if self._may_probe(agency, asyncio.get_running_loop().time()))
        passed_over = places.full | shut | self._apis.absent

        def settle_and_take(tx: Transaction) -> _Taken:
            self._settle(tx, finished.values())
            if known is not None:
                outbox.disown(tx, known)
            if not passed_over:
                return _Taken(tx.now, outbox.take(tx, places.limit, LEASE, held=held), outbox.next_due(tx), {})
            waiting = outbox.agencies(tx)
            others = waiting - passed_over
            queues = outbox.take(tx, places.limit, LEASE, of=others, held=held)
            found_all = len(queues) < places.limit
            for agency in probes & waiting:
                queues += outbox.take(tx, 1, LEASE, of=(agency,), held=held)
            due = min(outbox.next_due_of(tx, others).values(), default=None) if found_all else tx.now
            return _Taken(tx.now, queues, due, outbox.next_due_of(tx, shut & waiting))

        try:
            taken = await self._database.run(settle_and_take)
        except BaseException:
            self._finished = finished | self._finished
            raise
        finally:
            self._disowning = False
        for queue in taken.queues:
            self._begin(queue, taken.now, begun)
        found = sum(queue.agency not in shut for queue in taken.queues)
        # Also with an open breaker: after the probe they are to be taken, whoever records its result.
        self._more_waits = found >= places.limit or bool(places.full) or bool(taken.held)
        return self._wait(taken, found_all=found < places.limit, places=places)

    def _settle(self, tx: Transaction, finished: Collection[Delivery]) -> None:
        """Record the results of deliveries, and report those to groups."""
        groups = [(delivery, self._agencies(delivery.agency)) for delivery in finished if delivery.group]
        for delivery, agency in groups:
            chat_id, why = delivery.chat_id, delivery.refused
            if why and (agency is None or not notifications.refused(tx, agency, chat_id, why)):
                delivery.give_up()
        outbox_results.record(tx, [*finished])
        for delivery, agency in groups:
            if agency is not None and delivery.moved_to is not None:
                notifications.follow(tx, agency, delivery.chat_id, delivery.moved_to)
            elif agency is not None and delivery.sent and not delivery.refused:
                notifications.reached(tx, agency, delivery.chat_id)

    def _begin(self, queue: outbox.ChatQueue, now: float, begun: float) -> None:
        delivery = Delivery(
            queue.agency,
            queue.chat_id,
            queue.lease,
            messages=list(queue.messages),
            now=now,
            bot=self._bot(queue.agency),
            holds=partial(self._holds, begun),
        )
        if delivery.bot is None:
            self._finished[delivery.held] = delivery
            self._wakeup.notify()
        else:
            self._send_off(delivery)

    def _holds(self, begun: float) -> bool:
        """Return whether a lease taken at ``begun`` is certainly this sender's for the duration of one more call."""
        return clock() - begun <= LEASE - DEADLINE and self._database.holds(begun)

    def _bot(self, agency: str) -> tuple[BotApi, CircuitBreaker] | None:
        api = self._apis.find(agency)
        if api is None:
            return None
        breaker = self._breakers.get(agency)
        if breaker is None:
            breaker = self._breakers[agency] = CircuitBreaker()
            self._gated[agency] = api
        return api, breaker

    def _send_off(self, delivery: Delivery) -> None:
        self._under_way[delivery.held] = delivery
        self._busy[delivery.agency] += 1
        with tracing.traced(delivery.agency, delivery.chat_id):
            task = asyncio.create_task(self._deliver(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _leases(self) -> frozenset[int]:
        """Return the leases that this sender holds."""
        return frozenset(lease for _, _, lease in (*self._under_way, *self._finished)).union(
            part.lease for part in self._parts
        )

    def _places(self) -> Quota:
        """Return how many more chats may be taken, and which agencies have used their share."""
        full, limit = quota(self._busy, each=CONCURRENCY, total=TOTAL)
        return Quota(full, max(limit - sum(part.places for part in self._parts), 0))

    def _shut(self) -> frozenset[str]:
        """Return the agencies to which nothing can be sent now. An agency with a new bot starts afresh."""
        shut = [agency for agency, breaker in self._breakers.items() if breaker.shut]
        for agency in shut:
            if self._apis.find(agency) is not self._gated[agency]:
                del self._breakers[agency]
        return frozenset(agency for agency in shut if agency in self._breakers)

    def _may_probe(self, agency: str, now: float) -> bool:
        if self._busy[agency]:
            return False  # including the probe, which notifies when it is back
        return not self._breakers[agency].seconds_to_probe(now)

    def _wait(self, taken: _Taken, *, found_all: bool, places: Quota) -> float | None:
        """Return the seconds until more can be taken; ``None`` if only a wakeup can change that."""
        now = taken.now
        waits = []
        free = self._places()
        if (taken.due is not None and free.limit and not places.limit) or places.full - free.full:
            waits.append(0.0)  # there was no room at the start of the round, and any room made since was notified
        elif taken.due is not None and places.limit:
            waits.append(0.0 if not found_all else taken.due - now if taken.due > now else _LEASED_PAUSE)
        passed = asyncio.get_running_loop().time()
        for agency, due in taken.held.items():
            if not self._busy[agency]:
                to_probe = max(self._breakers[agency].seconds_to_probe(passed), due - now)
                waits.append(to_probe if to_probe > 0 else _LEASED_PAUSE)
        return min(*waits, _LONGEST_WAIT) if waits else None

    async def _deliver(self, delivery: Delivery) -> None:
        """Send one chat's messages in order, up to the first that cannot be sent now."""
        delivery.smooth = False
        started = clock()
        try:
            while delivery.next < len(delivery.messages):
                if self._stop.is_set():
                    break
                message = delivery.messages[delivery.next]
                now = delivery.time
                work = hangs.outbox_work(message.id)
                with tracing.traced(delivery.agency, delivery.chat_id, message.cause):
                    decision = await tracked(work, self.messages.send, delivery, message, age=now - message.created_at)
                    goes_on = self.messages.note(delivery, message, decision, began=now, now=delivery.time)
                if not goes_on:
                    break
                delivery.next += 1
                if clock() - started > _DELIVERY_MAX:
                    break
            else:
                delivery.smooth = True
        except Exception as error:  # noqa: BLE001  last resort: a bug with one message must not loop
            _log.error("A message could not be handled", extra={"error": describe(error)})
            delivery.retry_at = delivery.time + RETRY_CAP
        finally:
            del self._under_way[delivery.held]
            self._busy[delivery.agency] -= 1
            self._finished[delivery.held] = delivery
            self._ring(soon=not delivery.smooth or self._more_waits)

    def _ring(self, *, soon: bool) -> None:
        """Have the results of finished chats recorded: soon, or by the next turn's transaction if that comes first."""
        if soon:
            self._wakeup.notify()
        elif not self._ringing:
            self._ringing = True
            asyncio.get_running_loop().call_later(_LINGER, self._rung)

    def _rung(self) -> None:
        self._ringing = False
        if self._finished and self._parts and not self._database.backend.replica:
            self._ring(soon=False)  # later turns record it as well
        elif self._finished:
            self._wakeup.notify()

    async def _finish(self) -> None:
        """Let calls in progress end after the last round, and record their results. The rest stays in the outbox."""
        if self._parts:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._none_is_part.wait(), GRACE)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        finished = list(self._finished.values())
        if finished:
            try:
                await self._database.run(lambda tx: self._settle(tx, finished))
            except Exception as error:  # noqa: BLE001  last resort: there is no further try
                _log.error(
                    "Results of sent messages could not be recorded; they may be sent again",
                    extra={"error": describe(error)},
                )
                return
            self._finished.clear()
