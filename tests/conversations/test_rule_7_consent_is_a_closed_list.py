"""Rule 7, at the consent question: only a clear yes, and nothing but it, sends; a clear no declines, in any wording."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.answers.consent import Consent, read
from conversations.answers.refusal import Part
from conversations.languages import CATALOGUES, assent
from conversations.state import Ended, Sent
from support.held_out import observe
from support.person import Person

FOLDER = Path(__file__).parent / "consent"
YES = {
    "en": (
        "yes",
        "Yes please",
        "yes, I agree",
        "I agree",
        "yep",
        "I consent",
        "agreed",
        "yes of course",
        "yes 👍",
        "Yes!",
    ),
    "cy": ("ydw", "dwi'n cytuno", "rwy'n cytuno", "cytunaf", "ydw, diolch", "ydw rwy'n cytuno"),
    "pl": ("tak", "zgadzam się", "tak, zgadzam się", "wyrażam zgodę", "akceptuję", "tak proszę"),
}
DOUBTS = {
    "en": (
        "but", "if", "not", "no", "except", "unless", "only", "maybe", "perhaps", "later", "tomorrow", "wait", "don't", "never",
        "without", "as long as", "provided", "when", "depends", "I suppose", "I guess", "if I must", "no calls", "no marketing",
        "but no calls", "not by phone", "email only", "is it free", "why", "what", "who", "how", "should I", "do I", "can I",
        "would", "could", "my wife says", "he says", "she said", "half", "partly", "some of it", "for now", "hmm", "ish", "sort of",
        "kind of", "sarcastically", "right", "whatever", "stop", "cancel", "delete", "n't", "jk", "joking", "lol no", "nah",
        "nope", "none", "nothing", "sorry", "change my phone", "4 bedrooms", "wrong", "to disagree", "I think", "probably",
    ),
    "cy": (
        "ond", "os", "ddim", "na", "nac ydw", "efallai", "falle", "wedyn", "fory", "dim galwadau", "dim marchnata", "heb",
        "oni bai",
        "peidiwch", "pam", "beth", "pwy", "mae'n debyg", "am wn i", "yn unig", "dim ond", "nid", "byth", "dim", "weithiau",
    ),
    "pl": (
        "ale", "jeśli", "jeżeli", "nie", "bez", "może", "chyba", "raczej", "później", "jutro", "tylko", "pod warunkiem", "chyba że",
        "dlaczego", "co", "kto", "czy", "o ile", "częściowo", "niestety", "bez marketingu", "nie dzwońcie", "wątpię", "zależy",
        "żona mówi", "na razie", "poczekaj", "nigdy", "żaden",
    ),
}  # fmt: skip
SHAPES = (
    "{doubt} {yes}", "{yes} {doubt}", "{yes}, {doubt}", "{doubt}, {yes}", "{yes}. {doubt}", "{yes}\n{doubt}", "{yes} - {doubt}",
    "{yes}? {doubt}", "{yes} ({doubt})", "{doubt} {yes} {doubt}", "{yes} {doubt} {yes}", "{yes}... {doubt}",
)  # fmt: skip
SORRY = frozenset({"right", "sorry"})
"""Doubts that only another word makes one of."""


@st.composite
def doubtful(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a language and a yes with a doubt, a condition, a question or another wish in it."""
    language = draw(st.sampled_from(sorted(YES)))
    yes = draw(st.sampled_from(YES[language] + YES["en"]))
    doubt = draw(st.sampled_from([each for each in DOUBTS[language] + DOUBTS["en"] if each not in SORRY]))
    said = draw(st.sampled_from(SHAPES)).format(yes=yes, doubt=doubt)
    return language, draw(st.sampled_from((said, said.upper(), said.lower(), said.title())))


@settings(max_examples=600, deadline=None)
@given(doubtful())
def test_a_yes_with_anything_against_it_never_sends(said: tuple[str, str]) -> None:
    language, text = said
    assert "sent" not in observe("consent", language, text).happened


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(YES)),
    st.sampled_from([*YES["en"], *YES["cy"], *YES["pl"]]),
    st.sampled_from(["?", "??", "?!", "…?", "؟", "？"]),
)
def test_a_yes_that_asks_never_sends(language: str, yes: str, mark: str) -> None:
    assert "sent" not in observe("consent", language, yes + mark).happened


INSERTED = (
    "zebra", "Derby", "not", "no", "never", "nie", "ddim", "if", "unless", "when", "jeśli", "os", "but", "ale", "ond",
    "only", "tylko",
    "except", "maybe", "chyba", "efallai", "who", "why", "dlaczego", "pam", "?", "4", "07986", "later", "jutro", "yfory", "without",
    "bez", "heb", "wife", "calls", "marketing", "says", "said", "would", "could", "might", "didn't", "nobody", "again", "whatever",
)  # fmt: skip
"""Unknown words, negations, conditions, questions and digits."""
EVERY_YES = {
    of: sorted({" ".join(phrase) for phrase in assent(of).yes | assent(of).sends})
    + [f"{a}, {b}" for a in YES[of] for b in YES["en"]]
    for of in YES
}


@st.composite
def inserted(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a language, and a yes with one word put in that is none of the list's."""
    language = draw(st.sampled_from(sorted(YES)))
    said = draw(st.sampled_from(EVERY_YES[language])).split()
    at = draw(st.integers(0, len(said)))
    return language, " ".join([*said[:at], draw(st.sampled_from(INSERTED)), *said[at:]])


@settings(max_examples=800, deadline=None)
@given(inserted())
def test_a_yes_with_one_other_word_in_it_is_never_a_consent(said: tuple[str, str]) -> None:
    language, text = said
    assert read(text, assent(language)) is not Consent.YES


NOTHING_AGAINST_IT = re.compile(
    r"no objections?|(no|nae|not a|no real) (problems?|probs?|bother|wor(y|ies)|trouble|isues?|hasle)|dont (mind|se why not)"
    r"|dont se any harm|no harm|nothing (against|to hide)|why not|if you (would|did|could)$"
)
"""The only ways in which a yes contains a negation or an "if": it denies that anything is against it, or asks politely."""


@pytest.mark.parametrize("language", sorted(YES))
def test_every_listed_yes_is_one_and_no_phrase_is_on_both_sides(language: str) -> None:
    of = assent(language)
    assert all(read(" ".join(phrase), of) is Consent.YES for phrase in of.yes | of.sends)
    for parts in (each.parts for each in of.no):
        refusing = {phrase for phrase, part in parts.items() if part in {Part.NO, Part.REFUSAL, Part.NEGATION}}
        assert {phrase for phrase in refusing if read(" ".join(phrase).replace("*", ""), of) is not Consent.NO} == set()
        assert refusing.isdisjoint(of.yes | of.sends | of.beside_yes | of.fine)
    denying = {"no", "not", "nae", "nie", "ddim", "dim", "dont", "never", "nothing", "but", "ale", "ond", "if"}
    denied = {" ".join(phrase) for phrase in of.yes | of.sends | of.beside_yes if denying & set(phrase)}
    assert [phrase for phrase in denied if not NOTHING_AGAINST_IT.search(phrase)] == []


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(sorted(YES)), st.data())
def test_harmless_words_alone_never_send(language: str, data: st.DataObject) -> None:
    beside = sorted(assent(language).beside_yes - assent(language).yes - assent(language).sends)
    said = " ".join(" ".join(phrase) for phrase in data.draw(st.lists(st.sampled_from(beside), min_size=1, max_size=6)))
    assert read(said, assent(language)) is not Consent.YES


def test_every_clear_yes_sends_in_a_whole_conversation() -> None:
    for language, said in YES.items():
        for yes in (*said, CATALOGUES[language].sentences["consent.yes"]):
            person = Person(language=language)
            person.starts()
            person.answers()
            person.says({"en": "yes", "cy": "ie", "pl": "tak"}[language])
            assert not person.sent
            person.says(yes)
            assert len(person.sent) == 1, yes
            assert isinstance(person.state.phase, Sent)


CONDITIONS = {
    "en": (
        "yes but don't call me",
        "yes but email only",
        "no calls",
        "only if you promise not to ring",
        "yes, text only please",
    ),
    "cy": ("ydw ond dim galwadau", "cytuno, ond peidiwch â ffonio", "e-bost yn unig"),
    "pl": ("tak, ale nie dzwońcie", "zgoda, ale tylko mailem", "tak, bez telefonów"),
}


@pytest.mark.parametrize(("language", "said"), [(of, each) for of, said in CONDITIONS.items() for each in said])
def test_who_agrees_to_all_but_calls_is_asked_again_and_their_wish_is_noted(language: str, said: str) -> None:
    person = Person(language=language)
    person.starts()
    person.answers()
    person.says({"en": "yes", "cy": "ie", "pl": "tak"}[language])
    assert person.state.contact_preference == ""
    told = person.says(said)
    assert told.startswith(CATALOGUES[language].sentences["preference"].partition("{")[0])
    assert person.state.contact_preference
    assert not person.sent


@pytest.mark.parametrize("sign", ["👎", "👎🏾", "❌", "🚫"])
def test_a_sign_that_refuses_is_a_no(sign: str) -> None:
    assert observe("consent", "en", sign).happened == observe("consent", "en", "no").happened
    assert "sent" not in observe("consent", "en", sign + " yes").happened


NO = {
    "en": (
        "no", "no, thanks a lot", "no, definitely not", "I don't think so", "I'd rather not", "not now thanks",
        "don't send it", "leave it",
        "I've changed my mind", "nah you're alright", "not today", "I'm not interested", "No, don't send",
    ),
    "cy": ("na", "dim diolch", "nac ydw", "peidiwch â'i anfon", "ddim nawr diolch", "dw i wedi newid fy meddwl", "na, dim diolch"),
    "pl": (
        "nie", "nie, dziękuję", "wolałbym nie", "nie wysyłaj tego", "nie teraz, dzięki", "jednak nie",
        "zmieniłam zdanie", "no thanks",
    ),
}  # fmt: skip
NOT_DECLINING = {
    "en": (
        "no, it's 4 bedrooms", "no marketing", "no, wrong postcode", "no problem", "no calls please", "no idea", "no wait",
        "no marketing emails thanks", "no, semi", "no it's a flat", "no I live in a bungalow", "no Sinclair", "no, Brown",
        "no, my name is Marla Brown", "no, it's Singer with a C", "no that's not my street", "no, not my number",
        "no, I want to rent it out", "no, I said four bedrooms", "no, make it 4", "no, what is this", "I wouldn't say no",
        "sure why not", "no I agree", "no, send it", "no don't stop", "no that's right", "I'm not sure", "not all of it",
        "I don't mind", "can't wait", "don't forget to send it", "I don't see why not", "no, that's all", "well I never",
        "better late than never", "I'm selling, not letting", "no we're selling it not renting",
    ),
    "cy": (
        "na, 4 ystafell wely", "dim marchnata", "dim galwadau", "na, anfonwch o", "ddim yn siŵr", "ddim yn gwybod", "dim ots gen i",
        "gadewch i mi feddwl am y peth", "ddim yn iawn",
    ),
    "pl": (
        "nie, 4 sypialnie", "bez marketingu", "nie dzwońcie", "nie wiem", "no", "no to", "nie, wyślij", "nie mam nic przeciwko",
        "nie tak", "nie mówię nie", "nie rozumiem", "telefon się nie zgadza",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("language", "no"), [(of, each) for of, said in NO.items() for each in said])
def test_a_clear_no_declines_sends_nothing_and_can_be_taken_back(language: str, no: str) -> None:
    person = Person(language=language)
    person.starts()
    person.answers()
    person.says({"en": "yes", "cy": "ie", "pl": "tak"}[language])
    person.says(no)
    assert isinstance(person.state.phase, Ended)
    assert person.state.phase.reason == "declined"
    assert not person.sent
    sentences = CATALOGUES[language].sentences
    person.taps(sentences["button.resume"])
    person.taps(sentences["button.reviewed"])
    person.taps(sentences["consent.yes"])
    assert len(person.sent) == 1


def _texts(answer: str, language: str) -> list[str]:
    lines = (FOLDER / f"{answer}_{language}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("language", sorted(YES))
def test_nine_clear_refusals_in_ten_decline_in_any_wording_and_none_sends(language: str) -> None:
    seen = {text: observe("consent", language, text).happened for text in _texts("no", language)}
    missed = [text for text, happened in seen.items() if happened.isdisjoint({"ended declined", "ended cancelled"})]
    assert [text for text, happened in seen.items() if "sent" in happened] == []
    assert len(missed) <= 0.05 * len(seen), missed


def test_a_doubt_a_question_and_talk_with_a_no_in_it_neither_decline_nor_send() -> None:
    happened = {text: observe("consent", "en", text).happened for text in _texts("unclear", "en")}
    assert [text for text, each in happened.items() if each & {"ended declined", "sent"}] == []


@pytest.mark.parametrize("language", sorted(YES))
def test_a_yes_word_or_a_permission_with_what_is_harmless_beside_it_sends(language: str) -> None:
    texts = _texts("yes", language)
    assert [text for text in texts if "sent" not in observe("consent", language, text).happened] == []


@pytest.mark.parametrize(("language", "said"), [(of, each) for of, said in NOT_DECLINING.items() for each in said])
def test_a_correction_and_a_condition_decline_nothing(language: str, said: str) -> None:
    assert not {"ended declined", "sent"} & observe("consent", language, said).happened


def test_a_no_with_a_correction_in_it_corrects() -> None:
    assert observe("consent", "en", "no, it's 4 bedrooms").changed == {"bedrooms": "4"}
