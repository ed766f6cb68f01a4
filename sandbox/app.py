"""Routes of the sandbox: two servers and a page in one application."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.bot_api import BotApi
from sandbox.headers import PageHeaders
from sandbox.lead_api import LeadApi
from sandbox.own_page import OwnPageOnly
from sandbox.page_api import page_routes
from sandbox.world import World

_PAGE = Path(__file__).parent / "page"


def create_app(world: World, bot_api: BotApi, lead_api: LeadApi) -> Starlette:
    """Return the application.

    It answers only to loopback names, which prevents DNS rebinding, and acts for no page but its own.
    """
    return Starlette(
        routes=[
            Route("/", _index),
            Route("/bot{token}/{method}", bot_api.endpoint, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", bot_api.file),
            Route("/api/v103/leads/valuation", lead_api.valuation, methods=["POST"]),
            Route("/api/v103/offices", lead_api.offices),
            Route("/api/v103/person/leads", lead_api.leads_of_person),
            Route("/api/v103/leads/{lead_id:int}", lead_api.lead),
            Route("/api/v103/leads/{lead_id:int}", lead_api.update, methods=["PATCH"]),
            *page_routes(world),
            Mount("/page/static", StaticFiles(directory=_PAGE, check_dir=False)),
        ],
        middleware=[
            Middleware(PageHeaders),
            Middleware(OwnPageOnly),
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "*.localhost"]),
        ],
        exception_handlers={ClientDisconnect: _gone},
    )


async def _gone(request: Request, error: Exception) -> Response:  # noqa: ARG001  a handler's signature
    """Handle a client that died during its request: the request counts as never made."""
    return Response(status_code=400)


async def _index(request: Request) -> Response:  # noqa: ARG001  an endpoint's signature
    return FileResponse(_PAGE / "index.html")
