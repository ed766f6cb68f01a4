import pytest

from conversations.answers import postcode
from conversations.answers.postcode import Reason
from conversations.answers.reading import Refused, Unclear, Understood

MARLA = Understood("DE1 1JX")


def repaired(*likely, keep=None):
    return Unclear(Reason.REPAIRED, tuple(map(Understood, likely)), keep=Understood(keep) if keep else None)


def unknown(value):
    return Unclear(Reason.UNKNOWN, (), keep=Understood(value))


ROWS = [
    ("De1 1JX", MARLA, "guide"),
    ("DE1 1JX", MARLA, "guide"),
    ("de11jx", MARLA, "issue 4"),
    ("DE1  1JX", MARLA, "GOV.UK-style input"),
    (" de1 1jx ", MARLA, "GOV.UK-style input"),
    ("DE1-1JX", MARLA, "GOV.UK-style input"),
    ("DE1.1JX", MARLA, "GOV.UK-style input"),
    ("d e 1 1 j x", MARLA, "GOV.UK-style input"),
    ("DE 1 1JX", MARLA, "GOV.UK-style input"),
    ("DE11 JX", MARLA, "GOV.UK-style input"),
    ("DE1 1JX.", MARLA, "end of a sentence"),
    ("(DE1 1JX)", MARLA, "form habit"),
    ("DE1\u00a01JX", MARLA, "copied, no-break space"),
    ("DE1\u200b1JX", MARLA, "copied, zero-width"),
    ("ＤＥ１ １ＪＸ", MARLA, "full-width keyboard"),
    ("DE١ ١JX", MARLA, "Arabic digits"),
    ("DE1\x001JX", MARLA, "broken client, NUL"),
    ("🏠 DE1 1JX", MARLA, "emoji"),
    ("my postcode is de1 1jx thanks", MARLA, "chat"),
    ("Postcode: DE1 1JX", MARLA, "form habit"),
    ("it's DE1 1JX I think", MARLA, "chat"),
    ("123 Example Street, Derby, DE1 1JX", MARLA, "address and postcode"),
    ("DE1 1JX, de11jx", MARLA, "the same twice"),
    ("kod DE1 1JX", MARLA, "Polish"),
    ("sw1a1aa", Understood("SW1A 1AA"), "shape AA9A"),
    ("W1A 1AA", Understood("W1A 1AA"), "shape A9A"),
    ("m1 1ae", Understood("M1 1AE"), "shape A9"),
    ("b33 8th", Understood("B33 8TH"), "shape A99"),
    ("cr2 6xh", Understood("CR2 6XH"), "shape AA9"),
    ("dn55 1pt", unknown("DN55 1PT"), "shape AA99, a company's"),
    ("JE2 3AB", Understood("JE2 3AB"), "Jersey, not in the directory"),
    ("gy1 1aa", Understood("GY1 1AA"), "Guernsey"),
    ("IM1 1AA", Understood("IM1 1AA"), "Isle of Man"),
    ("IM50 1AA", unknown("IM50 1AA"), "no such district of the Isle of Man"),
    ("GIR 0AA", unknown("GIR 0AA"), "Girobank's, nobody lives there"),
    ("DE1 1ZZ", unknown("DE1 1ZZ"), "issue 4, not in the directory"),
    ("ZZ9 9ZZ", unknown("ZZ9 9ZZ"), "no such area"),
    ("DE1 IJX", repaired("DE1 1JX"), "issue 4"),
    ("DEI 1JX", repaired("DE1 1JX"), "I for 1"),
    ("DEl 1JX", repaired("DE1 1JX"), "l for 1"),
    ("derby DE1 IJX", repaired("DE1 1JX"), "in other words"),
    ("SW1A OAA", repaired("SW1A 0AA"), "O for 0"),
    ("5W1A 1AA", repaired("SW1A 1AA"), "5 for S"),
    ("NW1O 4AA", repaired("NW10 4AA", keep="NW1O 4AA"), "O for 0 where a letter may stand"),
    ("DE1 OZZ", repaired("DE1 0ZZ"), "repaired, and not in the directory"),
    (
        "DE1 1JX or SW1A 1AA",
        Unclear(Reason.SEVERAL, (MARLA, Understood("SW1A 1AA"))),
        "two",
    ),
    ("DE1", Refused(Reason.OUTWARD_ONLY), "brief"),
    ("sw1a", Refused(Reason.OUTWARD_ONLY), "half"),
    ("it's in DE1", Refused(Reason.OUTWARD_ONLY), "chat"),
    ("DE1 1", Refused(Reason.INCOMPLETE), "cut short"),
    ("DE1 1J", Refused(Reason.INCOMPLETE), "cut short"),
    ("90210", Refused(Reason.OVERSEAS), "United States"),
    ("NY 10001", Refused(Reason.OVERSEAS), "United States"),
    ("00-950", Refused(Reason.OVERSEAS), "Poland"),
    ("1012 AB", Refused(Reason.OVERSEAS), "Netherlands"),
    ("D02 X285", Refused(Reason.OVERSEAS), "Ireland"),
    ("K1A 0B1", Refused(Reason.OVERSEAS), "Canada"),
    ("FIQQ 1ZZ", Refused(Reason.OVERSEAS), "Falkland Islands"),
    ("BFPO 801", Refused(Reason.FORCES), "forces address"),
    ("BF1 2AT", Refused(Reason.FORCES), "forces address as a postcode"),
    ("", Refused(Reason.EMPTY), "core"),
    ("😊", Refused(Reason.EMPTY), "issue 2, emoji"),
    ("hello", Refused(Reason.NOT_A_POSTCODE), "chat"),
    ("Derby", Refused(Reason.NOT_A_POSTCODE), "a town"),
    ("don't know, it's a new build", Refused(Reason.NOT_A_POSTCODE), "conversation.md, new build"),
    ("what for?", Refused(Reason.NOT_A_POSTCODE), "conversation.md"),
    ("cloud9@cloud.com", Refused(Reason.NOT_A_POSTCODE), "another question's answer"),
    ("07986000000", Refused(Reason.NOT_A_POSTCODE), "another question's answer"),
    ("3 bedrooms", Refused(Reason.NOT_A_POSTCODE), "another question's answer"),
    ("DE1 1JXX", Refused(Reason.NOT_A_POSTCODE), "a letter too many"),
    ("DE1 1VV", Refused(Reason.NOT_A_POSTCODE), "letters that no inward code has"),
    ("<b>", Refused(Reason.NOT_A_POSTCODE), "issue 2, markup"),
    ("x" * 4096, Refused(Reason.NOT_A_POSTCODE), "issue 2, 4,096 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_reads_postcodes_as_people_give_them(text, expected, source):
    assert expected == postcode.read(text), source


def test_every_reason_is_shown_by_a_row():
    assert set(Reason) == {row[1].reason for row in ROWS if not isinstance(row[1], Understood)}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("DE1 1JX", True),
        ("GIR 0AA", True),
        ("ZZ9 9ZZ", True),
        ("DE11JX", False),
        ("de1 1jx", False),
        ("DE1 1JX\n", False),
        ("DE1", False),
        ("", False),
        (None, False),
        (11, False),
    ],
)
def test_valid_wants_the_canonical_form(value, expected):
    assert expected is postcode.valid(value)
