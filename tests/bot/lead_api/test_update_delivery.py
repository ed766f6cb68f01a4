"""Updates of leads that the Lead API has: what is sent, what follows on each answer, and what is kept meanwhile."""

from __future__ import annotations

import pytest

from bot.core.serialization import ADDITION
from bot.lead_api.account import Account
from bot.lead_api.outcomes import Received, Rejected, RejectedField, Unknown
from bot.lead_api.retry_policy import AGE_MAX, TRIES_MIN
from bot.lead_api.updates import WITHDRAWAL, Done, Failed, Later, Next, after_update, read_update, shows
from bot.storage.chats import erasure
from bot.storage.leads import lead_queue, lead_updates
from bot.storage.transaction import Transaction
from conversations.commands import PassOn
from conversations.events import LeadStatus, WithdrawalEnd, WithdrawalSettled
from conversations.lead import Estimate
from sandbox.faults import Account as SandboxAccount
from sandbox.faults import LeadApiFault
from sandbox.server import Sandbox
from support.lead_desk import LeadDesk
from support.waiting import eventually


async def updates_left(desk: LeadDesk) -> int:
    found: int = await desk.database.run(
        lambda tx: tx.connection.exec_driver_sql("SELECT count(*) FROM lead_updates").scalar_one()
    )
    return found


async def settled(desk: LeadDesk) -> None:
    async def none_left() -> bool:
        desk.notify()
        return await updates_left(desk) == 0

    await eventually(none_left, "every update settled")
    await desk.read_events()


async def test_a_delivered_lead_is_withdrawn_where_it_lies(desk: LeadDesk, sandbox: Sandbox) -> None:
    async with desk.working():
        reference = await desk.put(1)
        await desk.until(1, LeadStatus.DELIVERED)
        for _ in range(2):  # asked for twice, it is sent once
            await desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", reference))
        desk.notify()
        await settled(desk)

    assert [record.changes for record in sandbox.journal.updates_of_leads] == [{"gdpr_checkbox": False}]
    assert desk.events[1][-1] == WithdrawalSettled(reference, WithdrawalEnd.NOTED)
    assert [key for _, key, _ in desk.staff] == ["notice.withdrawal_done"]


ANSWERS: list[tuple[str, int, bytes, object]] = [
    ("the lead", 200, b'{"data": {"id": 7}}', Received(Estimate())),
    ("nothing", 204, b"", Received(Estimate())),
    ("a failure inside", 200, b'{"success": false, "message": "Not allowed"}', Rejected("Not allowed")),
    ("a page", 200, b"<html></html>", Unknown("an answer that is not the Lead API's (HTTP 200)")),
    ("no such lead", 404, b'{"message": "Not found"}', Rejected("the lead system has no such lead any more")),
    ("a field refused", 422, b'{"errors": {"postcode": ["is too long"]}}', RejectedField("postcode", "is too long")),
]


@pytest.mark.parametrize(("status", "body", "expected"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_an_answer_to_an_update(status: int, body: bytes, expected: object) -> None:
    assert read_update(status, {}, body) == expected


FOLLOWS: list[tuple[int, bytes, dict[str, str], bool, Next]] = [
    (200, b"{}", {}, False, Done()),
    (422, b'{"message": "no"}', {}, False, Failed("no")),
    (403, b"{}", {}, True, Failed("the Lead API refused the key (HTTP 403)")),
    (403, b"{}", {}, False, Later(1.0)),
    (429, b"", {"Retry-After": "7"}, False, Later(7.0)),
    (503, b"", {}, False, Later(1.0)),
    (500, b"", {}, False, Later(1.0, arrived=True)),
    (200, b"<html>", {}, False, Later(1.0, arrived=True)),
]


@pytest.mark.parametrize(("status", "body", "headers", "works", "expected"), FOLLOWS)
def test_what_follows_on_an_answer(
    status: int, body: bytes, headers: dict[str, str], works: bool, expected: Next
) -> None:
    outcome = read_update(status, headers, body)
    assert after_update(outcome, attempt=1, age_seconds=0.0, works=works, jitter=0.0) == expected
    old = after_update(outcome, attempt=12, age_seconds=48 * 3600.0, works=works, jitter=0.0)
    assert not isinstance(old, Later), "after two days the staff do it by hand"
    if isinstance(expected, Later):
        early = after_update(outcome, attempt=1, age_seconds=9 * 48 * 3600.0, works=works, jitter=0.0)
        assert isinstance(early, Later), "a clock that is set forward gives nothing up"


def test_what_was_carried_out_already_is_recognised() -> None:
    assert shows({"id": 7, "gdpr_checkbox": False}, WITHDRAWAL)
    assert shows({"data": {"gdpr_checkbox": 0}}, WITHDRAWAL)
    assert not shows({"gdpr_checkbox": True}, WITHDRAWAL)
    assert not shows({"gdpr_checkbox": "1"}, WITHDRAWAL)
    assert not shows({"id": 7}, WITHDRAWAL), "an account that does not show it"
    added = {"meta": {"reference": "VB-1", "added_1": "Loft"}, "questionnaire": [["Added", "Loft"]]}
    assert shows({"meta": {"reference": "VB-1", "added_1": "Loft", "more": "x"}}, added)
    assert not shows({"meta": {"reference": "VB-1"}}, added)


async def test_withdrawn_before_anybody_knew_what_came_of_it(desk: LeadDesk, sandbox: Sandbox) -> None:
    """One of them arrived and is found by its person; the other never did."""

    def withdraw(tx: Transaction) -> None:
        lead_queue.withdraw(tx, "derby", f"VB-{chat_id}")

    for chat_id, mode in ((1, "drop_after"), (2, "drop_before")):
        sandbox.faults.set(lead_api=LeadApiFault(mode, times=1))
        async with desk.working():
            await desk.put(chat_id)
            await desk.until(chat_id, LeadStatus.WAITING)
        await desk.database.run(withdraw)
    async with desk.working():
        await settled(desk)

    assert desk.events[1][-1] == WithdrawalSettled("VB-1", WithdrawalEnd.NOTED)
    assert desk.events[2][-1] == WithdrawalSettled("VB-2", WithdrawalEnd.ABSENT)
    assert [lead.values["gdpr_checkbox"] for lead in sandbox.leads.made] == [False]


async def test_a_lead_whose_number_cannot_be_learnt_is_left_to_the_staff(desk: LeadDesk, sandbox: Sandbox) -> None:
    sandbox.faults.set(account=SandboxAccount(id_in="nowhere", look_up="without_meta"))
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.DELIVERED)
        await desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", "VB-1"))
        await settled(desk)

    assert desk.events[1][-1] == WithdrawalSettled("VB-1", WithdrawalEnd.FAILED)
    ((_, key, told),) = desk.staff
    assert (key, told["lead_id"]) == ("notice.withdrawal_failed", "?")


async def test_of_a_lead_that_may_be_there_twice_the_staff_hear_that_one_alone_is_marked(
    desk: LeadDesk, sandbox: Sandbox
) -> None:
    sandbox.faults.set(lead_api=LeadApiFault("drop_after", times=1), account=SandboxAccount(look_up="refused"))
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.WAITING)
        desk.advance(60)
        await desk.until(1, LeadStatus.DELIVERED)
        await desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", "VB-1"))
        await settled(desk)

    first, second = sandbox.leads.made
    assert (first.values["gdpr_checkbox"], second.values["gdpr_checkbox"]) == (True, False)
    assert [key for _, key, _ in desk.staff] == ["notice.withdrawal_done", "notice.withdrawal_repeated"]
    assert {told["lead_id"] for _, _, told in desk.staff} == {str(second.id)}


async def test_erased_in_flight_it_is_withdrawn_once_it_arrived_by_its_number_alone(
    desk: LeadDesk, sandbox: Sandbox
) -> None:
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=0.5, times=1))
    async with desk.working():
        await desk.put(1)
        await eventually(lambda: sandbox.faults.lead_api.mode == "none", "a request under way")
        await desk.database.run(lambda tx: erasure.erase(tx, "derby", 1))
        await eventually(lambda: sandbox.journal.updates_of_leads, "the withdrawal")
        await settled(desk)

    assert [lead.values["gdpr_checkbox"] for lead in sandbox.leads.made] == [False]
    assert desk.events[1] == []


async def test_an_older_copy_looks_again_before_it_sends(desk: LeadDesk, sandbox: Sandbox) -> None:
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.DELIVERED)
    sandbox.leads.made[0].values["gdpr_checkbox"] = False
    await desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", "VB-1"))
    await desk.database.run(lead_updates.doubt)
    async with desk.working():
        await settled(desk)

    assert not sandbox.journal.updates_of_leads, "it was done already"
    assert desk.events[1][-1] == WithdrawalSettled("VB-1", WithdrawalEnd.NOTED)


async def test_an_addition_is_not_sent_again_while_a_look_at_its_lead_gets_no_answer(
    desk: LeadDesk, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.lead_api.retry_policy.BACKOFF_MAX", 0.1)
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.DELIVERED)
    (lead,) = sandbox.leads.made
    lead.values["meta"] = {**lead.meta, "addition": "1"}  # it was carried out, and the answer was lost
    told = ADDITION.encode(PassOn("VB-1", "The loft is insulated"))
    await desk.database.run(lambda tx: lead_updates.add(tx, "derby", 1, "VB-1", told))
    await desk.database.run(lead_updates.doubt)
    sandbox.faults.set(lead_api=LeadApiFault("unavailable", times=1, endpoint="look_up"))
    async with desk.working():
        await settled(desk)

    assert [look.status for look in sandbox.journal.look_ups] == [503, 200]
    assert not sandbox.journal.updates_of_leads, "it was there already"


async def test_a_withdrawal_whose_look_ups_get_no_answer_is_left_to_the_staff_after_two_days(
    desk: LeadDesk, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.lead_api.retry_policy.BACKOFF_MAX", 0.05)
    sandbox.faults.set(account=SandboxAccount(id_in="nowhere"))
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.DELIVERED)
    await desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", "VB-1"))
    desk.advance(AGE_MAX)
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    async with desk.working():
        await settled(desk)

    assert len(sandbox.journal.look_ups) >= TRIES_MIN
    assert desk.events[1][-1] == WithdrawalSettled("VB-1", WithdrawalEnd.FAILED)
    assert [key for _, key, _ in desk.staff] == ["notice.withdrawal_failed"]


async def test_updates_of_an_agency_that_is_gone_wait_and_then_go(desk: LeadDesk) -> None:
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.DELIVERED)
        account: Account = desk.accounts.pop("derby")
        await desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", "VB-1"))
        desk.notify()
    assert await updates_left(desk) == 1
    desk.accounts["derby"] = account
    desk.advance(3600)
    await desk.database.run(lambda tx: lead_updates.expire(tx, tx.now - 24 * 3600))
    assert await updates_left(desk) == 1
    await desk.database.run(lambda tx: lead_updates.expire(tx, tx.now + 1))
    assert await updates_left(desk) == 0
