"""Buttons in the staff group: on leads (admins only) and on visits."""

from __future__ import annotations

from bot.core.agency import Agency
from bot.core.incoming_update import GroupTap
from bot.staff import visit_buttons
from bot.staff.admin_command import CommandReply
from bot.staff.lead_cards import RETRY, RETRY_ALL, SHOW
from bot.staff.leads_command import LINK, opened
from bot.staff.notifications import is_staff_group, reachable_admins, say_to
from bot.staff.visit_buttons import VISIT
from bot.storage.leads import lead_records
from bot.storage.transaction import Transaction
from conversations.commands import Button, Line, Say


def pressed(tx: Transaction, agency: Agency, chat_id: int, tap: GroupTap) -> CommandReply:
    """Answer a tap in a group. Only admins may press, except for visits, which everybody in the staff group may answer.

    Messages of a group that became a supergroup keep their buttons.
    """
    if not is_staff_group(tx, agency, chat_id):
        return CommandReply()
    if tap.data.startswith(VISIT):
        return visit_buttons.pressed(tx, agency, tap.data, tap.tap)
    if tap.sender is None or tap.sender not in agency.admin_ids:
        return _toast("toast.admins_only")
    if tap.data.startswith(SHOW):
        return _show(tx, agency, tap.data.removeprefix(SHOW), tap.sender)
    return pressed_by_admin(tx, agency, tap.data, tap.tap)


def _show(tx: Transaction, agency: Agency, reference: str, admin: int) -> CommandReply:
    """Send a lead to the admin's private chat. If the bot cannot write there yet, return a button that opens that chat."""
    if admin not in reachable_admins(tx, agency):
        link = f"{agency.form.chat_url}?start={LINK}{reference}"
        opens = ((Button(Line("button.open_chat"), url=link),),) if agency.form.chat_url else ()
        return CommandReply((Say((Line("group.open_chat", {"reference": reference}),), opens),))
    say = opened(tx, agency, reference, admin)
    if say is None:
        return _toast("toast.lead_gone")
    say_to(tx, agency, {admin}, say, reference)
    return _toast("toast.shown")


def pressed_by_admin(tx: Transaction, agency: Agency, data: str, tap: str) -> CommandReply:
    """Answer an admin's tap with the id ``tap`` on a button with this callback data."""
    if data.startswith(VISIT):
        return visit_buttons.pressed(tx, agency, data, tap)
    if data.startswith(RETRY):
        retried = lead_records.retry(tx, agency.id, data.removeprefix(RETRY))
        return _toast("toast.retried" if retried else "toast.not_set_aside", int(retried))
    if data == RETRY_ALL:
        mine = [each for each in lead_records.set_aside(tx) if each.agency == agency.id]
        for each in mine:
            lead_records.retry(tx, agency.id, each.reference)
        key = "toast.retried_all" if len(mine) > 1 else "toast.retried" if mine else "toast.not_set_aside"
        return _toast(key, len(mine))
    return _toast("toast.outdated")


def _toast(key: str, retried: int = 0) -> CommandReply:
    return CommandReply(toast=Line(key, {"count": retried}))
