"""Fuzz targets: readers of what strangers send, each with what must hold for any bytes.

Each target takes bytes and raises if something is raised that is not declared, or a promise is broken. They need no fuzzer:
``test_corpus.py`` replays the corpus through them, ``by_coverage.py`` lets atheris look for more.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import cast

import msgspec
from telegram.error import TelegramError

from bot.core.serialization import MESSAGE
from bot.core.wakeup import Wakeup
from bot.http_client.connection import Connection, Limits
from bot.http_client.failures import Answer, Failure
from bot.lead_api.error_bodies import REASON_MAX
from bot.lead_api.lookups import read_look_up
from bot.lead_api.offices import read_offices
from bot.lead_api.outcomes import ESTIMATE_MAX, Received, Rejected, RejectedField, classify
from bot.lead_api.updates import read_update as read_change
from bot.storage.database import Database
from bot.storage.encryption import FieldEncryption, KeyMissing
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from bot.telegram.api_calls import TEXT_MAX, to_calls
from bot.telegram.ingest import UpdateIngest
from bot.telegram.request import LeanRequest, raise_for_refusal
from bot.telegram.updates import UnreadableUpdate, chat_of, read_json, read_update
from bot.telegram.webhook_receiver import WebhookReceiver
from conversations.answers import consent
from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.events import Attachment, Body, Edited, Said, SentAttachment, SharedContact, Started, Tapped
from conversations.languages import CATALOGUES, assent, vocabulary
from conversations.questions import QUESTIONS
from conversations.state import State
from support.person import NOON, Person
from support.places import WHOLE_FORM, places

TOKEN = "1000001:AAmade-up-for-the-fuzzer-and-no-secret"
URL = f"https://api.telegram.example/bot{TOKEN}/sendMessage"
SECRET = b"a-long-and-random-secret"
REFERENCE = "VB-0000000001"
_KEYS = sorted(QUESTIONS)
_LANGUAGES = sorted(CATALOGUES)
_STATUSES = (200, 201, 204, 302, 400, 401, 404, 409, 422, 429, 500, 503)
_PERSONAL = ("Marla Singer", "cloud9@cloud.com", "07986 000000")
_ENCRYPTION = FieldEncryption([b"k" * 32])
_PARTS = 8
"""Events of one conversation."""


def update(data: bytes) -> None:
    """A raw update: read as what the core and the database can hold, or told to be unreadable."""
    chat_of({"message": {"chat": {"id": data.decode(errors="replace")}}})
    with contextlib.suppress(UnreadableUpdate):
        # No lone surrogate is left: neither the database nor Telegram takes one.
        msgspec.json.encode(read_update(data, username="derby_bot", bot_id=1))


def webhook(data: bytes) -> None:
    """A request to the webhook: answered once, and stored as an update that can be read back, or not at all."""
    ours, body = data[:1] != b"!", data[1:]
    stored = _RolledBack()
    receiver = WebhookReceiver(cast("Database", stored), "derby", SECRET.decode(), Wakeup())
    scope = {
        "type": "http",
        "method": "POST",
        "headers": [(b"x-telegram-bot-api-secret-token", SECRET if ours else body[:64])],
    }
    pieces = iter([body[at : at + 1000] for at in range(0, len(body), 1000)])
    answers: list[Mapping[str, object]] = []

    async def receive() -> Mapping[str, object]:
        piece = next(pieces, b"")
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}

    async def send(message: Mapping[str, object]) -> None:
        answers.append(message)

    _loop().run_until_complete(receiver(scope, receive, send))  # type: ignore[arg-type]
    head, _ = answers
    assert head["status"] == (200 if ours or body[:64] == SECRET else 401)
    polled = UpdateIngest("derby").item(read_json(body))  # the same update, had it been fetched
    assert [each.chat_id for each in stored.items] == ([] if polled is None or not ours else [polled.chat_id])
    for item in stored.items:
        update(item.body)


def readers(data: bytes) -> None:
    """A text for the reader of a question: what it accepts is valid, can be shown, and read again is the same."""
    question = QUESTIONS[_KEYS[_number(data, 0) % len(_KEYS)]]
    language = _LANGUAGES[_number(data, 1) % len(_LANGUAGES)]
    text = data[2:].decode(errors="replace")[:TEXT_MAX]
    reading = question.read(text, NOON, vocabulary(language))
    for understood in _understood(reading):
        assert question.valid(understood.value), understood
        for key, value in understood.also.items():
            assert QUESTIONS[key].valid(value), (key, value)
    if isinstance(reading, Refused) and question.keep is not None:
        kept = question.keep(text)
        assert kept is None or question.valid(kept.value), kept
    yes = consent.read(text, assent(language))
    assert yes is consent.read(text, assent(language))


def conversation(data: bytes) -> None:
    """A conversation from any place on: each event is answered, with messages that Telegram takes."""
    language = _LANGUAGES[_number(data, 0) % len(_LANGUAGES)]
    found = _places(language)
    place = sorted(found)[_number(data, 1) % len(found)]
    person = Person(form=WHOLE_FORM, language=language, state=found[place])
    for number, part in enumerate(data[2:].split(b"\n")[:_PARTS]):
        person.happens(_body(part), message=str(number % 3))
        for message in person.messages:
            for call in to_calls("message", 1, MESSAGE.encode(message)):
                text = call.params.get("text", "")
                assert isinstance(text, str)
                assert len(text.encode("utf-16-le")) <= 2 * TEXT_MAX
        person.messages.clear()


def bot_api(data: bytes) -> None:
    """An answer of the Bot API, from the first byte of HTTP on: a result, or one of the declared errors without the token."""
    answer = _answered(data)
    if answer is None:
        return
    said = ""
    try:
        raise_for_refusal(answer, URL)
        LeanRequest.parse_json_payload(answer.payload)
    except TelegramError as error:
        said = repr(error)
    assert TOKEN not in said


def lead_api(data: bytes) -> None:
    """An answer of the Lead API: an outcome, with plausible figures and without what was sent."""
    status = _STATUSES[_number(data, 0) % len(_STATUSES)]
    kind = ("application/json", "text/html", "")[_number(data, 1) % 3]
    body = data[2:]
    headers = {"content-type": kind, "retry-after": body[:20].decode("latin-1"), "date": body[:40].decode("latin-1")}
    for outcome in (
        classify(status, headers, body, now=NOON, personal=_PERSONAL),
        read_change(status, headers, body, _PERSONAL),
    ):
        match outcome:
            case Received(estimate):
                for side in (estimate.sale, estimate.rent):
                    assert side is None or 0 < side.minimum <= side.average <= side.maximum <= ESTIMATE_MAX
            case RejectedField(_, reason) | Rejected(reason):
                assert len(reason) <= REASON_MAX
                assert not any(each in reason for each in _PERSONAL), reason
                reason.encode()
    read_look_up(status, headers, body, REFERENCE)
    read_offices(body)


def encrypted(data: bytes) -> None:
    """A value in the database that somebody tampered with: refused, never taken for another."""
    with contextlib.suppress(KeyMissing, UnicodeDecodeError):
        _ENCRYPTION.decrypt_text("chats.state", "derby", 1, data)


Target = Callable[[bytes], None]
TARGETS: Mapping[str, Target] = {
    each.__name__: each for each in (update, webhook, readers, conversation, bot_api, lead_api, encrypted)
}


JSON_AT: Mapping[str, int] = {"update": 0, "webhook": 1, "lead_api": 2}
"""Where the JSON begins in an input of the targets that read JSON."""


def _answered(data: bytes) -> Answer | None:
    """Return the answer that a connection reads from bytes; ``None`` if it fails with a declared error."""
    loop, size = _loop(), _number(data, 0) + 1
    connection = Connection(loop)
    transport = _Transport()
    connection.connection_made(transport)
    waiting = connection.exchange(b"", Limits(60, 60, 60, 1 << 20), loop.time() + 60)
    for at in range(1, min(len(data), 1 << 20), size):
        if not transport.is_closing():
            connection.data_received(data[at : at + size])
    connection.connection_lost(None)
    assert waiting.done(), "nobody waits for ever"
    try:
        return waiting.result()
    except Failure:
        return None


class _Undone(Exception):
    """Ends a transaction without a trace."""


class _RolledBack:
    """A database whose transactions are undone, so that each update is new; ``items`` are what the last one stored."""

    def __init__(self) -> None:
        self.items: list[inbox.Item] = []

    async def run(self, job: Callable[[Transaction], int]) -> int:
        count = 0

        def undone(tx: Transaction) -> None:
            nonlocal count
            count = job(tx)
            self.items = inbox.take(tx, 2)
            raise _Undone

        with contextlib.suppress(_Undone):
            _database().run_sync(undone)
        return count


class _Transport(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self._closing = False

    def write(self, data: object) -> None:
        pass

    def abort(self) -> None:
        self._closing = True

    def is_closing(self) -> bool:
        return self._closing


def _body(part: bytes) -> Body:
    """Return an event of a person: its first character says which kind."""
    text = part[1:].decode(errors="replace")[:TEXT_MAX]
    match part[:1]:
        case b"!":
            return Tapped(text[:64])
        case b"~":
            return Edited(text)
        case b"#":
            return SharedContact(text, own=bool(len(text) % 2))
        case b"^":
            return SentAttachment(list(Attachment)[len(text) % len(Attachment)])
        case b">":
            return Started()
        case _:
            return Said(part.decode(errors="replace")[:TEXT_MAX])


def _understood(reading: Reading) -> Iterator[Understood]:
    """Yield what a reading accepts or offers."""
    match reading:
        case Understood():
            yield reading
        case Unclear(_, likely, keep):
            yield from likely
            if keep is not None:
                yield keep


def _number(data: bytes, at: int) -> int:
    return data[at] if len(data) > at else 0


@cache
def _places(language: str) -> Mapping[str, State]:
    return places(language)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


@cache
def _database() -> Database:
    """Return a new, empty database, which goes with the process."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = Database(f"sqlite:///{folder}/bot.db")
    database.open()
    atexit.register(database.close)
    return database
