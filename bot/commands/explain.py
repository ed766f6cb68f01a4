"""``python -m bot explain``: every candidate meaning of a text at a place of the conversation, and the winner.

Uses no settings and no database, and logs nothing: the earlier answers are those of an example person.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, datetime

from bot.commands.console import show_table
from conversations.answers.reading import Value
from conversations.events import Event, Said
from conversations.flow.step import step
from conversations.flow.turn import Turn, say
from conversations.flow.typed_text import scene_of
from conversations.form import Form
from conversations.languages import CATALOGUES
from conversations.lead import Name
from conversations.questions import DEFAULT_ORDER, QUESTIONS
from conversations.state import Answer, Collecting, Ended, Fresh, State, Valued
from conversations.understanding.decide import explain
from conversations.understanding.scene import Scene
from conversations.understanding.utterance import Utterance

_FORM = Form(agency="Derby Homes", phone="01332 000000", privacy_url="https://derbyhomes.example/privacy")
GIVEN: dict[str, Value] = {
    "sale_or_let": "vendor",
    "name": Name("Marla", "Singer"),
    "phone": "+447986000000",
    "email": "cloud9@cloud.com",
    "address": "123 Example Street, Derby",
    "postcode": "DE1 1JX",
    "bedrooms": 3,
    "property_type": "semi-detached",
}
"""Earlier answers: those of the guide's example person."""
_OPTIONAL = tuple(key for key, question in QUESTIONS.items() if question.optional)
PLACES = ("first", *DEFAULT_ORDER, *_OPTIONAL, "review", "consent", "after", "ended")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    parser.add_argument("text", help="the typed text")
    parser.add_argument(
        "--at", choices=PLACES, default="review", help="where in the conversation; the review by default"
    )
    parser.add_argument("--language", choices=tuple(CATALOGUES), default="en", help="the chat's language")


def main(chosen: argparse.Namespace) -> int:
    """Print the candidates of a text and the act of the winner; return 0."""
    now = datetime.now(UTC)
    form = _form_with(chosen.at)
    state = state_at(form, chosen.at, chosen.language, now)
    show_meanings(Utterance(chosen.text, chosen.language), scene_of(form, state))
    print()
    turn = step(form, state, Event(now, Said(chosen.text), "VB-EXAMPLE", chosen.language, "1"))
    print(*changes(state, turn), sep="\n")
    return 0


def show_meanings(said: Utterance, scene: Scene) -> None:
    """Print every candidate of a text, and the winner."""
    show_table(
        ("RANK", "", "EVIDENCE", "KIND", "WHAT WOULD FOLLOW"),
        [
            (
                str(row.rank),
                "wins" if row.wins else "" if row.holds else "too weak",
                row.candidate.evidence.name.lower(),
                row.candidate.kind.value,
                str(row.candidate.act),
            )
            for row in explain(said, scene)
        ],
    )


def _form_with(place: str) -> Form:
    """Return a form that asks the question ``place``, as its last one if it is optional."""
    return replace(_FORM, questions=(*DEFAULT_ORDER, place)) if place in _OPTIONAL else _FORM


def state_at(form: Form, place: str, language: str, now: datetime) -> State:
    """Return a conversation at ``place``, one of :data:`PLACES`."""
    order = form.questions
    until = order.index(place) if place in order else len(order)
    answers = {key: Answer(GIVEN[key]) for key in order[:until]}
    match place:
        case "first":
            return State(Fresh(), language=language, at=now)
        case "after":
            return State(Valued("VB-EXAMPLE", answers), language=language, revision=1, at=now)
        case "ended":
            return State(Ended("declined", answers), language=language, revision=1, at=now)
        case _:
            state = State(Collecting(answers, reviewed=place == "consent"), language=language, revision=1, at=now)
            return say(form, state).state


def changes(before: State, turn: Turn) -> tuple[str, ...]:
    """Return the changes made by a turn, a line each: answers, the phase, and the keys of the sentences said."""
    was, now = before.phase, turn.state.phase
    lines = [] if type(was) is type(now) else [f"{type(was).__name__} -> {type(now).__name__}"]
    if isinstance(now, Collecting):
        old = was.answers if isinstance(was, Collecting) else {}
        lines += [
            f"{key}: {old[key].value if key in old else '(open)'} -> {given.value}"
            for key, given in now.answers.items()
            if key not in old or old[key].value != given.value
        ]
        if now.pending is not None:
            lines.append(f"{now.pending.question}: asked back ({now.pending.reason})")
    said = [line.key for said in turn.messages for line in said.lines]
    return (*lines, f"says: {', '.join(said)}")
