"""Bot API methods that add something to a chat."""

from __future__ import annotations

from typing import Any

from sandbox import entities
from sandbox.chats import Chat, Message
from sandbox.entities import Formatted, utf16_length
from sandbox.files import DOCUMENT_LIMIT, PHOTO_LIMIT, StoredFile, picture_of
from sandbox.markup import Markup, read_markup
from sandbox.params import Params
from sandbox.parse_mode import parse
from sandbox.refusals import Refused, bad_request, forbidden
from sandbox.world import TEXT_LIMIT, World

CAPTION_LIMIT = 1024
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def open_chat(world: World, params: Params) -> Chat:
    """Return the chat that a call names, if the bot may write there. Raises :class:`Refused` with Telegram's text."""
    raw = params.text("chat_id")
    if not raw:
        raise bad_request("chat_id is empty")
    chat = known_chat(world, params)
    if chat.upgraded_to is not None:
        upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refused(400, upgraded, migrate_to_chat_id=chat.upgraded_to)
    if chat.blocked:
        raise forbidden("bot was blocked by the user" if chat.private else "bot was kicked from the group chat")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def known_chat(world: World, params: Params) -> Chat:
    """Return the chat that a call names. Raises :class:`Refused` (400 "chat not found")."""
    chat = world.chat(params.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def read_text(params: Params) -> Formatted:
    """Return ``text`` with its entities. Raises :class:`Refused` if it is empty or too long after entities parsing."""
    formatted = _read(params, "text", "entities")
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return formatted


def read_caption(params: Params) -> Formatted:
    """Return ``caption`` with its entities; it may be empty."""
    formatted = _read(params, "caption", "caption_entities")
    if utf16_length(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return formatted


def _read(params: Params, name: str, given_entities: str) -> Formatted:
    raw = entities.clean(params.text(name))
    if params.text("parse_mode"):
        formatted = parse(raw, params.text("parse_mode"))
    else:
        given = params.json(given_entities, "message entities")
        formatted = Formatted(raw, entities.checked(raw, given) if given is not None else [])
    formatted = entities.trimmed(formatted)
    return Formatted(formatted.text, entities.with_found(formatted))


def send_message(world: World, params: Params) -> dict[str, Any]:
    """Method sendMessage."""
    chat = open_chat(world, params)
    formatted = read_text(params)
    return _post(world, chat, params, kind="text", text=formatted.text, entities=formatted.entities)


def send_photo(world: World, params: Params) -> dict[str, Any]:
    """Method sendPhoto, with an upload or the id of a file sent before."""
    chat = open_chat(world, params)
    caption = read_caption(params)
    photo = _file(world, params, "photo", PHOTO_LIMIT)
    if photo.size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = photo.size
    if min(width, height) < 1 or width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    size = {
        "file_id": photo.file_id,
        "file_unique_id": f"u-{photo.file_id}",
        "width": width,
        "height": height,
        "file_size": len(photo.content),
    }
    return _post(
        world,
        chat,
        params,
        kind="photo",
        file=photo,
        content={"photo": [size]},
        caption=caption.text,
        caption_entities=caption.entities,
    )


def send_document(world: World, params: Params) -> dict[str, Any]:
    """Method sendDocument, with an upload or the id of a file sent before."""
    chat = open_chat(world, params)
    caption = read_caption(params)
    document = _file(world, params, "document", DOCUMENT_LIMIT)
    content = {
        "document": {
            "file_id": document.file_id,
            "file_unique_id": f"u-{document.file_id}",
            "file_name": document.name,
            "mime_type": document.media_type,
            "file_size": len(document.content),
        },
    }
    return _post(
        world,
        chat,
        params,
        kind="document",
        file=document,
        content=content,
        caption=caption.text,
        caption_entities=caption.entities,
    )


def send_voice(world: World, params: Params) -> dict[str, Any]:
    """Method sendVoice, with the id of a file sent before."""
    return _send_again(world, params, "voice", {"duration": 3})


def send_video(world: World, params: Params) -> dict[str, Any]:
    """Method sendVideo, with the id of a file sent before."""
    return _send_again(world, params, "video", {"width": 640, "height": 480, "duration": 5})


def _send_again(world: World, params: Params, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    chat = open_chat(world, params)
    caption = read_caption(params)
    file = _file(world, params, kind, DOCUMENT_LIMIT)
    held = {"file_id": file.file_id, "file_unique_id": f"u-{file.file_id}", **content}
    words = {"caption": caption.text, "caption_entities": caption.entities}
    return _post(world, chat, params, kind=kind, file=file, content={kind: held}, **words)


def send_chat_action(world: World, params: Params) -> bool:
    """Method sendChatAction: the page shows "typing…"."""
    chat = open_chat(world, params)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.show(chat, "typing")
    return True


def get_file(world: World, params: Params) -> dict[str, Any]:
    """Method getFile."""
    stored = world.files.get(params.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": stored.file_id,
        "file_unique_id": f"u-{stored.file_id}",
        "file_size": len(stored.content),
        "file_path": stored.path,
    }


def _post(world: World, chat: Chat, params: Params, **fields: Any) -> dict[str, Any]:
    markup = read_markup(params, private=chat.private)
    topic = topic_of(chat, params)
    message = world.post_quietly(chat, sender=None, reply_to=_reply_to(chat, params), topic=topic, **fields)
    message.set_buttons(markup.buttons)
    message.has_reply_keyboard = markup.kind not in {"", "inline"}
    world.show_message(message)
    _put_keyboard(world, chat, markup)
    return message.as_bot_api(world.profile.as_user())


def topic_of(chat: Chat, params: Params) -> int:
    """Return the topic that a call names, in a group that has topics; 0 for none."""
    topic = params.integer("message_thread_id")
    if not chat.forum or not topic:
        return 0
    if topic not in chat.topics:
        raise bad_request("message thread not found")
    return topic


def _put_keyboard(world: World, chat: Chat, markup: Markup) -> None:
    if markup.kind == "reply":
        world.set_keyboard(chat, markup.page_keyboard())
    elif markup.kind == "remove":
        world.set_keyboard(chat, None)


def _reply_to(chat: Chat, params: Params) -> Message | None:
    given = params.json("reply_parameters", "reply parameters")
    reply = given if isinstance(given, dict) else {}
    message_id = reply.get("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return None
    if not isinstance(message_id, int):
        raise bad_request('can\'t parse reply parameters: field "message_id" must be of type Number')
    message = chat.messages.get(message_id)
    if message is None and not (reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")):
        raise bad_request("message to be replied not found")
    return message


def _file(world: World, params: Params, name: str, limit: int) -> StoredFile:
    given = params.text(name)
    upload = params.files.get(given.removeprefix("attach://") if given.startswith("attach://") else name)
    if upload is None:
        if not given:
            raise bad_request(f"there is no {name} in the request")
        if given.startswith(("http://", "https://")):
            # The sandbox fetches nothing from the network.
            raise bad_request("failed to get HTTP URL content")
        stored = world.files.get(given)
        if stored is None:
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        return stored
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > limit:
        raise Refused(413, "Request Entity Too Large")
    if name == "photo" and picture_of(upload.content) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return world.files.add(upload.filename or "file", upload.content, photo=name == "photo")
