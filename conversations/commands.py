"""Commands of a turn to the shell. Sentences are keys here; :mod:`conversations.languages` turns them into text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from conversations.answers.reading import Value
from conversations.lead import Lead, Range
from conversations.relay import File


class Shown(Struct, frozen=True):
    """Canonical answer as a parameter of a sentence, formatted by the language's catalogue."""

    question: str
    value: Value


class Quoted(Struct, frozen=True):
    """A person's own words as a parameter of a sentence to others: links, commands and mentions in them are inert."""

    text: str


class Line(Struct, frozen=True):
    """Sentence of a catalogue, by key, with its parameters; a tuple of lines becomes a list."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


Param = str | int | Shown | Quoted | Range | Line | tuple[Line, ...]


class Button(Struct, frozen=True):
    """A button under a message: ``data`` comes back as ``Tapped``, ``url`` opens, ``copy`` goes to the clipboard.

    Telegram's limits: 64 bytes of ``data``, 256 characters of ``copy``.
    """

    label: Line
    data: str = ""
    style: str = ""
    """Empty, ``primary``, ``success`` or ``danger``: Telegram's button styles."""
    url: str = ""
    copy: str = ""


def copy_button(reference: str) -> Button:
    """Return the button that copies a lead's reference."""
    return Button(Line("button.copy", {"reference": reference}), copy=reference)


class Keyboard(StrEnum):
    """Change of the custom keyboard (the one in place of the phone's own)."""

    SHARE_CONTACT = "share_contact"
    HIDE = "hide"


class EstimatePicture(Struct, frozen=True):
    """Content of an estimate's picture. ``property`` names the street at most, never the house."""

    title: Line
    range: Range
    property: Line
    foot: Line
    lowest: Line = Line("picture.lowest")
    highest: Line = Line("picture.highest")
    stamp: Line | None = None
    also: Line | None = None
    """The other estimate, for a person who asked for both."""


class EstimateDocument(Struct, frozen=True):
    """Content of an estimate's document. It is for the person alone: ``home`` is the whole address.

    ``instead`` is said if the document cannot be sent.
    """

    picture: EstimatePicture
    home: Line
    paragraphs: tuple[Line, ...]
    instead: Line


class CalendarEntry(Struct, frozen=True):
    """Calendar entry: ``begins``, ``ends`` and ``made_at`` (when it was agreed) in UTC.

    A later entry with the same ``uid`` replaces the earlier one.
    """

    uid: str
    title: Line
    begins: datetime
    ends: datetime
    made_at: datetime
    place: str = ""


class Say(Struct, frozen=True):
    """One message; each line is a paragraph. ``keyboard`` excludes ``buttons`` (Telegram allows one markup per message).

    ``replies`` are the other keys of the share-contact keyboard: pressing one types its label.
    """

    lines: tuple[Line, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    keyboard: Keyboard | None = None
    replies: tuple[Line, ...] = ()
    picture: EstimatePicture | None = None
    """Shown above the text, which says the same; channels without pictures omit it."""
    calendar: CalendarEntry | None = None
    """Sent as a file above the text, which says the same; channels without files omit it."""
    document: EstimateDocument | None = None
    file: File | None = None
    """File of a person, sent with the text as its caption."""


class Toast(Struct, frozen=True):
    """Short notice in answer to a tap. Without one the tap is acknowledged silently."""

    line: Line


class Typing(Struct, frozen=True):
    """Show a typing indicator for a few seconds; channels without one omit it."""


class SendLead(Struct, frozen=True):
    """Queue a consented lead, or queue it again under its reference after a rejection."""

    lead: Lead


class WithdrawLead(Struct, frozen=True):
    """Cancel all attempts to deliver this lead that have not begun."""

    reference: str


class PassOn(Struct, frozen=True):
    """Add something to a delivered lead, in the person's words. ``when``: the time they would like, in UTC.

    ``call``: that time is for a call.
    """

    reference: str
    text: str
    when: datetime | None = None
    call: bool = False


class StoreVisit(Struct, frozen=True):
    """Store a visit for staff, under its name, until it ends. ``remind_at``: when its reminder is due. Times in UTC."""

    name: str
    reference: str
    ends_at: datetime
    remind_at: datetime | None = None


class DropVisit(Struct, frozen=True):
    """Delete a visit, which makes the buttons on its card void."""

    name: str


class StoreRelay(Struct, frozen=True):
    """Store a relay, so that staff messages reach it. ``ends_at``: when it times out (UTC); ``None``: it has ended."""

    name: str
    reference: str
    ends_at: datetime | None = None


class TellTopic(Struct, frozen=True):
    """Post a line in the relay's staff topic, with the homeowner's file if there is one."""

    name: str
    line: Line
    file: File | None = None


class TellStaff(Struct, frozen=True):
    """Notify the agency's staff, by reference and without personal details."""

    line: Line


class Erase(Struct, frozen=True):
    """Purge all data about this chat in the transaction of this turn."""


class ShowHeld(Struct, frozen=True):
    """Show all data about this chat outside the conversation's state: see :mod:`conversations.data_export`."""


class RemoveMessages(Struct, frozen=True):
    """Delete the messages of this chat, the person's and the bot's, as far as the channel lets a bot delete them."""


ForStaff = StoreVisit | DropVisit | StoreRelay | TellTopic | TellStaff
"""Commands that concern the agency's staff."""
Command = Say | Toast | Typing | SendLead | WithdrawLead | PassOn | Erase | ShowHeld | RemoveMessages | ForStaff
