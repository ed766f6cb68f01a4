"""``replay``: an update once more through a copy of its conversation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.commands import cli
from bot.core.serialization import STATE
from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState
from bot.storage.database import Database
from bot.storage.queues import dead_letters, inbox, outbox
from bot.storage.queues.inbox import NewItem
from bot.storage.transaction import Transaction
from support.person import Person

CHAT = 7001


def update(text: str) -> bytes:
    """Return a private message as Telegram sends it."""
    sender = {"id": CHAT, "is_bot": False, "first_name": "M"}
    message = {"message_id": 5, "date": 1, "chat": {"id": CHAT, "type": "private"}, "from": sender, "text": text}
    return json.dumps({"update_id": 9, "message": message}).encode()


@pytest.fixture
def at_the_review(database: Database) -> Database:
    person = Person()
    person.starts()
    person.answers()
    stored = STATE.encode(person.state)
    database.run_sync(lambda tx: chat_states.save(tx, [SavedState("default", CHAT, stored, quiet=False)]))
    return database


def set_aside(database: Database, body: bytes) -> str:
    def job(tx: Transaction) -> str:
        inbox.add(tx, [NewItem("default", "telegram:1", CHAT, "telegram", body)])
        (taken,) = inbox.take(tx, 1)
        inbox.set_aside(tx, taken.id, "KeyError at step.py:1")
        return str(taken.id)

    return database.run_sync(job)


def test_an_item_set_aside_is_shown_step_by_step_and_changes_nothing(
    at_the_review: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    number = set_aside(at_the_review, update("no, it's 3 bedrooms"))
    before = at_the_review.run_sync(lambda tx: chat_states.load(tx, [("default", CHAT)]))
    assert cli.main(["replay", number]) == 0
    shown = capsys.readouterr().out
    assert "Said(text=" in shown
    (winner,) = [line for line in shown.splitlines() if " wins " in line]
    assert " change " in winner
    assert "Changes: bedrooms: 4 -> 3" in shown
    assert "Would:   say " in shown
    assert at_the_review.run_sync(lambda tx: chat_states.load(tx, [("default", CHAT)])) == before
    assert at_the_review.run_sync(dead_letters.count) == 1
    assert at_the_review.run_sync(outbox.next_due) is None


def test_a_file_with_an_update_will_do(database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "update.json").write_bytes(update("hello"))
    assert cli.main(["replay", "update.json"]) == 0
    shown = capsys.readouterr().out
    assert "Changes: Fresh -> Collecting" in shown
    assert database.run_sync(lambda tx: chat_states.load(tx, [("default", CHAT)])) == {}


def test_a_lead_would_be_queued(at_the_review: Database, capsys: pytest.CaptureFixture[str]) -> None:
    person = Person()
    person.reaches_consent()
    stored = STATE.encode(person.state)
    at_the_review.run_sync(lambda tx: chat_states.save(tx, [SavedState("default", CHAT, stored, quiet=False)]))
    assert cli.main(["replay", set_aside(at_the_review, update("Yes, show my estimate"))]) == 0
    assert "Would:   queue the lead " in capsys.readouterr().out


def test_what_fails_shows_where(
    at_the_review: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyError("planted")

    monkeypatch.setattr("bot.commands.replay.step", fails)
    assert cli.main(["replay", set_aside(at_the_review, update("hello"))]) == 0
    assert "KeyError: 'planted'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "why"),
    [(None, "cannot be read"), (b"{", "holds no JSON"), (b"{}", "no update"), (b"[]", "no update")],
)
def test_what_is_no_update_is_said(
    content: bytes | None, why: str, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    assert cli.main(["replay", "file"]) == 1
    assert why in capsys.readouterr().err


def test_a_number_that_is_not_there_is_said(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["replay", "4711"]) == 1
    assert "no item 4711" in capsys.readouterr().err
