"""Texts that make readers work hardest: repetitions of what people type and of what the patterns listen for."""

from __future__ import annotations

import gc
import random
import signal
import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

PIECES = (
    "a", "A", "0", " ", ".", ",", "!", "-", "'", "\n", "@", "(", "?", "/", "_", "é", "…", "½", "☀", "🏡", "😊\ufe0f", "豈", "ﷺ",
    "\u0301", "\u200b", "a ", "1 ", "a.", "a,", "1,", "a-", "o'", "a@", "a.b@", "!,", ". ", ", ", " ?", ",😊", "ta ,", "please .",
    "thanks! ", "x ", " x", "yes ", "no ", "not ", "my ", "the ", "is ", "and ", "or ", "to ", "hi ", "were ", "name is ",
    "call me ", "with a d ", "flat 1, ", "street ", "3 beds ", "one ", "double ", "semi ", "sell ", "rent ", "DE1 ", "07986 ",
    "+44", " at ", " dot ", "why ", "how long ", "where do you ", "tak ", "nie ", "po co ", "prosze, ", "ie ", "pam ", "dim ",
    "diolch. ",
)  # fmt: skip
"""What people type, and what stands between it, to be repeated."""
ENDINGS = ("b", "", "!", " how much is my house worth", "?", "\x00", "4", "é")
"""What may come after a repetition, so that it is none of what was looked for."""
_KINDS = " aA0.,-'@é🏡"
_LOOPS_FROM = 8
"""Repetitions from which a repeat is worth repeating."""


_AGAIN = 0.01
"""Seconds of work after which the timer comes again."""


class TooMuchWork(Exception):
    """What was measured took longer than it may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise :class:`TooMuchWork` after so many seconds of this process's own work; matching a pattern is interrupted too."""

    def stop(_number: int, frame: FrameType | None) -> None:
        # An exception inside a weak reference's callback would be lost; the timer comes again.
        if frame is None or frame.f_code.co_filename != weakref.__file__:
            raise TooMuchWork

    before = signal.signal(signal.SIGVTALRM, stop)
    collects = gc.isenabled()
    gc.disable()  # Hypothesis has a callback of the collector's, and an exception inside that would be lost too
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collects:
            gc.enable()


def work(does: Callable[[], object], limit: float, times: int = 3) -> float:
    """Return the seconds that ``does`` works at least, of several times; ``limit`` where it is stopped at that.

    A first time that is well below the limit is enough: what else the machine does makes it longer only.
    """
    least = limit
    for _ in range(times):
        began = time.thread_time()
        try:
            with at_most(limit):
                does()
        except TooMuchWork:
            return limit
        least = min(least, time.thread_time() - began)
        if least < limit / 2:
            break
    return least


def repeated(piece: str, length: int, before: str = "", after: str = "") -> str:
    """Return ``piece`` again and again between the two, ``length`` characters in all."""
    inside = max(length - len(before) - len(after), len(piece))
    return before + (piece * (inside // len(piece) + 1))[:inside] + after


def repetitions(flags: int, source: str, rng: random.Random, tries: int) -> set[tuple[str, str]]:
    """Return what may stand before a loop of a pattern, and what the loop takes, once or twice differently."""
    tree = list(parser.parse(source, flags & ~32))
    return {each for _ in range(tries) for each in _around_loops(tree, rng, "") if each[1]}


def _around_loops(tree: list[Any], rng: random.Random, before: str) -> Iterator[tuple[str, str]]:
    for at, (op, value) in enumerate(tree):
        head = before + _sample(tree[:at], rng)
        match op:
            case codes.BRANCH:
                for each in value[1]:
                    yield from _around_loops(list(each), rng, head)
            case codes.SUBPATTERN:
                yield from _around_loops(list(value[3]), rng, head)
            case codes.ATOMIC_GROUP:
                yield from _around_loops(list(value), rng, head)
            case codes.ASSERT | codes.ASSERT_NOT:
                yield from _around_loops(list(value[1]), rng, head)
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                _, most, body = value
                if most >= _LOOPS_FROM:
                    once, twice = _sample(body, rng), _sample(body, rng)
                    yield head, once
                    yield head, once + twice
                    yield "", head + once
                    yield "", once + _sample(tree[at + 1 :], rng)
                yield from _around_loops(list(body), rng, head)


def _sample(tree: Iterable[Any], rng: random.Random) -> str:
    """A text that ``tree`` may match, whatever is around it."""
    return "".join(_one(op, value, rng) for op, value in tree)


def _one(op: Any, value: Any, rng: random.Random) -> str:
    match op:
        case codes.LITERAL:
            return chr(value)
        case codes.NOT_LITERAL:
            return "a" if value != ord("a") else "b"
        case codes.ANY:
            return rng.choice(_KINDS)
        case codes.IN:
            return _of_set(value, rng)
        case codes.BRANCH:
            return _sample(rng.choice(value[1]), rng)
        case codes.SUBPATTERN:
            return _sample(value[3], rng)
        case codes.ATOMIC_GROUP:
            return _sample(value, rng)
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            least, most, body = value
            return "".join(_sample(body, rng) for _ in range(least if rng.random() < 0.6 else min(most, least + 1)))
        case _:
            return ""


def _of_set(items: list[Any], rng: random.Random) -> str:
    named = [chr(value) for op, value in items if op is codes.LITERAL]
    named += [chr(end) for op, value in items if op is codes.RANGE for end in value]
    likely = [char for char in {*_KINDS, *named} if _is_in(items, char)]
    return rng.choice(sorted(likely)) if likely else "~"


def _is_in(items: list[Any], char: str) -> bool:
    def fits(op: Any, value: Any) -> bool:
        match op:
            case codes.LITERAL:
                return bool(ord(char) == value)
            case codes.RANGE:
                return bool(value[0] <= ord(char) <= value[1])
            case codes.CATEGORY:
                kind = str(value).removeprefix("CATEGORY_")
                word = char.isalnum() or char == "_"
                found = {"DIGIT": char.isdigit(), "SPACE": char.isspace(), "WORD": word}[kind.removeprefix("NOT_")]
                return found is not kind.startswith("NOT_")
            case _:
                return False

    negated = bool(items) and items[0][0] is codes.NEGATE
    return any(fits(op, value) for op, value in items) is not negated
