"""Turn loop: claim -> load -> step -> save state, replies and lead, in one transaction (:mod:`bot.turns.batch`).

Turns of many chats share a transaction: the oldest waiting items of up to :data:`BATCH` chats are taken, their states loaded
in one select, each takes a pure step, and everything is saved together. No state is kept in memory in between, so the
process may end at any instant: uncommitted items still wait in the inbox.

An item that cannot be processed must not stop the others. A failed batch is repeated one chat at a time, with each
attempt counted and committed *before* the step, so that an item that kills the process is counted too. After ``ATTEMPTS``
it is set aside and the person gets an apology. Items waiting when a process starts are also taken one at a time, since
one of them may have ended the previous process. Items at which a process hung are recorded (:mod:`bot.watchdog.process`):
every process takes them one at a time, and sets them aside when they hang again.

Several processes may share a database: a chat whose item is taken is locked until the transaction ends, and others skip
it. Between the transactions of a single item it is not locked, so each of them takes the item again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct

from bot.core.agency import Agency
from bot.core.agency_shares import AgencyLookup, RoundRobin
from bot.core.histogram import SIZES, Histogram
from bot.core.serialization import MESSAGE
from bot.core.wakeup import Wakeup
from bot.logging.redaction import place_of
from bot.storage.chats import chat_states
from bot.storage.database import Database, DatabaseProblem
from bot.storage.queues import inbox, outbox
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep import hangs
from bot.turns.batch import LOST, Batch, OutboxTransaction, cause, language_of, traced
from bot.turns.chat_channel import ReadUpdate
from conversations.commands import Line, Say
from conversations.languages import catalogue
from conversations.languages.render import render

log = logging.getLogger(__name__)

BATCH = 64
"""Chats whose turns share a transaction."""

ATTEMPTS = 5
"""Tries before an item is set aside; more than the kills that one item can meet by bad luck."""

WAIT_MIN, WAIT_MAX = 0.5, 5.0
"""First and longest wait, in seconds, until the next try while nothing can be processed."""

GRACE = 5.0
"""Seconds for a transaction in progress to end when the loop is stopped."""


class BatchResult(Struct, frozen=True):
    """Result of a batch: items finished, whether anything was erased, and whether other items may be waiting.

    ``fed``: queues with new work; the outbox is one if it has messages that were not handed to the sender.
    """

    items: int
    fed: frozenset[Queue] = frozenset()
    erased: bool = False
    more: bool = True


class TurnLoop:
    """Loop that takes waiting inbox items through the conversation.

    ``agencies`` looks an agency up by its id (``None``: not set up here, its items wait), ``read_update`` parses raw
    updates of its channel. ``inbox_wakeup`` is awaited; ``outbox_wakeup`` and ``leads_wakeup`` are notified of work for
    the sender and the lead worker. ``join_outbox`` lets the sender join a transaction, to send the turns' messages;
    without it they wait in the outbox. ``batch_sizes`` (turns) and ``batch_seconds`` are measured for monitoring.
    """

    def __init__(
        self,
        database: Database,
        agencies: Callable[[str], Agency | None],
        read_update: ReadUpdate,
        *,
        inbox_wakeup: Wakeup,
        outbox_wakeup: Wakeup,
        leads_wakeup: Wakeup,
        join_outbox: Callable[[], OutboxTransaction] | None = None,
    ) -> None:
        self.batch_sizes = Histogram(SIZES)
        self.batch_seconds = Histogram()
        self._database = database
        self._agencies = AgencyLookup(agencies)
        self._round_robin = RoundRobin()
        self._read_update = read_update
        self._inbox_wakeup = inbox_wakeup
        self._outbox_wakeup = outbox_wakeup
        self._leads_wakeup = leads_wakeup
        self._join_outbox = join_outbox
        self._took_all = True
        """True if the last batch had an item of every waiting chat."""
        self._careful = True
        self._spared: set[int] = set()
        """Items whose last attempt was aborted by a database problem."""
        self._began: float | None = None
        """Time of this process's first batch, by the database's clock."""

    async def run(self) -> None:
        """Process the inbox until cancelled. Database problems are logged, and processing resumes afterwards."""
        wait, trouble = WAIT_MIN, ""
        while True:
            try:
                done = await self._whole()
            except Exception as error:  # noqa: BLE001  last resort: the loop must continue
                if type(error).__name__ != trouble:
                    trouble = type(error).__name__
                    log.error("turns failed, trying again", extra={"error": trouble, "at": place_of(error)})
                await self._inbox_wakeup.wait(wait)
                wait = min(wait * 2, WAIT_MAX)
                continue
            if trouble:
                log.info("turns have resumed", extra={"after": trouble})
            wait, trouble = WAIT_MIN, ""
            if not done.more:
                await self._inbox_wakeup.wait()

    async def _whole(self) -> BatchResult:
        """Run :meth:`take_turns`; when cancelled, wait for the transaction in progress, whose messages are to be sent."""
        turns = asyncio.ensure_future(self.take_turns())
        try:
            return await asyncio.shield(turns)
        except asyncio.CancelledError:
            _, late = await asyncio.wait([turns], timeout=GRACE)
            for each in late:
                each.cancel()
            await asyncio.gather(turns, return_exceptions=True)
            raise

    async def take_turns(self) -> BatchResult:
        """Process the oldest waiting item of up to a batch of chats; return the result."""
        begun = time.perf_counter()
        if self._careful:
            done = await self._one_by_one()
        else:
            try:
                done = await self._together() or await self._one_by_one()
            except DatabaseProblem:
                raise  # no item's fault
            except Exception as error:  # noqa: BLE001  one bad item must not stop the others: isolate it
                log.warning("a batch failed, replaying it one chat at a time", extra={"error": type(error).__name__})
                done = await self._one_by_one()
        if done.items:
            self.batch_sizes.observe(done.items)
            self.batch_seconds.observe(time.perf_counter() - begun)
        if Queue.OUTBOX in done.fed:
            self._outbox_wakeup.notify()
        if Queue.LEADS in done.fed:
            self._leads_wakeup.notify()
        if done.erased:
            await self._database.scrub()
        return done

    async def _together(self) -> BatchResult | None:
        """Process a batch's items in one transaction, and hand their messages to the sender.

        ``None``: nothing was done, since an earlier turn of one of them did not finish.
        """
        part = None if self._join_outbox is None else self._join_outbox()
        committed = False
        try:
            done = await self._database.run(partial(self._turn_all, part=part))
            committed = True
        finally:
            if part is not None:
                part.end(committed=committed)
        return done

    def _turn_all(self, tx: Transaction, part: OutboxTransaction | None) -> BatchResult | None:
        if part is not None:
            part.begin(tx)
        items = self._take(tx)
        if any(item.attempts or item.hangs for item in items):
            return None
        return self._process(tx, items, part)

    def _take(self, tx: Transaction) -> list[inbox.Item]:
        """Take the next batch. While more waits than fits, agencies not yet served go first."""
        while True:
            absent = self._agencies.absent
            waiting = inbox.agencies(tx) - absent if self._round_robin.served or absent else frozenset()
            first = self._round_robin.first(waiting)
            items = inbox.take_of(tx, BATCH // 2, first) if first else []
            met = {item.agency for item in items}
            items += inbox.take(tx, BATCH - len(items), met | absent)
            met |= {item.agency for item in items}
            if all(self._agencies.find(agency) is not None for agency in met):
                break
        self._round_robin.took(met, backlog=len(items) >= BATCH, all_served=not first)
        self._took_all = not first and len(items) < BATCH
        return items

    async def _one_by_one(self) -> BatchResult:
        """Process a batch's items each in a transaction of its own, with attempts counted beforehand."""
        now, items = await self._database.run(lambda tx: (tx.now, self._take(tx)))
        began = self._began = now if self._began is None else self._began
        self._careful = any(item.received_at < began for item in items)
        done = [await self._carefully(item) for item in items]
        fed = frozenset[Queue]().union(*(each.fed for each in done))
        return BatchResult(len(items), fed, any(each.erased for each in done), bool(items))

    async def _carefully(self, item: inbox.Item) -> BatchResult:
        again = item.id in self._spared
        self._spared.discard(item.id)
        begun = await self._database.run(partial(self._begin, item_id=item.id, again=again))
        if isinstance(begun, BatchResult):
            return begun
        try:
            return await self._database.run(partial(self._process_one, item_id=item.id))
        except DatabaseProblem:
            self._spared.add(item.id)  # no item's fault
            raise
        except Exception as error:  # noqa: BLE001  counted above; set aside if it keeps failing
            # Only class and place: a message or a traceback may quote the person.
            with traced(item):
                log.error(
                    "an item failed", extra={"item": item.id, "error": type(error).__name__, "at": place_of(error)}
                )
            if begun + 1 < ATTEMPTS:
                return BatchResult(items=1)
            reason = f"{type(error).__name__} at {place_of(error)}"
            return await self._database.run(partial(self._give_up, item_id=item.id, reason=reason))

    def _begin(self, tx: Transaction, item_id: int, again: bool) -> int | BatchResult:
        """Count an attempt at an item; return the number of earlier ones, or the result if there is nothing to do.

        ``again``: the last attempt was counted but aborted by a database problem; it is made now.
        """
        item = inbox.take_one(tx, item_id)
        if item is None:
            return BatchResult(items=0)  # another process has processed it, or is doing so
        if (item.hangs or 0) >= hangs.LIMIT:
            return self._set_aside(tx, item, "the bot hung at it again and again")
        before = item.attempts - again
        if before >= ATTEMPTS:
            return self._set_aside(tx, item, "failed too often")
        if not again:
            inbox.count_attempt(tx, item_id)
        return before

    def _process_one(self, tx: Transaction, item_id: int) -> BatchResult:
        item = inbox.take_one(tx, item_id)
        return self._process(tx, [item] if item is not None else [])

    def _give_up(self, tx: Transaction, item_id: int, reason: str) -> BatchResult:
        item = inbox.take_one(tx, item_id)
        return BatchResult(items=0) if item is None else self._set_aside(tx, item, reason)

    def _set_aside(self, tx: Transaction, item: inbox.Item, reason: str) -> BatchResult:
        """Set a poison item aside and apologise, so that the chat goes on."""
        with traced(item):
            log.error("an item is set aside", extra={"item": item.id, "reason": reason})
        inbox.set_aside(tx, item.id, reason)
        if item.hangs:
            hangs.forget(tx, hangs.inbox_work(item.id))
        agency = self._agencies.find(item.agency)
        if item.chat_id <= 0 or agency is None:
            return BatchResult(items=1)
        form = agency.form
        sorry = Line("apology.lost" if reason == LOST else "apology")
        chat = (item.agency, item.chat_id)
        language = language_of(chat_states.load(tx, [chat]).get(chat))
        apology = render(Say((sorry,)), form, catalogue(language))
        body = MESSAGE.encode(apology)
        outbox.add(tx, [outbox.NewMessage(item.agency, item.chat_id, "message", body, cause=cause(item))])
        return BatchResult(1, frozenset({Queue.OUTBOX}))

    def _process(
        self, tx: Transaction, items: Sequence[inbox.Item], part: OutboxTransaction | None = None
    ) -> BatchResult:
        """Take the turns of ``items``, at most one per chat, in one transaction; ``part`` is the sender's part in it."""
        if not items:
            return BatchResult(items=0, more=False)
        batch = Batch(tx, items, self._agencies.find, self._read_update)
        batch.take(part)
        for item, reason in batch.unreadable:
            self._set_aside(tx, item, reason)
        more = batch.more or not self._took_all
        return BatchResult(len(items), frozenset(tx.fed), batch.erased, more)
