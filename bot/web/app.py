"""ASGI application of the listener: webhook, readiness and metrics."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.core import activity
from bot.web.metrics import CONTENT_TYPE_LATEST, Metrics
from bot.web.details import look
from bot.web.readings import Readings

STUCK_AFTER = 60.0
"""Seconds for one turn, one message or one lead, not counting other servers' answers, before the process counts as stuck."""


def application(readings: Readings, metrics: Metrics, receivers: Callable[[str], ASGIApp | None]) -> ASGIApp:
    """Return the application. ``receivers`` returns the receiver for a webhook's path; unknown paths are a 404."""

    async def healthz(_: Request) -> Response:
        if stuck := activity.stuck(STUCK_AFTER):
            return JSONResponse({"alive": False, "stuck": stuck}, status_code=503)
        return JSONResponse({"alive": True})

    async def readyz(_: Request) -> Response:
        ready, report = await look(readings)
        return JSONResponse(report, status_code=200 if ready else 503)

    async def shown(_: Request) -> Response:
        return Response(metrics.render(await readings.queues.get()), media_type=CONTENT_TYPE_LATEST)

    pages = Starlette(routes=[Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", shown)])
    pages.router.redirect_slashes = False

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        receiver = receivers(scope["path"]) if scope["type"] == "http" else None
        await (receiver or pages)(scope, receive, send)

    return serve
