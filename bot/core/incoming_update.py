"""Incoming update: one inbox row, read and ready for a turn. A channel's module makes it, the turn loop takes it."""

from __future__ import annotations

from msgspec import Struct

from conversations.events import Body


class Unreadable(Exception):
    """Something that came is not of the shape that it has to be, and never will be. The text says where, never what."""


class ConversationUpdate(Struct, frozen=True):
    """Something for the conversation: said or pressed in a private chat, or addressed to the bot where others read along.

    ``language`` is the channel's hint (an IETF tag such as ``en-GB``) and ``message`` the channel's name of the message that
    was sent, edited or tapped; both are empty where the channel gives none. ``tap`` is the id of a tap that waits for its
    acknowledgement. ``sender`` is the id of the user who did it, as the channel vouches for it; ``None`` where it names
    nobody. ``private`` is false where others read along. ``campaign_code`` is the payload of the link that was followed.
    ``album`` is the channel's name of the album that a picture belongs to, ``account`` the first and last name of the
    sender's account, which are kept nowhere.
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


class GroupTap(Struct, frozen=True):
    """A button pressed where others read along: the tap's id, what the button carries, and the id of who pressed it."""

    tap: str
    data: str
    sender: int | None = None


class ReachabilityChanged(Struct, frozen=True):
    """Whether the chat can be sent to from now on; ``added`` is what follows on the bot's being added to a group."""

    reachable: bool
    added: ConversationUpdate | None = None


class GroupMoved(Struct, frozen=True):
    """A group has another number from now on."""

    old: int
    new: int


class Ignored(Struct, frozen=True):
    """Nothing for anybody here."""


IncomingUpdate = ConversationUpdate | GroupTap | ReachabilityChanged | GroupMoved | Ignored
