"""Lead worker: claims due leads, posts them concurrently, records each result.

Nothing durable is in memory. A lead is leased in the database before its request is sent, and its result is recorded
afterwards; if the process dies in between, the lease expires and the lead is taken again. After an attempt with unknown
outcome the next one first looks the lead up, and a lead that is sent again is marked as a possible repeat. No transaction
is open during a request.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bot.core.activity import tracked
from bot.core.agency_shares import AgencyLookup, quota
from bot.core.histogram import Histogram
from bot.core.serialization import LEAD
from bot.core.wakeup import Wakeup
from bot.lead_api import notices, retry_policy
from bot.lead_api.account import Account
from bot.lead_api.client import DEADLINE, LOOK_DEADLINE
from bot.lead_api.dispatch import Claim, claim
from bot.lead_api.key_acceptance import Acceptance
from bot.lead_api.lookups import Absent, Found, Inconclusive, LookUp, NoAnswer
from bot.lead_api.notices import TellStaff, tell_delayed, tell_slow
from bot.lead_api.outcomes import NAMES, Busy, Looking, Misconfigured, Outcome, Received, Unavailable, Unknown, refused
from bot.lead_api.payload import payload
from bot.lead_api.result_writer import Writer
from bot.lead_api.results import (
    HUNG,
    NOT_SET_UP,
    UNREADABLE,
    EndedAttempt,
    RecordedOutcome,
    give_back,
    probe_delay,
    set_aside,
)
from bot.lead_api.retry_policy import LOOK_PATIENCE, after_look, exhausted
from bot.lead_api.update_delivery import Update, UpdateDelivery
from bot.logging import tracing
from bot.logging.redaction import place_of
from bot.storage import leases
from bot.storage.database import Database, DatabaseProblem
from bot.storage.leads import pauses
from bot.storage.leads.lead_queue import LeadJob
from bot.storage.leads.pauses import Pause
from bot.storage.leases import LeaseInDoubtError
from bot.storage.transaction import Transaction
from bot.storage.upkeep.hangs import LIMIT, lead_work
from conversations.events import LeadStatus
from conversations.lead import Estimate, Lead

log = logging.getLogger(__name__)

T = TypeVar("T")

LEASE = DEADLINE + LOOK_DEADLINE + 70.0
"""Seconds of a claimed lead's lease: a look-up, the longest call, and time to record its outcome."""
CONCURRENCY, TOTAL = 20, 200
"""Requests in flight of one agency and of all together, so that a slow Lead API only slows its own agency."""
GRACE = 8.0
"""Seconds that requests in flight may continue when the worker is cancelled."""
ENDED_WITHOUT_ANSWER = "the bot ended during the attempts, so what came of them is not known"

_STOOD_STILL = "the process stood still before the request left"


@dataclass(slots=True)
class _Call:
    """Request of a lead in flight, under a lease that ``holds``.

    ``sent``: it has begun to leave, and its outcome is unknown.
    """

    job: LeadJob
    on_trial: bool
    holds: Callable[[], bool]
    sent: bool = False

    def mark_sent(self) -> None:
        """Record that the request leaves; raises instead if another replica may have sent it since."""
        if not self.holds():
            raise LeaseInDoubtError
        self.sent = True


class LeadWorker:
    """Worker that delivers the leads of every agency that ``accounts`` knows (``None``: not set up here, its leads wait).

    ``leads_wakeup`` is notified when a lead is queued, ``inbox_wakeup`` when an outcome waits for the conversation.
    ``tell_staff`` is called inside the worker's transactions.

    ``outcomes``, by kind and by agency, and ``call_seconds`` are counted for monitoring.
    """

    def __init__(
        self,
        database: Database,
        accounts: Callable[[str], Account | None],
        *,
        leads_wakeup: Wakeup,
        inbox_wakeup: Wakeup,
        tell_staff: TellStaff,
    ) -> None:
        self.outcomes: Counter[str] = Counter()
        self.outcomes_by_agency: Counter[tuple[str, str]] = Counter()
        self.call_seconds = Histogram()
        self._database = database
        self._accounts = AgencyLookup(accounts)
        self._wakeup = leads_wakeup
        self._inbox_wakeup = inbox_wakeup
        self._tell_staff = tell_staff
        self._writer = Writer(database, tell_staff)
        self._calls: dict[asyncio.Task[bool], str] = {}
        """Requests in flight, each with its agency."""
        self._unwritten: set[str] = set()
        """References of leads claimed here whose results are not recorded yet."""
        self._doubtful = False
        """True if a claim was lost that the database may have committed."""
        self._probes: dict[asyncio.Task[bool], str] = {}
        self._held_since: float | None = None
        """Start of the queue's hold, because the database is an older copy."""
        self._crowded = False
        """True if the last claim left something for lack of slots."""
        self._on_trial: set[str] = set()
        """Agencies whose queue is paused and whose probe succeeded. Lost with the process, and then probed again."""
        self._acceptance = Acceptance()
        self._updates = UpdateDelivery(
            self._accounts,
            self._writer,
            self._acceptance,
            inbox_wakeup=inbox_wakeup,
            tell_staff=tell_staff,
        )

    async def run(self) -> None:
        """Deliver leads until cancelled; then finish attempts in progress, or release their leads."""
        wait, trouble = 1.0, ""
        watching = asyncio.create_task(self._watch())
        try:
            while True:
                begun = leases.clock()
                try:
                    claimed = await self._claim()
                except Exception as error:  # noqa: BLE001  last resort: delivery continues after the problem
                    if type(error).__name__ != trouble:  # once, however long it lasts
                        trouble = type(error).__name__
                        _log_fault("leads cannot be claimed, trying again", error)
                    self._doubtful = True
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, 5.0)
                    continue
                wait, trouble, self._doubtful = 1.0, "", False
                self._begin(claimed, begun)
                if claimed.wait != 0:
                    await self._wakeup.wait(claimed.wait)
        finally:
            watching.cancel()
            await self._stop()

    async def _watch(self) -> None:
        """Notify people whose lead waits for a slot, or in a queue that is held."""
        looked = 0.0
        while True:
            await asyncio.sleep(notices.PATIENCE[0] / 2)
            if not self._calls and self._held_since is None:
                continue
            try:
                # The state of leads in an older copy is unknown.
                looked = max(looked, self._held_since or 0.0)
                looked, notified = await self._database.run(partial(self._look, since=looked))
            except DatabaseProblem:
                continue  # a courtesy, as beside a request
            except Exception as error:  # noqa: BLE001  last resort: a failed notice must not prevent the next one
                _log_fault("people who wait could not be told", error)
                continue
            if notified:
                self._inbox_wakeup.notify()

    def _look(self, tx: Transaction, since: float) -> tuple[float, int]:
        return tx.now, notices.tell_waiting(tx, since)

    async def _claim(self) -> Claim:
        places = quota(Counter(self._calls.values()), each=CONCURRENCY, total=TOTAL)
        self._crowded = True  # until all due leads are known to be claimed
        work = partial(
            claim,
            free=places.limit,
            lease=LEASE,
            probing=frozenset(self._probes.values()),
            on_trial=frozenset(self._on_trial),
            in_flight=frozenset(self._calls.values()),
            passed_over=places.full | self._accounts.absent,
            known=frozenset(self._unwritten) if self._doubtful else None,
            tell_staff=self._tell_staff,
        )
        claiming = asyncio.ensure_future(self._database.run(work))
        try:
            claimed = await asyncio.shield(claiming)
        except asyncio.CancelledError:
            # The transaction may commit all the same; its claims must not stay leased without a holder. If that fails,
            # the leases expire; no failure may keep the worker from stopping.
            with contextlib.suppress(Exception):
                for job in (await claiming).jobs:
                    await self._database.run(partial(give_back, job=job, sent=False))
            raise
        self._crowded = len(claimed.jobs) >= places.limit or bool(places.full)
        self._held_since = claimed.held_since
        return claimed

    def _begin(self, claimed: Claim, begun: float) -> None:
        for agency in claimed.resumed:
            self._on_trial.discard(agency)
            log.info("the lead queue has resumed", extra={"agency": agency})
        if claimed.notified:
            self._inbox_wakeup.notify()
        for job in claimed.jobs:
            self._unwritten.add(job.reference)
            call = _Call(job, job.agency in self._on_trial, partial(self._database.holds, begun))
            work = lead_work(job.agency, job.reference)
            with tracing.traced(job.agency, job.chat_id):
                self._start(self._calls, job.agency, tracked(work, self._deliver, call))
        for each, row in claimed.updates:
            update = Update(each, row, partial(self._database.holds, begun))
            with tracing.traced(each.agency, each.chat_id):
                self._start(self._calls, each.agency, self._updates.deliver(update))
        for pause in claimed.probes:
            self._start(self._probes, pause.agency, self._probe(pause))

    def _start(self, tasks: dict[asyncio.Task[bool], str], agency: str, work: Coroutine[object, object, bool]) -> None:
        """Start ``work``, which returns whether it left the queues unchanged apart from its own lead."""
        task = asyncio.create_task(work)
        tasks[task] = agency

        def done(_: asyncio.Task[bool]) -> None:
            del tasks[task]
            error = None if task.cancelled() else task.exception()
            if error is not None:
                # The lease expires or the probe stays due, so the work is tried again.
                _log_fault("an outcome could not be written", error, agency=agency)
            if self._crowded or self._on_trial or task.cancelled() or error is not None or not task.result():
                self._wakeup.notify()

        task.add_done_callback(done)

    async def _deliver(self, call: _Call) -> bool:
        """Post one lead and record its result; return whether that finished it without affecting others."""
        job = call.job
        account = self._accounts.find(job.agency)
        if account is None:
            log.warning("leads wait for an agency that is not set up here", extra={"agency": job.agency})
            return await self._give_back(call, NOT_SET_UP)
        if (job.hangs or 0) >= LIMIT:
            return await self._set_aside(call, HUNG)
        try:
            lead = LEAD.decode(job.lead)
            request = payload(
                lead,
                host=account.host if lead.host is None else lead.host,
                attempt=job.request,
                possible_repeat=job.possible_repeat,
            )
        except ValueError:
            return await self._set_aside(call, UNREADABLE)
        outcome = await self._attempt(call, account, lead, request)
        if outcome is None:
            return await self._give_back(call, _STOOD_STILL)
        by_staff = job.chat_id in account.staff
        recorded = await self._writer.record(
            EndedAttempt(job, lead, outcome, retry_policy.jitter(), call.on_trial, by_staff)
        )
        self._after(call, recorded)
        if recorded.paused and isinstance(outcome, Misconfigured):
            log.error("the lead queue is paused", extra={"agency": job.agency, "why": outcome.why})
        return recorded.status is LeadStatus.DELIVERED and not recorded.resumed

    async def _attempt(self, call: _Call, account: Account, lead: Lead, request: dict[str, object]) -> Outcome | None:
        """Post a lead unless it is already there, notify its person meanwhile, and release the lead if aborted.

        Returns ``None`` if nothing was sent, because the lead may be another replica's by now.
        """
        agency = call.job.agency
        reassuring = asyncio.create_task(self._reassure(call.job, lead))
        try:
            outcome = await self._look_first(call, account, lead)
            if outcome is None:
                begun = time.perf_counter()
                outcome = await self._post(call, account, request)
                if outcome is None:
                    return None
                self.call_seconds.observe(time.perf_counter() - begun)
            if isinstance(outcome, Received):
                self._acceptance.note(agency)
            elif isinstance(outcome, Misconfigured):
                call.sent = False  # refused, so no lead was made
                if await self._acceptance.proven(agency, account.api):
                    outcome = refused(outcome)
        except asyncio.CancelledError:
            await self._writer.write(partial(give_back, job=call.job, sent=call.sent))
            raise
        finally:
            reassuring.cancel()
        self.outcomes[NAMES[type(outcome)]] += 1
        self.outcomes_by_agency[agency, NAMES[type(outcome)]] += 1
        return outcome

    async def _look_first(self, call: _Call, account: Account, lead: Lead) -> Outcome | None:
        """Look up whether an earlier request made the lead, if that is unknown. ``None``: it is to be sent."""
        job = call.job
        if job.unknown_since is not None:
            shown = await self._look_up(account, lead)
            if isinstance(shown, Found):
                return Received(shown.estimate, shown.lead_id, answer_lost=shown.estimate == Estimate())
            waited = job.taken_at - job.unknown_since
            late = isinstance(shown, NoAnswer) and waited >= LOOK_PATIENCE
            delay = after_look(
                shown,
                waited=waited,
                settle=account.settle,
                absent_before=job.absent_at is not None,
                looks=job.looks,
                works=late and await self._acceptance.proven(job.agency, account.api),
                jitter=retry_policy.jitter(),
            )
            if delay is not None:
                return Looking(f"not known whether it arrived: {shown.why}", delay, absent=isinstance(shown, Absent))
        # The process died each time before it could record the outcome: no more repeats.
        return Unknown(ENDED_WITHOUT_ANSWER, counted=True) if exhausted(job.unknowns) else None

    async def _look_up(self, account: Account, lead: Lead) -> LookUp:
        try:
            return await account.api.look_up(lead.email, lead.reference)
        except Exception as error:  # noqa: BLE001  a bug here must not keep the lead from being sent
            _log_fault("a look-up failed", error, reference=lead.reference)
            return Inconclusive(f"the bot failed during the look-up ({type(error).__name__})")

    async def _give_back(self, call: _Call, why: str) -> bool:
        self._after(call, await self._writer.write(partial(give_back, job=call.job, sent=False, why=why)))
        return False

    async def _set_aside(self, call: _Call, why: str) -> bool:
        written = await self._writer.write(partial(set_aside, job=call.job, why=why, tell_staff=self._tell_staff))
        self._after(call, written)
        return True

    async def _reassure(self, job: LeadJob, lead: Lead) -> None:
        """Notify the person, and again if it takes long; independent of the request's outcome."""
        waited = 0.0
        for seconds, tell in zip(notices.PATIENCE, (tell_slow, tell_delayed), strict=True):
            await asyncio.sleep(seconds - waited)
            waited = seconds
            with contextlib.suppress(DatabaseProblem):  # optional, unlike the outcome, which is written with retries
                if await self._database.run(partial(tell, job=job, lead=lead)):
                    self._inbox_wakeup.notify()

    async def _post(self, call: _Call, account: Account, request: dict[str, object]) -> Outcome | None:
        """Make only the request of :meth:`_attempt`."""
        try:
            return await account.api.create(request, on_sent=call.mark_sent)
        except LeaseInDoubtError:
            return None
        except Exception as error:  # noqa: BLE001  a bug must not lose track of a lead
            _log_fault("a lead's request failed", error, reference=call.job.reference)
            why = f"the bot failed during the request ({type(error).__name__})"
            return Unknown(why) if call.sent else Unavailable(why)

    def _after(self, call: _Call, recorded: RecordedOutcome) -> None:
        """Report a recorded result: to the conversation, to the log, to the next claim."""
        job = call.job
        self._unwritten.discard(job.reference)
        if recorded.notified:
            self._inbox_wakeup.notify()
        if recorded.resumed or recorded.still_refused:
            self._on_trial.discard(job.agency)
        if recorded.resumed:
            log.info("the lead queue has resumed", extra={"agency": job.agency})
        status = recorded.status or "gone"
        level = logging.ERROR if status is LeadStatus.SET_ASIDE else logging.INFO
        log.log(
            level,
            "a lead was attempted",
            extra={"agency": job.agency, "reference": job.reference, "attempt": job.attempt, "status": str(status)},
        )

    async def _probe(self, pause: Pause) -> bool:
        """Check whether the key is still refused; if so or if unclear, check again later. Returns false."""
        account = self._accounts.find(pause.agency)
        answer = None if account is None else await account.api.offices()
        match answer:
            case None | Misconfigured(key_refused=True) | Unavailable() | Busy():
                await self._writer.write(partial(_postpone, pause=pause))
            case _:
                # Not refused. Only a lead can show whether leads get through.
                self._on_trial.add(pause.agency)
        return False

    async def _stop(self) -> None:
        """Let requests in flight end within the grace period; abort the rest, which releases their leads."""
        for probe in self._probes:
            probe.cancel()
        if self._calls:
            with contextlib.suppress(asyncio.CancelledError):  # cancelled twice: stop at once
                await asyncio.wait(self._calls, timeout=GRACE)
        self._writer.hurry()
        self._acceptance.stop()
        for call in self._calls:
            call.cancel()
        await asyncio.gather(*self._calls, *self._probes, return_exceptions=True)
        await self._writer.stop()


def _log_fault(what: str, error: BaseException, **about: object) -> None:
    """Log a failure by class and place; its message and traceback could quote personal data."""
    log.error(what, extra={**about, "error": type(error).__name__, "place": place_of(error)})


def _postpone(tx: Transaction, pause: Pause) -> None:
    pauses.postpone(tx, pause.agency, tx.now + probe_delay(tx.now - pause.since))
