"""A fuzzer that follows the code's branches, on what reads what strangers send: ``python -m fuzz.guided TARGET``.

Needs atheris, which is made for some Pythons only and is in no lock file: ``pip install atheris`` into an environment of its
own beside the bot's packages. What stands behind the target goes to libFuzzer (``-max_total_time=120``). It ends with the
input that did it if something is raised that is not allowed, or takes a second.
"""

from __future__ import annotations

import contextlib
import json
import random
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import atheris
from fuzz.mutations import seeds

with atheris.instrument_imports(include=["conversations", "bot"]):
    from bot.lead_api.offices import read_offices
    from bot.lead_api.outcomes import classify
    from bot.storage.encryption import FieldEncryption, KeyMissing
    from bot.telegram.updates import UnreadableUpdate, chat_of, read_update
    from conversations.answers import consent, yes_no
    from conversations.events import Event, Said, Started, Tapped
    from conversations.flow.step import step
    from conversations.form import Form
    from conversations.languages import assent
    from conversations.questions import QUESTIONS
    from conversations.state import State

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FORM = Form(agency="Derby Homes", privacy_url="https://derbyhomes.example/privacy")
TELEGRAM_MAX = 4096
VAULT = FieldEncryption([b"k" * 32])


def update(data: bytes) -> None:
    """A raw update: read, or told to be unreadable."""
    with contextlib.suppress(UnreadableUpdate):
        read_update(data, username="derby_bot", bot_id=1)
    chat_of({"message": {"chat": {"id": data.decode(errors="replace")}}})


def parsers(data: bytes) -> None:
    """Every reader of an answer, with any text."""
    text = data.decode(errors="replace")[:TELEGRAM_MAX]
    for question in QUESTIONS.values():
        question.read(text, NOON)
    consent.read(text, assent("en"))
    yes_no.read(text, assent("en"))


def conversation(data: bytes) -> None:
    """A conversation of made-up messages and taps: each is answered."""
    state = State()
    for number, part in enumerate(data.decode(errors="replace").split("\n")[:12]):
        body = Started() if not number else Tapped(part[1:64]) if part.startswith("!") else Said(part[:TELEGRAM_MAX])
        turn = step(FORM, state, Event(NOON, body, f"VB-{number:010}", "en", str(number)))
        if not turn.commands:
            raise AssertionError("nothing was said")
        state = turn.state


def lead_api(data: bytes) -> None:
    """An answer of the Lead API."""
    classify(200, {}, data, now=NOON)
    classify(422, {"content-type": "application/json"}, data, now=NOON, personal=["Marla"])
    read_offices(data)


def sealed(data: bytes) -> None:
    """A value in the database that somebody tampered with."""
    with contextlib.suppress(KeyMissing, UnicodeDecodeError):
        VAULT.decrypt_text("chats.state", "derby", 1, data)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (update, parsers, conversation, lead_api, sealed)
}


def main() -> None:
    """Run the target that is named first."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"which of {', '.join(TARGETS)}?")
    target = TARGETS[sys.argv.pop(1)]
    with tempfile.TemporaryDirectory() as corpus:
        for number in range(50):  # to begin with: what Telegram really sends
            update = seeds(random.Random(number), 1, number)
            (Path(corpus) / str(number)).write_text(json.dumps(update), encoding="utf-8")
        atheris.AgencySetup([sys.argv[0], "-timeout=2", "-max_len=2000", *sys.argv[1:], corpus], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
