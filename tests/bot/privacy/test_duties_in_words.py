"""The duties that the conversation itself keeps, in every language. The table is in docs/privacy.md."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.commands import Say, SendLead
from conversations.events import Edited, LeadReceived, LeadStatus, Said, Started, Tapped
from conversations.languages import CATALOGUES
from conversations.lead import Campaign, Estimate, LeadType, Range
from conversations.state import Collecting, Ended, Fresh
from support.speaker import WHOLE, Speaker, speaker

LANGUAGES = pytest.mark.parametrize("language", list(CATALOGUES))
PERSONAL = ("Marla", "Singer", "7986", "cloud9", "Example Street", "DE1")


def received(reference: str) -> LeadReceived:
    estimate = Estimate(Range(285_000, 300_000, 315_000), None)
    return LeadReceived(reference, LeadType.VENDOR, "123 Example Street, Derby", estimate)


@LANGUAGES
@pytest.mark.parametrize(
    "begin",
    [
        Started(),
        Started(Campaign("fb", LeadType.VENDOR)),
        Started(Campaign("window", LeadType.LANDLORD)),
        Said("hello"),
        Said("Marla Singer, 07986 000000, 3 bedrooms"),
    ],
    ids=["start", "a link for a sale", "a link for a let", "a word", "answers at once"],
)
def test_duty_01_the_first_message_says_who_why_and_where_to_read_on(language, begin) -> None:
    person = speaker(language)
    first = next(command for command in person.happens(begin) if isinstance(command, Say))
    keys = [line.key for line in first.lines]
    greeting = person.messages[0].text
    assert keys[0].startswith("greeting"), "before anything else"
    assert "Derby Homes" in greeting
    assert "https://derbyhomes.example/privacy" in greeting
    assert greeting.index("Derby Homes") < greeting.index("https://")


@LANGUAGES
def test_duty_01_without_a_page_of_its_own_the_bot_has_one(language) -> None:
    person = Speaker(form=replace(WHOLE, privacy_url=""), language=language)
    assert "/privacy" in person.starts()
    assert "Derby Homes" in person.says("/privacy")


@LANGUAGES
def test_duty_03_only_a_clear_yes_to_the_question_as_it_stands_consents(language) -> None:
    person = speaker(language)
    yes = person.label("consent.yes")
    person.starts()
    person.says(yes)  # volunteered
    person.goes_on("review")
    person.says(yes)
    person.goes_on("consent") if not person.collecting.reviewed else None
    stale = person.button(yes)
    person.says("/back")
    person.presses("button.reviewed")
    person.happens(Tapped(stale))
    person.happens(Edited(yes), message="1")
    for doubt in ("?", "👍", "yes but no marketing", "maybe later"):
        person.says(doubt)
    assert person.sent == [], "none of these is a consent"
    person.presses("consent.yes")
    assert len(person.sent) == 1


@LANGUAGES
@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("name", "Tyler Durden"),
        ("phone", "020 7946 0018"),
        ("email", "other@cloud.com"),
        ("address", "7 Paper Street, Derby"),
        ("postcode", "DE1 2GU"),
        ("bedrooms", "2"),
    ],
)
def test_duty_04_a_change_after_the_question_asks_again(language, key, other) -> None:
    person = speaker(language)
    person.reaches()
    stale = person.button(person.label("consent.yes"))
    said = next(answer.message for name, answer in person.answered.items() if name == key)
    person.edits(said, other)
    assert not person.collecting.reviewed
    person.happens(Tapped(stale))
    assert person.sent == []


@LANGUAGES
def test_duty_04_other_wording_asks_again(language, monkeypatch) -> None:
    person = speaker(language)
    person.reaches()
    other = next(each for each in CATALOGUES if each != language)
    yes = person.button(person.label("consent.yes"))
    person.says("/language")
    person.taps(CATALOGUES[other].name)
    person.happens(Tapped(yes))
    assert person.sent == [], "that was a yes to other words"


@LANGUAGES
def test_duty_04_each_property_needs_its_own_consent(language) -> None:
    person = speaker(language)
    person.reaches()
    reference = person.sends()
    yes = person.button(person.label("consent.yes"))
    person.happens(received(reference))
    person.presses("button.another")
    person.goes_on("consent")
    person.happens(Tapped(yes))
    assert len(person.sent) == 1
    person.presses("consent.yes")
    assert [lead.reference for lead in person.sent] == [reference, person.sent[1].reference]
    assert person.sent[0].consent.at < person.sent[1].consent.at


@LANGUAGES
def test_duty_05_after_a_no_nothing_is_sent_and_nobody_is_reminded(language) -> None:
    person = speaker(language)
    person.reaches()
    person.presses("consent.no")
    assert isinstance(person.state.phase, Ended)
    assert person.sent == []
    assert person.label("button.delete") in person.labels(), "erasure is offered"
    assert person.is_due() == []
    person.presses("button.delete")
    assert person.erasures == 1
    assert isinstance(person.state.phase, Fresh)


@LANGUAGES
@pytest.mark.parametrize("command", ["/withdraw", "/delete"])
@pytest.mark.parametrize(
    ("status", "unknown", "reached"),
    [
        (LeadStatus.WAITING, False, False),
        (LeadStatus.WAITING, True, True),
        (LeadStatus.IN_FLIGHT, False, True),
        (LeadStatus.DELIVERED, False, True),
        (LeadStatus.REJECTED, False, False),
        (LeadStatus.SET_ASIDE, False, False),
        (LeadStatus.SET_ASIDE, True, True),
    ],
)
def test_duty_07_the_staff_are_told_by_reference_and_nothing_is_claimed(
    language, command, status, unknown, reached
) -> None:
    person = speaker(language)
    person.reaches()
    reference = person.sends()
    person.stands(reference, status, unknown=unknown)
    said = person.says(command)
    assert (reference in said) is reached, "with it the person can ask the agency"
    assert [reference in told for told in person.staff] == [True] * reached
    assert not any(value in told for told in person.staff for value in PERSONAL)
    key = "withdraw.reached" if command == "/withdraw" else "deleted.agency_copy"
    claim = CATALOGUES[language].sentences[key].split("{agency}")[1].split("{reference}")[0]
    assert (claim in said) is reached, "that the agency's copy is the agency's"


@LANGUAGES
@pytest.mark.parametrize("until", ["name", "phone", "consent", "sent", "valued", "declined", "withdrawn", "fresh"])
def test_duty_09_deleting_offers_to_remove_the_messages_and_says_how_to_clear_the_rest(language, until) -> None:
    person = speaker(language)
    match until:
        case "sent" | "valued" | "withdrawn":
            person.reaches()
            reference = person.sends()
            person.happens(received(reference)) if until == "valued" else None
            person.says("/withdraw") if until == "withdrawn" else None
        case "declined":
            person.reaches()
            person.presses("consent.no")
        case "fresh":
            pass
        case _:
            person.reaches(until)
    said = person.says("/delete")
    assert CATALOGUES[language].sentences["deleted"] in said
    assert "“Clear history”" in said or "„Wyczyść historię”" in said
    assert person.label("button.clear") in person.labels()
    assert person.removals == 0, "only if that is wanted"
    person.presses("button.clear")
    assert person.removals == 1
    assert CATALOGUES[language].sentences["cleared"] in person.messages[-1].text
    assert isinstance(person.state.phase, Fresh), "nothing begins by it"


@LANGUAGES
def test_duty_09_typing_it_and_pressing_it_later_work_too(language) -> None:
    person = speaker(language)
    person.reaches("email")
    assert CATALOGUES[language].sentences["cleared"] in person.says(person.label("button.clear"))
    assert person.removals == 1
    assert isinstance(person.state.phase, Collecting), "the form goes on"


@LANGUAGES
@pytest.mark.parametrize("until", ["name", "email", "consent", "sent", "declined"])
def test_duty_11_mydata_shows_everything_that_was_told(language, until) -> None:
    person = speaker(language)
    person.reaches("consent" if until in ("sent", "declined") else until)
    person.sends() if until == "sent" else None
    person.presses("consent.no") if until == "declined" else None
    answers = person.answered
    said = person.says("/mydata")
    for key, answer in answers.items():
        assert CATALOGUES[language].show(key, answer.value) in said, key
    if until == "sent":
        assert person.sent[0].reference in said
        assert person.sent[0].consent.wording in said
        assert f"{person.sent[0].consent.at:%d/%m/%Y %H:%M}" in said
    if not answers:
        assert CATALOGUES[language].sentences["mydata.nothing"] in said


@LANGUAGES
def test_duty_13_one_reminder_free_of_promotion_and_none_after_a_stop(language) -> None:
    person = speaker(language)
    person.reaches("email")
    (reminder,) = [command for command in person.is_due() if isinstance(command, Say)]
    assert reminder.lines[0].key == "reminder"
    text = person.messages[-1].text
    assert "£" not in text
    assert "http" not in text
    assert person.label("button.no_reminder") in person.labels()
    assert person.is_due() == [], "one at most"
    for stop in ("/cancel", "/delete", "/withdraw"):
        stopped = speaker(language)
        stopped.reaches("email")
        stopped.says(stop)
        assert stopped.is_due() == [], stop
    asked = speaker(language)
    asked.reaches("email")
    asked.says(asked.label("button.no_reminder"))
    assert asked.is_due() == []


@LANGUAGES
@pytest.mark.parametrize("until", ["nothing", "name", "phone", "review", "consent", "sent", "declined"])
def test_duty_15_privacy_always_says_all_of_it(language, until) -> None:
    person = speaker(language)
    if until != "nothing":
        person.reaches("consent" if until in ("sent", "declined") else until)
    person.sends() if until == "sent" else None
    person.presses("consent.no") if until == "declined" else None
    said = person.says("/privacy")
    facts = {
        "controller": "Derby Homes",
        "contact by phone": "01332 000000",
        "contact by mail": "hello@derbyhomes.example",
        "the page": "https://derbyhomes.example/privacy",
        "a recipient": "Telegram",
        "how long a form is kept": "30",
        "how long anything is kept": "62",
        "access": "/mydata",
        "objection": "/withdraw",
        "erasure": "/delete",
        "where to complain": "ico.org.uk",
    }
    assert [what for what, words in facts.items() if words not in said] == []
    purposes = {"en": ("estimate", "contact"), "cy": ("amcangyfrif", "gysylltu"), "pl": ("oszacowania", "kontaktu")}
    assert all(word in said for word in purposes[language])


def test_no_lead_is_made_but_by_a_consent() -> None:
    """What the tests above rest on: a lead comes out of nothing else."""
    person = speaker("en")
    person.reaches()
    commands = [command for said in ("hello", "/mydata", "/privacy") for command in person.happens(Said(said))]
    assert not any(isinstance(command, SendLead) for command in commands)
