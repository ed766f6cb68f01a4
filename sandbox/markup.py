"""reply_markup, validated as by Telegram."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.params import Params
from sandbox.refusals import Refused, bad_request

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_REQUESTS = {
    "request_contact": "Phone number",
    "request_location": "Location",
    "request_poll": "Poll",
}
_STYLES = {"primary", "success", "danger"}
_BUTTONS_LIMIT = 100
_PLACEHOLDER_LIMIT = 64
_COPY_TEXT_LIMIT = 256
_CALLBACK_DATA_LIMIT = 64
_URL = re.compile(r"(?:(?:https?|tg)://)?[\w.-]+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """A checked reply_markup. ``kind`` is ``inline``, ``reply``, ``remove``, ``force`` or, for none given, empty."""

    kind: str = ""
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def buttons(self) -> list[list[dict[str, Any]]] | None:
        """The rows of an inline keyboard."""
        return (self.rows or None) if self.kind == "inline" else None

    def page_keyboard(self) -> dict[str, Any]:
        """A reply keyboard as the page shows it."""
        return {
            "rows": [
                [{"text": b["text"], "request_contact": bool(b.get("request_contact"))} for b in row]
                for row in self.rows
            ],
            "one_time": bool(self.options.get("one_time_keyboard")),
            "resize": bool(self.options.get("resize_keyboard")),
            "placeholder": self.options.get("input_field_placeholder", ""),
        }


def read_markup(params: Params, *, private: bool) -> Markup:
    """Return the call's reply_markup. Raises :class:`Refused` with Telegram's text. ``private``: not a group."""
    raw = params.json("reply_markup", "reply keyboard markup")
    if raw is None:
        return Markup()
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in raw:
        rows = [[_inline_button(b) for b in row] for row in _rows(raw, "inline_keyboard", "InlineKeyboardMarkup")]
        return Markup("inline", _limited(rows))
    if "keyboard" in raw:
        rows = [
            [_reply_button(b, private=private) for b in row] for row in _rows(raw, "keyboard", "ReplyKeyboardMarkup")
        ]
        if not rows:
            raise bad_request("reply markup must be non-empty")
        placeholder = raw.get("input_field_placeholder", "")
        if not isinstance(placeholder, str) or len(placeholder) > _PLACEHOLDER_LIMIT:
            raise bad_request("reply keyboard placeholder is too long")
        return Markup("reply", _limited(rows), raw)
    if raw.get("remove_keyboard"):
        return Markup("remove")
    if raw.get("force_reply"):
        return Markup("force")
    return Markup()


def _rows(raw: dict[str, Any], name: str, owner: str) -> list[list[Any]]:
    rows = raw[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" of the {owner} must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the {owner} must be an Array of Arrays')
    return [row for row in rows if row]


def _limited(rows: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    if sum(len(row) for row in rows) > _BUTTONS_LIMIT:
        raise bad_request("reply markup is too long")
    return rows


def _text(button: dict[str, Any], cant: str) -> str:
    if "text" not in button:
        raise bad_request(f'{cant}: Can\'t find field "text"')
    text = button["text"]
    if not isinstance(text, str):
        raise bad_request(f'{cant}: Field "text" must be of type String')
    return text


def _check_style(button: dict[str, Any], cant: str) -> None:
    if "style" in button and str(button["style"]) not in _STYLES:
        raise bad_request(f"{cant}: invalid button style specified")


def _inline_button(button: Any) -> dict[str, Any]:
    cant = "can't parse inline keyboard button"
    if not isinstance(button, dict):
        raise bad_request(f"{cant}: InlineKeyboardButton must be an Object")
    if not _text(button, cant).strip():
        raise bad_request("inline keyboard button text is empty")
    _check_style(button, cant)
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    if not actions or button.get("callback_data") == "":
        raise bad_request(f"{cant}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"{cant}: exactly one action must be specified, found {' and '.join(actions)}")
    refusal = _action_refusal(actions[0], button[actions[0]])
    if refusal is not None:
        raise refusal
    return {k: v for k, v in button.items() if v is not None}


def _action_refusal(action: str, value: Any) -> Refused | None:
    if action == "callback_data":
        if not isinstance(value, str) or not 1 <= len(value.encode()) <= _CALLBACK_DATA_LIMIT:
            return bad_request("BUTTON_DATA_INVALID")
    elif action == "url":
        if not isinstance(value, str) or not _URL.fullmatch(value):
            return bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    elif action == "copy_text":
        text = value.get("text") if isinstance(value, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= _COPY_TEXT_LIMIT:
            return bad_request("BUTTON_COPY_TEXT_INVALID")
    return None


def _reply_button(button: Any, *, private: bool) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    cant = "can't parse keyboard button"
    if not isinstance(button, dict):
        raise bad_request(f"{cant}: KeyboardButton must be a String or an Object")
    if not _text(button, cant).strip():
        raise bad_request("keyboard button text must be non-empty")
    _check_style(button, cant)
    asked = [name for name in _REQUESTS if button.get(name)]
    if len(asked) > 1:
        raise bad_request(f"{cant}: exactly one action must be specified, found {' and '.join(asked)}")
    if asked and not private:
        raise bad_request(f"{_REQUESTS[asked[0]].lower()} can be requested in private chats only")
    return button
