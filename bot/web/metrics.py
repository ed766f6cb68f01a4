"""Prometheus metrics. Labels are outcomes and queue names, never a chat or a person.

The parts of the bot count in plain numbers; these become metrics only when scraped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from bot.agencies.registry import AgencyRegistry
from bot.core.histogram import Histogram
from bot.lead_api.worker import LeadWorker
from bot.telegram.sender import Sender
from bot.turns.turn_loop import TurnLoop
from bot.web.queue_depths import Queues

__all__ = ["CONTENT_TYPE_LATEST", "MetricSources", "Metrics"]

_PREFIX = "valuation_bot"


@dataclass(frozen=True, slots=True)
class MetricSources:
    """Sources of metrics: the running parts of the bot."""

    agencies: AgencyRegistry
    turns: TurnLoop
    sender: Sender
    leads: LeadWorker


class Metrics(Collector):
    """Metrics of one process, in a registry of their own."""

    def __init__(self, parts: MetricSources) -> None:
        self._parts = parts
        self._queues: Queues | None = None
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(self)

    def render(self, queues: Queues | None) -> bytes:
        """Return everything in Prometheus' text format; without the queues if they could not be read."""
        self._queues = queues
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics; called by the registry."""
        yield from self._coming_in()
        yield from self._at_work()
        yield from self._going_out()
        if len(self._parts.agencies) > 1:
            yield from self._by_agency()
        if self._queues is not None:
            yield from _waiting(self._queues)

    def _coming_in(self) -> Iterator[Metric]:
        runtimes = list(self._parts.agencies)
        pollers = [each.poller for each in runtimes if each.poller is not None]
        receivers = [each.receiver for each in runtimes if each.receiver is not None]
        keepers = [each.keeper for each in runtimes if each.keeper is not None]
        ingest = [*(each.ingest for each in pollers), *(each.ingest for each in receivers)]
        for name, words in (
            ("received", "Updates that Telegram handed over, repeats among them."),
            ("stored", "Updates that were new."),
            ("skipped", "Updates that were not for the inbox."),
        ):
            yield _counter(f"updates_{name}", words, sum(getattr(each, name) for each in ingest))
        if pollers:
            yield _counter("poll_failures", "Polls that failed.", sum(each.failures for each in pollers))
        if receivers:
            refused, failures = sum(each.refused for each in receivers), sum(each.failures for each in receivers)
            yield _counter("webhook_refused", "Requests without the webhook's secret.", refused)
            yield _counter("webhook_failures", "Updates answered with 503.", failures)
            yield _counter("webhook_settings", "How often the webhook was set.", sum(each.settings for each in keepers))

    def _at_work(self) -> Iterator[Metric]:
        turns = self._parts.turns
        yield _counter("turns", "Turns taken.", turns.batch_sizes.total)
        yield _histogram("turn_batch_size", "Turns that shared a transaction.", turns.batch_sizes)
        yield _histogram("turn_batch_seconds", "Seconds that a batch of turns took.", turns.batch_seconds)

    def _going_out(self) -> Iterator[Metric]:
        messages, worker = self._parts.sender.messages, self._parts.leads
        replies = {name: getattr(messages, name) for name in ("sent", "dropped", "retried", "unreachable", "unknown")}
        yield _counters("replies", "What became of replies.", ["outcome"], _by_name(replies))
        calls = Histogram.of(runtime.api.call_seconds for runtime in self._parts.agencies)
        yield _histogram("telegram_call_seconds", "Seconds that calls to Telegram took, polls apart.", calls)
        yield _counters("lead_attempts", "What became of leads' requests.", ["outcome"], _by_name(worker.outcomes))
        yield _histogram("lead_api_call_seconds", "Seconds that leads' requests took.", worker.call_seconds)

    def _by_agency(self) -> Iterator[Metric]:
        """Yield the metrics by agency id; agencies without counts are left out."""
        parts, runtimes = self._parts, list(self._parts.agencies)
        stored = {
            each.agency.id: sum(way.ingest.stored for way in (each.poller, each.receiver) if way is not None)
            for each in runtimes
        }
        refused = [((each.agency.id,), 1) for each in runtimes if each.token_refused]
        sent = _by_name(parts.sender.messages.sent_by_agency)
        leads = sorted(parts.leads.outcomes_by_agency.items())
        agency = ["agency"]
        yield _counters("agency_updates", "New updates of an agency.", agency, _by_name(+Counter(stored)))
        yield _gauges("agency_token_refused", "1 if Telegram does not know an agency's bot.", agency, refused)
        yield _counters("agency_replies", "Replies sent for an agency.", agency, sent)
        yield _counters("agency_lead_attempts", "What became of an agency's requests.", [*agency, "outcome"], leads)


def _waiting(queues: Queues) -> Iterator[Metric]:
    named = {"updates": queues.updates, "replies": queues.replies, "leads": queues.leads}
    ages = _by_name({name: each.age(queues.at) for name, each in named.items()})
    aside = _by_name({"updates": queues.updates_aside, "leads": queues.leads_aside})
    held = "1 while no lead is sent, for the database is an older copy."
    yield _gauges("waiting", "How many wait.", ["queue"], _by_name({name: each.count for name, each in named.items()}))
    yield _gauges("oldest_seconds", "Age of the oldest that waits.", ["queue"], ages)
    yield _gauges("set_aside", "How many were set aside for a person to look at.", ["queue"], aside)
    yield _gauges("lead_queues_paused", "Queues of leads that are paused.", [], [((), queues.paused)])
    yield _gauges("leads_held", held, [], [((), int(queues.held))])


Samples = Iterable[tuple[Sequence[str], float]]
"""Values, each with its label values."""


def _by_name(values: Mapping[str, float]) -> Samples:
    return [((name,), value) for name, value in sorted(values.items())]


def _counters(name: str, words: str, labels: Sequence[str], samples: Samples) -> Metric:
    return _filled(CounterMetricFamily(f"{_PREFIX}_{name}", words, labels=labels), samples)


def _gauges(name: str, words: str, labels: Sequence[str], samples: Samples) -> Metric:
    return _filled(GaugeMetricFamily(f"{_PREFIX}_{name}", words, labels=labels), samples)


def _filled(family: CounterMetricFamily | GaugeMetricFamily, samples: Samples) -> Metric:
    for labels, value in samples:
        family.add_metric(labels, value)
    return family


def _counter(name: str, words: str, value: float) -> Metric:
    return CounterMetricFamily(f"{_PREFIX}_{name}", words, value=value)


def _histogram(name: str, words: str, histogram: Histogram) -> Metric:
    buckets = [("+Inf" if bound == float("inf") else str(bound), count) for bound, count in histogram.cumulative()]
    return HistogramMetricFamily(f"{_PREFIX}_{name}", words, buckets=buckets, sum_value=histogram.total)
