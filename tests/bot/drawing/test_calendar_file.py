"""The calendar file of a visit: one event, that a later file of the same visit replaces."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar

from bot.drawing.calendar_file import make
from conversations.languages.message import Calendar

START = datetime(2026, 12, 1, 10, tzinfo=UTC)
ENTRY = Calendar(
    "visit-VB-1",
    "Ymweliad gan Tŷ Derby; Homes, and others",
    START,
    START + timedelta(hours=1),
    datetime(2026, 11, 30, 12, 0, 0, 123456, tzinfo=UTC),
    "123 Example Street, Derby",
)


def event(entry: Calendar) -> Any:
    (found,) = icalendar.Calendar.from_ical(make(entry)).walk("VEVENT")
    return found


def test_it_says_what_when_and_where() -> None:
    read = event(ENTRY)
    assert str(read["summary"]) == ENTRY.title
    assert str(read["location"]) == ENTRY.place
    assert str(read["uid"]) == "visit-VB-1"
    assert (read["dtstart"].dt, read["dtend"].dt) == (ENTRY.begins, ENTRY.ends)
    assert b"DTSTART:20261201T100000Z\r\n" in make(ENTRY)


def test_a_later_file_replaces_the_first() -> None:
    later = Calendar("visit-VB-1", "Moved", START, START, ENTRY.made_at + timedelta(minutes=1))
    assert event(later)["sequence"] > event(ENTRY)["sequence"]
    assert "location" not in event(later)
