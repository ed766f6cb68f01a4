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
from functools import partial

from bot.core.serialization import STATE
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

_LOOK_EVERY = 1.0
"""Seconds between two checks whether updates come in, after the start."""


class DowntimeRecoveryJob:
    """Job that records that the bot runs, and resumes conversations after downtime. One process at a time runs it.

    A bot that runs while no updates come in is down as well: ``receives`` tells whether they do.
    All times are in seconds.
    """

    def __init__(self, database: Database, receives: Callable[[], bool]) -> None:
        self._database = database
        self._receives = receives
        self._received_at = 0.0
        """When updates last came in, by the event loop's clock, which is never set."""
        self._stopped_at: float | None = None
        """When the process before last ran, by the database's clock, until updates come in."""
        self._returned = asyncio.Event()

    async def run(self) -> None:
        """Run until cancelled; then record the time."""
        await self._again_and_again(self._begin)
        while not self._receives():  # noqa: ASYNC110  known from memory: a look costs nothing
            await asyncio.sleep(_LOOK_EVERY)
        await self._again_and_again(self._note)
        beating = asyncio.create_task(self._beat())
        try:
            while True:
                await asyncio.sleep(FIRST_WAIT)
                self._returned.clear()
                await self._again_and_again(self._resume)
                await self._returned.wait()
        finally:
            beating.cancel()
            # After a longer time without updates the next process is to find that out.
            if self._receives() and asyncio.get_running_loop().time() - self._received_at < 2 * BEAT:
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
        await repeat(self._note, BEAT, "cannot record that the bot runs", logging.WARNING)

    async def _begin(self) -> None:
        """Read since when no updates have come in, before the first ones hide it."""
        away, self._stopped_at = await self._database.run(_begin)
        self._received_at = asyncio.get_running_loop().time() - away

    async def _note(self) -> None:
        """Record that updates come in, if they do; after a long time without, have the current questions repeated."""
        if not self._receives():
            return
        now = asyncio.get_running_loop().time()
        away = now - self._received_at
        await self._database.run(partial(_note, away=away, since=self._stopped_at))
        self._received_at, self._stopped_at = now, None
        if away > TAPS_KEPT:
            self._returned.set()
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
            count, before = await self._database.run(partial(_ask, since=since, before=before))
            asked += count
            await asyncio.sleep(count / PER_SECOND)
        await self._database.run(process_notes.end_resuming)
        log.info("people in the middle of a form were asked again", extra={"people": asked})


def _begin(tx: Transaction) -> tuple[float, float | None]:
    """Return the seconds since a bot last ran on this database (0 if none ever did, or nobody can tell), and when that was."""
    last = process_notes.last_alive(tx)
    if last is not None and last - tx.now >= due_times.LEAST:  # the clock was set back since: see bot.jobs.clock_shift
        due_times.set_back(tx, last - tx.now)
        process_notes.note_alive(tx)
    return (0.0 if last is None else max(tx.now - last, 0.0)), last


def _note(tx: Transaction, *, away: float, since: float | None) -> None:
    """Record that the bot runs, and whether questions are to be repeated because it was ``away``.

    They are repeated for forms last changed before ``since``, or, without it, before the oldest tap that Telegram still
    keeps.
    """
    process_notes.note_alive(tx)
    if away > TAPS_KEPT:
        process_notes.begin_resuming(tx, tx.now - TAPS_KEPT if since is None else since)


def _ask(tx: Transaction, *, since: float, before: float) -> tuple[int, float | None]:
    """Queue repeated questions for a page of chats whose form was last changed before ``before``, most recent first.

    Return how many, and the time before which the next page begins, if any.
    """
    saved = chat_states.saved_before(tx, before, since - LOOK_BACK, PER_SECOND)
    answered_anyway = inbox.waiting_among(tx, [(each.agency, each.chat_id) for each in saved])
    asked = [
        each
        for each in saved
        if each.chat_id > 0 and (each.agency, each.chat_id) not in answered_anyway and _in_the_middle(each.state)
    ]
    key = f"resumed:{since:.0f}"
    inbox.add(tx, [inbox.event_item(each.agency, f"{key}:{each.name}", each.chat_id, Resumed()) for each in asked])
    return len(asked), saved[-1].saved_at if saved else None


def _in_the_middle(state: str) -> bool:
    try:
        return isinstance(STATE.decode(state).phase, Collecting)
    except ValueError:  # from another version; the turn that reads it logs this
        return False
