"""Intents: requests other than an answer, by command, by button or by a phrase of the language."""

from __future__ import annotations

from enum import StrEnum


class Intent(StrEnum):
    """Request. Its value is the name of its command (``/back``) and the callback data of its button."""

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
    ASK_ANOTHER = "ask_another"
    """Ask for confirmation before a form for another property is begun."""
    ASK_RESTART = "ask_restart"
    """Ask for confirmation before all answers are dropped: "can you redo it" may mean the last one."""
    KEEP = "keep"
    REVIEWED = "reviewed"
    LANGUAGE = "language"
    SKIP = "skip"
    NO_REMINDER = "no_reminder"
    PASS_ON = "pass_on"  # noqa: S105  no password
    YOUR_DATA = "your_data"
    ASK_WITHDRAW = "ask_withdraw"
    """Ask for confirmation before withdrawing."""
    ASK_DELETE = "ask_delete"
    """Ask for confirmation before deleting."""
    VISIT = "visit"
    """Book a visit, or show the current one."""
    ASK_CANCEL_VISIT = "ask_cancel_visit"
    """Ask for confirmation before cancelling the visit."""
    CANCEL_VISIT = "cancel_visit"
    CALL_TIME = "call_time"
    """Pick a time to be called."""
    LET_READ = "let_read"
    """Let the agency's staff read this chat from now on. Only by its button."""
    END_RELAY = "end_relay"


MOVES = frozenset(
    {Intent.BACK, Intent.KEEP, Intent.SKIP, Intent.REVIEWED, Intent.RESTART, Intent.RESUME, Intent.ANOTHER}
) | {Intent.PASS_ON, Intent.CANCEL_VISIT, Intent.LET_READ}
"""Intents whose buttons apply only to the message they are under, not to a later question."""

FINAL = frozenset({Intent.WITHDRAW, Intent.DELETE, Intent.CLEAR})
"""Irreversible intents, recognised only by the exact words of a phrase."""
HARMLESS = frozenset({Intent.WHY, Intent.HELP, Intent.PRIVACY, Intent.MY_DATA, Intent.TALK, Intent.LANGUAGE})
"""Intents that change nothing, recognised anywhere in a text."""
ANSWERABLE = frozenset({Intent.TALK, Intent.VISIT, Intent.ASK_CANCEL_VISIT, Intent.CALL_TIME})
"""Intents that an agency's own topics may answer."""

_TYPED = (Intent.BACK, Intent.WHY, Intent.HELP, Intent.CANCEL, Intent.RESTART, Intent.PRIVACY, Intent.WITHDRAW)
COMMANDS = {intent.value: intent for intent in (*_TYPED, Intent.DELETE, Intent.CLEAR, Intent.MY_DATA, Intent.TALK)} | {
    "language": Intent.LANGUAGE,
    "skip": Intent.SKIP,
    "stop": Intent.CANCEL,
}
"""Slash commands without the slash. /start is an event of its own, since it may carry a link's code."""

MENU = ("start", "back", "help", "cancel", "privacy", "mydata", "withdraw", "delete", "language")
"""Commands of a channel's menu, in order; their descriptions are ``command.<name>`` in the catalogues."""
