"""No text makes the core's work grow faster than its length: whole turns, at every place and in every language."""

from __future__ import annotations

import random

import pytest

from conversations.events import Edited
from conversations.languages import CATALOGUES
from support.hostile import ENDINGS, PIECES, repeated, repetitions, work
from support.patterns import every_pattern
from support.places import happens_at, places, said_at

EVERY_DAY = (
    "Wow" + "!" * 30 + " how much is my house worth",
    "a" + "." * 350 + "b",
    "a" + "…" * 390 + "b",
    "a" + "😊" * 60 + "b",
    "please ." * 20 + "b",
    "ta ," * 40 + "b",
    "ta ☀" * 40 + "b",
    "12 High Street, " + "were " * 40 + "4",
    "," * 400,
    " x" * 199 + "b",
)
"""Short texts, some of which stopped the bot once, or were slow."""
LONGEST = 4096
"""Characters of a message (Telegram's limit)."""
SHORT = (20, 34, 60, 120, 400)
LIMIT = 0.25
"""Seconds of work. A turn takes one to forty milliseconds at up to 4,096 characters; there is room for a machine that is busy."""
LONGER, LONGER_LIMIT = 4 * LONGEST, 0.6
"""Characters that no message has, and seconds: work that grew with the square would take sixteen times as long, not four."""
AT_A_PLACE = 10
"""Made-up texts of each kind at a place."""


def made_up(rng: random.Random, lengths: tuple[int, ...], pumps: list[tuple[str, str]]) -> str:
    """Return a repetition between a beginning and an ending."""
    before, piece = rng.choice(pumps) if rng.random() < 0.6 else ("", rng.choice(PIECES))
    piece += rng.choice(PIECES) if rng.random() < 0.3 else ""
    return repeated(piece, rng.choice(lengths), before[:100], rng.choice(ENDINGS))


@pytest.fixture(scope="module")
def pumps() -> list[tuple[str, str]]:
    """What the conversation's patterns go round."""
    rng = random.Random(1)
    found: set[tuple[str, str]] = set()
    for each in every_pattern():
        if not each.where.startswith("bot."):
            around = sorted(repetitions(each.pattern.flags, each.pattern.pattern, rng, tries=2))
            found.update(rng.sample(around, min(len(around), 6)))
    return sorted(found)


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_turn_is_little_work_whatever_is_said(language: str, pumps: list[tuple[str, str]]) -> None:
    rng = random.Random(language)
    slow = []
    for place, state in places(language).items():
        texts = [*EVERY_DAY, *(made_up(rng, SHORT, pumps) for _ in range(AT_A_PLACE))]
        texts += [made_up(rng, (LONGEST,), pumps) for _ in range(AT_A_PLACE // 2)]
        texts += [made_up(rng, (LONGER,), pumps) for _ in range(2)]
        for text in texts:
            limit = LONGER_LIMIT if len(text) > LONGEST else LIMIT
            if work(lambda: said_at(state, text), limit) >= limit:  # noqa: B023
                slow.append((place, text, limit))
        edited = rng.choice(texts)
        if work(lambda: happens_at(state, Edited(edited)), LONGER_LIMIT) >= LONGER_LIMIT:  # noqa: B023
            slow.append((place, edited, LONGER_LIMIT))
    assert slow == []
