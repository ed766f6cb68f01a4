"""The file of an agency's own topics, read: each table is one, and everything that is wrong is told in sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.commands.demo import AGENCY
from bot.settings.faq import read_faq
from bot.settings.problems import SettingsProblem
from conversations.form import OwnTopic
from support.person import FORM, Person

GOOD = """
[[topic]]
key = "caravans"
examples = ["do you sell caravans", "caravans"]
answer = "Yes, static ones, in Skegness."
"""


@pytest.fixture
def read(tmp_path):
    def read_(written: str) -> tuple[OwnTopic, ...]:
        file = tmp_path / "faq.toml"
        file.write_text(written, encoding="utf-8")
        return read_faq(file)

    return read_


def test_a_topic_of_an_agency_is_one_entry_in_its_file(read) -> None:
    topics = read(GOOD)
    examples = ("do you sell caravans", "caravans")
    assert topics == (OwnTopic("caravans", examples, "Yes, static ones, in Skegness.", "Do you sell caravans"),)
    person = Person(form=replace(FORM, topics=topics))
    person.starts()
    assert "static ones, in Skegness" in person.says("hi, do u sell caravans?")


def test_a_language_and_a_label_are_optional(read) -> None:
    (topic,) = read(GOOD + 'language = "cy"\nlabel = "Carafanau"\n')
    assert (topic.language, topic.label) == ("cy", "Carafanau")


def test_what_people_ask_about_their_visit_an_agency_may_answer_itself(read) -> None:
    examples = "can i change my appointment"
    written = GOOD.replace("do you sell caravans", examples).replace(
        "Yes, static ones, in Skegness.", "Ring extension 4."
    )
    person = Person(form=replace(FORM, topics=read(written)))
    person.starts()
    assert "Ring extension 4." in person.says("Can I change my appointment?")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "has to hold 1 to 100 [[topic]] tables"),
        (GOOD + "[more]", "has to hold 1 to 100 [[topic]] tables"),
        ("topic = ['x']", "topic 1 has to be a table"),
        (GOOD + "replies = 1", "topic 1 does not know replies; it may have key, language, label, examples, answer"),
        (GOOD.replace('"caravans"\n', '"Caravans!"\n'), "such as opening_hours, and not ask"),
        (GOOD.replace('key = "caravans"', 'key = "ask"'), "such as opening_hours, and not ask"),
        (
            GOOD.replace('key = "caravans"', 'key = "delete"'),
            "topic 1 cannot be delete, which the bot has to answer itself",
        ),
        (
            GOOD.replace('key = "caravans"', 'key = "stop"'),
            "topic 1 cannot be stop, which the bot has to answer itself",
        ),
        (
            GOOD.replace('"caravans"]', '"who can see my answers"]'),
            "topic 1 has an example that the bot has to answer itself: 'who can see my answers'",
        ),
        (
            GOOD.replace('"caravans"]', '"Unsubscribe!"]'),
            "topic 1 has an example that the bot has to answer itself: 'Unsubscribe!'",
        ),
        (GOOD + 'language = "xx"', "is in a language that the bot does not speak; it speaks en, cy, pl"),
        (GOOD.replace("examples = [", "examples = [] #"), "topic 1 needs 1 to 100 examples of at most 100 characters"),
        (GOOD.replace('"caravans"]', f'"{"x" * 101}"]'), "topic 1 needs 1 to 100 examples of at most 100 characters"),
        (GOOD.replace('"caravans"]', '"please"]'), "topic 1 has an example that says nothing: 'please'"),
        (GOOD.replace("Yes, static ones, in Skegness.", " "), "topic 1 needs an answer of 1 to 700 characters"),
        (GOOD.replace("Skegness", "x" * 700), "topic 1 needs an answer of 1 to 700 characters"),
        (GOOD + f"label = '{'x' * 31}'", "topic 1 may have a label of at most 30 characters"),
        (GOOD + GOOD, "the topic caravans is there twice in one language"),
        (
            GOOD + GOOD.replace('key = "caravans"', 'key = "boats"').replace('"caravans"]', '"boats"]'),
            "the example 'do you sell caravans' says the same in caravans and in boats",
        ),
    ],
)
def test_a_bad_file_is_told_in_sentences(read, written, said) -> None:
    with pytest.raises(SettingsProblem) as caught:
        read(written)
    (problem,) = caught.value.problems
    assert problem.startswith("FAQ: ")
    assert said in problem


def test_the_demo_answers_what_people_ask_an_agency() -> None:
    person = Person(form=AGENCY.form)
    person.starts()
    assert {topic.key for topic in AGENCY.form.topics} >= {"fees", "areas", "opening_hours", "tenants", "auctions"}
    for topic in AGENCY.form.topics:
        assert topic.answer in person.says(f"{topic.examples[0]}?")
        assert "made up" in topic.answer
