"""Whole conversations with the pure core, as the design's rules and conversation.md have them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs

from conversations.answers.address import street_of
from conversations.answers.reading import Value
from conversations.commands import Erase, Say, SendLead
from conversations.events import (
    Attachment,
    LeadDelayed,
    LeadReceived,
    LeadRejected,
    LeadSetAside,
    LeadStatus,
    ReminderDue,
    SentAttachment,
    SpokeInGroup,
    Tapped,
)
from conversations.form import Form
from conversations.lead import Campaign, Estimate, LeadType, Name, PropertyType, Range, Utm
from conversations.questions import DEFAULT_ORDER
from conversations.state import Collecting, Ended, Fresh, Sent, Valued
from conversations.wording import CATALOGUES
from support.person import ANSWERS, FORM, NOON, Person

SPRING = Campaign("fb-spring", LeadType.VENDOR, 1213, "ivt", Utm("facebook", "spring", "social"))
ESTIMATE = Estimate(Range(285_000, 300_000, 315_000), Range(1150, 1225, 1300))


def received(reference: str, lead_type: LeadType = LeadType.VENDOR, estimate: Estimate = ESTIMATE) -> LeadReceived:
    return LeadReceived(reference, lead_type, "123 Example Street, Derby", estimate)


def values(person: Person) -> dict[str, Value]:
    return {key: answer.value for key, answer in person.state.phase.answers.items()}


def test_typing_alone_makes_the_lead() -> None:
    person = Person()
    greeting = person.starts()
    assert "Derby Homes" in greeting
    assert "derbyhomes.example/privacy" in greeting
    assert "1 of 9." in greeting
    expected = {
        "sale_or_let": "2 of 9. What's your name?",
        "name": "3 of 9. What's the best phone number?",
        "phone": "4 of 9. And your email address?",
        "email": "5 of 9. What's the property's address?",
        "address": "6 of 9. What's the property's postcode?",
        "postcode": "7 of 9. How many bedrooms?",
        "bedrooms": "8 of 9. What type of property?",
    }
    for key, asks in expected.items():
        assert asks in person.says(ANSWERS[key])
    review = person.says(ANSWERS["property_type"])
    for shown in ("Sale estimate", "Marla Singer", "07986 000000", "cloud9@cloud.com", "DE1 1JX", "4 bedrooms", "Semi"):
        assert shown in review
    assert "9 of 9. Your permission, please." in person.says("yes")
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
    person.taps("Yes, I agree – send")
    (lead,) = person.sent
    assert (lead.lead_type, lead.phone, lead.bedrooms) == (LeadType.LANDLORD, "+447986000000", 0)
    assert lead.property_type is PropertyType.FLAT


def test_the_share_contact_keyboard_is_taken_away_again() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    person.says(ANSWERS["phone"])
    away, asks = person.messages[-2:]
    assert away.hide_keyboard
    assert "07986 000000" in away.text
    assert asks.buttons
    assert not asks.hide_keyboard


def test_a_campaign_presets_what_it_says_and_is_not_asked() -> None:
    person = Person()
    greeting = person.starts(SPRING)
    assert "might sell for" in greeting
    assert "1 of 8. What's your name?" in greeting
    person.answers()
    person.taps("All correct")
    person.taps("Yes, I agree – send")
    assert person.sent[0].campaign == SPRING
    assert person.sent[0].lead_type is LeadType.VENDOR


def test_a_second_link_changes_the_attribution_never_the_answers() -> None:
    person = Person()
    person.starts(SPRING)
    person.answers("name", "phone")
    before = values(person)
    said = person.starts(Campaign("window", LeadType.LANDLORD, source="ivt"))
    assert "Welcome back" in said
    assert values(person) == before
    assert person.state.phase.campaign.code == "window"


def test_no_answer_is_lost_by_starting_in_the_middle() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    assert "phone number" in person.starts()
    person.answers("phone", "email")
    before = values(person)
    person.starts()
    assert person.labels()[-1] == "Start again"
    person.answers("address")
    assert before.items() <= values(person).items()
    person.starts()
    person.taps("Start again")
    assert not values(person)


@pytest.mark.parametrize("yes", ["yes", "Yes, I agree", "i agree", "YES PLEASE"])
def test_a_clear_yes_consents(yes: str) -> None:
    person = Person()
    person.reaches_consent()
    person.says(yes)
    assert len(person.sent) == 1


@pytest.mark.parametrize(
    "doubt", ["maybe", "yes but no marketing", "agree? no", "what does that mean", "ok", "👍", "yes?", "4", "/help"]
)
def test_doubt_is_no_consent(doubt: str) -> None:
    person = Person()
    person.reaches_consent()
    said = person.says(doubt)
    assert not person.sent
    assert said


def test_declining_sends_nothing_and_offers_to_erase() -> None:
    person = Person()
    person.reaches_consent()
    said = person.taps("No, don't send")
    assert "Nothing has been sent" in said
    assert person.labels() == ["Carry on", "Delete my answers"]
    person.taps("Delete my answers")
    assert person.erasures == 1
    assert not person.sent
    assert person.state.phase == Fresh()


def test_after_declining_one_can_change_ones_mind() -> None:
    person = Person()
    person.reaches_consent()
    person.taps("No, don't send")
    assert "Is everything right?" in person.taps("Carry on")
    person.taps("All correct")
    person.taps("Yes, I agree – send")
    assert len(person.sent) == 1


def test_any_change_after_the_consent_question_asks_for_consent_again() -> None:
    person = Person()
    person.reaches_consent()
    old = person.button("Yes, I agree – send")
    person.happens(Tapped(_button(person, "4 of", "bedrooms:3")))
    said = person.messages[-1].text
    assert "Changed to 3 bedrooms" in said
    assert "Is everything right?" in said
    person.happens(Tapped(old))
    assert not person.sent
    person.taps("All correct")
    person.happens(Tapped(old))
    assert not person.sent
    assert "asking again" in person.messages[-1].text
    person.taps("Yes, I agree – send")
    assert [lead.bedrooms for lead in person.sent] == [3]


def _button(person: Person, _: str, ending: str) -> str:
    for message in person.messages:
        for row in message.buttons:
            for button in row:
                if button.data.endswith(ending):
                    return button.data
    raise AssertionError(ending)


def test_a_consent_button_from_before_an_erasure_never_counts() -> None:
    person = Person()
    person.reaches_consent()
    old = person.button("Yes, I agree – send")
    person.says("/delete")
    person.reaches_consent()
    person.happens(Tapped(old))
    assert not person.sent


def test_changed_consent_wording_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person()
    person.reaches_consent()
    shown = structs.replace(person.state.phase, consent_shown="en-2020-01-01")
    person.state = structs.replace(person.state, phase=shown)
    person.says("yes, I agree")
    assert not person.sent
    person.says("yes, I agree")
    assert len(person.sent) == 1


def test_two_answers_corrected_at_the_review() -> None:
    person = Person()
    person.starts()
    person.answers()
    assert "At the moment: Marla Singer." in person.taps("Name")
    assert "Changed to Mrs Tyler Durden." in person.says("Mrs Tyler Durden")
    assert "At the moment: 4 bedrooms." in person.taps("Bedrooms")
    assert "Changed to 2 bedrooms." in person.taps("2")
    person.taps("All correct")
    person.taps("Yes, I agree – send")
    assert person.sent[0].name == Name("Tyler", "Durden", "Mrs")
    assert person.sent[0].bedrooms == 2


def test_a_correction_can_be_named_and_left() -> None:
    person = Person()
    person.starts()
    person.answers()
    assert "At the moment: cloud9@cloud.com" in person.says("change my email address")
    assert "Is everything right?" in person.taps("Leave it as it is")


def test_editing_an_earlier_message_corrects_that_answer() -> None:
    person = Person()
    person.starts()
    person.says("sell it")
    person.says("Marla Singer", message="77")
    person.answers("phone")
    said = person.edits("77", "Marla Singer-Jones")
    assert "Changed to Marla Singer-Jones." in said
    assert "And your email address?" in said
    assert "same answer" in person.edits("77", "Marla Singer-Jones")


def test_an_edited_message_never_consents() -> None:
    person = Person()
    person.reaches_consent()
    person.edits("9999", "yes, I agree")
    assert not person.sent


def test_back_goes_back_one_question_at_a_time_and_loses_nothing() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone")
    before = values(person)
    assert "07986 000000" in person.taps("Back")
    assert "Marla Singer" in person.says("/back")
    assert "Sale estimate" in person.says("back")
    assert "first question" in person.says("back")
    assert values(person) == before
    assert "And your email address?" in person.taps("Leave it as it is")


def test_back_from_consent_and_review() -> None:
    person = Person()
    person.reaches_consent()
    assert "Is everything right?" in person.taps("Back")
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
    assert key in values(person)


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
    assert values(person)["email"] == "cloud9@cloud.com"


@pytest.mark.parametrize("kind", list(Attachment))
def test_attachments_get_a_friendly_sentence_and_the_question_again(kind: Attachment) -> None:
    person = Person()
    person.starts()
    person.happens(SentAttachment(kind))
    assert "sell for" in person.messages[-1].text


def test_somebody_elses_contact_card_is_not_taken() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    assert "somebody else" in person.shares_contact("447986000000", own=False)
    assert "phone" not in values(person)


def test_all_correct_of_an_earlier_review_is_not_noted_but_shown_how_it_stands() -> None:
    """Telegram may show an earlier message below a later one: a call that was slow, and of which nobody knew."""
    person = Person()
    person.starts()
    person.answers()
    earlier = person.button("All correct")
    person.says("no, it's 3 bedrooms")
    heard = len(person.messages)
    person.happens(Tapped(earlier))
    assert "Is everything right?" in person.messages[heard].text
    assert "3 bedrooms" in person.messages[heard].text
    person.taps("All correct")
    person.taps("Yes, I agree – send")
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
    yes = person.button("Yes, I agree – send")
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
        assert values(person)["email"] == email


def test_the_estimate_is_told_with_its_caveat_and_next_steps() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(received(lead.reference))
    said = person.messages[-1].text
    assert "Estimated sale price: £285,000 to £315,000, middle figure £300,000." in said
    assert "£1,150 to £1,300 per month" in said
    assert "not a survey" in said
    assert "Another property" in person.labels()
    assert isinstance(person.state.phase, Valued)


def test_a_landlord_is_told_the_rent() -> None:
    person = Person()
    person.starts(Campaign("let", LeadType.LANDLORD))
    person.answers()
    person.taps("All correct")
    person.taps("Yes, I agree – send")
    person.happens(received(person.sent[0].reference, LeadType.LANDLORD))
    assert "Estimated rent: £1,150 to £1,300 per month, middle figure £1,225." in person.messages[-1].text


def test_without_an_estimate_no_figure_is_invented() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(received(lead.reference, estimate=Estimate()))
    assert "£" not in person.messages[-1].text
    assert "get in touch" in person.messages[-1].text


def test_a_made_up_estimate_says_so() -> None:
    person = Person(form=replace(FORM, made_up=True))
    lead = person.reaches_sent()
    person.happens(received(lead.reference))
    assert "made up" in person.messages[-1].text


def test_waiting_is_said_and_the_estimate_comes_by_itself() -> None:
    person = Person()
    lead = person.reaches_sent()
    assert "appear here by itself" in person.says("hello?")
    person.happens(LeadDelayed(lead.reference))
    assert "longer than usual" in person.messages[-1].text
    person.happens(received(lead.reference))
    assert "£285,000" in person.messages[-1].text


def test_a_refused_field_is_asked_again_then_consent_under_the_same_reference() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(LeadRejected(lead.reference, "postcode", "postcode is not covered"))
    assert "postcode is not covered" in person.messages[-1].text
    assert "What's the property's postcode?" in person.messages[-1].text
    person.says("DE1 2QQ")
    person.taps("All correct")
    assert len(person.sent) == 1
    person.taps("Yes, I agree – send")
    assert [each.reference for each in person.sent] == [lead.reference, lead.reference]
    assert person.sent[1].postcode == "DE1 2QQ"
    assert person.sent[1].consent.at > lead.consent.at


def test_a_lead_set_aside_is_told_without_a_figure() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(LeadSetAside(lead.reference))
    assert "get in touch" in person.messages[-1].text
    assert isinstance(person.state.phase, Valued)


def test_another_property_keeps_the_contact_details_and_needs_its_own_consent() -> None:
    person = Person()
    first = person.reaches_sent()
    person.happens(received(first.reference))
    said = person.taps("Another property")
    assert "sell for" in said
    assert set(values(person)) == {"name", "phone", "email"}
    person.says("rent it out")
    person.says("5 Other Road, Derby")
    person.answers("postcode", "bedrooms", "property_type")
    person.taps("All correct")
    assert len(person.sent) == 1
    person.taps("Yes, I agree – send")
    assert len({lead.reference for lead in person.sent}) == 2


def test_an_outcome_is_told_while_another_property_is_valued() -> None:
    person = Person()
    first = person.reaches_sent()
    person.taps("Another property") if "Another property" in person.labels() else person.says("another")
    person.says("sell")
    before = person.state.phase
    person.happens(received(first.reference))
    said = person.messages[-1].text
    assert "123 Example Street" in said
    assert "£285,000" in said
    assert "property's address?" in said
    assert person.state.phase == before


@pytest.mark.parametrize(
    ("status", "unknown", "told"),
    [
        (LeadStatus.WAITING, False, False),
        (LeadStatus.WAITING, True, True),
        (LeadStatus.IN_FLIGHT, False, True),
        (LeadStatus.DELIVERED, False, True),
        (LeadStatus.SET_ASIDE, False, False),
        (LeadStatus.REJECTED, False, False),
    ],
)
def test_withdrawing_says_the_truth_about_where_the_lead_is(status: LeadStatus, unknown: bool, told: bool) -> None:
    person = Person()
    lead = person.reaches_sent()
    person.stands(lead.reference, status, unknown=unknown)
    said = person.says("/withdraw")
    assert person.standings[lead.reference].status is LeadStatus.WITHDRAWN
    assert ("may already have your details" in said) == told
    assert bool(person.staff) == told
    assert isinstance(person.state.phase, Ended)
    assert not person.state.phase.answers


def test_an_outcome_after_withdrawing_shows_no_estimate() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.stands(lead.reference, LeadStatus.IN_FLIGHT)
    person.says("/withdraw")
    person.happens(received(lead.reference))
    assert "£" not in person.messages[-1].text
    assert lead.reference in person.messages[-1].text


def test_withdrawing_before_anything_was_sent() -> None:
    person = Person()
    person.reaches_consent()
    assert "Nothing has been sent" in person.says("/withdraw")
    assert isinstance(person.state.phase, Ended)


def test_deleting_erases_first_and_tells_the_staff_by_reference() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.stands(lead.reference, LeadStatus.DELIVERED)
    said = person.says("/delete")
    assert "deleted everything" in said
    assert lead.reference in said
    assert person.staff
    assert not any(value in person.staff[0] for value in ("Marla", "07986", "cloud9", "Example"))
    assert person.state.phase == Fresh()


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
    assert values(person)["name"] == Name("Marla", "Singer")


def test_mydata_shows_what_is_held() -> None:
    person = Person()
    lead = person.reaches_sent()
    said = person.says("/mydata")
    for held in ("Marla Singer", "07986 000000", "cloud9@cloud.com", "123 Example Street", "DE1 1JX", lead.reference):
        assert held in said


def test_a_lead_keeps_where_it_was_given() -> None:
    page, chat = "https://derbyhomes.example", "https://t.me/derby_bot"
    for form, host in (
        (replace(FORM, agency_url=page, chat_url=chat), page),
        (replace(FORM, agency_url="", chat_url=chat), chat),
        (replace(FORM, agency_url="", chat_url=""), ""),
    ):
        assert host == Person(form=form).reaches_sent().host


def test_in_groups_nothing_personal_is_said_or_kept() -> None:
    person = Person(form=replace(FORM, chat_url="https://t.me/derby_bot"))
    commands = person.happens(SpokeInGroup())
    (say,) = commands
    assert isinstance(say, Say)
    assert person.messages[-1].buttons[0][0].url == "https://t.me/derby_bot"
    assert person.state.phase == Fresh()


def test_a_form_with_another_order_asks_in_that_order() -> None:
    form = replace(
        FORM, questions=("postcode", "property_type", "bedrooms", "sale_or_let", "name", "email", "phone", "address")
    )
    person = Person(form=form)
    assert "1 of 9. What's the property's postcode?" in person.starts()
    person.answers()
    person.taps("All correct")
    person.taps("Yes, I agree – send")
    assert len(person.sent) == 1


def test_a_form_changed_while_people_are_in_it_strands_nobody() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone")
    person.form = replace(FORM, questions=tuple(reversed(DEFAULT_ORDER)))
    assert "What type of property?" in person.says("hello")
    person.answers()
    person.taps("All correct")
    person.taps("Yes, I agree – send")
    assert len(person.sent) == 1


def test_stored_answers_that_no_longer_pass_are_asked_again() -> None:
    person = Person()
    person.reaches_consent()
    phase = person.state.phase
    bad = structs.replace(
        phase, answers={**phase.answers, "postcode": structs.replace(phase.answers["postcode"], value="nowhere")}
    )
    person.state = structs.replace(person.state, phase=bad)
    said = person.says("yes, I agree")
    assert not person.sent
    assert "postcode" in said


@pytest.mark.parametrize("questions", [("name",), (*DEFAULT_ORDER, "name"), (*DEFAULT_ORDER[:-1], "favourite_colour")])
def test_a_form_that_cannot_make_a_lead_is_refused(questions: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="questions"):
        Form(questions=questions)


def test_nothing_is_erased_or_sent_by_surprise() -> None:
    person = Person()
    person.reaches_consent()
    for said in ("delete that please no", "send", "yes send it maybe", "withdrawal?"):
        commands = person.happens(Tapped(said)) + person.happens(SentAttachment(Attachment.STICKER))
        assert not any(isinstance(command, SendLead | Erase) for command in commands)
    assert isinstance(person.state.phase, Collecting)
    assert not isinstance(person.state.phase, Sent)


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
    before = values(person)
    question = person.messages[-1].text.split("\n\n")[-1]
    said = person.says(asked)
    assert answered in said
    assert question in said
    assert values(person) == before
    assert not person.sent


def test_the_phones_language_is_spoken_and_can_be_changed_with_answers_kept() -> None:
    person = Person(language="pl")
    assert "Dzień dobry" in person.starts()
    person.taps("Sprzedaż")
    person.says("nazywam się Marla Singer")
    assert "języku" in person.says("/language")
    assert person.labels() == [each.name for each in CATALOGUES.values()]
    said = person.taps("English")
    assert "English it is" in said
    assert "3 of 9. What's the best phone number?" in said
    assert values(person)["name"] == Name("Marla", "Singer")


def test_consent_is_asked_again_in_another_language_and_names_it() -> None:
    person = Person()
    person.reaches_consent()
    old = person.button("Yes, I agree – send")
    person.says("/language")
    said = person.taps("Polski")
    assert "Poproszę o zgodę" in said
    person.happens(Tapped(old))
    assert not person.sent
    person.says("tak, zgadzam się")
    assert person.sent[0].consent.language == "pl"
    assert person.sent[0].consent.wording.startswith("pl-")


def test_a_conversation_in_polish_from_the_first_word_to_the_estimate() -> None:
    person = Person(language="pl-PL")
    person.starts()
    for said in ("sprzedaż", "Łukasz Kowalski", "07986 000000", "cloud9@cloud.com", "123 Example Street, Derby", "DE1 1JX",
                 "trzy", "bliźniak", "tak"):  # fmt: skip
        person.says(said)
    assert "Poproszę o zgodę" in person.messages[-1].text
    person.says("nie wiem")
    assert not person.sent
    person.taps("Tak, zgadzam się – wyślij")
    (lead,) = person.sent
    assert (lead.name, lead.bedrooms, lead.property_type) == (Name("Łukasz", "Kowalski"), 3, PropertyType.SEMI_DETACHED)
    person.happens(received(lead.reference))
    assert "285\u00a0000\u00a0£" in person.messages[-1].text


def test_the_picture_names_the_street_and_never_the_house() -> None:
    person = Person(form=replace(FORM, made_up=True))
    lead = person.reaches_sent()
    person.happens(received(lead.reference))
    (picture,) = person.pictures
    assert picture.property == "4 bedrooms, semi-detached, Example Street, Derby"
    assert "123" not in str(picture)
    assert "DE1" not in str(picture)
    assert (picture.minimum, picture.average, picture.maximum, picture.share) == (
        "£285,000",
        "£300,000",
        "£315,000",
        0.5,
    )
    assert picture.stamp == "Made up"
    assert picture.foot.endswith("23 November 2026")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("houseboat", "4 bedrooms, houseboat, Example Street, Derby"),
        ("something else", "4 bedrooms, Example Street, Derby"),
    ],
)
def test_a_property_of_no_usual_type_is_named_as_it_was_described_or_not_at_all(said: str, shown: str) -> None:
    person = Person()
    person.starts()
    person.answers(*(key for key in DEFAULT_ORDER if key != "property_type"))
    person.says(said)
    if person.state.phase.pending is not None:
        person.says("yes")
    person.taps("All correct")
    person.taps("Yes, I agree – send")
    person.happens(received(person.sent[-1].reference))
    assert [picture.property for picture in person.pictures] == [shown]


def test_without_figures_there_is_no_picture() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(received(lead.reference, estimate=Estimate()))
    assert not person.pictures


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("123 Example Street, Derby", "Example Street, Derby"),
        ("Flat 3B, 12 High Street, Derby", "High Street, Derby"),
        ("Flat 2 14a Mill Lane, Derby", "Mill Lane, Derby"),
        ("12-14 High St", "High St"),
        ("Rose Cottage, Mill Lane, Duffield", "Mill Lane, Duffield"),
        ("Rose Cottage", ""),
        ("1 The Old School House, 5 Church Walk", "Church Walk"),
        ("", ""),
    ],
)
def test_a_street_is_told_without_the_house(address: str, street: str) -> None:
    assert street_of(address) == street


def test_what_is_shared_with_friends_is_the_link_and_nothing_else() -> None:
    person = Person(form=replace(FORM, chat_url="https://t.me/derby_bot"))
    lead = person.reaches_sent()
    person.happens(received(lead.reference))
    (share,) = [button for row in person.messages[-1].buttons for button in row if button.url]
    assert share.url == "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fderby_bot"


def test_a_link_followed_in_the_middle_answers_what_it_presets() -> None:
    person = Person()
    person.starts()
    person.says("my name is Marla Singer")
    assert values(person) == {"name": Name("Marla", "Singer")}
    said = person.starts(SPRING)
    assert values(person)["sale_or_let"] == "vendor"
    assert "2 of 8. What's the best phone number?" in said


def test_a_preset_that_the_lead_api_refuses_is_asked_after_all() -> None:
    person = Person()
    person.starts(SPRING)
    person.answers()
    person.taps("All correct")
    person.taps("Yes, I agree – send")
    person.happens(LeadRejected(person.sent[0].reference, "sale_or_let", "type is not covered"))
    assert "1 of 9." in person.messages[-1].text
    person.taps("Rent it out")
    assert "Is everything right?" in person.messages[-1].text


def test_one_reminder_and_never_a_second() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone")
    person.is_reminded()
    said = person.messages[-1].text
    assert "still here" in said
    assert "And your email address?" in said
    before = len(person.messages)
    person.is_reminded()
    assert len(person.messages) == before


def test_a_reminder_that_an_answer_overtook_is_not_said_and_comes_another_day() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let")
    said = len(person.messages)
    person.happens(ReminderDue())
    assert len(person.messages) == said
    person.is_reminded()
    assert "still here" in person.messages[-1].text


def test_the_reminder_can_be_stopped_where_the_phone_shows_our_keyboard() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    person.is_reminded()
    assert "Don't remind me" in [label for row in person.messages[-1].keyboard for label in row]
    assert "won't remind you" in person.says("Don't remind me")


def test_nobody_is_reminded_who_said_nothing_stopped_declined_sent_or_does_not_want_to_be() -> None:
    people = [Person() for _ in range(6)]
    people[0].starts()
    people[1].starts(SPRING)
    people[2].reaches_consent()
    people[2].taps("No, don't send")
    people[3].starts()
    people[3].answers("sale_or_let")
    people[3].says("/cancel")
    people[4].reaches_sent()
    people[5].starts()
    people[5].answers("sale_or_let")
    people[5].says("don't remind me")
    for person in people:
        before = len(person.messages)
        person.is_reminded()
        assert len(person.messages) == before
