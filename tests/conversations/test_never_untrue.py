"""Nothing untrue is said: of what things cost, of what the chat does not know, and of who was told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from conversations.events import Body, LeadRejected, LeadSetAside, LeadStatus
from conversations.languages import CATALOGUES
from support.held_out import observe
from support.person import received
from support.speaker import Speaker, speaker

LANGUAGES = pytest.mark.parametrize("language", list(CATALOGUES))
PLACES = ("name", "bedrooms", "review", "consent", "valued")

ASKED = tomllib.loads((Path(__file__).parent / "never_untrue.toml").read_text(encoding="utf-8"))


def rows(table: str) -> list[tuple[str, str]]:
    """Return the questions of a table of never_untrue.toml, each with its language."""
    return [(language, each) for language, questions in ASKED[table].items() for each in questions]


AGENCYS = {"topic.for_agency", "topic.fees", "topic.other_costs", "topic.visit"}
"""Answers that leave it to the agency."""


def topics(place: str, language: str, asked: str) -> set[str]:
    """Return which topics a question is answered by, and whether it is taken for an answer given before."""
    seen = observe(place, language, asked)
    assert not seen.changed, "a question changes no answer"
    return {key for key in seen.happened if key.startswith("topic.") or key in ("answer.same", "bedrooms.counts")}


@pytest.mark.parametrize(("language", "asked"), rows("this"))
def test_this_estimate_is_free(language: str, asked: str) -> None:
    for place in PLACES:
        assert (
            topics(place, language, asked) == {"topic.free"}
            or "offers free" in observe(place, language, asked).happened
        )


@pytest.mark.parametrize(("language", "asked"), rows("charges"))
def test_what_anybody_charges_is_the_agencys_to_tell(language: str, asked: str) -> None:
    assert all(topics(place, language, asked) <= AGENCYS for place in PLACES)


@pytest.mark.parametrize(("language", "asked"), rows("the_teams"))
def test_what_is_not_of_this_chat_is_not_answered_as_if_it_were(language: str, asked: str) -> None:
    assert all(topics(place, language, asked) <= AGENCYS for place in PLACES)


@LANGUAGES
def test_the_answer_names_no_price_and_says_whom_to_ask(language: str) -> None:
    person = speaker(language)
    person.starts()
    said = person.says(CATALOGUES[language].topics["fees"].examples[0])
    assert "01332 000000" in said
    assert not re.search(r"free|am ddim|darmo|bezpłat|£", said)


def test_a_question_in_the_message_goes_with_it() -> None:
    seen = observe("message", "en", "We have tenants until June. Do they pay the bills?")
    assert "message" in seen.changed
    assert "topic.other_costs" in seen.happened


# Who was told.

TOLD = {"staff_told.withdrawn", "staff_told.deleted", "set_aside.told"}
ANSWERED = {
    "visit.accepted",
    "visit.reminder",
    "visit.cancelled",
    "call_time.done",
    "mydata.call.taken",
    "relay.not_carried",
}
"""Said only where staff answered, or their chat is there to be told in."""


def _withdrawn(person: Speaker) -> str:
    person.stands(person.sends(), LeadStatus.DELIVERED)
    return person.says("/withdraw")


def _deleted(person: Speaker) -> str:
    person.stands(person.sends(), LeadStatus.DELIVERED)
    return person.says("/delete")


def _arrived_late(person: Speaker) -> str:
    reference = person.sends()
    person.says("/withdraw")
    person.stands(reference, LeadStatus.DELIVERED)
    return _happens(person, received(reference))


def _set_aside(person: Speaker) -> str:
    return _happens(person, LeadSetAside(person.sends()))


def _refused_for_good(person: Speaker) -> str:
    return _happens(person, LeadRejected(person.sends(), "unknown", "no such field"))


def _happens(person: Speaker, body: Body) -> str:
    person.happens(body)
    return person.messages[-1].text


@LANGUAGES
@pytest.mark.parametrize("what", [_withdrawn, _deleted, _arrived_late, _set_aside, _refused_for_good])
@pytest.mark.parametrize("told", [True, False])
def test_that_the_agency_knows_is_said_only_if_somebody_was_told(language: str, what, told: bool) -> None:
    person = speaker(language)
    person.staff_told = told
    person.reaches()
    said = what(person)
    sentences = CATALOGUES[language].sentences
    claims = [key for key in TOLD if _words(sentences[key]) in said]
    assert len(claims) == told
    assert ("01332 000000" in said) is not told, "else how to tell them oneself"


def _words(sentence: str) -> str:
    return max(re.split(r"\{\w+\}", sentence), key=len).strip()


PROMISES = {
    "en": r"I've (told|let)|(will|'ll) (\w+ )?(be in touch|get in touch|call|contact|ring|look into|value|come)\b|\bcalls\b",
    "cy": r"[Rr]wyf wedi (dweud|rhoi gwybod)|\bbyddant yn\b|\bbydd (rhywun|\{agency\})\b",
    "pl": r"[Pp]rzekazuję|dostało wiadomość|\bodezwie\b|\bzadzwoni\b(?! wkrótce)|\bzajmie się\b",
}


@LANGUAGES
def test_no_other_sentence_says_that_the_agency_was_told_or_will_do_something(language: str) -> None:
    sentences = CATALOGUES[language].sentences
    claims = {
        key for key, each in sentences.items() if re.search(PROMISES[language], each) and not key.endswith(".label")
    }
    assert claims - TOLD - ANSWERED <= {"topic.curious", "topic.why_phone", "topic.next"}, "which say that they may"


@LANGUAGES
def test_free_is_said_of_the_estimate_and_the_visit_alone(language: str) -> None:
    words = {"en": r"\bfree\b", "cy": r"\bam ddim\b", "pl": r"\b(darmo|bezpłat|nic nie kosztuje)"}[language]
    claims = {key for key, each in CATALOGUES[language].sentences.items() if re.search(words, each)}
    assert claims <= {
        "topic.free",
        "topic.free.label",
        "greeting",
        "greeting.vendor",
        "greeting.landlord",
        "greeting.begun",
        "button.visit",  # offered only where the agency's staff answer requests for one
        "after.visit",
        "profile.description",
        "profile.short",
        "profile.plain",
        "crisis",  # a call to the helpline
    }


@LANGUAGES
def test_what_the_agency_charges_is_its_to_tell(language: str) -> None:
    of = CATALOGUES[language]
    assert of.topics["fees"].contacts
    assert "{agency}" in of.sentences["topic.fees"]
    assert not any(
        char.isdigit() or char in "£%" for key in ("fees", "other_costs") for char in of.sentences[f"topic.{key}"]
    )
