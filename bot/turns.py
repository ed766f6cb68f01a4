"""The turn loop: claim -> load -> step -> save state, replies and lead, in ONE transaction.

Turns of many chats share a transaction: the oldest waiting item of up to ``batch`` chats is taken, every chat's state is
loaded in one select, each takes a pure step, and everything is saved together. Nothing is kept in memory in between, so a
process may end at any instant: what was not committed is still waiting in the inbox.

An item that cannot be processed must not stop the others. If a batch fails it is replayed one chat at a time, each
attempt counted and committed *before* the step, so that an item which kills the process is counted too. After
``ATTEMPTS`` it is set aside and the person gets an apology. What waits at the start of a process is taken the careful way
too: it may be what ended the last one.

Several processes may do this on one database: a chat whose item is taken is locked until the transaction ends, and the
others pass over it. Between the transactions of the careful way it is not, so each of them takes the item anew.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from bot.agency import Agency
from bot.bell import Bell
from bot.campaigns import register
from bot.codec import BODY, LEAD, MESSAGE, PICTURE, STATE
from bot.fairness import Directory, Rota
from bot.handover import HandOver, Outgoing
from bot.happening import Happening
from bot.held import held
from bot.staff.cards import DELIVERED, card, worth_telling
from bot.staff.group import pressed
from bot.staff.serving import is_admin, serve
from bot.staff.wording import STAFF
from bot.statistics.counting import Tally
from bot.storage import chats, inbox, leads, message_ids, outbox
from bot.storage.database import Database, DatabaseProblem
from bot.storage.transaction import Queue, Transaction
from bot.tally import SIZES, Histogram
from conversations.commands import (
    Erase,
    Line,
    RemoveMessages,
    Say,
    SendLead,
    ShowHeld,
    TellStaff,
    Toast,
    Typing,
    WithdrawLead,
)
from conversations.conversation import step
from conversations.events import Event, LeadStanding, ReminderDue, Resumed, Started
from conversations.state import Collecting, Fresh, Sent, State
from conversations.turn import Turn
from conversations.wording import catalogue
from conversations.wording.message import Message
from conversations.wording.render import render, words

log = logging.getLogger(__name__)

ATTEMPTS = 5
"""How often an item is tried before it is set aside; more than the kills that one item can meet by bad luck."""

WAIT_MIN, WAIT_MAX = 0.5, 5.0
"""Seconds until the next try while nothing can be processed: the first wait, and the longest."""

GRACE = 5.0
"""Seconds that a transaction under way is given to end when the loop is stopped."""

REFERENCE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nothing in it is mistaken for anything else when read over the phone."""

_REFERENCE_BITS = 50
ReadUpdate = Callable[[str, bytes], Happening]
"""Reads a raw update of an agency, given by its id."""
ChatKey = tuple[str, int]


def new_reference() -> str:
    """Return an unused lead reference: 10 random characters (50 bits), unique in the table of leads by constraint."""
    return next(new_references(1))


def new_references(count: int) -> Iterator[str]:
    """Yield as many unused lead references, all drawn at once: each draw is a call of the system outside Python's lock."""
    drawn = secrets.randbits(_REFERENCE_BITS * count)
    for _ in range(count):
        yield "VB-" + "".join([REFERENCE_ALPHABET[drawn >> shift & 31] for shift in range(0, _REFERENCE_BITS, 5)])
        drawn >>= _REFERENCE_BITS


@dataclass(slots=True)
class _Effects:
    """What a batch of turns adds up to, to be saved with few statements."""

    references: Iterator[str]
    states: list[chats.SavedState] = field(default_factory=list)
    messages: list[outbox.NewMessage] = field(default_factory=list)
    shown: list[message_ids.Shown] = field(default_factory=list)
    finished: list[int] = field(default_factory=list)
    leads: int = 0
    erased: bool = False
    let_in: bool = False
    counted: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Done:
    """What a batch did: items finished, leads queued, whether anything was erased.

    ``queued``: something waits in the outbox that was not handed over to the sender. ``let_in``: somebody unblocked the
    bot, so that what was kept back for them can go. ``more``: other items may be waiting.
    """

    items: int
    leads: int = 0
    queued: bool = False
    erased: bool = False
    let_in: bool = False
    more: bool = True


class TurnLoop:
    """Takes what waits in the inbox through the conversation.

    ``agencies`` looks an agency up by its id (``None``: not set up here, its items wait), ``read_update`` reads the raw
    updates of its channel. ``inbox_bell`` is awaited; ``outbox_bell`` and ``leads_bell`` are rung when there is work
    for the sender and the lead worker. ``outgoing`` sends what the turns say, and takes part in their transactions for it;
    without one it waits in the outbox.
    ``batch_sizes`` (turns) and ``batch_seconds`` count for monitoring.
    """

    def __init__(
        self,
        database: Database,
        agencies: Callable[[str], Agency | None],
        read_update: ReadUpdate,
        *,
        inbox_bell: Bell,
        outbox_bell: Bell,
        leads_bell: Bell,
        outgoing: Outgoing | None = None,
        batch: int = 64,
    ) -> None:
        self.batch_sizes = Histogram(SIZES)
        self.batch_seconds = Histogram()
        self._database = database
        self._agencies = Directory(agencies)
        self._rota = Rota()
        self._read_update = read_update
        self._inbox_bell = inbox_bell
        self._outbox_bell = outbox_bell
        self._leads_bell = leads_bell
        self._outgoing = outgoing
        self._batch = batch
        self._took_all = True
        """Whether the batch that was taken last had something of every chat that waited."""
        self._careful = True
        self._spared: set[int] = set()
        """Items whose last attempt the database cut short."""
        self._began: float | None = None
        """When this process took its first look, by the database's clock."""

    async def run(self) -> None:
        """Process the inbox until cancelled. Database trouble is logged and waited out."""
        wait, trouble = WAIT_MIN, ""
        while True:
            try:
                done = await self._whole()
            except Exception as error:  # noqa: BLE001  the top of a loop: whatever it is, the rest must go on
                if type(error).__name__ != trouble:
                    trouble = type(error).__name__
                    log.error("turns failed, trying again", extra={"error": trouble, "at": _place(error)})
                await self._inbox_bell.wait(wait)
                wait = min(wait * 2, WAIT_MAX)
                continue
            if trouble:
                log.info("turns go on", extra={"after": trouble})
            wait, trouble = WAIT_MIN, ""
            if not done.more:
                await self._inbox_bell.wait()

    async def _whole(self) -> Done:
        """As :meth:`take_turns`; when cancelled, the transaction under way is waited for: its messages are to be sent."""
        turns = asyncio.ensure_future(self.take_turns())
        try:
            return await asyncio.shield(turns)
        except asyncio.CancelledError:
            _, late = await asyncio.wait([turns], timeout=GRACE)
            for each in late:
                each.cancel()
            await asyncio.gather(turns, return_exceptions=True)
            raise

    async def take_turns(self) -> Done:
        """Process the oldest waiting item of up to a batch of chats; return what was done."""
        begun = time.perf_counter()
        if self._careful:
            done = await self._one_by_one()
        else:
            try:
                done = await self._together()
            except DatabaseProblem:
                raise  # no item's fault
            except Exception as error:  # noqa: BLE001  one bad item must not stop the others: find it
                log.warning("a batch failed, replaying it one chat at a time", extra={"error": type(error).__name__})
                done = await self._one_by_one()
        if done.items:
            self.batch_sizes.observe(done.items)
            self.batch_seconds.observe(time.perf_counter() - begun)
        if done.queued or done.let_in:
            self._outbox_bell.ring()
        if done.leads:
            self._leads_bell.ring()
        if done.erased:
            await self._database.scrub()
        return done

    async def _together(self) -> Done:
        """Process one batch's items in one transaction, and hand what they say over to the sender."""
        part = None if self._outgoing is None else self._outgoing.hand_over()
        committed = False
        try:
            done = await self._database.run(partial(self._turn_all, part=part))
            committed = True
        finally:
            if part is not None:
                part.end(committed=committed)
        return done

    def _turn_all(self, tx: Transaction, part: HandOver | None) -> Done:
        if part is not None:
            part.begin(tx)
        return self._process(tx, self._take(tx), part)

    def _take(self, tx: Transaction) -> list[inbox.Item]:
        """The next batch. While more waits than fits, the agencies that were not served yet go first."""
        while True:
            absent = self._agencies.absent
            waiting = inbox.agencies(tx) - absent if self._rota.served or absent else frozenset()
            first = self._rota.first(waiting)
            items = inbox.take_of(tx, self._batch // 2, first) if first else []
            met = {item.agency for item in items}
            items += inbox.take(tx, self._batch - len(items), met | absent)
            met |= {item.agency for item in items}
            if all(self._agencies.find(agency) is not None for agency in met):
                break
        self._rota.took(met, backlog=len(items) >= self._batch, all_served=not first)
        self._took_all = not first and len(items) < self._batch
        return items

    async def _one_by_one(self) -> Done:
        """Process one batch's items each in a transaction of its own, attempts counted beforehand."""
        now, items = await self._database.run(lambda tx: (tx.now, self._take(tx)))
        began = self._began = now if self._began is None else self._began
        self._careful = any(item.received_at < began for item in items)
        done = [await self._carefully(item) for item in items]
        return Done(
            items=len(items),
            leads=sum(each.leads for each in done),
            queued=any(each.queued for each in done),
            erased=any(each.erased for each in done),
            let_in=any(each.let_in for each in done),
            more=bool(items),
        )

    async def _carefully(self, item: inbox.Item) -> Done:
        again = item.id in self._spared
        self._spared.discard(item.id)
        begun = await self._database.run(partial(self._begin, item_id=item.id, again=again))
        if isinstance(begun, Done):
            return begun
        try:
            return await self._database.run(partial(self._process_one, item_id=item.id))
        except DatabaseProblem:
            self._spared.add(item.id)  # no item's fault
            raise
        except Exception as error:  # noqa: BLE001  counted above; set aside when it keeps failing
            # Only the kind and the place: a message or a traceback may quote what the person wrote.
            log.error("an item failed", extra={"item": item.id, "error": type(error).__name__, "at": _place(error)})
            if begun + 1 < ATTEMPTS:
                return Done(items=1)
            reason = f"{type(error).__name__} at {_place(error)}"
            return await self._database.run(partial(self._give_up, item_id=item.id, reason=reason))

    def _begin(self, tx: Transaction, item_id: int, again: bool) -> int | Done:
        """Count an attempt at an item; returns how many there were before, or what was done instead.

        ``again``: the last one was counted, and cut short by the database; it is made now.
        """
        item = inbox.take_one(tx, item_id)
        if item is None:
            return Done(items=0)  # another process has seen to it, or does so now
        before = item.attempts - again
        if before >= ATTEMPTS:
            return self._set_aside(tx, item, "failed too often")
        if not again:
            inbox.count_attempt(tx, item_id)
        return before

    def _process_one(self, tx: Transaction, item_id: int) -> Done:
        item = inbox.take_one(tx, item_id)
        return self._process(tx, [item] if item is not None else [])

    def _give_up(self, tx: Transaction, item_id: int, reason: str) -> Done:
        item = inbox.take_one(tx, item_id)
        return Done(items=0) if item is None else self._set_aside(tx, item, reason)

    def _set_aside(self, tx: Transaction, item: inbox.Item, reason: str) -> Done:
        """Put a poison item out of the way and apologise, so that the chat goes on."""
        log.error("an item is set aside", extra={"item": item.id, "reason": reason})
        inbox.set_aside(tx, item.id, reason)
        agency = self._agencies.find(item.agency)
        if item.chat_id <= 0 or agency is None:
            return Done(items=1)
        form = agency.form
        apology = render(Say((Line("apology"),)), form, catalogue(_language_of(tx, item)))
        outbox.add(tx, [_message(item.agency, item.chat_id, MESSAGE.dump_json(apology).decode())])
        return Done(items=1, queued=True)

    def _process(self, tx: Transaction, items: Sequence[inbox.Item], part: HandOver | None = None) -> Done:
        """Take the turns of ``items``, at most one a chat, inside one transaction; ``part`` is the sender's in it."""
        if not items:
            return Done(items=0, more=False)
        keys = [(item.agency, item.chat_id) for item in items]
        stored = chats.load(tx, keys)
        standings = leads.standings(tx, keys)
        effects = _Effects(references=new_references(len(items)))
        for item in items:
            key = (item.agency, item.chat_id)
            agency = self._agencies.find(item.agency)
            if agency is not None:  # else it was taken out just now
                self._turn(tx, item, agency, stored.get(key), standings.get(key, ()), effects)
        chats.save(tx, effects.states)
        more = inbox.finish(tx, effects.finished) or len(effects.finished) < len(items) or not self._took_all
        if part is None:
            outbox.add(tx, effects.messages)
        else:
            part.write(tx, effects.messages)
        message_ids.add(tx, effects.shown)
        effects.counted.add(tx)
        return Done(len(items), effects.leads, Queue.OUTBOX in tx.fed, effects.erased, effects.let_in, more)

    def _turn(
        self,
        tx: Transaction,
        item: inbox.Item,
        agency: Agency,
        stored: str | None,
        standings: tuple[LeadStanding, ...],
        effects: _Effects,
    ) -> None:
        where = (item.agency, item.chat_id)
        happening = self._read(item)
        effects.finished.append(item.id)
        if happening.reachable is not None:
            chats.set_reachable(tx, item.agency, item.chat_id, reachable=happening.reachable)
            effects.let_in = effects.let_in or happening.reachable
        body = happening.body
        if body is None:
            if happening.pressed:
                answer = pressed(tx, agency, item.chat_id, happening)
                toast = _toast(happening.tap, answer.toast)
                effects.messages.append(outbox.NewMessage(item.agency, item.chat_id, "toast", toast))
                effects.leads += answer.retried
            return
        if is_admin(agency, happening, item.chat_id) and self._served(tx, item, agency, happening, effects):
            return
        if isinstance(body, Started) and happening.campaign_code:
            body = Started(register.look_up(tx, agency.id, happening.campaign_code))
        if happening.private and not happening.tap and happening.message:
            effects.shown.append(message_ids.Shown(item.agency, item.chat_id, (int(happening.message),)))
        state = STATE.validate_json(stored) if stored is not None and happening.private else State()
        if agency.default_campaign and not isinstance(state.phase, Collecting | Sent):
            agency = _with_default_campaign(tx, agency)
        event = Event(
            at=datetime.fromtimestamp(item.received_at, UTC),
            body=body,
            fresh_reference=next(effects.references),
            language=happening.language,
            message=happening.message,
            leads=standings,
        )
        agency = agency.for_chat(item.chat_id)
        turn = step(agency.form, state, event)
        if any(isinstance(command, WithdrawLead | Erase) for command in turn.commands):
            # Whether a lead may have reached the agency is being told: nobody may begin to post it from here on.
            held = leads.standings(tx, [where], hold=True).get(where, ())
            turn = step(agency.form, state, replace(event, leads=held))
        effects.counted.form(agency, state, turn, item.received_at)
        self._save(tx, item, agency, turn, happening, effects)

    def _served(
        self, tx: Transaction, item: inbox.Item, agency: Agency, happening: Happening, effects: _Effects
    ) -> bool:
        """Answer an admin; return whether the homeowner's conversation is not to hear of it."""
        served = serve(tx, agency, item.chat_id, happening, item.received_at)
        if served is None:
            return False
        where = (item.agency, item.chat_id)
        if happening.tap and not served.passed:
            effects.messages.append(outbox.NewMessage(*where, "toast", _toast(happening.tap, served.toast)))
        effects.messages.extend(outbox.NewMessage(*where, *message) for message in served.messages)
        return not served.passed

    def _read(self, item: inbox.Item) -> Happening:
        if item.source == "event":
            return Happening(body=BODY.validate_json(item.body))
        return self._read_update(item.agency, item.body)

    def _save(
        self,
        tx: Transaction,
        item: inbox.Item,
        agency: Agency,
        turn: Turn,
        happening: Happening,
        effects: _Effects,
    ) -> None:
        where = (item.agency, item.chat_id)
        words_of = catalogue(turn.state.language or happening.language)
        toast = ""
        messages: list[outbox.NewMessage] = []
        for command in turn.commands:
            match command:
                case Say():
                    messages += _spoken(where, render(command, agency.form, words_of))
                case Toast(line):
                    toast = words(line, agency.form, words_of)
                case Typing():
                    messages.append(outbox.NewMessage(*where, "typing", ""))
                case SendLead(lead):
                    leads.put(tx, leads.NewLead(*where, lead.reference, LEAD.dump_json(lead).decode()))
                    effects.leads += 1
                case WithdrawLead(reference):
                    leads.withdraw(tx, item.agency, reference)
                case TellStaff(line):
                    tell_staff(tx, agency, line)
                case Erase():
                    chats.erase(tx, *where)
                    effects.erased = True
                case ShowHeld():
                    shown = held(tx, agency, item.chat_id, words_of, partial(self._read_update, item.agency))
                    messages += [message for each in shown for message in _spoken(where, each)]
                case RemoveMessages():
                    messages += _removal(tx, where, effects)
        if happening.tap:
            effects.messages.append(outbox.NewMessage(*where, "toast", _toast(happening.tap, toast)))
        effects.messages.extend(messages)
        if not isinstance(turn.state.phase, Fresh):  # nothing is kept of a conversation that has not begun
            quiet = isinstance(happening.body, ReminderDue | Resumed)
            effects.states.append(chats.SavedState(*where, STATE.dump_json(turn.state).decode(), quiet))


def _language_of(tx: Transaction, item: inbox.Item) -> str:
    """Return the language of an item's conversation; empty if there is none, or none that can be read."""
    stored = chats.load(tx, [(item.agency, item.chat_id)]).get((item.agency, item.chat_id))
    try:
        return "" if stored is None else STATE.validate_json(stored).language
    except ValueError:
        return ""


def _spoken(where: ChatKey, message: Message) -> list[outbox.NewMessage]:
    """What shows a message: its picture, if it has one, and its words."""
    messages = []
    if message.picture is not None:
        messages.append(outbox.NewMessage(*where, "picture", PICTURE.dump_json(message.picture).decode()))
    if message.text:
        messages.append(_message(*where, MESSAGE.dump_json(message).decode()))
    return messages


def _removal(tx: Transaction, where: ChatKey, effects: _Effects) -> list[outbox.NewMessage]:
    """What has the messages of a chat removed, the one that asks for it among them."""
    ids = set(message_ids.take(tx, *where))
    for each in [each for each in effects.shown if (each.agency, each.chat_id) == where]:
        effects.shown.remove(each)
        ids.update(each.ids)
    return [outbox.NewMessage(*where, "remove", json.dumps(sorted(ids)))] if ids else []


def tell_staff(tx: Transaction, agency: Agency, line: Line) -> None:
    """Queue a word to the agency's staff; without a staff chat the log is told, by key and reference only."""
    if agency.staff_chat_id is None:
        if line.key != DELIVERED:  # no fault
            log.warning("for the staff", extra={"notice": line.key, "reference": str(line.params.get("reference", ""))})
        return
    more = worth_telling(tx, agency, line)
    if more is not None:
        said = card(agency, line)
        say_to_staff(tx, agency, replace(said, lines=(*said.lines, *more)))


def say_to_staff(tx: Transaction, agency: Agency, say: Say) -> None:
    """Queue a message to the agency's staff, if they have a chat."""
    if agency.staff_chat_id is not None:
        message = render(say, agency.form, STAFF)
        outbox.add(tx, [_message(agency.id, agency.staff_chat_id, MESSAGE.dump_json(message).decode())])


def _with_default_campaign(tx: Transaction, agency: Agency) -> Agency:
    """The agency, with what counts for people who come without a link."""
    found = register.find(tx, agency.id, agency.default_campaign)
    if found is None:
        return agency
    return replace(agency, form=replace(agency.form, unlinked=found.campaign))


def _toast(tap: str, text: str) -> str:
    return json.dumps({"tap": tap, "text": text})


def _message(agency: str, chat_id: int, body: str) -> outbox.NewMessage:
    return outbox.NewMessage(agency, chat_id, "message", body)


def _place(error: BaseException) -> str:
    """Return where an error was raised, as "file:line", without anything that it says."""
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    name = trace.tb_frame.f_code.co_filename.rsplit("/", 1)[-1]
    return f"{name}:{trace.tb_lineno}"
