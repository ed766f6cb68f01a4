"""Endpoints of the chat page and the agent's pane."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.chats import Chat, Message
from sandbox.faults import LEAD_API_MODES, TELEGRAM_MODES, Account, LeadApiFault, TelegramFault
from sandbox.people import Person
from sandbox.repeats import KEY_LIMIT, Repeats
from sandbox.streams import sse
from sandbox.wire import JsonResponse, json_object
from sandbox.world import NotPossible, World

Endpoint = Callable[[Request], Awaitable[Response]]
Act = Callable[[Person, dict[str, Any]], dict[str, Any]]

_PRESETS: list[dict[str, Any]] = [
    {"name": "Everything works", "faults": {"lead_api": {}, "telegram": {}}},
    {"name": "Lead API slow (10 s)", "faults": {"lead_api": {"mode": "slow", "seconds": 10}}},
    {"name": "Lead API down", "faults": {"lead_api": {"mode": "unavailable"}}},
    {"name": "Answer lost after accepting, once", "faults": {"lead_api": {"mode": "drop_after", "times": 1}}},
    {"name": "Postcode rejected, once", "faults": {"lead_api": {"mode": "reject", "field": "postcode", "times": 1}}},
    {"name": "No estimate", "faults": {"lead_api": {"mode": "no_estimate"}}},
    {"name": "A proxy's page instead of an answer", "faults": {"lead_api": {"mode": "garbage"}}},
    {"name": "API key refused", "faults": {"lead_api": {"mode": "key_refused"}}},
    {"name": "Telegram slow (2 s)", "faults": {"telegram": {"mode": "slow", "seconds": 2}}},
    {
        "name": "Telegram busy, five times",
        "faults": {"telegram": {"mode": "busy", "method": "sendMessage", "seconds": 2, "times": 5}},
    },
]


def page_routes(world: World) -> list[Route]:
    """Return the routes under ``/page/`` that answer JSON and events."""
    page = _PageApi(world)
    acts: dict[str, Act] = {
        "send": page.send,
        "edit": page.edit,
        "tap": page.tap,
        "delete": page.delete,
        "block": page.block,
    }
    return [
        Route("/page/bot", page.bot),
        Route("/page/people/{slug}", page.person),
        Route("/page/people/{slug}/events", page.person_events),
        *[Route(f"/page/people/{{slug}}/{name}", page.acting(act), methods=["POST"]) for name, act in acts.items()],
        Route("/page/group", page.group),
        Route("/page/people/{slug}/group", page.group_chat),
        Route("/page/people/{slug}/group/events", page.group_events),
        Route("/page/people/{slug}/group/send", page.acting(page.send_to_group), methods=["POST"]),
        Route("/page/people/{slug}/group/tap", page.acting(page.tap_in_group), methods=["POST"]),
        Route("/page/files/{file_id}", page.file),
        Route("/page/agent", page.agent),
        Route("/page/agent/events", page.agent_events),
        Route("/page/faults", page.faults, methods=["POST"]),
        Route("/page/journal", page.journal),
    ]


class _PageApi:
    def __init__(self, world: World) -> None:
        self._world = world
        self._repeats = Repeats()

    async def bot(self, request: Request) -> Response:
        """Return what a phone shows about the bot, for a language and person."""
        profile = self._world.profile
        language = request.query_params.get("language", "")
        slug = request.query_params.get("person", "")
        chat_id = self._world.people.get(slug).id if slug else 0
        return JsonResponse(
            {
                "id": profile.id,
                "name": profile.name(language),
                "username": profile.username,
                "description": profile.text("description", language),
                "short_description": profile.text("short_description", language),
                "picture": profile.picture and f"/page/files/{profile.picture.file_id}",
                "commands": profile.commands_for(chat_id, language),
                "menu_button": profile.menu_buttons.get(chat_id) or profile.menu_buttons.get(0) or {"type": "default"},
                "language": language,
                "campaign": self._world.campaign,
            },
        )

    async def person(self, request: Request) -> Response:
        """Return a person and their chat, created on first access."""
        try:
            person = self._world.people.get(request.path_params["slug"])
        except ValueError as problem:
            return _problem(str(problem))
        if language := request.query_params.get("language"):
            person.language_code = language
        chat = self._world.private_chat(person)
        return JsonResponse(
            {
                "id": person.id,
                "first_name": person.first_name,
                "phone": person.phone,
                "language_code": person.language_code,
                "messages": [message.as_page() for message in chat.messages.values()],
                "keyboard": chat.keyboard,
                "blocked": chat.blocked,
                "started": chat.started,
                "seq": person.stream.seq,
            },
        )

    async def person_events(self, request: Request) -> Response:
        """Return the person's events as server-sent events."""
        try:
            person = self._world.people.get(request.path_params["slug"])
        except ValueError as problem:
            return _problem(str(problem))
        self._world.private_chat(person)
        return sse(request, person.stream)

    async def group(self, request: Request) -> Response:  # noqa: ARG002  an endpoint's signature
        """Return the staff group, and the member as whom the page shows it; ``null`` if there is none."""
        chat = self._world.forum()
        if chat is None:
            return JsonResponse(None)
        return JsonResponse({"title": chat.title, "person": next(iter(chat.members.values())).slug})

    async def group_chat(self, request: Request) -> Response:
        """Return the staff group with its topics, as one of its members sees it."""
        try:
            person, chat = self._world.people.get(request.path_params["slug"]), self._forum()
        except (NotPossible, ValueError) as problem:
            return _problem(str(problem))
        return JsonResponse(
            {
                "id": person.id,
                "first_name": person.first_name,
                "phone": person.phone,
                "language_code": person.language_code,
                "title": chat.title,
                "topics": [asdict(topic) for topic in chat.topics.values()],
                "messages": [message.as_page() for message in chat.messages.values() if message.kind != "other"],
                "keyboard": None,
                "blocked": False,
                "started": True,
                "seq": chat.stream.seq,
            },
        )

    async def group_events(self, request: Request) -> Response:
        """Return the group's events as server-sent events."""
        try:
            return sse(request, self._forum().stream)
        except NotPossible as problem:
            return _problem(str(problem))

    def send_to_group(self, person: Person, body: dict[str, Any]) -> dict[str, Any]:
        """Send a member's text or attachment in a ``topic`` of the group, 0 for none; like :meth:`send`."""
        return self.send(person, body, (self._forum(), _integer(body, "topic")))

    def tap_in_group(self, person: Person, body: dict[str, Any]) -> dict[str, Any]:
        """Press an inline button in the group; like :meth:`tap`."""
        return self.tap(person, body, self._forum())

    def _forum(self) -> Chat:
        chat = self._world.forum()
        if chat is None:
            raise NotPossible("there is no group")
        return chat

    def acting(self, act: Act) -> Endpoint:
        """Return an endpoint for an action of a person: JSON in, JSON out, 400 with ``error`` if it is impossible."""

        async def endpoint(request: Request) -> Response:
            body = await json_object(request)
            if body is None:
                return _problem("a JSON object is expected")
            try:
                return JsonResponse(act(self._world.people.get(request.path_params["slug"]), body))
            except (NotPossible, ValueError) as problem:
                return _problem(str(problem))

        return endpoint

    def send(self, person: Person, body: dict[str, Any], where: tuple[Chat, int] | None = None) -> dict[str, Any]:
        """Send text, a contact or an attachment; a repeated ``key`` sends nothing and returns the earlier message."""
        match body.get("key"):
            case None:
                message = self._send(person, body, where)
            case str(key) if 1 <= len(key) <= KEY_LIMIT:
                message = self._repeats.once(person, key, lambda: self._send(person, body, where))
            case _:
                raise NotPossible(f"key is a string of 1 to {KEY_LIMIT} characters")
        return {"message": message.as_page()}

    def _send(self, person: Person, body: dict[str, Any], where: tuple[Chat, int] | None) -> Message:
        chat, topic = (None, 0) if where is None else where
        match body:
            case {"text": str(text)}:
                return self._world.say(person, text, chat, topic)
            case {"contact": "own" | "other" as whose} if where is None:
                return self._world.share_contact(person, own=whose == "own")
            case {"attachment": str(kind)}:
                return self._world.attach(person, kind, chat, topic)
            case _:
                raise NotPossible("text, contact or attachment is expected")

    def edit(self, person: Person, body: dict[str, Any]) -> dict[str, Any]:
        """Change the text of an earlier message."""
        message = self._world.edit(person, _integer(body, "message_id"), _string(body, "text"))
        return {"message": message.as_page()}

    def tap(self, person: Person, body: dict[str, Any], chat: Chat | None = None) -> dict[str, Any]:
        """Press an inline button."""
        return {"tap_id": self._world.tap(person, _integer(body, "message_id"), _string(body, "data"), chat).id}

    def delete(self, person: Person, body: dict[str, Any]) -> dict[str, Any]:
        """Remove a message from the chat."""
        self._world.delete(person, _integer(body, "message_id"))
        return {}

    def block(self, person: Person, body: dict[str, Any]) -> dict[str, Any]:
        """Block or unblock the bot."""
        blocked = body.get("blocked")
        if not isinstance(blocked, bool):
            raise NotPossible("blocked is true or false")
        self._world.block(person, blocked=blocked)
        return {"blocked": blocked}

    async def file(self, request: Request) -> Response:
        """Return a picture or document that was sent."""
        stored = self._world.files.get(request.path_params["file_id"])
        if stored is None:
            return JsonResponse({"error": "there is no such file"}, status_code=404)
        return Response(stored.content, media_type=stored.media_type)

    async def agent(self, request: Request) -> Response:  # noqa: ARG002  an endpoint's signature
        """Return what the Lead API received, and the switches."""
        journal = self._world.journal
        return JsonResponse(
            {
                "leads": [asdict(lead) for lead in journal.leads],
                "updates": [asdict(update) for update in journal.updates_of_leads],
                "faults": self._world.faults.as_json(),
                "presets": _PRESETS,
                "modes": {"lead_api": LEAD_API_MODES, "telegram": TELEGRAM_MODES},
                "seq": journal.agent.seq,
            },
        )

    async def agent_events(self, request: Request) -> Response:
        """Return new leads and changed switches as server-sent events."""
        return sse(request, self._world.journal.agent)

    async def faults(self, request: Request) -> Response:
        """Replace the switches; omitted ones are switched off."""
        body = await json_object(request)
        if body is None or set(body) - {"lead_api", "telegram", "account"}:
            return _problem("a JSON object with lead_api, telegram and account is expected")
        given = {name: body.get(name) or {} for name in ("lead_api", "telegram", "account")}
        if not all(isinstance(each, dict) for each in given.values()):
            return _problem("lead_api, telegram and account are objects")
        try:
            lead_api = LeadApiFault.from_json(given["lead_api"])
            telegram = TelegramFault.from_json(given["telegram"])
            account = Account.from_json(given["account"])
        except ValueError as problem:
            return _problem(str(problem))
        self._world.faults.set(lead_api=lead_api, telegram=telegram, account=account)
        return JsonResponse(self._world.faults.as_json())

    async def journal(self, request: Request) -> Response:  # noqa: ARG002  an endpoint's signature
        """Return the journal, for tests in another process."""
        return JsonResponse(self._world.journal.as_json())


def _problem(reason: str) -> JsonResponse:
    return JsonResponse({"error": reason}, status_code=400)


def _integer(body: dict[str, Any], name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotPossible(f"{name} is a number")
    return value


def _string(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise NotPossible(f"{name} is a string")
    return value
