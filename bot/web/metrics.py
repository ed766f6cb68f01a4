"""Prometheus metrics: one table, read when the page is scraped. Labels are outcomes, steps and queues, never a person.

The parts of the bot count in plain numbers. A counter counts what this process did since its start. Figures of the database,
which all processes share, are exported by the leading process only, so that a sum over all processes is right. Names never
change.
"""

from __future__ import annotations

import asyncio
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from prometheus_client import ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot import VERSION
from bot.agencies.registry import AgencyRegistry
from bot.core.histogram import Histogram
from bot.lead_api.outcomes import NAMES
from bot.lead_api.worker import LeadWorker
from bot.statistics.counters import DELIVERED, ESTIMATED, SET_ASIDE
from bot.storage.backends.replica import Replica
from bot.storage.database import Database
from bot.telegram.sender import Sender
from bot.turns.turn_loop import TurnLoop
from bot.web.queue_depths import Queues
from bot.web.readings import Readings
from conversations.funnel import Stage

__all__ = ["CONTENT_TYPE_LATEST", "MetricSources", "render"]

Figure = float | Histogram | Mapping[Any, float] | None
"""Value of a metric without labels, a histogram, or values by tuples of label values. ``None``: it is left out."""


@dataclass(frozen=True, slots=True)
class MetricSources:
    """Sources of metrics: the running parts of the bot. ``replica`` is this process among those on ``database``."""

    agencies: AgencyRegistry
    turns: TurnLoop
    sender: Sender
    leads: LeadWorker
    database: Database
    replica: Replica


@dataclass(frozen=True, slots=True)
class Scrape:
    """Readings for one scrape. ``queues``: ``None`` if they cannot be read, or if another process leads."""

    parts: MetricSources
    queues: Queues | None
    reaches_telegram: bool
    writable: bool

    def total(self, name: str, *ways: str) -> float | None:
        """Return the sum of an attribute of all agencies' ``poller``, ``receiver`` or ``keeper``; ``None`` without any."""
        found = [part for each in self.parts.agencies for way in ways if (part := getattr(each, way)) is not None]
        return sum(map(attrgetter(name), found)) if found else None

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics; called by Prometheus' library."""
        yield from _PROCESS.collect()
        yield from _families(OF_THE_PROCESS, self)
        if len(self.parts.agencies) > 1:
            yield from _families(OF_ITS_AGENCIES, self)
        if self.queues is not None:
            yield from _families(OF_THE_DATABASE, self.queues, SHARED)


def _build(scrape: Scrape) -> Figure:
    return {(VERSION, platform.python_version(), scrape.parts.database.backend.kind): 1}


def _funnel(scrape: Scrape) -> Figure:
    # All steps are there from 0 on: the first value of a counter is no increase to Prometheus.
    questions = {question for each in scrape.parts.agencies for question in each.agency.form.questions}
    of_questions = {Stage.ANSWERED, Stage.REFUSED}
    steps = {(str(stage), ""): 0 for stage in Stage if stage not in of_questions}
    steps |= {(str(stage), question): 0 for stage in of_questions for question in questions}
    for name, count in scrape.parts.database.funnel.copy().items():
        step, _, question = name.partition(":")
        if step in set(Stage):
            steps[step, question] = count
    return steps


def _leads(scrape: Scrape) -> Figure:
    return {(outcome,): scrape.parts.database.funnel[outcome] for outcome in (DELIVERED, ESTIMATED, SET_ASIDE)}


def _replies(scrape: Scrape) -> Figure:
    outcomes = ("sent", "dropped", "retried", "unreachable", "unknown")
    return {(name,): getattr(scrape.parts.sender.messages, name) for name in outcomes}


def _attempts(scrape: Scrape) -> Figure:
    return {(name,): scrape.parts.leads.outcomes[name] for name in NAMES.values()}


def _telegram_calls(scrape: Scrape) -> Figure:
    return Histogram.of(runtime.api.call_seconds for runtime in scrape.parts.agencies)


def _agency_updates(scrape: Scrape) -> Figure:
    stored = Counter[tuple[str, ...]]()
    for each in scrape.parts.agencies:
        stored[each.agency.id,] += sum(way.ingest.stored for way in (each.poller, each.receiver) if way is not None)
    return +stored


def _agency_refused(scrape: Scrape) -> Figure:
    return {(each.agency.id,): 1 for each in scrape.parts.agencies if each.token_refused}


def _agency_replies(scrape: Scrape) -> Figure:
    return {(agency,): count for agency, count in scrape.parts.sender.messages.sent_by_agency.items()}


def _waiting(queues: Queues) -> Figure:
    return {("updates",): queues.updates.count, ("replies",): queues.replies.count, ("leads",): queues.leads.count}


def _oldest(queues: Queues) -> Figure:
    named = {"updates": queues.updates, "replies": queues.replies, "leads": queues.leads}
    return {(name,): each.age(queues.at) for name, each in named.items()}


def _set_aside(queues: Queues) -> Figure:
    return {("updates",): queues.updates_aside, ("leads",): queues.leads_aside}


S = TypeVar("S")


class Row(NamedTuple, Generic[S]):
    """Metric: kind, name without prefix, help text, reader of its figure, names of its labels."""

    kind: Literal["counter", "gauge", "histogram"]
    name: str
    help: str
    read: Callable[[S], Figure]
    labels: tuple[str, ...] = ()


_WAYS = ("poller", "receiver")
OF_THE_PROCESS: tuple[Row[Scrape], ...] = (
    Row("gauge", "build_info", "1; the labels are what runs.", _build, ("version", "python", "database")),
    Row("gauge", "leader", "1 if this process leads: it exports the database's figures.", lambda s: s.parts.replica.leads),
    Row("gauge", "telegram_reachable", "1 if Telegram answers and knows a token.", lambda s: s.reaches_telegram),
    Row("gauge", "database_writable", "1 if this process can store an update.", lambda s: s.writable),
    Row("counter", "updates_received", "Updates that Telegram handed over, repeats among them.",
        lambda s: s.total("ingest.received", *_WAYS)),
    Row("counter", "updates_stored", "Updates that were new.", lambda s: s.total("ingest.stored", *_WAYS)),
    Row("counter", "updates_skipped", "Updates that were not for the inbox.", lambda s: s.total("ingest.skipped", *_WAYS)),
    Row("counter", "poll_failures", "Polls that failed.", lambda s: s.total("failures", "poller")),
    Row("counter", "webhook_refused", "Requests without the webhook's secret.", lambda s: s.total("refused", "receiver")),
    Row("counter", "webhook_failures", "Updates answered with 503.", lambda s: s.total("failures", "receiver")),
    Row("counter", "webhook_settings", "How often the webhook was set.", lambda s: s.total("settings", "keeper")),
    Row("counter", "turns", "Turns taken.", lambda s: s.parts.turns.batch_sizes.total),
    Row("histogram", "turn_batch_size", "Turns that shared a transaction.", lambda s: s.parts.turns.batch_sizes),
    Row("histogram", "turn_batch_seconds", "Seconds that a batch of turns took.", lambda s: s.parts.turns.batch_seconds),
    Row("counter", "funnel", "Steps that forms reached, without tests.", _funnel, ("step", "question")),
    Row("counter", "leads", "What became of leads, without tests.", _leads, ("outcome",)),
    Row("counter", "replies", "What became of replies.", _replies, ("outcome",)),
    Row("histogram", "telegram_call_seconds", "Seconds that calls to Telegram took, without polls.", _telegram_calls),
    Row("counter", "lead_attempts", "What became of leads' requests.", _attempts, ("outcome",)),
    Row("histogram", "lead_api_call_seconds", "Seconds that leads' requests took.", lambda s: s.parts.leads.call_seconds),
)  # fmt: skip
"""Metrics of this process."""
OF_ITS_AGENCIES: tuple[Row[Scrape], ...] = (
    Row("counter", "agency_updates", "New updates of an agency.", _agency_updates, ("agency",)),
    Row("gauge", "agency_token_refused", "1 if Telegram does not know an agency's bot.", _agency_refused, ("agency",)),
    Row("counter", "agency_replies", "Replies sent for an agency.", _agency_replies, ("agency",)),
    Row("counter", "agency_lead_attempts", "What became of an agency's requests.",
        lambda s: s.parts.leads.outcomes_by_agency, ("agency", "outcome")),
)  # fmt: skip
"""Metrics of this process by agency id, if there are several agencies; those without counts are left out."""
OF_THE_DATABASE: tuple[Row[Queues], ...] = (
    Row("gauge", "waiting", "How many wait.", _waiting, ("queue",)),
    Row("gauge", "oldest_seconds", "Age of the oldest that waits.", _oldest, ("queue",)),
    Row("gauge", "set_aside", "How many were set aside for a person to look at.", _set_aside, ("queue",)),
    Row("gauge", "lead_queues_paused", "Queues of leads that are paused.", lambda queues: queues.paused),
    Row(
        "gauge",
        "clock_ahead_seconds",
        "Seconds that the database's clock is ahead of Telegram's.",
        attrgetter("clock_ahead"),
    ),
    Row(
        "gauge", "leads_held", "1 while no lead is sent, for the database is an older copy.", lambda queues: queues.held
    ),
)
"""Figures of the database, exported by the leading process only."""
SHARED = " Figure of the database: exported by the leading process only."
_PREFIX = "valuation_bot"
_PROCESS = ProcessCollector(registry=None)


async def render(parts: MetricSources, readings: Readings) -> bytes:
    """Return everything in Prometheus' text format; without the database's figures if they cannot be read."""

    async def queues() -> Queues | None:
        return await readings.queues.get() if parts.replica.leads else None

    telegram, writable, found = await asyncio.gather(readings.reaches_telegram.get(), readings.writable.get(), queues())
    return generate_latest(Scrape(parts, found, telegram is True, writable is True))


def _families(rows: Iterable[Row[S]], source: S, more: str = "") -> Iterator[Metric]:
    for row in rows:
        figure = row.read(source)
        name, words = f"{_PREFIX}_{row.name}", row.help + more
        if isinstance(figure, Histogram):
            buckets = [("+Inf" if bound == float("inf") else str(bound), count) for bound, count in figure.cumulative()]
            yield HistogramMetricFamily(name, words, buckets=buckets, sum_value=figure.total)
        elif figure is not None:
            family = (CounterMetricFamily if row.kind == "counter" else GaugeMetricFamily)(
                name, words, labels=row.labels
            )
            for labels, value in sorted(figure.items()) if isinstance(figure, Mapping) else [((), figure)]:
                family.add_metric(labels, value)
            yield family
