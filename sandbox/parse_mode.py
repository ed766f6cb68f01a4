"""HTML and MarkdownV2, parsed as strictly as by Telegram. Offsets in refusals are bytes of UTF-8, as at Telegram."""

from __future__ import annotations

import html
import re
from typing import Any

from sandbox.entities import Formatted, utf16_length
from sandbox.refusals import Refused, bad_request

_HTML_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_HTML_PIECE = re.compile(
    r"</(?P<end>[a-zA-Z0-9-]*)\s*>"
    r"|<(?P<start>[a-zA-Z0-9-]+)(?P<attributes>(?:\s++[a-zA-Z-]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+)*+)\s*+>"
    r"|&(?P<reference>lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);"
    r"|(?P<stray><)",
)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")

_RESERVED = set("_*[]()~`>#+-=|{}.!")
_MARKDOWN_MARKS = {
    "__": ("underline", "Underline"),
    "||": ("spoiler", "Spoiler"),
    "*": ("bold", "Bold"),
    "_": ("italic", "Italic"),
    "~": ("strikethrough", "Strikethrough"),
}


def parse(text: str, mode: str) -> Formatted:
    """Parse ``text`` in ``mode`` (empty: plain). Raises :class:`Refused` with Telegram's text.

    The old "Markdown" mode is refused: Telegram keeps it for old bots only.
    """
    if not mode:
        return Formatted(text)
    if mode.lower() == "html":
        return _html(text)
    if mode.lower() == "markdownv2":
        return _MarkdownV2(text).parse()
    raise bad_request("unsupported parse_mode")


def _cant_parse(reason: str) -> Refused:
    return bad_request(f"can't parse entities: {reason}")


def _bytes(text: str) -> int:
    return len(text.encode())


def _html(text: str) -> Formatted:
    out = ""
    entities: list[dict[str, Any]] = []
    opened: list[tuple[str, int, dict[str, Any]]] = []
    at = 0
    for piece in _HTML_PIECE.finditer(text):
        out += text[at : piece.start()]
        at = piece.end()
        place = _bytes(text[: piece.start()])
        if piece["stray"]:
            raise _cant_parse(_stray_reason(text[piece.end() :], place))
        if piece["reference"]:
            out += html.unescape(piece.group())
        elif piece["start"]:
            tag = piece["start"].lower()
            if tag not in _HTML_TAGS:
                raise _cant_parse(f'Unsupported start tag "{tag}" at byte offset {place}')
            opened.append((tag, utf16_length(out), _html_extras(tag, piece["attributes"] or "", place)))
        else:
            if not opened:
                raise _cant_parse(f"Unexpected end tag at byte offset {place}")
            tag, begin, extras = opened.pop()
            end = piece["end"].lower()
            if end and end != tag:
                raise _cant_parse(f'Unmatched end tag at byte offset {place}, expected "</{tag}>", found "</{end}>"')
            length = utf16_length(out) - begin
            if length and extras.get("type", True):
                entities.append({"type": _HTML_TAGS[tag], "offset": begin, "length": length} | extras)
    if opened:
        raise _cant_parse(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return Formatted(out + text[at:], sorted(entities, key=lambda e: (e["offset"], -e["length"])))


def _stray_reason(rest: str, place: int) -> str:
    name = re.match(r"/?([a-zA-Z0-9-]*)", rest)
    tag = name[1].lower() if name else ""
    if ">" not in rest:
        return f"Unclosed {'end' if rest.startswith('/') else 'start'} tag at byte offset {place}"
    return f'Unsupported start tag "{tag}" at byte offset {place}'


def _html_extras(tag: str, attributes: str, place: int) -> dict[str, Any]:
    found = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(attributes)}
    if tag == "span" and found.get("class") != "tg-spoiler":
        raise _cant_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {place}')
    if tag == "a":
        # Telegram shows a link without a usable address as plain text.
        return {"url": found["href"]} if re.match(r"(https?|tg)://\S", found.get("href", "")) else {"type": ""}
    if tag == "blockquote" and "expandable" in found:
        return {"type": "expandable_blockquote"}
    if tag == "tg-emoji":
        return {"custom_emoji_id": found.get("emoji-id", "")}
    return {}


class _MarkdownV2:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._out = ""
        self._entities: list[dict[str, Any]] = []
        self._opened: list[tuple[str, int, int]] = []

    def parse(self) -> Formatted:
        while self._at < len(self._text):
            self._step()
        if self._opened:
            mark, _, place = self._opened[-1]
            name = "TextUrl" if mark == "[" else _MARKDOWN_MARKS[mark][1]
            raise _cant_parse(f"Can't find end of {name} entity at byte offset {place}")
        return Formatted(self._out, sorted(self._entities, key=lambda e: (e["offset"], -e["length"])))

    def _step(self) -> None:
        rest = self._text[self._at :]
        if rest[0] == "\\" and len(rest) > 1 and ord(rest[1]) < 127:
            self._take(rest[1], 2)
        elif rest.startswith("```"):
            self._code("```", "pre", "PreCode")
        elif rest[0] == "`":
            self._code("`", "code", "Code")
        elif rest[0] == "[":
            self._opened.append(("[", utf16_length(self._out), self._place()))
            self._at += 1
        elif rest[0] == "]" and self._opened and self._opened[-1][0] == "[":
            self._link()
        elif rest[0] == ">" and self._line_start():
            self._quote()
        else:
            mark = next((m for m in _MARKDOWN_MARKS if rest.startswith(m)), None)
            if mark is not None:
                self._mark(mark)
            elif rest[0] in _RESERVED:
                raise _cant_parse(
                    f"Character '{rest[0]}' is reserved and must be escaped with the preceding '\\'",
                )
            else:
                self._take(rest[0], 1)

    def _take(self, shown: str, consumed: int) -> None:
        self._out += shown
        self._at += consumed

    def _place(self) -> int:
        return _bytes(self._text[: self._at])

    def _line_start(self) -> bool:
        return self._at == 0 or self._text[self._at - 1] == "\n"

    def _add(self, kind: str, begin: int, **extras: Any) -> None:
        length = utf16_length(self._out) - begin
        if length:
            self._entities.append({"type": kind, "offset": begin, "length": length, **extras})

    def _mark(self, mark: str) -> None:
        if self._opened and self._opened[-1][0] == mark:
            _, begin, _ = self._opened.pop()
            self._add(_MARKDOWN_MARKS[mark][0], begin)
        else:
            self._opened.append((mark, utf16_length(self._out), self._place()))
        self._at += len(mark)

    def _code(self, mark: str, kind: str, name: str) -> None:
        place, begin = self._place(), utf16_length(self._out)
        body = re.compile(r"((?:\\.|[^\\])*?)" + re.escape(mark), re.DOTALL).match(self._text, self._at + len(mark))
        if body is None:
            raise _cant_parse(f"Can't find end of {name} entity at byte offset {place}")
        self._out += re.sub(r"\\(.)", r"\1", body[1])
        self._at = body.end()
        self._add(kind, begin)

    def _link(self) -> None:
        _, begin, place = self._opened.pop()
        target = re.compile(r"\]\(((?:\\.|[^\\)])*)\)", re.DOTALL).match(self._text, self._at)
        if target is None:
            raise _cant_parse(f"Can't find end of a URL at byte offset {place}")
        self._at = target.end()
        url = re.sub(r"\\(.)", r"\1", target[1])
        if re.match(r"(https?|tg)://\S", url):
            self._add("text_link", begin, url=url)

    def _quote(self) -> None:
        line = self._text[self._at + 1 :].partition("\n")[0]
        quoted = _MarkdownV2(line).parse()
        begin = utf16_length(self._out)
        self._entities += [{**e, "offset": e["offset"] + begin} for e in quoted.entities]
        self._take(quoted.text, 1 + len(line))
        self._add("blockquote", begin)
