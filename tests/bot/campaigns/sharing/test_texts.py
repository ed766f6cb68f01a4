"""Ready texts: whole, within each place's limits, with the link and how people without Telegram reach the agency."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec import structs

from bot.campaigns.sharing.recipes import FileKind, recipe
from bot.campaigns.sharing.texts import X_LINK, X_MAX, texts
from bot.campaigns.sharing.wording import WORDS
from bot.core.agency import Agency
from conversations.form import Form, OfficeFacts
from conversations.lead import Campaign, LeadType

DERBY = Agency(
    "derby",
    Form(
        agency="Derby Homes & Sons",
        agency_url="https://derbyhomes.example",
        phone="01332 000000",
        chat_url="https://t.me/derby_bot",
    ),
)
SPRING = Campaign("fb-spring", LeadType.VENDOR)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", [LeadType.VENDOR, LeadType.LANDLORD, None])
def test_each_has_the_link_the_word_to_start_and_a_way_without_telegram(language, kind):
    made = {each.place: each for each in texts(DERBY, structs.replace(SPRING, lead_type=kind), language)}
    assert set(made) == {"facebook", "whatsapp", "x", "linkedin", "instagram", "email"}
    for each in made.values():
        assert ("https://t.me/derby_bot?start=fb-spring" in each.text) is (each.place != "instagram")
        assert "START" in each.text
        assert "01332 000000" in each.text
        assert "Derby Homes & Sons" in each.text
        assert "{" not in each.text + each.url


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("name", ["Dom", "Llewellyn, Featherstonehaugh & Partners Estate Agents " * 5])
def test_a_post_on_x_fits(language, name):
    agency = Agency("derby", replace(DERBY.form, agency=name))
    post = next(each.text for each in texts(agency, Campaign("x" * 64), language) if each.place == "x")
    link = "https://t.me/derby_bot?start=" + "x" * 64
    assert len(post) - len(link) + X_LINK <= X_MAX
    assert post.endswith(link)


def test_the_addresses_carry_the_text_and_the_link_whole():
    made = {each.place: each for each in texts(DERBY, SPRING, "en")}
    link = "https://t.me/derby_bot?start=fb-spring"
    asked = {place: parse_qs(urlsplit(each.url).query) for place, each in made.items()}
    assert asked["facebook"] == {"u": [link]}
    assert asked["linkedin"] == {"url": [link]}
    assert asked["whatsapp"] == {"text": [made["whatsapp"].text]}
    assert asked["x"]["url"] == [link]
    assert made["email"].text == f"{asked['email']['subject'][0]}\n\n{asked['email']['body'][0]}"
    assert made["email"].url.startswith("mailto:?subject=")
    assert "+" not in made["email"].url, "mail programs show a plus as one"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, ""),
        ({"phone": "01332 000000"}, "No Telegram? Call 01332 000000."),
        ({"agency_url": "https://www.derbyhomes.example/"}, "No Telegram? You'll find us at derbyhomes.example."),
        ({"email": "hello@derbyhomes.example"}, "No Telegram? You'll find us at hello@derbyhomes.example."),
    ],
)
def test_only_what_is_known_is_told(facts, told):
    agency = Agency("derby", Form(chat_url="https://t.me/derby_bot", **facts))
    text = texts(agency, SPRING, "en")[0].text
    assert ("No Telegram" in text) is bool(told)
    assert told in text
    assert "your estate agent shows" in text.lower()


def test_a_link_of_an_office_with_facts_of_its_own_speaks_for_that_office():
    ripley = OfficeFacts("Derby Homes Ripley", "01773 000000", logo="ripley.png")
    agency = Agency("derby", replace(DERBY.form, logo="derby.png", offices={7: ripley}))
    campaign = structs.replace(SPRING, office_id=7)
    for each in texts(agency, campaign, "en"):
        assert "Derby Homes Ripley" in each.text
        assert "01773 000000" in each.text
    poster, other = (recipe(FileKind.POSTER_A4, agency, each, "en") for each in (campaign, SPRING))
    assert (poster.agency, poster.logo) == ("Derby Homes Ripley", "ripley.png")
    assert poster.contact == "No Telegram? Call 01773 000000 or visit derbyhomes.example."
    assert (other.agency, other.logo) == ("Derby Homes & Sons", "derby.png")
    assert "01332 000000" in other.contact


@pytest.mark.parametrize("language", WORDS)
def test_a_post_on_instagram_leads_to_the_link_in_the_profile(language):
    """Links in a post there are dead, and a caption has at most 2,200 characters."""
    post = next(each for each in texts(DERBY, SPRING, language) if each.place == "instagram")
    assert WORDS[language].profile in post.text
    assert "https://" not in post.text
    assert post.url == "https://t.me/derby_bot?start=fb-spring"
    assert len(post.text) < 2_200
