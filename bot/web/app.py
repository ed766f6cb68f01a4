"""The application that the listener serves: the webhook, if there is one, and what the bot says about itself."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.web.metrics import CONTENT_TYPE_LATEST, Metrics
from bot.web.queues import QueueReader
from bot.web.readiness import Readiness


def application(
    queues: QueueReader, readiness: Readiness, metrics: Metrics, webhook: tuple[str, ASGIApp] | None = None
) -> Starlette:
    """Return the application. ``webhook`` is a path and what serves it; every path but these is a 404."""

    async def healthz(_: Request) -> Response:
        return JSONResponse({"alive": True})

    async def readyz(_: Request) -> Response:
        ready, report = await readiness.look()
        return JSONResponse(report, status_code=200 if ready else 503)

    async def shown(_: Request) -> Response:
        return Response(metrics.render(await queues.queues()), media_type=CONTENT_TYPE_LATEST)

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", shown)]
    if webhook is not None:
        path, receiver = webhook
        routes.insert(0, Route(path, receiver))
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return app
