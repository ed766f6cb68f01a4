"""/link: a campaign by buttons, by typing, and by everything that people type instead."""

from __future__ import annotations

import pytest

from bot.campaigns import office_list, register
from bot.campaigns.office_list import Office
from bot.campaigns.register import Listed, Standing
from conversations.lead import Campaign, LeadType, Utm
from support.staff import ADMIN


@pytest.fixture
def derby(database):
    """The agency's offices, fetched."""
    listed = (Office(1213, "Derby"), Office(1214, "Nottingham"), Office(1215, "Derby Road"))
    database.run_sync(lambda tx: office_list.keep(tx, "derby", listed))
    return listed


def made(database, code):
    return database.run_sync(lambda tx: register.find(tx, "derby", code))


async def test_by_buttons(admin, database, derby):
    await admin.says("/link")
    await admin.taps("Sale")
    await admin.taps("Derby")
    said = await admin.taps("Facebook")
    assert "utm_source = facebook" in said
    assert "ivt" in said, "why source stays what it is"
    await admin.taps("No note")
    await admin.taps("Use fb-derby-sale")
    said = await admin.taps("A real one")
    assert "https://t.me/derby_bot?start=fb-derby-sale" in said
    assert admin.seen[-1].buttons[0][0].copy == "https://t.me/derby_bot?start=fb-derby-sale"
    listed = made(database, "FB-Derby-Sale")
    utm = Utm("facebook", "fb-derby-sale", "social")
    assert listed.campaign == Campaign("fb-derby-sale", LeadType.VENDOR, 1213, "ivt", utm)


async def test_by_typing(admin, database, derby):
    await admin.says("/link")
    for text in ("letting", "nottingham", "Spring Fair 2027", "Stall 4, ask for Marla", "Spring_Fair", "test"):
        said = await admin.says(text)
    assert "https://t.me/derby_bot?start=Spring_Fair" in said
    listed = made(database, "spring_fair")
    utm = Utm("spring-fair-2027", "Spring_Fair", "")
    assert listed.campaign == Campaign("Spring_Fair", LeadType.LANDLORD, 1214, "ivt", utm, test=True)
    assert listed.note == "Stall 4, ask for Marla"


async def test_by_the_propertys_postcode_is_on_offer_before_the_offices_are_known(admin, database):
    await admin.says("/link")
    said = await admin.taps("Ask which")
    assert "could not be fetched" in said
    for button in ("By the property's postcode", "No particular place", "No note", "Use link", "A real one"):
        await admin.taps(button)
    assert made(database, "link").campaign == Campaign("link", None, None, "ivt", Utm(campaign="link"))


async def test_a_source_of_the_guides_list_becomes_the_source(admin, database):
    for text in ("/link", "sale", "postcode", "Rightmove", "none", "rm", "real"):
        await admin.says(text)
    assert made(database, "rm").campaign.source == "rightmove"


async def test_a_source_outside_the_guides_list_is_warned_of(admin):
    for text in ("/link", "sale", "postcode"):
        await admin.says(text)
    said = await admin.says("Primelocation")
    assert "not a source that your lead system knows" in said
    assert "zoopla" in said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("a" * 65, "64 characters"),
        ("spring sale!", "spring-sale"),
        ("<b>", "cannot carry"),
        ("=1+1", "cannot carry"),
        ("весна", "spring-sale"),
        ("a\u202eb", "cannot carry"),
        ("../../etc", "etc"),
        ("x?start=y&z", "x-start-y-z"),
    ],
)
async def test_a_bad_code_gets_a_clear_sentence_and_is_asked_again(admin, typed, told):
    for text in ("/link", "sale", "postcode", "none", "none"):
        await admin.says(text)
    said = await admin.says(typed)
    assert told in said
    assert "5 of 6" in said
    assert "\u202e" not in said
    assert "6 of 6" in await admin.says("a" * 64)


async def test_a_code_is_taken_in_whatever_case_even_by_a_retired_campaign(admin, database):
    database.run_sync(lambda tx: register.add(tx, "derby", Listed(Campaign("Spring"))))
    database.run_sync(lambda tx: register.put(tx, "derby", "spring", Standing.RETIRED))
    for text in ("/link", "sale", "postcode", "none", "none"):
        await admin.says(text)
    assert "already" in await admin.says("SPRING")


async def test_a_code_that_another_admin_took_meanwhile_is_asked_again(admin, database):
    for text in ("/link", "sale", "postcode", "none", "none", "spring"):
        await admin.says(text)
    database.run_sync(lambda tx: register.add(tx, "derby", Listed(Campaign("spring"))))
    said = await admin.taps("A real one")
    assert "already" in said
    assert "5 of 6" in said


async def test_a_taken_suggestion_gets_a_number(admin, database):
    database.run_sync(lambda tx: register.add(tx, "derby", Listed(Campaign("fb-sale"))))
    for text in ("/link", "sale", "postcode", "facebook"):
        await admin.says(text)
    await admin.says("none")
    assert "Use fb-sale-2" in admin.labels


async def test_several_offices_that_fit_are_offered(admin, derby):
    for text in ("/link", "sale"):
        await admin.says(text)
    await admin.says("derb")
    assert {"Derby", "Derby Road"} <= set(admin.labels)
    assert "3 of 6" in await admin.says("derby"), "a name in full is that office's"


async def test_an_office_nobody_has_is_told_and_asked_again(admin, derby):
    for text in ("/link", "sale"):
        await admin.says(text)
    said = await admin.says("Atlantis")
    assert "Atlantis" in said
    assert "2 of 6" in said
    assert "3 of 6" in await admin.says("notingham"), "one letter short is near enough"


async def test_many_offices_are_found_by_typing(admin, database):
    many = [Office(number, f"Office {number}") for number in range(1, 301)]
    database.run_sync(lambda tx: office_list.keep(tx, "derby", many))
    await admin.says("/link")
    said = await admin.says("sale")
    assert "300" in said
    assert len(admin.labels) < 30
    assert "3 of 6" in await admin.says("Office 277")


async def test_back_and_cancel(admin, database):
    for text in ("/link", "sale", "postcode"):
        await admin.says(text)
    assert "2 of 6" in await admin.taps("Back")
    assert "1 of 6" in await admin.says("back")
    assert "1 of 6" in await admin.says("/back")
    assert "Cancelled" in await admin.taps("Cancel")
    assert database.run_sync(lambda tx: register.all_(tx, "derby")) == []
    assert "Cancelled" not in await admin.says("/cancel")


async def test_a_button_of_an_earlier_question_corrects_that_answer(admin, database):
    for text in ("/link", "sale", "postcode", "facebook"):
        await admin.says(text)
    said = await admin.taps("Let")
    assert "2 of 6" in said
    for text in ("postcode", "facebook", "none", "yes", "real"):
        await admin.says(text)
    assert made(database, "fb-let").campaign.lead_type is LeadType.LANDLORD


async def test_buttons_of_an_earlier_link_and_double_taps_are_harmless(admin, database, clock):
    for text in ("/link", "sale", "postcode", "none", "none", "one"):
        await admin.says(text)
    await admin.taps("A real one")
    assert await admin.taps("A real one") == ""
    clock.now += 60
    await admin.says("/link")
    assert await admin.taps("Only a test") == ""
    assert admin.toasts[-1]
    assert len(database.run_sync(lambda tx: register.all_(tx, "derby"))) == 1


@pytest.mark.parametrize(
    "note", ["<b>bold</b> & *stars*", "=HYPERLINK(1)", "a\u202eb\u200bc\nd", "x" * 5000, "a\x00b", "\ud83c"]
)
async def test_a_note_is_one_visible_line_shown_as_it_is(admin, database, note):
    for text in ("/link", "sale", "postcode", "none", note, "noted", "real"):
        said = await admin.says(text)
    kept = made(database, "noted").note
    assert f"Note: {kept}" in said
    assert len(kept) <= 200
    assert kept.isprintable()
    assert kept.startswith(note[0] if note[0] != "\ud83c" else "\ufffd")


async def test_an_old_versions_dialogue_is_put_aside_and_the_chat_goes_on(admin, database):
    from bot.storage.staff import dialogues  # noqa: PLC0415

    database.run_sync(lambda tx: dialogues.save(tx, "derby", ADMIN, '{"command": "gone", "kept": "{}"}'))
    assert "/gone" in await admin.says("hello")
