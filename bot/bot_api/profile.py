"""What Telegram shows about the bot: the menu of commands."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from telegram import BotCommand
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.bot_api.client import BotApi
from bot.bot_api.errors import describe

_log = logging.getLogger(__name__)


async def set_commands(api: BotApi, commands: Mapping[str, Mapping[str, str]]) -> None:
    """Set the menu of commands, where it is not what it should be already.

    ``commands``: by language (ISO 639-1, empty for everybody else), each command (without its slash) with its
    description, in the order of the menu. Failure is a warning in the log and no more: the bot works without a menu,
    and not every Bot API server knows these methods.
    """
    for language, menu in commands.items():
        try:
            if await _current(api, language) != menu_of(menu):
                await api.bot.set_my_commands(
                    [BotCommand(command, description) for command, description in menu.items()],
                    language_code=language or None,
                )
        except TelegramError as error:
            _log.warning("The menu of commands could not be set", extra={"error": describe(error)})
            return


def menu_of(menu: Mapping[str, str]) -> list[dict[str, str]]:
    """The commands as the Bot API's JSON has them."""
    return [{"command": command, "description": description} for command, description in menu.items()]


async def _current(api: BotApi, language: str) -> object:
    """The menu as it is; ``None`` if the server cannot tell. Raw, since what it answers is only compared."""
    try:
        return await api.call("getMyCommands", {"language_code": language or None})
    except (BadRequest, InvalidToken):
        return None
