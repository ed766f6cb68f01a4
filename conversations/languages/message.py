"""A message in words: what a channel shows. Independent of any channel's API."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from conversations.relay import File


class MessageButton(Struct, frozen=True):
    """A button under a message: exactly one of ``data``, ``url`` and ``copy`` is set.

    ``data`` comes back as a tap, ``url`` opens a page, ``copy`` goes to the clipboard.
    """

    label: str
    data: str = ""
    url: str = ""
    style: str = ""
    copy: str = ""


class Picture(Struct, frozen=True):
    """The recipe for the picture of an estimate, all in words. ``share`` is where the middle figure lies, from 0 to 1.

    ``lowest`` and ``highest`` say what the ends of the range are. ``colour`` is the agency's as ``#rrggbb``, ``logo`` the path
    of its logo, or empty; ``stamp`` marks the picture of made-up figures, and ``also`` has the other estimate for whoever
    wants both; else they are empty.
    """

    agency: str
    colour: str
    title: str
    minimum: str
    average: str
    maximum: str
    share: float
    property: str
    foot: str
    stamp: str = ""
    lowest: str = ""
    highest: str = ""
    logo: str = ""
    also: str = ""


class Document(Struct, frozen=True):
    """Recipe of a one-page document of an estimate: what its picture shows, the home in full, and paragraphs below.

    ``instead`` is the text of the message where the document cannot be sent.
    """

    picture: Picture
    home: str
    paragraphs: tuple[str, ...]
    instead: str = ""


class Calendar(Struct, frozen=True):
    """The recipe for a calendar file with one event, all in words. Times in UTC; entries of one ``uid`` replace each other."""

    uid: str
    title: str
    begins: datetime
    ends: datetime
    made_at: datetime
    place: str = ""


class Message(Struct, frozen=True):
    """One message in one language.

    ``bold`` holds (offset, length) pairs in Unicode code points of ``text``, and ``quoted`` those of somebody's words, in which
    nothing is to work as a link, a command or a mention. ``buttons`` are rows under the message.
    ``keyboard`` are rows of labels in place of the phone's keyboard, of which ``share_contact`` is the one that shares the
    person's own number, and ``placeholder`` what the empty text field shows meanwhile; ``hide_keyboard`` takes such a keyboard
    away. At most one of the three markups is set.
    """

    text: str
    bold: tuple[tuple[int, int], ...] = ()
    buttons: tuple[tuple[MessageButton, ...], ...] = ()
    keyboard: tuple[tuple[str, ...], ...] = ()
    share_contact: str = ""
    hide_keyboard: bool = False
    picture: Picture | None = None
    """Shown above the text, which says the same in words."""
    quoted: tuple[tuple[int, int], ...] = ()
    calendar: Calendar | None = None
    """Sent as a file above the text, which says the same in words."""
    document: Document | None = None
    """Sent as a file above the text."""
    placeholder: str = ""
    file: File | None = None
    """Somebody's file, of which the text is the caption."""
    topic: int = 0
    """The topic within the chat that it belongs to, by the channel's number; 0 for none."""
