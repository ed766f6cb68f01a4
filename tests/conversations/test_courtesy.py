"""What is no answer and still deserves a word, wherever the conversation stands."""

from __future__ import annotations

import pytest

from conversations.events import LeadReceived, Said
from conversations.languages import CATALOGUES
from conversations.lead import Campaign, LeadType, Name
from conversations.questions import DEFAULT_ORDER
from conversations.state import Fresh
from conversations.understanding.courtesies import Courtesy, heard
from conversations.understanding.utterance import Utterance
from support.person import ESTIMATE, Person

IN_OTHERS = {
    "dziękuję bardzo": "pl", "później": "pl", "do widzenia": "pl", "jest tam ktoś": "pl", "tak jak poprzednio": "pl",
    "diolch yn fawr iawn": "cy", "nes ymlaen": "cy", "hwyl": "cy", "ti yna": "cy",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hello", Courtesy.GREETING),
        ("Hi there!", Courtesy.GREETING),
        ("dzień dobry", Courtesy.GREETING),
        ("thanks", Courtesy.THANKS),
        ("Thank you so much 🙏", Courtesy.THANKS),
        ("ok cheers", Courtesy.THANKS),
        ("diolch yn fawr iawn", Courtesy.THANKS),
        ("dziękuję bardzo", Courtesy.THANKS),
        ("not now", Courtesy.LATER),
        ("I'm at work, later", Courtesy.LATER),
        ("give me a sec", Courtesy.LATER),
        ("nes ymlaen", Courtesy.LATER),
        ("później", Courtesy.LATER),
        ("none of your business", Courtesy.REFUSAL),
        ("none of ur buisness", Courtesy.REFUSAL),
        ("dim o dy fusnes", Courtesy.REFUSAL),
        ("to nie twoja sprawa", Courtesy.REFUSAL),
        ("spadaj", Courtesy.SWEARING),
        ("I'd rather not say", Courtesy.REFUSAL),
        ("bye", Courtesy.BYE),
        ("thanks bye", Courtesy.BYE),
        ("ok see ya later, bye", Courtesy.BYE),
        ("do widzenia", Courtesy.BYE),
        ("hwyl", Courtesy.BYE),
        ("are u there", Courtesy.HERE),
        ("hello?", Courtesy.HERE),
        ("jest tam ktoś", Courtesy.HERE),
        ("ti yna", Courtesy.HERE),
        ("same as before", Courtesy.SAME),
        ("you already have it", Courtesy.SAME),
        ("tak jak poprzednio", Courtesy.SAME),
        ("same street, number 14", None),
        ("hang on what does lead system mean", None),
        ("fuck off", Courtesy.SWEARING),
        ("kurwa", Courtesy.SWEARING),
        ("what's the weather like?", Courtesy.QUESTION),
        ("Marla Singer", None),
        ("tŷ", None),
        ("asdfgh", None),
        ("", None),
        ("\x00", None),
        ("07986 000000", None),
    ],
)
def test_courtesies_are_told_from_answers(text: str, kind: Courtesy | None) -> None:
    assert heard(Utterance(text, IN_OTHERS.get(text, "en"))) is kind
    if text not in IN_OTHERS and kind is not None:
        assert heard(Utterance(text, "pl")) is kind  # English is heard in every chat


@pytest.mark.parametrize("key", DEFAULT_ORDER)
@pytest.mark.parametrize("said", ["hello", "thanks!", "not now", "i'd rather not say", "piss off", "what is love?"])
def test_no_courtesy_is_an_answer_and_every_one_gets_a_word_and_the_question_again(key: str, said: str) -> None:
    person = Person()
    person.starts()
    for before in DEFAULT_ORDER[: DEFAULT_ORDER.index(key)]:
        person.answers(before)
    asked = person.messages[-1].text.rsplit("\n\n", 1)[-1]
    answered = person.says(said)
    assert key not in person.answered
    assert answered.endswith(asked)
    assert "couldn't" not in answered
    assert "Sorry" not in answered


def test_only_courtesies_that_leave_somebody_stuck_count_as_failures() -> None:
    person = Person()
    person.starts()
    for said in ("hello", "thanks", "not now", "hi"):
        assert "For example" not in person.says(said)
    person.says("none of your business")
    person.says("piss off")
    assert "For example" in person.says("who won the cup?")
    assert {"Talk to the office", "Stop"} <= set(person.labels())


def test_later_is_fine_at_the_review_and_at_the_consent_question_and_sends_nothing() -> None:
    person = Person()
    person.starts()
    person.answers()
    assert "No hurry" in person.says("later")
    person.taps("All correct")
    assert "No hurry" in person.says("hold on")
    assert not person.sent
    assert "I haven't sent anything yet" in person.says("thanks")
    assert not person.sent


def test_a_question_nobody_foresaw_is_owned_up_to_at_the_review_and_at_the_consent_question() -> None:
    person = Person()
    person.starts()
    person.answers()
    assert "one for the team at" in person.says("who won the cup?")
    person.taps("All correct")
    told = person.says("who won the cup?")
    assert "one for the team at" in told
    assert "I haven't sent anything yet" in told
    assert "one for the team at" not in person.says("yes?")
    assert not person.sent


def test_a_slip_in_a_correction_is_offered_back_and_nothing_else_changes() -> None:
    person = Person()
    person.starts()
    person.answers()
    before = dict(person.answered)
    person.says("my phone should be 01999 123456")
    assert person.collecting.pending
    assert person.collecting.pending.question == "phone"
    assert dict(person.answered) == before
    person.says("yes")
    assert person.answered["phone"].value == "+441999123456"
    assert {key for key, given in person.answered.items() if given.value != before[key].value} == {"phone"}


def test_how_long_is_answered_by_where_it_stands() -> None:
    person = Person()
    person.starts()
    assert "two minutes" in person.says("how long will it take?")
    lead = person.reaches_sent()
    said = person.says("how long will it take?")
    assert "two minutes" not in said
    assert "appears here by itself" in said
    person.happens(LeadReceived(lead.reference, lead.lead_type, lead.address, ESTIMATE))
    assert "can get in touch" in person.says("how long until you call?")


@pytest.mark.parametrize("ended", ["/cancel", "no"])
def test_who_stopped_and_starts_again_may_go_on_or_begin_afresh(ended: str) -> None:
    person = Person()
    person.reaches_consent()
    person.says(ended)
    answers = person.answered
    assert "Welcome back" in person.starts()
    assert person.labels() == ["Carry on", "Delete my answers", "Start again"]
    assert "All correct?" in person.taps("Carry on")
    assert person.answered == answers
    person.says("/cancel")
    person.starts(Campaign("window", LeadType.LANDLORD))
    assert person.campaign.code == "window"
    assert "takes two minutes" in person.taps("Start again")


def test_a_yes_after_declining_carries_on_and_never_consents() -> None:
    person = Person()
    person.reaches_consent()
    person.says("no")
    assert "All correct?" in person.says("yes")
    assert not person.sent


def test_the_next_thing_to_happen_is_told_before_and_after() -> None:
    person = Person()
    person.starts()
    assert "Once you've agreed" in person.says("what happens next?")
    lead = person.reaches_sent()
    person.happens(LeadReceived(lead.reference, lead.lead_type, lead.address, ESTIMATE))
    assert "can get in touch" in person.says("when will you call me?")


def test_a_question_that_comes_first_is_answered_in_the_greeting() -> None:
    person = Person()
    said = person.says("is it free?")
    assert "Derby Homes" in said
    assert "This estimate is free" in said
    assert "8 left." in said
    person = Person()
    assert "01332 000000" in person.says("can I talk to someone?")


def test_who_begins_with_answers_is_not_told_of_nine_questions() -> None:
    person = Person()
    said = person.says("3 bed semi in DE1 1JX, want to let it")
    assert "automated assistant at Derby Homes" in said
    assert "derbyhomes.example/privacy" in said
    assert "9 quick" not in said
    assert "What's your name?" in said


@pytest.mark.parametrize("said", ["stop", "help", "delete my data", "privacy", "my data", "withdraw"])
def test_who_wants_something_else_first_is_not_greeted_instead(said: str) -> None:
    person = Person()
    assert "automated assistant" not in person.says(said)
    assert isinstance(person.state.phase, Fresh)
    assert "Start again" in person.labels()


def test_forwarded_words_answer_questions_and_never_consent() -> None:
    person = Person()
    person.starts(Campaign())
    person.says("sell it")
    person.happens(Said("Marla Singer", own=False))
    assert person.values()["name"] == Name("Marla", "Singer")
    person.answers()
    person.taps("All correct")
    person.happens(Said("yes, I agree", own=False))
    assert not person.sent
    assert "I haven't sent anything yet" in person.messages[-1].text
    person.says("yes, I agree")
    assert len(person.sent) == 1


@pytest.mark.parametrize("key", ["name", "phone", "email"])
@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("en", "no"),
        ("en", "No thanks"),
        ("en", "i dont have one"),
        ("en", "I don't use it"),
        ("pl", "nie mam"),
        ("pl", "nie, dziękuję"),
        ("cy", "sgen i ddim"),
        ("cy", "dim diolch"),
    ],
)
def test_whoever_does_not_want_to_tell_or_has_none_hears_that_it_is_up_to_them(
    key: str, spoken: str, said: str
) -> None:
    person = Person(language=spoken)
    person.starts()
    for before in DEFAULT_ORDER[: DEFAULT_ORDER.index(key)]:
        person.answers(before)
    assert CATALOGUES[spoken].sentences["courtesy.refusal"] in person.says(said)


@pytest.mark.parametrize(
    ("spoken", "said"),
    [("en", "no idea"), ("en", "I don't know it"), ("en", "look it up"), ("pl", "nie znam"), ("cy", "dim syniad")],
)
def test_whoever_does_not_know_the_postcode_hears_where_it_stands(spoken: str, said: str) -> None:
    person = Person(language=spoken)
    person.starts()
    for before in DEFAULT_ORDER[: DEFAULT_ORDER.index("postcode")]:
        person.answers(before)
    assert CATALOGUES[spoken].sentences["postcode.find"] in person.says(said)


@pytest.mark.parametrize("key", DEFAULT_ORDER)
def test_a_bare_question_mark_asks_why(key: str) -> None:
    person = Person()
    person.starts()
    for before in DEFAULT_ORDER[: DEFAULT_ORDER.index(key)]:
        person.answers(before)
    assert person.says("??") == person.says("why")


def test_a_death_is_answered_before_the_question_and_costs_no_answer() -> None:
    person = Person()
    person.starts()
    told = person.says("We're selling, mum died in March")
    assert told.startswith("I'm sorry to hear that.")
    assert "sale_or_let" in person.answered


def test_what_is_known_already_is_called_no_edit() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let")
    assert person.says("I said sell").startswith("I've noted that already.")


@pytest.mark.parametrize(
    ("said", "language"),
    [("send it", "en"), ("Go on then", "en"), ("ok go ahead", "en"), ("wyślij", "pl"), ("anfonwch", "cy")],
)
def test_whoever_says_go_on_at_the_review_is_asked_for_permission_and_nothing_is_sent(said: str, language: str) -> None:
    person = Person(language=language)
    person.starts()
    person.answers()
    assert "/withdraw" in person.says(said)
    assert not person.sent


def test_go_on_alone_is_no_permission_however_often_it_is_said() -> None:
    person = Person()
    person.starts()
    person.answers()
    person.says("Go on then")
    person.says("Go on then")
    assert not person.sent


def test_a_wrong_button_is_a_step_back() -> None:
    person = Person()
    person.starts()
    person.taps("Rent it out")
    assert "selling, letting, or both" in person.says("oops I pressed the wrong button")


def test_a_question_that_is_wanted_again_is_asked_again() -> None:
    person = Person()
    person.starts()
    person.says("sell")
    assert person.says("can you say that again").endswith("What's your name?")


def test_the_same_as_before_keeps_an_answer_that_is_being_corrected_and_is_none_otherwise() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone")
    person.says("back")
    assert "email" in person.says("same as before")
    assert "no earlier answer" in person.says("same as before")


def test_looking_for_a_valuation_is_no_mere_curiosity() -> None:
    person = Person()
    told = person.says("I'm looking to get my house valued, we want to sell it")
    assert "just say no thanks" not in told
    assert "sale_or_let" in person.answered


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("en", "does a box room count?"),
        ("en", "what counts as a bedroom"),
        ("pl", "czy gabinet się liczy?"),
        ("cy", "ydy'r lofft yn cyfri?"),
    ],
)
def test_who_asks_what_counts_as_a_bedroom_is_told(spoken: str, said: str) -> None:
    person = Person(language=spoken)
    person.starts()
    for before in DEFAULT_ORDER[: DEFAULT_ORDER.index("bedrooms")]:
        person.answers(before)
    assert CATALOGUES[spoken].sentences["bedrooms.counts"] in person.says(said)


def test_having_no_phone_in_welsh_is_not_a_wish_for_no_calls() -> None:
    person = Person(language="cy")
    person.starts()
    for before in DEFAULT_ORDER[: DEFAULT_ORDER.index("phone")]:
        person.answers(before)
    assert CATALOGUES["cy"].sentences["courtesy.refusal"] in person.says("dim ffôn gen i")
