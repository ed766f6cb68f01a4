"""What the bot says about itself: whether it is alive, whether it is well, and in figures; nothing about anybody."""

import platform
import re
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import httpx
import pytest

from bot import VERSION
from bot.core import activity
from bot.core.histogram import Histogram
from bot.jobs.retention import SKEW
from bot.storage.campaigns import funnel_counts
from bot.storage.database import DatabaseProblem
from bot.storage.leads import holds, lead_queue, pauses
from bot.storage.queues import inbox, outbox
from bot.storage.tables import CHORES
from bot.web import app as app_module
from bot.web import readings as readings_module
from bot.web.app import application
from bot.web.details import OVERDUE_BOUND, UPDATE_BOUND, WAIT_BOUND, look
from bot.web.metrics import OF_THE_DATABASE, SHARED, render
from bot.web.readings import Readings
from conversations.events import LeadStatus
from support.processes import ROOT

CHAT = 700_123_456
SHARED_NAMES = {row.name for row in OF_THE_DATABASE}


class Telegram:
    """Whether it can be reached, how often that was asked, and its time."""

    reached = True
    asked = 0
    told: float | None = None

    def time(self):
        return self.told

    async def __call__(self):
        self.asked += 1
        return self.reached


@pytest.fixture
def telegram():
    return Telegram()


@pytest.fixture(autouse=True)
def always_fresh(monkeypatch):
    """Nothing is kept from one question to the next."""
    monkeypatch.setattr(readings_module, "DATABASE_KEPT", -1.0)
    monkeypatch.setattr(readings_module, "TELEGRAM_KEPT", -1.0)


@pytest.fixture
async def ask(parts, telegram, database):
    """Asks for a page."""
    app = application(Readings(database, lambda: {"derby"}, telegram, telegram.time), parts, parts.agencies.receiver)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        yield client.get


def say(database, key="telegram:1"):
    database.run_sync(lambda tx: inbox.add(tx, [inbox.NewItem("derby", key, CHAT, "telegram", b'{"canary": 1}')]))


def consent(database, reference="VB-1"):
    database.run_sync(
        lambda tx: lead_queue.put(tx, lead_queue.NewLead("derby", CHAT, reference, '{"name": "Marla Singer"}'))
    )


def attempt(database, status, *, next_at=None, reason=""):
    """Take the one lead that is due, and settle it."""

    def job(tx):
        (taken,) = lead_queue.take(tx, 1, 60.0)
        settled = lead_queue.LeadResult(taken.reference, "derby", status, next_at=next_at, reason=reason)
        assert lead_queue.record_result(tx, settled, taken.attempt)

    database.run_sync(job)


async def test_alive_and_ready(ask):
    assert (await ask("/healthz")).json() == {"alive": True}
    response = await ask("/readyz")
    assert (response.status_code, response.json()) == (200, {"ready": True})
    nothing = {"waiting": 0, "oldest_seconds": 0.0}
    assert (await ask("/healthz/details")).json() == {
        "ok": True,
        "alerts": [],
        "process": {"ok": True, "stuck": []},
        "replicas": {"ok": True, "leads": True},
        "database": {"ok": True},
        "telegram": {"ok": True, "tokens_refused": []},
        "clock": {"ok": True, "seconds_ahead": None},
        "updates": {"ok": True, **nothing, "set_aside": 0},
        "replies": {"ok": True, **nothing},
        "leads": {"ok": True, **nothing, "overdue_seconds": 0.0, "set_aside": 0, "paused": False, "held": False},
    }


async def test_a_turn_that_gets_nowhere_is_no_life(ask, monkeypatch):
    # A record of its own: the threads of earlier tests have taken the places of the process's.
    monkeypatch.setattr(activity, "_record", activity.Record())
    with activity.working_on("inbox 17"):
        assert (await ask("/healthz")).status_code == 200
        monkeypatch.setattr(app_module, "STUCK_AFTER", -1.0)
        stuck = await ask("/healthz")
    assert (stuck.status_code, stuck.json()) == (503, {"alive": False, "stuck": ["inbox"]})
    assert (await ask("/healthz")).json() == {"alive": True}


@pytest.mark.parametrize("path", ["/", "/telegram/", "/telegramx", "/healthz/", "/docs", "/.env", "/metrics/x"])
async def test_all_else_is_nothing(ask, path):
    assert (await ask(path)).status_code == 404


async def test_the_webhook_has_its_path(ask):
    assert (await ask("/telegram")).status_code == 401, "as the receiver answers to strangers"


async def test_not_ready_while_the_database_is_away(ask, database, monkeypatch):
    async def away(job):
        raise DatabaseProblem("away")

    monkeypatch.setattr(database, "run", away)
    response = await ask("/readyz")
    assert (response.status_code, response.json()) == (503, {"ready": False})
    assert (await ask("/healthz/details")).json() == {
        "ok": False,
        "alerts": ["ValuationBotCannotStore"],
        "process": {"ok": True, "stuck": []},
        "replicas": {"ok": True, "leads": True},
        "database": {"ok": False},
        "telegram": {"ok": True, "tokens_refused": []},
    }
    assert (await ask("/healthz")).status_code == 200
    metrics = await ask("/metrics")
    assert metrics.status_code == 200
    assert "valuation_bot_waiting" not in metrics.text


async def test_not_ready_while_nothing_can_be_stored(ask, database, monkeypatch):
    def full(_):
        raise DatabaseProblem("full")

    monkeypatch.setattr(readings_module, "probe_writes", full)
    say(database)
    assert (await ask("/readyz")).status_code == 503
    details = (await ask("/healthz/details")).json()
    assert details["database"] == {"ok": False}
    assert details["updates"]["waiting"] == 1, "what can be read is reported"
    assert "valuation_bot_waiting" in (await ask("/metrics")).text


async def test_the_proof_that_something_can_be_stored_leaves_nothing(database, telegram):
    readings = Readings(database, lambda: {"derby"}, telegram, telegram.time)
    assert await readings.writable.get()
    assert await readings.writable.get()
    assert database.run_sync(lambda tx: tx.connection.execute(CHORES.select()).all()) == []


@pytest.fixture
async def details(ask):
    """Asks for the details; whatever trouble they report is shared, so the process stays ready."""

    async def look():
        assert (await ask("/readyz")).status_code == 200
        response = await ask("/healthz/details")
        assert response.status_code == 200
        return response.json()

    return look


async def test_telegram_that_cannot_be_reached_is_a_detail(details, telegram):
    telegram.reached = False
    report = await details()
    assert (report["ok"], report["telegram"]["ok"]) == (False, False)
    assert report["alerts"] == ["ValuationBotTelegramUnreachable"]


async def test_an_update_that_waits_for_too_long_is_a_detail(details, database, clock):
    say(database)
    clock.now += UPDATE_BOUND
    assert (await details())["ok"]
    clock.now += 1
    report = await details()
    updates = {"ok": False, "waiting": 1, "oldest_seconds": UPDATE_BOUND + 1, "set_aside": 0}
    assert (report["alerts"], report["updates"]) == (["ValuationBotUpdatesWait"], updates)


async def test_a_lead_that_is_due_and_not_taken_is_a_detail(details, database, clock):
    consent(database)
    clock.now += OVERDUE_BOUND + 1
    report = await details()
    assert (report["ok"], report["alerts"], report["leads"]["ok"]) == (False, [], False)


async def test_a_lead_that_waits_for_its_next_attempt_is_a_detail_after_a_quarter_of_an_hour(details, database, clock):
    consent(database)
    clock.now += WAIT_BOUND
    attempt(database, LeadStatus.WAITING, next_at=clock.now + 250)
    assert (await details())["ok"]
    clock.now += 1
    report = await details()
    assert (report["leads"]["ok"], report["leads"]["oldest_seconds"]) == (False, WAIT_BOUND + 1)
    assert report["alerts"] == ["ValuationBotLeadsWait"]


async def test_a_reply_that_waits_is_a_detail(details, database, clock):
    database.run_sync(lambda tx: outbox.add(tx, [outbox.NewMessage("derby", CHAT, "message", "{}")]))
    clock.now += WAIT_BOUND
    assert (await details())["ok"]
    clock.now += 1
    report = await details()
    assert (report["alerts"], report["replies"]["ok"]) == (["ValuationBotRepliesWait"], False)


async def test_what_was_set_aside_is_a_detail(details, database):
    say(database)
    database.run_sync(lambda tx: inbox.set_aside(tx, 1, "ValueError at step.py:1"))
    consent(database)
    attempt(database, LeadStatus.SET_ASIDE, reason="refused")
    report = await details()
    assert report["alerts"] == ["ValuationBotLeadsSetAside", "ValuationBotUpdatesSetAside"]
    assert (report["ok"], report["updates"]["ok"], report["leads"]["ok"]) == (False, False, False)


@pytest.mark.parametrize("ahead", [301, -301])
async def test_a_wrong_clock_is_a_detail_and_a_figure(ask, details, clock, telegram, ahead):
    telegram.told = clock.now
    assert (await details())["clock"] == {"ok": True, "seconds_ahead": 0}
    clock.now += ahead
    report = await details()
    assert (report["alerts"], report["clock"]) == (["ValuationBotClockWrong"], {"ok": False, "seconds_ahead": ahead})
    assert f"valuation_bot_clock_ahead_seconds {ahead:.1f}" in (await ask("/metrics")).text


async def test_a_token_that_is_refused_is_a_detail(details, parts, monkeypatch):
    _, york = parts.agencies
    monkeypatch.setattr(york, "_refused", True)
    report = await details()
    assert report["telegram"] == {"ok": False, "tokens_refused": ["york"]}
    assert report["alerts"] == ["ValuationBotTokenRefused"]


def test_details_name_each_alert_that_one_process_can_see():
    rules = (ROOT / "deploy" / "alerts.yml").read_text(encoding="utf-8")
    source = (ROOT / "bot" / "web" / "details.py").read_text(encoding="utf-8")
    named = set(re.findall(r'"(ValuationBot\w+)":', source))
    assert set(re.findall(r"- alert: (\w+)", rules)) - named == {"ValuationBotDown", "ValuationBotNoLeader"}
    bounds = {
        name: float(bound) for name, bound in re.findall(r"alert: (\w+(?:Wait|Wrong))\n.*> (\d+)$", rules, re.MULTILINE)
    }
    assert bounds == {
        "ValuationBotClockWrong": SKEW,
        "ValuationBotUpdatesWait": UPDATE_BOUND,
        "ValuationBotRepliesWait": WAIT_BOUND,
        "ValuationBotLeadsWait": WAIT_BOUND,
    }


async def test_a_paused_queue_is_shown(details, database, clock):
    consent(database)
    database.run_sync(lambda tx: pauses.pause(tx, "derby", "the key is refused", tx.now + 30))
    clock.now += OVERDUE_BOUND + 1
    report = await details()
    assert (report["ok"], report["leads"]["paused"]) == (False, True)
    assert report["alerts"] == ["ValuationBotLeadQueuePaused"]


async def test_a_held_queue_is_shown(ask, details, database, clock):
    consent(database)
    database.run_sync(holds.begin)
    clock.now += OVERDUE_BOUND + 1
    report = await details()
    assert (report["ok"], report["leads"]["held"]) == (False, True)
    assert report["alerts"] == ["ValuationBotLeadsHeld"]
    assert "valuation_bot_leads_held 1.0" in (await ask("/metrics")).text


async def test_asking_often_costs_one_look_and_one_row(database, telegram, monkeypatch, parts):
    monkeypatch.setattr(readings_module, "DATABASE_KEPT", 60.0)
    monkeypatch.setattr(readings_module, "TELEGRAM_KEPT", 60.0)
    looks = 0
    run = database.run

    async def counted(job):
        nonlocal looks
        looks += 1
        return await run(job)

    monkeypatch.setattr(database, "run", counted)
    readings = Readings(database, lambda: {"derby"}, telegram, telegram.time)
    for _ in range(20):
        assert (await look(readings, parts))["ok"]
    assert (looks, telegram.asked) == (2, 1)


def values(text):
    """The samples, by name and labels."""
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


async def test_the_figures(ask, parts, database, clock):
    derby, york = parts.agencies
    derby.poller.ingest.received += 3
    york.receiver.ingest.received += 4
    york.receiver.ingest.stored += 2
    york.receiver.refused += 1
    parts.sender.messages.sent += 5
    parts.sender.messages.unknown += 1
    parts.leads.outcomes.update(["received", "unknown", "received"])
    for size in (1, 64):
        parts.turns.batch_sizes.observe(size)
    parts.turns.batch_seconds.observe(0.002)
    derby.api.call_seconds.observe(0.04)
    say(database)
    consent(database, "VB-1")
    attempt(database, LeadStatus.SET_ASIDE, reason="the Lead API refused it")
    consent(database, "VB-2")
    clock.now += 7
    response = await ask("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    told = values(response.text)
    expected = {
        "updates_received_total": 7,
        "updates_stored_total": 2,
        "webhook_refused_total": 1,
        'replies_total{outcome="sent"}': 5,
        'replies_total{outcome="unknown"}': 1,
        'lead_attempts_total{outcome="received"}': 2,
        "turns_total": 65,
        "turn_batch_size_count": 2,
        'turn_batch_size_bucket{le="1.0"}': 1,
        'turn_batch_size_bucket{le="64.0"}': 2,
        'turn_batch_seconds_bucket{le="0.001"}': 0,
        'turn_batch_seconds_bucket{le="0.0025"}': 1,
        'telegram_call_seconds_bucket{le="+Inf"}': 1,
        'waiting{queue="updates"}': 1,
        'waiting{queue="leads"}': 1,
        'oldest_seconds{queue="updates"}': 7,
        'set_aside{queue="leads"}': 1,
        "lead_queues_paused": 0,
    }
    assert {name: told[f"valuation_bot_{name}"] for name in expected} == expected
    assert told["process_resident_memory_bytes"] > 0


async def test_what_runs_and_what_it_can_reach(ask, database, telegram):
    telegram.reached = False
    told = values((await ask("/metrics")).text)
    kind = database.backend.kind
    labels = f'database="{kind}",python="{platform.python_version()}",version="{VERSION}"'
    assert told[f"valuation_bot_build_info{{{labels}}}"] == 1
    assert told["valuation_bot_telegram_reachable"] == 0
    assert told["valuation_bot_database_writable"] == 1


async def test_the_database_s_figures_come_from_the_leader_only(parts, database, telegram):
    say(database)
    telegram.told = 1.0
    for leads in (True, False):
        replica = SimpleNamespace(leads=leads)
        readings = Readings(database, lambda: {"derby"}, telegram, telegram.time)
        text = (await render(replace(parts, replica=replica), readings)).decode()
        assert values(text)["valuation_bot_leader"] == leads
        shared = {name for name in values(text) if name.split("{")[0].removeprefix("valuation_bot_") in SHARED_NAMES}
        assert len(shared) == (11 if leads else 0)
        helps = [line for line in text.splitlines() if line.startswith("# HELP valuation_bot")]
        assert len([line for line in helps if line.endswith(SHARED)]) == len(SHARED_NAMES) * leads


async def test_steps_count_once_they_are_committed_and_tests_do_not(ask, database):
    def count(tx, *, test=False, fails=False):
        key = funnel_counts.Counted("derby", 20000, "board", 0, test, "", "refused:email")
        funnel_counts.add(tx, {key: 2})
        if fails:
            raise LookupError

    database.run_sync(count)
    database.run_sync(partial(count, test=True))
    with pytest.raises(LookupError):
        database.run_sync(partial(count, fails=True))
    told = values((await ask("/metrics")).text)
    assert {name: value for name, value in told.items() if "_funnel_total" in name and value} == {
        'valuation_bot_funnel_total{question="email",step="refused"}': 2
    }


async def test_the_figures_of_each_agency(ask, parts):
    derby, york = parts.agencies
    york.receiver.ingest.stored += 2
    derby._refused = True
    parts.sender.messages.sent_by_agency["york"] += 3
    parts.leads.outcomes_by_agency["york", "received"] += 1
    told = {name: value for name, value in values((await ask("/metrics")).text).items() if "_agency_" in name}
    assert {
        name.removeprefix("valuation_bot_agency_"): value for name, value in told.items() if "created" not in name
    } == {
        'updates_total{agency="york"}': 2,
        'token_refused{agency="derby"}': 1,
        'replies_total{agency="york"}': 3,
        'lead_attempts_total{agency="york",outcome="received"}': 1,
    }


async def test_nothing_tells_of_anybody(ask, parts, database, clock):
    say(database)
    consent(database)
    database.run_sync(
        lambda tx: outbox.add(tx, [outbox.NewMessage("derby", CHAT, "message", '{"text": "Thanks, Marla"}')])
    )
    clock.now += 3600
    for page in ("/healthz", "/healthz/details", "/readyz", "/metrics"):
        text = (await ask(page)).text
        assert not [word for word in (str(CHAT), "Marla", "canary", "derby", "VB-") if word in text]


def test_a_histogram_counts_by_bounds_that_belong_to_the_values():
    histogram = Histogram((1.0, 2.0))
    for value in (0.5, 1.0, 1.5, 99.0):
        histogram.observe(value)
    assert list(histogram.cumulative()) == [(1.0, 2), (2.0, 3), (float("inf"), 4)]
    assert (histogram.count, histogram.total) == (4, 102.0)
