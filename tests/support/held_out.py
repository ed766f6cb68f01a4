"""Rows of what people write, each with what a sensible person would expect the bot to make of it.

The rows are TOML, ``<language>/<where>.toml`` with one ``"text" = "expected"`` a line, in alphabetical order. ``where`` is the
question being asked, everything before it answered; or ``review``, ``consent``, ``late`` (all but the property's type is answered),
``middle`` (tried at several questions), ``first`` (nothing has been said yet), or ``valued`` (the estimate was told).

What is expected are parts joined by ``;``, or several such alternatives joined by ``||`` where sensible people differ:

- ``vendor`` or ``bedrooms=3``: this answer is taken, for the question being asked or for the one named; no other changes
- ``?`` or ``? 3 / 4``: asked back, with at least these readings as buttons, in any order; ``postcode?`` for another question
- ``X``: nothing is taken, nothing is offered, and the same is asked again
- ``topic free``, ``edit phone``, ``back``, ``back2``, ``sent``, ``declined``, ``reviewed``, ``cancelled``, ``restart``,
  ``help``, ``privacy``, ``language``, ``delete``, ``skip``, ``another``, ``withdraw``: what happens instead
- ``offers free``: nothing is taken, and this topic is among the buttons
- ``says after.changed``: a sentence, by its key in the catalogues
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from conversations.answers.reading import Value
from conversations.callback_data import Action, parse
from conversations.commands import Command, Erase, Line, Say, SendLead
from conversations.events import Event, Said
from conversations.flow.prompts import asked
from conversations.flow.step import step
from conversations.form import Form
from conversations.lead import Name
from conversations.questions import DEFAULT_ORDER, SKIPPED, told_apart
from conversations.state import Answer, Collecting, Ended, Sent, State, Valued

ROWS = Path(__file__).parents[1] / "conversations/answers/held_out"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FORM = Form(
    agency="Derby Homes",
    privacy_url="https://derbyhomes.example/privacy",
    phone="01332 000000",
    questions=(*DEFAULT_ORDER, "title", "message", "appointment"),
)
PLAIN = replace(FORM, questions=DEFAULT_ORDER)
GIVEN: Mapping[str, Value] = {
    "sale_or_let": "vendor",
    "name": Name("Marla", "Singer"),
    "phone": "+447986000000",
    "email": "cloud9@cloud.com",
    "address": "123 Example Street, Derby",
    "postcode": "DE1 1JX",
    "bedrooms": 3,
    "property_type": "semi-detached",
    "title": "Mrs",
    "message": SKIPPED,
}
"""What was answered before, as far as it was asked."""
MIDDLE = ("name", "phone", "address", "bedrooms")
_TOPICS = {"who": "who_are_you", "calls": "why_phone", "accurate": "accurate"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a message came to: answers that changed, what is asked back, and what else happened."""

    changed: Mapping[str, str]
    offered: Mapping[str, tuple[str, ...]]
    happened: frozenset[str]


def sections() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the rows file by file: the place, the language, and what is expected by text."""
    for path in sorted(ROWS.glob("*/*.toml")):
        yield path.stem, path.parent.name, tomllib.loads(path.read_text("utf-8"))


def places(where: str) -> tuple[str, ...]:
    """Return the questions at which a row of ``where`` is tried; itself if it is one place."""
    return MIDDLE if where == "middle" else (where,)


@cache
def ready(where: str, language: str) -> tuple[Form, State]:
    """Return the conversation in which ``where`` is reached."""
    form = FORM if where in FORM.questions and where not in DEFAULT_ORDER else PLAIN
    if where == "first":
        return form, State(language=language)
    order = form.questions
    if where == "valued":
        answers = {key: Answer(GIVEN[key]) for key in order}
        return form, State(Valued("VB-0", answers), language=language, revision=1)
    until = order.index(where) if where in order else len(order) - (where == "late")
    answers = {key: Answer(GIVEN[key]) for key in order[:until]}
    phase = Collecting(answers=answers, reviewed=where == "consent")
    state = State(phase, language=language, revision=1)
    shown = step(form, state, Event(NOON, Said("\u2026"), "VB-0", language)).state if where == "consent" else state
    return form, shown


def written(value: Value) -> str:
    """Return a canonical value as the rows write it."""
    match value:
        case Name(first, last, title):
            return "|".join(part for part in (first, last, title) if part)
        case "flat-maisonette":
            return "flat"
        case str() if len(value) == len("2026-11-24 09-12") and value[10] == " ":
            return f"{value[:10]}T{value[11:13]}"
        case _:
            return str(value)


def _lines(commands: tuple[Command, ...]) -> Iterator[Line]:
    for command in commands:
        if isinstance(command, Say):
            yield from command.lines


def _offered(commands: tuple[Command, ...]) -> Iterator[str]:
    """The topics on the buttons, by key; on a keyboard in place of the phone's own, they type their labels."""
    for command in commands:
        if isinstance(command, Say):
            taps = [parse(button.data) for row in command.buttons for button in row]
            yield from (tap.value for tap in taps if tap is not None and tap.action is Action.TOPIC)
            yield from (key.split(".")[1] for reply in command.replies if (key := reply.key).endswith(".label"))


def observe(where: str, language: str, text: str) -> Seen:
    """Say ``text`` at ``where`` and return what came of it."""
    form, before = ready(where, language)
    turn = step(form, before, Event(NOON, Said(text), "VB-1", language, "99"))
    was, now = before.phase, turn.state.phase
    happened = {line.key for line in _lines(turn.commands)}
    happened |= {"sent" for command in turn.commands if isinstance(command, SendLead)}
    happened |= {"delete" for command in turn.commands if isinstance(command, Erase)}
    happened |= {f"offers {topic}" for topic in _offered(turn.commands)}
    if isinstance(now, Ended):
        happened.add(f"ended {now.reason}")
    if isinstance(now, Sent):
        happened.add("sent")
    old = dict(was.answers) if isinstance(was, Collecting | Valued) else {}
    if not isinstance(now, Collecting):
        return Seen({}, {}, frozenset(happened))
    changed = {
        key: "skip" if given.value == SKIPPED else written(_told(key, given))
        for key, given in now.answers.items()
        if key not in old or _told(key, old[key]) != _told(key, given)
    }
    if isinstance(was, Collecting) and now.reviewed != was.reviewed:
        happened.add("reviewed" if now.reviewed else "unreviewed")
    if now.editing:
        happened.add(f"edit {now.editing}")
    if not now.answers and len(old) > 1:
        happened.add("restart")
    offered = {}
    if now.pending is not None:
        likely = (*now.pending.likely, *([now.pending.keep] if now.pending.keep else []))
        offered[now.pending.question] = tuple(written(each.value) for each in likely)
    happened.add(f"asks {asked(form, now)}")
    return Seen(changed, offered, frozenset(happened))


def _told(key: str, answer: Answer) -> Value:
    return told_apart(key, answer.value, answer.note)[0]


def fits(seen: Seen, where: str, expected: str) -> bool:
    """Return whether what was seen is one of the alternatives expected."""
    return any(_fits(seen, where, each.strip()) for each in expected.split("||"))


_HAPPENS = {
    "sent": "sent",
    "declined": "ended declined",
    "cancelled": "ended cancelled",
    "reviewed": "reviewed",
    "help": "help",
    "privacy": "privacy",
    "language": "language.ask",
    "delete": "delete",
    "restart": "greeting",
    "same": "review",
    "another": "another.begin",
    "withdraw": "withdraw.nothing",  # no lead's row stands here
}
_TOLD = ("topic ", "offers ", "edit ", "says ")
_CHANGED = "after.changed"
_UNTOLD = ("sent", "delete", "restart", "reviewed", "ended ")


def _fits(seen: Seen, where: str, expected: str) -> bool:
    changed: dict[str, str] = {}
    offered: dict[str, tuple[str, ...]] = {}
    wanted: set[str] = set()
    for part in (each.strip() for each in expected.split(";")):
        key, sign, rest = part.partition("?")
        if part == "X" or part in _HAPPENS or part.startswith(_TOLD) or part in ("back", "back2"):
            wanted.add(part)
        elif sign and (not key or key in GIVEN or key == "appointment"):
            offered[key or where] = tuple(each.strip() for each in rest.split("/") if each.strip())
        elif (given := part.partition("="))[1] and given[0] in (*GIVEN, "appointment"):
            changed[given[0]] = given[2]
        else:
            changed[where] = part
    if dict(seen.changed) != changed or set(seen.offered) != set(offered):
        return False
    if any(not set(readings) <= set(seen.offered[key]) for key, readings in offered.items()):
        return False
    told = any(_HAPPENS.get(each) in seen.happened for each in wanted if each in _HAPPENS)
    if not told and any(each.startswith(_UNTOLD) for each in seen.happened):
        return False
    return all(_happened(seen, where, each) for each in wanted)


def _happened(seen: Seen, where: str, wanted: str) -> bool:
    here = "" if where in ("review", "consent", "valued") else "property_type" if where == "late" else where
    if wanted == "X":
        if where == "valued":
            return "valued.next" in seen.happened and _CHANGED not in seen.happened
        moved = any(each.startswith("edit ") for each in seen.happened)
        return not moved and (where == "first" or f"asks {here}" in seen.happened or bool(seen.changed))
    if wanted in ("back", "back2"):
        order = FORM.questions
        at = order.index(here or "title") - (1 if wanted == "back" else 2)
        return f"edit {order[at]}" in seen.happened
    if wanted.startswith("edit "):
        return wanted in seen.happened
    if wanted.startswith("offers "):
        topic = wanted.removeprefix("offers ")
        return f"offers {_TOPICS.get(topic, topic)}" in seen.happened
    if wanted.startswith("says "):
        return wanted.removeprefix("says ") in seen.happened
    if wanted.startswith("topic "):
        topic = wanted.removeprefix("topic ")
        keys = {f"topic.{_TOPICS.get(topic, topic)}"}
        if topic == "why":
            keys |= {f"{here}.why", "consent.why", "review.why", "topic.why_phone"}
        if topic == "again":
            keys |= {"topic.again.none"}  # the person there has had no estimate
        if topic == "talk":
            keys |= {"talk.phone", "talk.unknown"}
        return bool(keys & seen.happened)
    return _HAPPENS[wanted] in seen.happened
