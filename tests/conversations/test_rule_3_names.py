"""Rule 3 for names: what may be a name and may be talk is offered back, and nobody is refused for ever."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conversations.answers import name
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.events import Event, Said
from conversations.flow.step import step
from conversations.languages import CATALOGUES, vocabulary
from conversations.lead import Name
from conversations.state import Collecting
from support.held_out import NOON, observe, ready

TALK = {
    "en": """dinner time; bad signal; boss watching; screen cracked; losing patience; quick quote; keyboard stuck; half asleep;
        kettle's on; school run; fingers crossed; typical british summer; its chucking it down; sorry fat fingers; leave me alone;
        piece of cake; lets crack on; time flies; mustnt grumble; high street; the old rectory;
        DINNER TIME; gutters overflowing; radiators clanking again; kettle boiling""",
    "cy": """signal gwael; hanner cysgu; batri bron marw; tywydd ofnadwy; mae'n bwrw glaw; bysedd tew; cur pen; panad gyntaf;
        mor agos ydi'r ffigwr; dim clem; mewn munud; tipyn o strach; dwi'n casáu pacio; glanhau lloriau; plant yn gweiddi""",
    "pl": """słaby zasięg; pies szczeka; bateria pada; jadę autobusem; jade autobusem; czas leci; kawa stygnie; leje jak z cebra;
        obiad na stole; grube palce; wreszcie piątek; w Gdańsku; jak leci; pada deszcz; rynny przelewają; królik uciekł;
        komin wyczyszczony; zasłony do wymiany; do do; na dole""",
}
CAPITALS = """Rose Field; Mark Page; May King; Tom Baker; James Green; Miles Walker; Harding Grace; Marla Price;
    Will Call; Tom Kitchen; Ann Strange; Joe Friend; Allan Smith; Chi Wong; Grant Bell; Anna Kowalska; Ifor Bach; Olaf Pies"""
LOWER_CASE = {
    "en": """marla singer; dave pickersgill; patrick o'shaughnessy; rajesh patelkar; lee ng; jo-anne blenkinsop; anna van der berg;
        will smith; mark thornley; jade salem; agnieszka kowalczyk; geraint penhaligon""",
    "cy": "marla singer; geraint penhaligon; rhys ap gruffydd; carys llwyd; catrin morgan; dave pickersgill; will smith",
    "pl": "marla singer; agnieszka kowalczyk; wojtek nowicki; jerzy baran; antoni lis; lukasz wrona",
}
FIRST_NAMES = {
    "en": """aaron adam alan alice amanda amy andrea andrew angela ann anne anthony ashley ben benjamin bernard beth beverley bill
        brian carl carol caroline catherine charles charlotte chris christina christine christopher claire clare colin craig daniel
        darren dave david dawn dean debbie deborah dennis derek diane donald donna dorothy edward eileen elaine elizabeth emily
        emma frances frank gary gavin gemma geoffrey george gillian glen grace graham grant hannah harriet harry heather helen
        henry hilary hope hugh ian jack jacqueline james jane janet jason jean jennifer jeremy jessica joan joanne john jonathan
        joseph joshua joy joyce judith julia julie karen kate keith kelly kenneth kevin kim laura lauren lawrence lee leonard
        lesley liam linda lisa lorraine louise lucy luke lynn malcolm margaret maria marie marion mark martin mary matthew
        maureen may melanie michael michelle mohammed naomi natalie neil nicholas nicola nigel norman olivia pamela patricia paul
        peter philip rachel raymond rebecca richard robert roger rose roy russell ruth sally samantha samuel sandra sarah scott
        sean sharon sheila shirley simon sophie stephen steven stuart susan terence teresa terry theresa thomas timothy tony
        tracey tracy trevor valerie vanessa victoria vincent wayne wendy will william yvonne zoe amir bilal fatima harpreet priya
        rajesh sanjay olu chukwuemeka kwame wei xiaoming""",
    "cy": """aled alun angharad aneirin bethan bronwen carys catrin ceri dafydd delyth dewi dylan eirlys elin emyr enid ffion gareth
        geraint gethin glyn gwen gwenllian gwyn huw hywel idris ieuan ifor iolo llinos lowri mair mali marged megan meirion menna
        meurig mererid nerys nia non olwen osian owain rhian rhodri rhys sian sioned sion tomos tudur wyn""",
    "pl": """adam agata agnieszka aleksandra alicja andrzej anna barbara beata bogdan bozena cezary dagmara damian danuta dariusz
        dorota edyta elzbieta ewa filip grazyna grzegorz halina hanna henryk irena iwona izabela jacek jakub jan janusz jaroslaw
        jerzy joanna jolanta julia justyna kamil karolina katarzyna kazimierz kinga krystyna krzysztof leszek lukasz maciej
        magdalena malgorzata marcin marek maria mariusz marta mateusz michal monika natalia oliwia pawel patryk piotr przemyslaw
        radoslaw rafal renata robert ryszard sebastian slawomir stanislaw sylwia szymon tadeusz tomasz urszula waldemar wanda
        weronika wiktoria wieslaw witold wojciech zbigniew zofia zygmunt""",
}
DOUBTFUL = (
    "marla price; tom street; jade sale; Sunny Day; jan kot; Rose Cottage; Ivy House; Penny Lane; Marla Singer Ltd"
)


def _listed(text: str) -> list[str]:
    return [" ".join(each.split()) for each in text.split(";")]


@pytest.mark.parametrize(
    ("language", "said"), [(code, each) for code, texts in TALK.items() for each in _listed(texts)]
)
def test_talk_is_never_stored_as_a_name(language: str, said: str) -> None:
    assert "name" not in observe("name", language, said).changed


@pytest.mark.parametrize("language", list(CATALOGUES))
@pytest.mark.parametrize("said", _listed(CAPITALS))
def test_a_name_with_its_capitals_is_kept_whatever_its_words_mean(said: str, language: str) -> None:
    first, last = said.split()
    assert name.read(said, vocabulary(language)) == Understood(Name(first, last))


@pytest.mark.parametrize(
    ("language", "said"), [(code, each) for code, texts in LOWER_CASE.items() for each in _listed(texts)]
)
def test_a_name_in_lower_case_is_kept_if_none_of_its_words_is_talk(language: str, said: str) -> None:
    assert isinstance(name.read(said, vocabulary(language)), Understood)


@pytest.mark.parametrize("language", list(CATALOGUES))
def test_no_common_first_name_is_a_word_of_talk(language: str) -> None:
    """The words of talk come from sentences and examples: one that is a name as well belongs to ``ALSO_NAMES``."""
    talk = vocabulary(language)
    heard = {each for code in {language, "en"} for each in FIRST_NAMES[code].split()}
    assert sorted(each for each in heard - talk.names if talk.is_everyday(each)) == []


@pytest.mark.parametrize("said", _listed(DOUBTFUL))
def test_what_may_be_a_name_or_talk_is_offered_back(said: str) -> None:
    reading = name.read(said, vocabulary("pl" if "kot" in said else "en"))
    assert isinstance(reading, Unclear)
    assert reading.reason is name.Reason.PERHAPS


@pytest.mark.parametrize(
    "said", ["my name is tom street", "mr tom price", "the name's rose cottage", "tom price is my name"]
)
def test_a_name_that_is_said_to_be_one_costs_no_tap(said: str) -> None:
    assert isinstance(name.read(said, vocabulary("en")), Understood)


@pytest.mark.parametrize(
    "said", ["my name is not important", "can we skip the name", "my name is on the deeds already"]
)
def test_talk_about_a_name_is_none(said: str) -> None:
    assert not isinstance(name.read(said, vocabulary("en")), Understood)


@pytest.mark.parametrize("surname", ["Price", "lane", "Green", "Street", "Baker", "later"])
def test_a_surname_that_was_asked_for_may_be_any_word(surname: str) -> None:
    completed = name.complete(Name("Marla", name.MISSING), surname, vocabulary("en"))
    whole = Understood(Name("Marla", surname.capitalize()))
    assert completed in (whole, Unclear(name.Reason.PERHAPS, (whole,)))


@pytest.mark.parametrize("said", ["why", "sorry", "what", "hello"])
def test_what_people_say_instead_of_a_surname_is_none(said: str) -> None:
    assert isinstance(name.complete(Name("Marla", name.MISSING), said, vocabulary("en")), Refused)


_LETTERS = st.characters(categories=["Ll"], max_codepoint=0x24F)
_NAMES = st.builds(
    lambda first, rest: (first + rest).capitalize(), _LETTERS, st.text(_LETTERS, min_size=2, max_size=12)
)
_WORDS = {code: st.sampled_from(sorted(w for w in vocabulary(code).words if w.isalpha())) for code in CATALOGUES}


@pytest.mark.parametrize("language", list(CATALOGUES))
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_words_of_talk_alone_are_never_stored_as_a_name(language: str, data: st.DataObject) -> None:
    said = " ".join(data.draw(st.lists(_WORDS[language], min_size=1, max_size=5)))
    names = vocabulary(language).names
    if names.isdisjoint(said.split()):
        assert "name" not in observe("name", language, said).changed


@pytest.mark.parametrize("language", list(CATALOGUES))
@settings(max_examples=150, deadline=None)
@given(first=_NAMES, last=_NAMES)
@example("Allan", "Read")
@example("Macie", "Noone")
@example("Kitchen", "Strange")
@example("Chi", "Date")
def test_nobody_is_refused_twice(language: str, first: str, last: str) -> None:
    form, state = ready("name", language)
    for message in ("VB-1", "VB-2"):
        state = step(form, state, Event(NOON, Said(f"{first} {last}"), message, language, "99")).state
        phase = state.phase
        assert isinstance(phase, Collecting)
        if "name" in phase.answers or phase.pending is not None:
            return
    raise AssertionError("refused twice")
