"""Schedule of the staff summary: daily or weekly, at an hour of London time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from conversations.office_hours import DAYS, LONDON

_SETTING = re.compile(r"(?:daily|weekly\s+(?P<day>[a-z]{3})[a-z]*)\s+(?P<hour>\d{1,2})[:.](?P<minute>\d\d)")


@dataclass(frozen=True, slots=True)
class SummaryTime:
    """Time of the summary: ``day`` of the week (Monday 0; ``None``: every day), and the time of day in London."""

    day: int | None
    hour: int
    minute: int

    @classmethod
    def read(cls, text: str) -> SummaryTime | None:
        """Parse ``daily 9:00``, ``weekly mon 9:00`` or ``off`` (``None``).

        Raises :class:`ValueError` with a text that follows a setting's name.
        """
        said = text.strip().lower()
        if said in {"", "off", "none"}:
            return None
        found = _SETTING.fullmatch(said)
        hour, minute = (int(found["hour"]), int(found["minute"])) if found else (24, 0)
        if found is None or hour > 23 or minute > 59 or (found["day"] and found["day"] not in DAYS):
            raise ValueError('is "daily 9:00", "weekly mon 9:00" or "off"')
        return cls(DAYS.index(found["day"]) if found["day"] else None, hour, minute)

    def latest(self, now: float) -> float:
        """Return the latest such time up to ``now``; both in seconds since 1970."""
        local = datetime.fromtimestamp(now, UTC).astimezone(LONDON)
        for back in range(9):
            day = local.date() - timedelta(days=back)
            if self.day is None or day.weekday() == self.day:
                at = datetime(day.year, day.month, day.day, self.hour, self.minute, tzinfo=LONDON).timestamp()
                if at <= now:
                    return at
        raise AssertionError("nine days have each day of the week, and a second one of the first two")
