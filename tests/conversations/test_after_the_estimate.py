"""What is said once the lead is sent and the estimate there: thanks, doubts, questions, changes that come too late."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from msgspec import structs

from conversations.events import LeadReceived, LeadSetAside, LeadStatus
from conversations.languages import CATALOGUES
from conversations.lead import Estimate
from conversations.office_hours import OfficeHours
from conversations.state import Valued
from support.person import ESTIMATE, FORM, Person, received


def valued() -> Person:
    person = Person()
    lead = person.reaches_sent()
    person.happens(LeadReceived(lead.reference, lead.lead_type, lead.address, ESTIMATE))
    return person


def table() -> list[tuple[str, str, list[str]]]:
    """Return the rows of docs/after-the-estimate.md: what is said, how the reply begins, and the buttons that it offers."""
    page = Path(__file__).parents[2] / "docs" / "after-the-estimate.md"
    rows = [
        line.strip("|").split("|") for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    cells = [[cell.strip() for cell in row] for row in rows if not row[0].startswith((" They say", " ---"))]
    return [(said, reply, list(filter(None, offers.split(", ")))) for said, _, reply, offers in cells]


@cache
def with_a_lead() -> Person:
    """Return somebody whose lead has arrived, at an agency with visits and office hours."""
    form = replace(FORM, office_hours=OfficeHours.read("mon-fri 9:00-17:30"), visits=True)
    person = Person(form=form, staff_told=True)
    lead = person.reaches_sent()
    person.stands(lead.reference, LeadStatus.DELIVERED)
    person.happens(received(lead.reference))
    return person


def copy_of_one_with_a_lead() -> Person:
    person = with_a_lead()
    return deepcopy(person, {id(person.form): person.form})


def test_the_table_is_long_enough() -> None:
    assert len(table()) >= 60


@pytest.mark.parametrize(("said", "reply", "offers"), table(), ids=[said for said, _, _ in table()])
def test_what_is_said_after_the_estimate_is_answered_as_the_page_says(said: str, reply: str, offers: list[str]) -> None:
    person = copy_of_one_with_a_lead()
    assert person.says(said).startswith(reply)
    assert set(offers) <= set(person.labels())
    assert ("Pass that on" in person.labels()) == ("Pass that on" in offers)
    assert person.additions == [], "nothing goes before a yes"


def test_a_typed_yes_passes_it_on() -> None:
    person = copy_of_one_with_a_lead()
    person.says("it has a loft conversion")
    assert "I'm adding that" in person.says("yes please")
    assert [each.text for each in person.additions] == ["it has a loft conversion"]


@pytest.mark.parametrize("between", ["thanks", "stop messaging me", "/mydata", "no thanks"])
def test_a_yes_to_something_else_passes_nothing_on(between: str) -> None:
    person = copy_of_one_with_a_lead()
    person.says("it has a loft conversion")
    person.says(between)
    person.says("yes")
    assert person.additions == []


def test_what_the_agency_aims_at_is_said_again() -> None:
    assert "aims to call you today before 5.30pm" in copy_of_one_with_a_lead().says("when will they call")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (5, "aims to call you today before 5.30pm"),
        (6, "aimed to have called you by now. If nobody has, I'm sorry.\n\nYou can ring Derby Homes on 01332 000000."),
        (20, "aimed to have called you by now"),
        (7 * 24, "aimed to have called you by now"),
    ],
)
def test_what_the_agency_aimed_at_is_not_promised_anew(hours: int, said: str) -> None:
    """The estimate came on a Monday at noon."""
    person = copy_of_one_with_a_lead()
    person.waited += timedelta(hours=hours)
    assert said in person.says("when will they call")


def test_a_call_promised_from_the_opening_may_come_all_that_day() -> None:
    hours = OfficeHours.read("mon-fri 9:00-17:30")
    told_at, opening = (datetime(2026, 11, day, hour, tzinfo=UTC) for day, hour in ((22, 12), (23, 9)))
    assert hours.promised(told_at) == opening
    assert not hours.overdue(told_at, opening + timedelta(hours=8))
    assert hours.overdue(told_at, opening + timedelta(hours=9))


def test_a_time_that_was_named_is_repeated_after_the_estimate() -> None:
    form = replace(with_a_lead().form, questions=(*FORM.questions, "appointment"))
    person = Person(form=form, staff_told=True)
    person.starts()
    for said in ("sell", "Marla Singer", "07986 000000", "cloud9@cloud.com", "123 Example Street, Derby DE1 1JX"):
        person.says(said)
    for said in ("4", "semi-detached", "Tuesday morning"):
        person.says(said)
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    person.stands(person.sent[0].reference, LeadStatus.DELIVERED)
    person.happens(received(person.sent[0].reference))
    assert "knows what suits you: Tue 24 Nov, morning" in person.messages[-1].text


def test_thanks_and_swearing_are_answered_after_the_estimate_too() -> None:
    person = valued()
    assert "You're welcome." in person.says("thank you!")
    assert "Fair enough" in person.says("that's bollocks")
    assert "What would you like to do next?" in person.says("mmm")
    assert isinstance(person.state.phase, Valued)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "that's way too low!"),
        ("en", "rubbish"),
        ("en", "it's worth a lot more"),
        ("cy", "mae hynny'n rhy isel"),
        ("pl", "to za mało"),
    ],
)
def test_who_finds_the_estimate_wrong_is_told_what_it_is(language: str, said: str) -> None:
    person = valued()
    person.state = structs.replace(person.state, language=language)
    assert CATALOGUES[language].sentences["topic.accurate"] in person.says(said)


@pytest.mark.parametrize(
    "said", ["no, it's 3 bedrooms", "my phone is wrong", "the postcode is DE1 2QQ", "change my email"]
)
def test_what_is_changed_too_late_is_said_to_be_too_late(said: str) -> None:
    person = valued()
    answers = person.answered
    told = person.says(said)
    assert "sent as they were" in told
    assert "Derby Homes should hear what has changed" in told
    assert person.answered == answers
    assert len(person.sent) == 1


@pytest.mark.parametrize(
    ("said", "told"), [("did derby county win?", "one for the team"), ("book a valuation", "01332 000000")]
)
def test_a_question_after_the_estimate_is_no_change_that_comes_too_late(said: str, told: str) -> None:
    assert told in valued().says(said)


def test_another_house_after_the_estimate_is_begun() -> None:
    assert "I'll keep your name" in valued().says("another house please")


@pytest.mark.parametrize(
    "said",
    [
        "got another house to do",
        "can I do my other flat",
        "I want to sell my other place in Leeds",
        "let out our second home",
    ],
)
def test_another_property_is_begun_in_other_words(said: str) -> None:
    assert "I'll keep your name" in valued().says(said)


@pytest.mark.parametrize("said", ["never call me", "never ring me again please"])
def test_who_never_wants_a_call_is_told_how_and_it_can_be_passed_on(said: str) -> None:
    person = copy_of_one_with_a_lead()
    assert "should hear how you'd like to be reached" in person.says(said)
    assert "Pass that on" in person.labels()


@pytest.mark.parametrize("said", ["never come on a sunday", "I never said that"])
def test_a_refusal_that_says_more_than_no_can_be_passed_on(said: str) -> None:
    assert "Shall I pass that on" in copy_of_one_with_a_lead().says(said)


@pytest.mark.parametrize("said", ["no", "nope never", "no I'm fine thanks"])
def test_a_mere_no_is_nothing_to_pass_on(said: str) -> None:
    assert "Shall I pass that on" not in copy_of_one_with_a_lead().says(said)


@pytest.mark.parametrize(
    "said", ["can I use it for probate", "will the bank accept it", "is it a valuation for the court"]
)
@pytest.mark.parametrize("person", [Person, copy_of_one_with_a_lead])
def test_who_wants_to_rely_on_the_estimate_is_told_not_to(person: Callable[[], Person], said: str) -> None:
    assert "please don't rely on it for mortgage, probate or tax" in person().says(said)


RELATIVES = [
    "value my mum's house too",
    "now do my mum's",
    "what's my nan's flat worth",
    "can you value my sister's place as well? it's 10 London Road",
]


@pytest.mark.parametrize("said", RELATIVES)
def test_a_relatives_home_is_begun_like_another_property_once_the_person_confirms(said: str) -> None:
    person = valued()
    assert "Shall I begin an estimate for another property?" in person.says(said)
    assert "I'll keep your name" in person.says("yes please")
    assert person.state.phase.answers.keys() == {"name", "phone", "email"}


@pytest.mark.parametrize("said", RELATIVES)
def test_a_relatives_home_that_is_the_one_valued_changes_nothing(said: str) -> None:
    person = valued()
    person.says(said)
    before = person.state.phase
    assert "What would you like to do next?" in person.says("no")
    assert person.state.phase == before


@pytest.mark.parametrize(
    ("language", "said", "asked", "yes", "begun"),
    [
        ("cy", "wnewch chi brisio tŷ fy mam hefyd", "ddechrau amcangyfrif", "ie", "Eiddo arall felly"),
        ("pl", "wyceńcie też dom mojej mamy", "Czy zacząć oszacowanie", "tak", "kolejna nieruchomość"),
    ],
)
def test_a_relatives_home_is_offered_in_every_language(
    language: str, said: str, asked: str, yes: str, begun: str
) -> None:
    person = valued()
    person.says("in Welsh please" if language == "cy" else "in Polish please")
    assert asked in person.says(said)
    assert begun in person.says(yes)


@pytest.mark.parametrize(
    "said",
    ["my mum is mad at me", "my mum's house is near yours", "can you do my house viewings", "value my house again"],
)
def test_what_only_mentions_a_home_begins_no_other_form(said: str) -> None:
    assert "another property?" not in valued().says(said)


@pytest.mark.parametrize("said", ["send me that again", "how much was it again"])
def test_who_asks_for_the_estimate_again_hears_it_again(said: str) -> None:
    again = valued().says(said)
    assert "£300,000" in again
    assert "not a formal valuation" in again


def test_who_asks_for_an_estimate_that_never_came_is_not_told_that_it_is_further_up() -> None:
    person = Person(staff_told=True)
    lead = person.reaches_sent()
    person.happens(LeadSetAside(lead.reference))
    assert "I have no computer estimate to show" in person.says("where is my estimate")
    # Staff put it right, and the lead is delivered after all.
    person.happens(LeadReceived(lead.reference, lead.lead_type, lead.address, ESTIMATE))
    assert "£300,000" in person.says("what was my estimate")


@pytest.mark.parametrize(
    "said",
    ["I changed my mind, I want to let it instead", "actually I'd rather rent it out", "sorry I meant let not sell"],
)
def test_letting_in_place_of_selling_comes_too_late_and_can_be_passed_on(said: str) -> None:
    person = copy_of_one_with_a_lead()
    assert "Your answers were sent as they were." in person.says(said)
    assert "Pass that on" in person.labels()


@pytest.mark.parametrize("said", ["I want to sell it quickly", "do you let properties too?", "can I change my mind"])
def test_the_same_side_or_a_question_about_the_other_is_no_change(said: str) -> None:
    assert "Your answers were sent as they were." not in copy_of_one_with_a_lead().says(said)


def test_a_comparison_after_the_estimate_is_no_change_that_comes_too_late() -> None:
    assert "rough guide" in valued().says("that's less than next door sold for")


def test_a_goodbye_after_the_estimate_is_returned() -> None:
    assert "Goodbye" in valued().says("bye")


@pytest.mark.parametrize(
    ("choice", "question", "done"),
    [
        ("Take my permission back", "Shall I take your permission back?", "Withdraw my permission"),
        ("Have it deleted", "It can't be brought back.", "Delete my answers"),
    ],
)
def test_your_data_asks_once_before_what_is_final(choice: str, question: str, done: str) -> None:
    person = valued()
    person.taps("Your data")
    assert person.labels() == ["See what you hold", "Take my permission back", "Have it deleted"]
    assert question in person.taps(choice)
    assert person.labels() == [done, "Leave it as it is"]
    assert isinstance(person.state.phase, Valued)
    person.taps("Leave it as it is")
    assert isinstance(person.state.phase, Valued)
    person.taps(done)
    assert not isinstance(person.state.phase, Valued)


def test_what_is_held_is_shown_by_a_button() -> None:
    person = valued()
    person.taps("Your data")
    assert "I keep this for" in person.taps("See what you hold")


def test_a_typed_command_needs_no_second_word() -> None:
    person = valued()
    person.says("/delete")
    assert person.erasures == 1


def test_who_wants_it_in_writing_gets_a_document_where_the_agency_wants_that() -> None:
    person = copy_of_one_with_a_lead()
    person.form = replace(person.form, documents=True)
    assert "Here is your estimate as a document" in person.says("email it to me")
    said = person.messages[-1]
    assert said.document is not None
    assert said.document.home == "123 Example Street, Derby, DE1 1JX"
    assert said.document.picture.average == "£300,000"
    assert any("not a formal valuation" in each for each in said.document.paragraphs)
    assert f"Reference: {person.sent[0].reference}" in said.document.paragraphs
    assert "Pass that on" not in person.labels()
    assert "I can't email or post it" in said.document.instead


def test_without_an_estimate_there_is_no_document() -> None:
    person = Person(form=replace(FORM, documents=True))
    lead = person.reaches_sent()
    person.stands(lead.reference, LeadStatus.DELIVERED)
    person.happens(received(lead.reference, estimate=Estimate()))
    person.says("email it to me")
    assert person.messages[-1].document is None


@pytest.mark.parametrize("said", ["please stop", "pls stop", "stop please", "stop"])
def test_a_polite_stop_is_heard_as_well(said: str) -> None:
    assert "Shall I take your permission back?" in copy_of_one_with_a_lead().says(said)


@pytest.mark.parametrize(
    "said", ["I'm out tomorrow morning, call me after 2", "call me tomorrow", "ring me later today"]
)
def test_when_a_call_suits_can_be_passed_on(said: str) -> None:
    person = copy_of_one_with_a_lead()
    assert "No hurry" not in person.says(said)
    assert "Pass that on" in person.labels()


@pytest.mark.parametrize("said", ["not now", "maybe tomorrow", "later"])
def test_not_now_is_no_hurry(said: str) -> None:
    person = copy_of_one_with_a_lead()
    assert "No hurry" in person.says(said)
    assert "Pass that on" not in person.labels()


def test_whether_a_yes_binds_is_not_answered_with_a_yes() -> None:
    told = copy_of_one_with_a_lead().says("is it binding if I say yes")
    assert "You can change any answer" in told
    assert not told.startswith("Yes")
