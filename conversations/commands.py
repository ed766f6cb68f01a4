"""What a turn asks the shell to do. Sentences are keys here; :mod:`conversations.languages` turns them into text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from conversations.answers.reading import Value
from conversations.lead import Lead, Range
from conversations.relay import File


class Shown(Struct, frozen=True):
    """Canonical answer as a parameter of a sentence; the language's catalogue formats it."""

    question: str
    value: Value


class Quoted(Struct, frozen=True):
    """Person's words as a parameter of a sentence to others: links, commands and mentions in them are inert."""

    text: str


class Line(Struct, frozen=True):
    """Sentence of a catalogue, by key, with its parameters; a tuple of lines becomes lines of a list."""

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
    """Change of the keyboard that replaces the phone's own."""

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
    """The other estimate, for whoever wants to know both."""


class EstimateDocument(Struct, frozen=True):
    """Content of an estimate's document, which is the person's own: ``home`` is the whole address.

    ``instead`` is said where the document cannot be sent.
    """

    picture: EstimatePicture
    home: Line
    paragraphs: tuple[Line, ...]
    instead: Line


class CalendarEntry(Struct, frozen=True):
    """An entry for the person's own calendar: ``begins`` and ``ends`` in UTC, ``made_at`` the time it was agreed at.

    Entries of one ``uid`` replace each other.
    """

    uid: str
    title: Line
    begins: datetime
    ends: datetime
    made_at: datetime
    place: str = ""


class Say(Struct, frozen=True):
    """One message: its lines are paragraphs. ``keyboard`` excludes ``buttons`` (Telegram allows one markup a message).

    ``replies`` are the keys of the share-contact keyboard besides sharing: pressing one types its label.
    """

    lines: tuple[Line, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    keyboard: Keyboard | None = None
    replies: tuple[Line, ...] = ()
    picture: EstimatePicture | None = None
    """Shown above the words, which say the same; channels without pictures leave it out."""
    calendar: CalendarEntry | None = None
    """Sent as a file above the words, which say the same; channels without files leave it out."""
    document: EstimateDocument | None = None
    file: File | None = None
    """Somebody's file, sent with the words as its caption."""


class Toast(Struct, frozen=True):
    """Short text on the tap itself. Without one a tap is acknowledged in silence."""

    line: Line


class Typing(Struct, frozen=True):
    """Show a typing indicator for a few seconds; channels that cannot, leave it out."""


class SendLead(Struct, frozen=True):
    """Queue a consented lead, or queue it again under its reference after a rejection."""

    lead: Lead


class WithdrawLead(Struct, frozen=True):
    """Cancel every attempt at this lead that has not begun."""

    reference: str


class PassOn(Struct, frozen=True):
    """Add something to a delivered lead, in its person's words. ``when``: a time that they would like, in UTC.

    ``call``: at that time they would like to be called.
    """

    reference: str
    text: str
    when: datetime | None = None
    call: bool = False


class StoreVisit(Struct, frozen=True):
    """Keep a visit where staff find it by its name, until it ends. ``remind_at``: when it becomes due; times in UTC."""

    name: str
    reference: str
    ends_at: datetime
    remind_at: datetime | None = None


class DropVisit(Struct, frozen=True):
    """Delete a visit: buttons on its card no longer mean anything."""

    name: str


class StoreRelay(Struct, frozen=True):
    """Keep a relay where what staff write finds it. ``ends_at``: when it ends by itself (UTC); ``None``: it is over."""

    name: str
    reference: str
    ends_at: datetime | None = None


class TellTopic(Struct, frozen=True):
    """Say something in the staff's topic of a relay, with the homeowner's file if there is one."""

    name: str
    line: Line
    file: File | None = None


class TellStaff(Struct, frozen=True):
    """Notify the agency's staff, by reference, without personal details."""

    line: Line


class Erase(Struct, frozen=True):
    """Purge everything held about this chat, in the transaction of this turn."""


class ShowHeld(Struct, frozen=True):
    """Show everything that is held about this chat besides the conversation's state: see :mod:`conversations.data_export`."""


class RemoveMessages(Struct, frozen=True):
    """Remove the messages of this chat, hers and ours, that the channel lets a bot remove."""


Command = (
    Say
    | Toast
    | Typing
    | SendLead
    | WithdrawLead
    | PassOn
    | StoreVisit
    | DropVisit
    | StoreRelay
    | TellTopic
    | TellStaff
    | Erase
    | ShowHeld
    | RemoveMessages
)
