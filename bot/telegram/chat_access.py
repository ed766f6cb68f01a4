"""Access to a chat: whether the bot may write there, checked without sending anything."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.client import BotApi
from bot.telegram.errors import BadAnswer


class Access(Enum):
    """Access to a chat."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()
    """Telegram could not be reached, or the server lacks the methods."""


async def may_write(api: BotApi, chat_id: int) -> Access:
    """Ask Telegram whether the bot may write in a group, channel or private chat. Raises no network errors."""
    try:
        chat, member = await _ask(api, chat_id)
    except (BadRequest, Forbidden):
        return Access.NO
    except TelegramError:
        return Access.UNKNOWN
    # A private chat has no members.
    return Access.YES if chat_id > 0 or _allows(chat, member) else Access.NO


async def lacking_for_topics(api: BotApi, chat_id: int) -> tuple[str, ...] | None:
    """Ask Telegram what a bot lacks in a group to make and delete topics there, in words; ``None`` if it cannot be asked."""
    try:
        chat, member = await _ask(api, chat_id)
    except TelegramError:
        return None
    there = {
        "topics switched on in the group": chat.get("is_forum") is True,
        "the right to manage topics": member.get("can_manage_topics") is True,
        "the right to delete messages": member.get("can_delete_messages") is True,
    }
    return tuple(what for what, found in there.items() if not found)


async def _ask(api: BotApi, chat_id: int) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """Return a chat (Bot API, ``ChatFullInfo``) and, if it is not private, the bot as its member (``ChatMember``)."""
    chat = await api.call("getChat", {"chat_id": chat_id})
    member = {} if chat_id > 0 else await api.call("getChatMember", {"chat_id": chat_id, "user_id": api.bot_id})
    if not isinstance(chat, Mapping) or not isinstance(member, Mapping):
        raise BadAnswer("The result is no chat or no member")
    return chat, member


def _allows(chat: Mapping[str, object], member: Mapping[str, object]) -> bool:
    """Return whether the bot, a ``member`` (Bot API, ``ChatMember``) of ``chat`` (``ChatFullInfo``), may send messages there."""
    match member.get("status"):
        case "creator":
            return True
        case "administrator":
            return chat.get("type") != "channel" or member.get("can_post_messages") is True
        case "restricted":
            return member.get("is_member") is True and member.get("can_send_messages") is True
        case "member":
            everybody = chat.get("permissions")
            return not isinstance(everybody, Mapping) or everybody.get("can_send_messages") is not False
        case _:
            return False
