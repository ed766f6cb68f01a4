"""Conversion of outbox rows to Bot API calls. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from bot.core.serialization import KEYBOARD, MESSAGE, Keyboard
from conversations.languages.message import Calendar, Document, Message, MessageButton, Picture
from conversations.relay import FileKind

TEXT_MAX = 4096
"""Longest message text, in UTF-16 code units, as Telegram counts."""
REMOVED_AT_ONCE = 100
"""Messages per ``deleteMessages`` (Bot API)."""
TOAST_MAX = 200
"""Longest answer to a tap, in characters (Bot API, ``answerCallbackQuery``)."""

_BREAKS = ("\n\n", "\n", ". ", " ")
"""Where a long text is split, best first."""
_FILES = {
    FileKind.PHOTO: "sendPhoto",
    FileKind.DOCUMENT: "sendDocument",
    FileKind.VOICE: "sendVoice",
    FileKind.VIDEO: "sendVideo",
}
"""Methods that send a file which Telegram has; the parameter is named as the kind."""
_NO_PREVIEW = {"is_disabled": True}
_NO_KEYBOARD = {"remove_keyboard": True}


CAPTION_MAX = 1024
"""Longest caption, in UTF-16 code units."""


class Call(Struct, frozen=True):
    """Call of the Bot API. ``params`` are JSON values.

    ``upload`` is the recipe of a file to be drawn and uploaded with it; ``instead`` is the call to make if that fails.
    """

    method: str
    params: Mapping[str, object]
    upload: Picture | Calendar | Document | None = None
    instead: Call | None = None


def to_calls(kind: str, chat_id: int, body: str) -> tuple[Call, ...]:
    """Return the calls that deliver one outbox row, in order; several if a text is too long for one message.

    ``kind`` is ``message`` (``body`` is a :class:`Message` as JSON), ``toast`` (``body`` is ``{"tap": id of the callback
    query, "text": text or empty}``), ``typing`` (``body`` is the topic's id or empty), ``keyboard`` (``body`` is a
    :class:`Keyboard` as JSON) or ``remove`` (``body`` is a JSON list of message ids).

    :raises ValueError: if the row is none of these (:class:`bot.core.serialization.DecodeError` is one): a bug in the
        code that wrote it.
    """
    match kind:
        case "message":
            return tuple(_messages(chat_id, MESSAGE.decode(body)))
        case "toast":
            return (_toast(json.loads(body)),)
        case "typing":
            return (Call("sendChatAction", {"chat_id": chat_id, "action": "typing", **_in_topic(int(body or 0))}),)
        case "keyboard":
            return (_keyboard(chat_id, KEYBOARD.decode(body)),)
        case "remove":
            return tuple(_removals(chat_id, json.loads(body)))
        case _:
            raise ValueError(f"An outbox row of unknown kind {kind!r}")


def in_group_topic(body: str, group_id: int, topic: int) -> tuple[Call, ...]:
    """Return the calls that say a :class:`Message`, as JSON, in a topic of a group. Raises as :func:`to_calls`."""
    return tuple(_messages(group_id, replace(MESSAGE.decode(body), topic=topic)))


def _keyboard(chat_id: int, keyboard: Keyboard) -> Call:
    markup = {"inline_keyboard": [[_button(button) for button in row] for row in keyboard.buttons]}
    return Call("editMessageReplyMarkup", {"chat_id": chat_id, "message_id": keyboard.message, "reply_markup": markup})


def _removals(chat_id: int, ids: object) -> Iterator[Call]:
    if not isinstance(ids, list) or not all(isinstance(each, int) for each in ids):
        raise ValueError("A removal without its messages")
    for at in range(0, len(ids), REMOVED_AT_ONCE):
        yield Call("deleteMessages", {"chat_id": chat_id, "message_ids": ids[at : at + REMOVED_AT_ONCE]})


def _toast(toast: Mapping[str, str]) -> Call:
    if not isinstance(toast, Mapping) or "tap" not in toast:
        raise ValueError("A toast without its tap")
    params: dict[str, object] = {"callback_query_id": toast["tap"]}
    if toast.get("text"):
        params["text"] = toast["text"][:TOAST_MAX]
    return Call("answerCallbackQuery", params)


def _messages(chat_id: int, message: Message) -> Iterator[Call]:
    text = message.text.rstrip()  # as Telegram does, so that no part is empty
    parts = tuple(_parts(text))
    file, upload = message.file, message.calendar or message.document or message.picture
    if file is None and upload is None:
        yield from _texts(chat_id, message, text, parts)
        return
    method = _FILES[file.kind] if file else "sendPhoto" if isinstance(upload, Picture) else "sendDocument"
    sent: dict[str, object] = {file.kind: file.id} if file else {}
    upload = None if file else upload
    if text and _units(text) <= CAPTION_MAX:
        (said,) = _texts(chat_id, message, text, parts)
        without = Call(said.method, {**said.params, "text": upload.instead}) if isinstance(upload, Document) else said
        yield Call(method, {**_caption(said.params), **sent}, upload, without if upload else None)
        return
    yield Call(method, {"chat_id": chat_id, **_in_topic(message.topic), **sent}, upload)
    if text:
        yield from _texts(chat_id, message, text, parts)


def _caption(said: Mapping[str, object]) -> dict[str, object]:
    """Return the parameters of a photo or a file with a message's text as its caption."""
    names = {each: each for each in ("chat_id", "message_thread_id", "reply_markup")}
    names |= {"text": "caption", "entities": "caption_entities"}
    return {names[name]: value for name, value in said.items() if name in names}


def _in_topic(topic: int) -> dict[str, object]:
    return {"message_thread_id": topic} if topic else {}


def outside_topic(call: Call) -> Call | None:
    """Return a call without its topic, for a topic that is gone; ``None`` if it has none."""
    if "message_thread_id" not in call.params:
        return None
    params = {name: value for name, value in call.params.items() if name != "message_thread_id"}
    return replace(call, params=params, instead=None if call.instead is None else outside_topic(call.instead))


def _texts(chat_id: int, message: Message, text: str, parts: tuple[tuple[int, int], ...]) -> Iterator[Call]:
    for start, end in parts:
        params: dict[str, object] = {
            "chat_id": chat_id,
            "text": text[start:end],
            "link_preview_options": _NO_PREVIEW,
            **_in_topic(message.topic),
        }
        entities = _entities(text, start, end, message)
        if entities:
            params["entities"] = entities
        markup = _markup(message) if end == parts[-1][1] else None
        if markup is not None:
            params["reply_markup"] = markup
        yield Call("sendMessage", params)


def _units(text: str) -> int:
    """Return the length in UTF-16 code units, in which Telegram counts lengths and offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each message's part of a text, in code points."""
    start = 0
    while _units(text[start:]) > TEXT_MAX:
        end = _cut(text, start, _reach(text, start))
        yield start, end
        start = end
        while start < len(text) and text[start].isspace():  # Telegram would trim it and move the entities
            start += 1
    yield start, len(text)


def _reach(text: str, start: int) -> int:
    """Return the largest end, in code points, of a message that begins at ``start``."""
    left = TEXT_MAX
    for at in range(start, len(text)):
        left -= 2 if text[at] > "\uffff" else 1
        if left < 0:
            return at
    return len(text)


def _cut(text: str, start: int, reach: int) -> int:
    for mark in _BREAKS:
        # A break in the first half would leave a very short message.
        at = text.rfind(mark, (start + reach) // 2, reach)
        if at > start:
            return at + len(mark.rstrip())
    return reach


def _entities(text: str, start: int, end: int, message: Message) -> list[dict[str, object]]:
    """Return the bold and quoted parts within a message, with offsets from its beginning.

    Quoted text is sent as code, in which Telegram creates no links, commands or mentions, and which a tap copies.

    Entities and keyboards are plain dicts, because building python-telegram-bot's objects and converting them back costs
    more than the rest of the call, and they validate nothing that the server does not.
    """
    entities: list[dict[str, object]] = []
    for kind, stretches in (("bold", message.bold), ("code", message.quoted)):
        for offset, length in stretches:
            first, last = max(offset, start), min(offset + length, end)
            if first < last:
                entities.append({"type": kind, "offset": _units(text[start:first]), "length": _units(text[first:last])})
    return entities


def _markup(message: Message) -> Mapping[str, object] | None:
    if message.buttons:
        return {"inline_keyboard": [[_button(button) for button in row] for row in message.buttons]}
    if message.keyboard:
        shown: dict[str, object] = {
            "keyboard": [[_key(label, message.share_contact) for label in row] for row in message.keyboard],
            # Without it the keys are as tall as the phone's keyboard.
            "resize_keyboard": True,
            # It closes once used, and does not get in the way of typing, which every question allows; so it is not
            # is_persistent either.
            "one_time_keyboard": True,
        }
        if message.placeholder:  # rows written by an earlier version have none
            shown["input_field_placeholder"] = message.placeholder
        return shown
    if message.hide_keyboard:
        return _NO_KEYBOARD
    return None


def _button(button: MessageButton) -> dict[str, object]:
    shown: dict[str, object] = {"text": button.label}
    if button.url:
        shown["url"] = button.url
    elif button.copy:
        shown["copy_text"] = {"text": button.copy}
    else:
        shown["callback_data"] = button.data
    if button.style:
        shown["style"] = button.style
    return shown


def _key(label: str, share_contact: str) -> dict[str, object]:
    key: dict[str, object] = {"text": label}
    if share_contact and label == share_contact:
        key["request_contact"] = True
    return key
