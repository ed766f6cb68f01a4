"""Bot profile at Telegram: compared with the wanted one, and updated where it differs."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.telegram.client import BotApi
from bot.telegram.errors import MethodNotFound, describe

_log = logging.getLogger(__name__)

NAME_MAX, DESCRIPTION_MAX, SHORT_DESCRIPTION_MAX = 64, 512, 120
"""Maximum characters (Bot API, ``setMyName`` and so on)."""

Menu = Mapping[str, str]
"""Commands without slashes, each with its description, in menu order."""


class Profile(Struct, frozen=True):
    """Profile of a bot. Mappings are by language (ISO 639-1, empty for all other languages).

    An empty ``name`` keeps the name set at BotFather. ``description`` is shown in a chat before it starts,
    ``short_description`` on the bot's page. ``admin_menu`` replaces the menu for ``admins`` (user ids).
    """

    menus: Mapping[str, Menu]
    name: str = ""
    descriptions: Mapping[str, str] = {}
    short_descriptions: Mapping[str, str] = {}
    admin_menu: Menu = {}
    admins: tuple[int, ...] = ()


class _Part(Struct, frozen=True):
    """One part of a profile: its name, the two methods, its scope, and the wanted value."""

    what: str
    method: str
    place: Mapping[str, object]
    wanted: Mapping[str, object]
    admin: int | None = None

    async def is_right(self, api: BotApi) -> bool:
        """Return whether Telegram shows the wanted value; ``False`` where the server cannot tell.

        Raises :class:`TelegramError` for any other problem.
        """
        try:
            shown = await api.call(f"getMy{self.method}", self.place)
        except (BadRequest, InvalidToken):  # a server's 404 for an unknown method becomes the latter
            return False
        if self.method == "Commands":
            return shown == self.wanted["commands"]
        return isinstance(shown, Mapping) and all(shown.get(name) == value for name, value in self.wanted.items())

    async def set(self, api: BotApi) -> None:
        """Set the wanted value at Telegram."""
        await api.call(f"setMy{self.method}", {**self.place, **self.wanted})


async def show_profile(api: BotApi, profile: Profile) -> tuple[int, ...] | None:
    """Update the profile fields that differ; return the admins whose menus could not be set yet, ``None`` to try again later.

    Those admins have not started a chat with the bot. Any other failure is only a warning in the log: the bot works
    without a profile, and not every Bot API server has these methods.
    """
    missing: list[int] = []
    changed: list[str] = []
    for part in _parts(profile):
        try:
            if not await part.is_right(api):
                await part.set(api)
                changed.append(part.what)
        except TelegramError as error:
            if part.admin is not None and isinstance(error, BadRequest):
                missing.append(part.admin)
                continue
            _log.warning("The bot's profile could not be set", extra={"part": part.what, "error": describe(error)})
            if not isinstance(error, BadRequest):
                return None  # the next one would fail too
    if changed:
        _log.info("The bot's profile is set", extra={"parts": ", ".join(dict.fromkeys(changed))})
    return tuple(missing)


async def show_picture(api: BotApi, picture: bytes) -> bool | None:
    """Set the bot's picture, a JPEG; return whether Telegram took it, ``None`` to try again later.

    A failure is only a warning in the log: not every Bot API server has the method.
    """
    try:
        await api.set_picture(picture)
    except TelegramError as error:
        _log.warning("The bot's picture could not be set", extra={"error": describe(error)})
        return False if isinstance(error, (BadRequest, MethodNotFound)) else None
    _log.info("The bot's picture is set")
    return True


async def take_menus_away(api: BotApi, former: Collection[int]) -> frozenset[int]:
    """Reset the menus of former admins (user ids); return those whose menu is certainly reset.

    Try the others again later.
    """
    done = set()
    for admin in sorted(former):
        try:
            await api.call("deleteMyCommands", {"scope": _chat(admin)})
        except (BadRequest, Forbidden, MethodNotFound):
            pass  # no such chat, hence no menu; or a server without menus
        except TelegramError as error:
            _log.warning("The menu of a former admin could not be taken away yet", extra={"error": describe(error)})
            break  # the next one would fail too
        done.add(admin)
    return frozenset(done)


async def differences(api: BotApi, profile: Profile) -> list[str] | None:
    """Return the names of profile fields that differ; ``None`` if Telegram cannot be reached. Changes nothing."""
    try:
        return list(dict.fromkeys([part.what for part in _parts(profile) if not await part.is_right(api)]))
    except TelegramError:
        return None


def _parts(profile: Profile) -> Iterator[_Part]:
    if profile.name:
        yield _Part("name", "Name", {}, {"name": profile.name})
    for what, method, texts in (
        ("description", "Description", profile.descriptions),
        ("short_description", "ShortDescription", profile.short_descriptions),
    ):
        for language, text in texts.items():
            yield _Part(what.replace("_", " "), method, {"language_code": language or None}, {what: text})
    for language, menu in profile.menus.items():
        yield _Part("menu of commands", "Commands", {"language_code": language or None}, {"commands": menu_of(menu)})
    for admin in profile.admins:
        here = {"scope": _chat(admin)}
        yield _Part("menu of an admin", "Commands", here, {"commands": menu_of(profile.admin_menu)}, admin)


def _chat(admin: int) -> dict[str, object]:
    """Return the scope of a person's private chat with the bot (Bot API, ``BotCommandScopeChat``)."""
    return {"type": "chat", "chat_id": admin}


def menu_of(menu: Menu) -> list[dict[str, str]]:
    """Return the commands as JSON of the Bot API."""
    return [{"command": command, "description": description} for command, description in menu.items()]
