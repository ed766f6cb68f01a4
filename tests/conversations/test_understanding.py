"""What people ask for and want to change is understood in every language."""

from __future__ import annotations

import re

import pytest

from conversations.answers.text import plain
from conversations.form import Form
from conversations.languages import CATALOGUES, catalogue
from conversations.questions import DEFAULT_ORDER, QUESTIONS
from conversations.understanding.topics import index, wished

LANGUAGES = pytest.mark.parametrize("language", list(CATALOGUES))

ASKED = {
    "en": {
        "bereaved": ("my mum passed away, is that ok?", "does it matter that he died?"),
        "no_calls": ("can you please not call me?", "could it be email only?", "can i say no calls?"),
        "free": ("is it free?", "how much does it cost", "do i have to pay?"),
        "for_agency": ("what are your fees?", "how much stamp duty will i pay?", "do i need an epc?"),
        "who_sees": ("who gets my details?", "is this safe?", "do you share my data?"),
        "accurate": ("how accurate is it?", "is it reliable?", "where do you get the figures?"),
        "how_long": ("how long will it take?", "how many more questions?"),
        "who_are_you": ("are you a robot?", "who am i talking to?", "is this a scam?"),
        "curious": ("just curious", "i'm only looking", "not planning to sell"),
        "not_mine": ("it's my mum's house", "this isn't my house", "i'm asking on behalf of a friend"),
        "why_phone": ("why do you need my number?", "will you call me?"),
        "next": ("what happens next?", "when will you call me?", "when do i hear from you?"),
        "change_mind": ("can i change my mind after?", "can i opt out later?"),
        "why": ("why do you need to know", "what do you need that for", "do i have to?"),
        "talk": ("can i speak to a person?", "could i talk to the office?"),
        "delete": ("delete my data please", "please remove everything"),
        "again": ("can you send that again?", "what was the price?", "could you repeat that"),
    },
    "cy": {
        "bereaved": ("oes ots bod mam wedi marw?", "beth os bu farw fy nhad?"),
        "no_calls": ("allwch chi beidio â ffonio?", "ga i ddweud dim galwadau?", "oes modd cael e-bost yn unig?"),
        "free": ("ydy e am ddim?", "Faint mae hyn yn costio", "oes tâl?", "oes rhaid talu?", "beth yw'r gost?"),
        "for_agency": ("faint yw eich comisiwn?", "ydy tenantiaid yn talu'r biliau?"),
        "who_sees": ("pwy sy'n gweld hyn?", "pwy fydd yn cael fy rhif?", "ydi hyn yn ddiogel?",
                         "beth ydych chi'n ei wneud gyda fy manylion?", "ble mae fy nata'n mynd?", "fydda i'n cael sbam?"),
        "accurate": ("pa mor gywir yw e?", "pa mor ddibynadwy yw hyn?", "ydy'r amcangyfrif yn gywir?",
                         "o ble mae'r ffigurau'n dod?", "sut dach chi'n cyfrifo'r amcangyfrif?"),
        "how_long": ("pa mor hir fydd hyn?", "faint o amser mae'n gymryd?", "sawl cwestiwn sydd ar ôl?", "faint mwy?"),
        "who_are_you": ("pwy ydych chi?", "pwy dach chi?", "wyt ti'n robot?", "ydych chi'n berson go iawn?",
                            "ydy hwn yn sgam?", "efo pwy dw i'n siarad?"),
        "curious": ("dim ond chwilfrydig ydw i", "jyst yn edrych", "dw i ddim yn bwriadu gwerthu"),
        "not_mine": ("nid fy nhŷ i yw e", "tŷ fy mam ydy o", "dw i'n gofyn ar ran ffrind", "nid fi biau'r tŷ"),
        "why_phone": ("pam mae angen fy rhif?", "pam rhif ffôn?", "fyddwch chi'n ffonio?", "fydd rhywun yn fy ffonio?"),
        "next": ("beth sy'n digwydd nesaf?", "pryd fyddwch chi'n ffonio?", "pryd ga i glywed?"),
        "change_mind": ("ga i newid fy meddwl?", "alla i dynnu fy nghaniatâd yn ôl?"),
        "why": ("pam wyt ti angen hwnna", "ond pam?"),
        "talk": ("ga i siarad â pherson?", "dw i eisiau siarad â'r swyddfa", "hoffwn siarad efo rhywun plis", "ffoniwch fi"),
        "delete": ("dileu fy manylion plis", "dilëwch fy nata os gwelwch yn dda", "allwch chi ddileu popeth?"),
        "again": ("allwch chi ei anfon eto?", "beth oedd y pris?"),
    },
    "pl": {
        "bereaved": ("czy to ważne, że mama zmarła?", "co jeśli tata nie żyje?"),
        "no_calls": ("czy możecie nie dzwonić?", "czy może być tylko mailowo?", "czy da się bez telefonów?"),
        "free": ("czy to darmowe?", "ile to kosztuje", "czy muszę płacić?", "gdzie jest haczyk?"),
        "for_agency": ("jaka jest prowizja?", "czy są jakieś opłaty?", "ile kosztuje prawnik?"),
        "who_sees": ("kto to widzi?", "kto dostanie moje dane?", "czy to bezpieczne?", "co się stanie z moim numerem?",
                         "czy przekazujecie moje dane?", "komu to trafi?"),
        "accurate": ("jak dokładne to jest?", "czy to wiarygodne?", "skąd macie te dane?", "jak to liczycie?"),
        "how_long": ("jak długo to potrwa?", "ile to zajmie?", "ile jeszcze pytań?"),
        "who_are_you": ("kim jesteś?", "czy jesteś człowiekiem?", "czy to bot?", "czy to oszustwo?", "z kim rozmawiam?"),
        "curious": ("jestem tylko ciekawa", "tylko sprawdzam", "nie planuję sprzedawać"),
        "not_mine": ("to nie mój dom", "to dom mojej mamy", "pytam w imieniu siostry", "nie jestem właścicielem"),
        "why_phone": ("po co wam mój numer?", "czemu muszę podać numer?", "będziecie do mnie dzwonić?"),
        "next": ("co dalej?", "kiedy zadzwonicie?", "kiedy ktoś się odezwie?"),
        "change_mind": ("czy mogę zmienić zdanie?", "czy mogę później cofnąć zgodę?"),
        "why": ("dlaczego to jest potrzebne?", "do czego to wam"),
        "talk": ("czy mogę porozmawiać z kimś?", "chcę rozmawiać z biurem", "zadzwońcie do mnie", "proszę o telefon"),
        "delete": ("usuń moje dane proszę", "skasujcie wszystko", "proszę o usunięcie moich danych"),
        "again": ("czy możesz to wysłać jeszcze raz?", "jaka była ta cena?"),
    },
}  # fmt: skip


NEAR = {
    "for_agency": {"for_agency", "fees", "other_costs"},
    "accurate": {"accurate", "worked_out"},
    "who_are_you": {"who_are_you", "scam"},
}
"""Topics of which any answers a question."""


@pytest.mark.parametrize(
    ("language", "topic", "asked"),
    [(of, topic, each) for of, topics in ASKED.items() for topic, asked in topics.items() for each in asked],
)
def test_what_people_ask_is_answered_or_offered(language: str, topic: str, asked: str) -> None:
    known = index(Form(), language)
    told = known.told(asked)
    topics = NEAR.get(topic, {topic})
    assert (told is not None and told.topic in topics) or topics.intersection(known.likely(asked))
    assert wished(Form(), language, asked) in (None, catalogue(language).topics[topic].act)


@LANGUAGES
def test_every_topic_is_asked_about_above_or_is_new(language: str) -> None:
    new = {"vulnerable", "fees", "other_costs", "scam", "worked_out", "in_writing", "visit", "complaint"} | {"crisis"}
    courtesies = {"thanks", "bye", "greeting"}
    wishes = {key for key, topic in catalogue(language).topics.items() if topic.act is not None}
    assert set(ASKED[language]) | new | courtesies | wishes == set(catalogue(language).topics)


ANSWERED = {
    "en": ("sell", "let it", "three", "semi-detached", "12 Free Lane, Derby", "yes, I agree", "no", "Will Price"),
    "cy": ("gwerthu", "gosod ar rent", "tair", "dim un", "tŷ pâr", "Tŷ Nain, Bangor", "12 Heol y Bont, Caerdydd", "ie", "na",
           "oes", "iawn", "cywir", "ddim yn gywir", "ydw, rwy'n cytuno", "nac ydw", "dim diolch", "bore Mawrth", "yfory am 3",
           "fy rhif yw 07986 000000", "dw i ddim eisiau gwerthu, eisiau gosod", "Siân Tal"),
    "pl": ("sprzedaż", "wynajem", "trzy", "dom", "mieszkanie", "12 High Street, Derby", "tak", "nie", "nie zgadza się",
           "tak, zgadzam się", "nie, dziękuję", "jutro o 15", "wtorek rano", "mój numer to 07986 000000",
           "nie chcę sprzedawać, chcę wynająć", "Anna Dom"),
}  # fmt: skip


@pytest.mark.parametrize(("language", "answer"), [(of, each) for of, said in ANSWERED.items() for each in said])
def test_answers_are_no_questions(language: str, answer: str) -> None:
    told = index(Form(), language).told(answer)
    assert told is None or told.inside
    assert wished(Form(), language, answer) is None


@pytest.mark.parametrize(
    ("language", "said", "key"),
    [
        ("cy", "newid fy rhif ffôn", "phone"),
        ("cy", "mae'r cod post yn anghywir", "postcode"),
        ("cy", "cyfeiriad e-bost anghywir", "email"),
        ("cy", "mae camgymeriad yn fy nghyfeiriad", "address"),
        ("cy", "dydy'r cyfenw ddim yn iawn", "name"),
        ("cy", "newid yr ystafelloedd gwely", "bedrooms"),
        ("cy", "tŷ pâr", ""),
        ("pl", "zmień numer telefonu", "phone"),
        ("pl", "zły kod pocztowy", "postcode"),
        ("pl", "chcę zmienić maila", "email"),
        ("pl", "błąd w adresie", "address"),
        ("pl", "literówka w nazwisku", "name"),
        ("pl", "popraw liczbę sypialni", "bedrooms"),
        ("pl", "bliźniak", ""),
    ],
)
def test_what_is_to_be_changed_is_named_as_people_name_it(language: str, said: str, key: str) -> None:
    assert catalogue(language).correction(said, tuple(QUESTIONS)) == key


@LANGUAGES
def test_a_questions_label_names_it_when_typed(language: str) -> None:
    of = catalogue(language)
    assert {key: of.question(of.sentences[f"{key}.label"], DEFAULT_ORDER) for key in DEFAULT_ORDER} == {
        key: key for key in DEFAULT_ORDER
    }


@LANGUAGES
def test_what_is_compared_with_plain_words_is_plain_itself(language: str) -> None:
    of = catalogue(language)
    patterns = [of.asks.pattern, of.changes.pattern]
    for each in (*patterns, *(mention for named in of.mentions.values() for mention in named)):
        assert each.isascii(), each
        assert re.sub(r"\\[A-Z]", "", each) == plain(re.sub(r"\\[A-Z]", "", each)), each
