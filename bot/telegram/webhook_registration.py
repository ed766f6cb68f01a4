"""Webhook registration: set at the start, checked, and set again after changes or failures."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.telegram.client import BotApi
from bot.telegram.errors import BadAnswer
from bot.telegram.setbacks import Setbacks
from bot.telegram.updates import ALLOWED_UPDATES

_log = logging.getLogger(__name__)

CONNECTIONS = 100
"""Concurrent requests allowed to Telegram: its maximum, since concurrent requests share a transaction."""
LOOK_EVERY = 60.0
"""Seconds between two checks."""
_SAID_MAX = 200
"""Characters of what Telegram says about the webhook."""


class WebhookKeeper(Setbacks):
    """Keeper of the webhook: registers it at the start, checks it, and registers it again if it was changed or fails.

    ``settings`` counts registrations, for monitoring.
    """

    def __init__(self, api: BotApi, url: str, secret: str) -> None:
        super().__init__(_log, "The webhook can be looked after again")
        self.settings = 0
        self._api = api
        self._url = url
        self._secret = secret
        self._looked = False
        self._last_error: object = None

    async def run(self) -> None:
        """Keep the webhook registered until cancelled; it then stays, so that Telegram keeps later updates."""
        wanted = True
        while True:
            pause = LOOK_EVERY
            try:
                if wanted:
                    await self._set()
                wanted = self._lost(await self._info())
                self.recovered()
                if wanted:
                    pause = self._backoff.base
            except BadRequest as error:
                # Telegram's words about the address quote nobody: the request contains no update or message.
                sentence = "Telegram refuses the webhook, so no update arrives: trying again"
                pause = self.failed(error, "refused", logging.ERROR, sentence, why=error.message[:_SAID_MAX])
            except TelegramError as error:
                refused = isinstance(error, InvalidToken)
                level = logging.ERROR if refused else logging.WARNING
                sentence = "The webhook could not be set or looked at: trying again"
                pause = self.failed(error, "token" if refused else "network", level, sentence)
            await asyncio.sleep(pause)

    async def _set(self) -> None:
        await self._api.call(
            "setWebhook",
            {
                "url": self._url,
                "secret_token": self._secret,
                "max_connections": CONNECTIONS,
                "allowed_updates": ALLOWED_UPDATES,
                "drop_pending_updates": False,
            },
        )
        self.settings += 1
        if self.settings == 1:
            _log.info("The webhook is set")

    async def _info(self) -> Mapping[str, object]:
        info = await self._api.call("getWebhookInfo", {})
        if not isinstance(info, Mapping):
            raise BadAnswer("The result is no information about a webhook")
        return info

    def _lost(self, info: Mapping[str, object]) -> bool:
        """Return whether the webhook was changed or fails; the secret cannot be queried, so a failure may mean that it differs."""
        first_look, self._looked = not self._looked, True
        error, self._last_error = self._last_error, info.get("last_error_date")
        if info.get("url") != self._url:
            _log.error("Something else has changed the webhook: does another program run with this bot's token?")
            return True
        if self._last_error is not None and self._last_error != error:
            _log.warning(
                "Telegram could not deliver to the webhook",
                extra={"why": str(info.get("last_error_message", ""))[:_SAID_MAX], "waiting": _count(info)},
            )
            return not first_look  # otherwise it may be an old failure
        return False


def _count(info: Mapping[str, object]) -> int:
    waiting = info.get("pending_update_count")
    return waiting if isinstance(waiting, int) else 0
