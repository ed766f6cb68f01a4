"""A bot's public profile: picture; names, descriptions, commands and menu button, per language and scope."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sandbox.files import PHOTO_LIMIT, Files, StoredFile, picture_of
from sandbox.params import Params
from sandbox.refusals import Refused, bad_request

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_COMMANDS_LIMIT = 100
_COMMAND_DESCRIPTION_LIMIT = 256
_PICTURE_MIN = 160
"""Smallest side of a picture, in pixels."""
_LIMITS = {"name": 64, "description": 512, "short_description": 120}
_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}


class Profile:
    """Profile of the bot. ``changed`` is called whenever what a phone shows may have changed.

    ``name`` and ``description`` are those set at BotFather; without a name it is derived from the username.
    """

    def __init__(self, bot_id: int, username: str, name: str = "", description: str = "") -> None:
        self.id = bot_id
        self.username = username
        self.first_name = name or username.replace("_", " ").title()
        self.picture: StoredFile | None = None
        self.menu_buttons: dict[int, dict[str, Any]] = {}
        self.changed: Callable[[], None] = lambda: None
        self._texts: dict[tuple[str, str], str] = {("description", ""): description}
        self._commands: dict[tuple[str, str], list[dict[str, str]]] = {}

    def as_user(self) -> dict[str, Any]:
        """The Bot API's User, as in messages."""
        return {"id": self.id, "is_bot": True, "first_name": self.name(""), "username": self.username}

    def as_me(self) -> dict[str, Any]:
        """What getMe answers."""
        return self.as_user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def name(self, language: str) -> str:
        """The name shown to people of ``language``."""
        return self.text("name", language) or self.first_name

    def text(self, kind: str, language: str) -> str:
        """Return the ``name``, ``description`` or ``short_description`` for ``language``, otherwise the default one."""
        return self._texts.get((kind, language)) or self._texts.get((kind, ""), "")

    def set_text(self, kind: str, params: Params) -> bool:
        """Method setMyName, setMyDescription, setMyShortDescription. An empty text removes the one of that language."""
        language = _language(params)
        text = params.text(kind)
        if len(text) > _LIMITS[kind]:
            raise bad_request(f"bot {kind.replace('_', ' ')} is too long")
        self._texts[(kind, language)] = text
        self.changed()
        return True

    def get_text(self, kind: str, params: Params) -> dict[str, str]:
        """Method getMyName, getMyDescription, getMyShortDescription."""
        language = _language(params)
        return {kind: self.name(language) if kind == "name" else self.text(kind, language)}

    def set_picture(self, files: Files, params: Params) -> bool:
        """Method setMyProfilePhoto: a static picture is an uploaded JPEG. An animated one is not supported here."""
        given = params.json("photo", "InputProfilePhoto")
        if not isinstance(given, dict) or given.get("type") != "static":
            raise bad_request("can't parse InputProfilePhoto: unsupported type specified")
        upload = params.files.get(str(given.get("photo")).removeprefix("attach://"))
        if upload is None:
            raise bad_request("profile photo must be uploaded as a new file")
        if len(upload.content) > PHOTO_LIMIT:
            raise Refused(413, "Request Entity Too Large")
        kind, (width, height) = picture_of(upload.content) or ("", (0, 0))
        if kind != "image/jpeg":
            raise bad_request("IMAGE_PROCESS_FAILED")
        if min(width, height) < _PICTURE_MIN or max(width, height) > 20 * min(width, height):
            raise bad_request("PHOTO_CROP_SIZE_SMALL")
        self.picture = files.add("profile.jpg", upload.content, photo=True)
        self.changed()
        return True

    def remove_picture(self) -> bool:
        """Method removeMyProfilePhoto."""
        self.picture = None
        self.changed()
        return True

    def set_commands(self, params: Params) -> bool:
        """Method setMyCommands."""
        given = params.json("commands", "commands")
        if not isinstance(given, list):
            raise bad_request("can't parse commands JSON object: expected an Array of BotCommand")
        if len(given) > _COMMANDS_LIMIT:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        self._commands[(_scope(params), _language(params))] = [_command(c) for c in given]
        self.changed()
        return True

    def get_commands(self, params: Params) -> list[dict[str, str]]:
        """Method getMyCommands: exactly those of the scope and language asked for."""
        return self._commands.get((_scope(params), _language(params)), [])

    def delete_commands(self, params: Params) -> bool:
        """Method deleteMyCommands."""
        self._commands.pop((_scope(params), _language(params)), None)
        self.changed()
        return True

    def commands_for(self, chat_id: int, language: str) -> list[dict[str, str]]:
        """The commands that a phone shows in a private chat: the first set of Telegram's order that exists."""
        for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
            for tongue in (language, ""):
                if commands := self._commands.get((scope, tongue)):
                    return commands
        return []

    def set_menu_button(self, params: Params) -> bool:
        """Method setChatMenuButton, for one chat or, without ``chat_id``, for all."""
        button = params.json("menu_button", "menu button") or {"type": "default"}
        if not isinstance(button, dict) or str(button.get("type")) not in {"default", "commands", "web_app"}:
            raise bad_request("can't parse menu button: MenuButton has unsupported type")
        self.menu_buttons[params.integer("chat_id")] = button
        return True


def _language(params: Params) -> str:
    language = params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("LANG_CODE_INVALID: invalid language code specified")
    return language


def _scope(params: Params) -> str:
    scope = params.json("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict) or str(scope.get("type")) not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    kind = str(scope["type"])
    places = [str(scope[name]) for name in ("chat_id", "user_id") if name in scope]
    return ":".join([kind, *places])


def _command(given: Any) -> dict[str, str]:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    command, description = given.get("command"), given.get("description")
    if not isinstance(command, str) or not _COMMAND.fullmatch(command.lstrip("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description) <= _COMMAND_DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.lstrip("/"), "description": description}
