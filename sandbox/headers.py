"""Security headers of the page and its files.

The page shows what bots and people wrote. If any of that ever became markup, the policy would keep it from running.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
_STATIC = "/page/static/"


class PageHeaders:
    """Middleware that adds the headers to ``/`` and everything under ``/page/``, not to the two APIs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, and add the headers."""
        path = scope["path"] if scope["type"] == "http" else ""
        if path != "/" and not path.startswith("/page/"):
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                # The page's files change with the program: they are revalidated each time, and answered 304 if they
                # are unchanged. The browser must not cache chats.
                headers["cache-control"] = "no-cache" if path.startswith(_STATIC) else "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers)
