"""Random texts at every place of a conversation, timed: which make the core work longest?"""

from __future__ import annotations

import heapq
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from conversations.languages import CATALOGUES
from support.hostile import ENDINGS, PIECES, TooMuchWork, at_most, repeated, repetitions, work
from support.patterns import every_pattern
from support.person import ANSWERS
from support.places import places, said_at

SHORTEST, LONGEST = 5, 400
LIMIT = 0.1
"""Seconds of work that no text of that length may take, of three times."""
STOPPED = 5.0
"""Seconds after which a text is given up."""
SHOWN = 12
_EVERY = 10_000
_WORD = 12


@dataclass(slots=True)
class Slow:
    """What came of it: seconds of each turn, and the slowest with their language, place and text."""

    seconds: list[float] = field(default_factory=list)
    slowest: list[tuple[float, str, str, str]] = field(default_factory=list)
    too_slow: list[tuple[float, str, str, str]] = field(default_factory=list)

    def table(self) -> str:
        """What came of it, in lines."""
        ordered = sorted(self.seconds)
        median, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.999)]
        return "\n".join((
            f"turns:   {len(ordered)}, median {median * 1000:.2f} ms, 999 of 1,000 within {most * 1000:.1f} ms",
            *(f"slowest: {_told(each)}" for each in sorted(self.slowest, reverse=True)),
            *(f"PROBLEM: {_told(each)}" for each in self.too_slow),
        ))  # fmt: skip


def _told(slow: tuple[float, str, str, str]) -> str:
    seconds, language, place, text = slow
    return f"{seconds * 1000:6.1f} ms, {language}, {place}, {len(text)} characters: {text!a}"


def run(seed: str, texts: int, say: Callable[[str], None]) -> Slow:
    """Say so many texts, each at a random place in a random language; ``say`` is told how far it is."""
    rng, found, pumps = random.Random(seed), Slow(), _pumps()
    states = [(language, place, state) for language in CATALOGUES for place, state in places(language).items()]
    for number in range(1, texts + 1):
        language, place, state = rng.choice(states)
        text = _text(rng, pumps)
        began = time.perf_counter()
        try:
            with at_most(STOPPED):
                said_at(state, text)
        except TooMuchWork:
            found.too_slow.append((STOPPED, language, place, text))
        seconds = time.perf_counter() - began
        found.seconds.append(seconds)
        if len(found.slowest) < SHOWN or seconds > found.slowest[0][0]:
            # Again, and counted as the processor's time: another process may have been what took so long.
            least = min(seconds, *(_once(state, text) for _ in range(3)))
            heapq.heappush(found.slowest, (least, language, place, text))
            del found.slowest[: max(len(found.slowest) - SHOWN, 0)]
            heapq.heapify(found.slowest)
            if LIMIT <= least < STOPPED and work(lambda: said_at(state, text), STOPPED) >= LIMIT:  # noqa: B023
                found.too_slow.append((least, language, place, text))
        if number % _EVERY == 0:
            say(f"{number} texts, the slowest {_told(max(found.slowest))}")
    return found


@cache
def _pumps() -> list[tuple[str, str]]:
    """What the conversation's patterns go round, each with what may stand before it."""
    rng = random.Random(1)
    return sorted({
        each
        for pattern in every_pattern()
        if not pattern.where.startswith("bot.")
        for each in repetitions(pattern.pattern.flags, pattern.pattern.pattern, rng, tries=4)
    })  # fmt: skip


def _once(state: object, text: str) -> float:
    began, worked = time.perf_counter(), time.thread_time()
    try:
        with at_most(STOPPED):
            said_at(state, text)  # type: ignore[arg-type]
    except TooMuchWork:
        return STOPPED
    # The finer of the two clocks says more of what is quick, the other of what is slow.
    passed, worked = time.perf_counter() - began, time.thread_time() - worked
    return min(passed, worked) if passed > LIMIT / 5 else passed


def _text(rng: random.Random, pumps: list[tuple[str, str]]) -> str:
    length = rng.randint(SHORTEST, LONGEST)
    match rng.randrange(5):
        case 0:
            before, piece = rng.choice(pumps)
            return repeated(piece, length, before[:100], rng.choice(ENDINGS))[:LONGEST]
        case 1:
            pieces = [
                rng.choice(PIECES) if rng.random() < 0.5 else rng.choice(pumps)[1] for _ in range(rng.randint(1, 3))
            ]
            return repeated("".join(pieces), length, rng.choice(list(ANSWERS.values())), rng.choice(ENDINGS))[:LONGEST]
        case 2:
            return _mixed(rng, length, lambda: rng.choice(PIECES) * rng.choice((1, 1, 2, 30)))
        case 3:
            return _mixed(rng, length, lambda: " ".join(rng.choice(pumps))[:_WORD] + rng.choice((" ", ", ", ". ", "")))
        case _:
            return _mixed(rng, length, lambda: chr(rng.choice((rng.randint(32, 126), rng.randint(32, 0x2FFF)))))


def _mixed(rng: random.Random, length: int, piece: Callable[[], str]) -> str:
    text = ""
    while len(text) < length:
        text += piece()
    return text[: max(length - 1, 1)] + rng.choice(ENDINGS)[:1]
