"""Long polling: updates are stored before they are confirmed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.core.wakeup import Wakeup
from bot.storage.database import Database
from bot.storage.queues import inbox
from bot.telegram.client import BotApi
from bot.telegram.errors import BadAnswer, Flood, describe
from bot.telegram.ingest import UpdateIngest, update_id
from bot.telegram.setbacks import Setbacks
from bot.telegram.update_batches import Arrived
from bot.telegram.updates import ALLOWED_UPDATES

_log = logging.getLogger(__name__)

LONG_POLL = 30
"""Seconds that the server may hold a poll."""
_JUMP_MAX = 1_000_000
"""Largest plausible step between update ids. Telegram numbers a bot's updates consecutively and keeps a million at most
(tdlib's TQueue), so a larger step is an error, or a new sequence, which the next poll shows."""
_ANSWER_GRACE = 10.0
"""Seconds for the network, added to the time that the server holds a long poll."""
_TOO_FAST = 0.1
"""Seconds. An empty answer that comes sooner is from a server without long polls, which is polled at this interval."""


class Poller(Setbacks):
    """Poller that fetches the updates of one agency's bot and stores each in the inbox exactly once.

    The offset of the next call confirms a batch, and only after its commit; updates delivered twice are refused by the
    inbox's keys. An offset is sent once: after an answer without updates everything is confirmed, and after a failure
    unconfirmed updates come again. So no offset, whatever update it came from, silences the bot for longer than one poll.
    ``wakeup`` is notified of new updates. Problems of Telegram or the database do not end :meth:`run`: they are logged at
    their start and end, and retried with growing pauses.

    ``ingest`` counts the updates.
    """

    def __init__(self, api: BotApi, database: Database, agency_id: str, wakeup: Wakeup) -> None:
        super().__init__(_log, "Polling works again")
        self.ingest = UpdateIngest(agency_id, api.bot_id)
        self._api = api
        self._database = database
        self._wakeup = wakeup
        self._webhook_removed = False
        self._offset: int | None = None
        """Offset that the next poll confirms: the last stored update's id plus one."""

    async def run(self) -> None:
        """Poll until cancelled. Updates fetched but not stored by then are delivered again to the next poller."""
        self._offset = None  # an offset of an earlier run could be another poller's by now
        await self._remove_webhook()
        while True:
            pause = 0.0
            try:
                pause = await self._poll()
            except TelegramError as error:
                pause = self.failed(error, *_trouble(error))
                if isinstance(error, Conflict) and not self._webhook_removed:
                    await self._remove_webhook()
            except Exception as error:  # noqa: BLE001  last resort: nothing was confirmed
                pause = self.failed(error, *_trouble(error))
            if pause:
                await asyncio.sleep(pause)

    async def _poll(self) -> float:
        """Fetch one batch, store it, and only then advance. Return the seconds to wait before the next."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        offset, self._offset = self._offset, None
        hold = LONG_POLL if self.works else 0  # the first answer shows that updates come in: see downtime_recovery.py
        batch = await self._api.get_updates(
            {"offset": offset, "timeout": hold, "allowed_updates": ALLOWED_UPDATES},
            read_timeout=hold + _ANSWER_GRACE,
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

        Updates beyond an implausible step are left out: they come again with the next poll unless they were an error.
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
        """Remove the webhook, because of which Telegram refuses polling (409). Waiting updates are kept for polling."""
        try:
            info = await self._api.call("getWebhookInfo", {})
            if isinstance(info, Mapping) and info.get("url"):
                _log.warning("A webhook is set for this bot, and is removed: this bot polls")
                await self._api.call("deleteWebhook", {"drop_pending_updates": False})
            self._webhook_removed = True
        except TelegramError as error:
            # Polling itself will show any problem; a server without webhooks has none to remove.
            _log.warning("Could not check that no webhook is set", extra={"error": describe(error)})


def _trouble(error: Exception) -> tuple[str, int, str]:
    """Return the kind of problem, with the level and sentence for the log."""
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
