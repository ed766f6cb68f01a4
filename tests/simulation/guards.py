"""Guards of the bot, taken out one at a time, and the worlds in which each is needed.

The product has no switch for that: what a guard consists of is replaced from outside, for as long as a block lasts. Those that the
chaos takes out too are taken from there.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

import chaos.guards
from simulation.faults import DISK, Climate, Spells
from simulation.nemesis import Strikes
from simulation.plans import OLDER_COPIES
from simulation.world import Plan

from bot.lead_api.outcomes import Outcome, Unavailable, Unknown
from bot.lead_api.updates import Done

Wrap = Callable[[Callable[..., Any]], Callable[..., Any]]

_FOUL = Spells(foul=1.0, hit=0.5)
_KILLS = Plan(3, strikes=Strikes(8, weights=(1, 0, 0, 0), rest=1.0, absence=(0.1, 0.5)), settled_within=6.0)


@dataclass(frozen=True)
class Guard:
    """What it is for, where it stands, a plan in which it is needed, and what the oracle finds without it.

    ``first`` is the number of the world to try first: one in which it was missed, to save the search.
    """

    what: str
    where: str
    plan: Plan
    finds: tuple[str, ...]
    take_out: Callable[[contextlib.ExitStack], None]
    first: int = 0


def _replaced(place: str, wrap: Wrap, stack: contextlib.ExitStack) -> None:
    path, name = place.rsplit(".", 1)
    try:
        owner: Any = importlib.import_module(path)
    except ModuleNotFoundError:
        path, inner = path.rsplit(".", 1)
        owner = getattr(importlib.import_module(path), inner)
    stack.enter_context(patch.object(owner, name, wrap(getattr(owner, name))))


def _of_the_chaos(name: str) -> Callable[[contextlib.ExitStack], None]:
    def take_out(stack: contextlib.ExitStack) -> None:
        with patch.object(chaos.guards, "_patch", lambda place, wrap: _replaced(place, wrap, stack)):
            chaos.guards.GUARDS[name]()

    return take_out


def _by(place: str, wrap: Wrap) -> Callable[[contextlib.ExitStack], None]:
    return lambda stack: _replaced(place, wrap, stack)


def _nothing(_: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *_args, **_named: None


def _nothing_later(_: Callable[..., Any]) -> Callable[..., Any]:
    async def nothing(*_args: object, **_named: object) -> None:
        return None

    return nothing


def _unknown_is_not_sent(create: Callable[..., Any]) -> Callable[..., Any]:
    """A lead of which nobody knows whether it arrived is taken for one that did not."""

    async def certain(*args: Any, **named: Any) -> Outcome:
        outcome: Outcome = await create(*args, **named)
        return Unavailable(outcome.why) if isinstance(outcome, Unknown) else outcome

    return certain


def _forgetting_its_own(take: Callable[..., Any]) -> Callable[..., Any]:
    """Who takes messages does not say which are in hand."""

    def forgetful(*args: Any, held: object = (), **named: Any) -> Any:
        return take(*args, **named)

    return forgetful


def _confirmed_at_once(poll: Callable[..., Any]) -> Callable[..., Any]:
    """Updates are confirmed whether or not they could be stored."""

    async def careless(poller: Any) -> float:
        run = poller._database.run

        async def run_or_forget(job: Callable[..., Any]) -> Any:
            try:
                return await run(job)
            except Exception:  # noqa: BLE001  this is what is wrong with it
                return 0

        with patch.object(poller, "_database", _Forgetful(run_or_forget)):
            seconds: float = await poll(poller)
            return seconds

    return careless


class _Forgetful:
    def __init__(self, run: Callable[..., Any]) -> None:
        self.run = run


def _neither(*places: str) -> Callable[[contextlib.ExitStack], None]:
    def take_out(stack: contextlib.ExitStack) -> None:
        for place in places:
            _replaced(place, _nothing, stack)

    return take_out


_REPLICAS = Plan(
    3,
    Climate(("slow",), (), (), (), _FOUL),
    Strikes(6, weights=(1, 0, 0, 0), moments=("sendMessage", "lead"), rest=1.0, absence=(0.1, 0.5)),
    2,
    deleting=0.0,
    settled_within=6.0,
)
_POLLS_LOST = Climate(("poll dropped before",), (), (), (), _FOUL)


def _by_age_alone(stack: contextlib.ExitStack) -> None:
    policy = importlib.import_module("bot.telegram.retry_policy")
    for name in ("MIN_TRIES", "TOAST_MIN_TRIES"):
        stack.enter_context(patch.object(policy, name, 0))


def _leads_by_age_alone(stack: contextlib.ExitStack) -> None:
    stack.enter_context(patch.object(importlib.import_module("bot.lead_api.retry_policy"), "TRIES_MIN", 0))


def _leaving_traces(stack: contextlib.ExitStack) -> None:
    sqlite = importlib.import_module("bot.storage.backends.sqlite")
    stack.enter_context(patch.dict(sqlite.PRAGMAS, {"secure_delete": 0}))
    for method in ("scrub", "scrub_if_quick"):
        _replaced(f"bot.storage.upkeep.secure_erase.Scrubber.{method}", _nothing, stack)


GUARDS: dict[str, Guard] = {
    "dedupe": Guard(
        "an update that Telegram delivers again is processed again",
        "bot/storage/queues/inbox.py",
        replace(_KILLS, climate=_POLLS_LOST, strikes=Strikes(2, rest=1.0)),
        ("handled twice",),
        _of_the_chaos("dedupe"),
    ),
    "lease of messages": Guard(
        "messages that one replica is sending are taken by another",
        "bot/storage/queues/outbox.py",
        replace(_REPLICAS, strikes=Strikes(2, weights=(1, 0, 0, 0), moments=("getUpdates",), rest=2.0)),
        ("unexplained repeat", "handled twice"),
        _of_the_chaos("lease"),
    ),
    "own leases": Guard(
        "messages being sent are taken again when the clock is set forward, since their lease seems to have expired",
        "bot/telegram/sender.py",
        Plan(
            2,
            Climate(("slow",), (), (), (), Spells(0.8, 0.8, 3.0)),
            Strikes(3, weights=(0, 0, 0, 1), moments=("sendMessage",), rest=1.0, jumps=(3600.0,)),
            comes_within=3.0,
            deleting=0.0,
            settled_within=6.0,
        ),
        ("unexplained repeat",),
        _by("bot.storage.queues.outbox.take", _forgetting_its_own),
    ),
    "tries": Guard(
        "a message that failed is given up at once when the clock is set forward, since it seems too old",
        "bot/telegram/retry_policy.py",
        Plan(
            3,
            Climate(("busy", "error", "garbage"), (), (), (), Spells(0.8, 0.6, 3.0)),
            Strikes(6, weights=(0, 0, 0, 1), moments=("answerCallbackQuery",), rest=0.5, jumps=(120.0, 600.0)),
            comes_within=3.0,
            deleting=0.0,
        ),
        ("hanging",),
        _by_age_alone,
        first=4,
    ),
    "tries of leads": Guard(
        "a lead is set aside at its first failure when the clock is set forward by days",
        "bot/lead_api/retry_policy.py",
        Plan(
            2,
            Climate((), ("unavailable",), (), (), _FOUL),
            Strikes(2, weights=(0, 0, 0, 1), moments=("lead",), rest=1.0, jumps=(72 * 3600.0,)),
            comes_within=3.0,
            deleting=0.0,
        ),
        ("given up early",),
        _leads_by_age_alone,
    ),
    "settling": Guard(
        "now and then it is not recorded that a message was sent",
        "bot/storage/queues/outbox_results.py",
        replace(_KILLS, strikes=Strikes(0)),
        ("unexplained repeat", "handled twice"),
        _of_the_chaos("settling"),
    ),
    "marking": Guard(
        "a lead in flight when the process died is sent again unmarked",
        "bot/storage/leads/lead_queue.py",
        replace(_KILLS, climate=Climate((), ("slow",), (), (), _FOUL, "refused")),
        ("unmarked repeat", "doubled unmarked"),
        _of_the_chaos("marking"),
    ),
    "unknown outcome": Guard(
        "a lead without an answer counts as one that did not arrive",
        "bot/lead_api/outcomes.py",
        replace(_KILLS, climate=Climate((), ("dropped after",), (), (), _FOUL, "refused"), strikes=Strikes(0)),
        ("unmarked repeat", "doubled unmarked"),
        _by("bot.lead_api.client.LeadApi.create", _unknown_is_not_sent),
        first=2,
    ),
    "replay": Guard(
        "updates that a dead process had stored but not processed count as processed",
        "bot/turns/turn_loop.py",
        replace(
            _KILLS, strikes=Strikes(10, weights=(1, 0, 0, 0), moments=("before a commit", "after a commit"), rest=1.0)
        ),
        ("hanging", "waits for ever"),
        _of_the_chaos("replay"),
    ),
    "confirming late": Guard(
        "updates are confirmed although they could not be stored",
        "bot/telegram/polling.py",
        replace(_KILLS, climate=Climate((), (), (), DISK, _FOUL), strikes=Strikes(1)),
        ("hanging", "waits for ever"),
        _by("bot.telegram.polling.Poller._poll", _confirmed_at_once),
    ),
    "recovery": Guard(
        "rows leased by a dead process stay leased until the leases expire",
        "bot/storage/backends/recovery.py",
        replace(_KILLS, climate=Climate(("slow",), (), (), (), _FOUL), hurry=60.0),
        ("waits too long",),
        _of_the_chaos("recovery"),
    ),
    "downtime recovery": Guard(
        "people whose tap Telegram dropped during downtime are not asked again",
        "bot/jobs/downtime_recovery.py",
        Plan(4, strikes=Strikes(4, rest=8.0, absence=(200.0, 500.0)), persistent=1.0, patient=True, pace=8.0),
        ("waits for ever",),
        _by("bot.jobs.downtime_recovery.DowntimeRecoveryJob._resume", _nothing_later),
    ),
    "reception": Guard(
        "people whose tap Telegram dropped while the bot ran but could not reach Telegram are not asked again",
        "bot/jobs/downtime_recovery.py",
        Plan(
            6,
            Climate((), (), ("request lost",), (), Spells(foul=0.6, hit=1.0, longest=500.0)),
            Strikes(1, weights=(0, 0, 1), moments=("at any time",), rest=3000.0, frost=1.0),
            persistent=1.0,
            patient=True,
            pace=60.0,
        ),
        ("waits for ever",),
        _by("bot.agencies.registry.AgencyRegistry.receives", lambda _: lambda _self: True),
    ),
    "clock shift": Guard(
        "due times are not corrected when the clock is set back",
        "bot/jobs/clock_shift.py",
        Plan(
            3,
            Climate(("error", "busy"), ("unavailable",), (), (), _FOUL),
            Strikes(4, weights=(0, 0, 0, 1), rest=3.0, jumps=(-36_000.0,)),
            hurry=1800.0,
        ),
        ("waits too long",),
        _by("bot.storage.upkeep.due_times.set_back", _nothing),
    ),
    "times in between": Guard(
        "work postponed while the clock is briefly ahead, between two checks, waits for as long as the clock was ahead",
        "bot/jobs/clock_shift.py",
        Plan(
            6,
            Climate(("error", "busy"), (), (), (), _FOUL),
            Strikes(20, weights=(0, 0, 0, 1), moments=("sendMessage",), rest=0.5, jumps=(7200.0, -7200.0)),
            hurry=1800.0,
            patience=2000.0,
        ),
        ("waits too long",),
        _by("bot.storage.database.Database.latest_time", lambda _: lambda _self, tx: tx.now),
    ),
    "leases of the dead": Guard(
        "rows leased by a dead replica stay leased until the leases expire",
        "bot/storage/backends/recovery.py",
        replace(_REPLICAS, hurry=60.0, patience=200.0),
        ("waits too long",),
        _by("bot.storage.backends.recovery.DeadReplicaCleaner.look", _nothing_later),
    ),
    "lease just before": Guard(
        "a replica that was frozen sends what another has sent meanwhile",
        "bot/storage/leases.py",
        replace(_REPLICAS, strikes=Strikes(8, weights=(0, 0, 1, 0), moments=("after a commit",), rest=1.0, frost=30.0)),
        ("unexplained repeat",),
        _by("bot.storage.database.Database.holds", lambda _: lambda *_args: True),
        first=3,
    ),
    "disowning": Guard(
        "rows leased by a transaction whose answer was lost wait until the lease expires",
        "bot/storage/queues/outbox.py",
        Plan(
            3, Climate((), (), (), (), _FOUL, session=("commit unanswered",)), Strikes(2), 2, deleting=0.0, hurry=60.0
        ),
        ("waits too long",),
        _neither("bot.storage.queues.outbox.disown", "bot.storage.leads.lead_queue.disown"),
    ),
    "counting attempts": Guard(
        "an update that kills the process kills every process after it",
        "bot/turns/turn_loop.py",
        Plan(2, poison="kills", hurry=50.0, patience=60.0, comes_within=2.0),
        ("waits too long",),
        _by("bot.storage.queues.inbox.count_attempt", _nothing),
    ),
    "watchdog": Guard(
        "a hanging process hangs for ever, and everybody waits",
        "bot/watchdog/process.py",
        Plan(2, poison="hangs", hurry=100.0, patience=120.0, comes_within=2.0),
        ("waits too long",),
        _by("bot.watchdog.process.HangDetector.look", _nothing),
    ),
    "older copy": Guard(
        "an older copy of the database sends leads delivered since then again, unmarked",
        "bot/storage/backends/old_copies.py",
        OLDER_COPIES,
        ("doubled unmarked",),
        _by("bot.storage.upkeep.copy_marks.proves", lambda _: lambda *_args: False),
        first=3,
    ),
    "look-up": Guard(
        "a lead whose answer was lost is created again although it exists",
        "bot/lead_api/worker.py",
        replace(_KILLS, climate=Climate((), ("dropped after",), (), (), _FOUL), strikes=Strikes(0)),
        ("made twice",),
        _by("bot.lead_api.worker.LeadWorker._look_first", _nothing_later),
        first=1,
    ),
    "settling time": Guard(
        "a lead that look-ups do not show yet counts as one that never arrived",
        "bot/lead_api/retry_policy.py",
        replace(_KILLS, climate=Climate((), ("dropped after",), (), (), _FOUL, lag=45.0), strikes=Strikes(0)),
        ("made twice",),
        _by("bot.lead_api.worker.after_look", _nothing),
        first=1,
    ),
    "withdrawals that wait": Guard(
        "a withdrawal that the lead system did not accept is reported as done",
        "bot/lead_api/update_delivery.py",
        replace(
            _KILLS, climate=Climate((), ("unavailable", "error"), (), (), _FOUL), strikes=Strikes(0), withdrawing=1.0
        ),
        ("untrue",),
        _by("bot.lead_api.update_delivery.after_update", lambda _: lambda *_args, **_named: Done()),
        first=1,
    ),
    "look before an update": Guard(
        "an addition to a lead is made twice when the answer was lost",
        "bot/lead_api/update_delivery.py",
        replace(_KILLS, climate=Climate((), ("dropped after",), (), (), _FOUL), strikes=Strikes(0), adding=1.0),
        ("added 2 times", "added 3 times", "added 4 times"),
        _by("bot.lead_api.update_delivery.shows", lambda _: lambda *_args: False),
        first=2,
    ),
    "look until it is answered": Guard(
        "an addition to a lead is made twice when the answers to it and to the look-up were lost",
        "bot/lead_api/update_delivery.py",
        replace(
            _KILLS,
            climate=Climate((), ("dropped after",), (), (), _FOUL),
            strikes=Strikes(0),
            adding=1.0,
            withdrawing=1.0,
        ),
        ("added 2 times", "added 3 times", "withdrawn twice"),
        _by("bot.lead_api.update_delivery.UpdateDelivery._look_again", _nothing_later),
        first=7,
    ),
    "waking hours": Guard(
        "people are reminded at night",
        "bot/jobs/reminders.py",
        Plan(1, silent=1.0, patience=40_000.0),
        ("reminded at night",),
        _by("bot.jobs.reminders.waking", lambda _: lambda _now: True),
    ),
    "retention": Guard(
        "personal data is kept longer than promised",
        "bot/jobs/retention.py",
        Plan(1, deleting=0.0, expires=True),
        ("held past its time",),
        _by("bot.jobs.retention.clean", _nothing_later),
    ),
    "encryption": Guard(
        "personal data is in the database's files in clear",
        "bot/storage/encryption.py",
        replace(_KILLS, data_key=True, strikes=Strikes(0)),
        ("held in clear",),
        _by("bot.storage.encryption.FieldEncryption.encrypt", lambda _: lambda *args: args[-1]),
    ),
    "erasing": Guard(
        "deleted data stays in the database's files",
        "bot/storage/upkeep/secure_erase.py",
        replace(_KILLS, deleting=1.0, strikes=Strikes(0)),
        ("held after /delete",),
        _leaving_traces,
    ),
}


@contextlib.contextmanager
def without(name: str) -> Iterator[None]:
    """Inside the block the bot has to do without this guard."""
    with contextlib.ExitStack() as stack:
        if name:
            GUARDS[name].take_out(stack)
        yield
