"""Admin command /stats: funnel and campaign results as text and picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.campaigns import office_list
from bot.drawing.charts import CHART, Bar, Chart
from bot.staff.admin_command import Command, CommandReply, CommandRequest, OutboxItem, button
from bot.statistics.analysis import Counts, Funnel, funnel, real, split
from bot.statistics.counters import week_of
from bot.statistics.rendering import NOBODY, comparison, groups, percent, sentences, step_name, verdict
from bot.storage.campaigns import funnel_counts
from conversations.commands import Button, Line, Param, Say

WEEK = 7 * 86400.0
SHOWN = 12
"""Links, offices or weeks in one message; the terminal shows all."""


@dataclass(frozen=True, slots=True)
class Period:
    """Period of statistics: the number of weeks including this one; 0 for all."""

    weeks: int
    words: str


SPANS: Mapping[str, Period] = {
    "4": Period(4, "last four weeks"),
    "12": Period(12, "last twelve weeks"),
    "0": Period(0, "all time"),
}
VIEWS = ("all", "campaign", "office", "week")


def _called(request: CommandRequest, _: str) -> CommandReply:
    return _shown(request, "all", "4")


def _tapped(request: CommandRequest, value: str) -> CommandReply:
    view, _, span = value.partition(":")
    if view not in VIEWS or span not in SPANS:
        return CommandReply(toast=Line("toast.outdated"))
    return _shown(request, view, span)


def _shown(request: CommandRequest, view: str, span: str) -> CommandReply:
    chosen = SPANS[span]
    since = week_of(request.at - (chosen.weeks - 1) * WEEK) if chosen.weeks else 0
    apart = () if view == "all" else (view,)
    counted = real(funnel_counts.read(request.tx, request.agency.id, since, apart))
    head = Line("stats.head", {"span": chosen.words})
    buttons = _buttons(view, span)
    if view == "all":
        return _overview(request, counted, Say((head, *_told(request, counted)), buttons), chosen)
    return CommandReply((Say((head, *_grouped(request, counted, view)), buttons),))


def _told(request: CommandRequest, counted: Counts) -> list[Line]:
    agency = request.agency
    said = sentences(agency, funnel(counted, agency.form.questions))
    compared = comparison(counted)
    said += [verdict(compared)] if compared is not None else []
    return [Line("plain", {"text": each}) for each in said]


def _overview(request: CommandRequest, counted: Counts, say: Say, span: Period) -> CommandReply:
    agency = request.agency
    found = funnel(counted, agency.form.questions)
    if not found.started:
        return CommandReply((say,))
    day = datetime.fromtimestamp(request.at, UTC).date()
    chart = Chart(
        agency=agency.form.agency or "Your agency",
        colour=agency.form.colour,
        title=f"How far people come: {span.words}",
        bars=tuple(
            Bar(step_name(agency, mark.name), _figure(mark.reached, found), mark.reached / found.started)
            for mark in found.marks
        ),
        foot=f"As of {day:%-d %B %Y}",
    )
    return CommandReply((say,), outbox_items=(OutboxItem("chart", CHART.encode(chart).decode()),))


def _figure(reached: int, found: Funnel) -> str:
    return f"{reached:,} ({percent(reached, found.started)})"


def _grouped(request: CommandRequest, counted: Counts, view: str) -> list[Line]:
    offices = office_list.known(request.tx, request.agency)
    parts = split(counted, groups(lambda each: offices.name(each) or f"office {each}")[view])
    named = sorted(parts.items(), reverse=True) if view == "week" else list(parts.items())
    if not named:
        return [Line("plain", {"text": NOBODY})]
    rows = []
    for name, part in named[:SHOWN]:
        found = funnel(part, ())
        share = percent(found.consented, found.started)
        shown: dict[str, Param] = {
            "name": name,
            "started": found.started,
            "leads": found.consented,
            "share": share,
            "verified": percent(found.verified, found.checked),
            "doubtful": percent(found.doubtful, found.checked),
        }
        rows.append(Line("stats.row.checked" if found.checked else "stats.row", shown))
    more = [Line("stats.more", {"count": len(named) - SHOWN})] if len(named) > SHOWN else []
    return [Line("facts", {"facts": tuple(rows)}), *more]


def _buttons(view: str, span: str) -> tuple[tuple[Button, ...], ...]:
    views = tuple(button(Line(f"stats.by.{each}"), STATS.name, f"{each}:{span}") for each in VIEWS if each != view)
    spans = tuple(button(Line(f"stats.span.{each}"), STATS.name, f"{view}:{each}") for each in SPANS if each != span)
    return views, spans


STATS = Command("stats", _called, _tapped)
