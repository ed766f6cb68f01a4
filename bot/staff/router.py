"""Routing of an admin's message to a command."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.staff.admin_command import PREFIX, CommandReply, CommandRequest, Dialogue
from bot.staff.commands import COMMANDS
from conversations.commands import Line, Say
from conversations.events import Body, Said, Started, Tapped

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_IN_DIALOGUE = frozenset({"cancel", "stop", "back", "skip", "help"})
"""Commands shared with the homeowner's conversation that apply to a dialogue in progress."""


def respond(request: CommandRequest, dialogue: Dialogue | None, body: Body) -> CommandReply | None:
    """Return the reply to an admin's message or tap; ``None`` if it is not for the staff side.

    The caller has checked that it comes from an admin of the agency in their private chat with the bot. ``dialogue`` is
    the one in progress there. The staff side handles admin commands and buttons, and texts during a dialogue. Everything
    else goes to the homeowner's conversation, which admins may try out in the same chat.
    """
    match body:
        case Tapped(data):
            return _tapped(request, dialogue, data)
        case Started() if dialogue is not None:
            # The admin tries a link out: texts from here on belong to the homeowner's conversation.
            return CommandReply((Say((Line("dropped", {"command": dialogue.command}),)),), passed=True)
        case Said(text):
            return _said(request, dialogue, text)
        case _:
            return None


def _said(request: CommandRequest, dialogue: Dialogue | None, text: str) -> CommandReply | None:
    found = _COMMAND.fullmatch(text.strip())
    name = found[1].lower() if found else ""
    if name in COMMANDS:
        answer = COMMANDS[name].called(request, (found[2] or "").strip() if found else "")
        # Looking something up during a dialogue does not end it.
        return answer if answer.dialogue is not None else replace(answer, dialogue=dialogue)
    if dialogue is None and name == "help":
        rows = tuple(Line("help.admins.row", {"name": each, "what": Line(f"command.{each}")}) for each in COMMANDS)
        return CommandReply((Say((Line("help.admins", {"commands": rows}),)),), passed=True)
    if dialogue is None or (name and name not in _IN_DIALOGUE):
        return None
    if name in {"cancel", "stop"}:
        return CommandReply((Say((Line("cancelled"),)),))
    command = COMMANDS.get(dialogue.command)
    if command is None or command.typed is None:  # from another version of the bot
        return CommandReply((Say((Line("dropped", {"command": dialogue.command}),)),), passed=True)
    return command.typed(replace(request, kept=dialogue.kept), f"/{name}" if name else text)


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
