"""The staff's group becomes a supergroup: the bot goes along, says so once, and leaves the setting to whoever set it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.serialization import MESSAGE
from bot.staff.lead_cards import RETRY_ALL
from bot.staff.notifications import follow, outdated, remind, tell_staff
from bot.storage.queues import outbox, outbox_results
from conversations.commands import Line
from support.staff import ADMIN, HOMEOWNER, OTHER_ADMIN

GROUP, SUPERGROUP, ANOTHER = -4001, -1001234567890, -1009999999999


@pytest.fixture
def agency(agency):
    return replace(agency, staff_chat_id=GROUP)


@pytest.fixture
def follows(database, agency):
    return lambda chat_id=GROUP, moved_to=SUPERGROUP: database.run_sync(
        lambda tx: follow(tx, agency, chat_id, moved_to)
    )


def waiting(database):
    """What waits in the outbox: the chats, each with its texts."""
    queues = database.run_sync(lambda tx: outbox.take(tx, 100, 60.0, 100))
    settled = [
        outbox_results.SendResult(each.agency, each.chat_id, each.lease, [m.id for m in each.messages])
        for each in queues
    ]
    database.run_sync(lambda tx: outbox_results.record(tx, settled))
    return {each.chat_id: [MESSAGE.decode(m.body).text for m in each.messages] for each in queues}


def tell(database, agency):
    database.run_sync(lambda tx: tell_staff(tx, agency, Line("staff.resumed")))


@pytest.mark.parametrize("said_in", ["the group", "the supergroup", "both"])
async def test_an_update_of_either_group_is_enough_and_all_are_told_once(database, agency, phone, said_in):
    tell(database, agency)
    if said_in != "the supergroup":
        await phone(ADMIN, GROUP).says("", migrate_to_chat_id=SUPERGROUP)
    if said_in != "the group":
        await phone(ADMIN, SUPERGROUP).says("", migrate_from_chat_id=GROUP)
    tell(database, agency)
    assert set(waiting(database)) == {SUPERGROUP}
    assert database.run_sync(lambda tx: outdated(tx, agency)) == SUPERGROUP


def test_the_group_and_the_admins_and_the_log_hear_what_to_set(database, agency, follows, caplog):
    tell(database, agency)
    follows()
    follows()
    found = waiting(database)
    assert set(found) == {SUPERGROUP, ADMIN, OTHER_ADMIN}
    assert [len(texts) for texts in found.values()].count(1) == 2
    _, notice = found[SUPERGROUP]
    assert [notice] == found[ADMIN] == found[OTHER_ADMIN]
    assert "staff_chat_id of [derby]" in notice
    assert str(SUPERGROUP) in notice
    (record,) = caplog.records
    assert (record.levelname, record.what_to_do) == (
        "WARNING",
        f"staff_chat_id of [derby] should become {SUPERGROUP}: Telegram made a supergroup of the staff's group.",
    )


def test_at_each_start_the_log_says_it_until_the_setting_is_changed(database, agency, follows, caplog):
    alone = replace(agency, id="default")
    database.run_sync(lambda tx: remind(tx, alone))
    assert not caplog.records
    database.run_sync(lambda tx: follow(tx, alone, GROUP, SUPERGROUP))
    caplog.clear()
    for staff_chat_id, times in ((GROUP, 1), (SUPERGROUP, 0), (ANOTHER, 0), (None, 0)):
        caplog.clear()
        database.run_sync(
            lambda tx, staff_chat_id=staff_chat_id: remind(tx, replace(alone, staff_chat_id=staff_chat_id))
        )
        assert [record.what_to_do.split(":")[0] for record in caplog.records] == [
            f"STAFF_CHAT_ID should become {SUPERGROUP}"
        ] * times


@pytest.mark.parametrize("named", [SUPERGROUP, ANOTHER])
def test_a_setting_of_another_number_counts_again(database, agency, follows, named):
    follows()
    waiting(database)
    changed = replace(agency, staff_chat_id=named)
    tell(database, changed)
    assert set(waiting(database)) == {named}


@pytest.mark.parametrize(("chat_id", "moved_to"), [(-4002, SUPERGROUP), (ANOTHER, SUPERGROUP), (GROUP, GROUP)])
def test_other_groups_are_no_concern(database, agency, follows, chat_id, moved_to):
    follows(chat_id, moved_to)
    assert waiting(database) == {}
    assert database.run_sync(lambda tx: outdated(tx, agency)) is None


def test_without_a_staff_chat_nothing_is_followed(database, agency):
    database.run_sync(lambda tx: follow(tx, replace(agency, staff_chat_id=None), GROUP, SUPERGROUP))
    assert waiting(database) == {}


async def test_buttons_work_in_both_and_in_no_other_group(database, agency, phone, follows):
    tapped = [phone(ADMIN, chat) for chat in (GROUP, SUPERGROUP, ANOTHER)]
    await tapped[1].taps_data(RETRY_ALL)
    assert tapped[1].toasts == [""], "not yet the staff's"
    follows()
    for each in tapped:
        await each.taps_data(RETRY_ALL)
    done = "Nothing is set aside any more: done already."
    assert [each.toasts[-1] for each in tapped] == [done, done, ""]
    stranger = phone(HOMEOWNER, SUPERGROUP)
    await stranger.taps_data(RETRY_ALL)
    assert stranger.toasts == ["Only admins of the bot can do that."]
