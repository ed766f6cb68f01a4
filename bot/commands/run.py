"""``python -m bot run``: the bot as a service: wiring, start and stop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import socket
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from bot.agencies.registry import AgencyRegistry
from bot.agencies.reload import TenantsReloader
from bot.agencies.runtime import AgencyRuntime
from bot.agencies.tenants import Tenants
from bot.core.activity import beating
from bot.core.wakeup import Wakeup
from bot.jobs.call_reminders import call_reminders
from bot.jobs.clock_shift import ClockShiftJob
from bot.jobs.command_listener import listen_for_commands
from bot.jobs.database_check import DatabaseCheckJob
from bot.jobs.downtime_recovery import DowntimeRecoveryJob
from bot.jobs.heartbeat import HeartbeatJob
from bot.jobs.office_refresh import refresh_offices
from bot.jobs.old_copy_check import check_for_old_copies
from bot.jobs.relay_timeouts import relay_timeouts
from bot.jobs.reminders import ReminderJob
from bot.jobs.retention import RetentionJob
from bot.jobs.staff_summary import send_summaries
from bot.jobs.trace_key_refresh import refresh_trace_key, use_present_key
from bot.jobs.visit_reminders import visit_reminders
from bot.lead_api.worker import LeadWorker
from bot.logging import log_setup
from bot.storage.backends.replica import in_touch
from bot.storage.database import Database, DatabaseProblem
from bot.storage.transaction import Queue
from bot.telegram.sender import Sender
from bot.turns.turn_loop import TurnLoop
from bot.web.app import application
from bot.web.listener import Listener
from bot.web.metrics import MetricSources
from bot.web.readings import Readings
from conversations.flow.warm_up import warm_up
from conversations.languages import CATALOGUES


class Service:
    """The running bots of all agencies: updates, conversations, sending, delivery of leads.

    ``database`` is already open and holds everything durable. Workers are shared; each agency's connections are its
    :class:`~bot.agencies.runtime.AgencyRuntime`. ``listening`` is the socket for the bot's own pages and for webhooks.
    ``read`` rereads the tenants when their files change; without it there is one fixed agency. ``heartbeat`` is the file
    of the process's heartbeat; ``None`` for none. ``trace``: the log names chats by hashes.
    """

    def __init__(
        self,
        database: Database,
        tenants: Tenants,
        listening: socket.socket | None = None,
        read: Callable[[], Tenants] | None = None,
        heartbeat: Path | None = None,
        *,
        trace: bool = False,
    ) -> None:
        self._database = database
        self._roster = tenants
        self._listening = listening
        self._read = read
        self._heartbeat = heartbeat
        self._trace = trace

    async def run(self, started: asyncio.Event | None = None) -> None:
        """Serve until cancelled; then finish or release the work in flight.

        ``started`` is set once everything runs. Raises :class:`bot.agencies.runtime.Refused` if at the start Telegram
        refuses the token of a single agency, or the Lead API its key; other problems with either do not end it. Raises
        :class:`bot.storage.problems.DatabaseUnusable`, at any time, if waiting cannot fix the database.
        """
        inbox_wakeup, outbox_wakeup, leads_wakeup = Wakeup(), Wakeup(), Wakeup()
        agencies = AgencyRegistry(self._roster.setups, self._database, (inbox_wakeup, outbox_wakeup, leads_wakeup))
        async with agencies:
            if self._trace:
                with contextlib.suppress(DatabaseProblem):  # the job looks again
                    await use_present_key(self._database, agencies.retention)
            if self._read is None:
                for runtime in agencies:
                    await runtime.probe()
            sender = Sender(agencies.api, agencies.agency, self._database, outbox_wakeup)
            turns = TurnLoop(
                self._database,
                agencies.agency,
                agencies.read_update,
                inbox_wakeup=inbox_wakeup,
                outbox_wakeup=outbox_wakeup,
                leads_wakeup=leads_wakeup,
                join_outbox=sender.join_transaction,
            )
            worker = LeadWorker(
                self._database,
                agencies.account,
                leads_wakeup=leads_wakeup,
                inbox_wakeup=inbox_wakeup,
                tell_staff=agencies.tell_staff,
            )
            wake = {
                Queue.INBOX: inbox_wakeup.notify,
                Queue.OUTBOX: outbox_wakeup.notify,
                Queue.LEADS: leads_wakeup.notify,
            }
            loop = asyncio.get_running_loop()

            def fed(queues: set[Queue]) -> None:
                with contextlib.suppress(RuntimeError):  # the event loop is closed: nobody is to be woken
                    loop.call_soon_threadsafe(lambda: [wake[queue]() for queue in wake if queue in queues])

            self._database.on_fed = fed
            replica = self._database.replica(wake)
            async with beating(), in_touch(replica), asyncio.TaskGroup() as parts:
                # First, so that a stop ends the intake of updates before their processing.
                if self._listening is not None:
                    sources = MetricSources(agencies, turns, sender, worker, self._database, replica)
                    readings = Readings(
                        self._database, agencies.ids, agencies.reaches_telegram, agencies.telegram_clock.now
                    )
                    pages = application(readings, sources, agencies.receiver)
                    parts.create_task(Listener(pages, self._listening).run())
                parts.create_task(replica.lead(partial(self._lead, agencies, (outbox_wakeup, leads_wakeup))))
                parts.create_task(self._take_turns(agencies, turns))
                parts.create_task(worker.run())
                parts.create_task(sender.run())
                parts.create_task(DatabaseCheckJob(self._database).run())
                parts.create_task(listen_for_commands(self._database, (inbox_wakeup, outbox_wakeup, leads_wakeup)))
                parts.create_task(check_for_old_copies(self._database))
                if self._trace:
                    parts.create_task(refresh_trace_key(self._database, agencies.retention))
                if self._heartbeat is not None:
                    parts.create_task(HeartbeatJob(self._database, self._heartbeat, agencies.ids).run())
                parts.create_task(agencies.for_each(agencies.start_agency))
                if self._read is not None:
                    parts.create_task(self._watch(agencies, self._read))
                if started is not None:
                    started.set()

    async def _take_turns(self, agencies: AgencyRegistry, turns: TurnLoop) -> None:
        """Run the turn loop after the warm-up. The intake of updates does not wait for it."""
        for runtime in islice(agencies, 1):  # hundreds of agencies share nearly all of it
            await asyncio.to_thread(warm_up, runtime.agency.form, CATALOGUES)
        gc.freeze()  # all of this lives on, so that garbage collections need not scan it
        gc.set_threshold(
            10_000
        )  # a batch of turns makes thousands of objects: with the default of 700 that costs 2 % more
        await turns.run()

    async def _watch(self, agencies: AgencyRegistry, read: Callable[[], Tenants]) -> None:
        """Apply changes of the tenants' files; at once on SIGHUP."""

        async def change(tenants: Tenants) -> None:
            log_setup.hide(tenants.secrets)
            await agencies.change(tenants.setups)

        watcher = TenantsReloader(self._roster, read, change)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, watcher.now.notify)
        try:
            await watcher.run()
        finally:
            loop.remove_signal_handler(signal.SIGHUP)

    async def _lead(self, agencies: AgencyRegistry, due_bells: Sequence[Wakeup]) -> None:
        """Run the leader's database jobs for all agencies, until cancelled."""
        async with asyncio.TaskGroup() as duties:
            duties.create_task(agencies.for_each(partial(self._lead_one, agencies)))
            duties.create_task(RetentionJob(self._database, agencies.retention, agencies.telegram_clock).run())
            duties.create_task(DowntimeRecoveryJob(self._database, agencies.receives).run())
            duties.create_task(ClockShiftJob(self._database, due_bells).run())
            duties.create_task(send_summaries(self._database, lambda: [each.agency for each in agencies]))
            duties.create_task(call_reminders(self._database, agencies.agency).run())
            duties.create_task(ReminderJob(self._database, agencies.reminder_hours).run())
            duties.create_task(visit_reminders(self._database).run())
            duties.create_task(relay_timeouts(self._database).run())

    async def _lead_one(self, agencies: AgencyRegistry, runtime: AgencyRuntime) -> None:
        """Run the leader's jobs for one agency, until cancelled."""
        await runtime.met.wait()
        account = self._database, runtime.lead_api, runtime.agency.id, agencies.tell_staff
        async with asyncio.TaskGroup() as duties:
            duties.create_task(runtime.receive_updates())
            duties.create_task(refresh_offices(*account, runtime.offices))
