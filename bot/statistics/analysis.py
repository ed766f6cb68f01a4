"""Funnel analysis: how far forms get, where they stop, which question order does better."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

from bot.statistics.costs import COST, PAID_ESTIMATES, PAID_LEADS
from bot.statistics.counters import CHECKED, DELIVERED, DOUBTFUL, ESTIMATED, LONGER, MINUTES, SET_ASIDE, VERIFIED
from bot.storage.campaigns.funnel_counts import Counted
from conversations.funnel import Stage

CONFIDENCE = 0.95
"""Confidence level of a reported difference."""
POWER = 0.8
"""Probability that a real difference of the observed size shows after the recommended number of forms."""
ENOUGH = 5
"""Minimum leads, and minimum forms without a lead, on each side for the normal approximation (the usual rule)."""
COMPARED = 20
"""Groups compared with each other; more would take long, and show less each."""

Counts = Mapping[Counted, int]


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """Stage of the funnel: the forms that reached it, and those that stopped just before it."""

    name: str
    reached: int
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Funnel:
    """Funnel of forms. ``answered`` and ``refused`` are by question key, in the form's order.

    ``declined`` counts refusals of consent; such a form can be resumed. ``verified`` and ``doubtful`` are of the
    delivered leads whose contacts were ``checked``, which earlier versions did not do. ``took`` counts completion times
    from the start to the consent, by the classes of :mod:`bot.statistics.counters`. ``cost`` is in pence; ``paid_leads`` and
    ``paid_estimates`` are those of campaigns with a cost.
    """

    started: int = 0
    answered: tuple[tuple[str, int], ...] = ()
    reviewed: int = 0
    consented: int = 0
    delivered: int = 0
    estimated: int = 0
    declined: int = 0
    set_aside: int = 0
    checked: int = 0
    verified: int = 0
    doubtful: int = 0
    refused: tuple[tuple[str, int], ...] = ()
    took: tuple[int, ...] = (0,) * (len(MINUTES) + 1)
    cost: int = 0
    paid_leads: int = 0
    paid_estimates: int = 0

    @property
    def marks(self) -> list[FunnelStage]:
        """Return the stages from the start to the estimate."""
        way = [
            (str(Stage.STARTED), self.started),
            *self.answered,
            (str(Stage.REVIEWED), self.reviewed),
            (str(Stage.CONSENTED), self.consented),
            (DELIVERED, self.delivered),
            (ESTIMATED, self.estimated),
        ]
        return [
            FunnelStage(*way[0]),
            *(FunnelStage(name, now, max(was - now, 0)) for (_, was), (name, now) in pairwise(way)),
        ]

    @property
    def worst(self) -> FunnelStage | None:
        """Stage before which most forms stop; ``None`` if none stops."""
        # What happens to a lead later does not mean that the homeowner stopped.
        on_the_way = self.marks[: -len((DELIVERED, ESTIMATED))]
        found = max(on_the_way, key=lambda mark: mark.lost)
        return found if found.lost else None

    @property
    def rate(self) -> float:
        """Leads per form, 0 to 1."""
        return self.consented / self.started if self.started else 0.0

    def minutes(self, share: float) -> int | None:
        """Return the minutes within which this share of completed forms was completed, as a class bound; ``None`` if over a day."""
        wanted, seen = share * sum(self.took), 0
        for bound, many in zip(MINUTES, self.took, strict=False):
            seen += many
            if seen and seen >= wanted:
                return bound
        return None


_SUMS = (
    *(Stage.STARTED, Stage.REVIEWED, Stage.CONSENTED, DELIVERED, ESTIMATED, Stage.DECLINED, SET_ASIDE),
    *(CHECKED, VERIFIED, DOUBTFUL, COST, PAID_LEADS, PAID_ESTIMATES),
)
"""What is counted under the name of its attribute of :class:`Funnel`."""


def funnel(counted: Counts, questions: Iterable[str]) -> Funnel:
    """Aggregate counts. Questions missing from ``questions`` come last, in the order of their keys."""
    sums = Counter[str]()
    for key, many in counted.items():
        sums[key.what] += many
    known = list(questions)

    def by_question(stage: Stage, *, all_known: bool) -> tuple[tuple[str, int], ...]:
        found = {what.partition(":")[2]: many for what, many in sums.items() if what.startswith(f"{stage}:")}
        others = sorted(found.keys() - set(known))
        return tuple((key, found.get(key, 0)) for key in (*known, *others) if all_known or key in found)

    return Funnel(
        **{each: sums[each] for each in _SUMS},
        answered=by_question(Stage.ANSWERED, all_known=True),
        refused=by_question(Stage.REFUSED, all_known=False),
        took=tuple(sums[f"took:{bound}"] for bound in (*MINUTES, LONGER)),
    )


def split(counted: Counts, by: Callable[[Counted], str]) -> dict[str, dict[Counted, int]]:
    """Split counts into groups, the group with most forms first."""
    groups: dict[str, dict[Counted, int]] = {}
    for key, many in counted.items():
        groups.setdefault(by(key), {})[key] = many

    def starts(group: Mapping[Counted, int]) -> int:
        return sum(many for key, many in group.items() if key.what == Stage.STARTED)

    return dict(sorted(groups.items(), key=lambda item: (-starts(item[1]), item[0])))


def real(counted: Counts) -> dict[Counted, int]:
    """Return the counts without test campaigns."""
    return {key: many for key, many in counted.items() if not key.test}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Comparison of two question orders by leads per form.

    ``better`` is ``A`` or ``B`` once the difference is significant, otherwise empty. ``low`` and ``high`` bound, at the
    confidence of the comparison, by how much B's leads per form exceed A's, -1 to 1. ``more`` is how many more forms in total are
    needed to establish a difference as large as the observed one; ``None`` if there is none, or it is established.
    """

    first: Funnel
    second: Funnel
    better: str
    low: float
    high: float
    more: int | None


def compare(first: Funnel, second: Funnel, confidence: float = CONFIDENCE) -> Comparison | None:
    """Compare two orders by the two-proportion test at ``confidence``; ``None`` while one of them is unused."""
    n, m = first.started, second.started
    if not n or not m:
        return None
    a, b = min(first.rate, 1.0), min(second.rate, 1.0)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    spread = a * (1 - a) + b * (1 - b)
    error = math.sqrt(a * (1 - a) / n + b * (1 - b) / m)
    low, high = b - a - z * error, b - a + z * error
    counts = (first.consented, n - first.consented, second.consented, m - second.consented)
    significant = min(counts) >= ENOUGH and (low > 0 or high < 0)
    more = None
    if not significant and a != b:
        each = (z + NormalDist().inv_cdf(POWER)) ** 2 * spread / (b - a) ** 2
        more = max(math.ceil(each) * 2 - n - m, 2 * ENOUGH)
    better = ("B" if b > a else "A") if significant else ""
    return Comparison(first, second, better, low, high, more)


@dataclass(frozen=True, slots=True)
class Measure:
    """Measure by which groups are compared.

    ``enough``: whether a group has the numbers that the test needs. ``better``: whether the first group is better than the
    second at a confidence.
    """

    enough: Callable[[Funnel], bool]
    better: Callable[[Funnel, Funnel, float], bool]


def _brings_more(first: Funnel, second: Funnel, confidence: float) -> bool:
    found = compare(second, first, confidence)
    return found is not None and found.better == "B"


def _costs_less(first: Funnel, second: Funnel, confidence: float) -> bool:
    """Return whether a lead of ``first`` costs less than one of ``second``.

    If both cost the same, each of their leads is one of ``first`` with the probability of its share of the money (the
    conditional test of two Poisson rates, in its normal approximation).
    """
    leads, share = first.paid_leads + second.paid_leads, first.cost / (first.cost + second.cost)
    z = (first.paid_leads - leads * share) / math.sqrt(leads * share * (1 - share))
    return z > NormalDist().inv_cdf(0.5 + confidence / 2)


LEADS_PER_FORM = Measure(
    enough=lambda each: min(each.consented, each.started - each.consented) >= ENOUGH,
    better=_brings_more,
)
LEADS_PER_POUND = Measure(
    enough=lambda each: each.cost > 0 and each.paid_leads >= ENOUGH,
    better=_costs_less,
)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Result of comparing groups: the best one, and those that are worse by more than chance.

    ``open_`` are the groups that may or may not be worse, ``few`` those with too little data to say.
    """

    best: str
    worse: tuple[str, ...]
    open_: tuple[str, ...]
    few: tuple[str, ...]


def rank(groups: Mapping[str, Funnel], measure: Measure) -> Ranking | None:
    """Compare the first :data:`COMPARED` groups that have enough numbers; ``None`` unless there are two.

    The best is better than most others; the first, if there are several. As any pair may decide that, the confidence of each
    is raised so that all pairs together have :data:`CONFIDENCE` (Bonferroni).
    """
    able = [name for name, each in groups.items() if measure.enough(each)][:COMPARED]
    if len(able) < 2:
        return None
    confidence = 1 - (1 - CONFIDENCE) / math.comb(len(able), 2)
    worse = {
        name: tuple(each for each in able if each != name and measure.better(groups[name], groups[each], confidence))
        for name in able
    }
    best = max(able, key=lambda name: len(worse[name]))
    open_ = tuple(each for each in able if each not in (best, *worse[best]))
    few = tuple(name for name, each in groups.items() if not measure.enough(each))
    return Ranking(best, worse[best], open_, few)
