"""Text with entities: lengths in UTF-16 units, limits, and entities that Telegram detects by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.refusals import bad_request

TYPES = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
    },
)

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<bot_command>(?<![\w/])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w@.])@[a-zA-Z0-9_]{4,32}(?!\w))",
)


@dataclass(slots=True)
class Formatted:
    """Text with its entities; offsets and lengths in UTF-16 units."""

    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)


def utf16_length(text: str) -> int:
    """Return the length as Telegram counts it. Lone surrogates count as one each."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Return a bot's text as Telegram stores it: carriage returns are removed, other control characters become spaces."""
    return re.sub(r"[\x00-\x09\x0b-\x1f]", " ", text.replace("\r", ""))


def trimmed(formatted: Formatted) -> Formatted:
    """Return the text without white space at either end, with entities moved and cut to fit."""
    text = formatted.text.rstrip()
    lead = len(text) - len(text.lstrip())
    text = text[lead:]
    end = utf16_length(text)
    kept = []
    for entity in formatted.entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] - lead + entity["length"], end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return Formatted(text, kept)


def found_in(text: str) -> list[dict[str, Any]]:
    """Return the links, addresses, commands and mentions that Telegram marks in any text."""
    return [
        {
            "type": match.lastgroup,
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }
        for match in _FOUND.finditer(text)
    ]


def with_found(formatted: Formatted) -> list[dict[str, Any]]:
    """Return the given entities, and those detected outside links and code."""
    closed = [e for e in formatted.entities if e["type"] in {"text_link", "text_mention", "code", "pre"}]
    found = [f for f in found_in(formatted.text) if not any(_overlap(f, e) for e in closed)]
    given = [(e["type"], e["offset"]) for e in formatted.entities]
    merged = formatted.entities + [f for f in found if (f["type"], f["offset"]) not in given]
    return sorted(merged, key=lambda e: (e["offset"], -e["length"]))


def checked(text: str, given: Any) -> list[dict[str, Any]]:
    """Return the entities of a call. Raises :class:`~sandbox.refusals.Refused` for a malformed or out-of-range one."""
    if not isinstance(given, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    length = utf16_length(text)
    kept = []
    for entity in given:
        if not isinstance(entity, dict):
            raise bad_request("can't parse entities: expected an Object as MessageEntity")
        if str(entity.get("type")) not in TYPES:
            raise bad_request("can't parse entities: unsupported type specified")
        offset, size = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(size, int):
            raise bad_request('can\'t parse entities: field "offset" must be of type Number')
        if offset < 0 or offset > 1_000_000:
            raise bad_request(f"entity begins at the wrong offset {offset}")
        if size < 0 or offset + size > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
                f"at UTF-16 offset {offset + size}",
            )
        if entity["type"] == "text_link" and not re.match(
            r"(https?|tg)://\S+|mailto:|tel:", str(entity.get("url", ""))
        ):
            raise bad_request(f"entity URL '{entity.get('url', '')}' is invalid: Wrong HTTP URL")
        if size:
            kept.append(entity)
    return kept


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"],
    )
