"""Each language by itself: whole conversations in it, its grammar, and that it understands what its speakers ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from conversations.commands import Line, Say, Shown
from conversations.events import LeadReceived
from conversations.form import Form
from conversations.intents import MENU, Intent
from conversations.languages import CATALOGUES, catalogue
from conversations.languages.render import render, words
from conversations.lead import LeadType, Name, PropertyType, Range
from conversations.questions import DEFAULT_ORDER, QUESTIONS
from conversations.state import Valued
from conversations.understanding.topics import wished
from support.person import ESTIMATE, FORM, Person

LANGUAGES = pytest.mark.parametrize("language", list(CATALOGUES))
LONGEST_LABEL = 34
"""Characters that a phone shows of a button which has a row to itself, before it cuts the rest off."""
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True)
class Speaker:
    """How somebody answers in their language, and words of each estimate that they are to read."""

    says: tuple[str, ...]
    sale: str
    rent: str


SPEAKERS = {
    "en": Speaker(
        ("to sell", "My name is Marla Singer", "my number is 07986 000000", "cloud9@cloud.com", "123 Example Street, Derby",
         "DE1 1JX", "four bedrooms", "it's a semi", "that's right", "yes, I agree"),
        "Around £300,000 to sell, likely between £285,000 and £315,000.",
        "Around £1,225 a month to let, likely between £1,150 and £1,300.",
    ),
    "cy": Speaker(
        ("dw i eisiau gwerthu", "Fy enw i yw Marla Singer", "fy rhif yw 07986 000000", "cloud9@cloud.com",
         "123 Example Street, Derby", "DE1 1JX", "pedair", "tŷ pâr", "ydy, mae popeth yn iawn", "ydw, rwy'n cytuno"),
        "Tua £300,000 i'w werthu, rhwng £285,000 a £315,000 fwyaf tebygol.",
        "Tua £1,225 y mis i'w osod, rhwng £1,150 a £1,300 fwyaf tebygol.",
    ),
    "pl": Speaker(
        ("chcę sprzedać", "Nazywam się Marla Singer", "mój numer to 07986 000000", "cloud9@cloud.com",
         "mój adres to 123 Example Street, Derby", "DE1 1JX", "cztery sypialnie", "bliźniak", "tak, wszystko się zgadza",
         "tak, zgadzam się"),
        "Około 300\u00a0000\u00a0£ przy sprzedaży, najpewniej od 285\u00a0000\u00a0£ do 315\u00a0000\u00a0£.",
        "Około 1\u00a0225\u00a0£ miesięcznie przy wynajmie, najpewniej od 1\u00a0150\u00a0£ do 1\u00a0300\u00a0£.",
    ),
}  # fmt: skip


def receives(person: Person) -> str:
    """Let the estimate for the only lead come; returns what the bot says."""
    (lead,) = person.sent
    person.happens(LeadReceived(lead.reference, lead.lead_type, lead.address, ESTIMATE))
    assert isinstance(person.state.phase, Valued)
    return person.messages[-1].text


@LANGUAGES
def test_typing_alone_leads_from_the_first_word_to_the_estimate(language: str) -> None:
    speaker, sentences = SPEAKERS[language], catalogue(language).sentences
    person = Person(language=f"{language}-GB")
    person.starts()
    for key, said in zip((*DEFAULT_ORDER, "review", "consent"), speaker.says, strict=True):
        if key in DEFAULT_ORDER:
            assert sentences[f"{key}.ask"] in person.messages[-1].text
            assert not person.sent
        person.says(said)
    (lead,) = person.sent
    assert (lead.lead_type, lead.name, lead.phone) == (LeadType.VENDOR, Name("Marla", "Singer"), "+447986000000")
    assert (lead.email, lead.address, lead.postcode) == ("cloud9@cloud.com", "123 Example Street, Derby", "DE1 1JX")
    assert (lead.bedrooms, lead.property_type) == (4, PropertyType.SEMI_DETACHED)
    assert (lead.consent.language, lead.consent.wording) == (language, catalogue(language).consent_version)
    assert speaker.sale in receives(person)


@LANGUAGES
def test_buttons_lead_from_the_first_word_to_the_estimate_through_every_question(language: str) -> None:
    sentences = catalogue(language).sentences
    form = replace(FORM, questions=("title", *DEFAULT_ORDER, "message", "appointment"), made_up=True)
    person = Person(form, language)
    person.starts()
    person.taps("Mrs")
    person.taps(sentences["sale_or_let.choice.landlord"])
    person.says("Marla Singer")
    assert person.messages[-1].share_contact == sentences["keyboard.share"]
    person.shares_contact("447986000000")
    for said in ("cloud9@cloud.com", "123 Example Street, Derby", "DE1 1JX"):
        person.says(said)
    person.taps(sentences["bedrooms.choice.0"])
    person.taps(sentences["property_type.choice.flat"])
    person.taps(sentences["button.skip"])
    person.taps(person.labels()[0])
    person.taps(sentences["button.reviewed"])
    person.taps(sentences["consent.yes"])
    (lead,) = person.sent
    assert (lead.lead_type, lead.bedrooms, lead.property_type) == (LeadType.LANDLORD, 0, PropertyType.FLAT)
    assert lead.consent.language == language
    said = receives(person)
    assert SPEAKERS[language].rent in said
    assert sentences["estimate.made_up"] in said
    assert person.labels() == [sentences[f"button.{each}"] for each in ("talk", "another", "your_data")]
    assert person.pictures[-1].title == sentences["picture.rent"]


@LANGUAGES
@pytest.mark.parametrize(("typed", "intent"), [("back", Intent.BACK), ("stop", Intent.CANCEL), ("why", Intent.WHY)])
def test_the_english_words_that_other_bots_teach_are_known_everywhere(
    language: str, typed: str, intent: Intent
) -> None:
    assert wished(FORM, language, typed) is intent


# ------------------------------------------------------------------------------------------------ grammar


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ("Studio", "1 bedroom", "2 bedrooms", "4 bedrooms", "5 bedrooms", "12 bedrooms", "22 bedrooms")),
        ("cy", ("Stiwdio", *(f"{number} ystafell wely" for number in (1, 2, 4, 5, 12, 22)))),
        ("pl", ("Studio", "1 sypialnia", "2 sypialnie", "4 sypialnie", "5 sypialni", "12 sypialni", "22 sypialnie")),
    ],
)
def test_numbers_of_bedrooms_have_their_plural(language: str, shown: tuple[str, ...]) -> None:
    of = catalogue(language)
    assert tuple(of.show("bedrooms", number) for number in (0, 1, 2, 4, 5, 12, 22)) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ("£950", "£285,000", "£1,250,000")),
        ("cy", ("£950", "£285,000", "£1,250,000")),
        ("pl", ("950\u00a0£", "285\u00a0000\u00a0£", "1\u00a0250\u00a0000\u00a0£")),
    ],
)
def test_money_is_written_as_people_write_it(language: str, shown: tuple[str, ...]) -> None:
    money = catalogue(language).money(Range(950, 285_000, 1_250_000))
    assert (money["minimum"], money["average"], money["maximum"]) == shown


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("en", "2026-11-24 09-12", "Tue 24 Nov, morning"),
        ("cy", "2026-11-24 09-12", "Maw 24 Tach, bore"),
        ("cy", "2027-03-02 12-17", "Maw 2 Maw, prynhawn"),
        ("cy", "2026-11-27 15-16", "Gwe 27 Tach, 15:00"),
        ("pl", "2026-11-24 09-12", "wt. 24 lis, rano"),
        ("pl", "2026-11-27 15-16", "pt. 27 lis, godz. 15"),
    ],
)
def test_times_are_shown_in_the_language(language: str, value: str, shown: str) -> None:
    assert words(Line("answer.shown", {"answer": Shown("appointment", value)}), FORM, catalogue(language)) == shown


def test_polish_tells_nobodys_gender() -> None:
    """The past tense of the first and second person does, and so do the adjectives of "I'm not sure"."""
    gendered = re.compile(r"\b\w+(?:łem|łam|łeś|łaś)\b|\b(?:pewien|pewna|gotowy|gotowa)\b")
    assert not {key: each for key, each in catalogue("pl").sentences.items() if gendered.search(each)}


def test_in_polish_the_agencys_name_stands_behind_a_declined_noun() -> None:
    behind = re.compile(r"\b[Bb]iur(?:o|a|u|ze|em) (?:\*\*)?$")
    for key, sentence in catalogue("pl").sentences.items():
        for place in re.finditer(r"\{agency\}", sentence):
            assert behind.search(sentence[: place.start()]), key


def test_in_welsh_the_agencys_name_follows_no_word_that_would_change_it_or_itself() -> None:
    changing = re.compile(r"\b(?:yn|a|ac|â|ag|gyda|gydag|tua|na|nac|neu|i'r|o'r|y|yr) (?:\*\*)?$", re.IGNORECASE)
    for key, sentence in catalogue("cy").sentences.items():
        for place in re.finditer(r"\{agency\}", sentence):
            assert not changing.search(sentence[: place.start()]), key


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "the estate agency"),
        ("cy", "cynorthwyydd awtomatig swyddfa'r gwerthwyr tai ydw i"),
        ("pl", "automatyczny asystent biura nieruchomości."),
    ],
)
def test_an_agency_without_a_name_reads_well_too(language: str, shown: str) -> None:
    assert shown in Person(Form(), language).starts()


# ------------------------------------------------------------------------------------------------ form


@LANGUAGES
def test_descriptions_of_commands_keep_telegrams_limits(language: str) -> None:
    described = [catalogue(language).sentences[f"command.{name}"] for name in MENU]
    assert all(3 <= len(each) <= 256 for each in described)
    assert len(set(described)) == len(MENU)
    listed = catalogue(language).sentences["help.commands"].splitlines()
    assert {line.split(" ", 1)[0].removeprefix("/") for line in listed} == set(MENU) - {"help"}


def labels(language: str) -> Iterator[tuple[str, str]]:
    """Every label of a button or key that is not made of an answer."""
    label = re.compile(r"button\..+|.+\.choice\..+|(?!own\.).+\.label|consent\.(?:yes|no)|keyboard\..+|pending\.no")
    return ((key, each) for key, each in catalogue(language).sentences.items() if label.fullmatch(key))


@LANGUAGES
def test_labels_of_buttons_fit_a_phone(language: str) -> None:
    found = dict(labels(language))
    assert len(found) > 40
    assert {key: each for key, each in found.items() if len(each) > LONGEST_LABEL} == {}


@LANGUAGES
def test_labels_of_buttons_that_stand_together_differ(language: str) -> None:
    found = dict(labels(language))
    for group in (
        [f"button.{intent}" for intent in Intent if f"button.{intent}" in found],
        [f"{key}.label" for key in QUESTIONS],
        *([key for key in found if key.startswith(f"{question}.choice.")] for question in QUESTIONS),
    ):
        shown = [found[key] for key in group]
        assert len(set(shown)) == len(shown)


SAME_EVERYWHERE = frozenset(
    {"document.home", "answer.shown", "answer.noted", "noted.answer", "review.answer", "mydata.answer", "pending.one_of", "own.ask",
     "own.label", "own.got", "title.got", "sale_or_let.got", "address.got",
        "estimate.and", "postcode.got", "bedrooms.got",
     "property_type.got", "picture.home", "picture.home.plain",
     "address.with_postcode", "picture.street", *(f"bedrooms.choice.{number}" for number in range(1, 7))}
)  # fmt: skip
"""Nothing but placeholders and digits."""
SAME_IN_TWO = {
    ("en", "pl"): {"bedrooms.choice.0"},  # "Studio" is a Polish word
    ("cy", "en"): set(),
    ("cy", "pl"): set(),
}


@pytest.mark.parametrize(("one", "other"), list(SAME_IN_TWO))
def test_no_catalogue_has_a_sentence_of_another_language(one: str, other: str) -> None:
    first, second = catalogue(one).sentences, catalogue(other).sentences
    same = {key for key in first.keys() & second.keys() if first[key] == second[key]}
    assert same == SAME_EVERYWHERE | SAME_IN_TWO[(one, other)]


STRANGERS = {
    "cy": r"\b(?:the|and|your|you|please|with|sent|property|estimate|valuation|nie|jest|proszę|się)\b",
    "pl": r"\b(?:the|and|your|you|please|with|sent|property|estimate|valuation|eich|yw|mae|gwelwch)\b",
    "en": r"\b(?:eich|yw|mae|gwelwch|nie|jest|proszę|się)\b",
}
"""Common words of the other languages, which are words of none but them."""


@LANGUAGES
def test_no_sentence_has_another_languages_words_in_it(language: str) -> None:
    stranger = re.compile(STRANGERS[language], re.IGNORECASE)
    found = {
        key: each
        for key, each in catalogue(language).sentences.items()
        if stranger.search(re.sub(r"/[a-z]+", "", PLACEHOLDER.sub("", each)))
    }
    assert not found


DISCLAIMERS = {"estimate.sale.caveat", "topic.in_writing", "topic.in_writing.document"}
"""Sentences that say that an estimate is no formal valuation."""


@pytest.mark.parametrize(
    ("language", "valuation", "allowed"),
    [
        ("cy", r"\b(?:prisiad|phrisiad|brisiad|prisio|brisio)\w*", DISCLAIMERS),
        ("pl", r"\b[Ww]yce[nń]\w*", DISCLAIMERS),
        ("pl", r"\b[Ss]zacun(?:ek|ku|kiem|ki)\b", set()),  # "szacunek" is respect first
    ],
)
def test_a_computers_figure_is_an_estimate_in_every_language(language: str, valuation: str, allowed: set[str]) -> None:
    """A person values; the computer estimates, and says that its figure is no formal valuation."""
    sentences = catalogue(language).sentences
    assert {key for key, each in sentences.items() if re.search(valuation, each)} == allowed


@LANGUAGES
def test_every_message_that_quotes_a_button_quotes_one_that_there_is(language: str) -> None:
    quoted = {
        "review.which": "button.reviewed",
        "phone.empty": "keyboard.share",
        **({"fresh.next": "button.restart"} if language != "en" else {}),
    }
    sentences = catalogue(language).sentences
    for key, label in quoted.items():
        assert re.search(rf"[“„]{re.escape(sentences[label])}”", sentences[key]), key


def test_the_privacy_page_is_named_in_every_first_message() -> None:
    for language in CATALOGUES:
        of = catalogue(language)
        for key in ("greeting", "greeting.vendor", "greeting.landlord"):
            message = render(Say((Line(key), Line("greeting.privacy"))), FORM, of)
            assert "Derby Homes" in message.text
            assert message.text.endswith("https://derbyhomes.example/privacy")
