import pytest

from conversations.answers import title
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.answers.title import Reason

ROWS = [
    ("mrs", Understood("Mrs"), "chat"),
    ("DR.", Understood("Dr"), "caps lock"),
    ("I'm a Miss", Understood("Miss"), "chat"),
    ("Pan", Understood("Mr"), "Polish review"),
    ("pan dr", Understood("Dr"), "Polish, the degree says more"),
    ("Pani", Unclear(Reason.WHICH, (Understood("Mrs"), Understood("Ms"))), "Polish review"),
    ("Pani dr", Understood("Dr"), "Polish, the degree says more"),
    ("", Refused(Reason.EMPTY), "core"),
    ("hello", Refused(Reason.NOT_A_TITLE), "chat"),
    ("nie powiem pani nic o sobie", Refused(Reason.NOT_A_TITLE), "Polish, a sentence"),
]


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0]) for row in ROWS])
def test_reads_titles_as_people_bear_them(text, expected, source):
    assert expected == title.read(text), source


def test_every_reason_is_shown_by_a_row():
    assert set(Reason) == {row[1].reason for row in ROWS if isinstance(row[1], Unclear | Refused)}
