"""Long polling: updates are stored before they are confirmed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.core.wakeup import Wakeup
from bot.storage.database import Database
from bot.storage.queues import inbox
from bot.telegram.backoff import Backoff
from bot.telegram.client import BotApi
from bot.telegram.errors import BadAnswer, Flood, describe
from bot.telegram.ingest import UpdateIngest, update_id
from bot.telegram.setbacks import Setbacks
from bot.telegram.update_batches import Arrived
from bot.telegram.updates import ALLOWED_UPDATES

_log = logging.getLogger(__name__)

_JUMP_MAX = 1_000_000
"""By how much an ``update_id`` may exceed the one before. Telegram numbers a bot's updates one by one and keeps a million at most
(tdlib's TQueue), so a larger step is a fault, or a new beginning, which the next poll tells apart."""
_ANSWER_GRACE = 10.0
"""Seconds given to the network beyond the time that the server holds a long poll."""
_TOO_FAST = 0.1
"""Seconds. An empty answer sooner than that comes from a server that does not hold polls: asked no faster than this."""


class Poller(Setbacks):
    """Poller that fetches the updates of one agency's bot and stores each in the inbox exactly once.

    A batch is confirmed by the offset of the next call, and only once it is committed; what is handed over twice is
    refused by the inbox's keys. An offset is sent once: after an answer without updates all is confirmed, and after a failure
    what may not be confirmed comes again. So no offset, whatever the number it came from, silences the bot for longer than
    one poll. ``wakeup`` is rung when something new came. No trouble on Telegram's side or the
    database's ends :meth:`run`: it is logged when it begins and when it is over, and tried again after a growing pause.

    ``long_poll``: seconds that the server may hold a poll. What came is counted by ``ingest``.
    """

    def __init__(
        self,
        api: BotApi,
        database: Database,
        agency_id: str,
        wakeup: Wakeup,
        *,
        long_poll: int = 30,
        backoff: Backoff | None = None,
        slow_backoff: Backoff | None = None,
    ) -> None:
        super().__init__(_log, "Polling works again", backoff, slow_backoff)
        self.ingest = UpdateIngest(agency_id, api.bot_id)
        self._api = api
        self._database = database
        self._wakeup = wakeup
        self._long_poll = long_poll
        self._webhook_removed = False
        self._offset: int | None = None
        """Offset that the next poll confirms: one more than the last update that this one stored."""

    async def run(self) -> None:
        """Poll until cancelled. Updates fetched and not stored by then are delivered again to the next poller."""
        self._offset = None  # from an earlier run it would be another poller's by now
        await self._remove_webhook()
        while True:
            pause = 0.0
            try:
                pause = await self._poll()
            except TelegramError as error:
                pause = self.failed(error, *_trouble(error))
                if isinstance(error, Conflict) and not self._webhook_removed:
                    await self._remove_webhook()
            except Exception as error:  # noqa: BLE001  the top of the loop; nothing was confirmed
                pause = self.failed(error, *_trouble(error))
            if pause:
                await asyncio.sleep(pause)

    async def _poll(self) -> float:
        """Fetch one batch, store it, and only then move on. Return the seconds to wait before the next."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        offset, self._offset = self._offset, None
        batch = await self._api.get_updates(
            {"offset": offset, "timeout": self._long_poll, "allowed_updates": ALLOWED_UPDATES},
            read_timeout=self._long_poll + _ANSWER_GRACE,
        )
        if not batch:
            self.recovered()
            return _TOO_FAST if loop.time() - begun < _TOO_FAST else 0.0
        items, last = self._read(batch, None if offset is None else offset - 1)
        if items:
            new = await self._database.run(lambda tx: self.ingest.store(tx, items))
            self.ingest.stored += new
            if new:
                self._wakeup.notify()
        if last is None:
            raise BadAnswer("No update of the batch has an update_id that can follow")
        self._offset = last + 1
        self.recovered()
        return 0.0

    def _read(self, batch: Sequence[Arrived], after: int | None) -> tuple[list[inbox.NewItem], int | None]:
        """Return the inbox items of a batch, and its highest ``update_id`` that can follow ``after``.

        Updates beyond a step that is too large are left: they come again with the next poll, unless they were a fault.
        """
        numbers = sorted(number for update, _ in batch if (number := update_id(update)) is not None)
        last = None
        for number in numbers:
            before = after if last is None else last
            if before is not None and number - before > _JUMP_MAX:
                _log.warning("Updates are left for the next poll: their numbers are too far from those before")
                break
            last = number
        items = []
        for update, body in batch:
            number = update_id(update)
            if number is None or (last is not None and number <= last):
                item = self.ingest.item(update, body)
                items += [] if item is None else [item]
        return items, last

    async def _remove_webhook(self) -> None:
        """Remove the webhook, with which Telegram refuses polling (409). Waiting updates are kept for the polling."""
        try:
            info = await self._api.call("getWebhookInfo", {})
            if isinstance(info, Mapping) and info.get("url"):
                _log.warning("A webhook is set for this bot, and is removed: this bot polls")
                await self._api.call("deleteWebhook", {"drop_pending_updates": False})
            self._webhook_removed = True
        except TelegramError as error:
            # Polling itself will tell whether there is trouble; a server without webhooks needs nothing removed.
            _log.warning("Could not see to it that no webhook is set", extra={"error": describe(error)})


def _trouble(error: Exception) -> tuple[str, int, str]:
    """Return the kind of trouble, and the level and sentence for the log."""
    match error:
        case InvalidToken():
            return (
                "token",
                logging.ERROR,
                "Telegram does not know this bot's token (or TELEGRAM_API_URL is wrong): nothing comes in",
            )
        case Conflict() if "webhook" in error.message.lower():
            return (
                "conflict",
                logging.ERROR,
                "A webhook is set for this bot, so it cannot poll: something else runs with the same token",
            )
        case Conflict():
            return "conflict", logging.ERROR, "Another process polls with this bot's token: only one may"
        case Flood():
            return "flood", logging.WARNING, "Telegram asks to poll more slowly"
        case TelegramError():
            return "network", logging.WARNING, "Telegram cannot be reached, or answers nonsense: trying again"
        case _:
            return "storage", logging.ERROR, "Updates could not be stored, and are not confirmed: trying again"
