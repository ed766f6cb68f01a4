"""When a lead's person expects a call, and when whoever rings is reminded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from bot.staff.call_times import ExpectedCall, expected_call, reminder_time
from bot.storage.leads.lead_records import CallState, StoredLead
from conversations.commands import Shown
from conversations.events import LeadStatus
from conversations.form import Form
from conversations.office_hours import OfficeHours
from support.marla import MARLA

HOURS = OfficeHours.read("mon-fri 9:00-17:30, sat 9:00-13:00")
FORM = Form(office_hours=HOURS)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def row(told_at: datetime, status: LeadStatus = LeadStatus.DELIVERED, wanted: datetime | None = None) -> StoredLead:
    stamp = told_at.timestamp()
    plain = StoredLead("derby", "VB-1", 1, "{}", status, 1, None, False, False, False, "", "", stamp, stamp)
    return plain if wanted is None else structs.replace(plain, call_wanted=wanted.timestamp())


@pytest.mark.parametrize(
    ("told_at", "expected", "how", "remind_at"),
    [
        (at(30, 12), at(30, 17, 30), "before", at(30, 17)),
        (at(30, 16, 30), at(30, 17, 30), "before", at(30, 17)),
        (at(30, 7), at(30, 9), "from", at(30, 9)),
        (at(27, 17), at(28, 9), "from", at(28, 9)),
        (at(28, 12, 30), at(30, 9), "from", at(30, 9)),
        (at(24, 20, month=10), at(26, 9, month=10), "from", at(26, 9, month=10)),  # the clocks go back in between
        (at(23, 12, month=10), at(23, 16, 30, month=10), "before", at(23, 16, month=10)),  # summer time
    ],
)
def test_what_was_promised_with_the_estimate(told_at, expected, how, remind_at):
    found = expected_call(FORM, row(told_at), MARLA)
    assert found == ExpectedCall(expected, how)
    assert reminder_time(FORM, found, CallState.TAKEN, told_at) == remind_at


def test_the_time_is_the_one_that_the_sentence_names():
    for hours in range(24 * 7):
        told_at = at(23, 0) + timedelta(hours=hours)
        named, promised = HOURS.call(told_at), HOURS.promised(told_at)
        assert named is not None
        assert named.params["time"] == Shown("time", f"{promised:%H:%M}")


def test_a_time_that_the_person_named_counts_before_the_promise_and_the_last_one_most():
    named = structs.replace(MARLA, appointment=(at(30, 15), at(30, 14)))
    assert expected_call(FORM, row(at(30, 12)), named) == ExpectedCall(at(30, 14), "at")
    picked = expected_call(FORM, row(at(30, 12), wanted=at(30, 16)), named)
    assert picked == ExpectedCall(at(30, 16), "at")
    assert reminder_time(FORM, picked, CallState.NOT_REACHED, at(30, 12)) == at(30, 15, 30)
    assert reminder_time(Form(), picked, CallState.TAKEN, at(30, 12)) == at(30, 15, 30)


def test_nobody_is_reminded_of_what_is_done_past_or_was_never_promised():
    promised = expected_call(FORM, row(at(30, 12)), MARLA)
    assert reminder_time(FORM, promised, CallState.CALLED, at(30, 12)) is None
    assert reminder_time(FORM, promised, CallState.TAKEN, at(30, 17, 5)) is None
    assert expected_call(Form(), row(at(30, 12)), MARLA) is None
    assert expected_call(FORM, row(at(30, 12), LeadStatus.SET_ASIDE), MARLA) is None
    assert reminder_time(FORM, None, CallState.TAKEN, at(30, 12)) is None
