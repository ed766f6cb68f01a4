"""Bot API methods that change what is already in a chat, and the answer to a tap."""

from __future__ import annotations

from typing import Any

from sandbox.chats import Chat, Message
from sandbox.markup import Markup, read_markup
from sandbox.params import Params
from sandbox.refusals import bad_request
from sandbox.sending import known_chat, open_chat, read_caption, read_text
from sandbox.world import World

_DELETABLE_SECONDS = 48 * 3600
_DELETE_BATCH = 100
_TOAST_LIMIT = 200


def edit_message_text(world: World, params: Params) -> dict[str, Any]:
    """Method editMessageText."""
    formatted = read_text(params)
    chat, message, markup = _editable(world, params)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    _check_modified(
        (message.text, message.entities, message.buttons),
        (formatted.text, formatted.entities, markup.buttons),
    )
    message.text, message.entities = formatted.text, formatted.entities
    return _edited(world, chat, message, markup)


def edit_message_caption(world: World, params: Params) -> dict[str, Any]:
    """Method editMessageCaption."""
    caption = read_caption(params)
    chat, message, markup = _editable(world, params)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    _check_modified(
        (message.caption, message.caption_entities, message.buttons),
        (caption.text, caption.entities, markup.buttons),
    )
    message.caption, message.caption_entities = caption.text, caption.entities
    return _edited(world, chat, message, markup)


def edit_message_reply_markup(world: World, params: Params) -> dict[str, Any]:
    """Method editMessageReplyMarkup; without a keyboard the buttons go."""
    chat, message, markup = _editable(world, params)
    _check_modified(message.buttons, markup.buttons)
    return _edited(world, chat, message, markup)


def delete_message(world: World, params: Params) -> bool:
    """Method deleteMessage: of the bot's own, and in private chats the person's, if younger than 48 hours."""
    chat = open_chat(world, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not _deletable(world, chat, message):
        raise bad_request("message can't be deleted for everyone")
    _delete(world, chat, message)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Method deleteMessages: up to 100 at once; those that cannot be deleted are passed over."""
    chat = open_chat(world, params)
    ids = params.json("message_ids", "message identifiers")
    if not isinstance(ids, list) or not all(isinstance(i, int) for i in ids):
        raise bad_request("can't parse message identifiers: expected an Array of Numbers")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > _DELETE_BATCH:
        raise bad_request("too many message identifiers specified")
    for message in [chat.messages[i] for i in dict.fromkeys(ids) if i in chat.messages]:
        if _deletable(world, chat, message):
            _delete(world, chat, message)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """Method answerCallbackQuery: once per tap, while it is young enough."""
    text = params.text("text")
    if len(text) > _TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    tap = world.answerable(params.text("callback_query_id"))
    if tap is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    tap.answered = True
    for stream in {tap.person.stream, tap.chat.stream}:
        if text:
            stream.publish("toast", tap_id=tap.id, text=text, alert=params.flag("show_alert"))
        stream.publish("tap_settled", tap_id=tap.id)
    return True


def _editable(world: World, params: Params) -> tuple[Chat, Message, Markup]:
    """Return the message that a call names, if it has no reply keyboard. A blocked bot may still edit."""
    if not params.given("chat_id") or not params.given("message_id"):
        raise bad_request("message identifier is not specified")
    chat = known_chat(world, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not None or message.has_reply_keyboard:
        raise bad_request("message can't be edited")
    markup = read_markup(params, private=chat.private)
    if markup.kind not in {"", "inline"}:
        raise bad_request("inline keyboard expected")
    return chat, message, markup


def _check_modified(before: object, after: object) -> None:
    if before == after:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message",
        )


def _edited(world: World, chat: Chat, message: Message, markup: Markup) -> dict[str, Any]:
    message.set_buttons(markup.buttons)
    message.edit_date = int(world.clock())
    world.show(chat, "edited", message=message.as_page())
    return message.as_bot_api(world.profile.as_user())


def _deletable(world: World, chat: Chat, message: Message) -> bool:
    mine = message.sender is None or chat.private
    return mine and world.clock() - message.date < _DELETABLE_SECONDS


def _delete(world: World, chat: Chat, message: Message) -> None:
    del chat.messages[message.message_id]
    world.show(chat, "deleted", message_id=message.message_id)
