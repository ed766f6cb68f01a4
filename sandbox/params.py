"""Parameters of a Bot API call in any encoding: query string, form, JSON or multipart.

Telegram treats all of them as strings, converting other JSON values back into JSON text; so does this.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesFeedParser
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from sandbox.refusals import Refused, bad_request

_SURROGATE = re.compile("[\ud800-\udfff]")
_BODY_LIMIT = 60 * 1024 * 1024
"""Largest request body in bytes. Telegram accepts files of 50 MB; a little more for the rest."""


@dataclass(frozen=True, slots=True)
class Upload:
    """File uploaded with a call."""

    filename: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """Parameters by name. The getters raise :class:`Refused` with Telegram's text for a value of the wrong kind."""

    values: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A string; empty if missing."""
        return self.values.get(name, "")

    def given(self, name: str) -> bool:
        """Whether the parameter was given."""
        return name in self.values

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number; ``default`` for anything else, as Telegram does."""
        try:
            return int(self.values[name])
        except (KeyError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A boolean: ``true``, ``yes`` or ``1`` in any case."""
        return self.values.get(name, "").lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str) -> Any:
        """Return a JSON value, or ``None`` if missing or empty. ``what`` names it in the refusal."""
        raw = self.values.get(name, "")
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def as_json(self) -> dict[str, Any]:
        """Return the parameters for the journal: JSON values decoded, files by name and size only."""
        decoded: dict[str, Any] = {}
        for name, value in self.values.items():
            decoded[name] = value
            if value[:1] in {"{", "["}:
                try:
                    decoded[name] = json.loads(value)
                except ValueError:
                    continue
        decoded.update({name: f"<{u.filename}, {len(u.content)} bytes>" for name, u in self.files.items()})
        return decoded


async def read_params(request: Request) -> Params:
    """Return the parameters of ``request``; the body's take precedence over the query string.

    Raises :class:`Refused` for a body that is too large or does not match its Content-Type.
    """
    values: dict[str, str] = dict(parse_qsl(request.url.query, keep_blank_values=True))
    files: dict[str, Upload] = {}
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _BODY_LIMIT:
            raise Refused(413, "Request Entity Too Large")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json" and body:
        values |= _from_json(body)
    elif kind == "multipart/form-data":
        form, files = _from_multipart(request.headers["content-type"], body)
        values |= form
    elif body:
        values |= dict(parse_qsl(_utf8(body), keep_blank_values=True))
    if any(map(_SURROGATE.search, values.values())):
        raise bad_request("strings must be encoded in UTF-8")
    return Params(values, files)


def params_from_json(values: Mapping[str, Any]) -> Params:
    """Return the parameters in a decoded JSON object, as in a webhook's answer."""
    return Params({name: _as_text(value) for name, value in values.items() if value is not None})


def _from_json(body: bytes) -> dict[str, str]:
    try:
        decoded = json.loads(body)
    except ValueError:
        raise bad_request("can't parse request: JSON object expected") from None
    if not isinstance(decoded, dict):
        raise bad_request("can't parse request: JSON object expected")
    return dict(params_from_json(decoded).values)


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _utf8(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _from_multipart(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    parser = BytesFeedParser()
    parser.feed(b"Content-Type: " + content_type.encode("latin-1") + b"\r\n\r\n")
    parser.feed(body)
    form = parser.close()
    if not form.is_multipart():
        raise bad_request("can't parse multipart form data")
    values: dict[str, str] = {}
    files: dict[str, Upload] = {}
    for part in form.get_payload():
        if not isinstance(part, Message):
            raise bad_request("can't parse multipart form data")
        name = _header_param(part, "name")
        filename = _header_param(part, "filename")
        content = part.get_payload(decode=True)
        if name is None or not isinstance(content, bytes):
            raise bad_request("can't parse multipart form data")
        if filename is None:
            values[name] = _utf8(content)
        else:
            files[name] = Upload(filename, content)
    return values, files


def _header_param(part: Message, name: str) -> str | None:
    """Return a parameter of a part's Content-Disposition. Browsers and bots send names in bare UTF-8."""
    header = next((str(v) for k, v in part.raw_items() if k.lower() == "content-disposition"), "")
    found = re.search(rf';\s*{name}=(?:"((?:\\.|[^"\\])*)"|([^\s;"]+))', header, re.IGNORECASE)
    if found is None:
        return None
    text = found[2] if found[1] is None else re.sub(r"\\(.)", r"\1", found[1])
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
