"""Recovery after downtime: logs its length and repeats the current question to people in the middle of a form.

Telegram keeps a message for 24 hours but a tap for only 150 seconds (tdlib/telegram-bot-api), and people cannot know that
their tap was lost. So after downtime longer than that, everybody who was filling in a form and has not been heard of
since gets the current question again: once, most recent first, a few each second. Each repetition is an inbox event with
its own key, so a crash repeats nothing; the database records that the recovery is unfinished, so a crash skips nobody.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from bot.core.serialization import QUEUED, STATE
from bot.core.wakeup import Wakeup
from bot.jobs.repeating import repeat
from bot.storage.chats import chat_states
from bot.storage.database import Database
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from bot.storage.upkeep import due_times, process_notes
from conversations.events import Resumed
from conversations.state import Collecting

log = logging.getLogger(__name__)

MESSAGES_KEPT = 24 * 3600.0
"""Seconds that Telegram keeps messages for a bot that is down."""
TAPS_KEPT = 150.0
"""Seconds that Telegram keeps taps for a bot that is down."""
LOOK_BACK = 24 * 3600.0
"""Seconds before the stop within which a change counts as being in the middle of a form."""
BEAT = 30.0
"""Seconds between two records that the bot is running."""
FIRST_WAIT = 15.0
"""Seconds before the first question is repeated, so that messages sent during the downtime arrive first."""
PER_SECOND = 10
"""Questions repeated per second, far below Telegram's limit."""

_RESUMED = QUEUED.encode(Resumed())


@dataclass(frozen=True, slots=True)
class _Page:
    """Page of chats, most recent first: how many were asked, and the time before which the next page begins, if any."""

    asked: int
    before: float | None


class DowntimeRecoveryJob:
    """Job that records that the bot runs, and resumes conversations after downtime. One process at a time runs it.

    ``wakeup`` is notified when questions are to be repeated. All times are in seconds.
    """

    def __init__(self, database: Database, wakeup: Wakeup, *, first_wait: float | None = None) -> None:
        self._database = database
        self._wakeup = wakeup
        self._first_wait = FIRST_WAIT if first_wait is None else first_wait

    async def run(self) -> None:
        """Run until cancelled; then record the time."""
        await self._again_and_again(self._arrive)
        beating = asyncio.create_task(self._beat())
        try:
            await asyncio.sleep(self._first_wait)
            await self._again_and_again(self._resume)
            await beating
        finally:
            beating.cancel()
            with contextlib.suppress(Exception):  # optional: the previous record is at most a beat old
                await self._database.run(process_notes.note_alive)

    async def _again_and_again(self, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                return await work()
            except Exception as error:  # noqa: BLE001  last resort: the loop continues after the problem
                log.error("recovery after downtime failed, trying again", extra={"error": type(error).__name__})
                await asyncio.sleep(BEAT)

    async def _beat(self) -> None:
        await asyncio.sleep(BEAT)
        note = partial(self._database.run, process_notes.note_alive)
        await repeat(note, BEAT, "cannot record that the bot runs", logging.WARNING)

    async def _arrive(self) -> None:
        away = await self._database.run(_arrive)
        if away is None:
            return
        if away > MESSAGES_KEPT:
            log.error(
                "the bot was away for so long that Telegram has forgotten messages: what people sent before is lost",
                extra={"hours_away": round(away / 3600, 1), "hours_kept": MESSAGES_KEPT / 3600},
            )
        elif away > TAPS_KEPT:
            log.warning(
                "the bot was away for so long that Telegram has forgotten taps: people in the middle are asked again",
                extra={"seconds_away": round(away)},
            )

    async def _resume(self) -> None:
        """Repeat the current questions, a page each second."""
        since = await self._database.run(process_notes.resuming)
        if since is None:
            return
        asked = 0
        before: float | None = math.nextafter(since, math.inf)
        while before is not None:
            page = await self._database.run(partial(_ask, since=since, before=before))
            before = page.before
            if page.asked:
                asked += page.asked
                self._wakeup.notify()
                await asyncio.sleep(page.asked / PER_SECOND)
        await self._database.run(process_notes.end_resuming)
        log.info("people in the middle of a form were asked again", extra={"people": asked})


def _arrive(tx: Transaction) -> float | None:
    """Record that the bot runs again; return the length of the downtime, ``None`` if it never ran before."""
    last = process_notes.last_alive(tx)
    process_notes.note_alive(tx)
    if last is None:
        return None
    if last - tx.now >= due_times.LEAST:  # the clock was set back since: see bot.jobs.clock_shift
        due_times.set_back(tx, last - tx.now)
    if tx.now - last > TAPS_KEPT:
        process_notes.begin_resuming(tx, last)
    return tx.now - last


def _ask(tx: Transaction, *, since: float, before: float) -> _Page:
    """Queue repeated questions for a page of chats whose form was last changed before ``before``, most recent first."""
    saved = chat_states.saved_before(tx, before, since - LOOK_BACK, PER_SECOND)
    answered_anyway = inbox.waiting_among(tx, [(each.agency, each.chat_id) for each in saved])
    asked = [
        each
        for each in saved
        if each.chat_id > 0 and (each.agency, each.chat_id) not in answered_anyway and _in_the_middle(each.state)
    ]
    key = f"resumed:{since:.0f}"
    inbox.add(
        tx,
        [inbox.NewItem(each.agency, f"{key}:{each.name}", each.chat_id, "event", _RESUMED) for each in asked],
    )
    return _Page(len(asked), min((each.saved_at for each in saved), default=None))


def _in_the_middle(state: str) -> bool:
    try:
        return isinstance(STATE.decode(state).phase, Collecting)
    except ValueError:  # from another version; the turn that reads it logs this
        return False
