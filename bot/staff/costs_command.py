"""Admin command /costs: what links cost, entered in words ("fb-spring 250 1 Nov to 30 Nov") or one part at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.campaigns import register
from bot.campaigns.one_line import one_line
from bot.campaigns.register import Listed
from bot.staff.admin_command import Command, CommandReply, CommandRequest, Drafts, button, in_rows
from bot.staff.campaign_summary import code_label
from bot.statistics.cost_input import BadDays, Days, named_days, read_amount, read_days, today_of
from bot.statistics.costs import cost_of, pounds, shown_days
from bot.storage.campaigns import costs
from bot.storage.campaigns.costs import Cost, StoredCost
from conversations.commands import Line, Param, Say

LINKS_SHOWN, ENTRIES_SHOWN = 8, 8
"""Links offered as buttons, and entries listed: as many as a phone shows without scrolling."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Cost being entered: the campaign's tag, empty if not chosen yet, and the amount in pence, 0 if not given yet."""

    tag: str = ""
    pence: int = 0


_DRAFTS = Drafts("costs", Draft)


def _called(request: CommandRequest, text: str) -> CommandReply:
    return _read_code(request, text) if text else _ask_link(request)


def _told(request: CommandRequest, text: str) -> CommandReply | None:
    draft = _DRAFTS.of(request)
    if draft is None:
        return None
    if text in {"/help", "/back"} or not draft.tag:
        return _ask_link(request) if text.startswith("/") else _read_code(request, text)
    listed = register.find_tag(request.tx, request.agency.id, draft.tag)
    if listed is None:
        return _ask_link(request)
    return _read_days(request, listed, draft.pence, text) if draft.pence else _read_amount(request, listed, text)


def _tapped(request: CommandRequest, value: str) -> CommandReply:
    action, _, rest = value.partition(":")
    draft = _DRAFTS.of(request)
    match action:
        case "of" if listed := register.find_tag(request.tx, request.agency.id, rest):
            return _ask_amount(request, listed)
        case "remove":
            toast = Line("toast.cost_removed" if _remove(request, rest) else "toast.done")
            return CommandReply(dialogue=_DRAFTS.kept(draft), toast=toast)
        case "when":
            tag, pence, name = (*rest.split(":"), "", "")[:3]
            listed = register.find_tag(request.tx, request.agency.id, tag)
            days = named_days(today_of(request.at)).get(name.replace("_", " "))
            # A second tap finds the dialogue ended: the same cost is not entered twice.
            if listed and days and draft and (draft.tag, str(draft.pence)) == (tag, pence):
                return _enter(request, listed, draft.pence, days)
    return CommandReply(dialogue=_DRAFTS.kept(draft), toast=Line("toast.outdated"))


# -------------------------------------------------------------------------------------------------------- reading


def _read_code(request: CommandRequest, text: str) -> CommandReply:
    code, _, rest = text.strip().partition(" ")
    listed = register.find(request.tx, request.agency.id, code)
    if listed is None and code.lower() in _ACTIONS:
        return _ACTIONS[code.lower()](request, rest.strip())
    if listed is None:
        found = register.search(request.tx, request.agency.id, code, LINKS_SHOWN)
        return _ask_link(request, Line("links.no_code", {"said": one_line(code, 70)}), found)
    return _read_amount(request, listed, rest) if rest else _ask_amount(request, listed)


def _remove(request: CommandRequest, number: str) -> bool:
    """Remove a cost; return whether there was one."""
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return False
    return costs.remove(request.tx, request.agency.id, int(number))


def _read_number(request: CommandRequest, text: str) -> CommandReply:
    """Answer "remove 1": the number is the one under which a cost was entered."""
    if _remove(request, text):
        return CommandReply((Say((Line("costs.removed", {"number": text}),)),))
    return CommandReply((Say((Line("costs.no_number", {"said": one_line(text, 40)}),)),))


def _read_amount(request: CommandRequest, listed: Listed, text: str) -> CommandReply:
    found = read_amount(text)
    if found is None:
        return _ask_amount(request, listed, Line("costs.no_amount", {"said": one_line(text, 40)}))
    pence, rest = found
    return _read_days(request, listed, pence, rest) if rest else _ask_days(request, listed, pence)


def _read_days(request: CommandRequest, listed: Listed, pence: int, text: str) -> CommandReply:
    days = read_days(text, today_of(request.at))
    if isinstance(days, BadDays):
        return _ask_days(request, listed, pence, Line(f"costs.days.{days}", {"said": one_line(text, 60)}))
    return _enter(request, listed, pence, days)


def _enter(request: CommandRequest, listed: Listed, pence: int, days: Days) -> CommandReply:
    tx, agency = request.tx, request.agency.id
    cost = cost_of(listed.campaign, pence, days)
    number = costs.add(tx, agency, cost)
    total = Line("costs.total", {"total": pounds(_total(costs.of_campaign(tx, agency, listed.code)))})
    remove = button(Line("button.cost_remove"), COSTS.name, f"remove:{number}", "danger")
    more = button(Line("button.cost_more"), COSTS.name, f"of:{listed.tag}")
    return CommandReply((Say((noted_line(number, cost), total), ((remove, more),)),))


def noted_line(number: int, cost: Cost) -> Line:
    """Return the line with a cost that was entered under a number."""
    return Line("costs.noted", _params(number, cost))


def _params(number: int, cost: Cost) -> dict[str, Param]:
    days = shown_days(cost.first_day, cost.last_day)
    return {"number": number, "code": cost.campaign, "amount": pounds(cost.pence), "days": days}


# --------------------------------------------------------------------------------------------------------- asking


def _ask_link(request: CommandRequest, before: Line | None = None, found: list[Listed] | None = None) -> CommandReply:
    tx, agency = request.tx, request.agency.id
    listed = found or register.page(tx, agency, 0, LINKS_SHOWN)
    lines = [] if before is None else [before]
    if not listed:
        listed = register.page(tx, agency, 0, LINKS_SHOWN, in_use=False)  # an ended link may have cost something
    if not listed:
        return CommandReply((Say((*lines, Line("links.none"))),))
    by_campaign: dict[str, int] = {}
    for each in costs.all_(tx, agency):
        by_campaign[each.cost.campaign] = by_campaign.get(each.cost.campaign, 0) + each.cost.pence
    rows = [
        Line("costs.row", {"code": code, "amount": pounds(pence)})
        for code, pence in [*by_campaign.items()][:ENTRIES_SHOWN]
    ]
    lines += [Line("costs.head", {"rows": tuple(rows)})] if rows and before is None else []
    lines.append(Line("costs.ask_link"))
    links = tuple((button(code_label(each.code), COSTS.name, f"of:{each.tag}"),) for each in listed)
    return CommandReply((Say(tuple(lines), links),), _DRAFTS.kept(Draft()))


def _ask_amount(request: CommandRequest, listed: Listed, before: Line | None = None) -> CommandReply:
    entries = costs.of_campaign(request.tx, request.agency.id, listed.code)
    lines = [Line("costs.of", {"code": listed.code, "total": pounds(_total(entries))})]
    shown = entries[:ENTRIES_SHOWN]
    if before is not None:
        lines, shown = [before], []
    rows = tuple(Line("costs.entry", _params(each.number, each.cost)) for each in shown)
    lines += [Line("facts", {"facts": rows})] if rows else []
    lines.append(Line("costs.ask_amount"))
    removing = tuple(
        (button(Line("button.cost_remove.one", _params(each.number, each.cost)), COSTS.name, f"remove:{each.number}"),)
        for each in shown
    )
    return CommandReply((Say(tuple(lines), removing),), _DRAFTS.kept(Draft(listed.tag)))


def _ask_days(request: CommandRequest, listed: Listed, pence: int, before: Line | None = None) -> CommandReply:
    asked = Line("costs.ask_days", {"code": listed.code, "amount": pounds(pence)})
    names = list(named_days(today_of(request.at)))[:4]
    value = f"when:{listed.tag}:{pence}:{{}}".format
    buttons = [
        button(Line("plain", {"text": name.capitalize()}), COSTS.name, value(name.replace(" ", "_"))) for name in names
    ]
    lines = (asked,) if before is None else (before, asked)
    return CommandReply((Say(lines, in_rows(buttons, 2)),), _DRAFTS.kept(Draft(listed.tag, pence)))


_ACTIONS: Mapping[str, Callable[[CommandRequest, str], CommandReply]] = {
    "add": _called,
    "list": lambda request, _: _ask_link(request),
    "remove": _read_number,
}
"""Words of ``python -m bot costs``, which work here too, unless a link has that code."""


def _total(entries: list[StoredCost]) -> int:
    return sum(each.cost.pence for each in entries)


COSTS = Command("costs", _called, _tapped, _told)
