"""Chat channel: carries out a turn's commands in the database's transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from msgspec import structs

from bot.core.agency import Agency
from bot.core.incoming_update import IncomingUpdate
from bot.core.serialization import ADDITION, LEAD, MESSAGE
from bot.logging import tracing
from bot.staff.leads_command import want_call
from bot.staff.notifications import group_of, tell_staff
from bot.staff.relay_topics import failed, title
from bot.staff.wording import STAFF
from bot.storage.chats import erasure, relays, visits
from bot.storage.leads import lead_queue, lead_updates
from bot.storage.queues import inbox, message_ids, outbox
from bot.storage.transaction import Transaction
from bot.turns.contact_checks import checked
from bot.turns.data_export import held
from conversations.commands import Line, PassOn, Say, StoreRelay, StoreVisit, TellTopic
from conversations.languages.catalogue import Catalogue
from conversations.languages.message import Message
from conversations.languages.render import render
from conversations.lead import Lead

ReadUpdate = Callable[[str, bytes], IncomingUpdate]
"""Parses a raw update of an agency, given by its id."""


class ChatChannel:
    """Channel of one item's turn. ``shown`` are the messages of this batch, for removals; ``topic`` is the topic to answer in.

    Results: ``messages`` for the outbox, in order; ``word``, the toast for the tap being answered; ``erased``.
    """

    def __init__(
        self,
        tx: Transaction,
        item: inbox.Item,
        agency: Agency,
        read: ReadUpdate,
        shown: list[message_ids.Shown],
        topic: int,
    ) -> None:
        self.messages: list[outbox.NewMessage] = []
        self.word = ""
        self.erased = False
        self._tx = tx
        self._item = item
        self._agency = agency
        self._read = read
        self._shown = shown
        self._topic = topic

    def say(self, message: Message) -> None:
        """Send a message."""
        self._put("message", MESSAGE.encode(structs.replace(message, topic=self._topic)))

    def toast(self, text: str) -> None:
        """Keep the toast for the tap's acknowledgement."""
        self.word = text

    def typing(self) -> None:
        """Show the typing indicator."""
        self._put("typing", str(self._topic or ""))

    def send_lead(self, lead: Lead) -> None:
        """Queue a lead with the notes about doubtful contacts."""
        item = self._item
        lead = checked(self._tx, self._agency, item.chat_id, lead)
        new = lead_queue.NewLead(
            item.agency,
            item.chat_id,
            lead.reference,
            LEAD.encode(lead),
            item.received_at,
            lead.campaign.office_id,
        )
        lead_queue.put(self._tx, new)
        tracing.step("a lead was queued", reference=lead.reference)

    def withdraw_lead(self, reference: str) -> None:
        """Withdraw a lead."""
        lead_queue.withdraw(self._tx, self._item.agency, reference)

    def pass_on(self, addition: PassOn) -> None:
        """Queue an addition to a delivered lead."""
        body = ADDITION.encode(addition)
        lead_updates.add(self._tx, self._item.agency, self._item.chat_id, addition.reference, body)
        if addition.call and addition.when is not None:
            want_call(self._tx, self._agency, addition.reference, addition.when)

    def store_visit(self, visit: StoreVisit) -> None:
        """Store a visit for staff's buttons."""
        remind_at = None if visit.remind_at is None else visit.remind_at.timestamp()
        where = (self._item.agency, visit.name, self._item.chat_id)
        visits.put(self._tx, visits.StoredVisit(*where, visit.reference, visit.ends_at.timestamp(), remind_at))

    def drop_visit(self, name: str) -> None:
        """Delete a visit's row."""
        visits.drop(self._tx, self._item.agency, name)

    def store_relay(self, relay: StoreRelay) -> None:
        """Keep a relay, its topic to be made if it is new; close the topic of one that is over."""
        tx, chat = self._tx, (self._item.agency, self._item.chat_id)
        kept = relays.find(tx, *chat, relay.name)
        if kept is None:
            group = group_of(tx, self._agency)
            if group is None:
                return  # nothing is offered without one
            kept = relays.add(tx, self._item.agency, relay.name, self._item.chat_id, relay.reference, group)
            self._put(relays.OPEN, title(self._agency, relay.reference), kept.queue)
        relays.keep(tx, kept, None if relay.ends_at is None else relay.ends_at.timestamp())
        if relay.ends_at is None:
            self._put(relays.CLOSE, "", kept.queue)

    def tell_topic(self, told: TellTopic) -> None:
        """Post in a relay's topic, unless the topic was erased.

        If the settings now name another group, or relays are off, the relay ends instead: nothing more goes to the old group.
        """
        kept = relays.find(self._tx, self._item.agency, self._item.chat_id, told.name)
        if kept is None:
            return
        if not self._agency.form.relay or kept.group_id != group_of(self._tx, self._agency):
            failed(self._tx, self._agency, kept.queue)
        else:
            message = render(Say((told.line,), file=told.file), self._agency.form, STAFF)
            self._put(relays.SAY, MESSAGE.encode(message), kept.queue)

    def tell_staff(self, line: Line) -> None:
        """Tell the agency's staff."""
        tell_staff(self._tx, self._agency, line)

    def erase(self) -> None:
        """Erase everything held about this chat."""
        erasure.erase(self._tx, self._item.agency, self._item.chat_id)
        self.erased = True

    def show_held(self, language: Catalogue) -> None:
        """Send everything held about this chat."""
        read = partial(self._read, self._item.agency)
        for message in held(self._tx, self._agency, self._item.chat_id, language, read):
            self.say(message)

    def remove_messages(self) -> None:
        """Queue the removal of this chat's messages, including the request itself."""
        where = (self._item.agency, self._item.chat_id)
        ids = set(message_ids.take(self._tx, *where))
        for each in [each for each in self._shown if (each.agency, each.chat_id) == where]:
            self._shown.remove(each)
            ids.update(each.ids)
        if ids:
            self._put("remove", json.dumps(sorted(ids)))

    def _put(self, kind: str, body: str, queue: int | None = None) -> None:
        chat_id = self._item.chat_id if queue is None else queue
        self.messages.append(outbox.NewMessage(self._item.agency, chat_id, kind, body))
