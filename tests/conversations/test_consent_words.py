"""Whatever is typed at the consent question: only a clear yes, and nothing but it, sends."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.answers.text import words
from conversations.languages import CATALOGUES
from conversations.state import Sent
from support.held_out import observe
from support.person import Person

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
    return language, draw(st.sampled_from((str, str.upper, str.lower, str.title)))(said)


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


AGREEING = frozenset(
    """yes yess yesss yeess yep yeah yup aye agree aggree agreed i do consent accept give you my permission have youve got tak
    zgadzam sie wyrazam zgode zgoda akceptuje ydw ie cytuno cytunaf rwyn dwin dw in rydw rydwin rhoi fy nghaniatad fully hereby
    happily to ok okay oh please pls thanks thank thankyou ta cheers and then of course absolutely definitely certainly sure fine
    send it them that go ahead for this with thats is all good great perfect happy prosze wyslac dziekuje wyslij oczywiscie diolch
    plis os gwelwch yn dda wrth gwrs anfonwch o e ef hi hiya hello hey there""".split()
)
"""Every word that may stand in a clear yes, written down a second time."""
VOCABULARY = sorted(AGREEING | {word for doubts in DOUBTS.values() for doubt in doubts for word in words(doubt)})


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(sorted(YES)), st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6))
def test_what_sends_is_made_of_agreeing_words_alone(language: str, said: list[str]) -> None:
    text = " ".join(said)
    if "sent" in observe("consent", language, text).happened:
        spoken = [re.sub(r"^ye+s+$", "yes", word) for word in words(text)]
        assert AGREEING.issuperset(spoken), text


def test_every_clear_yes_sends_in_a_whole_conversation() -> None:
    for language, said in YES.items():
        for yes in said:
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
def test_who_agrees_to_all_but_calls_hears_that_none_can_be_left_out(language: str, said: str) -> None:
    person = Person(language=language)
    person.starts()
    person.answers()
    person.says({"en": "yes", "cy": "ie", "pl": "tak"}[language])
    assert CATALOGUES[language].sentences["topic.no_calls"] in person.says(said)
    assert not person.sent


@pytest.mark.parametrize("sign", ["👎", "👎🏾", "❌", "🚫"])
def test_a_sign_that_refuses_is_a_no(sign: str) -> None:
    assert observe("consent", "en", sign).happened == observe("consent", "en", "no").happened
    assert "sent" not in observe("consent", "en", sign + " yes").happened
