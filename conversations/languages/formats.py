"""Formats of answers, dates and money in a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conversations.answers import appointment, phone
from conversations.answers.name import MISSING
from conversations.answers.reading import Value
from conversations.lead import Name, Range


def in_pounds(amount: int) -> str:
    """Return an amount in pounds as written in English and Welsh."""
    return f"£{amount:,}"


@dataclass(frozen=True)
class Formats:
    """Formats of one language: ``formats`` of its ``grammar.toml``.

    ``kinds`` are the kinds of estimates and properties, by code, as at the beginning of a sentence. ``days`` and ``months``
    are short names, from Monday and January on; ``months_in_full`` are for dates in full, ``on_day`` for "on Monday".
    ``parts`` are the parts of a day by the names of :data:`conversations.answers.appointment.PARTS`; ``hour`` formats any
    other hour, ``until`` the end of a range. ``am_pm`` are the words of a 12-hour clock, if the language
    uses one: before and after noon, noon, midnight.
    """

    kinds: Mapping[str, str]
    days: Sequence[str]
    months: Sequence[str]
    months_in_full: Sequence[str]
    on_day: Sequence[str]
    parts: Mapping[str, str]
    bedrooms: Callable[[int], str]
    am_pm: Sequence[str] = ()
    pounds: Callable[[int], str] = in_pounds
    hour: str = "{}:00"
    until: str = "{}:00"

    def show(self, question: str, value: Value) -> str:
        """Return an answer as shown, by its question's key, or a value of another kind."""
        match value:
            case Name(first, last, title):
                return " ".join(part for part in (title, first, last) if part and part != MISSING)
            case int():
                return self.bedrooms(value)
            case _ if question == "phone":
                return phone.national(value)
            case _ if question == "appointment":
                return self._appointment(value)
            case _ if question == "time":
                return self._time(value)
            case _ if question in ("date", "short_day", "on_day", "on_date"):
                return self._day(question, date.fromisoformat(value))
            case _ if question == "kind":
                return self.kinds[value][:1].lower() + self.kinds[value][1:]
            case _ if question in ("sale_or_let", "property_type"):
                return self.kinds[value]
            case _:
                return value

    def money(self, figures: Range) -> Mapping[str, str]:
        """Return the three figures of a range in pounds."""
        return {name: self.pounds(getattr(figures, name)) for name in ("minimum", "average", "maximum")}

    def _time(self, value: str) -> str:
        """Return a time of day: 9am, 5.30pm, noon; 9:00 on a 24-hour clock."""
        hour, minute = map(int, value.split(":"))
        if not self.am_pm:
            return f"{hour}:{minute:02}"
        before, after, noon, midnight = self.am_pm
        if minute == 0 and hour % 12 == 0:
            return noon if hour == 12 else midnight
        return f"{(hour - 1) % 12 + 1}{f'.{minute:02}' if minute else ''}{before if hour % 24 < 12 else after}"

    def _day(self, question: str, day: date) -> str:
        in_full = f"{day.day} {self.months_in_full[day.month - 1]}"
        return {
            "date": f"{in_full} {day.year}",
            "short_day": f"{self.days[day.weekday()]} {day.day} {self.months[day.month - 1]}",
            "on_day": self.on_day[day.weekday()],
            "on_date": f"{self.on_day[day.weekday()]} {in_full}",
        }[question]

    def _appointment(self, value: str) -> str:
        day, first, end = appointment.parts(value)
        named = next((self.parts[name] for name, hours in appointment.PARTS.items() if hours == (first, end)), "")
        several = "" if end == first + 1 else f" - {self.until.format(end)}"
        return f"{self._day('short_day', day)}, {named or self.hour.format(first) + several}"
