"""What goes to an agency's staff, into their chat."""

from __future__ import annotations

import logging

from msgspec.structs import replace

from bot.agency import Agency
from bot.codec import MESSAGE
from bot.staff.cards import DELIVERED, card, worth_telling
from bot.staff.wording import STAFF
from bot.storage import outbox
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
        say_to_staff(tx, agency, replace(said, lines=(*said.lines, *more)))


def say_to_staff(tx: Transaction, agency: Agency, say: Say) -> None:
    """Queue a message to the agency's staff, if they have a chat."""
    if agency.staff_chat_id is not None:
        message = render(say, agency.form, STAFF)
        body = MESSAGE.encode(message).decode()
        outbox.add(tx, [outbox.NewMessage(agency.id, agency.staff_chat_id, "message", body)])
