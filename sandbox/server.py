"""Sandbox server: start and stop of everything together."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Mapping
from types import TracebackType
from typing import Self

from sandbox.accounts import Leads
from sandbox.app import create_app
from sandbox.bot_api import BotApi
from sandbox.faults import Faults
from sandbox.handles import PersonHandle
from sandbox.journal import Journal
from sandbox.lead_api import DEFAULT_OFFICES, LeadApi
from sandbox.webhooks import pause_before
from sandbox.wire import Server, listen
from sandbox.world import World

_log = logging.getLogger(__name__)

DEFAULT_TOKEN = "1000001:sandbox-token-for-trying-out"  # noqa: S105  valid only in the sandbox
DEFAULT_API_KEY = "sandbox-key"


class Sandbox:
    """A Bot API server, a Lead API and the chat page on one port of 127.0.0.1, in the running event loop.

    ``async with Sandbox() as sandbox:``. ``port`` 0 takes any free port; with ``next_free`` a taken port means the next
    free one. ``token`` is the only bot's token, and ``api_keys`` are the only keys that the Lead API accepts. ``name``
    and ``description`` are those set at BotFather, ``campaign`` is the code of a link that the page suggests. ``clock``
    returns unix seconds, for retention and dates, not for waits. ``webhook_pause`` returns the seconds before the n-th
    repeat of a delivery. ``journal`` and ``faults`` replace the default ones, for other bounds or faults by a custom
    rule. Entering raises ``OSError`` if no port is free.

    Bounded: it keeps 1,000 messages per chat, 300 files or 200 MB, 5,000 calls and updates and 1,000 leads in the
    journal, 1,000 events per page, and 100,000 waiting updates; the oldest of each are dropped first.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        next_free: bool = False,
        token: str = DEFAULT_TOKEN,
        api_keys: Collection[str] = (DEFAULT_API_KEY,),
        offices: Mapping[int, str] = DEFAULT_OFFICES,
        username: str = "sandbox_valuation_bot",
        name: str = "",
        description: str = "",
        campaign: str = "",
        clock: Callable[[], float] = time.time,
        first_update_id: int | None = None,
        webhook_pause: Callable[[int], float] = pause_before,
        journal: Journal | None = None,
        faults: Faults | None = None,
    ) -> None:
        self.token = token
        self.api_key = next(iter(api_keys))
        self.world = World(
            token=token,
            username=username,
            name=name,
            description=description,
            campaign=campaign,
            clock=clock,
            first_update_id=first_update_id,
            journal=journal,
            faults=faults,
        )
        self._bot_api = BotApi(self.world, webhook_pause)
        lead_api = self._lead_api = LeadApi(
            keys=api_keys,
            offices=offices,
            clock=clock,
            pause=self.world.pause,
            faults=self.faults,
            journal=self.journal,
        )
        self._app = create_app(self.world, self._bot_api, lead_api)
        self._wanted = (port, next_free)
        self._handles: dict[str, PersonHandle] = {}
        self._server: Server | None = None
        self._serving: asyncio.Task[None] | None = None
        self.port = 0
        """Port in use, once entered."""

    @property
    def base_url(self) -> str:
        """Where both APIs and the page are, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def faults(self) -> Faults:
        """The switches: ``sandbox.faults.set(telegram=TelegramFault("busy", method="sendMessage", times=1))``."""
        return self.world.faults

    @property
    def leads(self) -> Leads:
        """The leads of the account, in their current state."""
        return self._lead_api.leads

    @property
    def journal(self) -> Journal:
        """The journal so far."""
        return self.world.journal

    def person(self, slug: str) -> PersonHandle:
        """Return the person with this slug; always the same handle."""
        if slug not in self._handles:
            self._handles[slug] = PersonHandle(self.world, self.world.people.get(slug))
        return self._handles[slug]

    async def __aenter__(self) -> Self:
        port, next_free = self._wanted
        listener = listen(port, next_free=next_free)
        self.port = listener.getsockname()[1]
        self._server = Server(self._app)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        while not self._server.started:
            if self._serving.done():
                await self._serving
            await asyncio.sleep(0.005)
        _log.info("the sandbox serves", extra={"port": self.port})
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def stop(self) -> None:
        """Stop within a second, ending open pages and long polls first. No effect if already stopped."""
        if self._server is None or self._serving is None:
            return
        await self._bot_api.webhooks.stop()
        self.world.close()
        self._server.stop()
        await self._serving
        self._server = self._serving = None
        _log.info("the sandbox has stopped", extra={"port": self.port})
