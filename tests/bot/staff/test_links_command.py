"""/links: the list, page by page, and what can be done with each."""

from __future__ import annotations

import pytest
from msgspec import structs

from bot.campaigns import office_list, register
from bot.campaigns.office_list import Office
from bot.campaigns.register import Listed, Standing
from bot.campaigns.sharing.recipes import RECIPE, FileKind
from bot.staff.links_command import PAGE
from conversations.lead import Campaign, LeadType, Utm
from support.staff import ADMIN, OTHER_ADMIN

CARRIED = (
    "source = ivt, utm_source = facebook, utm_medium = social, utm_campaign = spring, utm_term = t, utm_content = c"
)


def add(database, *campaigns):
    for campaign in campaigns:
        database.run_sync(lambda tx, campaign=campaign: register.add(tx, "derby", Listed(campaign)))


async def test_none_yet(admin):
    assert "/link" in await admin.says("/links")


async def test_each_is_shown_with_what_it_does(admin, database):
    database.run_sync(lambda tx: office_list.keep(tx, "derby", [Office(1213, "Derby")]))
    utm = Utm("facebook", "spring", "social", "t", "c")
    add(database, Campaign("spring", LeadType.VENDOR, 1213, "ivt", utm), Campaign("lost", None, 99, test=True))
    said = await admin.says("/links")
    assert "spring – Sale, Derby, facebook" in said
    assert "lost (test) – Ask which, Office 99, not in your account: leads go by postcode" in said
    said = await admin.taps("spring")
    assert "https://t.me/derby_bot?start=spring" in said
    assert "utm_term = t" in said


async def test_another_agencys_are_never_seen(admin, database):
    database.run_sync(lambda tx: register.add(tx, "leeds", Listed(Campaign("theirs"))))
    assert "theirs" not in await admin.says("/links")


async def test_pages(admin, database, clock):
    for number in range(PAGE * 2 + 1):
        clock.now += 1
        add(database, Campaign(f"c{number}"))
    said = await admin.says("/links")
    assert f"c{PAGE * 2}" in said
    assert "page 1 of 3" in said
    await admin.taps("Older ›")
    said = await admin.taps("Older ›")
    assert "c0 " in said
    assert "Older ›" not in admin.labels


def kept(database, code="spring"):
    return database.run_sync(lambda tx: register.find(tx, "derby", code))


def logged(database, code="spring"):
    found = database.run_sync(lambda tx: register.changes(tx, "derby", code, 10))
    return [(each.field, each.before, each.after, each.admin) for each in reversed(found)]


async def test_a_link_is_ended_and_brought_back_each_asked_before_and_recorded(admin, database):
    add(database, Campaign("spring", LeadType.VENDOR))
    await admin.says("/links")
    await admin.taps("spring")
    said = await admin.taps("End this link")
    assert "Printed codes stay valid" in said
    assert kept(database).standing is Standing.IN_USE, "asked, not done"
    assert "Leads go to" in await admin.taps("Leave it as it is")
    await admin.taps("End this link")
    assert "spring has ended" in await admin.taps("Yes, end it")
    assert await admin.taps("Yes, end it") == ""
    assert admin.toasts[-1] == "spring has ended already."
    await admin.taps_data(f"staff:links:end:{kept(database).tag}")
    assert admin.toasts[-1] == "spring has ended already."
    assert "None of your links is in use" in await admin.says("/links")
    said = await admin.says("/links spring")
    assert "Ended: people who follow it get the plain conversation" in said
    assert "Standing: in use → ended (you, on Tuesday 14 November 2023 at" in said
    assert admin.labels == ["What it cost", "Bring it back"], "nothing of it is shared or changed"
    assert "**" not in await admin.taps("Bring it back")
    assert kept(database).standing is Standing.ENDED
    await admin.taps("Yes, bring it back")
    await admin.taps("Yes, bring it back")
    assert admin.toasts[-1] == "spring is in use already."
    assert "spring" in await admin.says("/links")
    assert kept(database).followed == Campaign("spring", LeadType.VENDOR)
    assert logged(database) == [("standing", "in_use", "ended", ADMIN), ("standing", "ended", "in_use", ADMIN)]


async def test_ended_links_are_listed_apart(admin, database, clock):
    add(database, Campaign("autumn"))
    for number in range(PAGE + 1):
        clock.now += 1
        add(database, Campaign(f"c{number}"))
        database.run_sync(lambda tx, number=number: register.put(tx, "derby", f"c{number}", Standing.ENDED))
    assert "c0" not in await admin.says("/links")
    said = await admin.taps(f"Out of use ({PAGE + 1})")
    assert "page 1 of 2" in said
    assert "autumn" not in said
    assert "c0 " in await admin.taps("Older ›")
    await admin.taps("c0")
    assert admin.labels == ["What it cost", "Bring it back"]
    for number in range(PAGE + 1):
        database.run_sync(lambda tx, number=number: register.put(tx, "derby", f"c{number}", Standing.IN_USE))
    assert "Your links" in await admin.taps("Older ›"), "an old button leads to the list"


@pytest.mark.parametrize("thing", ["QR code", "Poster to print", "Pictures for posts", "Ready texts"])
async def test_nothing_of_an_ended_link_is_shared_by_a_button_of_before(admin, database, thing):
    add(database, Campaign("spring", LeadType.VENDOR))
    await admin.says("/links spring")
    database.run_sync(lambda tx: register.put(tx, "derby", "spring", Standing.ENDED))
    assert "Ended: people who follow it get the plain conversation" in await admin.taps(thing)
    assert admin.toasts[-1] == "spring has ended already."
    assert admin.outbox_items == []


async def test_a_button_of_before_that_retired_a_link_asks_as_well(admin, database):
    add(database, Campaign("spring"))
    assert "End spring?" in await admin.taps_data(f"staff:links:retire:{kept(database).tag}")
    assert kept(database).standing is Standing.IN_USE


async def test_a_link_retired_by_a_version_before_keeps_what_it_presets(admin, database):
    add(database, Campaign("spring", LeadType.VENDOR))
    database.run_sync(lambda tx: register.put(tx, "derby", "spring", Standing.RETIRED))
    assert kept(database).followed.lead_type is LeadType.VENDOR
    assert "Retired" in await admin.says("/links spring")
    assert admin.labels[-2:] == ["Bring it back", "End this link"]


async def changes(admin, field, *answers):
    """Change one thing of the link; return the question that asks for the yes."""
    await admin.says("/links spring")
    await admin.taps("Change it")
    await admin.taps(field)
    for each in answers:
        said = await admin.says(each)
    return said


@pytest.mark.parametrize(
    ("field", "answers", "told", "after"),
    [
        ("Office", ["leeds"], "Office: Derby → Leeds", {"office_id": 1214}),
        ("Office", ["postcode"], "Office: Derby → By the property's postcode", {"office_id": None}),
        ("Sale or let", ["let"], "Sale or let: Sale → Let", {"lead_type": LeadType.LANDLORD}),
        ("Sale or let", ["either"], "Sale or let: Sale → Ask which", {"lead_type": None}),
        (
            "Place",
            ["shop window"],
            f"Each lead carries: {CARRIED} → {CARRIED.replace('facebook', 'shop-window').replace('social', 'qr')}",
            {"utm": Utm("shop-window", "spring", "qr", "t", "c")},
        ),
    ],
)
async def test_it_is_pointed_elsewhere_after_a_yes(admin, database, field, answers, told, after):
    offices = [Office(1213, "Derby"), Office(1214, "Leeds")]
    database.run_sync(lambda tx: office_list.keep(tx, "derby", offices))
    spring = Campaign("spring", LeadType.VENDOR, 1213, "ivt", Utm("facebook", "spring", "social", "t", "c"))
    add(database, spring)
    said = await changes(admin, field, *answers)
    assert "Change spring?" in said
    assert told in said
    assert "of 6" not in said
    assert kept(database).campaign == spring, "asked, not done"
    said = await admin.taps("Yes, change it")
    assert "Changed:" in said
    assert f"{told} (you, on Tuesday 14 November 2023 at" in said
    assert kept(database).campaign == structs.replace(spring, **after)
    ((_, _, _, by),) = logged(database)
    assert by == ADMIN
    await admin.taps("Yes, change it")
    assert len(logged(database)) == 1, "a second tap changes nothing"


async def test_its_note_is_changed_by_typing_throughout(admin, database, phone):
    add(database, Campaign("spring"))
    assert "Note: none → Window in Ripley" in await changes(admin, "Note", "Window in Ripley")
    assert "cancel" in (await admin.says("no")).lower()
    assert kept(database).note == ""
    await changes(admin, "Note", "Window in Ripley")
    assert "Changed:" in await admin.says("yes")
    assert kept(database).note == "Window in Ripley"
    assert "(a colleague, on Tuesday" in await phone(OTHER_ADMIN).says("/links spring")


async def test_what_would_be_the_same_is_said_and_not_recorded(admin, database):
    add(database, Campaign("spring", LeadType.VENDOR))
    assert "spring is like that already" in await changes(admin, "Sale or let", "sale")
    assert "Yes, change it" not in admin.labels
    assert logged(database) == []


async def test_back_and_other_questions_buttons_while_a_link_is_changed(admin, database):
    add(database, Campaign("spring", LeadType.VENDOR))
    await changes(admin, "Sale or let", "let")
    assert "people who want to sell, or to let" in await admin.taps("Back")
    number = next(button.data for row in admin.seen[-1].buttons for button in row).split(":")[2]
    for forged in ("office:7", "note:skip", "code:suggested", "test:yes", "confirm:yes"):
        await admin.taps_data(f"staff:link:{number}:{forged}")
        assert admin.toasts[-1] == "That button is of an earlier question."
    assert kept(database).campaign == Campaign("spring", LeadType.VENDOR)
    await admin.taps("Ask which")
    await admin.taps("Yes, change it")
    assert kept(database).campaign == Campaign("spring")


async def test_two_admins_who_change_one_link_both_count(admin, database, phone):
    add(database, Campaign("spring", LeadType.VENDOR))
    other = phone(OTHER_ADMIN)
    await changes(admin, "Sale or let", "let")
    await changes(other, "Note", "window")
    await other.taps("Yes, change it")
    await admin.taps("Yes, change it")
    assert (kept(database).campaign.lead_type, kept(database).note) == (LeadType.LANDLORD, "window")
    assert [each[3] for each in logged(database)] == [OTHER_ADMIN, ADMIN]


async def test_what_the_campaign_file_describes_is_changed_there(admin, agency, database):
    object.__setattr__(agency, "campaigns", {"spring": Campaign("spring")})
    add(database, Campaign("spring"))
    await admin.says("/links spring")
    await admin.taps("Change it")
    assert "Have it changed there" in await admin.taps("Office")
    assert "Note: none → mine" in await changes(admin, "Note", "mine")


async def test_an_ended_or_unknown_link_is_not_changed(admin, database):
    add(database, Campaign("spring"))
    tag = kept(database).tag
    database.run_sync(lambda tx: register.put(tx, "derby", "spring", Standing.ENDED))
    assert "spring is not in use" in await admin.taps_data(f"staff:link:change:office:{tag}")
    for data in (f"code:{tag}", "office:0", "office", ""):
        await admin.taps_data(f"staff:link:change:{data}")
        assert admin.toasts[-1] == "That button is of an earlier question."


async def test_codes_that_no_link_has_are_shown(admin, phone):
    await phone(601).says("/start sprnig")
    await phone(602).says("/start sprnig")
    assert "sprnig (2×)" in await admin.says("/links")


async def test_a_code_of_64_characters(admin, database):
    add(database, Campaign("x" * 64))
    await admin.says("/links")
    assert "start=" + "x" * 64 in await admin.taps("x" * 39 + "…")


@pytest.mark.parametrize(
    "data", ["staff:links:show:0", "staff:links:page:-1", "staff:links:", "staff:nothing:1", "staff:", "staff"]
)
async def test_made_up_buttons_are_answered_and_change_nothing(admin, data):
    await admin.taps_data(data)
    assert admin.toasts


async def test_ten_thousand_are_listed_and_found_without_reading_them_all(admin, database, clock):
    def fill(tx):
        for number in range(10_000):
            register.add(tx, "derby", Listed(Campaign(f"campaign-{number}")))

    database.run_sync(fill)
    assert "(10000), page 1 of 1250" in await admin.says("/links")

    def plan(tx):
        query = "EXPLAIN QUERY PLAN SELECT code FROM campaigns WHERE agency = 'derby' AND folded = 'campaign-77'"
        return [row[3] for row in tx.connection.exec_driver_sql(query)]

    (found,) = database.run_sync(plan)
    assert found.startswith("SEARCH campaigns")


async def test_what_there_is_to_share_is_sent_in_the_chat(admin, database):
    add(database, Campaign("spring", LeadType.VENDOR))
    await admin.says("/links")
    await admin.taps("spring")
    for button in ("QR code", "Poster to print", "Pictures for posts"):
        assert "spring" in await admin.taps(button)
    recipes = [RECIPE.decode(body) for kind, body in admin.outbox_items if kind == "sheet"]
    assert [each.thing for each in recipes] == [
        FileKind.QR_PNG,
        FileKind.QR_SVG,
        FileKind.POSTER_A4,
        FileKind.POSTER_A5,
        FileKind.PICTURE,
        FileKind.SQUARE,
        FileKind.STORY,
    ]
    assert {each.link for each in recipes} == {"https://t.me/derby_bot?start=spring"}
    said = await admin.taps("Ready texts")
    assert "Derby Homes" in said
    assert "put https://t.me/derby_bot?start=spring into your profile" in said
    urls = [button.url for row in admin.seen[-1].buttons for button in row]
    assert [url.split("/")[2] for url in urls] == ["www.facebook.com", "wa.me", "x.com", "www.linkedin.com"]


async def test_posters_come_in_each_of_the_agencys_languages_and_codes_once(admin, agency, database):
    object.__setattr__(agency, "languages", ("en", "cy"))
    add(database, Campaign("spring"))
    await admin.says("/links")
    await admin.taps("spring")
    await admin.taps("QR code")
    await admin.taps("Poster to print")
    names = [RECIPE.decode(body).name for _, body in admin.outbox_items]
    assert names == [
        "spring-qr.png",
        "spring-qr.svg",
        "spring-poster-a4-en.pdf",
        "spring-poster-a4-cy.pdf",
        "spring-poster-a5-en.pdf",
        "spring-poster-a5-cy.pdf",
    ]
    await admin.taps("Ready texts")
    assert "Dim Telegram" in admin.seen[-1].text or "Telegram yn agor" in admin.seen[-1].text


async def test_one_of_many_is_found_by_a_part_of_its_code(admin, database):
    add(database, *(Campaign(code) for code in ("fb_spring", "fb-spring", "window", "fb-autumn")))
    database.run_sync(lambda tx: register.put(tx, "derby", "window", Standing.RETIRED))
    assert "start=fb-spring" in await admin.says("/links FB-Spring"), "the very code"
    said = await admin.says("/links spring")
    assert "fb_spring" in said
    assert "window" not in said
    assert "start=fb_spring" in await admin.says("/links _"), "no wildcard"
    assert "start=window" in await admin.says("/links win"), "a retired one too"
    assert "No link" in await admin.says("/links %")
    assert "No link" in await admin.says("/links \u202e' OR 1=1 --")
