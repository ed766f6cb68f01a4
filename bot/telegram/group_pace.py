"""Pace of a group: leaves room for urgent messages within Telegram's limit.

Telegram allows 20 messages a minute in a group (Bot API FAQ). Cards and notices are sent at once. Homeowners' messages go
to topics of the same group, and wait once a part of the minute's messages was sent, or while Telegram asks the bot to
wait with the group.
"""

from __future__ import annotations

from collections import defaultdict, deque

MINUTE = 60.0
RELAYED_MAX = 14
"""Messages per minute after which none is sent to a topic: the rest is reserved for cards."""
_AFTER = 1.0
"""Seconds by which a topic waits longer than a card refused by Telegram for now."""

Group = tuple[str, int]
"""An agency and the id of its group."""


class GroupPace:
    """Pace of all groups to which this process sends. Times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._sent: defaultdict[Group, deque[float]] = defaultdict(lambda: deque(maxlen=RELAYED_MAX))
        self._until: dict[Group, float] = {}

    def sent(self, group: Group, now: float) -> None:
        """Record that a message was sent to a group."""
        self._sent[group].append(now)

    def flooded(self, group: Group, seconds: float, now: float) -> None:
        """Record how long Telegram asks to wait with the group's next message."""
        self._until[group] = now + seconds + _AFTER

    def wait(self, group: Group, now: float) -> float:
        """Return the seconds for which nothing may be sent to the group's topics."""
        sent = self._sent[group]
        room = sent[0] + MINUTE if len(sent) == RELAYED_MAX else now
        return max(room, self._until.get(group, now)) - now
