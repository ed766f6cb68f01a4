"""How far people come: each step once for a form, whatever they do on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from conversations.commands import Command
from conversations.events import Body, LeadRejected
from conversations.funnel import steps_between
from conversations.lead import Campaign, LeadType
from conversations.questions import DEFAULT_ORDER
from support.person import Person


@dataclass
class Counting(Person):
    """A person whose steps are written down."""

    steps: Counter[str] = field(default_factory=Counter)
    took: list[timedelta] = field(default_factory=list)

    def happens(self, body: Body, message: str = "") -> list[Command]:
        before = self.state
        commands = super().happens(body, message)
        for step in steps_between(self.form, before, self.state, commands):
            self.steps[f"{step.stage}:{step.question}" if step.question else str(step.stage)] += 1
            if step.took is not None:
                self.took.append(step.took)
        return commands


ALL_ANSWERED = {f"answered:{key}": 1 for key in DEFAULT_ORDER}
WHOLE = {"started": 1, **ALL_ANSWERED, "reviewed": 1, "consented": 1}


def whole() -> Counting:
    person = Counting()
    person.starts()
    person.answers()
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    return person


def test_a_whole_form_is_counted_step_by_step() -> None:
    assert whole().steps == WHOLE


def test_the_time_to_finish_goes_with_the_consent() -> None:
    person = Counting()
    person.starts()
    person.answers()
    person.waited = timedelta(minutes=7)
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    (took,) = person.took
    assert timedelta(minutes=7) < took < timedelta(minutes=8)


def test_going_back_and_forth_counts_nothing_twice() -> None:
    person = Counting()
    person.starts()
    person.answers()
    person.says("back")
    person.says("detached")
    person.taps("All correct")
    person.says("no, it's 4 bedrooms")
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert person.steps == WHOLE


def test_starting_twice_before_saying_anything_is_one_start_and_starting_afresh_another() -> None:
    person = Counting()
    person.starts()
    person.says("sell it")
    person.starts()
    assert person.steps == {"started": 1, "answered:sale_or_let": 1}
    person.taps("Start again")
    assert person.steps["started"] == 2


def test_what_a_link_presets_counts_as_answered() -> None:
    person = Counting()
    person.starts(Campaign("fb-spring", LeadType.VENDOR))
    assert person.steps == {"started": 1, "answered:sale_or_let": 1}


def test_answers_that_were_not_understood_are_counted_by_question() -> None:
    person = Counting()
    person.starts()
    person.says("sell it")
    person.says("Marla Singer")
    person.says("12")
    person.says("34")
    assert person.steps["refused:phone"] == 2


def test_a_form_that_is_taken_up_again_is_the_same_form() -> None:
    person = Counting()
    person.starts()
    person.answers()
    person.taps("All correct")
    person.taps("No, don't send")
    assert person.steps["declined"] == 1
    person.taps("Carry on")
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert person.steps == {**WHOLE, "declined": 1}


def test_a_refused_lead_that_is_put_right_is_the_same_consent() -> None:
    person = whole()
    person.happens(LeadRejected(person.sent[0].reference, "phone", "no"))
    person.says("07986 000001")
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert len(person.sent) == 2
    assert person.steps == WHOLE


def test_nothing_is_counted_of_an_erasure() -> None:
    person = whole()
    counted = person.steps.copy()
    person.says("/delete")
    assert person.steps == counted
