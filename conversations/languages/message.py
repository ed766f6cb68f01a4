"""Messages in words, as a channel shows them, independent of any channel's API."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from conversations.relay import File


class MessageButton(Struct, frozen=True):
    """Button under a message, with exactly one of ``data``, ``url`` and ``copy``.

    ``data`` comes back as a tap, ``url`` opens a page, ``copy`` goes to the clipboard.
    """

    label: str
    data: str = ""
    url: str = ""
    style: str = ""
    copy: str = ""


class Picture(Struct, frozen=True):
    """Recipe for the picture of an estimate, all in words. ``share`` is the position of the middle figure, from 0 to 1.

    ``lowest`` and ``highest`` label the ends of the range. ``colour`` is the agency's as ``#rrggbb``, ``logo`` the path of its
    logo, or empty. ``stamp`` marks made-up figures, ``also`` has the other estimate if both are wanted; else they are empty.
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
    """Recipe for a one-page document of an estimate: the content of its picture, the full address, and paragraphs below.

    ``instead`` is the text of the message if the document cannot be sent.
    """

    picture: Picture
    home: str
    paragraphs: tuple[str, ...]
    instead: str = ""


class Calendar(Struct, frozen=True):
    """Recipe for a calendar file with one event, all in words. Times in UTC; a later entry with the same ``uid`` replaces it."""

    uid: str
    title: str
    begins: datetime
    ends: datetime
    made_at: datetime
    place: str = ""


class Message(Struct, frozen=True):
    """One message in one language.

    ``bold`` holds (offset, length) pairs in Unicode code points of ``text``; ``quoted`` those of a person's words, in which
    links, commands and mentions must be inert. ``buttons`` are rows under the message. ``keyboard`` are rows of labels in place
    of the phone's keyboard: ``share_contact`` is the label that shares the person's own number, ``placeholder`` the hint in the
    empty text field; ``hide_keyboard`` removes such a keyboard. At most one of the three markups is set.
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
    """File of a person, with the text as its caption."""
    topic: int = 0
    """The channel's number of the chat topic it belongs to; 0 for none."""
