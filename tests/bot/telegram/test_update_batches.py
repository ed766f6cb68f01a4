from __future__ import annotations

import json

import pytest

from bot.telegram.errors import BadAnswer
from bot.telegram.update_batches import read_batch

UPDATES = (
    '{"update_id":1,\n"message":{"text":"NUL \\u0000, ]}, \\"\\\\ and £1 🏡"}}',
    '{"update_id": 2, "later": [1, {"a": null}]}',
    "7",
    '"no update"',
)


@pytest.mark.parametrize("count", range(len(UPDATES) + 1))
@pytest.mark.parametrize("between", [",", ",\n", " , "])
def test_each_update_comes_with_the_bytes_that_it_was_read_from(count, between):
    payload = f'{{"ok":true,"result":[{between.join(UPDATES[:count])}]}}'.encode()

    assert [(json.loads(text), text.encode()) for text in UPDATES[:count]] == list(read_batch(payload))


@pytest.mark.parametrize(
    "payload",
    [
        '{"ok": true, "result": [%s]}',
        '{"result":[%s],"ok":true}',
        '{"ok":true,"result":[%s],"new":1}',
        ' {"ok":true,"result":[%s]}',
    ],
)
def test_how_the_answer_is_written_makes_no_difference(payload):
    expected = [(json.loads(text), text.encode()) for text in UPDATES]

    assert expected == list(read_batch((payload % ", ".join(UPDATES)).encode()))


def test_half_a_character_is_read_without_bytes_to_keep():
    half = r'{"update_id":3,"message":{"text":"half \ud83c"}}'
    payload = f'{{"ok":true,"result":[{UPDATES[1]},{half}]}}'.encode()

    assert [(json.loads(text), None) for text in (UPDATES[1], half)] == list(read_batch(payload))


@pytest.mark.parametrize(
    "payload",
    [
        b'{"ok":true,"result":[{"update_id":1}',
        b'{"ok":true,"result":[{"update_id":1}{"update_id":2}]}',
        b'{"ok":true,"result":[{"update_id":1},]}',
        b'{"ok":true,"result":{}}',
        b'{"ok":true,"result":[' + b"[" * 100_000 + b"]}",
        b'{"ok":true}',
        b"<html>",
        b"",
    ],
)
def test_what_is_no_batch_is_none(payload):
    with pytest.raises(BadAnswer):
        read_batch(payload)


def test_bytes_that_are_no_text_are_replaced():
    found = read_batch(b'{"ok":true,"result":[{"update_id":1,"text":"\xff"},{"update_id":2}]}')

    assert list(found) == [({"update_id": 1, "text": "\ufffd"}, None), ({"update_id": 2}, None)]
