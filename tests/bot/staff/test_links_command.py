"""/links: the list, page by page, and what can be done with each."""

from __future__ import annotations

import pytest

from bot.campaigns import office_list, register
from bot.campaigns.office_list import Office
from bot.campaigns.register import Listed
from bot.campaigns.sharing.recipes import RECIPE, FileKind
from bot.staff.links_command import PAGE
from conversations.lead import Campaign, LeadType, Utm


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
    assert "lost (test) – Ask which, Office 99, which your account does not have" in said
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


async def test_retire_and_bring_back(admin, database):
    add(database, Campaign("spring"))
    await admin.says("/links")
    await admin.taps("spring")
    assert "retired" in await admin.taps("Retire this link")
    assert await admin.taps("Retire this link") == ""
    assert "no links" in await admin.says("/links")
    await admin.taps("Bring it back")
    assert "spring" in await admin.says("/links")


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
    database.run_sync(lambda tx: register.retire(tx, "derby", "window"))
    assert "start=fb-spring" in await admin.says("/links FB-Spring"), "the very code"
    said = await admin.says("/links spring")
    assert "fb_spring" in said
    assert "window" not in said
    assert "start=fb_spring" in await admin.says("/links _"), "no wildcard"
    assert "start=window" in await admin.says("/links win"), "a retired one too"
    assert "No link" in await admin.says("/links %")
    assert "No link" in await admin.says("/links \u202e' OR 1=1 --")
