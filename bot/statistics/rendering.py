"""Statistics as sentences and tables, for the chat, the terminal and spreadsheets."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO

from bot.core import phrases
from bot.core.agency import Agency
from bot.drawing.workbook import Cell
from bot.statistics.analysis import (
    ENOUGH,
    LEADS_PER_FORM,
    LEADS_PER_POUND,
    Comparison,
    Counts,
    Funnel,
    Measure,
    compare,
    funnel,
    rank,
    real,
    split,
)
from bot.statistics.costs import day_of, pounds
from bot.storage.campaigns.funnel_counts import Counted
from conversations.languages import CATALOGUES
from conversations.questions import OWN

STEPS = {
    "started": "Started",
    "reviewed": "Checked their answers",
    "consented": "Said yes",
    "delivered": "Lead received",
    "estimated": "Estimate shown",
}
"""Names of the stages that are not questions."""
NOBODY = "Nobody has started yet. What admins try out, and who comes by a link marked as a test, is counted apart."
"""Shown when there are no counts; explains that tests may be missing."""
TENTHS = 10
"""Number of people from which on a tenth of them is at least one person."""
NAMED = 5
"""Groups named in one sentence."""
CSV_HEAD = ("week", "campaign", "office", "order", "test", "what", "count")
_FORMULA = re.compile("(?:^|(?<=[,;|\t\r\n]))(?=[\"']*[=+\\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])")
"""Places where a spreadsheet would take what follows for a formula (OWASP, CSV injection), including full-width forms.

Within a cell too: where a list has semicolons, as in Poland, spreadsheets part the cells of a CSV file at those.
"""

Groups = Mapping[str, Callable[[Counted], str]]


def groups(office: Callable[[int], str]) -> Groups:
    """Return the groupings of statistics; ``office`` returns an office's name."""
    return {
        "campaign": lambda key: key.campaign or "(no link)",
        "office": lambda key: office(key.office) if key.office else "by postcode",
        "week": lambda key: day_of(key.week).isoformat(),
        "order": lambda key: key.variant or "(one order)",
    }


def step_name(agency: Agency, name: str) -> str:
    """Return the display name of a stage."""
    if name in STEPS:
        return STEPS[name]
    if name.startswith(OWN):
        known = name in agency.form.questions
        return agency.form.question(name).text if known else f"Your question {name.removeprefix(OWN)}"
    return CATALOGUES["en"].sentences.get(f"{name}.label", name)


def percent(part: int, whole: int) -> str:
    """Return a share as a whole percentage, 0% and 100% only for none and all; a hyphen if there is nothing to divide."""
    if not whole:
        return "-"
    shown = 100 * part / whole
    if 0 < shown < 1 or 99 < shown < 100:
        return "under 1%" if shown < 1 else "over 99%"
    return f"{shown:.0f}%"


def sentences(agency: Agency, found: Funnel) -> list[str]:
    """Return sentences about a funnel."""
    spent = [f"Spent on links: {cost_words(found)}."] if found.cost else []
    if not found.started:
        return [NOBODY, *spent]
    said = [
        (
            f"{found.started} started, {found.consented} sent a lead ({percent(found.consented, found.started)}), "
            f"{found.estimated} saw an estimate."
        )
    ]
    said += spent
    worst = found.worst
    if worst is not None:
        said.append(
            f"Most stop before “{step_name(agency, worst.name)}”: {worst.lost} of {worst.lost + worst.reached}."
        )
    if found.declined:
        said.append(f"{found.declined} said no before anything was sent, and may have come back since.")
    said += _time_to_finish(found)
    asked_again = max(found.refused, key=lambda each: each[1], default=None)
    if asked_again is not None:
        said.append(
            f"Most often not understood: {step_name(agency, asked_again[0])} ({phrases.counted(asked_again[1], 'time')})."
        )
    if found.checked:
        said.append(
            f"Leads received: {found.checked}; with a phone number that Telegram vouches for: {found.verified} "
            f"({percent(found.verified, found.checked)}); with doubtful contacts: {found.doubtful} "
            f"({percent(found.doubtful, found.checked)}), that is a throw-away email address, a reserved number, or what another "
            "chat gave as well."
        )
    if found.set_aside:
        said.append(
            f"Could not be delivered and set aside: {phrases.counted(found.set_aside, 'time')}; "
            "/leads and `python -m bot leads` list what is still set aside."
        )
    return said


def _time_to_finish(found: Funnel) -> list[str]:
    """Return the sentence about completion times, as shares only if there are enough people for them."""
    people = sum(found.took)
    if not people:
        return []
    if people < TENTHS:
        longest = found.minutes(1.0)
        slowest = f"within {_minutes(longest)}" if longest else "more than a day"
        return [f"Time to finish: {slowest} for the slowest of {people}."]
    middle, most = found.minutes(0.5), found.minutes(0.9)
    half = f"half within {_minutes(middle)}" if middle else "half take more than a day"
    return [f"Time to finish: {half}" + (f", nine in ten within {_minutes(most)}." if most else ".")]


def cost_words(found: Funnel) -> str:
    """Return the cost of a group, and of each of its leads and estimates, with a caution if there are few leads."""
    each = _each_cost(found)
    if not each:
        return f"{pounds(found.cost)}, no lead {'by a link that cost something ' if found.consented else ''}yet"
    few = f" (of {phrases.counted(found.paid_leads, 'lead')}: too few to go by)" if found.paid_leads < ENOUGH else ""
    return f"{pounds(found.cost)}, {' and '.join(each)}{few}"


def cost_figure(found: Funnel) -> str:
    """Return :func:`cost_words` in short, for a picture; empty without a cost."""
    each = _each_cost(found)
    if not found.cost or not each:
        return cost_words(found) if found.cost else ""
    if found.paid_leads < ENOUGH:
        return f"{pounds(found.cost)} · {each[0]} (only {found.paid_leads})"
    return " · ".join([pounds(found.cost), *each])


def _each_cost(found: Funnel) -> list[str]:
    """Return the cost of a lead and of an estimate, if there are any."""
    per = (("a lead", found.paid_leads), ("an estimate", found.paid_estimates))
    return [f"{pounds(round(found.cost / many))} {what}" for what, many in per if many]


_VERDICTS: tuple[tuple[Measure, str, str], ...] = (
    (LEADS_PER_FORM, "{best} brings more leads per person than {worse}", "who brings more leads per person"),
    (LEADS_PER_POUND, "A lead by {best} costs less than one by {worse}", "whose leads cost less"),
)
"""Comparisons of groups: the measure, what is said of the best group, and of what cannot be told yet."""


def verdicts(groups: Mapping[str, Funnel]) -> list[str]:
    """Return sentences that compare links or offices and claim no more than the numbers show."""
    if len(groups) < 2:
        return []
    said = []
    for measure, better, unknown in _VERDICTS:
        found = rank(groups, measure)
        if found is None:
            continue
        if found.worse:
            said.append(f"{better.format(best=found.best, worse=_names(found.worse))}: more than chance.")
        if found.open_:
            said.append(f"Too early to tell {unknown}: {_names((found.best, *found.open_))}.")
        if found.few and measure is LEADS_PER_FORM:
            said.append(f"Too few people to compare: {_names(found.few)}.")
    return said or [
        f"Too few people to compare: it takes {ENOUGH} leads, and {ENOUGH} people without one, of each of two."
    ]


def _names(names: Sequence[str]) -> str:
    shown = [*names[:NAMED], f"{len(names) - NAMED} more"] if len(names) > NAMED else [*names]
    return ", ".join(shown[:-1]) + f" and {shown[-1]}" if len(shown) > 1 else shown[0]


def verdict(found: Comparison) -> str:
    """Return a sentence about a comparison that claims no more than the counts show."""
    first, second = found.first, found.second
    both = (
        f"Order A: {phrases.counted(first.consented, 'lead')} of {first.started} "
        f"({percent(first.consented, first.started)}); "
        f"order B: {second.consented} of {second.started} ({percent(second.consented, second.started)})."
    )
    between = f"{100 * found.low:+.0f} to {100 * found.high:+.0f} points for B, with 95 % confidence"
    if found.better:
        return f"{both} Order {found.better} brings more leads ({between})."
    if found.more is None:
        return f"{both} No difference so far ({between})."
    needed = phrases.counted(found.more, "more person is", "more people are")
    return f"{both} Too early to tell ({between}): about {needed} needed to be sure."


def comparison(counted: Counts) -> Comparison | None:
    """Compare the two orders, if there are two; tests are excluded."""
    orders = split(real(counted), lambda key: key.variant)
    return compare(funnel(orders.get("A", {}), ()), funnel(orders.get("B", {}), ()))


def csv_of_counts(counted: Counts, office: Callable[[int], str]) -> str:
    """Return every count as a row of CSV."""
    rows = [
        (
            day_of(key.week).isoformat(),
            key.campaign,
            office(key.office) if key.office else "by postcode",
            key.variant,
            "yes" if key.test else "no",
            key.what,
            counted[key],
        )
        for key in sorted(counted)
    ]
    return csv_text([CSV_HEAD, *rows])


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV, in which no spreadsheet takes a text for a formula."""
    written = StringIO(newline="")
    csv.writer(written).writerows(
        [_FORMULA.sub("'", cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return written.getvalue()


def _minutes(bound: int) -> str:
    if bound >= 120:
        return f"{bound // 60} hours"
    return f"{bound} minutes" if bound > 1 else "a minute"
