"""Chat ids needed by settings, shown on request; and the bot's answers when it is addressed in a group.

``/id`` shows people their own number in a private chat, for ``ADMIN_IDS``, and a group's number in the group, for
``STAFF_CHAT_ID``. These are not secret: the Telegram apps of all members know a chat's number.
"""

from __future__ import annotations

import re

from bot.core.agency import Agency
from bot.core.incoming_update import ADDED, REPLY, ConversationUpdate
from bot.staff.notifications import is_staff_group, reachable_admins, say_to, setting
from bot.storage.staff import notice_throttle
from bot.storage.transaction import Transaction
from conversations.commands import Button, Line, Param, Say
from conversations.events import Said

COMMAND = "/id"
_COMMAND = re.compile(rf"\s*{COMMAND}(@\w+)?\s*", re.IGNORECASE)
ADDED_TO_GROUP = "notice.added_to_group"
"""Parameters: ``number``, the group's, and ``setting``, which should have it."""
EVERY = 3600.0
"""Seconds between two notices that a non-admin added the bot to a group."""


def asks_own(incoming: ConversationUpdate) -> bool:
    """Return whether a message asks for the sender's own number."""
    body = incoming.body
    return incoming.private and isinstance(body, Said) and body.own and _COMMAND.fullmatch(body.text) is not None


def in_group(tx: Transaction, agency: Agency, chat_id: int, incoming: ConversationUpdate) -> tuple[Say, ...] | None:
    """Return the answer to a message that addresses the bot in a group; ``None`` for the usual answer to strangers.

    If the bot was added by an admin, or by anybody while the agency has no staff group, admins are told the group's
    number.
    """
    staff_group, by_admin = is_staff_group(tx, agency, chat_id), incoming.sender in agency.admin_ids
    number: dict[str, Param] = {"number": str(chat_id), "setting": setting(agency)}
    use = (Line("group.use", number),) if by_admin and not staff_group else ()
    here = (_with_copy(chat_id, Line("group.number", number), *use),)
    if incoming.called == COMMAND:
        return here
    if staff_group:
        return () if incoming.called == REPLY else (Say((Line("group.staff"),)),)
    if incoming.called != ADDED:
        return None
    admins = reachable_admins(tx, agency)
    told = _with_copy(chat_id, Line(ADDED_TO_GROUP, number))
    if by_admin:
        if incoming.sender not in admins:
            return here
        say_to(tx, agency, admins & {incoming.sender}, told)
        return (Say((Line("group.sent"),)),)
    if agency.staff_chat_id is None and notice_throttle.record(tx, agency.id, ADDED_TO_GROUP, every=EVERY) is not None:
        say_to(tx, agency, admins, told)
    return None


def _with_copy(chat_id: int, *lines: Line) -> Say:
    return Say(lines, ((Button(Line("button.copy_number"), copy=str(chat_id)),),))
