"""ASGI application of the listener: webhook, liveness, readiness and metrics."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.core import activity
from bot.jobs.heartbeat import STUCK_AFTER
from bot.web.details import look
from bot.web.metrics import CONTENT_TYPE_LATEST, MetricSources, render
from bot.web.readings import Readings


def application(readings: Readings, parts: MetricSources, receivers: Callable[[str], ASGIApp | None]) -> ASGIApp:
    """Return the application. ``receivers`` returns the receiver for a webhook's path; unknown paths are a 404."""

    async def healthz(_: Request) -> Response:
        if stuck := activity.stuck(STUCK_AFTER):
            return JSONResponse({"alive": False, "stuck": stuck}, status_code=503)
        return JSONResponse({"alive": True})

    async def details(_: Request) -> Response:
        return JSONResponse(await look(readings, parts))

    async def readyz(_: Request) -> Response:
        # Only whether this process can store an update: other trouble would take all processes out of service at once.
        ready = await readings.writable.get() is True
        return JSONResponse({"ready": ready}, status_code=200 if ready else 503)

    async def metrics(_: Request) -> Response:
        return Response(await render(parts, readings), media_type=CONTENT_TYPE_LATEST)

    routes = {"/healthz": healthz, "/healthz/details": details, "/readyz": readyz, "/metrics": metrics}
    pages = Starlette(routes=[Route(path, page) for path, page in routes.items()])
    pages.router.redirect_slashes = False

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        receiver = receivers(scope["path"]) if scope["type"] == "http" else None
        await (receiver or pages)(scope, receive, send)

    return serve
