"""Telegram and the Lead API inside a world: the sandbox's own, without its sockets and its page."""

from __future__ import annotations

from collections.abc import Callable

from simulation.http_server import HttpConnection, Noting
from starlette.requests import Request
from starlette.responses import Response

from sandbox.bot_api import BotApi
from sandbox.faults import Faults
from sandbox.handles import PersonHandle
from sandbox.journal import Journal
from sandbox.lead_api import DEFAULT_OFFICES, LeadApi
from sandbox.wire import JsonResponse
from sandbox.world import World

TOKEN = "1000001:token-of-the-simulation"
KEY = "key-of-the-simulation"
TELEGRAM, LEAD_API = "telegram.example", "leads.example"


class Servers:
    """Both servers, and the phones of the people. To be made on the event loop that they run on."""

    def __init__(self, clock: Callable[[], float], faults: Faults) -> None:
        journal = Journal(calls=Noting(), updates=Noting(), leads=Noting(), offices=Noting())
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

    def phone(self, name: str) -> PersonHandle:
        """The phone of a person of that name, who is made with it."""
        return PersonHandle(self.world, self.world.people.get(name))

    def telegram(self) -> HttpConnection:
        """What answers a connection to the Bot API."""
        return HttpConnection(self._answer_telegram, self._clock)

    def lead_api(self) -> HttpConnection:
        """What answers a connection to the Lead API."""
        return HttpConnection(self._answer_lead_api, self._clock)

    async def _answer_telegram(self, request: Request) -> Response:
        _, bot, method = request.url.path.split("/", 2)
        request.scope["path_params"] = {"token": bot.removeprefix("bot"), "method": method}
        return await self._bot_api.endpoint(request)

    async def _answer_lead_api(self, request: Request) -> Response:
        match request.url.path:
            case "/api/v103/leads/valuation":
                return await self._lead_api.valuation(request)
            case "/api/v103/offices":
                return await self._lead_api.offices(request)
            case "/api/v103/person/leads":
                return await self._lead_api.leads_of_person(request)
            case _:
                return JsonResponse({"message": "Not Found"}, status_code=404)
