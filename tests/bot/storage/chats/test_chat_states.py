from __future__ import annotations

import pytest

from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState


def save(database, *states):
    database.run_sync(lambda tx: chat_states.save(tx, states))


def load(database, *keys):
    return database.run_sync(lambda tx: chat_states.load(tx, keys))


@pytest.mark.parametrize(
    "state",
    ["", "{}", '{"name": "Zoë 🏠"}', "NUL \x00 inside", "half an emoji \ud83d", "x" * 100_000],
    ids=["empty", "json", "emoji", "nul", "surrogate", "long"],
)
def test_any_text_comes_back_as_it_was_saved(database, state):
    save(database, SavedState("derby", 1, state))
    assert {("derby", 1): state} == load(database, ("derby", 1))


def test_the_last_state_counts_and_new_chats_are_missing(database):
    save(database, SavedState("derby", 1, "first"), SavedState("derby", 2, "other"))
    save(database, SavedState("derby", 1, "a longer second one"))
    save(database)
    assert load(database, ("derby", 1), ("derby", 2), ("derby", 3)) == {
        ("derby", 1): "a longer second one",
        ("derby", 2): "other",
    }
    assert load(database) == {}


def test_agencies_with_equal_chats_get_their_own_states(database):
    save(database, *(SavedState(agency, chat, f"{agency} {chat}") for agency in ("derby", "leeds") for chat in (1, 2)))
    assert load(database, ("derby", 1), ("leeds", 2)) == {("derby", 1): "derby 1", ("leeds", 2): "leeds 2"}


def test_states_expire_by_their_last_change(database, clock):
    save(database, SavedState("derby", 1, "old"), SavedState("derby", 2, "refreshed"))
    clock.now += 100
    save(database, SavedState("derby", 2, "refreshed"))
    assert database.run_sync(lambda tx: chat_states.expire(tx, clock.now - 100)).rows == 0
    assert database.run_sync(lambda tx: chat_states.expire(tx, clock.now)).rows == 1
    assert load(database, ("derby", 1), ("derby", 2)) == {("derby", 2): "refreshed"}
