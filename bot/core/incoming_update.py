"""Incoming update: an inbox row parsed and ready for a turn. A channel's module creates it, the turn loop consumes it."""

from __future__ import annotations

from msgspec import Struct

from conversations.events import Body
from conversations.languages.message import MessageButton
from conversations.relay import File


class Unreadable(Exception):
    """Permanently malformed input. The text says where, without quoting it."""


class ConversationUpdate(Struct, frozen=True):
    """Update for the conversation: a message or tap in a private chat, or a message to the bot in a group.

    ``language`` is the channel's hint (an IETF tag such as ``en-GB``) and ``message`` the channel's id of the message
    that was sent, edited or tapped; both may be empty. ``tap`` is the id of a tap to be acknowledged. ``sender`` is the
    user's id as vouched for by the channel, if it names one. ``private`` is false where other people read the chat.
    ``campaign_code`` is the payload of a followed link. ``album`` is the channel's id of the album that a picture belongs
    to. ``account`` is the first and last name of the sender's account, which is never stored. ``topic`` is the id of the
    topic within the chat; 0 for none.
    ``called`` is how a message to the bot in a group addressed it: a command such as ``/id``, or one of the constants below.
    """

    body: Body
    language: str = ""
    message: str = ""
    tap: str = ""
    campaign_code: str = ""
    private: bool = True
    sender: int | None = None
    album: str = ""
    account: tuple[str, str] = ("", "")
    topic: int = 0
    called: str = ""
    buttons: tuple[tuple[MessageButton, ...], ...] = ()
    """Buttons of the message whose button was tapped."""


ADDED, MENTION, REPLY = "added", "mention", "reply"
"""Ways to address the bot in a group, other than by a command: adding it, naming it, or answering one of its messages."""


class GroupTap(Struct, frozen=True):
    """Tap on a button in a group: its id, the callback data, the user's id, and the topic's id (0 for none)."""

    tap: str
    data: str
    sender: int | None = None
    topic: int = 0


class TopicMessage(Struct, frozen=True):
    """Message in a topic of a group, in which staff may be writing with a homeowner.

    Without ``text`` and ``file`` it is of a kind that cannot be passed on. ``edited``: it replaces an earlier version.
    ``ends``: it asks to end the conversation, or the topic was closed. ``otherwise`` is the update that it counts as if
    the topic belongs to no relay.
    """

    topic: int
    text: str = ""
    file: File | None = None
    edited: bool = False
    ends: bool = False
    otherwise: ConversationUpdate | None = None


class ReachabilityChanged(Struct, frozen=True):
    """Change of whether the chat accepts messages; ``added`` marks the update sent when the bot is added to a group."""

    reachable: bool
    added: ConversationUpdate | None = None


class GroupMoved(Struct, frozen=True):
    """Change of a group's chat id."""

    old: int
    new: int


class Ignored(Struct, frozen=True):
    """Update that needs no action."""


IncomingUpdate = ConversationUpdate | GroupTap | TopicMessage | ReachabilityChanged | GroupMoved | Ignored
