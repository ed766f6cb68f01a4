"""Rendering of ``Say`` as ``Message`` in one language. A missing key or placeholder raises, as it is a bug."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from conversations import commands
from conversations.form import Form
from conversations.languages.catalogue import Catalogue
from conversations.languages.message import Calendar, Document, Message, MessageButton, Picture
from conversations.lead import Range

_PIECE = re.compile(r"\*\*|\{([a-z_]+)\}|[^*{]+|.", re.DOTALL)


@cache
def _pieces(sentence: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a sentence, split once: ``("**", "")``, ``("", words)`` or ``("{", placeholder)`` each."""
    return tuple(
        ("**", "") if piece[0] == "**" else ("", piece[0]) if piece[1] is None else ("{", piece[1])
        for piece in _PIECE.finditer(sentence)
    )


def render(say: commands.Say, form: Form, catalogue: Catalogue) -> Message:
    """Return ``say`` in words. Typed text is inserted literally: markup in it has no effect."""
    text = _Text(form, catalogue)
    for number, line in enumerate(say.lines):
        if number:
            text.put("\n\n")
        text.line(line)
    shares = say.keyboard is commands.Keyboard.SHARE_CONTACT
    share = catalogue.sentences["keyboard.share"] if shares else ""
    replies = tuple(words(reply, form, catalogue) for reply in say.replies)
    return Message(
        text=text.text,
        bold=tuple(text.bold),
        quoted=tuple(text.quoted),
        buttons=tuple(
            packed for row in say.buttons for packed in _packed([_button(button, form, catalogue) for button in row])
        ),
        keyboard=((share,), *_rows(replies)) if shares else (),
        share_contact=share,
        placeholder=catalogue.sentences["keyboard.placeholder"] if shares else "",
        hide_keyboard=say.keyboard is commands.Keyboard.HIDE,
        picture=None if say.picture is None else _picture(say.picture, form, catalogue),
        calendar=None if say.calendar is None else _calendar(say.calendar, form, catalogue),
        document=None if say.document is None else _document(say.document, form, catalogue),
        file=say.file,
    )


def _document(document: commands.EstimateDocument, form: Form, catalogue: Catalogue) -> Document:
    home, instead, *paragraphs = (
        words(line, form, catalogue) for line in (document.home, document.instead, *document.paragraphs)
    )
    return Document(_picture(document.picture, form, catalogue), home, tuple(paragraphs), instead)


def _calendar(entry: commands.CalendarEntry, form: Form, catalogue: Catalogue) -> Calendar:
    title = words(entry.title, form, catalogue)
    return Calendar(entry.uid, title, entry.begins, entry.ends, entry.made_at, entry.place)


ROOM = {1: 34, 2: 18, 3: 11, 4: 8}
"""Characters of a button's label that fit on a phone, by the number of buttons in the row."""


def _packed(row: list[MessageButton]) -> list[tuple[MessageButton, ...]]:
    """Return the buttons of a row in as many rows as their labels need, in order; at most three per row in a long list."""
    return [tuple(row[start:end]) for start, end in _breaks(tuple([len(button.label) for button in row]))]


@lru_cache(256)
def _breaks(lengths: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Return the begin and end of each row for labels of these lengths; cached, as the same few keyboards recur."""
    rows = []
    start, most = 0, len(lengths) if len(lengths) in ROOM else 3
    for end in range(1, len(lengths) + 1):
        if end < len(lengths) and end - start < most and _fits(lengths[start : end + 1]):
            continue
        rows.append((start, end))
        start = end
    return tuple(rows)


def _fits(lengths: tuple[int, ...]) -> bool:
    return all(length <= ROOM.get(len(lengths), 0) for length in lengths)


def _rows(labels: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield rows of two keys, whose labels a phone shows in full."""
    return (labels[at : at + 2] for at in range(0, len(labels), 2))


def _picture(picture: commands.EstimatePicture, form: Form, catalogue: Catalogue) -> Picture:
    figures, width = catalogue.money(picture.range), picture.range.maximum - picture.range.minimum
    return Picture(
        agency=form.office or form.agency or catalogue.sentences["agency"],
        colour=form.colour,
        title=words(picture.title, form, catalogue),
        minimum=figures["minimum"],
        average=figures["average"],
        maximum=figures["maximum"],
        share=(picture.range.average - picture.range.minimum) / width if width else 0.5,
        property=words(picture.property, form, catalogue),
        foot=words(picture.foot, form, catalogue),
        stamp=words(picture.stamp, form, catalogue) if picture.stamp is not None else "",
        lowest=words(picture.lowest, form, catalogue),
        highest=words(picture.highest, form, catalogue),
        logo=form.logo,
        also=words(picture.also, form, catalogue) if picture.also is not None else "",
    )


@cache
def _fixed(sentence: str) -> str | None:
    """Return a sentence without placeholders as plain text, without marks of bold parts; ``None`` for any other."""
    pieces = _pieces(sentence)
    return None if any(kind == "{" for kind, _ in pieces) else "".join(piece for _, piece in pieces)


def words(line: commands.Line, form: Form, catalogue: Catalogue) -> str:
    """Return one line in words, without marks of bold parts: for buttons, toasts and lists of commands."""
    fixed = _fixed(catalogue.sentences[line.key])  # as most labels of buttons are
    if fixed is not None:
        return fixed
    text = _Text(form, catalogue)
    text.line(line)
    return text.text


def _button(button: commands.Button, form: Form, catalogue: Catalogue) -> MessageButton:
    return MessageButton(words(button.label, form, catalogue), button.data, button.url, button.style, button.copy)


class _Text:
    """Text under construction, with the positions of its bold and quoted parts in code points."""

    def __init__(self, form: Form, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._facts: Mapping[str, commands.Param] = {
            "agency": form.agency or catalogue.sentences["agency"],
            "office_name": form.office or form.agency or catalogue.sentences["agency"],
            "privacy_url": form.privacy_url,
            "agency_url": form.agency_url,
            "agency_phone": form.phone,
            "agency_email": form.email,
            "retention_days": form.retention_days,
            "kept_days": form.kept_days,
        }
        self.text = ""
        self.bold: list[tuple[int, int]] = []
        self.quoted: list[tuple[int, int]] = []

    def put(self, words: str) -> None:
        self.text += words

    def line(self, line: commands.Line) -> None:
        params = {**self._facts, **line.params} if line.params else self._facts
        began: int | None = None
        for kind, piece in _pieces(self._catalogue.sentences[line.key]):
            if kind == "":
                self.text += piece
            elif kind == "{":
                self._param(piece, params)
            elif began is None:
                began = len(self.text)
            else:
                self.bold.append((began, len(self.text) - began))
                began = None

    def _param(self, name: str, params: Mapping[str, commands.Param]) -> None:
        part, _, side = name.partition("__")
        value = params[part]
        match value:
            case commands.Line():
                self.line(value)
            case tuple():
                for number, each in enumerate(value):
                    if number:
                        self.put("\n")
                    self.line(each)
            case commands.Shown(question, answer):
                self.put(self._catalogue.shown(question, answer))
            case commands.Quoted(text):
                self.quoted += [(len(self.text), len(text))] if text else []
                self.put(text)
            case Range():
                self.put(self._catalogue.money(value)[side])
            case _:
                self.put(str(value))
