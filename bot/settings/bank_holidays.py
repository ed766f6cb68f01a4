"""Office hours of an agency, and the bank holidays on which it is closed (package ``holidays``).

:mod:`conversations.office_hours` has the promises based on them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from bot.settings.schema import Settings
from conversations.office_hours import OfficeHours

HOLIDAYS_AHEAD = 5
"""Years of bank holidays known to a bot that is not restarted."""


def office_hours(settings: Settings) -> OfficeHours | None:
    """Return the office hours of the settings, without bank holidays of the office's region; ``None`` if none are set."""
    if not settings.office_hours:
        return None
    return OfficeHours.read(settings.office_hours).without(bank_holidays(settings))


def bank_holidays(settings: Settings) -> frozenset[date]:
    """Return the bank holidays of the office's region; none if office hours, appointments and visits do not need them."""
    asked = "appointment" in (*settings.questions, *settings.questions_b)
    needed = settings.office_hours or settings.offices or asked or settings.staff_chat_id is not None
    if settings.bank_holidays == "none" or not needed:
        return frozenset()
    return _bank_holidays(settings.bank_holidays, datetime.now(UTC).year)


@cache
def _bank_holidays(region: str, year: int) -> frozenset[date]:
    """Return the bank holidays of a part of the United Kingdom, from ``year`` on."""
    from holidays import country_holidays  # noqa: PLC0415  takes 20 MB; needed only with hours, appointments or visits

    return frozenset(country_holidays("GB", subdiv=region, years=range(year, year + HOLIDAYS_AHEAD + 1)))
