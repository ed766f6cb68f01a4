"""Names of chats in the log: the same under one key, of letters only, and none without a key."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logging import tracing
from bot.logging.log_setup import RedactingHandler

CHAT = 7986000000


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """What is logged meanwhile; afterwards nothing is traced."""
    written = io.StringIO()
    handler = RedactingHandler(written, "text")
    logger = logging.getLogger("bot.logging.tracing")
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)
    tracing.use(b"")


def test_a_chat_s_name_depends_on_the_key_and_the_agency() -> None:
    names = {
        tracing.hash_of(key, agency, chat) for key in (b"k", b"l") for agency in ("derby", "york") for chat in (1, 2)
    }
    assert len(names) == 8
    assert all(name.isascii() and name.isalpha() and len(name) == 12 for name in names)
    assert tracing.hash_of(b"k", "derby", 1) in names


def test_redaction_leaves_the_name_and_the_update(stream) -> None:
    tracing.use(b"k")
    for number in range(300):
        with tracing.traced("derby", CHAT + number, tracing.by_update(1_999_999_999 - number)):
            tracing.step("a step", row=number)
        line = stream.getvalue().splitlines()[-1]
        assert f"chat={tracing.hash_of(b'k', 'derby', CHAT + number)}" in line
        assert f"update=u{1_999_999_999 - number}" in line
    assert str(CHAT) not in stream.getvalue()


def test_lines_outside_a_block_and_of_nobody_name_no_chat(stream) -> None:
    tracing.use(b"k")
    with tracing.traced("derby", CHAT):
        pass
    with tracing.traced("derby", None):
        tracing.step("a step")
    assert "chat=" not in stream.getvalue()
    assert "a step" in stream.getvalue()


def test_without_a_key_there_is_no_line(stream) -> None:
    with tracing.traced("derby", CHAT, tracing.by_update(1)):
        tracing.step("a step")
        logging.getLogger("bot.logging.tracing").info("another")
    assert "a step" not in stream.getvalue()
    assert "chat=" not in stream.getvalue()
