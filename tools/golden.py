"""Golden record of whole turns: every text of the held-out rows at every place, and recombinations of them.

``python tools/golden.py record FILE`` writes one line per turn; ``python tools/golden.py compare OLD NEW`` prints the turns
that differ, grouped by what changed. Made before a rewrite of the understanding and compared after it.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from conversations.commands import Say, Toast
from conversations.events import Event, Said
from conversations.flow.step import step
from conversations.flow.turn import Turn
from conversations.questions import DEFAULT_ORDER
from conversations.state import Collecting, State
from support import held_out

PLACES = ("first", *DEFAULT_ORDER, "title", "message", "appointment", "review", "consent", "valued")
RANDOM_TURNS = 60_000
SHOWN = 12


def texts() -> dict[str, list[str]]:
    """Return every text of the rows, by language."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, language, rows in held_out.sections():
        found[language] |= rows.keys()
    return {language: sorted(each) for language, each in sorted(found.items())}


def summary(before: State, turn: Turn) -> str:
    """Return a turn's result without what is common to all turns: state changes, and the keys of the sentences."""
    said = []
    for command in turn.commands:
        if isinstance(command, Say):
            said.append("+".join(line.key for line in command.lines))
        elif isinstance(command, Toast):
            said.append(f"toast:{command.line.key}")
        else:
            said.append(type(command).__name__)
    was, now = before.phase, turn.state.phase
    parts = [] if type(was) is type(now) else [type(now).__name__]
    if isinstance(now, Collecting):
        old = was.answers if isinstance(was, Collecting) else {}
        parts += [
            f"{key}={held_out.written(given.value)}({given.note})"
            for key, given in now.answers.items()
            if key not in old or (old[key].value, old[key].note) != (given.value, given.note)
        ]
        if now.pending is not None:
            readings = (*now.pending.likely, *([now.pending.keep] if now.pending.keep else []))
            parts.append(f"ask {now.pending.question}:{'/'.join(held_out.written(each.value) for each in readings)}")
        parts += [f"edit {now.editing}"] if now.editing else []
        parts += ["reviewed"] if now.reviewed else []
    return " ; ".join((*parts, *said))


def cases() -> Iterator[tuple[str, str, str]]:
    """Yield each (place, language, text): all rows everywhere, then random recombinations of their clauses and words."""
    known = texts()
    for language, each in known.items():
        for text in each:
            for place in PLACES:
                yield place, language, text
    chance = random.Random(20261128)  # noqa: S311  the same cases each time
    pieces = {
        language: [part for text in each for part in re.split(r"(?<=[,.!?;])\s+", text)]
        for language, each in known.items()
    }
    for _ in range(RANDOM_TURNS):
        language = chance.choice(("en", "en", "cy", "pl"))
        mixed = chance.choice((language, "en"))
        parts = [chance.choice(pieces[language]), *(chance.choice(pieces[mixed]) for _ in range(chance.randrange(2)))]
        text = chance.choice((", ", " ", ". ", "\n")).join(parts)
        if chance.random() < 0.2:
            words = text.split()
            chance.shuffle(words)
            text = " ".join(words)
        yield chance.choice(PLACES), language, text


def record(to: Path) -> None:
    """Write the record."""
    ready = {}
    with to.open("w", encoding="utf-8") as file:
        for place, language, text in cases():
            if (place, language) not in ready:
                ready[place, language] = held_out.ready(place, language)
            form, before = ready[place, language]
            turn = step(form, before, Event(held_out.NOON, Said(text), "VB-1", language, "99"))
            file.write(json.dumps([place, language, text, summary(before, turn)], ensure_ascii=False) + "\n")


def compare(old: Path, new: Path) -> int:
    """Print the turns that differ; return their number."""
    kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
    count = 0
    with old.open(encoding="utf-8") as first, new.open(encoding="utf-8") as second:
        for one, other in zip(first, second, strict=True):
            if one == other:
                continue
            (place, language, text, was), (*_, now) = json.loads(one), json.loads(other)
            count += 1
            where = "end" if place in ("review", "consent") else "after" if place == "valued" else "question"
            kind = " -> ".join(re.sub(r"[=:][^;+]*", "=", each)[:60] for each in (was, now))
            kinds[where, kind].append(f"{place}.{language} {text!r}\n        {was}\n     -> {now}")
    for (where, kind), examples in sorted(kinds.items(), key=lambda each: -len(each[1])):
        print(f"\n{len(examples)} x {where}: {kind}")
        for example in examples[:SHOWN]:
            print(f"    {example}")
    print(f"\n{count} turns differ")
    return count


if __name__ == "__main__":
    if sys.argv[1] == "record":
        record(Path(sys.argv[2]))
    else:
        sys.exit(bool(compare(Path(sys.argv[2]), Path(sys.argv[3]))))
