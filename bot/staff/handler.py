"""Handling of an admin's message before the homeowner's conversation sees it.

Admins are recognised by the *user's* id, which Telegram vouches for, on every text and tap, and only in their private
chat with the bot. For everybody else these commands are unknown commands. The staff side handles admin commands and
buttons, and texts during a dialogue. Everything else goes to the homeowner's conversation, which admins may try out in the
same chat.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.agency import Agency
from bot.core.incoming_update import ConversationUpdate
from bot.core.serialization import Codec
from bot.staff.admin_command import PREFIX, CommandReply, CommandRequest, Dialogue
from bot.staff.commands import COMMANDS
from bot.staff.leads_command import linked_lead
from bot.storage.staff import dialogues
from bot.storage.transaction import Transaction
from conversations.commands import Line, Say
from conversations.events import Said, Started, Tapped

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_CANCEL = frozenset({"cancel", "stop"})
_IN_DIALOGUE = frozenset({"back", "skip", "help"})
"""Commands shared with the homeowner's conversation that apply to a dialogue in progress."""
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
    if isinstance(body, Started) and (data := linked_lead(incoming.campaign_code)) is not None:
        body = Tapped(data)
    request, dialogue = CommandRequest(agency, tx, at, admin=chat_id), _under_way(tx, agency, chat_id)
    match body:
        case Tapped(data):
            answer = _tapped(request, dialogue, data)
        case Started() if dialogue is not None:
            answer = _dropped(
                dialogue
            )  # the admin tries a link out: texts from here on belong to the homeowner's conversation
        case Said(text) if body.own:  # not forwarded or sent through another bot
            answer = _said(request, dialogue, text)
        case _:
            return None
    if answer is not None and answer.dialogue is not None:
        dialogues.save(tx, agency.id, chat_id, _DIALOGUE.encode(answer.dialogue))
    elif answer is not None and dialogue is not None:
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


def _said(request: CommandRequest, dialogue: Dialogue | None, text: str) -> CommandReply | None:
    found = _COMMAND.fullmatch(text.strip())
    name, arguments = (found[1].lower(), (found[2] or "").strip()) if found else ("", "")
    if name in COMMANDS:
        answer = COMMANDS[name].called(request, arguments)
        # Looking something up during a dialogue does not end it.
        return answer if answer.dialogue is not None else replace(answer, dialogue=dialogue)
    if dialogue is None and name == "help":
        rows = tuple(Line("help.admins.row", {"name": each, "what": Line(f"command.{each}")}) for each in COMMANDS)
        return CommandReply((Say((Line("help.admins", {"commands": rows}),)),), passed=True)
    if dialogue is None or (name and name not in _CANCEL | _IN_DIALOGUE):
        return None
    if (name or text.strip().lower()) in _CANCEL:
        return CommandReply((Say((Line("cancelled"),)),))
    command = COMMANDS.get(dialogue.command)
    typed = None if command is None else command.typed
    reply = None if typed is None else typed(replace(request, kept=dialogue.kept), f"/{name}" if name else text)
    return reply or _dropped(dialogue)


def _dropped(dialogue: Dialogue) -> CommandReply:
    return CommandReply((Say((Line("dropped", {"command": dialogue.command}),)),), passed=True)


def _tapped(request: CommandRequest, dialogue: Dialogue | None, data: str) -> CommandReply | None:
    prefix, _, rest = data.partition(":")
    if prefix != PREFIX:
        return None
    name, _, value = rest.partition(":")
    command = COMMANDS.get(name)
    if command is None or command.tapped is None:
        return CommandReply(dialogue=dialogue, toast=Line("toast.outdated"))
    kept = dialogue.kept if dialogue is not None and dialogue.command == name else ""
    answer = command.tapped(replace(request, kept=kept), value)
    if answer.dialogue is None and not kept:
        # A button of a command without a dialogue leaves another command's dialogue alone.
        return replace(answer, dialogue=dialogue)
    return answer
