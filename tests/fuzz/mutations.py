"""Updates that nobody would send: real ones, bent at random places, and bytes that are no updates at all."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

TEXTS = (
    "", " ", "\0", "/start", "/start \0", "/delete", "/mydata", "/withdraw", "/start " + "A" * 64, "/links", "yes", "no", "4",
    "sell it", "Marla Singer", "07986 000000", "cloud9@cloud.com", "123 Example Street, Derby", "DE1 1JX", "semi-detached",
    "<b>x</b>&amp;", "{agency} %s {0.__class__}", "=cmd|' /C calc'!A0", "\u202egnirts", "e" + "\u0301" * 500, "\ud83d", "\ufeff",
    "🏡" * 2000, "x" * 4096, "1" * 4000, "\u0661\u0662", "@" * 3000, "a@" * 1500, "-" * 4000, "double " * 500, "o'" * 2000,
    "DE1 " * 1000, "flat 1, " * 500, "+44" * 1000, "and " * 1000, "\x1b[2J", "\n" * 4000,
)  # fmt: skip
NUMBERS = (0, -1, 1, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 10**400, 1.5, 1e308, True)
BYTES_MAX = 2000


def seeds(rng: random.Random, chat: int, update_id: int) -> dict[str, Any]:
    """An update of a person's, of one of the kinds that there are."""
    sender = {
        "id": chat,
        "is_bot": False,
        "first_name": "A",
        "language_code": rng.choice(("en", "cy", "pl", "", "xx-YY")),
    }
    private = {"id": chat, "type": "private", "first_name": "A"}
    base: dict[str, Any] = {"message_id": update_id % 100_000, "date": 1_700_000_000, "chat": private, "from": sender}
    text = rng.choice(TEXTS)
    bot = {**base, "from": {"id": 1_000_001, "is_bot": True, "first_name": "B"}}
    data = rng.choice(("c:1795508500708::yes", "g:1:x:reviewed", "e:1::", "staff:lead:all", ":" * 60, text[:64]))
    group = {"id": -chat, "type": "supergroup", "title": "G"}
    kinds: tuple[dict[str, Any], ...] = (
        {"message": {**base, "text": text}},
        {"message": {**base, "text": text}},
        {"message": {**base, "text": text, "forward_origin": {"type": "user", "sender_user": sender}}},
        {"message": {**base, "contact": {"phone_number": text, "first_name": text, "user_id": chat}}},
        {"message": {**base, "caption": text, "photo": [{"file_id": "x", "width": 1, "height": 1}]}},
        {"message": {**base, "location": {"latitude": 1e308, "longitude": -0.0}}},
        {"message": {**base, "chat": group, "text": text}},
        {"message": {**base, "chat": group, "new_chat_members": [sender]}},
        {"edited_message": {**base, "text": text, "edit_date": 1}},
        {"callback_query": {"id": str(update_id), "from": sender, "message": bot, "chat_instance": "1", "data": data}},
        {"callback_query": {"id": text, "from": sender, "inline_message_id": "x", "chat_instance": "1", "data": data}},
        {"my_chat_member": {
            "chat": private, "from": sender, "date": 1,
            "old_chat_member": {"user": sender, "status": rng.choice(("member", "kicked"))},
            "new_chat_member": {"user": sender, "status": rng.choice(("member", "kicked", "left"))},
        }},
        {"channel_post": {"message_id": 1, "date": 1, "chat": {**group, "type": "channel"}, "text": text}},
        {"poll": {"id": "1"}},
    )  # fmt: skip
    return {"update_id": update_id, **rng.choice(kinds)}


def bent(rng: random.Random, update: dict[str, Any], times: int) -> dict[str, Any]:
    """``update``, changed in so many places."""
    update = copy.deepcopy(update)
    for _ in range(times):
        holder, key = rng.choice(list(_places(update)))
        value = _value(rng, holder[key])
        match rng.randrange(4):
            case 0 if isinstance(holder, dict):
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[
                    rng.choice(("text", "caption", "chat", "from", "id", "type", "data", "message", "via_bot", "\0"))
                ] = value
            case _:
                holder[key] = value
    return update


def _value(rng: random.Random, there: Any) -> Any:
    """Something to stand where ``there`` stood: of another kind, in another measure, or the same again, deeper."""
    match rng.randrange(7):
        case 0 | 1:
            return rng.choice(TEXTS)
        case 2:
            return rng.choice(NUMBERS)
        case 3:
            return copy.copy(rng.choice((None, [], {})))
        case 4:
            return _nested(rng.randrange(1, 300))
        case 5:
            return copy.deepcopy(there)
        case _:
            return [there] if isinstance(there, int | str) else []


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield value, key
        yield from _places(each)
    if isinstance(value, dict) and not value:
        value["text"] = ""
        yield value, "text"


def _nested(depth: int) -> Any:
    value: Any = {}
    for _ in range(depth):
        value = {"message": value} if depth % 2 else [value]
    return value


def _flipped(rng: random.Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(rng.randrange(1, 8)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


_RAW: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    lambda rng, _: rng.randbytes(rng.randrange(BYTES_MAX)),
    lambda rng, body: body[: rng.randrange(len(body))],
    _flipped,
    lambda rng, body: body.replace(b":", b"::", 1) if rng.random() < 0.5 else body * 2,
    lambda rng, _: b"[" * rng.randrange(BYTES_MAX) + b"{" * rng.randrange(BYTES_MAX),
    lambda rng, body: body.decode("utf-8", "replace").encode(rng.choice(("utf-16", "utf-32", "latin-1")), "replace"),
)


def body_of(rng: random.Random, update: dict[str, Any]) -> bytes:
    """An update's bytes: mostly JSON as Telegram writes it, one in five no longer quite, or not at all."""
    body = json.dumps(update, ensure_ascii=rng.random() < 0.7).encode("utf-8", "surrogatepass")
    return rng.choice(_RAW)(rng, body) if rng.random() < 0.2 else body
