"""Pace of a group: what is not urgent leaves room for what is, within Telegram's limit.

Telegram takes 20 messages a minute in a group (Bot API FAQ). Cards and notices are sent as they come. What homeowners write is for
topics of the same group, and waits while a part of the minute's messages was sent already, or while the group is to wait.
"""

from __future__ import annotations

from collections import defaultdict, deque

MINUTE = 60.0
RELAYED_MAX = 14
"""Messages within a minute beyond which none is sent to a topic: the rest is for cards."""
_AFTER = 1.0
"""Seconds by which a topic waits longer than a card that Telegram refused for now."""

Group = tuple[str, int]
"""An agency and the id of its group."""


class GroupPace:
    """Pace of all groups, as this process sends to them. Times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._sent: defaultdict[Group, deque[float]] = defaultdict(lambda: deque(maxlen=RELAYED_MAX))
        self._until: dict[Group, float] = {}

    def sent(self, group: Group, now: float) -> None:
        """Note that a message was sent to a group."""
        self._sent[group].append(now)

    def flooded(self, group: Group, seconds: float, now: float) -> None:
        """Note that Telegram asks to wait so long with the group's next message."""
        self._until[group] = now + seconds + _AFTER

    def wait(self, group: Group, now: float) -> float:
        """Return the seconds for which nothing is to be sent to the group's topics."""
        sent = self._sent[group]
        room = sent[0] + MINUTE if len(sent) == RELAYED_MAX else now
        return max(room, self._until.get(group, now)) - now
