"""Handling of an admin's message before the homeowner's conversation sees it.

Admins are recognised by the *user's* id, which Telegram vouches for, on every text and tap, and only in their private
chat with the bot. For everybody else these commands are unknown commands.
"""

from __future__ import annotations

from bot.core.agency import Agency
from bot.core.incoming_update import ConversationUpdate
from bot.core.serialization import Codec
from bot.staff.admin_command import CommandReply, CommandRequest, Dialogue
from bot.staff.leads_command import linked_lead
from bot.staff.router import respond
from bot.storage.staff import dialogues
from bot.storage.transaction import Transaction
from conversations.events import Said, Started, Tapped

_DIALOGUE: Codec[Dialogue] = Codec(Dialogue)


def is_admin(agency: Agency, incoming: ConversationUpdate, chat_id: int) -> bool:
    """Return whether an update comes from an admin of this agency in their private chat with the bot."""
    return incoming.private and incoming.sender in agency.admin_ids and incoming.sender == chat_id


def serve(
    tx: Transaction, agency: Agency, chat_id: int, incoming: ConversationUpdate, at: float
) -> CommandReply | None:
    """Answer an admin's message or tap; ``None`` if it is not for the staff side. ``at`` is in seconds since 1970.

    Call it only for updates accepted by :func:`is_admin`.
    """
    body = incoming.body
    if not isinstance(body, Said | Started | Tapped):
        return None
    if isinstance(body, Said) and not body.own:
        return None  # forwarded or sent through another bot: not a command of this admin
    if isinstance(body, Started) and (data := linked_lead(incoming.campaign_code)) is not None:
        body = Tapped(data)
    dialogue = _under_way(tx, agency, chat_id)
    answer = respond(CommandRequest(agency, tx, at, admin=chat_id), dialogue, body)
    if answer is None:
        return None
    if answer.dialogue is not None:
        dialogues.save(tx, agency.id, chat_id, _DIALOGUE.encode(answer.dialogue).decode())
    elif dialogue is not None:
        dialogues.end(tx, agency.id, chat_id)
    return answer


def _under_way(tx: Transaction, agency: Agency, chat_id: int) -> Dialogue | None:
    """Return the dialogue in progress in an admin's chat; an unreadable one, from another version of the bot, is deleted."""
    stored = dialogues.load(tx, agency.id, chat_id)
    try:
        return None if stored is None else _DIALOGUE.decode(stored)
    except ValueError:
        dialogues.end(tx, agency.id, chat_id)
        return None
