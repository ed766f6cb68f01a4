"""Probe of the bot's token at the start."""

from __future__ import annotations

import asyncio

from msgspec import Struct
from telegram.error import InvalidToken, TelegramError

from bot.telegram.client import BotApi
from bot.telegram.errors import describe

PATIENCE = 3.0
"""Seconds allowed for Telegram's answer to a mere check."""


UNSERVED = {
    "supports_inline_queries": "inline mode",
    "supports_guest_queries": "guest mode",
    "can_connect_to_business": "business mode",
    "has_topics_enabled": "threaded mode",
}
"""Modes that can be switched on at BotFather and that the bot does not support, by their fields in getMe's answer (Bot API,
``User``)."""


class Known(Struct, frozen=True):
    """Accepted token. ``username`` is without ``@``; empty if the server does not return it.

    ``unserved`` are values of :data:`UNSERVED`: the modes switched on.
    """

    username: str
    unserved: tuple[str, ...] = ()


class TokenRefused(Struct, frozen=True):
    """Refused token. ``sentence`` is for an engineer."""

    sentence: str = (
        "Telegram does not know this bot: TELEGRAM_BOT_TOKEN is wrong or was revoked (BotFather has the right one, under "
        "/mybots, API Token), or TELEGRAM_API_URL is not the address of a Bot API server."
    )


class Unreachable(Struct, frozen=True):
    """Unreachable Bot API. ``why`` names the error."""

    why: str


async def identify(api: BotApi) -> Known | TokenRefused | Unreachable:
    """Ask Telegram for the bot's user name and modes. Raises no network errors."""
    try:
        me = await api.call("getMe", {})
    except InvalidToken:
        return TokenRefused()
    except TelegramError as error:
        return Unreachable(describe(error))
    told = me if isinstance(me, dict) else {}
    username = told.get("username")
    unserved = tuple(mode for name, mode in UNSERVED.items() if told.get(name) is True)
    return Known(username if isinstance(username, str) else "", unserved)


async def reaches(api: BotApi) -> bool:
    """Return whether Telegram answers right now and accepts the token. Takes ``PATIENCE`` seconds at most."""
    try:
        async with asyncio.timeout(PATIENCE):
            return isinstance(await identify(api), Known)
    except TimeoutError:
        return False
