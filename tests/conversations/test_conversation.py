"""Whole conversations with the pure core, as the design's rules and conversation.md have them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from conversations.commands import Say
from conversations.events import Attachment, SentAttachment, SpokeInGroup, Tapped
from conversations.lead import LeadType, Name, PropertyType
from conversations.questions import DEFAULT_ORDER
from conversations.state import Collecting, Fresh
from support.person import ANSWERS, FORM, NOON, Person, received


def test_typing_alone_makes_the_lead() -> None:
    person = Person()
    greeting = person.starts()
    assert "Derby Homes" in greeting
    assert "derbyhomes.example/privacy" in greeting
    assert "8 left." in greeting
    expected = {
        "sale_or_let": "7 left. What's your name?",
        "name": "6 left. Your best phone number?",
        "phone": "5 left. And your email?",
        "email": "4 left. The property's address, with postcode?",
        "address": "3 left. What's the property's postcode?",
        "postcode": "2 left. How many bedrooms?",
        "bedrooms": "1 left. What kind of home?",
    }
    for key, asks in expected.items():
        assert asks in person.says(ANSWERS[key])
    review = person.says(ANSWERS["property_type"])
    for shown in ("Sale estimate", "Marla Singer", "07986 000000", "cloud9@cloud.com", "DE1 1JX", "4 bedrooms", "Semi"):
        assert shown in review
    assert "Shall I send this to Derby Homes" in person.says("yes")
    assert not person.sent
    assert "Working it out" in person.says("yes, I agree")
    (lead,) = person.sent
    assert lead.name == Name("Marla", "Singer")
    assert (lead.lead_type, lead.phone, lead.email) == (LeadType.VENDOR, "+447986000000", "cloud9@cloud.com")
    assert (lead.address, lead.postcode) == ("123 Example Street, Derby", "DE1 1JX")
    assert (lead.bedrooms, lead.property_type) == (4, PropertyType.SEMI_DETACHED)
    assert lead.consent.language == "en"
    assert NOON < lead.consent.at < datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def test_buttons_wherever_there_are_any_make_the_lead() -> None:
    person = Person()
    person.starts()
    person.taps("Rent it out")
    person.answers("name")
    assert person.messages[-1].share_contact == "Share my number"
    person.shares_contact("447986000000")
    person.answers("email", "address", "postcode")
    person.taps("Studio")
    person.taps("Flat or maisonette")
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    (lead,) = person.sent
    assert (lead.lead_type, lead.phone, lead.bedrooms) == (LeadType.LANDLORD, "+447986000000", 0)
    assert lead.property_type is PropertyType.FLAT


def test_two_answers_corrected_at_the_review() -> None:
    person = Person()
    person.starts()
    person.answers()
    assert "You told me: Marla Singer." in person.taps("Name")
    assert "Changed to Mrs Tyler Durden." in person.says("Mrs Tyler Durden")
    assert "You told me: 4 bedrooms." in person.taps("Bedrooms")
    assert "Changed to 2 bedrooms." in person.taps("2")
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert person.sent[0].name == Name("Tyler", "Durden", "Mrs")
    assert person.sent[0].bedrooms == 2


def test_a_correction_can_be_named_and_left() -> None:
    person = Person()
    person.starts()
    person.answers()
    assert "You told me: cloud9@cloud.com" in person.says("change my email address")
    assert "All correct?" in person.taps("Leave it as it is")


def test_editing_an_earlier_message_corrects_that_answer() -> None:
    person = Person()
    person.starts()
    person.says("sell it")
    person.says("Marla Singer", message="77")
    person.answers("phone")
    said = person.edits("77", "Marla Singer-Jones")
    assert "Changed to Marla Singer-Jones." in said
    assert "And your email?" in said
    assert "same answer" in person.edits("77", "marla singer-jones")


def test_back_goes_back_one_question_at_a_time_and_loses_nothing() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone")
    before = person.values()
    assert "07986 000000" in person.says("back")
    assert "Marla Singer" in person.says("/back")
    assert "Sale estimate" in person.says("back")
    assert "first question" in person.says("back")
    assert person.values() == before
    assert "And your email?" in person.taps("Leave it as it is")


def test_back_from_consent_and_review() -> None:
    person = Person()
    person.reaches_consent()
    assert "All correct?" in person.taps("Back")
    assert "Semi-detached" in person.says("back")


@pytest.mark.parametrize("key", DEFAULT_ORDER)
def test_every_question_explains_itself(key: str) -> None:
    person = Person()
    person.starts()
    for each in DEFAULT_ORDER[: DEFAULT_ORDER.index(key)]:
        person.answers(each)
    asked = person.messages[-1].text.split("** ")[-1].rsplit("\n", 1)[-1]
    for wanted in ("/help", "why?", "/privacy", "/mydata"):
        said = person.says(wanted)
        assert asked.split(". ", 1)[-1] in said
    assert person.says(ANSWERS[key])
    assert key in person.values()


def test_three_failures_bring_an_example_and_a_way_out() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone")
    person.says("no idea")
    assert "For example" not in person.messages[-1].text
    person.says("dunno")
    said = person.says("what")
    assert "For example" in said
    assert "Stop" in person.labels()
    person.answers("email")
    assert person.values()["email"] == "cloud9@cloud.com"


@pytest.mark.parametrize("kind", list(Attachment))
def test_attachments_get_a_friendly_sentence_and_the_question_again(kind: Attachment) -> None:
    person = Person()
    person.starts()
    person.happens(SentAttachment(kind))
    assert "selling, letting, or both" in person.messages[-1].text


def test_somebody_elses_contact_card_is_not_taken() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    assert "somebody else" in person.shares_contact("447986000000", own=False)
    assert "phone" not in person.values()


def test_all_correct_of_an_earlier_review_is_not_noted_but_shown_how_it_stands() -> None:
    """Telegram may show an earlier message below a later one: a call that was slow, and of which nobody knew."""
    person = Person()
    person.starts()
    person.answers()
    earlier = person.button("All correct")
    person.says("no, it's 3 bedrooms")
    heard = len(person.messages)
    person.happens(Tapped(earlier))
    assert "All correct?" in person.messages[heard].text
    assert "3 bedrooms" in person.messages[heard].text
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert len(person.sent) == 1


def test_double_taps_are_harmless() -> None:
    person = Person()
    person.starts()
    sell = person.button("Sell it")
    person.happens(Tapped(sell))
    said = len(person.messages)
    person.happens(Tapped(sell))
    assert len(person.messages) == said
    assert person.toasts == ["Noted already"]
    person.answers()
    correct = person.button("All correct")
    person.happens(Tapped(correct))
    person.happens(Tapped(correct))
    yes = person.button("Yes, show my estimate")
    person.happens(Tapped(yes))
    person.happens(Tapped(yes))
    assert len(person.sent) == 1


@pytest.mark.parametrize(
    "data", ["", "x", "a:1:bedrooms:99", "a:1:nosuch:1", "g:1::nosuch", "::::", "c:0::yes", "p:0:name:0"]
)
def test_buttons_that_mean_nothing_any_more_get_an_answer(data: str) -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let")
    commands = person.happens(Tapped(data))
    assert commands
    assert "What's your name?" in person.messages[-1].text
    assert isinstance(person.state.phase, Collecting)


def test_a_suggestion_is_taken_by_button_or_yes_and_refused_by_keeping() -> None:
    for reply, email in (
        ("tap", "cloud9@gmail.com"),
        ("yes", "cloud9@gmail.com"),
        ("no", "cloud9@gmial.com"),
        ("marla@cloud.com", "marla@cloud.com"),
    ):
        person = Person()
        person.starts()
        person.answers("sale_or_let", "name", "phone")
        assert "gmail.com" in person.says("cloud9@gmial.com")
        if reply == "tap":
            person.taps("Yes, cloud9@gmail.com")
        else:
            person.says(reply)
        assert person.values()["email"] == email


@pytest.mark.parametrize(
    "how", ["/delete", "/withdraw", "/cancel", "/mydata", "/back", "/help", "/privacy", "/nonsense", "hello"]
)
@pytest.mark.parametrize(
    "where", ["fresh", "collecting", "consent", "sent", "valued", "declined", "cancelled", "withdrawn"]
)
def test_every_command_works_at_every_point(how: str, where: str) -> None:
    person = Person()
    match where:
        case "collecting":
            person.starts()
            person.answers("sale_or_let", "name")
        case "consent" | "declined":
            person.reaches_consent()
            if where == "declined":
                person.taps("No, don't send")
        case "sent" | "valued" | "withdrawn":
            lead = person.reaches_sent()
            if where == "valued":
                person.happens(received(lead.reference))
            if where == "withdrawn":
                person.says("/withdraw")
        case "cancelled":
            person.starts()
            person.says("/cancel")
    assert person.says(how)
    last = person.messages[-1]
    assert last.buttons or last.keyboard or last.hide_keyboard, "what to do next is always offered"


def test_cancelling_keeps_the_answers_until_they_are_wanted_again() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    person.says("/cancel")
    assert "phone number" in person.taps("Carry on")
    assert person.values()["name"] == Name("Marla", "Singer")


def test_mydata_shows_what_is_held() -> None:
    person = Person()
    lead = person.reaches_sent()
    said = person.says("/mydata")
    for held in ("Marla Singer", "07986 000000", "cloud9@cloud.com", "123 Example Street", "DE1 1JX", lead.reference):
        assert held in said


def test_in_groups_nothing_personal_is_said_or_kept() -> None:
    person = Person(form=replace(FORM, chat_url="https://t.me/derby_bot"))
    commands = person.happens(SpokeInGroup())
    (say,) = commands
    assert isinstance(say, Say)
    assert person.messages[-1].buttons[0][0].url == "https://t.me/derby_bot"
    assert person.state.phase == Fresh()


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("is it free?", "free"),
        ("how much does this cost", "free"),
        ("why do you need my number?", "needs a number"),
        ("who sees this?", "lead system"),
        ("is this safe?", "lead system"),
        ("how accurate is it", "rough guide"),
        ("how long does this take?", "two minutes"),
        ("are you real?", "automated assistant"),
        ("is this a scam", "automated assistant"),
        ("can i talk to someone?", "01332 000000"),
        ("just curious", "no thanks"),
        ("it's not my house", "act for the owner"),
        ("it's my mum's house actually", "act for the owner"),
        ("delete my data please?", "/delete"),
    ],
)
@pytest.mark.parametrize("key", [*DEFAULT_ORDER, "review", "consent"])
def test_questions_in_the_middle_get_a_short_answer_and_the_question_again(asked: str, answered: str, key: str) -> None:
    person = Person()
    person.starts()
    for each in DEFAULT_ORDER if key in ("review", "consent") else DEFAULT_ORDER[: DEFAULT_ORDER.index(key)]:
        person.answers(each)
    if key == "consent":
        person.taps("All correct")
    before = person.values()
    question = person.messages[-1].text.split("\n\n")[-1]
    said = person.says(asked)
    assert answered in said
    assert question in said
    assert person.values() == before
    assert not person.sent


def test_a_conversation_in_polish_from_the_first_word_to_the_estimate() -> None:
    person = Person(language="pl-PL")
    person.starts()
    for said in ("sprzedaż", "Łukasz Kowalski", "07986 000000", "cloud9@cloud.com", "123 Example Street, Derby", "DE1 1JX",
                 "trzy", "bliźniak", "tak"):  # fmt: skip
        person.says(said)
    assert "Czy wysłać to do biura Derby Homes" in person.messages[-1].text
    person.says("nie wiem")
    assert not person.sent
    person.taps("Tak, pokaż oszacowanie")
    (lead,) = person.sent
    assert (lead.name, lead.bedrooms, lead.property_type) == (Name("Łukasz", "Kowalski"), 3, PropertyType.SEMI_DETACHED)
    person.happens(received(lead.reference))
    assert "285\u00a0000\u00a0£" in person.messages[-1].text
