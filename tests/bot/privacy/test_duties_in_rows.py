"""The duties that the bot keeps in its rows, on both databases. The table is in docs/privacy.md."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs

from bot.core.serialization import LEAD
from bot.core.wakeup import Wakeup
from bot.jobs.reminders import ReminderJob
from bot.jobs.retention import DAY, clean
from bot.lead_api.account import Account
from bot.lead_api.client import LeadApi
from bot.lead_api.notices import tell_outcomes
from bot.lead_api.outcomes import Received, Rejected, RejectedField
from bot.lead_api.results import EndedAttempt, record_outcome
from bot.lead_api.worker import LeadWorker
from bot.staff.notifications import tell_staff
from bot.statistics.counters import FunnelCounter
from bot.storage.chats import chat_states
from bot.storage.database import Database
from bot.storage.encryption import FieldEncryption, KeyMissing
from bot.storage.leads import calls, lead_queue, lead_records
from bot.storage.leads.lead_queue import LeadResult
from bot.storage.leads.lead_records import CallState
from bot.storage.queues import dead_letters, inbox, message_ids
from bot.storage.upkeep import key_rotation
from conversations.commands import Line
from conversations.events import LeadStatus
from conversations.languages import catalogue
from conversations.lead import Estimate, Range
from sandbox.server import DEFAULT_API_KEY, Sandbox
from support.desk import MARLA, TYLER, Desk
from support.person import FORM
from support.waiting import eventually

PERSONAL = ("Marla", "Singer", "7986000000", "7986 000000", "cloud9", "Example Street", "DE1 1JX")


def the_lead(desk):
    (row,) = desk.database.run_sync(lambda tx: lead_records.of_chat(tx, "default", MARLA))
    return row


def attempt(desk, status, **more):
    """Begin an attempt at the lead, and let it come to this; ``None``: it stays in flight."""

    def job(tx):
        (job,) = lead_queue.take(tx, 1, 60.0)
        if status is not None:
            settled = LeadResult(job.reference, "default", status, **more)
            assert lead_queue.record_result(tx, settled, job.attempt)

    desk.database.run_sync(job)


ESTIMATE = Estimate(Range(285_000, 300_000, 315_000))
OUTCOMES = {
    "received": Received(ESTIMATE),
    "refused for an answer": RejectedField("phone", "not a number"),
    "refused": Rejected("no such thing"),
}


def begins(desk):
    """Begin an attempt at the oldest lead that is due."""
    (job,) = desk.database.run_sync(lambda tx: lead_queue.take(tx, 1, 60.0))
    return job


def arrives(desk, job, outcome):
    """Write what came of an attempt, as the lead worker does."""

    def tell(tx, _agency, key, params):
        tell_staff(tx, desk.agency, Line(key, params))

    told: list[inbox.NewItem] = []
    ended = EndedAttempt(job, LEAD.decode(job.lead), outcome, jitter=0.5, on_trial=False)

    def record(tx):
        record_outcome(tx, ended, tell_staff=tell, counter=FunnelCounter(), told=told)
        tell_outcomes(tx, told)

    desk.database.run_sync(record)


async def test_duty_02_a_lead_is_kept_with_its_consent_and_none_is_posted_without(desk, clock, agreed) -> None:
    await desk.reaches_consent()
    assert desk.rows()["leads.reference"] == [], "nothing before the yes"
    clock.now += 30
    await desk.says("yes, I agree")
    row = the_lead(desk)
    consent = LEAD.decode(row.lead).consent
    assert (consent.wording, consent.language) == (agreed, "en")
    assert consent.at == datetime.fromtimestamp(clock.now, UTC)

    # Somebody takes the consent out of the row: then there is no lead, and no request.
    without = json.loads(row.lead)
    del without["consent"]
    await desk.database.run(
        lambda tx: tx.connection.execute(lead_queue.LEADS.update().values(lead=json.dumps(without).encode()))
    )
    async with Sandbox() as sandbox, LeadApi(sandbox.base_url, DEFAULT_API_KEY) as api:
        worker = LeadWorker(
            desk.database,
            lambda _: Account(api, ""),
            leads_wakeup=Wakeup(),
            inbox_wakeup=Wakeup(),
            tell_staff=lambda *_: None,
        )
        running = asyncio.create_task(worker.run())
        await eventually(lambda: the_lead(desk).status is LeadStatus.SET_ASIDE, "the lead without a consent, set aside")
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        assert [*sandbox.journal.leads] == []


async def test_duty_06_withdrawing_before_sending_cancels_every_attempt(desk, clock) -> None:
    await desk.sends()
    attempt(desk, LeadStatus.WAITING, next_at=clock.now + 60, reason="the Lead API was away")
    assert "stopped it before it was sent" in await desk.says("/withdraw")
    for _ in range(48):
        clock.now += 3600
        assert desk.database.run_sync(lambda tx: lead_queue.take(tx, 10, 60.0)) == []
    assert the_lead(desk).status is LeadStatus.WITHDRAWN
    assert "VB-" not in desk.told_staff(), "there is nothing for them to do"


async def test_duty_06_after_withdrawing_nobody_promises_a_call(desk) -> None:
    """The refusal was in the inbox, behind /withdraw: "they will look into it and get in touch" would be untrue."""
    await desk.sends()
    before = len(desk.heard[MARLA])
    job = begins(desk)
    desk.put(MARLA, "/withdraw")
    arrives(desk, job, OUTCOMES["refused for an answer"])
    await desk.work()
    (said,) = desk.heard[MARLA][before:]
    assert "stopped it before it was sent" in said.text
    assert desk.told_staff() == "", "there is nothing for them to do"


async def test_duty_07_the_staff_get_no_card_of_somebody_who_withdrew(desk) -> None:
    await desk.sends()
    reference = the_lead(desk).reference
    job = begins(desk)
    await desk.says("/withdraw")
    arrives(desk, job, Received(ESTIMATE))
    await desk.work()
    told = desk.told_staff()
    assert f"{reference} reached your lead system although the person had just withdrawn" in told
    assert "New lead" not in told


@pytest.mark.parametrize("command", ["/withdraw", "/delete"])
async def test_duty_07_another_process_begins_to_post_just_now(desk, command, monkeypatch) -> None:
    """On several machines a lead may be taken between the look at it and the answer: the person hears what is true."""
    await desk.sends()
    reference = the_lead(desk).reference
    looked = lead_queue.standings
    meanwhile = [lambda tx: lead_queue.take(tx, 1, 60.0)]

    def overtaken(tx, keys, **more):
        found = looked(tx, keys, **more)
        if meanwhile and desk.database.backend.threads > 1:
            desk.database.run_sync(meanwhile.pop())  # on another connection
        return found

    monkeypatch.setattr("bot.turns.batch.lead_queue.standings", overtaken)
    said = await desk.says(command)
    if desk.database.backend.threads > 1:
        assert reference in said
        assert reference in desk.told_staff()
    else:
        assert reference not in said


@pytest.mark.parametrize("status", [LeadStatus.DELIVERED, LeadStatus.SET_ASIDE, LeadStatus.REJECTED, None])
async def test_duty_08_deleting_leaves_nothing_in_any_row(desk, status) -> None:
    await desk.sends()
    attempt(desk, status, reason="refused for Marla Singer", estimate='{"sale": null, "rent": null}')
    desk.put(MARLA, "Marla Singer")
    (item,) = desk.database.run_sync(lambda tx: inbox.take(tx, 1))
    desk.database.run_sync(lambda tx: inbox.set_aside(tx, item.id, "ValueError for Marla Singer"))
    assert desk.held(*PERSONAL) >= {"chats.state", "inbox.body", "inbox.set_aside", "leads.lead"}, "the search finds it"
    await desk.says("/delete")
    assert desk.held(*PERSONAL) == set()
    assert desk.held(str(MARLA)) <= {"message_ids.chat_id"}, "the numbers of the messages, for two days (duty 9)"
    if status is None:  # the attempt ends after the erasure
        rows = desk.rows()
        reference, attempts = rows["leads.reference"][0], rows["leads.attempts"][0]
        delivered = LeadResult(reference, "default", LeadStatus.DELIVERED, estimate="{}")
        assert not desk.database.run_sync(lambda tx: lead_queue.record_result(tx, delivered, attempts)), (
            "nobody is to hear of it"
        )
    assert desk.rows()["leads.reference"] == []


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
async def test_duty_08_news_that_was_behind_the_wish_to_delete_is_not_told(desk, outcome) -> None:
    """The outcome was in the inbox, behind /delete, when that was done: nothing is known any more of whom it is about."""
    await desk.sends()
    before = len(desk.heard[MARLA])
    job = begins(desk)
    desk.put(MARLA, "/delete")
    arrives(desk, job, outcome)
    await desk.work()
    (said,) = desk.heard[MARLA][before:]
    assert "I've deleted everything" in said.text
    assert desk.held(*PERSONAL) == set()


async def test_duty_07_what_staff_read_in_their_chat_counts_as_reached_though_it_was_never_delivered(desk) -> None:
    await desk.sends()
    attempt(desk, LeadStatus.SET_ASIDE, reason="no")
    reference = the_lead(desk).reference
    desk.database.run_sync(lambda tx: calls.open_lead(tx, "default", reference, TYLER))
    said = await desk.says("/withdraw")
    assert "may already have your details" in said
    assert "before it was sent" not in said
    assert f"the person behind lead {reference} takes their permission back" in desk.told_staff()


async def test_duty_08_a_card_that_waits_for_the_staff_goes_with_whom_it_is_about(desk) -> None:
    desk.agency = replace(desk.agency, staff_details=True)
    await desk.sends(MARLA)
    await desk.sends(TYLER)
    for _ in range(2):
        arrives(desk, begins(desk), Received(ESTIMATE))
    desk.put(MARLA, "/delete")
    while (await desk.turns.take_turns()).items:
        pass
    (waits,) = {row for row in desk.rows()["outbox.about"] if row is not None}
    (tylers,) = [
        each.reference for each in desk.database.run_sync(lambda tx: lead_records.of_chat(tx, "default", TYLER))
    ]
    assert waits == tylers
    await desk.work()
    told = desk.told_staff()
    assert told.count("New lead") == told.count("cloud9") == told.count("Erasure asked for") == 1
    assert told.index(f"New lead {tylers}") < told.index("Erasure asked for")


async def test_duty_09_the_messages_of_two_days_are_known_sealed_and_no_others(desk, clock) -> None:
    await desk.says("/start")
    clock.now += message_ids.REMOVABLE
    for said in ("sell it", "Marla Singer"):
        await desk.says(said)
    await desk.says("hello", TYLER)
    desk.database.run_sync(lambda tx: message_ids.add(tx, [message_ids.Shown("default", MARLA, (4711, 4712))]))
    assert desk.database.run_sync(lambda tx: message_ids.take(tx, "default", MARLA)) == [2, 3, 4711, 4712]
    assert desk.database.run_sync(lambda tx: message_ids.take(tx, "default", MARLA)) == []
    assert desk.database.run_sync(lambda tx: message_ids.take(tx, "default", TYLER)) == [4]
    assert "message_ids" in {table.name for table in key_rotation.TABLES}


async def test_duty_10_everything_expires_on_schedule(desk, clock) -> None:
    await desk.says("/start")
    await desk.says("sell it")
    await desk.says("Tyler Durden")  # an unfinished form
    await desk.sends(TYLER)
    attempt(desk, LeadStatus.DELIVERED, estimate="{}")
    desk.put(MARLA + 1, "Marla Singer")
    (item,) = desk.database.run_sync(lambda tx: inbox.take(tx, 1))
    desk.database.run_sync(lambda tx: inbox.set_aside(tx, item.id, "ValueError"))
    await desk.sends(MARLA + 2)
    attempt(desk, LeadStatus.SET_ASIDE, reason="gave up")
    await desk.sends(MARLA + 3)
    attempt(desk, LeadStatus.REJECTED, reason="email: refused")
    rows = desk.rows()
    done = [body for body, at in zip(rows["inbox.body"], rows["inbox.done_at"], strict=True) if at is not None]
    assert done.count(b"") == len(done) - 1, "a raw update is emptied with its turn; one is set aside"

    async def held(after_days, *words):
        clock.now += after_days * DAY
        await clean(desk.database, {"default": desk.agency.retention}, desk.clock.now)
        return desk.held(*words)

    # Each is looked at just before and just after its time.
    assert "message_ids.chat_id" in await held(1.99, str(MARLA))
    assert "message_ids.chat_id" not in await held(0.1, str(MARLA))
    await held(4.8)
    assert "telegram:1" in desk.rows()["inbox.key"]
    await held(0.2)
    assert "telegram:1" not in desk.rows()["inbox.key"]
    assert await held(22.8, "Marla", "Durden") >= {"chats.state", "leads.lead", "inbox.body"}
    assert await held(0.2, "Marla", "Durden") == {"inbox.body", "leads.lead"}, "what was set aside is left"
    rows = desk.rows()
    left = dict(zip(rows["leads.status"], rows["leads.chat_id"], strict=True))
    assert left == {"delivered": None, "rejected": None, "set_aside": MARLA + 2}
    assert await held(29.8, "Marla") == {"inbox.body", "leads.lead"}
    assert await held(0.2, "Marla", str(MARLA), str(TYLER)) == set()
    assert {*desk.rows()["leads.status"]} == {"delivered", "rejected"}, "what statistics need, and nobody's any more"


async def test_duty_10_each_time_has_its_own_setting(desk, clock) -> None:
    desk.agency = replace(desk.agency, retention=replace(desk.agency.retention, conversations=1, leads=5))
    await desk.sends()
    attempt(desk, LeadStatus.DELIVERED, estimate="{}")
    clock.now += 1.1 * DAY
    await clean(desk.database, {"default": desk.agency.retention}, desk.clock.now)
    assert desk.held("Marla") == {"leads.lead"}
    clock.now += 4 * DAY
    await clean(desk.database, {"default": desk.agency.retention}, desk.clock.now)
    assert desk.held("Marla") == set()


async def test_duty_11_mydata_shows_all_that_is_held_to_its_person_only(desk) -> None:
    await desk.sends()
    attempt(desk, LeadStatus.DELIVERED, estimate='{"sale": {"minimum": 1000, "average": 2000, "maximum": 3000}}')
    await desk.says(catalogue("en").sentences["button.another"])
    await desk.says("rent it out")
    await desk.says("7 Paper Street, Derby")
    desk.put(MARLA, "my cat is called Nixon")
    (item,) = desk.database.run_sync(lambda tx: inbox.take(tx, 1))
    desk.database.run_sync(lambda tx: inbox.set_aside(tx, item.id, "ValueError"))
    said = await desk.says("/mydata")
    for value in ("Marla Singer", "07986 000000", "cloud9@cloud.com", "123 Example Street", "DE1 1JX", "4 bedrooms",
                  "Semi-detached", "7 Paper Street", "£1,000", "£3,000", "my cat is called Nixon", the_lead(desk).reference,
                  "received by the agency"):  # fmt: skip
        assert value in said, value
    for words in ("/mydata", "what do you know about me"):
        strangers = await desk.says(words, TYLER)
        assert not any(value in strangers for value in (*PERSONAL, "Paper Street", "Nixon", "VB-"))
    group = {
        "chat": {"id": -5, "type": "group", "title": "Friends"},
        "from": {"id": MARLA, "is_bot": False, "first_name": "M"},
    }
    desk.put(-5, "/mydata@bot", **group, entities=[{"type": "bot_command", "offset": 0, "length": 11}])
    await desk.work()
    assert not any(value in message.text for message in desk.heard.get(-5, []) for value in PERSONAL)


async def test_duty_11_mydata_tells_what_staff_did_about_a_lead(desk) -> None:
    await desk.sends()
    attempt(desk, LeadStatus.DELIVERED)
    reference = the_lead(desk).reference
    assert "Staff have opened it" not in await desk.says("/mydata")

    def work(tx):
        calls.open_lead(tx, "default", reference, TYLER)
        calls.note_call(tx, "default", reference, CallState.NOT_REACHED, TYLER, None)
        calls.want_call(tx, "default", reference, datetime(2026, 12, 1, 14, tzinfo=UTC).timestamp(), None)

    desk.database.run_sync(work)
    said = await desk.says("/mydata")
    for words in ("Staff have opened it", "you were rung, and not reached", "on Tuesday 1 December at 2pm"):
        assert words in said


async def test_duty_12_the_staff_see_nothing_before_consent_and_little_after(desk) -> None:
    await desk.reaches_consent()
    await desk.says("/withdraw")
    await desk.says("/delete")
    assert desk.told_staff() == ""
    await desk.sends()
    attempt(desk, LeadStatus.DELIVERED, estimate="{}")
    await desk.says("/withdraw")
    await desk.says("/delete")
    told = desk.told_staff()
    assert told.count("VB-") == 2
    assert not any(value in told for value in (*PERSONAL, "Example", "DE1", str(MARLA)))


async def test_duty_13_reminders_come_by_day_and_once(desk, clock) -> None:
    await desk.says("/start")
    await desk.says("sell it")
    reminder = ReminderJob(desk.database, lambda: {"default": 20.0})
    hours = []
    for _ in range(2 * 48):
        clock.now += 1800
        before = len(desk.heard[MARLA])
        await reminder.remind()
        await desk.work()
        hours += [datetime.fromtimestamp(clock.now, UTC).hour] * (len(desk.heard[MARLA]) - before)
    assert hours == [8], "noon and twenty hours is eight in the morning"


async def test_duty_14_what_survives_names_nobody(desk, clock) -> None:
    await desk.sends()
    attempt(desk, LeadStatus.DELIVERED, estimate="{}")
    clock.now += 21 * 3600
    await desk.says("/start", TYLER)
    await desk.says("sell it", TYLER)
    clock.now += 21 * 3600
    await ReminderJob(desk.database, lambda: {"default": 20.0}).remind()
    await desk.work()
    for chat in (MARLA, TYLER):
        await desk.says("/delete", chat)
    clock.now += 3 * DAY
    await clean(desk.database, {"default": desk.agency.retention}, desk.clock.now)
    assert desk.rows()["inbox.key"], "the keys are there, to refuse repeats"
    assert desk.held(*PERSONAL, str(MARLA), str(TYLER)) == set()


async def test_an_event_of_a_conversation_has_a_key_that_names_nobody() -> None:
    saved = chat_states.LastSaved("default", MARLA, "{}", 1_700_000_000.123456)
    assert str(MARLA) not in saved.name
    assert saved.name != structs.replace(saved, chat_id=TYLER).name
    assert saved.name != structs.replace(saved, saved_at=1_700_000_000.123457).name


def test_the_form_of_these_tests_is_the_one_that_people_see() -> None:
    assert FORM.agency == "Derby Homes"


async def test_keys_that_rotate_in_the_wrong_order_lose_nothing(url, clock) -> None:
    """A process that does not have the new key yet cannot read what another has written: it waits, and loses nothing."""
    old, new = b"o" * 32, b"n" * 32
    late = Database(url, clock=clock, encryption=FieldEncryption([old]))
    late.open()
    ahead = Database(url, clock=clock, encryption=FieldEncryption([new, old]))
    ahead.open(exclusive=False)
    try:
        desk = Desk(late, clock)
        await desk.says("/start")
        state = late.run_sync(lambda tx: chat_states.load(tx, [("default", MARLA)]))["default", MARLA]
        ahead.run_sync(lambda tx: chat_states.save(tx, [chat_states.SavedState("default", MARLA, state)]))
        desk.put(MARLA, "sell it")
        for _ in range(10):
            with pytest.raises(KeyMissing, match="DATA_KEY does not have"):
                await desk.turns.take_turns()
        assert late.run_sync(dead_letters.count) == 0
        restarted = Desk(ahead, clock)
        await restarted.work()
        assert "what's your name" in restarted.heard[MARLA][-1].text.lower()
    finally:
        ahead.close()
        late.close()
