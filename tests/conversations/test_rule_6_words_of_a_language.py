"""Rule 6: a chat's words are its language's.

A word that means something in two languages means what it does in the chat's. Welsh and Polish chats hear English answers as
well. Otherwise the words of another language count for offering to switch, and for nothing else: no sentence in it is a name or
an address, agrees, refuses, or changes an answer.
"""

from __future__ import annotations

import pytest

from conversations.answers.consent import Consent, goes_on, read
from conversations.answers.contact_preference import read as preference
from conversations.languages import DEFAULT, assent, catalogue, vocabulary
from support.everyday import SENTENCES
from support.held_out import observe
from support.speaker import speaker

OTHERS = ("cy", "pl")
ENGLISH = {
    "sale_or_let": ("let it", "landlord"),
    "name": ("my name is Tyler Durden", "Tyler|Durden"),
    "phone": ("oh seven nine eight six, double oh one two three four", "+447986001234"),
    "email": ("it's tyler at cloud dot com", "tyler@cloud.com"),
    "address": ("I live at 7 Poplar Grove, Belper", "7 Poplar Grove, Belper"),
    "bedrooms": ("there are five bedrooms", "5"),
    "property_type": ("it's a detached house", "detached"),
    "appointment": ("the day after tomorrow in the afternoon", "2026-11-25T12"),
}


@pytest.mark.parametrize(
    ("word", "meanings"),
    [
        ("tak", {"en": Consent.UNCLEAR, "cy": Consent.UNCLEAR, "pl": Consent.YES}),
        ("ie", {"en": Consent.UNCLEAR, "cy": Consent.YES, "pl": Consent.UNCLEAR}),
        ("no", {"en": Consent.NO, "cy": Consent.NO, "pl": Consent.UNCLEAR}),
        ("na", {"en": Consent.UNCLEAR, "cy": Consent.NO, "pl": Consent.UNCLEAR}),
        ("dim", {"en": Consent.UNCLEAR, "cy": Consent.NO, "pl": Consent.UNCLEAR}),
        ("nie", {"en": Consent.UNCLEAR, "cy": Consent.UNCLEAR, "pl": Consent.NO}),
        ("yes", {"en": Consent.YES, "cy": Consent.YES, "pl": Consent.YES}),
    ],
)
def test_a_word_of_consent_is_the_chats_own(word: str, meanings: dict[str, Consent]) -> None:
    assert {language: read(word, assent(language)) for language in meanings} == meanings


@pytest.mark.parametrize(("word", "language"), [("allan", "cy"), ("piotr", ""), ("jutro", "pl"), ("weather", "en")])
def test_a_word_of_talk_is_talk_in_its_own_language_and_a_name_elsewhere(word: str, language: str) -> None:
    heard = {code for code in ("cy", "pl") if vocabulary(code).is_everyday(word)}
    assert heard == ({"cy", "pl"} if language == "en" else {language} - {""}), "English talk is heard in every chat"


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("question", ENGLISH)
def test_english_answers_are_heard_in_every_chat(language: str, question: str) -> None:
    text, value = ENGLISH[question]
    assert observe(question, language, text).changed.get(question) == value


@pytest.mark.parametrize("language", OTHERS)
def test_english_wishes_and_consent_are_heard_in_every_chat(language: str) -> None:
    person = speaker(language)
    person.reaches("review")
    assert goes_on("yes, that's all correct", assent(language))
    person.says("yes, that's all correct")
    assert preference("email only please", catalogue(language).contact, DEFAULT.contact) is not None
    person.says("yes, I agree")
    assert person.sent


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_is_no_name_and_no_address(language: str) -> None:
    assert len(SENTENCES[language]) >= 150
    stored = {
        (chat, place, said): observe(place, chat, said).changed
        for said in SENTENCES[language]
        for chat in (language, "en")
        for place in ("name", "address")
        if observe(place, chat, said).changed
    }
    assert stored == {}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("place", ["review", "consent"])
def test_another_languages_sentence_changes_and_decides_nothing(language: str, place: str) -> None:
    for said in SENTENCES[language]:
        seen = observe(place, "en", said)
        assert not seen.changed, said
        assert seen.happened.isdisjoint({"sent", "declined", "ended declined", "ended cancelled", "delete"}), said


@pytest.mark.parametrize(
    ("text", "offered"),
    [("chcę sprzedać dom ale nie wiem kiedy", "pl"), ("dw i eisiau gwerthu fy nhŷ ond ddim yn gwybod pryd", "cy")],
)
def test_it_is_offered_to_go_on_in_the_language_that_is_heard(text: str, offered: str) -> None:
    person = speaker("en")
    person.reaches("phone")
    assert catalogue(offered).sentences["language.offer"] in person.says(text)
    assert "phone" not in getattr(person.state.phase, "answers", {})
