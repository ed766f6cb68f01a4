from __future__ import annotations

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec import structs

from bot.bell import Bell
from bot.codec import ESTIMATE, LEAD, QUEUED
from bot.lead_api.client import LeadApi
from bot.lead_api.settling import probe_delay
from bot.lead_api.unknowns import count_in, with_count
from bot.lead_api.worker import Account, LeadWorker
from bot.sandbox.faults import LeadApiFault
from bot.sandbox.server import DEFAULT_API_KEY, Sandbox
from bot.staff import cards
from bot.storage import chats, inbox, leads, pauses
from bot.storage.database import Database, DatabaseProblem
from conversations.events import Body, LeadDelayed, LeadReceived, LeadRejected, LeadSetAside, LeadSlow, LeadStatus
from conversations.lead import Campaign, Consent, Lead, Utm

HOST = "https://t.me/example_valuation_bot"
HOUR = 3600.0
SUCCESS = b'HTTP/1.1 200 OK\r\nContent-Length: 31\r\n\r\n{"valuation_status": "Success"}'


@dataclass
class Desk:
    """A worker on a real database, the clock to turn, and everything that it told."""

    path: Path
    lead: Lead
    accounts: dict[str, Account] = field(default_factory=dict)
    staff: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    cards: list = field(default_factory=list)
    events: dict[int, list[Body]] = field(default_factory=lambda: defaultdict(list))
    options: dict[str, object] = field(default_factory=dict)
    offset: float = 0.0
    between: Callable[[Callable[..., Awaitable[object]]], Callable[..., Awaitable[object]]] | None = None
    """Wraps the worker's way to the database, not ours."""

    def __post_init__(self) -> None:
        self.open()

    def _hear(self, _tx, agency, key, params) -> None:
        if key == cards.DELIVERED:
            self.cards.append((agency, dict(params)))
        else:
            self.staff.append((agency, key, dict(params)))

    def open(self) -> None:
        self.database = Database(f"sqlite:///{self.path}", clock=lambda: time.time() + self.offset)
        self.database.open()

    @contextlib.asynccontextmanager
    async def working(self) -> AsyncIterator[LeadWorker]:
        """Run a worker, and cancel it in the end as a shutdown does."""
        self.leads_bell, self.inbox_bell = Bell(), Bell()
        run = self.between(self.database.run) if self.between else self.database.run
        worker = LeadWorker(
            SimpleNamespace(run=run),
            self.accounts.get,
            leads_bell=self.leads_bell,
            inbox_bell=self.inbox_bell,
            tell_staff=self._hear,
            jitter=lambda: 0.0,
            **self.options,
        )
        task = asyncio.create_task(worker.run())
        try:
            yield worker
            assert not task.done()
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def put(self, chat_id: int, *, agency: str = "derby", **changes: object) -> str:
        """Queue the example person's lead from a chat. Returns its reference."""
        lead = structs.replace(self.lead, **{"reference": f"VB-{chat_id}", **changes})
        new = leads.NewLead(agency, chat_id, lead.reference, LEAD.encode(lead).decode())
        await self.database.run(lambda tx: leads.put(tx, new))
        self.ring()
        return lead.reference

    def ring(self) -> None:
        if hasattr(self, "leads_bell"):
            self.leads_bell.ring()

    def advance(self, seconds: float) -> None:
        self.offset += seconds
        self.ring()

    async def row(self, chat_id: int, agency: str = "derby") -> leads.StoredLead:
        row = await self.database.run(lambda tx: leads.get(tx, agency, f"VB-{chat_id}"))
        assert row is not None
        return row

    async def status(self, *chat_ids: int) -> list[LeadStatus]:
        return [(await self.row(chat_id)).status for chat_id in chat_ids]

    async def until(self, chat_id: int, status: LeadStatus, *, attempts: int = 1, agency: str = "derby"):
        """Wait until a lead stands so, after at least so many attempts; then read what the conversation is told."""

        async def stands_so() -> bool:
            row = await self.row(chat_id, agency)
            return row.status is status and row.attempts >= attempts

        await eventually(stands_so)
        await self.read_events()
        return await self.row(chat_id, agency)

    async def read_events(self) -> None:
        while items := await self.database.run(lambda tx: inbox.take(tx, 100)):
            for item in items:
                assert item.source == "event"
                self.events[item.chat_id].append(QUEUED.decode(item.body))
            ids = [item.id for item in items]
            await self.database.run(lambda tx, ids=ids: inbox.finish(tx, ids))

    async def probe_was_put_off(self) -> bool:
        (pause,) = await self.database.run(pauses.all_)
        return pause.probe_at > time.time() + self.offset

    async def paused(self) -> list[str]:
        return [pause.agency for pause in await self.database.run(pauses.all_)]

    async def until_paused(self, *agencies: str) -> None:
        async def stands_so() -> bool:
            return await self.paused() == list(agencies)

        await eventually(stands_so)


async def eventually(condition: Callable[[], Awaitable[bool]] | Callable[[], object]) -> None:
    """Wait for a condition, a plain or an asynchronous one, that holds soon or never."""
    async with asyncio.timeout(20):
        while True:
            holds = condition()
            if await holds if isinstance(holds, Awaitable) else holds:
                return
            await asyncio.sleep(0.005)


@pytest.fixture
async def sandbox():
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def desk(tmp_path, marla, sandbox):
    now = Consent("2026-1", "en", datetime.now(UTC))
    async with LeadApi(sandbox.base_url, DEFAULT_API_KEY) as api:
        made = Desk(tmp_path / "bot.db", structs.replace(marla, consent=now), {"derby": Account(api, HOST)})
        yield made
        made.database.close()


def metas(sandbox) -> list[dict[str, str]]:
    return [record.payload["meta"] for record in sandbox.journal.leads]


# --------------------------------------------------------------------------------------------------- one lead, one end


async def test_a_lead_is_delivered_and_its_estimate_told(desk, sandbox):
    async with desk.working():
        reference = await desk.put(1)
        row = await desk.until(1, LeadStatus.DELIVERED)

    (event,) = desk.events[1]
    assert isinstance(event, LeadReceived)
    assert (reference, desk.lead.lead_type, desk.lead.address) == (event.reference, event.lead_type, event.address)
    assert event.estimate.sale is not None
    assert event.estimate == ESTIMATE.decode(row.estimate)
    assert ([reference], [HOST]) == (
        [meta["reference"] for meta in metas(sandbox)],
        [record.payload["host"] for record in sandbox.journal.leads],
    )
    assert desk.staff == []


async def test_an_api_that_is_away_delays_the_lead_and_says_so_once(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("unavailable", times=3))
    async with desk.working():
        await desk.put(1)
        for attempt in (1, 2, 3):
            row = await desk.until(1, LeadStatus.WAITING, attempts=attempt)
            assert row.due_at - row.changed_at == pytest.approx(2.0**attempt / 2)
            desk.advance(400)
        await desk.until(1, LeadStatus.DELIVERED)

    assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[1]]
    assert [record.accepted for record in sandbox.journal.leads] == [False, False, False, True]
    assert not any("possible_repeat" in meta for meta in metas(sandbox))  # 503 says that nothing was taken
    assert desk.staff == []


@pytest.mark.parametrize("mode", ["drop_after", "drop_before", "garbage", "error"])
async def test_what_may_have_been_taken_is_sent_again_only_as_a_possible_repeat(desk, sandbox, mode):
    sandbox.faults.set(lead_api=LeadApiFault(mode, times=1))
    async with desk.working():
        reference = await desk.put(1)
        row = await desk.until(1, LeadStatus.WAITING)
        assert row.possible_repeat
        desk.advance(400)
        await desk.until(1, LeadStatus.DELIVERED)

    first, second = metas(sandbox)
    assert "possible_repeat" not in first
    assert {**first, "possible_repeat": "true", "attempt": "2"} == second
    assert reference == second["reference"]
    assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[1]]


async def test_unknown_outcomes_end_after_five_repeats_even_across_restarts(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("drop_after"))
    await desk.put(1)
    for attempt in range(1, 6):
        async with desk.working():
            await desk.until(1, LeadStatus.WAITING, attempts=attempt)
        desk.advance(400)
    async with desk.working():
        row = await desk.until(1, LeadStatus.SET_ASIDE)

    assert (row.attempts, len(sandbox.journal.leads)) == (6, 6)
    assert [LeadDelayed("VB-1"), LeadSetAside("VB-1")] == desk.events[1]
    assert [key for _, key, _ in desk.staff] == ["staff.set_aside", "staff.repeats"]
    assert {"VB-1"} == {params["reference"] for _, _, params in desk.staff}


async def test_a_refused_field_is_told_and_the_corrected_lead_goes_under_the_same_reference(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="email", times=1))
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.REJECTED)
        desk.advance(60 * HOUR)  # they came back two days later
        sandbox.faults.set(lead_api=LeadApiFault("unavailable", times=1))
        consent = Consent("2026-1", "en", datetime.fromtimestamp(time.time() + desk.offset, UTC))
        await desk.put(1, email="marla@cloud.com", consent=consent)
        await desk.until(1, LeadStatus.WAITING, attempts=2)
        desk.advance(400)
        await desk.until(1, LeadStatus.DELIVERED, attempts=3)

    rejected, delayed, received = desk.events[1]
    assert LeadRejected("VB-1", "email", "The email field is invalid.") == rejected
    assert (LeadDelayed("VB-1"), LeadReceived) == (delayed, type(received))
    assert "possible_repeat" not in metas(sandbox)[-1]
    assert sandbox.journal.leads[-1].payload["email"] == "marla@cloud.com"


async def test_a_refusal_that_nobody_can_mend_in_the_chat_is_set_aside(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="office_id"))
    async with desk.working():
        await desk.put(1)
        row = await desk.until(1, LeadStatus.SET_ASIDE)

    reason = "The office_id field is required."
    assert (reason, [LeadSetAside("VB-1")]) == (row.reason, desk.events[1])
    assert [("derby", "staff.set_aside", {"reference": "VB-1", "reason": reason})] == desk.staff


async def test_a_busy_api_is_asked_again_when_it_says(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("busy", seconds=17, times=1))
    async with desk.working():
        await desk.put(1)
        row = await desk.until(1, LeadStatus.WAITING)
        assert row.due_at - row.changed_at == pytest.approx(17)
        desk.advance(17.1)
        await desk.until(1, LeadStatus.DELIVERED)

    assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[1]]


async def test_after_two_days_of_trying_a_lead_is_set_aside(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.WAITING)
        desk.advance(48 * HOUR)
        await desk.until(1, LeadStatus.SET_ASIDE)

    assert [LeadDelayed("VB-1"), LeadSetAside("VB-1")] == desk.events[1]
    assert [key for _, key, _ in desk.staff] == ["staff.set_aside"]


async def test_a_row_that_this_version_cannot_read_is_set_aside_and_the_others_go_on(desk):
    async with desk.working():
        await desk.database.run(lambda tx: leads.put(tx, leads.NewLead("derby", 1, "VB-1", '{"from": "the future"}')))
        await desk.put(2)
        await desk.until(1, LeadStatus.SET_ASIDE)
        await desk.until(2, LeadStatus.DELIVERED)

    assert [LeadSetAside("VB-1")] == desk.events[1]
    assert [key for _, key, _ in desk.staff] == ["staff.set_aside"]


# ---------------------------------------------------------------------------------------------- a queue that is paused


async def test_a_refused_key_pauses_the_queue_loses_nothing_and_goes_on_by_itself(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    desk.options["concurrency"] = 2
    async with desk.working():
        for chat_id in range(1, 6):
            await desk.put(chat_id)
        await desk.until_paused("derby")
        await eventually(lambda: len(sandbox.journal.leads) >= 1)
        await desk.put(6)  # nobody tries it, and still its person hears

        async def everybody_heard() -> bool:
            await desk.read_events()
            return len(desk.events) == 6

        await eventually(everybody_heard)
        tried = len(sandbox.journal.leads)
        assert tried <= 2
        for probes in range(1, 4):
            desk.advance(700)
            await eventually(desk.probe_was_put_off)
            assert probes == len(sandbox.journal.offices)
        assert tried == len(sandbox.journal.leads)

        sandbox.faults.clear()
        desk.advance(700)
        for chat_id in range(1, 7):
            await desk.until(chat_id, LeadStatus.DELIVERED)

    assert await desk.paused() == []
    assert [key for _, key, _ in desk.staff] == ["staff.paused", "staff.resumed"]
    for chat_id in range(1, 7):
        assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[chat_id]]
    accepted = [record.payload["meta"] for record in sandbox.journal.leads if record.accepted]
    assert sorted(meta["reference"] for meta in accepted) == [f"VB-{chat_id}" for chat_id in range(1, 7)]
    assert not any("possible_repeat" in meta for meta in accepted)


async def test_a_pause_outlives_the_process(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    async with desk.working():
        await desk.put(1)
        await desk.until_paused("derby")
    desk.database.close()
    desk.open()
    sandbox.faults.clear()
    async with desk.working():
        await desk.put(2)
        await desk.until(2, LeadStatus.WAITING)
        assert len(sandbox.journal.leads) == 1
        desk.advance(31)
        await desk.until(1, LeadStatus.DELIVERED)
        await desk.until(2, LeadStatus.DELIVERED)

    assert [key for _, key, _ in desk.staff] == ["staff.paused", "staff.resumed"]


async def test_a_good_probe_is_not_believed_until_a_lead_gets_through(desk, sandbox):
    # The list of offices answers all the while, only the valuations are refused.
    sandbox.faults.set(lead_api=LeadApiFault("key_refused", times=3))
    async with desk.working():
        await desk.put(1)
        await desk.until_paused("derby")
        for refused in (2, 3):
            desk.advance(700)
            await eventually(lambda refused=refused: len(sandbox.journal.leads) == refused)
            await desk.until(1, LeadStatus.WAITING)
        assert await desk.paused() == ["derby"]
        desk.advance(700)
        await desk.until(1, LeadStatus.DELIVERED)

    assert [key for _, key, _ in desk.staff] == ["staff.paused", "staff.resumed"]
    assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[1]]


async def test_a_queue_with_nothing_to_try_goes_on_after_a_good_probe(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("key_refused", times=1))
    async with desk.working():
        await desk.put(1)
        await desk.until_paused("derby")
        await desk.until(1, LeadStatus.WAITING)
        await desk.database.run(lambda tx: leads.withdraw(tx, "derby", "VB-1"))
        desk.advance(31)
        await desk.until_paused()

    assert [key for _, key, _ in desk.staff] == ["staff.paused", "staff.resumed"]


async def test_an_agency_that_is_not_set_up_waits_and_holds_up_nobody(desk):
    async with desk.working():
        await desk.put(1, agency="nottingham")
        await desk.put(2)
        await desk.until(2, LeadStatus.DELIVERED)
        await desk.until(1, LeadStatus.WAITING, agency="nottingham")
        await desk.put(3, agency="nottingham")
        await desk.put(4)
        await desk.until(4, LeadStatus.DELIVERED)
        assert await desk.paused() == []

        desk.accounts["nottingham"] = desk.accounts["derby"]
        desk.leads_bell.ring()
        await desk.until(1, LeadStatus.DELIVERED, agency="nottingham")
        await desk.until(3, LeadStatus.DELIVERED, agency="nottingham")

    assert desk.staff == []


@pytest.mark.parametrize(("paused_for", "seconds"), [(-5, 30), (0, 30), (31, 31), (62, 62), (599, 599), (10_000, 600)])
def test_probes_come_at_doubling_intervals(paused_for, seconds):
    assert seconds == probe_delay(paused_for)


# ----------------------------------------------------------------------------------------------------- while in flight


@dataclass
class Held:
    """A Lead API that answers when it is told to."""

    url: str
    arrived: list[bytes]
    go: asyncio.Event
    most_at_once: int = 0


@pytest.fixture
async def held(odd_server):
    now = 0

    async def answer(reader, writer):
        nonlocal now
        while True:
            await odd.read_request(reader)
            now += 1
            state.most_at_once = max(state.most_at_once, now)
            await state.go.wait()
            now -= 1
            writer.write(state.answer)
            await writer.drain()

    odd = await odd_server(answer)
    state = Held(odd.url, odd.requests, asyncio.Event())
    state.answer = SUCCESS
    return state


@pytest.fixture
async def held_desk(desk, held):
    async with LeadApi(held.url, "key") as api:
        desk.accounts["derby"] = Account(api, HOST)
        yield desk


async def test_a_lead_api_that_does_not_answer_is_its_own_agencys_trouble(held_desk, held, sandbox):
    held_desk.options = {"concurrency": 2, "total": 6, "grace": 0.0}
    async with LeadApi(sandbox.base_url, sandbox.api_key) as api:
        held_desk.accounts["york"] = Account(api, HOST)
        async with held_desk.working():
            for chat in range(1, 11):
                await held_desk.put(chat)
            await eventually(lambda: len(held.arrived) == 2)
            for chat in range(11, 14):
                await held_desk.put(chat, agency="york")
                await held_desk.until(chat, LeadStatus.DELIVERED, agency="york")
            assert len(held.arrived) == 2
            assert await held_desk.status(9, 10) == [LeadStatus.WAITING] * 2
            held.go.set()


async def test_a_lead_withdrawn_in_flight_that_arrives_all_the_same_is_told_to_the_staff(held_desk, held):
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived)
        await held_desk.database.run(lambda tx: leads.withdraw(tx, "derby", "VB-1"))
        held.go.set()
        await held_desk.until(1, LeadStatus.DELIVERED)

    assert held_desk.staff == [("derby", "staff.withdrawn_late", {"reference": "VB-1"})]
    assert [LeadReceived] == [type(event) for event in held_desk.events[1]]


async def test_a_slow_answer_is_announced_and_announced_again_and_then_told(held_desk, held):
    held_desk.options = {"patience": (0.02, 0.05)}
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived)

        async def announced() -> bool:
            await held_desk.read_events()
            return len(held_desk.events[1]) == 2

        await eventually(announced)
        held.go.set()
        await held_desk.until(1, LeadStatus.DELIVERED)

    assert [LeadSlow, LeadDelayed, LeadReceived] == [type(event) for event in held_desk.events[1]]


async def test_who_waits_behind_others_hears_a_word_too_and_only_the_one_that_is_due(held_desk, held):
    held_desk.options = {"patience": (0.1, 30.0), "concurrency": 1}
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived)
        await held_desk.put(2)

        async def heard(chat_id: int, *kinds: type) -> None:
            async def told() -> bool:
                await held_desk.read_events()
                return [type(event) for event in held_desk.events[chat_id]] == list(kinds)

            await eventually(told)

        await heard(2, LeadSlow)
        held_desk.advance(31)
        await held_desk.put(3)
        await heard(2, LeadSlow, LeadDelayed)
        await heard(3, LeadSlow)
        held.go.set()
        await held_desk.until(3, LeadStatus.DELIVERED)
        await held_desk.read_events()

    assert [LeadSlow, LeadDelayed, LeadReceived] == [type(event) for event in held_desk.events[2]]
    assert [LeadSlow, LeadReceived] == [type(event) for event in held_desk.events[3]]


async def test_who_has_waited_long_is_told_so_and_not_the_lesser_word_as_well(held_desk, held):
    held_desk.options = {"patience": (0.1, 30.0), "concurrency": 1}
    await held_desk.put(1)
    await held_desk.put(2)
    held_desk.offset += 31
    async with held_desk.working():
        await eventually(lambda: held.arrived)

        async def told() -> bool:
            await held_desk.read_events()
            return bool(held_desk.events[2])

        await eventually(told)
        held.go.set()
        await held_desk.until(2, LeadStatus.DELIVERED)

    assert [LeadDelayed, LeadReceived] == [type(event) for event in held_desk.events[2]]


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 422 No\r\nContent-Length: 12\r\n\r\nemail is bad",
        b"HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\nno",
    ],
)
async def test_a_lead_withdrawn_in_flight_that_fails_ends_there_without_a_word(held_desk, held, answer):
    held.answer = answer
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived)
        await held_desk.database.run(lambda tx: leads.withdraw(tx, "derby", "VB-1"))
        held.go.set()
        row = await held_desk.until(1, LeadStatus.WITHDRAWN)

    assert row.due_at is None
    assert (dict(held_desk.events), held_desk.staff) == ({}, [])


async def test_nobody_is_told_of_a_lead_erased_in_flight(held_desk, held):
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived)
        await held_desk.database.run(lambda tx: chats.erase(tx, "derby", 1))
        held.go.set()

        async def is_gone() -> bool:
            return await held_desk.database.run(lambda tx: leads.get(tx, "derby", "VB-1")) is None

        await eventually(is_gone)
        await held_desk.read_events()

    assert (dict(held_desk.events), held_desk.staff) == ({}, [])


async def test_requests_run_side_by_side_but_not_more_than_allowed(held_desk, held):
    held_desk.options["concurrency"] = 7
    for chat_id in range(1, 31):
        await held_desk.put(chat_id)
    async with held_desk.working():
        await eventually(lambda: len(held.arrived) == 7)
        assert await held_desk.status(7, 8) == [LeadStatus.IN_FLIGHT, LeadStatus.WAITING]
        held.go.set()
        for chat_id in range(1, 31):
            await held_desk.until(chat_id, LeadStatus.DELIVERED)

    assert held.most_at_once == 7
    assert len(held.arrived) == 30


async def test_those_under_way_count_whenever_it_looks_again(held_desk, held, sandbox):
    held_desk.options["concurrency"] = 3
    for chat_id in range(1, 9):
        await held_desk.put(chat_id)
    async with LeadApi(sandbox.base_url, DEFAULT_API_KEY) as other:
        held_desk.accounts["nottingham"] = Account(other, HOST)
        async with held_desk.working():
            await eventually(lambda: len(held.arrived) == 3)
            await held_desk.put(99, agency="nottingham")
            await held_desk.until(99, LeadStatus.DELIVERED, agency="nottingham")
            assert await held_desk.status(4) == [LeadStatus.WAITING]
            assert len(held.arrived) == 3
            held.go.set()


async def test_a_stuck_api_of_one_agency_does_not_delay_another(held_desk, held, sandbox):
    async with LeadApi(sandbox.base_url, DEFAULT_API_KEY) as other:
        held_desk.accounts["nottingham"] = Account(other, HOST)
        async with held_desk.working():
            await held_desk.put(1)
            await eventually(lambda: held.arrived)
            await held_desk.put(2, agency="nottingham")
            await held_desk.until(2, LeadStatus.DELIVERED, agency="nottingham")
            assert await held_desk.status(1) == [LeadStatus.IN_FLIGHT]
            held.go.set()


# -------------------------------------------------------------------------------------------------- stopping and dying


async def test_stopping_lets_a_request_under_way_finish(held_desk, held):
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived)
        asyncio.get_running_loop().call_later(0.1, held.go.set)

    assert await held_desk.status(1) == [LeadStatus.DELIVERED]


async def test_stopping_gives_back_what_does_not_finish_as_a_possible_repeat(held_desk, held):
    held_desk.options["grace"] = 0.05
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived)

    row = await held_desk.row(1)
    assert (row.status, row.possible_repeat) == (LeadStatus.WAITING, True)
    held.go.set()
    async with held_desk.working():
        await held_desk.until(1, LeadStatus.DELIVERED)
    assert b'"possible_repeat":"true"' in held.arrived[1]


async def test_stopping_gives_back_what_was_not_sent_unmarked(desk):
    class NeverConnects(LeadApi):
        async def create(self, payload, *, on_sent=None):
            connecting.set()
            await asyncio.Event().wait()

    connecting = asyncio.Event()
    desk.options["grace"] = 0.05
    async with NeverConnects("http://127.0.0.1:1", "key") as api:
        desk.accounts["derby"] = Account(api, HOST)
        async with desk.working():
            await desk.put(1)
            await connecting.wait()

    row = await desk.row(1)
    assert (row.status, row.possible_repeat) == (LeadStatus.WAITING, False)


async def test_stopping_twice_does_not_wait_for_the_grace(held_desk, held):
    worker = LeadWorker(
        held_desk.database,
        held_desk.accounts.get,
        leads_bell=Bell(),
        inbox_bell=Bell(),
        tell_staff=lambda *_: None,
        grace=60,
    )
    await held_desk.put(1)
    task = asyncio.create_task(worker.run())
    await eventually(lambda: held.arrived)
    began = time.monotonic()
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert time.monotonic() - began < 10
    assert await held_desk.status(1) == [LeadStatus.WAITING]


async def test_what_is_claimed_while_stopping_is_given_back(desk):
    """The claim's transaction goes through although nobody waits for it any more."""
    claimed = asyncio.Event()

    def slow(run):
        async def slow_run(job):
            result = await run(job)
            claimed.set()
            await asyncio.sleep(0.05)
            return result

        return slow_run

    await desk.put(1)
    desk.between = slow
    async with desk.working():
        await claimed.wait()

    row = await desk.row(1)
    assert (row.status, row.possible_repeat, row.attempts) == (LeadStatus.WAITING, False, 1)


async def test_a_lead_whose_process_died_is_sent_again_as_a_possible_repeat(desk, sandbox):
    await desk.put(1)
    await desk.database.run(lambda tx: leads.take(tx, 1, 90.0))
    desk.database.close()
    desk.open()
    async with desk.working():
        await desk.until(1, LeadStatus.DELIVERED)

    (meta,) = metas(sandbox)
    assert (meta["possible_repeat"], meta["attempt"]) == ("true", "2")


async def test_an_outcome_is_written_once_the_database_is_back_and_the_lead_not_sent_again(desk, sandbox):
    failures = []

    def failing(run):
        async def failing_run(job):
            if sandbox.journal.leads and len(failures) < 2:
                failures.append(job)
                raise DatabaseProblem("the disk is full")
            return await run(job)

        return failing_run

    await desk.put(1)
    desk.between = failing
    async with desk.working():
        await desk.until(1, LeadStatus.DELIVERED)

    assert (len(failures), len(sandbox.journal.leads)) == (2, 1)


async def test_a_claim_that_fails_is_tried_again(desk):
    failures = []

    def failing(run):
        async def failing_run(job):
            if not failures:
                failures.append(job)
                raise RuntimeError
            return await run(job)

        return failing_run

    await desk.put(1)
    desk.between = failing
    async with desk.working():
        await desk.until(1, LeadStatus.DELIVERED)

    assert len(failures) == 1


async def test_a_fault_of_ours_during_a_request_keeps_the_lead(desk):
    class Broken(LeadApi):
        async def create(self, payload, *, on_sent=None):
            on_sent()
            raise RuntimeError(payload["email"])

    async with Broken("http://127.0.0.1:1", "key") as api:
        desk.accounts["derby"] = Account(api, HOST)
        async with desk.working():
            await desk.put(1)
            row = await desk.until(1, LeadStatus.WAITING)

    assert row.possible_repeat
    assert "cloud9" not in row.reason


async def test_an_idle_worker_leaves_the_database_alone(desk):
    runs = []

    def counting(run):
        def counting_run(job):
            runs.append(job)
            return run(job)

        return counting_run

    desk.between = counting
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.DELIVERED)
        await asyncio.sleep(0.3)  # that nothing happens can only be waited for

    # A look at the start, one at the bell, the outcome, and a look after it; one more if the bells came apart.
    assert len(runs) <= 5


# ----------------------------------------------------------------------------------------------- the count of unknowns


@pytest.mark.parametrize("reason", ["", "no answer", "(attempts without a known outcome: 3) said the server"])
@pytest.mark.parametrize("count", [0, 1, 6, 1000])
def test_the_count_of_unknown_outcomes_is_read_back_from_the_reason(reason, count):
    assert count == count_in(with_count(reason, count))


async def test_a_lead_whose_office_is_gone_goes_by_postcode_and_the_staff_are_told_once(desk, sandbox):
    """The sandbox refuses an office that is not its own, as a live account may after an office was closed."""
    campaign = Campaign("fb-spring", office_id=99, utm=Utm("facebook"))
    async with desk.working():
        for chat in (1, 2):
            await desk.put(chat, campaign=campaign)
            await desk.until(chat, LeadStatus.DELIVERED, attempts=2)
    refused, first, *_ = [each.payload for each in sandbox.journal.leads]
    assert refused["office_id"] == 99
    assert "office_id" not in first
    assert first["meta"]["office"] == "99 was refused, so this lead went by postcode"
    assert first["meta"]["reference"] == refused["meta"]["reference"]
    assert "possible_repeat" not in first["meta"], "a refused request made no lead"
    assert first["utm_source"] == "facebook"
    assert [type(body) for body in desk.events[1]] == [LeadReceived], "the homeowner notices nothing"
    assert desk.staff == [("derby", "notice.office_gone", {"office": "99", "codes": "fb-spring"})]


async def test_an_office_that_is_refused_although_none_was_named_is_set_aside(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="office_id"))
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.SET_ASIDE)
    assert [key for _, key, _ in desk.staff] == ["staff.set_aside"]


async def test_withdrawn_while_its_office_is_refused_it_is_not_sent_again(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=0.3, times=1))
    async with desk.working():
        reference = await desk.put(1, campaign=Campaign(office_id=99))
        await desk.until(1, LeadStatus.IN_FLIGHT)
        await desk.database.run(lambda tx: leads.withdraw(tx, "derby", reference))
        await desk.until(1, LeadStatus.WITHDRAWN)
    assert len(sandbox.journal.leads) == 1


async def test_a_lead_of_a_test_campaign_says_so_to_the_agency_and_its_staff(desk, sandbox):
    async with desk.working():
        await desk.put(1, campaign=Campaign("trial", test=True))
        await desk.until(1, LeadStatus.DELIVERED)
    (lead,) = sandbox.journal.leads
    assert lead.payload["meta"]["test"] == "true"
    ((agency, card),) = desk.cards
    assert (agency, card["reference"], card["code"], card["test"]) == ("derby", "VB-1", "trial", "yes")
