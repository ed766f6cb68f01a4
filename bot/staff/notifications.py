"""Notifications to an agency's staff chat."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable

from msgspec.structs import replace

from bot.campaigns import office_list
from bot.core.agency import ALONE, Agency
from bot.core.serialization import MESSAGE
from bot.staff.lead_cards import DELIVERED, GROUP_MOVED, GROUP_REFUSES, STOPS, card, quotes, throttled
from bot.staff.wording import STAFF
from bot.storage.leads import lead_records
from bot.storage.leads.lead_records import CallState
from bot.storage.queues import outbox, outbox_results
from bot.storage.staff import admin_menus, moved_groups, notice_throttle
from bot.storage.transaction import Transaction
from conversations.commands import Line, Say
from conversations.languages.render import render

LET_IN = "add the bot to that group, and let it send messages there."

log = logging.getLogger(__name__)

_REFUSED = "staff_chat.refused"
"""Name of the record, with the group's id, kept from a group's first refusal until a message arrives there again."""


def tell_staff(tx: Transaction, agency: Agency, line: Line) -> None:
    """Queue a notice to the agency's staff: in their group, or to admins if no group accepts it.

    Admins get no cards of delivered leads. A notice that reaches nobody is logged, by key and reference only.
    """
    line = _with_office_name(tx, agency, line)
    chats = _group(tx, agency)
    if line.key != DELIVERED:
        readers = _readers(tx, agency)
        if not readers:
            log.warning(
                "a notice for the staff reached nobody",
                extra={"notice": line.key, "reference": str(line.params.get("reference", ""))},
            )
        chats |= readers | _ringing(tx, agency, line)
    more = throttled(tx, agency, line) if chats else None
    if more is not None:
        said = card(agency, line)
        about = str(line.params["reference"]) if quotes(agency, line) else ""
        say_to(tx, agency, chats, replace(said, lines=(*said.lines, *more)), about)


def _with_office_name(tx: Transaction, agency: Agency, line: Line) -> Line:
    """Return a notice with its office's name in place of its number, where the account's offices are known."""
    number = str(line.params.get("office", ""))
    name = office_list.known(tx, agency).name(int(number)) if number.isascii() and number.isdigit() else None
    return line if name is None else Line(line.key, {**line.params, "office": name})


def _ringing(tx: Transaction, agency: Agency, line: Line) -> frozenset[int]:
    """Return the chat of the admin who was going to ring a person who now must not be contacted; they may not read the group."""
    row = lead_records.get(tx, agency.id, str(line.params["reference"])) if line.key in STOPS else None
    if row is None or row.call_admin is None or row.call_state is CallState.CALLED:
        return frozenset()
    return reachable_admins(tx, agency) & {row.call_admin}


def can_be_told(tx: Transaction, agency: Agency) -> bool:
    """Return whether :func:`tell_staff` can reach anybody now: the group, or an admin who has started a chat with the bot."""
    return bool(_readers(tx, agency))


def _readers(tx: Transaction, agency: Agency) -> frozenset[int]:
    """Return the chats that notices go to now: the group, or the admins' chats if no group accepts messages."""
    accepting = {each for each in _group(tx, agency) if not _refuses(tx, agency, each)}
    return frozenset(accepting) or reachable_admins(tx, agency)


def _group(tx: Transaction, agency: Agency) -> frozenset[int]:
    """Return the chat of the staff group, if there is one; messages for it wait while it refuses them."""
    group = group_of(tx, agency)
    return frozenset() if group is None else frozenset({group})


def reachable_admins(tx: Transaction, agency: Agency) -> frozenset[int]:
    """Return the admins (user ids) to whom the bot can write in private."""
    return agency.admin_ids & admin_menus.reachable(tx, agency.id) if agency.admin_ids else frozenset()


def is_staff_group(tx: Transaction, agency: Agency, chat_id: int) -> bool:
    """Return whether a chat is the agency's staff group. A supergroup shows the messages of the group that it was."""
    named = agency.staff_chat_id
    return named is not None and chat_id in {named, moved_groups.current(tx, agency.id, named)}


def say_to_staff(tx: Transaction, agency: Agency, say: Say) -> None:
    """Queue a message to the agency's group, or to its admins if no group accepts it."""
    say_to(tx, agency, _group(tx, agency) | _readers(tx, agency), say)


def group_of(tx: Transaction, agency: Agency) -> int | None:
    """Return the current chat id of the staff group."""
    return None if agency.staff_chat_id is None else moved_groups.current(tx, agency.id, agency.staff_chat_id)


def _refuses(tx: Transaction, agency: Agency, group: int) -> bool:
    return notice_throttle.last_sent(tx, agency.id, f"{_REFUSED} {group}") is not None


def follow(tx: Transaction, agency: Agency, chat_id: int, moved_to: int) -> None:
    """Follow the staff group to its new chat id when Telegram makes it a supergroup.

    The setting stays the same, so the new id is stored; once another id is configured, that one counts. The admins and
    the group are told and it is logged, once. Nothing is stored about other groups.
    """
    named = agency.staff_chat_id
    if named is None or chat_id == moved_to or chat_id != group_of(tx, agency):
        return
    if not moved_groups.note(tx, agency.id, named, moved_to):
        return
    _warn(agency, moved_to)
    outbox_results.move(tx, agency.id, chat_id, moved_to)
    said = Say((Line(GROUP_MOVED, {"setting": setting(agency), "number": str(moved_to)}),))
    say_to(tx, agency, [moved_to, *agency.admin_ids], said)


def refused(tx: Transaction, agency: Agency, chat_id: int, why: str) -> bool:
    """Return whether a group that refuses messages is the staff group; admins and the log are told of the first refusal."""
    if chat_id != group_of(tx, agency):
        return False
    if notice_throttle.record(tx, agency.id, f"{_REFUSED} {chat_id}", every=math.inf) is not None:
        log.warning(
            "the staff's group does not let the bot write; what is for it waits",
            extra={"agency": agency.id, "error": why, "what_to_do": f"{setting(agency)}: {LET_IN}"},
        )
        say_to(tx, agency, reachable_admins(tx, agency), Say((Line(GROUP_REFUSES),)))
    return True


def reached(tx: Transaction, agency: Agency, chat_id: int) -> None:
    """Log that the bot can write in the staff group again, if it could not before."""
    if notice_throttle.clear(tx, agency.id, f"{_REFUSED} {chat_id}"):
        log.info("the bot can write in the staff's group again", extra={"agency": agency.id})


def outdated(tx: Transaction, agency: Agency) -> int | None:
    """Return the chat id of the staff group if it differs from the setting."""
    now = group_of(tx, agency)
    return None if now == agency.staff_chat_id else now


def remind(tx: Transaction, agency: Agency) -> None:
    """Log an outdated setting of the staff group."""
    number = outdated(tx, agency)
    if number is not None:
        _warn(agency, number)


def advice(agency: Agency, number: int) -> str:
    """Return a sentence on how to correct an outdated setting."""
    return f"{setting(agency)} should become {number}: Telegram made a supergroup of the staff's group."


def _warn(agency: Agency, number: int) -> None:
    log.warning(
        "the staff's group became a supergroup", extra={"agency": agency.id, "what_to_do": advice(agency, number)}
    )


def setting(agency: Agency) -> str:
    """Return the name of this agency's setting for the staff group."""
    return "STAFF_CHAT_ID" if agency.id == ALONE else f"staff_chat_id of [{agency.id}]"


def say_to(tx: Transaction, agency: Agency, chats: Iterable[int], say: Say, about: str = "") -> None:
    """Queue a message to these chats: the group, or admins in private; ``about``: the lead whose person it quotes."""
    body = MESSAGE.encode(render(say, agency.form, STAFF))
    outbox.add(tx, [outbox.NewMessage(agency.id, chat_id, "message", body, about or None) for chat_id in sorted(chats)])
