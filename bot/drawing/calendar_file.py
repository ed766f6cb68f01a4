"""Calendar file (RFC 5545) of an agreed visit, for the person's own calendar."""

from __future__ import annotations

from datetime import UTC, datetime

from conversations.languages.message import Calendar

NAME = "visit.ics"
_PRODUCT = "-//valuation-bot//visit//EN"
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def make(entry: Calendar) -> bytes:
    """Return a file with one event. A later file with the same ``uid`` and a higher sequence replaces it in a calendar."""
    # Takes half a second to import, and only agencies with visits need it.
    import icalendar  # noqa: PLC0415

    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("sequence", max(int((entry.made_at - _EPOCH).total_seconds()), 0))
    event.add("dtstamp", entry.made_at.replace(microsecond=0))
    event.add("dtstart", entry.begins)
    event.add("dtend", entry.ends)
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
