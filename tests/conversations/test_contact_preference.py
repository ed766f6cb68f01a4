"""How somebody would rather be reached: noted at the consent question, shown back, sent in ``meta``, and never a consent."""

from __future__ import annotations

import pytest

from bot.core.serialization import STATE
from bot.lead_api.payload import payload, problems
from conversations.answers.contact_preference import Preference, read
from conversations.events import Tapped
from conversations.languages import CATALOGUES
from conversations.state import State
from support.person import Person

SAID = {
    "en": {
        "email only": Preference.EMAIL, "please don't ring, text me": Preference.TEXT, "just by email": Preference.EMAIL,
        "yes but email only": Preference.EMAIL, "Only by e-mail please": Preference.EMAIL, "no calls please": Preference.NO_CALLS,
        "text or email me, don't call": Preference.NO_CALLS, "I agree but don't phone": Preference.NO_CALLS,
        "text only": Preference.TEXT,
        "can you email me instead?": None, "my email is marla@cloud.example": None, "no emails please": None,
        "text me on 07986 000000": None,
        "call me": None, "yes": None, "hello": None,
    },
    "cy": {
        "e-bost yn unig": Preference.EMAIL, "ydw ond dim galwadau": Preference.NO_CALLS,
        "neges destun yn unig, diolch": Preference.TEXT,
        "email only": Preference.EMAIL, "ydw": None,
    },
    "pl": {
        "tylko mailem": Preference.EMAIL, "tak, ale nie dzwońcie": Preference.NO_CALLS, "wolę SMS": Preference.TEXT, "tak": None,
        "tylko e-mail": Preference.EMAIL,
    },
}  # fmt: skip
ROWS = [(language, said, wanted) for language, rows in SAID.items() for said, wanted in rows.items()]


@pytest.mark.parametrize(("language", "said", "wanted"), ROWS, ids=[f"{row[0]} {row[1]!a}" for row in ROWS])
def test_a_wish_is_told_from_everything_else(language: str, said: str, wanted: Preference | None) -> None:
    assert read(said, CATALOGUES[language].contact, CATALOGUES["en"].contact) is wanted


@pytest.mark.parametrize(
    "said", ["email only", "yes but email only", "No calls, just by email", "I agree, email me please"]
)
def test_it_is_noted_shown_back_and_asked_again(said: str) -> None:
    person = Person()
    person.reaches_consent()
    old = person.button("Yes, show my estimate")
    told = person.says(said)
    assert "by email" in told
    assert "I'll tell Derby Homes" in told
    assert "Shall I send this to Derby Homes" in told
    assert not person.sent
    person.happens(Tapped(old))
    assert not person.sent, "the button of the question without it asks again"
    assert "Contact: by email" in person.says("/mydata")
    person.taps("Yes, show my estimate")
    assert person.sent[0].notes["contact_preference"] == person.state.contact_preference
    person.says("/mydata")
    assert any("Contact: by email" in message.text for message in person.messages[-2:])


def test_the_agency_hears_of_it_in_meta() -> None:
    person = Person()
    person.reaches_consent()
    person.says("text only")
    person.says("yes")
    made = payload(person.sent[0], host="https://t.me/example_bot")
    meta = made["meta"]
    assert isinstance(meta, dict)
    assert meta["contact_preference"] == "text"
    assert problems(made) == []


def test_it_outlives_a_no_that_is_taken_back_and_a_newer_wish_replaces_it() -> None:
    person = Person()
    person.reaches_consent()
    person.says("no calls please")
    person.says("no")
    person.taps("Carry on")
    assert "by email or text rather than by phone" in person.taps("All correct")
    assert "contacted by text," in person.says("text only")
    person.says("yes")
    assert person.sent[0].notes["contact_preference"] == "text"


@pytest.mark.parametrize("command", ["/delete", "/withdraw"])
def test_it_goes_with_everything_else(command: str) -> None:
    person = Person()
    person.reaches_consent()
    person.says("email only")
    person.says("yes")
    person.says(command)
    assert person.state.contact_preference == ""


def test_states_of_versions_without_it_load() -> None:
    assert STATE.decode(b'{"phase":{"kind":"fresh"},"language":"en","version":1}') == State(language="en")
