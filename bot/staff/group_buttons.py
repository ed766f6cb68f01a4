"""Buttons in the staff group: retry of a lead that was set aside, admins only."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.agency import Agency
from bot.core.incoming_update import GroupTap
from bot.staff.lead_cards import RETRY, RETRY_ALL
from bot.staff.wording import STAFF
from bot.storage.leads import lead_records
from bot.storage.staff import moved_groups
from bot.storage.transaction import Transaction
from conversations.commands import Line
from conversations.languages.render import words


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer to a tap: the toast, and how many leads are tried again."""

    toast: str
    retried: int = 0


def pressed(tx: Transaction, agency: Agency, chat_id: int, tap: GroupTap) -> Answer:
    """Answer a tap in a group. The user is checked at each tap; only the staff's group has buttons.

    A supergroup shows the messages of the group that it was, whose buttons go on.
    """
    named = agency.staff_chat_id
    if named is None or chat_id not in {named, moved_groups.current(tx, agency.id, named)}:
        return Answer("")
    if tap.sender not in agency.admin_ids:
        return _said(agency, "toast.admins_only")
    return pressed_by_admin(tx, agency, tap.data)


def pressed_by_admin(tx: Transaction, agency: Agency, data: str) -> Answer:
    """Answer an admin's tap on a button with this callback data."""
    if data.startswith(RETRY):
        retried = lead_records.retry(tx, agency.id, data.removeprefix(RETRY))
        return _said(agency, "toast.retried" if retried else "toast.not_set_aside", int(retried))
    if data == RETRY_ALL:
        mine = [each for each in lead_records.set_aside(tx) if each.agency == agency.id]
        for each in mine:
            lead_records.retry(tx, agency.id, each.reference)
        key = "toast.retried_all" if len(mine) > 1 else "toast.retried" if mine else "toast.not_set_aside"
        return _said(agency, key, len(mine))
    return _said(agency, "toast.outdated")


def _said(agency: Agency, key: str, retried: int = 0) -> Answer:
    return Answer(words(Line(key, {"count": retried}), agency.form, STAFF), retried)
