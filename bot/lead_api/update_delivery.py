"""Delivery of lead updates: each is looked up if it may have been carried out, sent, and recorded in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from msgspec import Struct

from bot.core.agency_shares import AgencyLookup
from bot.core.serialization import ADDITION, LEAD
from bot.core.wakeup import Wakeup
from bot.lead_api import retry_policy
from bot.lead_api.account import Account
from bot.lead_api.client import DEADLINE, LOOK_DEADLINE
from bot.lead_api.key_acceptance import Acceptance
from bot.lead_api.lookups import Absent, Found, Inconclusive, NoAnswer
from bot.lead_api.notices import (
    ADDITION_FAILED,
    WITHDRAWAL_ABSENT,
    WITHDRAWAL_DONE,
    WITHDRAWAL_FAILED,
    WITHDRAWAL_REPEATED,
    TellStaff,
)
from bot.lead_api.outcomes import Looking, Misconfigured, Outcome, Unknown
from bot.lead_api.result_writer import Writer
from bot.lead_api.retry_policy import LOOK_PATIENCE, after_look
from bot.lead_api.updates import WITHDRAWAL, Changes, Done, Failed, Later, Next, addition, after_update, shows
from bot.storage.leads import lead_updates
from bot.storage.leads.lead_records import StoredLead
from bot.storage.leads.lead_updates import UpdateJob, UpdateKind
from bot.storage.leases import LeaseInDoubtError
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from conversations.commands import Param
from conversations.events import LeadStatus, WithdrawalEnd, WithdrawalSettled

log = logging.getLogger(__name__)

LEASE = DEADLINE + 2 * LOOK_DEADLINE + 60.0
"""Seconds of an update's lease: two look-ups, the longest call, and time to record the result."""
UNDER_WAY = 3.0
"""Seconds until the next check of a lead whose own request is still in flight."""
NOT_SET_UP_WAIT = 60.0
"""Seconds until the next check for an agency that is not set up here."""


class Update(Struct, frozen=True):
    """Update to be sent, with its lead's row if it still exists, and whether its lease holds."""

    job: UpdateJob
    row: StoredLead | None
    holds: Callable[[], bool]

    @property
    def lead_id(self) -> str:
        """The Lead API's id of the lead, ``""`` while unknown."""
        return self.job.lead_id or (self.row and self.row.lead_id) or ""


class _NeverArrivedError(Exception):
    """The lead never reached the Lead API."""


class UpdateDelivery:
    """Sender of the updates that the lead worker hands over. The arguments are the worker's."""

    def __init__(
        self,
        accounts: AgencyLookup[Account],
        writer: Writer,
        acceptance: Acceptance,
        *,
        inbox_wakeup: Wakeup,
        tell_staff: TellStaff,
    ) -> None:
        self._accounts = accounts
        self._writer = writer
        self._acceptance = acceptance
        self._inbox_wakeup = inbox_wakeup
        self._tell_staff = tell_staff

    async def deliver(self, update: Update) -> bool:
        """Send one update and record the result. Return whether it is finished."""
        account = self._accounts.find(update.job.agency)
        found = update.lead_id
        absent = False
        try:
            if account is None:
                following: Next = Later(NOT_SET_UP_WAIT)
            else:
                looked = found or await self._find(update, account)
                if isinstance(looked, str):
                    found = looked
                    looked = await self._send(update, account, found)
                following = looked
        except _NeverArrivedError:
            absent, following = True, Done()
        except LeaseInDoubtError:
            following = Later(0.0)
        except Exception as error:  # noqa: BLE001  a bug: retried later, and finally left to the staff
            outcome = Unknown(f"the bot failed during the update ({type(error).__name__})")
            following = self._after(update, outcome, works=False)
            log.error("an update failed", extra={"agency": update.job.agency, "error": type(error).__name__})
        told = await self._writer.write(
            partial(self._settle, update=update, found=found, following=following, absent=absent)
        )
        if told:
            self._inbox_wakeup.notify()
        level = logging.WARNING if isinstance(following, Failed) else logging.INFO
        about = {"agency": update.job.agency, "reference": update.job.reference, "kind": update.job.kind.value}
        log.log(level, "a lead was updated", extra={**about, "end": type(following).__name__.lower()})
        return not isinstance(following, Later)

    async def _find(self, update: Update, account: Account) -> str | Next:
        """Return the lead's id by looking it up, or what follows without it.

        Raises :class:`_NeverArrivedError` if the lead never reached the Lead API.
        """
        row = update.row
        if row is None or not row.lead:
            return Failed("its number in the lead system is not known")
        if row.status is LeadStatus.IN_FLIGHT:
            return Later(UNDER_WAY)
        delivered = row.status is LeadStatus.DELIVERED
        if not delivered and not row.possible_repeat:
            raise _NeverArrivedError
        try:
            lead = LEAD.decode(row.lead)
        except ValueError:
            return Failed("this version of the bot cannot read the stored lead")
        shown = await account.api.look_up(lead.email, lead.reference)
        if isinstance(shown, Found):
            return shown.lead_id or Failed("the look-up shows no number of it")
        following = await self._look_again(update, account, shown)
        if following is not None:
            return following
        if isinstance(shown, Absent) and not delivered:
            raise _NeverArrivedError
        return Failed(f"its number in the lead system is not known ({shown.why})")

    async def _look_again(
        self, update: Update, account: Account, shown: Absent | Inconclusive | NoAnswer
    ) -> Next | None:
        """Return what follows on an inconclusive look-up; ``None`` if the update is to be sent anyway."""
        job = update.job
        waited = job.taken_at - job.created_at
        delay = after_look(
            shown,
            waited=waited,
            settle=account.settle,
            absent_before=job.attempts > 1,
            looks=job.attempts,
            works=isinstance(shown, NoAnswer) and waited >= LOOK_PATIENCE and await self._works(update, account),
            jitter=retry_policy.jitter(),
        )
        return None if delay is None else self._after(update, Looking(shown.why, delay), works=False)

    async def _send(self, update: Update, account: Account, lead_id: str) -> Next:
        job = update.job
        if job.kind is UpdateKind.WITHDRAWAL:
            changes: Changes = WITHDRAWAL
        elif update.row is None or not update.row.lead:
            return Failed("nothing is held of the lead any more")
        else:
            lead_sent = LEAD.decode(update.row.lead)
            changes = addition(lead_sent, ADDITION.decode(job.body), str(job.id), account.host)
        if job.possible_repeat:
            lead = await account.api.lead(lead_id)
            if isinstance(lead, NoAnswer):
                following = await self._look_again(update, account, lead)
                if following is not None:
                    return following
            elif lead is not None and shows(lead, changes):
                return Done()

        def on_sent() -> None:
            if not update.holds():
                raise LeaseInDoubtError

        outcome = await account.api.update(lead_id, changes, on_sent=on_sent)
        works = isinstance(outcome, Misconfigured) and await self._works(update, account)
        return self._after(update, outcome, works=works)

    def _after(self, update: Update, outcome: Outcome, *, works: bool) -> Next:
        job = update.job
        age = job.taken_at - job.created_at
        return after_update(outcome, attempt=job.attempts, age_seconds=age, works=works, jitter=retry_policy.jitter())

    async def _works(self, update: Update, account: Account) -> bool:
        return await self._acceptance.proven(update.job.agency, account.api)

    def _settle(self, tx: Transaction, *, update: Update, found: str, following: Next, absent: bool) -> bool:
        """Record an attempt's result; notify the staff and the person. Return whether the person is notified."""
        job = update.job
        if isinstance(following, Later):
            lead_updates.later(tx, job, following.delay, possible_repeat=following.arrived, lead_id=found)
            return False
        if not lead_updates.done(tx, job):
            return False
        office = "" if job.office is None else str(job.office)
        about: dict[str, Param] = {"reference": job.reference, "lead_id": found or "?", "office": office or "?"}
        why = following.why if isinstance(following, Failed) else ""
        if job.kind is UpdateKind.ADDITION:
            if why:
                self._tell_staff(tx, job.agency, ADDITION_FAILED, {**about, "reason": why})
            return False
        end = WithdrawalEnd.FAILED if why else WithdrawalEnd.ABSENT if absent else WithdrawalEnd.NOTED
        key = WITHDRAWAL_FAILED if why else WITHDRAWAL_ABSENT if absent else WITHDRAWAL_DONE
        self._tell_staff(tx, job.agency, key, about | ({"reason": why} if why else {}))
        if end is WithdrawalEnd.NOTED and update.row is not None and update.row.possible_repeat:
            self._tell_staff(tx, job.agency, WITHDRAWAL_REPEATED, about)
        if job.chat_id is None:
            return False
        settled = WithdrawalSettled(job.reference, end)
        item = inbox.event_item(job.agency, f"update:{job.id}:{job.reference}", job.chat_id, settled)
        return inbox.add(tx, [item]) == 1
