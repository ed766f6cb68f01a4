"""The office file: each table is one office, and everything that is wrong with any is told at once."""

from __future__ import annotations

from datetime import date

import pytest
from PIL import Image

from bot.settings.agency import agency_of
from bot.settings.environment import load
from bot.settings.offices import read_offices
from bot.settings.problems import SettingsProblem
from conversations.form import OfficeFacts
from conversations.office_hours import OfficeHours

CLOSED = frozenset({date(2026, 12, 25)})


@pytest.fixture
def read(tmp_path):
    def read_(written: str):
        file = tmp_path / "offices.toml"
        file.write_text(written, encoding="utf-8")
        return read_offices(file, CLOSED)

    return read_


def test_all_facts_of_one_and_none_of_another(read, tmp_path) -> None:
    Image.new("RGB", (10, 10)).save(tmp_path / "ripley.png")
    written = """
        [1213]
        name = "Derby Homes Ripley"
        phone = "01773 000000"
        email = "ripley@derbyhomes.example"
        hours = "mon-fri 9:00-16:00"
        logo = "ripley.png"
        [1214]
    """
    hours = OfficeHours.read("mon-fri 9:00-16:00").without(CLOSED)
    logo = str(tmp_path / "ripley.png")
    ripley = OfficeFacts("Derby Homes Ripley", "01773 000000", "ripley@derbyhomes.example", hours, logo)
    assert read(written) == {1213: ripley, 1214: OfficeFacts()}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[derby]", "[derby] is no office's number; `python -m bot offices` lists them"),
        ("[0]", "[0] is no office's number; `python -m bot offices` lists them"),
        ("[01213]", "[01213] is no office's number; `python -m bot offices` lists them"),
        ("1213 = 'Derby'", "[1213] has to be a table"),
        ("[1213]\nfax = 'x'", "[1213] fax is not a setting"),
        (
            "[1213]\nphone = 'x'",
            "[1213] phone is not a phone number; write it as people dial it, 01332 000000 for example",
        ),
        ("[1213]\nphone = 5", "[1213] phone has to be a valid string"),
        ("[1213]\nemail = 'x'", "[1213] email is not an email address"),
        ("[1213]\nhours = 'mon-fri 17-9'", "[1213] hours closes before it opens: 17-9"),
        ("[1213]\nlogo = 'gone.png'", "[1213] logo is a file that cannot be read (No such file or directory)"),
        (f"[1213]\nname = '{'x' * 61}'", "[1213] name has to be one line of at most 60 characters"),
        ('[1213]\nname = "a\\nb"', "[1213] name has to be one line of at most 60 characters"),
    ],
)
def test_what_is_wrong_is_one_sentence(read, written, said) -> None:
    with pytest.raises(SettingsProblem) as caught:
        read(written)
    (problem,) = caught.value.problems
    assert problem.startswith("OFFICES: ")
    assert problem.endswith(said)


def test_everything_wrong_is_told_at_once(read) -> None:
    with pytest.raises(SettingsProblem) as caught:
        read("[derby]\n[7]\nphone = 'x'\nemail = 'y'")
    assert len(caught.value.problems) == 3


def test_an_office_is_closed_on_bank_holidays_even_if_the_agency_has_no_hours(environment, tmp_path) -> None:
    (tmp_path / "offices.toml").write_text("[7]\nhours = 'mon-sun 9-17'\n")
    environment(OFFICES=str(tmp_path / "offices.toml"))
    form = agency_of(load(None)).form
    assert form.office_hours is None
    hours = form.offices[7].hours
    assert hours is not None
    assert {(day.month, day.day) for day in hours.closed} >= {(12, 25)}
    assert agency_of(load(None)).form.at_office(7).office_hours == hours
