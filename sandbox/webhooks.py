"""Delivery of updates to a webhook, by Telegram's rules.

Updates of one lane (a chat's messages, a person's taps) are sent one by one, in order; lanes in parallel, up to
``max_connections``. A failed update is resent at once and then after 2, 4, 8 … 120 seconds, or as ``Retry-After`` says;
until then nothing else of its lane is sent.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx

from sandbox.updates import Update, UpdateQueue

_DELIVERY_TIMEOUT_SECONDS = 60
_LONGEST_PAUSE_SECONDS = 120


@dataclass(slots=True)
class Hook:
    """Registered webhook. ``last_error_date`` is in unix seconds."""

    url: str
    secret: str
    max_connections: int
    last_error_date: int | None = None
    last_error_message: str = ""


def pause_before(attempt: int) -> float:
    """Return the seconds before an update is resent, ``attempt`` 1 being the first repeat: 0, 2, 4, 8 … 120."""
    return 0 if attempt <= 1 else min(2.0 ** (attempt - 1), _LONGEST_PAUSE_SECONDS)


class Webhooks:
    """The webhook of one bot, and the tasks that deliver to it."""

    def __init__(
        self,
        updates: UpdateQueue,
        clock: Callable[[], float],
        reply: Callable[[dict[str, Any]], Awaitable[None]],
        pause: Callable[[int], float] = pause_before,
    ) -> None:
        self.hook: Hook | None = None
        self._updates = updates
        self._clock = clock
        self._reply = reply
        self._pause = pause
        self._lanes: dict[str, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: httpx.AsyncClient | None = None
        self._slots = asyncio.Semaphore(1)
        self._starting = asyncio.Lock()

    async def start(self, hook: Hook) -> None:
        """Deliver to ``hook`` from now on, starting with waiting updates."""
        async with self._starting:
            await self.stop()
            self.hook = hook
            self._slots = asyncio.Semaphore(hook.max_connections)
            self._client = httpx.AsyncClient(timeout=_DELIVERY_TIMEOUT_SECONDS, follow_redirects=False, trust_env=False)
            self._updates.on_added = self._enqueue
            for update in self._updates.waiting():
                self._enqueue(update)

    async def stop(self) -> None:
        """Deliver nothing more. Unconfirmed updates keep waiting."""
        self.hook = None
        self._updates.on_added = lambda _: None
        # The caller may be one of them: a webhook's answer can call deleteWebhook.
        others = [task for task in self._tasks if task is not asyncio.current_task()]
        client, self._client = self._client, None
        # Before anything is awaited: what begins meanwhile is another webhook's.
        self._tasks.clear()
        self._lanes.clear()
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if client is not None:
            await client.aclose()

    def _enqueue(self, update: Update) -> None:
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._drive(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drive(self, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        if self._lanes.get(name) is lane:
            del self._lanes[name]

    async def _deliver(self, update: Update) -> None:
        """Send ``update`` until it is accepted or has expired."""
        attempt = 0
        while update.expires_at > self._clock():
            async with self._slots:
                wanted = await self._post(update)
            if wanted is None:
                self._updates.confirm(update.update_id)
                return
            attempt += 1
            await asyncio.sleep(max(wanted, self._pause(attempt)))

    async def _post(self, update: Update) -> float | None:
        """Send once. ``None`` if it was accepted, otherwise the seconds that the receiver asked to wait (or 0)."""
        hook, client = self.hook, self._client
        if hook is None or client is None:
            raise asyncio.CancelledError
        update.record.delivered += 1
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        try:
            response = await client.post(hook.url, json=update.as_json(), headers=headers)
        except httpx.TransportError as error:
            self._note(hook, "Connection refused" if isinstance(error, httpx.ConnectError) else "Read timeout expired")
            return 0
        if response.is_success:
            await self._act_on(response)
            return None
        self._note(hook, f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}")
        wait = response.headers.get("retry-after", "")
        return float(wait) if wait.isdecimal() else 0

    async def _act_on(self, response: httpx.Response) -> None:
        """Carry out a method named in a webhook's answer, as Telegram allows."""
        try:
            body = response.json()
        except ValueError:
            return
        if isinstance(body, dict) and isinstance(body.get("method"), str):
            await self._reply(body)

    def _note(self, hook: Hook, message: str) -> None:
        hook.last_error_date = int(self._clock())
        hook.last_error_message = message
