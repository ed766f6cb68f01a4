"""Batch of turns inside one transaction: each chat's item goes through the conversation, and everything is saved.

The turn loop decides which items are taken, and commits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from msgspec import MsgspecError, Struct, structs
from msgspec.json import Decoder

from bot.campaigns import register
from bot.core.activity import working_on
from bot.core.agency import Agency
from bot.core.incoming_update import (
    ConversationUpdate,
    GroupMoved,
    GroupTap,
    Ignored,
    IncomingUpdate,
    ReachabilityChanged,
    TopicMessage,
    Unreadable,
)
from bot.core.phrases import counted
from bot.core.references import new_references
from bot.core.serialization import MESSAGE, QUEUED, STATE
from bot.logging import tracing
from bot.staff import chat_ids, relay_topics
from bot.staff.admin_command import CommandReply
from bot.staff.group_buttons import pressed, pressed_by_admin
from bot.staff.handler import is_admin, serve
from bot.staff.lead_cards import LEAD as OF_A_LEAD
from bot.staff.lead_cards import LEAD_LIMIT
from bot.staff.notifications import can_be_told, follow, refused, tell_staff
from bot.staff.visit_buttons import VISIT
from bot.staff.wording import STAFF
from bot.statistics.counters import FunnelCounter
from bot.storage.chats import chat_states
from bot.storage.leads import lead_counts, lead_queue
from bot.storage.queues import inbox, message_ids, outbox, outbox_results
from bot.storage.staff import admin_menus
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep.hangs import inbox_work
from bot.turns.chat_channel import ChatChannel, ReadUpdate
from bot.turns.decision_log import log_decision
from bot.turns.same_lead import same_lead
from bot.turns.ticks import ticked
from conversations.commands import Erase, Line, Say, SendLead, WithdrawLead
from conversations.effects import carry_out
from conversations.events import (
    Blocked,
    Event,
    LeadStanding,
    RelayNews,
    ReminderDue,
    Resumed,
    Started,
    Tapped,
    VisitNews,
)
from conversations.flow.step import stands_alone, step
from conversations.flow.turn import Turn
from conversations.languages import catalogue
from conversations.languages.message import Message
from conversations.languages.render import render, words
from conversations.lead import Lead
from conversations.state import Collecting, Fresh, Sent, State


class _Numbered(Struct):
    """The part of an update that tracing reads."""

    update_id: int


class _Named(Struct):
    """The part of an event that tracing reads: its kind, and the reference of its lead, if any."""

    kind: str
    reference: str = ""


_NUMBERED, _NAMED = Decoder(_Numbered), Decoder(_Named)

ChatKey = tuple[str, int]
_NOT_THE_PERSON = Blocked | ReminderDue | Resumed | VisitNews | RelayNews
"""Events that do not restart the retention period, because the person did nothing."""
TICKED_UP_TO = 16
"""Chats in a batch up to which pressed buttons are ticked: under load Telegram's limits are for replies."""
LOST = "the conversation's state cannot be read"
"""Reason for setting aside an item of an unreadable conversation; its person can start again, or have it deleted."""


def cause(item: inbox.Item) -> tracing.Cause | None:
    """Return the cause of an item's turn: its update or its event. ``None`` without tracing, or if it is unreadable."""
    if not tracing.enabled():
        return None
    try:
        if item.source == "telegram":
            return tracing.by_update(_NUMBERED.decode(item.body).update_id)
        event = _NAMED.decode(item.body)
    except MsgspecError:
        return None
    return tracing.by_event(event.kind, event.reference)


def traced(item: inbox.Item) -> AbstractContextManager[None]:
    """Name an item's chat and cause in all lines of the block, if chats are traced."""
    return tracing.traced(item.agency, item.chat_id, cause(item))


class OutboxTransaction(Protocol):
    """The sender's part in a turn's transaction, joined on the event loop; :meth:`end` has to follow."""

    def begin(self, tx: Transaction) -> None:
        """Record the results of earlier messages, so that the turns see them.

        Called, like :meth:`write`, in a database thread; called again if the transaction is repeated.
        """

    def write(self, tx: Transaction, messages: Sequence[outbox.NewMessage]) -> Collection[tuple[str, int]]:
        """Add the messages of the turns to the outbox; return the chats that had messages waiting, or block the bot."""

    def end(self, *, committed: bool) -> None:
        """Handle the end of the transaction; ``committed`` is also false if the outcome is unknown. Called on the event loop."""


class Batch:
    """Batch of turns, at most one per chat. ``agencies`` looks an agency up; items of unknown agencies wait.

    Results are saved with few statements. ``erased``: something was erased; ``more``: other items may be waiting.
    ``unreadable`` items are left out, each with its reason, since a retry would not help and must not repeat the others'
    turns.
    """

    def __init__(
        self, tx: Transaction, items: Sequence[inbox.Item], agencies: Callable[[str], Agency | None], read: ReadUpdate
    ) -> None:
        self.erased = False
        self.more = False
        self.unreadable: list[tuple[inbox.Item, str]] = []
        self._tx = tx
        self._items = items
        self._agencies = agencies
        self._read_update = read
        self._references = new_references(len(items))
        self._states: list[chat_states.SavedState] = []
        self._messages: list[outbox.NewMessage] = []
        self._shown: list[message_ids.Shown] = []
        self._finished: list[int] = []
        self._heard: set[ChatKey] = set()
        """Private chats whose people wrote or tapped, and can therefore be reached."""
        self._counted = FunnelCounter()

    def take(self, part: OutboxTransaction | None = None) -> None:
        """Take the turns and save their results; ``part`` is the sender's part in the transaction, if any."""
        tx = self._tx
        keys = [(item.agency, item.chat_id) for item in self._items]
        stored = chat_states.load(tx, keys)
        standings = lead_queue.standings(tx, keys)
        for item, key in zip(self._items, keys, strict=True):
            agency = self._agencies(item.agency)
            if agency is not None:  # otherwise it was just removed
                with working_on(inbox_work(item.id)), traced(item):
                    self._turn(item, agency, stored.get(key), standings.get(key, ()))
        chat_states.save(tx, self._states)
        more = inbox.finish(tx, self._finished) or len(self._finished) < len(self._items)
        self.more = more or Queue.INBOX in tx.fed  # staff answered somebody
        known = outbox.add(tx, self._messages) if part is None else part.write(tx, self._messages)
        outbox_results.mark_reachable(tx, self._heard.intersection(known))
        message_ids.add(tx, self._shown)
        self._counted.add(tx)

    def _turn(self, item: inbox.Item, agency: Agency, stored: str | None, standings: tuple[LeadStanding, ...]) -> None:
        first = len(self._messages)
        self._take_turn(item, agency, stored, standings)
        if tracing.enabled():
            said, why = self._messages[first:], cause(item)
            tracing.step("a turn was taken", item=item.id, source=item.source, messages=len(said))
            self._messages[first:] = [structs.replace(each, cause=why) for each in said]

    def _take_turn(
        self, item: inbox.Item, agency: Agency, stored: str | None, standings: tuple[LeadStanding, ...]
    ) -> None:
        tx = self._tx
        where = (item.agency, item.chat_id)
        try:
            incoming = self._read(item)
        except Unreadable as problem:
            self.unreadable.append((item, f"{type(problem).__name__}: {problem}"))
            return
        self._finished.append(item.id)
        match incoming:
            case ConversationUpdate():
                self._converse(item, agency, stored, standings, incoming)
            case GroupTap():
                self._reply(where, agency, incoming, pressed(tx, agency, item.chat_id, incoming))
            case TopicMessage(otherwise=otherwise):
                if not relay_topics.heard(tx, agency, item, incoming) and otherwise is not None:
                    self._converse(item, agency, stored, standings, otherwise)
            case ReachabilityChanged(reachable, added):
                outbox_results.set_reachable(tx, *where, reachable=reachable)
                if not reachable:
                    refused(tx, agency, item.chat_id, "the bot was taken out of it")
                if not reachable and stored is not None:
                    self._converse(item, agency, stored, standings, ConversationUpdate(Blocked()))
                if added is not None:
                    self._converse(item, agency, stored, standings, added)
            case GroupMoved(old, new):
                follow(tx, agency, old, new)
            case Ignored():
                pass

    def _converse(
        self,
        item: inbox.Item,
        agency: Agency,
        stored: str | None,
        standings: tuple[LeadStanding, ...],
        incoming: ConversationUpdate,
    ) -> None:
        """Take a turn of the conversation, or of the staff side."""
        tx, body = self._tx, incoming.body
        where = (item.agency, item.chat_id)
        if incoming.private and item.source != "event":  # people who write or tap can be reached
            self._heard.add(where)
        if is_admin(agency, incoming, item.chat_id) and self._served(item, agency, incoming):
            return
        if isinstance(body, Started) and incoming.campaign_code:
            body = register.started(register.look_up(tx, agency.id, incoming.campaign_code))
        if incoming.private and not incoming.tap and incoming.message:
            self._shown.append(message_ids.Shown(item.agency, item.chat_id, (int(incoming.message),)))
        said = self._told_numbers(item, agency, stored, incoming)
        if said is not None:
            self._messages.extend(outbox.NewMessage(*where, "message", MESSAGE.encode(each)) for each in said)
            return
        try:
            state = STATE.decode(stored) if stored is not None and incoming.private else State()
        except ValueError:  # from another version of the bot, or changed by somebody
            if not stands_alone(body):
                self._finished.remove(item.id)
                self.unreadable.append((item, LOST))
                return
            state = State()
        if item.source != "event":
            state = structs.replace(state, topic=incoming.topic)
        if agency.default_campaign and not isinstance(state.phase, Collecting | Sent):
            agency = _with_default_campaign(tx, agency)
        event = Event(
            at=datetime.fromtimestamp(item.received_at, UTC),
            body=body,
            fresh_reference=next(self._references),
            language=incoming.language,
            message=incoming.message,
            album=incoming.album,
            account=incoming.account,
            leads=standings,
            staff_told=bool(standings) and can_be_told(tx, agency),
        )
        agency = agency.for_chat(item.chat_id)
        log_decision(agency, state, body)
        turn = step(agency.form, state, event)
        if any(isinstance(command, WithdrawLead | Erase) for command in turn.commands):
            # The person is being told whether the lead may have reached the agency: no post may begin from here on.
            held = lead_queue.standings(tx, [where], hold=True).get(where, ())
            counted = lead_counts.within_a_day(tx, agency.id, lead_counts.name(item.chat_id, agency.chat_key)) > 0
            turn = step(agency.form, state, structs.replace(event, leads=held, counted=counted))
        new = _new_lead(turn, event)
        if new is not None:
            earlier = same_lead(tx, agency.id, item.chat_id, new) if standings else None
            if earlier is not None:
                turn = step(agency.form, state, structs.replace(event, same_lead=earlier))
            elif not self._count_lead(agency, item.chat_id):
                turn = step(agency.form, state, structs.replace(event, limit_reached=True))
        self._counted.form(agency, state, turn, item.received_at, by_staff=item.chat_id in agency.admin_ids)
        self._save(item, agency, state, turn, incoming)

    def _told_numbers(
        self, item: inbox.Item, agency: Agency, stored: str | None, incoming: ConversationUpdate
    ) -> list[Message] | None:
        """Return the answer to a request for the chat's number, or to a message in a group; ``None`` if neither."""
        words = STAFF
        says: tuple[Say, ...] | None = None
        if not incoming.private:
            says = chat_ids.in_group(self._tx, agency, item.chat_id, incoming)
        elif chat_ids.asks_own(incoming):
            words = catalogue(language_of(stored) or incoming.language)
            says = (Say((Line("own_number", {"number": str(item.chat_id)}),)),)
        if says is None:
            return None
        return [structs.replace(render(say, agency.form, words), topic=incoming.topic) for say in says]

    def _count_lead(self, agency: Agency, chat_id: int) -> bool:
        """Count a chat's new lead; ``False`` if it exceeds today's limit, of which the staff are told once a day per chat."""
        tx, chat = self._tx, lead_counts.name(chat_id, agency.chat_key)
        most = agency.leads_per_chat
        given = lead_counts.add(tx, agency.id, chat, most)
        if given == most:  # one above the limit is also counted, to record that the staff were told
            tell_staff(tx, agency, Line(LEAD_LIMIT, {"leads": counted(most, "lead")}))
        return given < most

    def _served(self, item: inbox.Item, agency: Agency, incoming: ConversationUpdate) -> bool:
        """Answer an admin; return whether the homeowner's conversation is not to receive the message."""
        admin_menus.begin(self._tx, agency.id, item.chat_id)
        where = (item.agency, item.chat_id)
        if isinstance(incoming.body, Tapped) and incoming.body.data.startswith((OF_A_LEAD, VISIT)):
            reply: CommandReply | None = pressed_by_admin(self._tx, agency, incoming.body.data, incoming.tap)
        else:
            reply = serve(self._tx, agency, item.chat_id, incoming, item.received_at)
        if reply is None:
            return False
        self._reply(where, agency, incoming, reply)
        return not reply.passed

    def _read(self, item: inbox.Item) -> IncomingUpdate:
        if item.source == "event":
            return ConversationUpdate(QUEUED.decode(item.body))
        return self._read_update(item.agency, item.body)

    def _save(self, item: inbox.Item, agency: Agency, before: State, turn: Turn, incoming: ConversationUpdate) -> None:
        where = (item.agency, item.chat_id)
        channel = ChatChannel(self._tx, item, agency, self._read_update, self._shown, before.topic)
        carry_out(turn, agency.form, incoming.language, channel)
        self.erased = self.erased or channel.erased
        if incoming.tap:
            self._acknowledge(where, incoming.tap, channel.word)
        self._messages.extend(channel.messages)
        if len(self._items) <= TICKED_UP_TO and (body := ticked(incoming, before, turn)):
            self._messages.append(outbox.NewMessage(*where, "keyboard", body))
        if not isinstance(turn.state.phase, Fresh):  # a conversation that has not started is not stored
            quiet = isinstance(incoming.body, _NOT_THE_PERSON)
            self._states.append(chat_states.SavedState(*where, STATE.encode(turn.state), quiet))

    def _reply(self, where: ChatKey, agency: Agency, to: ConversationUpdate | GroupTap, reply: CommandReply) -> None:
        """Reply to staff, in the topic of their message or tap."""
        if to.tap and not reply.passed:
            toast = "" if reply.toast is None else words(reply.toast, agency.form, STAFF)
            self._acknowledge(where, to.tap, toast)
        for say in reply.says:
            shown = structs.replace(render(say, agency.form, STAFF), topic=to.topic)
            self._messages.append(outbox.NewMessage(*where, "message", MESSAGE.encode(shown), reply.about))
        self._messages.extend(
            outbox.NewMessage(*where, each.kind, each.body, reply.about) for each in reply.outbox_items
        )

    def _acknowledge(self, where: ChatKey, tap: str, text: str) -> None:
        """Answer a tap, with ``text`` as a toast; the button shows progress until then."""
        self._messages.append(outbox.NewMessage(*where, "toast", json.dumps({"tap": tap, "text": text})))


def _new_lead(turn: Turn, event: Event) -> Lead | None:
    """Return the lead sent by a turn, unless it corrects a refused one or there is none."""
    sent = (each.lead for each in turn.commands if isinstance(each, SendLead))
    return next((lead for lead in sent if lead.reference == event.fresh_reference), None)


def language_of(stored: str | None) -> str:
    """Return the language that a stored conversation is in; empty without one that can be read."""
    try:
        return "" if stored is None else STATE.decode(stored).language
    except ValueError:
        return ""


def _with_default_campaign(tx: Transaction, agency: Agency) -> Agency:
    """Return the agency with the campaign for people who come without a link."""
    found = register.find(tx, agency.id, agency.default_campaign)
    if found is None:
        return agency
    return replace(agency, form=replace(agency.form, unlinked=found.followed))
