"""The agencies of one deployment, each with its channel, looked up by their ids and changed while the bot runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from starlette.types import ASGIApp

from bot.agency import Agency
from bot.bell import Bell
from bot.bot_api.client import BotApi
from bot.bot_api.identity import reaches
from bot.bot_api.updates import read_update
from bot.channel import Channel, Setup
from bot.happening import Happening
from bot.lead_api.worker import Account
from bot.storage.database import Database


class Agencies:
    """The agencies that are set up in this process. ``inbox_bell`` is rung when an update came for one of them.

    The look-ups may be called in any thread, all else on the event loop.
    """

    def __init__(self, setups: Iterable[Setup], database: Database, inbox_bell: Bell) -> None:
        self._channels = {setup.agency.id: Channel(setup, database, inbox_bell) for setup in setups}
        self._receivers = {channel.setup.webhook.path: channel for channel in self if channel.setup.webhook is not None}

    def __iter__(self) -> Iterator[Channel]:
        return iter(tuple(self._channels.values()))

    def agency(self, agency: str) -> Agency | None:
        """Return the agency of this id."""
        found = self._channels.get(agency)
        return None if found is None else found.agency

    def api(self, agency: str) -> BotApi | None:
        """Return an agency's way to Telegram."""
        found = self._channels.get(agency)
        return None if found is None else found.api

    def account(self, agency: str) -> Account | None:
        """Return an agency's way into its Lead API."""
        found = self._channels.get(agency)
        return None if found is None else found.account

    def read_update(self, agency: str, body: bytes) -> Happening:
        """Read a raw update of an agency's bot."""
        found = self._channels.get(agency)
        return read_update(body) if found is None else found.read_update(body)  # it may be taken out in the middle

    def receiver(self, path: str) -> ASGIApp | None:
        """Return what takes the updates that are sent to ``path``."""
        found = self._receivers.get(path)
        return None if found is None else found.receiver

    async def reaches_telegram(self) -> bool:
        """Return whether Telegram answers right now, and knows the bot."""
        return await reaches(next(iter(self)).api)

    async def __aenter__(self) -> Self:
        for channel in self:
            await channel.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for channel in self:
            await channel.close()
