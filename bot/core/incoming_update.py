"""Incoming update: one inbox row, read and ready for a turn."""

from __future__ import annotations

from msgspec import Struct

from conversations.events import Body


class Unreadable(Exception):
    """Something that came is not of the shape that it has to be, and never will be. The text says where, never what."""


class IncomingUpdate(Struct, frozen=True):
    """One inbox row, read. A channel's module makes it, the turn loop takes it.

    ``body`` is what the conversation is told; ``None`` means that there is nothing for it. ``language`` is the
    channel's hint (an IETF tag such as ``en-GB``) and ``message`` the channel's name of the message that was sent,
    edited or tapped; both are empty where the channel gives none. ``tap`` is the id of a tap that waits for its
    acknowledgement. ``sender`` is the id of the user who did it, as the channel vouches for it; ``None`` where it names
    nobody.
    ``campaign_code`` is the payload of the link that was followed. ``reachable`` says that the person blocked
    (``False``) or unblocked (``True``) the bot. ``private`` is false where others read along; ``pressed`` is what a button
    carries that was tapped there. ``moved``: a group's number until now, and the one that it has from now on.
    ``album`` is the channel's name of the album that a picture belongs to, ``account`` the first and last name of the
    sender's account, which are kept nowhere.
    """

    body: Body | None
    language: str = ""
    message: str = ""
    tap: str = ""
    campaign_code: str = ""
    reachable: bool | None = None
    private: bool = True
    sender: int | None = None
    pressed: str = ""
    moved: tuple[int, int] | None = None
    album: str = ""
    account: tuple[str, str] = ("", "")
