from datetime import UTC, date, datetime

import pytest

from conversations.answers import appointment
from conversations.answers.appointment import Reason
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.form import Form
from conversations.questions import DEFAULT_ORDER

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)

HOLIDAYS = frozenset({date(2026, 11, 30)})
"""St Andrew's Day, a bank holiday in Scotland."""


def test_no_bank_holiday_is_offered():
    form = Form(questions=(*DEFAULT_ORDER, "appointment"), holidays=HOLIDAYS)
    days = {choice.code[:10] for choice in form.question("appointment").choices(datetime(2026, 11, 27, 12, tzinfo=UTC))}
    assert days == {"2026-12-01", "2026-12-02", "2026-12-03"}


def day(date):
    return Unclear(Reason.WHICH_PART, tuple(Understood(f"{date} {hours}") for hours in ("09-12", "12-17", "17-19")))


def at(value):
    return Understood(value)


def which_day(hours):
    return Unclear(
        Reason.WHICH_DAY, tuple(Understood(f"{date} {hours}") for date in ("2026-11-24", "2026-11-25", "2026-11-26"))
    )


ROWS = [
    ("2-4pm", which_day("14-16"), "hours without a day"),
    ("between 2 and 4 please", which_day("14-16"), "hours without a day"),
    ("half past nine", which_day("09-10"), "hours without a day"),
    ("half nine", which_day("09-10"), "hours without a day"),
    ("any time after 3", which_day("15-16"), "hours without a day"),
    ("at noon", which_day("12-13"), "hours without a day"),
    ("3", Refused(Reason.NOT_UNDERSTOOD), "a number alone"),
    ("2 dogs and 3 cats", Refused(Reason.NOT_UNDERSTOOD), "numbers of something else"),
    ("call 07986 000000", Refused(Reason.NOT_UNDERSTOOD), "numbers of something else"),
    ("9pm", Refused(Reason.NOT_UNDERSTOOD), "hours at which nobody is called"),
    ("the 3rd pm", at("2026-12-03 12-17"), "half of a day by its date"),
    ("2026-12-03 pm", at("2026-12-03 12-17"), "half of a day by its date"),
    ("this friday pm", at("2026-11-27 12-17"), "half of a day"),
    ("2-4pm friday", at("2026-11-27 14-16"), "hours"),
    ("half past nine on friday", at("2026-11-27 09-10"), "an hour in words"),
    ("2026-12-03T14:00", at("2026-12-03 14-15"), "ISO"),
    ("this afternoon", at("2026-11-23 12-17"), "today"),
    ("tonight", at("2026-11-23 17-19"), "today"),
    ("heno", at("2026-11-23 17-19"), "today"),
    ("today 9am", Refused(Reason.PAST), "an hour that is over"),
    ("this morning", Refused(Reason.PAST), "hours that are over"),
    (
        "today",
        Unclear(Reason.WHICH_PART, (Understood("2026-11-23 12-17"), Understood("2026-11-23 17-19"))),
        "what is left",
    ),
    ("pnawn Mercher", at("2026-11-25 12-17"), "Welsh review"),
    ("nos Fercher", at("2026-11-25 17-19"), "Welsh review"),
    ("nos Wener", at("2026-11-27 17-19"), "Welsh review"),
    ("fory", day("2026-11-24"), "Welsh review"),
    ("bore fory", at("2026-11-24 09-12"), "Welsh review"),
    ("trennydd", day("2026-11-25"), "Welsh review"),
    ("dydd Mawrth nesaf", day("2026-12-01"), "Welsh review"),
    ("24 Tachwedd", day("2026-11-24"), "Welsh review"),
    ("w piątek po południu", at("2026-11-27 12-17"), "Polish review"),
    ("pojutrze", day("2026-11-25"), "Polish review"),
    ("w środę", day("2026-11-25"), "Polish review"),
    ("w środę przed południem", at("2026-11-25 09-12"), "Polish review"),
    ("w przyszły wtorek", day("2026-12-01"), "Polish review"),
    ("24 listopada rano", at("2026-11-24 09-12"), "Polish review"),
    ("w sobotę", Refused(Reason.WEEKEND), "Polish review"),
    ("w niedzielę", Refused(Reason.WEEKEND), "Polish review"),
    ("w weekend", Refused(Reason.WEEKEND), "Polish review"),
    ("day after tomorrow", day("2026-11-25"), "chat"),
    ("the day after tomorrow in the morning", at("2026-11-25 09-12"), "chat"),
    ("next tuesday", day("2026-12-01"), "chat"),
    ("tuesday next week", day("2026-12-01"), "chat"),
    ("24th", day("2026-11-24"), "chat"),
    ("tuesday 24th at 10", at("2026-11-24 10-11"), "chat"),
    ("24 nov", day("2026-11-24"), "chat"),
    ("24th of November", day("2026-11-24"), "chat"),
    ("Nov 24", day("2026-11-24"), "chat"),
    ("10th december at 3", at("2026-12-10 15-16"), "chat"),
    ("9 dec", day("2026-12-09"), "a day that is no hour"),
    ("3rd", day("2026-12-03"), "a day of next month"),
    ("20 nov", Refused(Reason.TOO_FAR), "a day that is over"),
    ("24 jan", Refused(Reason.TOO_FAR), "chat"),
    ("31 nov", Refused(Reason.NOT_UNDERSTOOD), "no such day"),
    ("0th", Refused(Reason.NOT_UNDERSTOOD), "no such day"),
    ("99th", Refused(Reason.NOT_UNDERSTOOD), "no such day"),
    ("2-4pm tomorrow", at("2026-11-24 14-16"), "from an hour to another"),
    ("friday 9-11", at("2026-11-27 09-11"), "hours, and no day of a month"),
    ("friday between 11 and 2", at("2026-11-27 11-14"), "over noon"),
    ("12am tomorrow", day("2026-11-24"), "midnight is no hour of the office"),
    ("tomorrow 12pm", at("2026-11-24 12-13"), "noon"),
    ("this friday pm", at("2026-11-27 12-17"), "a half of the day"),
    ("friday am", at("2026-11-27 09-12"), "a half of the day"),
    ("half past nine on friday", at("2026-11-27 09-10"), "an hour in words"),
    ("quarter to ten on friday", at("2026-11-27 09-10"), "an hour in words"),
    ("w piątek o wpół do dziesiątej", at("2026-11-27 09-10"), "an hour in words"),
    ("dydd Gwener hanner awr wedi naw", at("2026-11-27 09-10"), "an hour in words"),
    ("2026-12-03 10:00", at("2026-12-03 10-11"), "ISO 8601"),
    ("2026-12-03T10:00", at("2026-12-03 10-11"), "ISO 8601"),
    ("2026-12-03", day("2026-12-03"), "ISO 8601"),
    ("2026-13-03", Refused(Reason.NOT_UNDERSTOOD), "no such day"),
    ("2026-11-20", Refused(Reason.NOT_UNDERSTOOD), "a day that is over"),
    ("24 december", Refused(Reason.TOO_FAR), "chat"),
    ("30 november at 10", Refused(Reason.HOLIDAY), "a bank holiday"),
    ("maybe", Refused(Reason.NOT_UNDERSTOOD), "chat"),
    ("1" * 4096 + "th", Refused(Reason.NOT_UNDERSTOOD), "issue 2, 4,096 characters"),
    ("", Refused(Reason.EMPTY), "core"),
]


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_reads_days_as_people_name_them(text, expected, source):
    assert expected == appointment.read(text, MONDAY, HOLIDAYS), source


def test_every_reason_is_shown_by_a_row():
    assert set(Reason) == {row[1].reason for row in ROWS if not isinstance(row[1], Understood)}


def test_a_day_of_the_month_that_the_month_lacks_is_looked_for_further_on():
    assert appointment.read("31st", datetime(2026, 12, 1, 12, tzinfo=UTC)) == day("2026-12-31")
    assert appointment.read("30th", datetime(2027, 1, 31, 12, tzinfo=UTC)) == Refused(Reason.TOO_FAR)
    assert appointment.read("1 jan", datetime(2026, 12, 20, 12, tzinfo=UTC)) == day("2027-01-01")
