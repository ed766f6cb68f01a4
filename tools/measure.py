"""Measure the understanding on a folder of fresh texts: ``python tools/measure.py FOLDER``.

Files, one text a line: ``flats.txt``, ``questions.txt`` and ``questions_<language>.txt`` (text, a tab, the postcode or
the topic), ``names.txt``, ``yes.txt``, ``no.txt``, ``unclear.txt`` (no yes, though it may begin with one),
``talk_<language>.txt``. Only the first run of a folder counts as a
measurement, if its author had read neither code nor rows; afterwards its texts are training data.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from conversations.answers.text import words
from conversations.callback_data import Action, parse
from conversations.commands import Say, SendLead
from conversations.events import Event, Said
from conversations.flow.step import step
from conversations.flow.turn import Turn
from conversations.state import Collecting, Ended, State
from support import held_out

TOPICS = {
    "agency_fees": {"fees", "for_agency"},
    "other_costs": {"other_costs", "for_agency"},
    "how_worked_out": {"worked_out", "accurate"},
    "just_curious": {"curious", "free"},
    "change_mind": {"change_mind", "free"},  # "it commits you to nothing"
    "how_long": {"how_long", "next"},
    "not_my_house": {"not_mine"},
    "what_next": {"next", "why_phone"},
    "talk_to_someone": {"talk"},
    "delete_data": {"delete"},
    "book_visit": {"visit", "for_agency"},
    "other": {"for_agency"},  # which says that it is the agency's to tell
}
"""Topics allowed by a question's label, if they differ from the label."""


def say(place: str, language: str, text: str, before: State | None = None) -> tuple[State, Turn]:
    """Return the state at ``place`` and the turn resulting from ``text``."""
    form, ready = held_out.ready(place, language)
    state = before or ready
    return state, step(form, state, Event(held_out.NOON, Said(text), "VB-1", language, "99"))


def changed(before: State, turn: Turn) -> dict[str, object]:
    """Return the answers that a turn took or changed."""
    if not isinstance(turn.state.phase, Collecting):
        return {}
    old = before.phase.answers if isinstance(before.phase, Collecting) else {}
    return {
        key: given.value
        for key, given in turn.state.phase.answers.items()
        if key not in old or old[key].value != given.value
    }


def offered(turn: Turn) -> list[object]:
    """Return the readings that a turn offers back."""
    phase = turn.state.phase
    if not isinstance(phase, Collecting) or phase.pending is None:
        return []
    kept = [phase.pending.keep] if phase.pending.keep else []
    return [each.value for each in (*phase.pending.likely, *kept)]


def flat(line: str) -> str:
    """Return whether an address is kept whole at its question."""
    typed, _, code = line.partition("\t")
    spaced = r"\s*".join(map(re.escape, code.split()))
    wanted = [
        word for word in words(re.sub(spaced, " ", typed, flags=re.IGNORECASE) if code else typed) if word != "the"
    ]
    before, turn = say("address", "en", typed)

    def whole(value: object) -> bool:
        return [word for word in words(str(value)) if word != "the"] == wanted

    taken = changed(before, turn)
    if "address" in taken:
        return "kept whole" if whole(taken["address"]) else "CUT"
    return "offered whole" if any(map(whole, offered(turn))) else "offered in part" if offered(turn) else "refused"


def name(text: str) -> str:
    """Return whether a name is kept or offered, at once or the second time."""
    before, turn = say("name", "en", text)
    if "name" in changed(before, turn):
        return "kept"
    if offered(turn):
        return "offered"
    again, second = say("name", "en", text, turn.state)
    return "the second time" if "name" in changed(again, second) or offered(second) else "REFUSED TWICE"


def consent(text: str) -> str:
    """Return the result of a text at the consent question."""
    _, turn = say("consent", "en", text)
    if any(isinstance(command, SendLead) for command in turn.commands):
        return "sent"
    return "declined" if isinstance(turn.state.phase, Ended) else "asked again"


def talk(text: str, language: str) -> list[str]:
    """Return the harm done by a text that is not an answer."""
    found = []
    for place in ("review", "consent"):
        before, turn = say(place, language, text)
        found += ["CHANGED AN ANSWER"] if changed(before, turn) else []
        found += ["SENT"] if any(isinstance(command, SendLead) for command in turn.commands) else []
        found += ["ended the form"] if isinstance(turn.state.phase, Ended) else []
    for place in ("name", "address"):
        before, turn = say(place, language, text)
        found += [f"stored as {place}"] if place in changed(before, turn) else []
        found += [f"offered as {place}"] if offered(turn) else []
    return found or ["no harm"]


def question(line: str, language: str = "en") -> str:
    """Return whether a question in the middle gets its topic, at once or among the buttons."""
    text, _, label = line.partition("\t")
    wanted = TOPICS.get(label, {label})
    before, turn = say("bedrooms", language, text)
    if changed(before, turn):
        return "TAKEN AS AN ANSWER"
    lines = {line.key for command in turn.commands if isinstance(command, Say) for line in command.lines}
    told = {key.split(".")[1] for key in lines if key.startswith("topic.")}
    told |= {"talk"} if not told and lines & {"talk.phone", "talk.unknown"} else set()
    rows = [row for command in turn.commands if isinstance(command, Say) for row in command.buttons]
    taps = [parse(button.data) for row in rows for button in row if button.data]
    likely = {tap.value for tap in taps if tap is not None and tap.action is Action.TOPIC}
    if told & wanted:
        return "right at once"
    if likely & wanted:
        return "right among the offered"
    if told:
        return "WRONG"
    if likely:
        return "others offered"
    return "owned up to"


def main(folder: Path) -> None:
    """Print the counted results for the texts of each file."""
    kinds = {"flats": flat, "names": name, "yes": consent, "no": consent, "unclear": consent, "questions": question}
    for path in sorted(folder.glob("*.txt")):
        texts = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        kind, _, language = path.stem.partition("_")
        if kind == "talk":
            counts = Counter(each for text in texts for each in talk(text, language))
        elif language:
            counts = Counter(question(text, language) for text in texts)
        else:
            counts = Counter(map(kinds[kind], texts))
        print(f"{path.stem}, {len(texts)}: {', '.join(f'{kind} {count}' for kind, count in counts.most_common())}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
