"""Following a link and starting again, at the beginning and in the middle."""

from __future__ import annotations

import pytest

from conversations.events import LeadRejected, Started
from conversations.lead import Campaign, LeadType, Name, Utm
from support.person import Person

SPRING = Campaign("fb-spring", LeadType.VENDOR, 1213, "ivt", Utm("facebook", "spring", "social"))


def test_a_campaign_presets_what_it_says_and_is_not_asked() -> None:
    person = Person()
    greeting = person.starts(SPRING)
    assert "might sell for" in greeting
    assert "7 left. What's your name?" in greeting
    person.answers()
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert person.sent[0].campaign == SPRING
    assert person.sent[0].lead_type is LeadType.VENDOR


def test_a_second_link_changes_the_attribution_never_the_answers() -> None:
    person = Person()
    person.starts(SPRING)
    person.answers("name", "phone")
    before = person.values()
    said = person.starts(Campaign("window", LeadType.LANDLORD, source="ivt"))
    assert "Welcome back" in said
    assert person.values() == before
    assert person.campaign.code == "window"


@pytest.mark.parametrize("said", [(), ("name", "phone")])
def test_an_ended_link_takes_no_form_from_the_link_that_it_came_by(said: tuple[str, ...]) -> None:
    person = Person()
    person.starts(SPRING)
    for each in said:
        person.answers(each)
    before = person.values()
    person.happens(Started(Campaign("old-leaflet"), ended=True))
    assert person.campaign == SPRING
    assert person.values() == before


def test_a_cancelled_form_is_kept_from_an_ended_link_too() -> None:
    person = Person()
    person.starts(SPRING)
    person.answers("name")
    person.says("/cancel")
    person.happens(Started(Campaign("old-leaflet"), ended=True))
    assert person.campaign == SPRING


def test_who_came_without_a_link_is_counted_as_the_ended_one_s() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    person.happens(Started(Campaign("old-leaflet"), ended=True))
    assert person.campaign.code == "old-leaflet"
    person = Person()
    person.happens(Started(Campaign("old-leaflet"), ended=True))
    assert person.campaign.code == "old-leaflet"


def test_no_answer_is_lost_by_starting_in_the_middle() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    assert "phone number" in person.starts()
    person.answers("phone", "email")
    before = person.values()
    person.starts()
    assert person.labels()[-1] == "Start again"
    person.answers("address")
    assert before.items() <= person.values().items()
    person.starts()
    person.taps("Start again")
    assert not person.values()


def test_a_link_followed_in_the_middle_answers_what_it_presets() -> None:
    person = Person()
    person.starts()
    person.says("my name is Marla Singer")
    assert person.values() == {"name": Name("Marla", "Singer")}
    said = person.starts(SPRING)
    assert person.values()["sale_or_let"] == "vendor"
    assert "6 left. Your best phone number?" in said


def test_a_preset_that_the_lead_api_refuses_is_asked_after_all() -> None:
    person = Person()
    person.starts(SPRING)
    person.answers()
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    person.happens(LeadRejected(person.sent[0].reference, "sale_or_let", "type is not covered"))
    assert "1 left." in person.messages[-1].text
    person.taps("Rent it out")
    assert "All correct?" in person.messages[-1].text


def test_an_answer_is_shown_only_where_it_was_changed_or_lifted_out() -> None:
    person = Person()
    person.starts()
    assert person.taps("Sell it") == "7 left. What's your name?"
    person.says("Marla Singer")
    person.says("07986 000000")
    assert person.says("cloud9@cloud.com").startswith("4 left."), "as typed"
    assert person.says("123 example street derby de1 1jx").startswith("2 left."), "but for case, spaces and commas"
    assert "3 bedrooms." in person.says("three"), "read"
    person.taps("Semi-detached")
    assert "Changed to 4 bedrooms." in person.says("no, it's 4 bedrooms")


def test_the_review_names_each_answer() -> None:
    person = Person()
    person.starts()
    person.answers()
    shown = person.messages[-1].text
    assert "Name: Marla Singer\nPhone: 07986 000000\nEmail: cloud9@cloud.com" in shown


def test_what_is_left_is_counted_after_a_message_that_says_most() -> None:
    person = Person()
    person.starts()
    said = person.says(
        "I'm Marla Singer and I want to sell. 07986 000000, 123 Example Street, Derby DE1 1JX, 4 bedrooms, semi"
    )
    assert "1 left. And your email?" in said
