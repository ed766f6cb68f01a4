"""What goes to an agency's staff, into their chat."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from msgspec.structs import replace

from bot.agency import ALONE, Agency
from bot.codec import MESSAGE
from bot.staff.cards import DELIVERED, GROUP_MOVED, card, quotes, worth_telling
from bot.staff.wording import STAFF
from bot.storage import moved_groups, outbox, settling
from bot.storage.transaction import Transaction
from conversations.commands import Line, Say
from conversations.wording.render import render

log = logging.getLogger(__name__)


def tell_staff(tx: Transaction, agency: Agency, line: Line) -> None:
    """Queue a word to the agency's staff; without a staff chat the log is told, by key and reference only."""
    if agency.staff_chat_id is None:
        if line.key != DELIVERED:  # no fault
            log.warning("for the staff", extra={"notice": line.key, "reference": str(line.params.get("reference", ""))})
        return
    more = worth_telling(tx, agency, line)
    if more is not None:
        said = card(agency, line)
        about = str(line.params["reference"]) if quotes(agency, line) else ""
        say_to_staff(tx, agency, replace(said, lines=(*said.lines, *more)), about)


def say_to_staff(tx: Transaction, agency: Agency, say: Say, about: str = "") -> None:
    """Queue a message to the agency's staff, if they have a chat; ``about``: the lead whose person it quotes, if it does."""
    if agency.staff_chat_id is not None:
        _say(tx, agency, [moved_groups.current(tx, agency.id, agency.staff_chat_id)], say, about)


def follow(tx: Transaction, agency: Agency, chat_id: int, moved_to: int) -> None:
    """Go along when Telegram makes a supergroup of the staff's group, which has another number from then on.

    What is set stays as it is, so the number is kept; once another is set, that one counts. The admins are told, and the
    group, and the log, once. Of other groups nothing is kept: who is there is answered where they speak.
    """
    named = agency.staff_chat_id
    if named is None or chat_id == moved_to or chat_id != moved_groups.current(tx, agency.id, named):
        return
    if not moved_groups.note(tx, agency.id, named, moved_to):
        return
    _warn(agency, moved_to)
    settling.move(tx, agency.id, chat_id, moved_to)
    said = Say((Line(GROUP_MOVED, {"setting": _setting(agency), "number": str(moved_to)}),))
    _say(tx, agency, [moved_to, *sorted(agency.admin_ids)], said)


def outdated(tx: Transaction, agency: Agency) -> int | None:
    """Return the number of the staff's group, if it is another than the one that is set."""
    if agency.staff_chat_id is None:
        return None
    now = moved_groups.current(tx, agency.id, agency.staff_chat_id)
    return None if now == agency.staff_chat_id else now


def remind(tx: Transaction, agency: Agency) -> None:
    """Say in the log, when the settings were read, what should be set."""
    number = outdated(tx, agency)
    if number is not None:
        _warn(agency, number)


def advice(agency: Agency, number: int) -> str:
    """Return what is to be done about an outdated setting, in a sentence."""
    return f"{_setting(agency)} should become {number}: Telegram made a supergroup of the staff's group."


def _warn(agency: Agency, number: int) -> None:
    log.warning(
        "the staff's group became a supergroup", extra={"agency": agency.id, "what_to_do": advice(agency, number)}
    )


def _setting(agency: Agency) -> str:
    return "STAFF_CHAT_ID" if agency.id == ALONE else f"staff_chat_id of [{agency.id}]"


def _say(tx: Transaction, agency: Agency, chats: Iterable[int], say: Say, about: str = "") -> None:
    body = MESSAGE.encode(render(say, agency.form, STAFF)).decode()
    for chat_id in chats:
        message = outbox.NewMessage(agency.id, chat_id, "message", body)
        if about:
            outbox.add_quoting(tx, message, about)
        else:
            outbox.add(tx, [message])
