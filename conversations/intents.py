"""What a person may want besides answering: by command, by button, or by one of the phrases of their language."""

from __future__ import annotations

from enum import StrEnum


class Intent(StrEnum):
    """The value is the command's name (``/back``) and what a button carries."""

    BACK = "back"
    WHY = "why"
    HELP = "help"
    CANCEL = "cancel"
    RESTART = "restart"
    RESUME = "resume"
    PRIVACY = "privacy"
    WITHDRAW = "withdraw"
    DELETE = "delete"
    CLEAR = "clear"
    MY_DATA = "mydata"
    TALK = "talk"
    ANOTHER = "another"
    KEEP = "keep"
    REVIEWED = "reviewed"
    LANGUAGE = "language"
    SKIP = "skip"
    NO_REMINDER = "no_reminder"
    PASS_ON = "pass_on"  # noqa: S105  no password
    YOUR_DATA = "your_data"
    ASK_WITHDRAW = "ask_withdraw"
    """Withdraw, once it is confirmed."""
    ASK_DELETE = "ask_delete"
    """Delete, once it is confirmed."""
    VISIT = "visit"
    """Book a visit, or see the one that stands."""
    ASK_CANCEL_VISIT = "ask_cancel_visit"
    """Cancel the visit, once it is confirmed."""
    CANCEL_VISIT = "cancel_visit"
    CALL_TIME = "call_time"
    """Pick a time to be called."""
    LET_READ = "let_read"
    """Let the agency's staff read this chat from now on. By its button alone."""
    END_RELAY = "end_relay"


MOVES = frozenset(
    {
        Intent.BACK,
        Intent.KEEP,
        Intent.SKIP,
        Intent.REVIEWED,
        Intent.RESTART,
        Intent.RESUME,
        Intent.ANOTHER,
        Intent.PASS_ON,
        Intent.CANCEL_VISIT,
        Intent.LET_READ,
    }
)
"""Their buttons mean what they stand under, and no later question."""

FINAL = frozenset({Intent.WITHDRAW, Intent.DELETE, Intent.CLEAR})
"""They cannot be taken back, and are fulfilled only in the very words of a phrase."""
HARMLESS = frozenset({Intent.WHY, Intent.HELP, Intent.PRIVACY, Intent.MY_DATA, Intent.TALK, Intent.LANGUAGE})
"""They change nothing, and are fulfilled wherever they stand in a text."""
ANSWERABLE = frozenset({Intent.TALK, Intent.VISIT, Intent.ASK_CANCEL_VISIT, Intent.CALL_TIME})
"""Wishes that an agency may answer in words of its own."""

COMMANDS = {
    "back": Intent.BACK,
    "why": Intent.WHY,
    "help": Intent.HELP,
    "cancel": Intent.CANCEL,
    "stop": Intent.CANCEL,
    "restart": Intent.RESTART,
    "privacy": Intent.PRIVACY,
    "withdraw": Intent.WITHDRAW,
    "delete": Intent.DELETE,
    "clear": Intent.CLEAR,
    "mydata": Intent.MY_DATA,
    "talk": Intent.TALK,
    "language": Intent.LANGUAGE,
    "skip": Intent.SKIP,
}
"""Slash commands, without the slash. /start is an event of its own, since a link's code comes with it."""

MENU = ("start", "back", "help", "cancel", "privacy", "mydata", "withdraw", "delete", "language")
"""The commands of a channel's menu, in this order; their descriptions are ``command.<name>`` in the catalogues."""
