"""/costs: what a link cost, in one line or part by part, listed, removed, and never entered twice."""

from __future__ import annotations

import pytest

from bot.campaigns import register
from bot.campaigns.register import Listed
from bot.storage.campaigns import costs
from conversations.lead import Campaign


@pytest.fixture
def links(database):
    for campaign in (Campaign("fb-spring", office_id=7), Campaign("Window"), Campaign("try", test=True)):
        database.run_sync(lambda tx, campaign=campaign: register.add(tx, "derby", Listed(campaign)))


@pytest.fixture
def entered(database):
    """What is entered: link, office, pence and number of days, the newest first."""

    def read():
        stored = database.run_sync(lambda tx: costs.all_(tx, "derby"))
        return [(c.campaign, c.office, c.pence, c.last_day - c.first_day + 1) for c in (each.cost for each in stored)]

    return read


async def test_without_links_there_is_nothing_to_cost(admin):
    assert "/link makes one" in await admin.says("/costs")


async def test_all_in_one_line(admin, links, entered):
    said = await admin.says("/costs FB-spring £1,250.50 1 Nov to 30 Nov")
    assert "Noted as cost 1: £1,250.50 for fb-spring, 1 November 2023 to 30 November 2023." in said
    said = await admin.says("/costs window 40 today")
    assert "In all £40 now." in said
    said = await admin.says("/costs fb-spring 49.50 yesterday")
    assert "In all £1,300 now." in said
    assert entered() == [("fb-spring", 7, 4950, 1), ("Window", 0, 4000, 1), ("fb-spring", 7, 125050, 30)]


async def test_the_whole_link_will_do_and_thousands_may_be_apart(admin, links, entered):
    said = await admin.says("/costs https://t.me/derby_bot?start=FB-spring 1 250 1-30 Nov")
    assert "£1,250 for fb-spring, 1 November 2023 to 30 November 2023." in said
    assert "fb-spring" in await admin.says("/links https://t.me/derby_bot?start=fb-spring")
    await admin.says("/costs add fb-spring: .50 today.")
    assert [each[2:] for each in entered()] == [(50, 1), (125000, 30)]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("31 Feb", "“31 Feb” has a date that does not exist."),
        ("1960", "“1960” is too early"),
        ("30 Nov to 1 Nov", "“30 Nov to 1 Nov” ends before it begins."),
        ("2020-2022", "“2020-2022” is longer than a year."),
        ("2030", "“2030” begins more than a year from now."),
    ],
)
async def test_why_a_time_is_refused(admin, links, entered, said, why):
    assert why in await admin.says(f"/costs fb-spring 250 {said}")
    assert "£250 for fb-spring" in await admin.says("Nov")
    assert len(entered()) == 1


async def test_a_cost_is_removed_by_its_number_as_in_the_terminal(admin, database, links, entered):
    await admin.says("/costs fb-spring 10 today")
    assert "1: £10, 14 November 2023" in await admin.says("/costs fb-spring")
    assert "Cost 1 is removed." in await admin.says("/costs remove 1")
    assert "There is no cost 1." in await admin.says("/costs remove 1")
    assert "There is no cost ²." in await admin.says("/costs remove ²")
    assert "Which link" in await admin.says("/costs list")
    database.run_sync(lambda tx: register.add(tx, "derby", Listed(Campaign("remove"))))
    assert "£1 for remove" in await admin.says("/costs remove 1 today")
    assert len(entered()) == 1


async def test_part_by_part_by_buttons(admin, links, entered):
    assert "Which link" in await admin.says("/costs")
    assert "How much" in await admin.taps("Window")
    assert "£99 for Window: over which days?" in await admin.says("99")
    assert admin.labels == ["Today", "This week", "This month", "Last month"]
    assert ": £99 for Window" in await admin.taps("Last month")
    assert [each[:3] for each in entered()] == [("Window", 0, 9900)]


async def test_part_by_part_by_typing_with_slips(admin, links, entered):
    await admin.says("/costs")
    assert "No link of yours has the code “spring”." in await admin.says("spring")
    assert admin.labels == ["fb-spring"]  # what it may have meant
    await admin.says("fb-spring")
    assert "the amount “lots”" in await admin.says("lots")
    await admin.says("£20")
    assert "the time “soon”" in await admin.says("soon")
    assert ": £20 for fb-spring" in await admin.says("today")
    assert [each[:3] for each in entered()] == [("fb-spring", 7, 2000)]


async def test_a_button_pressed_twice_enters_once_and_one_of_another_amount_nothing(admin, links, entered):
    await admin.says("/costs fb-spring 10")
    first = admin.seen[-1].buttons[0][0].data
    await admin.says("/costs fb-spring 20")
    await admin.taps_data(first)
    assert entered() == []
    assert ": £20" in await admin.taps("Today")
    await admin.taps("Today")
    assert [each[2] for each in entered()] == [2000]


async def test_an_entry_is_removed_once(admin, links, entered):
    await admin.says("/costs fb-spring 10 today")
    await admin.says("/costs fb-spring 20 today")
    said = await admin.says("/costs fb-spring")
    assert "fb-spring – £30 so far" in said
    await admin.taps("Remove £10")
    await admin.taps("Remove £10")
    assert admin.toasts[-2:] == ["Removed.", "Done already."]
    assert [each[2] for each in entered()] == [2000]
    # The question asked before is still open.
    assert "over which days" in await admin.says("5")


async def test_cancelled_and_from_the_link_itself(admin, links, entered):
    await admin.says("/links fb-spring")
    assert "How much" in await admin.taps("What it cost")
    assert "Cancelled" in await admin.says("/cancel")
    for words in ("cancel", "Stop"):
        await admin.says("/costs fb-spring")
        assert "Cancelled" in await admin.says(words)
    assert entered() == []


async def test_made_up_buttons_enter_and_remove_nothing(admin, links, entered):
    await admin.says("/costs fb-spring 10 today")
    for data in ("remove:-1", "remove:9999999999999999999", "remove:x", "of:nothing", "when:x:1:today", "when", "what"):
        await admin.taps_data(f"staff:costs:{data}")
    assert len(entered()) == 1


async def test_it_is_for_admins_only(phone, links, entered):
    await phone(601).says("/costs fb-spring 10 today")
    assert entered() == []
