"""Bot API over HTTP: tokens, methods, faults, answers."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from sandbox import editing, polling, sending, topics
from sandbox.faults import TelegramFault
from sandbox.journal import Call
from sandbox.params import Params, params_from_json, read_params
from sandbox.refusals import Refused, bad_request, forbidden
from sandbox.webhooks import Webhooks, pause_before
from sandbox.wire import GARBAGE, Dropped, JsonResponse
from sandbox.world import World, membership

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{1,80}")

Method = Callable[[Params], Any]


class BotApi:
    """Methods of one bot."""

    def __init__(self, world: World, pause: Callable[[int], float] = pause_before) -> None:
        self._world = world
        self.webhooks = Webhooks(world.updates, world.clock, self._reply_of_webhook, pause)
        world.profile.changed = lambda: world.show_everybody("bot")
        methods = self._methods()
        self._by_name: dict[str, tuple[str, Method]] = {
            name.lower(): (name, method) for name, method in methods.items()
        }

    def _methods(self) -> dict[str, Method]:
        world, profile = self._world, self._world.profile
        methods: dict[str, Method] = {
            "getMe": lambda _: profile.as_me(),
            "getUpdates": lambda p: polling.get_updates(world.updates, self.webhooks, p),
            "setWebhook": lambda p: polling.set_webhook(world.updates, self.webhooks, p),
            "deleteWebhook": lambda p: polling.delete_webhook(world.updates, self.webhooks, p),
            "getWebhookInfo": lambda _: polling.get_webhook_info(world.updates, self.webhooks),
            "setMyCommands": lambda p: profile.set_commands(self._in_scope(p)),
            "getMyCommands": lambda p: profile.get_commands(self._in_scope(p)),
            "deleteMyCommands": lambda p: profile.delete_commands(self._in_scope(p)),
            "setChatMenuButton": profile.set_menu_button,
            "setMyName": lambda p: profile.set_text("name", p),
            "getMyName": lambda p: profile.get_text("name", p),
            "setMyDescription": lambda p: profile.set_text("description", p),
            "getMyDescription": lambda p: profile.get_text("description", p),
            "setMyShortDescription": lambda p: profile.set_text("short_description", p),
            "getMyShortDescription": lambda p: profile.get_text("short_description", p),
            "setMyProfilePhoto": lambda p: profile.set_picture(world.files, p),
            "removeMyProfilePhoto": lambda _: profile.remove_picture(),
            "logOut": lambda _: True,
            "close": lambda _: True,
        }
        on_world: dict[str, Callable[[World, Params], Any]] = {
            "sendMessage": sending.send_message,
            "sendPhoto": sending.send_photo,
            "sendDocument": sending.send_document,
            "sendVoice": sending.send_voice,
            "sendVideo": sending.send_video,
            "sendChatAction": sending.send_chat_action,
            "createForumTopic": topics.create_forum_topic,
            "closeForumTopic": topics.close_forum_topic,
            "deleteForumTopic": topics.delete_forum_topic,
            "getFile": sending.get_file,
            "editMessageText": editing.edit_message_text,
            "editMessageCaption": editing.edit_message_caption,
            "editMessageReplyMarkup": editing.edit_message_reply_markup,
            "deleteMessage": editing.delete_message,
            "deleteMessages": editing.delete_messages,
            "answerCallbackQuery": editing.answer_callback_query,
            "getChat": _get_chat,
            "getChatMember": _get_chat_member,
        }
        return methods | {name: _bound(method, world) for name, method in on_world.items()}

    def _in_scope(self, params: Params) -> Params:
        """Return the parameters unchanged if a chat in their scope is known. Raises :class:`Refused` with Telegram's text."""
        scope = params.json("scope", "BotCommandScope")
        if isinstance(scope, dict) and "chat_id" in scope:
            number = str(scope["chat_id"])
            chat = self._world.chat(int(number)) if number.lstrip("-").isdigit() else None
            if chat is None or not chat.started:
                raise bad_request("chat not found")
        return params

    async def endpoint(self, request: Request) -> Response:
        """``/bot<token>/<method>``."""
        name = request.path_params["method"]
        try:
            self._check_token(request.path_params["token"])
            name, method = self._method(name)
            params = await read_params(request)
        except Refused as refused:
            self._world.journal.calls.append(Call(self._world.clock(), name, {}, _outcome(refused)))
            return _answer(refused)
        return await self._call(name, method, params)

    async def file(self, request: Request) -> Response:
        """``/file/bot<token>/<path>``: the file whose path getFile returned."""
        try:
            self._check_token(request.path_params["token"])
        except Refused as refused:
            return _answer(refused)
        stored = self._world.files.by_path(request.path_params["path"])
        if stored is None:
            return _answer(Refused(404, "Not Found"))
        return Response(stored.content, media_type=stored.media_type)

    async def _call(self, name: str, method: Method, params: Params) -> Response:
        """Call a method, under a fault if one applies, and record it."""
        call = Call(self._world.clock(), name, params.as_json())
        self._world.journal.calls.append(call)
        fault = self._world.faults.take_telegram(name, to_a_chat=params.given("chat_id"))
        if fault.mode == "slow":
            await self._world.pause(fault.seconds)
        elif fault.mode == "drop_before":
            call.outcome = "dropped before acting"
            return Dropped()
        try:
            _raise(fault)
            result = method(params)
            if isinstance(result, Awaitable):
                result = await result
        except Refused as refused:
            call.outcome = _outcome(refused)
            return _answer(refused)
        if name != "getUpdates":
            # The updates themselves are already in the journal.
            call.result = result
        if fault.mode == "drop_after":
            call.outcome = "dropped after acting"
            return Dropped()
        if fault.mode == "garbage":
            call.outcome = "garbage after acting"
            return PlainTextResponse(GARBAGE, media_type="text/html")
        call.outcome = "ok"
        return JsonResponse({"ok": True, "result": result})

    async def _reply_of_webhook(self, body: dict[str, Any]) -> None:
        """Call the method named in a webhook's answer. As at Telegram, its result is not returned."""
        with contextlib.suppress(Refused):
            await self._call(*self._method(str(body.pop("method"))), params_from_json(body))

    def _method(self, name: str) -> tuple[str, Method]:
        """Return a method and its proper name; names are case-insensitive."""
        found = self._by_name.get(name.lower())
        if found is None:
            raise Refused(404, "Not Found")
        return found

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise Refused(404, "Not Found")
        if token != self._world.token:
            raise Refused(401, "Unauthorized")


def _bound(method: Callable[[World, Params], Any], world: World) -> Method:
    return lambda params: method(world, params)


def _raise(fault: TelegramFault) -> None:
    if fault.mode == "busy":
        wait = max(int(fault.seconds), 1)
        raise Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
    if fault.mode == "error":
        raise Refused(500, "Internal Server Error")
    if fault.mode == "blocked":
        raise forbidden("bot was blocked by the user")


def _outcome(refused: Refused) -> str:
    return f"{refused.code} {refused.description}"


def _answer(refused: Refused) -> JsonResponse:
    headers = {} if refused.retry_after is None else {"retry-after": str(refused.retry_after)}
    return JsonResponse(refused.as_json(), status_code=refused.code, headers=headers)


def _get_chat(world: World, params: Params) -> dict[str, Any]:
    chat = sending.known_chat(world, params)
    return chat.as_bot_api() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def _get_chat_member(world: World, params: Params) -> dict[str, Any]:
    chat = sending.known_chat(world, params)
    user_id = params.integer("user_id")
    if user_id == world.profile.id:
        if chat.forum and not chat.blocked:
            return membership(world.profile.as_user(), "administrator") | dict.fromkeys(sorted(chat.bot_rights), True)
        return membership(world.profile.as_user(), "kicked" if chat.blocked else "member")
    person = chat.person if chat.person and chat.person.id == user_id else chat.members.get(user_id)
    if person is None:
        raise bad_request("user not found")
    return membership(person.as_user(), "member")
