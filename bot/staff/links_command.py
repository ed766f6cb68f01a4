"""Admin command /links: the agency's links, page by page; view, share, change, end, restore."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.campaigns import register
from bot.campaigns.one_line import one_line
from bot.campaigns.register import Listed, Standing
from bot.campaigns.sharing.recipes import RECIPE, FileKind, languages, recipes, url_of
from bot.campaigns.sharing.texts import texts
from bot.core.agency import Agency
from bot.staff.admin_command import Command, CommandReply, CommandRequest, OutboxItem, button, in_rows, turning
from bot.staff.campaign_summary import code_label, kind_line, logged_line, office_line, place_line, summary
from bot.staff.costs_command import COSTS
from bot.storage.campaigns import campaigns
from conversations.commands import Button, Line, Say

PAGES, PAST_PAGES = "page", "past"
"""Beginnings of the callback data of a page of links in use, and of retired and ended ones."""
PAGE = 8
"""Links per page: as many buttons as a phone shows without scrolling."""
UNKNOWN_SHOWN = 5
CHANGES_SHOWN = 3
CHANGE = "change"
"""Beginning of the callback data, of /link, that changes one of a link's :data:`CHANGEABLE`."""
CHANGEABLE = ("kind", "office", "place", "note")
"""Parts of a link that can be changed in the chat: questions of /link."""
THINGS: Mapping[str, tuple[FileKind, ...]] = {
    "qr": (FileKind.QR_PNG, FileKind.QR_SVG),
    "poster": (FileKind.POSTER_A4, FileKind.POSTER_A5),
    "picture": (FileKind.PICTURE, FileKind.SQUARE, FileKind.STORY),
}
"""Share files sent by each button."""


def _called(request: CommandRequest, part: str) -> CommandReply:
    if not part:
        return CommandReply((_page(request, 0),))
    exact = register.find(request.tx, request.agency.id, part)
    found = [exact] if exact is not None else register.search(request.tx, request.agency.id, part, PAGE)
    if len(found) == 1:
        return CommandReply((shown(request, found[0]),))
    said = {"said": one_line(part, 60)}
    if not found:
        return CommandReply((Say((Line("links.no_such", said),)),))
    lines = (Line("links.like", said), Line("facts", {"facts": _rows(request, found)}))
    return CommandReply((Say(lines, _show_buttons(found)),))


def _tapped(request: CommandRequest, value: str) -> CommandReply:
    action, _, rest = value.partition(":")
    if action in (PAGES, PAST_PAGES) and rest.isascii() and rest.isdigit() and len(rest) < 7:
        return CommandReply((_page(request, int(rest), in_use=action == PAGES),))
    listed = register.find_tag(request.tx, request.agency.id, rest)
    if listed is None:
        return CommandReply(toast=Line("toast.outdated"))
    if action in THINGS or action == "texts":
        if listed.standing is Standing.ENDED:  # the files promise what its link no longer does
            return CommandReply((shown(request, listed),), toast=Line("links.ended.already", {"code": listed.code}))
        return shared(request.agency, listed, action)
    match action:
        case "show":
            return CommandReply((shown(request, listed),))
        case "change":
            fields = [button(Line(f"change.{each}"), "link", f"{CHANGE}:{each}:{listed.tag}") for each in CHANGEABLE]
            return CommandReply((Say((Line("change.which", {"code": listed.code}),), (tuple(fields),)),))
        case "end" | "retire" | "restore":
            return _ask(listed, Standing.IN_USE if action == "restore" else Standing.ENDED)
        case Standing.ENDED | Standing.IN_USE:
            if not register.put(request.tx, request.agency.id, listed.code, Standing(action), request.admin):
                return _already(listed, Standing(action))
            return CommandReply((Say((Line(f"links.{action}", {"code": listed.code}),), ((_show(listed),),)),))
        case _:
            return CommandReply(toast=Line("toast.outdated"))


def _ask(listed: Listed, standing: Standing) -> CommandReply:
    """Ask before a link is ended or restored; buttons of earlier versions that retired a link ask as well."""
    if listed.standing is standing:
        return _already(listed, standing)
    style = "danger" if standing is Standing.ENDED else "success"
    yes = button(Line(f"button.links.{standing}"), LINKS.name, f"{standing}:{listed.tag}", style)
    no = button(Line("button.leave"), LINKS.name, f"show:{listed.tag}")
    return CommandReply((Say((Line(f"links.{standing}.sure", {"code": listed.code}),), ((yes, no),)),))


def _already(listed: Listed, standing: Standing) -> CommandReply:
    return CommandReply(toast=Line(f"links.{standing}.already", {"code": listed.code}))


def shown(request: CommandRequest, listed: Listed, before: tuple[Line, ...] = ()) -> Say:
    """Return one campaign in full, with its buttons."""
    offices = request.offices()
    lines = summary(listed, request.agency.form.chat_url, offices)
    logged = register.changes(request.tx, request.agency.id, listed.code, CHANGES_SHOWN)
    if logged:
        log = tuple(logged_line(each, offices, request.admin) for each in logged)
        lines = (*lines, Line("facts", {"facts": log}))
    change = button(Line("button.change"), LINKS.name, f"change:{listed.tag}")
    end = button(Line("button.end"), LINKS.name, f"end:{listed.tag}", "danger")
    restore = button(Line("button.restore"), LINKS.name, f"restore:{listed.tag}")
    sharing = [button(Line(f"button.{action}"), LINKS.name, f"{action}:{listed.tag}") for action in (*THINGS, "texts")]
    cost = button(Line("button.costs"), COSTS.name, f"of:{listed.tag}")
    rows = (*in_rows(sharing, 2), (cost,))
    copied = Button(Line("button.copy_link"), copy=url_of(request.agency.form.chat_url, listed.code))
    shown_rows: Mapping[Standing, tuple[tuple[Button, ...], ...]] = {
        Standing.IN_USE: ((copied,), *rows, (change, end)),
        Standing.RETIRED: (*rows, (restore, end)),
        Standing.ENDED: ((cost,), (restore,)),
    }
    return Say((*before, *lines), shown_rows[listed.standing])


def shared(agency: Agency, listed: Listed, action: str) -> CommandReply:
    """Return the share files of one kind for a link, in each of the agency's languages."""
    if action == "texts":
        return CommandReply(tuple(_texts(agency, listed, language) for language in languages(agency)))
    made = recipes(agency, listed.campaign, THINGS[action])
    outbox_items = tuple(OutboxItem("sheet", RECIPE.encode(each)) for each in made)
    return CommandReply((Say((Line(f"share.{action}", {"code": listed.code}),)),), outbox_items=outbox_items)


def _texts(agency: Agency, listed: Listed, language: str) -> Say:
    """Return the ready-made texts; the email has no button, since Telegram opens only web pages."""
    by_place = {each.place: each for each in texts(agency, listed.campaign, language)}
    opening = ("facebook", "whatsapp", "x", "linkedin")
    buttons = [Button(Line(f"place.{place}"), url=by_place[place].url) for place in opening]
    lines = (
        Line("share.texts"),
        Line("plain", {"text": by_place["email"].text}),
        Line("share.texts.x"),
        Line("plain", {"text": by_place["x"].text}),
        Line("share.texts.instagram", {"link": by_place["instagram"].url}),
        Line("plain", {"text": by_place["instagram"].text}),
    )
    return Say(lines, in_rows(buttons, 2))


def _past(request: CommandRequest) -> tuple[tuple[Button, ...], ...]:
    count = campaigns.count(request.tx, request.agency.id, in_use=False)
    label = Line("button.links.past", {"count": count})
    return ((button(label, LINKS.name, f"{PAST_PAGES}:0"),),) if count else ()


def _page(request: CommandRequest, number: int, *, in_use: bool = True) -> Say:
    """Return a page of the links in use, with a button to the others, or a page of those."""
    tx, agency = request.tx, request.agency.id
    count = campaigns.count(tx, agency, in_use=in_use)
    unknown = _unknown(request) if in_use else ()
    past = _past(request) if in_use else ()
    if not count:
        return (
            Say((Line("links.none_in_use" if past else "links.none"), *unknown), past) if in_use else _page(request, 0)
        )
    pages = -(-count // PAGE)
    number = min(number, pages - 1)
    listed = register.page(tx, agency, number * PAGE, PAGE, in_use=in_use)
    one, several = ("links.head", "links.head.pages") if in_use else ("links.past", "links.past.pages")
    head = Line(one if pages == 1 else several, {"count": count, "page": number + 1, "pages": pages})
    turns = turning(LINKS.name, number, pages - 1, f"{PAGES if in_use else PAST_PAGES}:{{}}".format)
    lines = (head, Line("facts", {"facts": _rows(request, listed)}), *unknown)
    return Say(lines, (*_show_buttons(listed), *turns, *past))


def _rows(request: CommandRequest, listed: Sequence[Listed]) -> tuple[Line, ...]:
    offices = request.offices()
    return tuple(
        Line(
            "links.row.test" if each.campaign.test else "links.row",
            {
                "code": each.code,
                "kind": kind_line(each.campaign.lead_type),
                "office": office_line(each.campaign.office_id, offices),
                "place": place_line(each.campaign),
            },
        )
        for each in listed
    )


def _show_buttons(listed: Sequence[Listed]) -> tuple[tuple[Button, ...], ...]:
    return tuple((_show(each),) for each in listed)


def _show(listed: Listed) -> Button:
    return button(code_label(listed.code), LINKS.name, f"show:{listed.tag}")


def _unknown(request: CommandRequest) -> tuple[Line, ...]:
    found = campaigns.unknown(request.tx, request.agency.id, UNKNOWN_SHOWN)
    if not found:
        return ()
    rows = tuple(Line("links.unknown.row", {"code": each.code, "count": each.count}) for each in found)
    return (Line("links.unknown", {"codes": rows}),)


LINKS = Command("links", _called, _tapped)
