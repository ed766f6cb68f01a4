"""Changing one's mind: in words, by earlier keyboards, by editing messages; taps that come twice, late or too early."""

from __future__ import annotations

import pytest

from conversations.answers.reading import Value
from conversations.commands import Line, Say
from conversations.events import LeadReceived, LeadStatus, Said, Tapped
from conversations.languages import CATALOGUES, catalogue
from conversations.lead import Estimate, LeadType, Name, Range
from conversations.questions import DEFAULT_ORDER
from conversations.state import Collecting, Fresh, Sent
from support.person import ANSWERS, Person


def values(person: Person) -> dict[str, Value]:
    phase = person.state.phase
    assert not isinstance(phase, Fresh)
    return {key: answer.value for key, answer in phase.answers.items()}


def halfway(*keys: str, language: str = "en") -> Person:
    """Return somebody who has answered ``keys``."""
    person = Person(language=language)
    person.starts()
    person.answers(*keys)
    return person


def drawn(person: Person) -> list[str]:
    """Return what the buttons of the last message carry."""
    return [button.data for row in person.messages[-1].buttons for button in row if button.data]


MIND = {
    "no, it's 5 bedrooms": ("bedrooms", 5),
    "sorry, 5 bedrooms": ("bedrooms", 5),
    "bedrooms should be 5": ("bedrooms", 5),
    "my number is 07986 000001": ("phone", "+447986000001"),
    "change my email to marla@sky.com": ("email", "marla@sky.com"),
    "change my name to Marla Durden": ("name", Name("Marla", "Durden")),
    "actually I want to rent it out": ("sale_or_let", "landlord"),
    "the postcode is M1 1AE": ("postcode", "M1 1AE"),
}


@pytest.mark.parametrize("said", MIND)
def test_a_correction_in_words_is_taken_and_the_question_asked_again(said: str) -> None:
    person = halfway(*DEFAULT_ORDER[:-1])
    before = values(person)
    key, value = MIND[said]
    heard = person.says(said)
    assert values(person) == {**before, key: value}
    assert "What kind of home?" in heard


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("change my phone", "phone"),
        ("wrong postcode", "postcode"),
        ("go back to my name", "name"),
        ("back to the address please", "address"),
        ("there's a typo in my email", "email"),
    ],
)
def test_a_named_question_is_asked_again_and_then_one_is_back_where_one_was(said: str, key: str) -> None:
    person = halfway(*DEFAULT_ORDER[:-1])
    before = values(person)
    assert "You told me:" in person.says(said)
    assert values(person) == before
    other = {
        "phone": "07986 000001",
        "postcode": "M1 1AE",
        "name": "Tyler Durden",
        "address": "1 High Street",
        "email": "t@sky.com",
    }
    assert "What kind of home?" in person.says(other[key])
    assert values(person).keys() == before.keys()
    assert values(person)[key] != before[key]


@pytest.mark.parametrize(
    ("said", "asks"),
    [("back", "How many bedrooms?"), ("go back", "How many bedrooms?"), ("go back two", "postcode?"),
     ("back 3 questions please", "The property's address"), ("go back 99", "selling, letting, or both")],
)  # fmt: skip
def test_back_by_as_many_questions_as_are_named(said: str, asks: str) -> None:
    person = halfway(*DEFAULT_ORDER[:-1])
    before = values(person)
    assert asks in person.says(said)
    assert values(person) == before


@pytest.mark.parametrize("said", ["back to back", "Back Lane", "the back"])
def test_what_only_begins_like_a_wish_to_go_back_is_none(said: str) -> None:
    person = halfway(*DEFAULT_ORDER[:-1])
    person.says(said)
    phase = person.state.phase
    assert isinstance(phase, Collecting)
    assert not phase.editing


def test_an_earlier_keyboard_corrects_its_answer_and_one_stays_where_one_was() -> None:
    person = Person()
    person.starts()
    rent = person.button("Rent it out")
    person.answers("sale_or_let", "name", "phone")
    person.happens(Tapped(rent))
    assert values(person)["sale_or_let"] == "landlord"
    assert "And your email?" in person.messages[-1].text


def test_an_edited_message_corrects_every_answer_that_it_gave_and_no_other() -> None:
    person = halfway("sale_or_let")
    person.says("Marla Singer 07986 000000 cloud9@cloud.com", message="m7")
    person.answers("address")
    before = values(person)
    heard = person.edits("m7", "Marla Singer 07986 000001 cloud9@cloud.com 9 bedrooms")
    assert values(person) == {**before, "phone": "+447986000001"}
    assert "postcode?" in heard
    assert "nothing changes" in person.edits("m7", "Marla Singer 07986 000001 cloud9@cloud.com")


def test_an_edit_puts_right_what_was_not_understood() -> None:
    person = halfway("sale_or_let", "name")
    person.says("0798600000", message="m8")
    person.edits("m8", "07986000000")
    assert values(person)["phone"] == "+447986000000"
    person = halfway("sale_or_let")
    person.says("Marla", message="m9")
    person.edits("m9", "Marla Singer")
    assert values(person)["name"] == Name("Marla", "Singer")


def test_an_edit_of_a_message_that_answered_nothing_is_no_failure() -> None:
    person = halfway("sale_or_let", "name")
    person.says("is it free?", message="m3")
    before = person.state.phase
    assert "not which answer" in person.edits("m3", "is it really free?")
    assert person.state.phase == before


def test_a_tap_that_overtakes_a_text_answers_its_own_question() -> None:
    person = halfway(*DEFAULT_ORDER[:6])
    three = person.button("3")
    person.says("4")
    heard = [command for command in person.happens(Tapped(three)) if isinstance(command, Say)]
    assert values(person)["bedrooms"] == 3
    assert any(isinstance(line, Line) and line.key == "edit.changed" for say in heard for line in say.lines)
    assert "property_type" not in values(person)


def test_every_button_pressed_twice_counts_once() -> None:
    person = Person()
    person.starts()
    for label in ("Sell it",):
        data = person.button(label)
        person.happens(Tapped(data))
        once = person.state.phase
        person.happens(Tapped(data))
        assert person.state.phase == once
    person.answers()
    person.taps("All correct")
    yes = person.button("Yes, show my estimate")
    person.happens(Tapped(yes))
    person.happens(Tapped(yes))
    assert len(person.sent) == 1


def test_buttons_of_a_finished_lead_change_and_send_nothing() -> None:
    person = Person()
    person.starts()
    person.answers()
    person.taps("All correct")
    drawn = [button.data for message in person.messages for row in message.buttons for button in row if button.data]
    person.taps("Yes, show my estimate")
    reference = person.sent[0].reference
    for data in drawn:
        if data.startswith(("g:", "l:")):
            continue  # what is wanted by a button works at every point
        person.happens(Tapped(data))
        assert isinstance(person.state.phase, Sent), data
    person.stands(reference, LeadStatus.DELIVERED)
    person.happens(LeadReceived(reference, LeadType.VENDOR, "123 Example Street, Derby", Estimate(Range(1, 2, 3))))
    for data in drawn:
        if not data.startswith(("g:", "l:")):
            before = len(person.messages) + len(person.toasts)
            person.happens(Tapped(data))
            assert len(person.messages) + len(person.toasts) > before, "never silent"
    assert len(person.sent) == 1


def test_two_readings_are_picked_by_first_and_second() -> None:
    person = halfway(*DEFAULT_ORDER[:6])
    person.says("3 or 4")
    person.says("the second one")
    assert values(person)["bedrooms"] == 4
    person = halfway(*DEFAULT_ORDER[:6])
    person.says("3 or 4")
    person.says("first")
    assert values(person)["bedrooms"] == 3


def test_what_is_in_doubt_beside_an_answer_is_asked_back_at_once_and_not_lost() -> None:
    person = halfway("sale_or_let")
    heard = person.says("Marla Singer, cloud9@gmial.com")
    assert values(person)["name"] == Name("Marla", "Singer")
    assert "cloud9@gmail.com" in heard
    person.says("yes")
    assert values(person)["email"] == "cloud9@gmail.com"
    assert ANSWERS["phone"] not in values(person).values()


@pytest.mark.parametrize("language", list(CATALOGUES))
def test_a_did_you_mean_that_was_not_pressed_is_not_noted_but_answered_with_how_it_stands(language: str) -> None:
    sentences = catalogue(language).sentences
    person = halfway("sale_or_let", "name", "phone", language=language)
    person.says("cloud9@gmial.com")
    offered = drawn(person)
    person.says(ANSWERS["email"])
    asked = person.messages[-1].text
    for data in offered:
        person.toasts.clear()
        heard = len(person.messages)
        person.happens(Tapped(data))
        assert person.toasts == [sentences["toast.outdated"]]
        assert person.messages[heard].text.splitlines()[-1] == asked.splitlines()[-1]
        assert values(person)["email"] == ANSWERS["email"]
    assert len(offered) == 2


@pytest.mark.parametrize("language", list(CATALOGUES))
@pytest.mark.parametrize("in_words", [False, True])
def test_a_did_you_mean_that_was_chosen_is_noted_and_the_other_is_not(language: str, in_words: bool) -> None:
    sentences = catalogue(language).sentences
    person = halfway("sale_or_let", "name", "phone", language=language)
    person.says("cloud9@gmial.com")
    yes, keep = drawn(person)
    person.happens(Said("yes") if in_words else Tapped(yes))
    assert values(person)["email"] == "cloud9@gmail.com"
    for data, toast in ((yes, "toast.noted"), (keep, "toast.outdated"), (yes, "toast.noted")):
        person.toasts.clear()
        person.happens(Tapped(data))
        assert person.toasts == [sentences[toast]]
        assert values(person)["email"] == "cloud9@gmail.com"


def test_a_step_back_that_was_overtaken_by_an_answer_is_not_noted() -> None:
    person = halfway(*DEFAULT_ORDER[:6])
    back = person.button("Back")
    person.says("4")
    person.happens(Tapped(back))
    assert person.toasts == ["That button is from an earlier question"]
    assert "What kind of home?" in person.messages[-1].text
    again = person.button("Back")
    person.happens(Tapped(again))
    here = len(person.messages)
    person.happens(Tapped(again))
    assert person.toasts[-1] == "Noted already"
    assert len(person.messages) == here


def test_all_correct_in_words_and_then_pressed_is_noted_already() -> None:
    person = halfway(*DEFAULT_ORDER)
    correct = person.button("All correct")
    person.says("yes")
    asked = len(person.messages)
    person.happens(Tapped(correct))
    assert (person.toasts, len(person.messages)) == (["Noted already"], asked)


def test_a_no_after_the_yes_that_sent_it_hears_more_than_that_it_was_sent() -> None:
    person = halfway(*DEFAULT_ORDER)
    person.taps("All correct")
    no = person.button("No, don't send")
    person.taps("Yes, show my estimate")
    said = len(person.messages)
    person.happens(Tapped(no))
    assert "your answers were sent" in person.messages[said].text
    assert any(data.endswith(":withdraw") for data in drawn(person))
    assert len(person.sent) == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "did I say 3 bedrooms?"),
        ("en", "hang on, is it 3 beds or 4 you have"),
        ("en", "does it say 07986 000001?"),
        ("pl", "czy podałam 3 sypialnie?"),
        ("cy", "wnes i ddweud tair ystafell wely?"),
    ],
)
@pytest.mark.parametrize("reviewed", [False, True])
def test_who_asks_what_was_noted_sees_it_and_changes_nothing(language: str, said: str, reviewed: bool) -> None:
    person = Person(language=language)
    person.starts()
    person.answers()
    if reviewed:
        person.says({"en": "yes", "cy": "ie", "pl": "tak"}[language])
    before = values(person)
    told = person.says(said)
    assert values(person) == before
    assert "123 Example Street, Derby" in told


@pytest.mark.parametrize("said", ["can you make it 3 bedrooms?", "shouldn't it be 3 bedrooms?", "do it as 3 bedrooms"])
def test_a_wish_that_is_put_as_a_question_is_a_change(said: str) -> None:
    person = Person()
    person.starts()
    person.answers()
    assert "Changed to 3 bedrooms" in person.says(said)


@pytest.mark.parametrize("text", ["want to let the flat", "let it"])
def test_a_wish_to_let_at_the_consent_question_is_asked_about_first(text: str) -> None:
    person = Person()
    person.reaches_consent()
    assert "Sale or let: shall I change it to Rent estimate?" in person.says(text)
    assert person.values()["sale_or_let"] == "vendor"
    assert not person.sent


def test_letting_somebody_know_is_no_wish_to_let() -> None:
    person = Person()
    person.reaches_consent()
    assert "shall I change it" not in person.says("I want to let my wife know")
    assert person.values()["sale_or_let"] == "vendor"
    assert not person.sent


def test_what_sets_new_against_old_changes_it_at_once() -> None:
    person = Person()
    person.reaches_consent()
    assert "Changed to Rent estimate." in person.says("no, I want to rent it out")


@pytest.mark.parametrize(
    ("first", "then"), [("Sell it", "Both, or not sure yet"), ("Both, or not sure yet", "Sell it")]
)
def test_an_old_button_changes_between_both_and_a_sale(first: str, then: str) -> None:
    person = Person()
    person.starts()
    person.taps(first)
    assert "Changed to Sale" in person.taps(then)
    person.taps(then)
    assert person.toasts == ["Noted already"]
