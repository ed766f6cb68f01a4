"""Refusal of requests that pages elsewhere on the web make to the sandbox.

A page cannot read the answers, but its requests would act: move switches, write and tap as somebody.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_OWN = {"same-origin", "none"}
"""Values of ``Sec-Fetch-Site`` for requests of the page itself, and of addresses that somebody typed."""


class OwnPageOnly:
    """Middleware that answers 403 where a browser says that another site's page makes the request.

    Every browser says so, and no page can change it; bots and tests send no such header. Links to ``/`` may be followed from
    anywhere, since the page by itself does nothing.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or refuse."""
        linked = scope["type"] != "http" or (scope["path"] == "/" and scope["method"] in {"GET", "HEAD"})
        if linked or _OWN.issuperset(Headers(scope=scope).getlist("sec-fetch-site")):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse("only the sandbox's own page may do this", status_code=403)(scope, receive, send)
