"""Parsing of Bot API updates without trusting their shape."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypeGuard

import msgspec
from msgspec.structs import replace

from bot.core.incoming_update import (
    ADDED,
    MENTION,
    REPLY,
    ConversationUpdate,
    GroupMoved,
    GroupTap,
    Ignored,
    IncomingUpdate,
    ReachabilityChanged,
    TopicMessage,
    Unreadable,
)
from conversations.events import Attachment, Edited, Said, SentAttachment, SharedContact, SpokeInGroup, Started, Tapped
from conversations.languages.message import MessageButton
from conversations.relay import File, FileKind

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")
"""Kinds of update that this module parses, requested by name: without a list Telegram keeps the previous one."""

_decode = msgspec.json.Decoder().decode
_INT64 = 2**63
_START = re.compile(r"/start(?:@\w+)?(?:\s+(.*))?", re.DOTALL | re.IGNORECASE)
_COMMAND = re.compile(r"/\w+(@\w+)?(?=\s|$)")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_AWAY = frozenset({"left", "kicked"})

_ATTACHMENTS = {
    # First match wins: a GIF has both ``animation`` and ``document``, a venue also ``location``.
    "photo": Attachment.PHOTO,
    "voice": Attachment.VOICE,
    "animation": Attachment.VIDEO,
    "video": Attachment.VIDEO,
    "video_note": Attachment.VIDEO,
    "sticker": Attachment.STICKER,
    "location": Attachment.LOCATION,
    "venue": Attachment.LOCATION,
    "poll": Attachment.POLL,
    "document": Attachment.DOCUMENT,
    **dict.fromkeys(("audio", "paid_media", "story", "checklist", "dice", "game"), Attachment.OTHER),
}
"""Fields of messages other than text (Bot API, ``Message``). Any other message is written by Telegram about the chat itself
(pinned, joined, a new title), or is of a newer kind."""


_FILES = ("photo", "voice", "video", "document")
"""Fields with contents that are passed between a homeowner and staff (Bot API, ``Message``)."""
_DONE = re.compile(r"/done(?:@\w+)?\s*", re.IGNORECASE)
"""How staff end a conversation in its topic."""


class UnreadableUpdate(Unreadable):
    """Update that does not have the Bot API's shape. The text names the field, never its value."""


def chat_of(update: Mapping[str, object]) -> int | None:
    """Return an update's chat; ``None`` for a malformed update or an unrequested kind.

    Never raises; everything else about the update is left to :func:`read_update`.
    """
    for kind in ALLOWED_UPDATES:
        content = update.get(kind)
        if isinstance(content, dict):
            # A tap may come without its message; in private chats the chat id is the person's.
            holder = content.get("message") or {"chat": content.get("from")} if kind == "callback_query" else content
            chat = holder.get("chat") if isinstance(holder, dict) else None
            number = chat.get("id") if isinstance(chat, dict) else None
            return number if _is_int64(number) else None
    return None


def read_update(body: bytes, *, username: str = "", bot_id: int | None = None) -> IncomingUpdate:
    """Parse a raw update in JSON.

    ``username`` (without ``@``) and ``bot_id`` are the bot's own; they only matter in groups, to know who is addressed.
    In a private chat every action of the person counts. In other chats only messages to the bot do: a command, a mention,
    a reply to the bot, or adding it. Texts are unchanged except that each lone surrogate becomes a replacement character.

    :raises UnreadableUpdate: for anything that is not an update of the Bot API.
    """
    update = read_json(body)
    if not isinstance(update, dict):
        raise UnreadableUpdate("not a JSON object")
    for kind in ALLOWED_UPDATES:
        if kind in update:
            content = _object(update, kind)
            match kind:
                case "message":
                    return _message(content, username, bot_id)
                case "edited_message":
                    return _edited(content)
                case "callback_query":
                    return _tap(content)
                case "channel_post":
                    return _posted(content, username)
                case _:
                    return _membership(content)
    raise UnreadableUpdate("no known kind of update")


def read_json(body: bytes) -> object:
    """Parse JSON; ``None`` if it is invalid. msgspec's parser is faster, but does not accept lone surrogates."""
    try:
        return _decode(body)
    except (ValueError, RecursionError):
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return None


def _message(message: dict[str, Any], username: str, bot_id: int | None) -> IncomingUpdate:
    sender = _sender(message)
    private = _private(_object(message, "chat"))
    body: Said | Started | SharedContact | SentAttachment | SpokeInGroup | None
    code = called = ""
    if sender.get("is_bot") is True and "sender_chat" not in message:  # if present: an admin who posts as the group
        body = None
    elif not private:
        called = _called(message, username, bot_id)
        body = SpokeInGroup() if called else None
    elif "text" in message:
        text = _text(message, "text")
        start = _START.fullmatch(text.strip())
        if start is None:
            body = Said(text, own=_own(message))
        else:
            body = Started()
            payload = (start[1] or "").strip()
            code = payload if _PAYLOAD.fullmatch(payload) else ""
    elif "contact" in message:
        contact = _object(message, "contact")
        owner = contact.get("user_id")
        body = SharedContact(_text(contact, "phone_number"), own=_is_int64(owner) and owner == sender.get("id"))
    elif _optional(message, "caption").strip():
        # A caption counts as a message, except that consent has to be given in a message of its own.
        body = Said(_text(message, "caption"), own=False, file=_file(message))
    else:
        sent = next((kind for name, kind in _ATTACHMENTS.items() if name in message), None)
        body = None if sent is None else SentAttachment(sent, _file(message))
    heard = (
        None
        if body is None
        else ConversationUpdate(
            body,
            _language(sender),
            _message_id(message),
            campaign_code=code,
            private=private,
            sender=_user_id(sender),
            album=album if isinstance(album := message.get("media_group_id"), str) else "",
            account=_account(sender) if private else ("", ""),
            topic=_topic(message),
            called=called,
        )
    )
    in_topic = None if private else _in_topic(message, heard)
    return in_topic or heard or _moved(message)


def _in_topic(message: dict[str, Any], otherwise: ConversationUpdate | None = None) -> TopicMessage | None:
    """Return a message in a topic of a group, for the homeowner of that topic; ``None`` unless a person sent it.

    Commands are not passed on.
    """
    topic, closed = _topic(message), "forum_topic_closed" in message
    a_bots = _sender(message).get("is_bot") is True and "sender_chat" not in message
    if not topic or a_bots or not (closed or any(name in message for name in ("text", "contact", *_ATTACHMENTS))):
        return None
    text = _optional(message, "text")
    return TopicMessage(
        topic,
        "" if _COMMAND.match(text) else text or _optional(message, "caption"),
        _file(message),
        ends=closed or _DONE.fullmatch(text) is not None,
        otherwise=otherwise,
    )


def _file(message: dict[str, Any]) -> File | None:
    """Return the file of a message that can be passed on; of a picture the largest size, which comes last."""
    if "animation" in message:  # comes with ``document`` beside it, and can be sent as neither
        return None
    for name in _FILES:
        held = message.get(name)
        sent = held[-1] if isinstance(held, list) and held else held
        number = sent.get("file_id") if isinstance(sent, dict) else None
        if isinstance(number, str):
            return File(FileKind(name), number)
    return None


def _moved(message: dict[str, Any]) -> GroupMoved | Ignored:
    """Return the old and new ids of a group that became a supergroup. Telegram reports it in both chats (Bot API, ``Message``)."""
    here, to, was = message["chat"]["id"], message.get("migrate_to_chat_id"), message.get("migrate_from_chat_id")
    if _is_group(here) and _is_group(to):
        return GroupMoved(here, to)
    return GroupMoved(was, here) if _is_group(here) and _is_group(was) else Ignored()


def _edited(message: dict[str, Any]) -> IncomingUpdate:
    sender = _sender(message)
    private = _private(_object(message, "chat"))
    field = next((part for part in ("text", "caption") if part in message), "")
    in_topic = None if private or not field else _in_topic(message)
    if in_topic is not None:
        return replace(in_topic, edited=True)
    if not field or not private or sender.get("is_bot") is True:
        return Ignored()
    return ConversationUpdate(
        Edited(_text(message, field)), _language(sender), _message_id(message), topic=_topic(message)
    )


def _posted(post: dict[str, Any], username: str) -> IncomingUpdate:
    """Parse a post in a channel. A mention of the bot there is the agency's advertisement; only a command asks for an answer."""
    private = _private(_object(post, "chat"))
    text = _text(post, "text") if "text" in post else ""
    called = "" if private or not _COMMAND.match(text) else _called(post, username, None)
    if not called:
        return Ignored()
    return ConversationUpdate(SpokeInGroup(), message=_message_id(post), private=False, called=called)


def _own(message: dict[str, Any]) -> bool:
    """Return whether the sender wrote this text: not if it was forwarded or made by another bot."""
    return "forward_origin" not in message and "via_bot" not in message


def _tap(query: dict[str, Any]) -> IncomingUpdate:
    sender = _object(query, "from")
    tap = _text(query, "id")
    # Messages too old to be shown come as {"chat", "message_id", "date": 0}, or not at all.
    message = _object(query, "message") if query.get("message") is not None else None
    private = message is None or _private(_object(message, "chat"))
    data = _text(query, "data") if "data" in query else ""
    name = "" if message is None else _message_id(message)
    if not private:
        return GroupTap(tap, data, _user_id(sender), _topic(message or {}))
    return ConversationUpdate(
        Tapped(data),
        _language(sender),
        name,
        tap=tap,
        sender=_user_id(sender),
        account=_account(sender),
        topic=_topic(message or {}),
        buttons=_buttons(message or {}),
    )


def _buttons(message: dict[str, Any]) -> tuple[tuple[MessageButton, ...], ...]:
    """Return a message's buttons; none if one is of a kind that the bot does not make."""
    markup = message.get("reply_markup")
    if not isinstance(markup, dict):
        return ()
    try:
        rows = msgspec.convert(markup.get("inline_keyboard"), tuple[tuple[_Button, ...], ...])
    except msgspec.ValidationError:
        return ()
    if not all(each.callback_data for row in rows for each in row):
        return ()
    return tuple(tuple(MessageButton(each.text, each.callback_data, style=each.style) for each in row) for row in rows)


class _Button(msgspec.Struct):
    """Inline button that sends callback data."""

    text: str
    callback_data: str = ""
    style: str = ""


def _membership(change: dict[str, Any]) -> IncomingUpdate:
    chat = _object(change, "chat")
    private = _private(chat)
    was = _text(_object(change, "old_chat_member"), "status")
    now = _text(_object(change, "new_chat_member"), "status")
    added = was in _AWAY and now not in _AWAY and chat.get("type") in ("group", "supergroup")
    if not added or private:
        return ReachabilityChanged(now not in _AWAY)
    sender = _sender(change)
    greeted = ConversationUpdate(
        SpokeInGroup(), _language(sender), private=False, sender=_user_id(sender), called=ADDED
    )
    return ReachabilityChanged(now not in _AWAY, greeted)


def _called(message: dict[str, Any], username: str, bot_id: int | None) -> str:
    """Return how a message in a group addresses the bot; empty if it does not. Commands come before replies."""
    text = _optional(message, "text") or _optional(message, "caption")
    command = _COMMAND.match(text)
    if command is not None:
        named = (command[1] or "").removeprefix("@")
        if not named or not username or named.casefold() == username.casefold():
            return command[0].partition("@")[0].lower()
    elif username and re.search(rf"@{re.escape(username)}\b", text, re.IGNORECASE) is not None:
        return MENTION
    replied = message.get("reply_to_message")
    author = replied.get("from") if isinstance(replied, dict) else None
    ours = isinstance(author, dict) and author.get("is_bot") is True and (bot_id is None or author.get("id") == bot_id)
    return REPLY if ours else ""


def _sender(message: dict[str, Any]) -> dict[str, Any]:
    """Return the sender; empty where Telegram names none, as in channels."""
    return _object(message, "from") if "from" in message else {}


def _account(sender: dict[str, Any]) -> tuple[str, str]:
    """Return the first and last name of the sender's account, each empty if Telegram gives none."""
    return _optional(sender, "first_name"), _optional(sender, "last_name")


def _user_id(sender: dict[str, Any]) -> int | None:
    number = sender.get("id")
    return number if _is_int64(number) else None


def _private(chat: dict[str, Any]) -> bool:
    if not _is_int64(chat.get("id")):
        raise UnreadableUpdate("id")
    # Telegram always sends the type; servers that do not still use negative ids for groups.
    return _text(chat, "type") == "private" if "type" in chat else chat["id"] > 0


def _language(sender: dict[str, Any]) -> str:
    return _text(sender, "language_code") if "language_code" in sender else ""


def _message_id(message: dict[str, Any]) -> str:
    number = message.get("message_id")
    if not _is_int64(number):
        raise UnreadableUpdate("message_id")
    return str(number)


def _topic(message: dict[str, Any]) -> int:
    """Return the id of a message's topic; 0 for none. A thread of replies also has an id, but is not a topic."""
    number = message.get("message_thread_id")
    return number if message.get("is_topic_message") is True and _is_int64(number) else 0


def _object(holder: dict[str, Any], name: str) -> dict[str, Any]:
    value = holder.get(name)
    if not isinstance(value, dict):
        raise UnreadableUpdate(name)
    return value


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    if not isinstance(value, str):
        raise UnreadableUpdate(name)
    # JSON can carry lone surrogates, which some phones send; databases and encodings refuse them, so they are replaced here.
    return _LONE_SURROGATE.sub("\ufffd", value)


def _optional(holder: dict[str, Any], name: str) -> str:
    """Return a text, empty if there is none."""
    return _text(holder, name) if isinstance(holder.get(name), str) else ""


def _is_group(number: object) -> TypeGuard[int]:
    """Return whether a value is a possible group id."""
    return _is_int64(number) and number < 0


def _is_int64(value: object) -> TypeGuard[int]:
    """Return whether a value is an integer that a database can store; JSON's ``true`` is not, although Python's bool is an int."""
    return isinstance(value, int) and not isinstance(value, bool) and -_INT64 <= value < _INT64
