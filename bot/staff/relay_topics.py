"""Topics in which staff write with homeowners: each message becomes an event of the homeowner's chat.

The conversation decides what happens, since the relay may be over at the same moment. Everybody in the staff group may
answer, since the agency controls its membership.
"""

from __future__ import annotations

from bot.core.agency import Agency
from bot.core.incoming_update import TopicMessage
from bot.staff.notifications import group_of, tell_staff
from bot.staff.wording import STAFF
from bot.storage.chats import relays
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from conversations.commands import Line
from conversations.events import RelayBroken, StaffEnded, StaffWrote
from conversations.languages.render import words

LEFT = "relay.topic_left"
"""Notice of a topic that the bot may not delete."""


def title(agency: Agency, reference: str) -> str:
    """Return the title of a new topic."""
    return words(Line("relay.topic", {"reference": reference}), agency.form, STAFF)


def heard(tx: Transaction, agency: Agency, item: inbox.Item, message: TopicMessage) -> bool:
    """Put a staff message into the inbox of the homeowner's chat; ``False`` if the topic belongs to no relay."""
    if item.chat_id != group_of(tx, agency):
        return False
    relay = relays.in_topic(tx, agency.id, item.chat_id, message.topic)
    if relay is None:
        return False
    if relay.chat_id is not None:
        event: StaffWrote | StaffEnded = StaffEnded(relay.name)
        if not message.ends:
            event = StaffWrote(relay.name, message.text, message.file, message.edited)
        # Item numbers increase and are not reused while keys are kept.
        key = f"relay:{relay.queue}:{item.id}"
        inbox.add(tx, [inbox.event_item(agency.id, key, relay.chat_id, event)])
    return True


def failed(tx: Transaction, agency: Agency, queue: int) -> None:
    """Tell the conversation, once, that a relay's topic cannot be created or written in."""
    relay = relays.of_queue(tx, agency.id, queue)
    if relay is not None and relay.chat_id is not None:
        inbox.add(tx, [inbox.event_item(agency.id, f"relay:{queue}:broken", relay.chat_id, RelayBroken(relay.name))])


def left(tx: Transaction, agency: Agency, queue: int) -> None:
    """Ask the staff to delete a topic that the bot may not delete, and forget it."""
    relay = relays.of_queue(tx, agency.id, queue)
    if relay is not None:
        tell_staff(tx, agency, Line(LEFT, {"reference": relay.reference}))
        relays.drop(tx, agency.id, queue)
