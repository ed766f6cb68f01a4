"""Admin command /stats: funnel, campaign results and what they cost, as text, picture and spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from bot.drawing.charts import CHART, Bar, Chart
from bot.drawing.workbook import WORKBOOK
from bot.staff.admin_command import Command, CommandReply, CommandRequest, OutboxItem, button
from bot.statistics.analysis import Counts, Funnel, funnel, real
from bot.statistics.cost_input import today_of
from bot.statistics.costs import counts_and_costs
from bot.statistics.counters import first_week
from bot.statistics.rendering import (
    NOBODY,
    comparison,
    cost_figure,
    cost_words,
    percent,
    sentences,
    step_name,
    verdict,
    verdicts,
)
from bot.statistics.tables import grouped, workbook
from bot.storage.campaigns import costs, funnel_counts
from conversations.commands import Button, Line, Param, Say

SHOWN = 12
"""Links, offices or weeks in one message; the terminal shows all."""


SPANS: Mapping[str, str] = {"4": "last four weeks", "12": "last twelve weeks", "0": "all time"}
"""Periods of statistics, by their number of weeks including this one; 0 for all."""
VIEWS = ("all", "campaign", "office", "week")
SHEET = "sheet"
TITLES: Mapping[str, str] = {"campaign": "Links", "office": "Offices", "week": "Week by week"}
KEY = ("started", "sent a lead")


def _called(request: CommandRequest, _: str) -> CommandReply:
    return _shown(request, "all", "4")


def _tapped(request: CommandRequest, value: str) -> CommandReply:
    view, _, span = value.partition(":")
    if span in SPANS and view == SHEET:
        return _spreadsheet(request, span)
    if view not in VIEWS or span not in SPANS:
        return CommandReply(toast=Line("toast.outdated"))
    return _shown(request, view, span)


def _shown(request: CommandRequest, view: str, span: str) -> CommandReply:
    counted = _counted(request, span, () if view == "all" else (view,))
    lines, charts = _overview(request, counted, span) if view == "all" else _compared(request, counted, view, span)
    said = Say((Line("stats.head", {"span": SPANS[span]}), *lines), _buttons(view, span))
    return CommandReply((said,), outbox_items=charts)


def _counted(request: CommandRequest, span: str, apart: Collection[str]) -> Counts:
    return real(counts_and_costs(request.tx, request.agency.id, request.at, _since(request, span), apart))


def _since(request: CommandRequest, span: str) -> int:
    return first_week(request.at, int(span))


Shown = tuple[list[Line], tuple[OutboxItem, ...]]
"""Sentences, and the chart if there is anything to draw."""


def _overview(request: CommandRequest, counted: Counts, span: str) -> Shown:
    """Return how far people get, and which order of questions does better."""
    agency = request.agency
    found, compared = funnel(counted, agency.form.questions), comparison(counted)
    said = [*sentences(agency, found), *([verdict(compared)] if compared is not None else [])]
    lines = [Line("plain", {"text": each}) for each in said]
    if not found.started:
        return lines, ()
    bars = tuple(
        Bar(
            step_name(agency, mark.name),
            f"{mark.reached:,} ({percent(mark.reached, found.started)})",
            mark.reached / found.started,
        )
        for mark in found.marks
    )
    return lines, (_chart(request, f"How far people come: {SPANS[span]}", bars),)


def _chart(
    request: CommandRequest, title: str, bars: tuple[Bar, ...], key: tuple[str, ...] = (), words: Sequence[str] = ()
) -> OutboxItem:
    form = request.agency.form
    foot = f"As of {today_of(request.at):%-d %B %Y}"
    chart = Chart(form.agency or "Your agency", form.colour, title, bars, foot, key, tuple(words))
    return OutboxItem("chart", CHART.encode(chart))


def _compared(request: CommandRequest, counted: Counts, view: str, span: str) -> Shown:
    """Return links, offices or weeks side by side, with the conclusions that the numbers allow."""
    parts = grouped(counted, view, _office(request))
    if not parts:
        return [Line("plain", {"text": NOBODY})], ()
    found = {name: funnel(part, ()) for name, part in parts.items()}
    shown = dict([*found.items()][-SHOWN:] if view == "week" else [*found.items()][:SHOWN])
    said = [] if view == "week" else verdicts(found)
    rows = [row for name, each in shown.items() for row in _rows(name, each)]
    more = [Line("stats.more", {"count": len(found) - SHOWN})] if len(found) > SHOWN else []
    lines = [Line("facts", {"facts": tuple(rows)}), *more, *(Line("plain", {"text": each}) for each in said)]
    largest = max(1, *(max(each.started, each.consented) for each in shown.values()))
    bars = tuple(
        Bar(
            f"{date.fromisoformat(name):%-d %B}" if view == "week" else name,
            f"{each.consented:,} of {each.started:,} ({percent(each.consented, each.started)})"
            if each.started
            else "nobody",
            each.started / largest,
            each.consented / largest,
            cost_figure(each),
        )
        for name, each in shown.items()
    )
    return lines, (_chart(request, f"{TITLES[view]}: {SPANS[span]}", bars, KEY, said),)


def _rows(name: str, found: Funnel) -> list[Line]:
    shown: dict[str, Param] = {
        "name": name,
        "started": found.started,
        "leads": found.consented,
        "share": percent(found.consented, found.started),
        "verified": percent(found.verified, found.checked),
        "doubtful": percent(found.doubtful, found.checked),
    }
    cost = [Line("stats.cost", {"name": name, "cost": cost_words(found)})] if found.cost else []
    return [Line("stats.row.checked" if found.checked else "stats.row", shown), *cost]


def _office(request: CommandRequest) -> Callable[[int], str]:
    offices = request.offices()
    return lambda each: offices.name(each) or f"office {each}"


def _spreadsheet(request: CommandRequest, span: str) -> CommandReply:
    counted, since = _counted(request, span, funnel_counts.APART), _since(request, span)
    entered = [each for each in costs.all_(request.tx, request.agency.id, since) if not each.cost.test]
    title = f"{request.agency.form.agency or 'Your agency'}: {SPANS[span]}"
    made = workbook(counted, entered, _office(request), title, today_of(request.at))
    said = Say((Line("stats.sheet.made", {"span": SPANS[span]}),))
    return CommandReply((said,), outbox_items=(OutboxItem("workbook", WORKBOOK.encode(made)),))


def _buttons(view: str, span: str) -> tuple[tuple[Button, ...], ...]:
    views = tuple(button(Line(f"stats.by.{each}"), STATS.name, f"{each}:{span}") for each in VIEWS if each != view)
    spans = tuple(button(Line(f"stats.span.{each}"), STATS.name, f"{view}:{each}") for each in SPANS if each != span)
    return views, spans, (button(Line("stats.sheet"), STATS.name, f"{SHEET}:{span}"),)


STATS = Command("stats", _called, _tapped)
