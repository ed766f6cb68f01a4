"""Telegram and the Lead API inside a world: the sandbox's own, without its sockets and its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from simulation.http_server import HttpConnection, Noting
from starlette.requests import Request
from starlette.responses import Response

from sandbox.accounts import Leads
from sandbox.bot_api import BotApi
from sandbox.faults import Faults
from sandbox.handles import PersonHandle
from sandbox.journal import Journal, UpdateOfLead
from sandbox.lead_api import DEFAULT_OFFICES, LeadApi
from sandbox.wire import JsonResponse
from sandbox.world import World

TOKEN = "1000001:token-of-the-simulation"
KEY = "key-of-the-simulation"
UNDER_WAY = 3.0
"""Seconds for which a request that left before may be on its way."""
REFUSALS = (400, 401, 403, 404, 422)
"""Answers of the Lead API which say that no other request will do."""
TELEGRAM, LEAD_API = "telegram.example", "leads.example"


class Servers:
    """Both servers, and the phones of the people. To be made on the event loop that they run on."""

    def __init__(self, clock: Callable[[], float], faults: Faults, say: Callable[[str], None]) -> None:
        journal = Journal(
            calls=Noting(),
            updates=Noting(),
            leads=Noting(),
            offices=Noting(),
            look_ups=Noting(),
            updates_of_leads=Noting(),
        )
        self.world = World(
            token=TOKEN,
            username="example_valuation_bot",
            name="",
            description="",
            clock=clock,
            first_update_id=None,
            journal=journal,
            faults=faults,
        )
        self.journal = journal
        self.world.updates.on_added = lambda update: say(f"update {update.kind}: {_told(update.payload)}")
        self.late_updates: list[UpdateOfLead] = []
        """Those that were carried out so long after they came that whoever looked in between could not see it."""
        self.refused_updates: list[UpdateOfLead] = []
        """Those that were answered in a way that says that no other request will do."""
        self._say = say
        self._clock = clock
        self._bot_api = BotApi(self.world)
        self._lead_api = LeadApi(
            keys=[KEY],
            offices=DEFAULT_OFFICES,
            clock=clock,
            pause=self.world.pause,
            faults=faults,
            journal=journal,
        )

    @property
    def leads(self) -> Leads:
        """The leads that the account has."""
        return self._lead_api.leads

    def phone(self, name: str) -> PersonHandle:
        """The phone of a person of that name, who is made with it."""
        return PersonHandle(self.world, self.world.people.get(name))

    def group(self, title: str) -> int:
        """Found a group with topics of the person ``staff`` with the bot in it; returns its chat id."""
        return self.world.add_forum(title, self.world.people.get("staff")).id

    def telegram(self) -> HttpConnection:
        """What answers a connection to the Bot API."""
        return HttpConnection(self._answer_telegram, self._clock, self._say)

    def lead_api(self) -> HttpConnection:
        """What answers a connection to the Lead API."""
        return HttpConnection(self._answer_lead_api, self._clock, self._say)

    async def _answer_telegram(self, request: Request) -> Response:
        _, bot, method = request.url.path.split("/", 2)
        request.scope["path_params"] = {"token": bot.removeprefix("bot"), "method": method}
        return await self._bot_api.endpoint(request)

    async def _answer_lead_api(self, request: Request) -> Response:
        path = request.url.path.removeprefix("/api/v103/")
        match request.method, path.split("/"):
            case "POST", ["leads", "valuation"]:
                return await self._lead_api.valuation(request)
            case "GET", ["offices"]:
                return await self._lead_api.offices(request)
            case "GET", ["person", "leads"]:
                return await self._lead_api.leads_of_person(request)
            case "GET" | "PATCH", ["leads", number]:
                request.scope["path_params"] = {"lead_id": int(number)}
                if request.method == "GET":
                    return await self._lead_api.lead(request)
                at = self._clock()
                answer = await self._lead_api.update(request)
                if self._clock() - at > UNDER_WAY:
                    self.late_updates.append(self.journal.updates_of_leads[-1])
                if answer.status_code in REFUSALS or b'"success":false' in bytes(answer.body).replace(b" ", b""):
                    self.refused_updates.append(self.journal.updates_of_leads[-1])
                return answer
            case _:
                return JsonResponse({"message": "Not Found"}, status_code=404)


def _told(payload: Mapping[str, Any]) -> str:
    who = payload.get("from", {}).get("id")
    return f"from {who}: {payload.get('text') or payload.get('data') or ''!r}"
