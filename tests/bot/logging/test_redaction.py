"""What is hidden, and what a log line must keep to be of use."""

from __future__ import annotations

import json
import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bot.logging.redaction import Redaction, describe_error
from bot.settings.problems import SettingsProblem

TOKEN = "123456789:AAEhBOweik9ai2o0aYR-canary_x6CfGHIJKLMN"
REDACTION = Redaction([TOKEN, "k£y with/odd chars", "", "shortkey"])

HIDDEN = [
    # Phone numbers as people and libraries write them.
    ("07986000000", "[phone]"),
    ("07986 000000", "[phone]"),
    ("07986 000 000", "[phone]"),
    ("(01332) 000 000", "[phone]"),
    ("01332-000-000", "[phone]"),
    ("020 7946 0000", "[phone]"),
    ("+447986000000", "[phone]"),
    ("+44 7986 000000", "[phone]"),
    ("+44 (0)7986 000000", "[phone]"),
    ("0044 7986 000000", "[phone]"),
    ("44 7986 000000", "[phone]"),
    ("447986000000", "[number]"),
    ("7986 000000", "[phone]"),
    ("7986000000", "[number]"),
    ("tel:+447986000000", "tel:[phone]"),
    ("phone=%2B447986000000&x=1", "phone=[phone]&x=1"),
    ("+1 212 555 0100", "[phone]"),
    # Email addresses.
    ("cloud9@cloud.com", "[email]"),
    ("<cloud9+home@cloud.co.uk>", "<[email]>"),
    ("email=cloud9%40cloud.com", "email=[email]"),
    ("o'neil@münchen.example", "[email]"),
    # Postcodes.
    ("DE1 1JX", "[postcode]"),
    ("de11jx", "[postcode]"),
    ("postcode=SW1A+1AA", "postcode=[postcode]"),
    ("EC1A%201BB", "[postcode]"),
    # Secrets: known ones in every form, unknown ones by shape.
    (TOKEN, "[secret]"),
    (TOKEN.partition(":")[2], "[secret]"),
    ("https://x.example/bot" + TOKEN.replace(":", "%3A") + "/getMe", "https://x.example/bot[secret]/getMe"),
    ("https://x.example/bot987654321:short/getMe", "https://x.example/bot[token]/getMe"),
    ("https://x.example/file/bot987654321:short/photos/1.png", "https://x.example/file/bot[token]/photos/1.png"),
    ("987654321:" + "a" * 35, "[token]"),
    ("k£y with/odd chars", "[secret]"),
    ("k%C2%A3y%20with%2Fodd%20chars", "[secret]"),
    ("'k\\xa3y with/odd chars'", "'[secret]'"),
    ("shortkey", "[secret]"),
    ("{'X-API-KEY': 'abc-def'}", "{'X-API-KEY': '[key]'}"),
    ("[(b'X-API-KEY', b'abc-def')]", "[(b'X-API-KEY', b'[key]')]"),
    ("Authorization: Bearer abc.def", "Authorization: [key]"),
    # The number of a person's chat.
    ("5551234567", "[number]"),
    ("-5551234567", "-[number]"),
    ("1001234567890", "[number]"),
    ("-10012345678901", "-[number]"),
]

KEPT = [
    "2026-03-02T18:04:05.678901Z",
    "2026-03-02 18:04:05,678",
    "2026-03-02 18:04:05.678901+00:00",
    "took 0.123456 seconds, 12.5 ms, 1500 items",
    "item 123456789",
    "update 987654321",
    "listening on 127.0.0.1:8080",
    "192.168.100.200:65535",
    "[::1]:8080",
    "https://api.telegram.org",
    "sqlite:////data/valuation-bot.db",
    "-1001234567890",  # a supergroup's number, which is nobody's
    "VB-7K2M9Q3XYZ",
    "VB-0123456789",
    "HTTP/1.1 429 Too Many Requests, retry_after 35",
    '  File "/app/bot/telegram/request.py", line 123, in do_request',
    "3.13.0 (v22.8)",
    "0x7f9860000000",
    "lead:VB-7K2M9Q3XYZ:3:outcome",
]


@pytest.mark.parametrize(("text", "expected"), HIDDEN)
def test_hidden_alone_and_inside_a_sentence(text: str, expected: str) -> None:
    assert expected == REDACTION.text(text)
    assert f"got {expected}, and more" == REDACTION.text(f"got {text}, and more")
    assert f'{{"a": "{expected}"}}' == REDACTION.text(f'{{"a": "{text}"}}')


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    assert text == REDACTION.text(text)
    assert f"got {text}, and more" == REDACTION.text(f"got {text}, and more")


@pytest.mark.parametrize(
    "piece", ["a", "1", "a.", "+", "-", "e1", "de1+", "a@", "0(", "+1 ", "/bot1", "7986 000 ", "%20"]
)
def test_a_long_text_is_redacted_in_little_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    began = time.process_time()
    REDACTION.line(text)
    assert time.process_time() - began < 2.0  # a search that is quadratic takes half a minute


@given(st.text(), st.text())
def test_a_secret_is_hidden_wherever_it_stands(before: str, after: str) -> None:
    assert "shortkey" not in REDACTION.text(f"{before}shortkey{after}")
    assert TOKEN.partition(":")[2] not in REDACTION.line(f"{before}{TOKEN}{after}")


@given(st.text())
def test_what_is_redacted_is_one_line(text: str) -> None:
    assert len(REDACTION.line(text).splitlines()) <= 1


def test_values_keep_their_kind() -> None:
    assert REDACTION.value({"n": 8080, "t": 1.5, "b": True, "none": None}) == {
        "n": 8080,
        "t": 1.5,
        "b": True,
        "none": None,
    }
    assert REDACTION.value({"07986000000": ["DE1 1JX", (5551234567, b"cloud9@cloud.com")]}) == {
        "[phone]": ["[postcode]", ["[number]", "b'[email]'"]]
    }


def _raised(call, *arguments) -> BaseException:
    with pytest.raises(Exception) as caught:  # noqa: PT011  which one does not matter
        call(*arguments)
    return caught.value


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (_raised(int, "Marla"), "ValueError"),
        (_raised({}.__getitem__, "Marla"), "KeyError"),
        (_raised(json.loads, "Marla"), "json.decoder.JSONDecodeError"),
        (_raised(b"\xff".decode), "UnicodeDecodeError"),
        (_raised(TypeAdapter(int).validate_python, "Marla"), f"{ValidationError.__module__}.ValidationError"),
        (OSError(98, "Address already in use"), "OSError: [Errno 98] Address already in use"),
        (ConnectionRefusedError(111, "refused"), "ConnectionRefusedError: [Errno 111] refused"),
        (socket.gaierror(-2, "Name or service not known"), "socket.gaierror: [Errno -2] Name or service not known"),
        (_raised(getattr, None, "step"), "AttributeError: 'NoneType' object has no attribute 'step'"),
        (
            SettingsProblem(["LEAD_API_KEY is not set"]),
            "bot.settings.problems.SettingsProblem: LEAD_API_KEY is not set",
        ),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_exceptions_speak_only_where_they_quote_nobody(error: BaseException, expected: str) -> None:
    assert expected == describe_error(error)


def test_a_traceback_has_places_and_causes_and_no_values() -> None:
    person = "Mar" + "la"
    try:
        try:
            int(person)
        except ValueError as error:
            error.add_note(person)
            raise ExceptionGroup(person, [KeyError(person), OSError(13, "Permission denied")]) from error
    except ExceptionGroup as group:
        group.exceptions[0].__context__ = group  # a circle ends
        text = REDACTION.traceback(group)
    assert person not in text
    assert "in test_a_traceback_has_places_and_causes_and_no_values" in text
    assert "direct cause" in text
    places = [
        text.index(each) for each in ("\nValueError\n", "\nExceptionGroup\n", "\nKeyError\n", "\nPermissionError: ")
    ]
    assert places == sorted(places)
    assert text.endswith("PermissionError: [Errno 13] Permission denied")
