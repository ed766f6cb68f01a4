"""Incoming update: one inbox row, read and ready for a turn. A channel's module makes it, the turn loop takes it."""

from __future__ import annotations

from msgspec import Struct

from conversations.events import Body


class Unreadable(Exception):
    """Input of the wrong shape, for good. The text says where, never what."""


class ConversationUpdate(Struct, frozen=True):
    """Update for the conversation: said or pressed in a private chat, or addressed to the bot in a group.

    ``language`` is the channel's hint (an IETF tag such as ``en-GB``) and ``message`` the channel's name of the message that
    was sent, edited or tapped; both are empty where the channel gives none. ``tap`` is the id of a tap that waits for its
    acknowledgement. ``sender`` is the id of the user who did it, as the channel vouches for it; ``None`` where it names
    nobody. ``private`` is false where others read along. ``campaign_code`` is the payload of the link that was followed.
    ``album`` is the channel's name of the album that a picture belongs to, ``account`` the first and last name of the
    sender's account, which are kept nowhere. ``topic`` is the number of the topic within the chat; 0 where it has none.
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


class GroupTap(Struct, frozen=True):
    """Tap on a button in a group: its id, the callback data, the user's id, and the number of the topic, 0 for none."""

    tap: str
    data: str
    sender: int | None = None
    topic: int = 0


class ReachabilityChanged(Struct, frozen=True):
    """Change of whether the chat can be sent to; ``added`` is the update that follows when the bot is added to a group."""

    reachable: bool
    added: ConversationUpdate | None = None


class GroupMoved(Struct, frozen=True):
    """Change of a group's chat id."""

    old: int
    new: int


class Ignored(Struct, frozen=True):
    """Update that concerns nobody here."""


IncomingUpdate = ConversationUpdate | GroupTap | ReachabilityChanged | GroupMoved | Ignored
