import pytest

from conversations.answers import address
from conversations.answers.address import Reason, street_of
from conversations.answers.reading import Refused, Unclear, Understood


def ok(value, **also):
    return Understood(value, also=also)


DE1 = {"postcode": "DE1 1JX"}
ROWS = [
    ("123 Example street, Example town", ok("123 Example Street, Example Town"), "guide"),
    ("123 Example Street", ok("123 Example Street"), "guide"),
    ("123 example street derby de11jx", ok("123 Example Street, Derby", **DE1), "conversation.md"),
    ("flat 3b, 12 high st, derby de11jx", ok("Flat 3B, 12 High St, Derby", **DE1), "issue 4"),
    ("flat 3b 12 high st derby", ok("Flat 3B, 12 High St, Derby"), "phone keyboard"),
    ("Flat 3B, 12 High St", ok("Flat 3B, 12 High St"), "brief"),
    ("12 High St\nDerby\nDE1 1JX", ok("12 High St, Derby", **DE1), "envelope"),
    ("12 High St,\r\n Derby,\r\n\r\nDE1 1JX", ok("12 High St, Derby", **DE1), "envelope"),
    ("DE1 1JX, 12 High St, Derby", ok("12 High St, Derby", **DE1), "postcode first"),
    ("12 High Street, DE1 1JX, Derby", ok("12 High Street, Derby", **DE1), "postcode between"),
    ("12 High Street Derby, postcode DE1 1JX", ok("12 High Street, Derby", **DE1), "chat"),
    ("my address is 123 Example Street, DE1 1JX", ok("123 Example Street", **DE1), "chat"),
    ("8 example st top flat derby de1 1jx", ok("8 Example St, Top Flat Derby", **DE1), "a town behind a kind of home"),
    ("123 Example Street, 2 bed flat in Derby", ok("123 Example Street"), "another answer"),
    ("I live at 12 high street, derby", ok("12 High Street, Derby"), "chat"),
    ("The property is at 12 High Street, Derby", ok("12 High Street, Derby"), "conversation.md, executor"),
    ("it's 12 HIGH STREET, DERBY", ok("12 High Street, Derby"), "caps lock"),
    ("12 HIGH STREET, STOKE-ON-TRENT", ok("12 High Street, Stoke-on-Trent"), "caps lock"),
    ("4 the green, newcastle upon tyne", ok("4 The Green, Newcastle upon Tyne"), "phone keyboard"),
    ("12a king's road", ok("12A King's Road"), "phone keyboard"),
    ("12a king’s road", ok("12A King's Road"), "smart quote"),
    ("7 o'connell street, derby", ok("7 O'Connell Street, Derby"), "Irish name"),
    ("1st floor flat, 12 high street, derby", ok("1st Floor Flat, 12 High Street, Derby"), "conversion"),
    ("12-14 high street, derby", ok("12-14 High Street, Derby"), "two numbers"),
    ("12/1 Leith Walk, Edinburgh", ok("12/1 Leith Walk, Edinburgh"), "Scottish flat"),
    ("12½ High Street", ok("12 1/2 High Street"), "half number"),
    ("Rose Cottage, Mill Lane", ok("Rose Cottage, Mill Lane"), "brief"),
    ("rose cottage, mill lane, thaxted", ok("Rose Cottage, Mill Lane, Thaxted"), "house name"),
    ("The Old Rectory, Thaxted", ok("The Old Rectory, Thaxted"), "house name"),
    ("Plas Newydd, Llangollen", ok("Plas Newydd, Llangollen"), "Welsh house name"),
    ("12 Stryd Fawr, Bala", ok("12 Stryd Fawr, Bala"), "Welsh street"),
    ("123 Example Street Derby DE1 1JX England", ok("123 Example Street, Derby, England", **DE1), "envelope"),
    ("12 station road cottages, derby", ok("12 Station Road Cottages, Derby"), "a street's name in a row's"),
    ("12 high street, derby de1 ijx", ok("12 High Street, Derby"), "a slip, asked about at its question"),
    ("12 mill", ok("12 Mill"), "a street of one word"),
    ("12 Broadway", ok("12 Broadway"), "a street of one word"),
    ("12 Eastgate Derby", ok("12 Eastgate Derby"), "a street of one word"),
    ("No 12 Eastgate, Derby", ok("No 12 Eastgate, Derby"), "chat"),
    ("12 eastgate, derby", Unclear(Reason.UNSURE, (), keep=ok("12 Eastgate, Derby")), "a street without its kind, or talk"),
    ("12 st james road derby", ok("12 St James Road, Derby"), "Saint is no street"),
    ("12 high street north shields", ok("12 High Street North Shields"), "a comma that cannot be known"),
    ("12 high\u200b street, derby", ok("12 High Street, Derby"), "copied, zero-width"),
    ("１２ High Street，Derby", ok("12 High Street, Derby"), "full-width keyboard"),
    ("١٢ High Street, Derby", ok("12 High Street, Derby"), "Arabic digits"),
    ("12 High Street, Derby 🏡", ok("12 High Street, Derby"), "emoji"),
    ("12 High Street\ud83c, Derby", ok("12 High Street, Derby"), "broken client, lone surrogate"),
    ("12 High Street,, Derby,", ok("12 High Street, Derby"), "double tap"),
    ("12 High Street, Derby, DE1 1ZZ", ok("12 High Street, Derby"), "postcode not in the directory"),
    (
        "12 High Street, Derby, DE1 1JX, 07986 000000, cloud9@cloud.com",
        ok("12 High Street, Derby", email="cloud9@cloud.com", phone="+447986000000", **DE1),
        "issue 4, many answers",
    ),
    ("44 Acacia Ave, London SW1A 1AA", ok("44 Acacia Ave, London", postcode="SW1A 1AA"), "envelope"),
    ("High Street, Derby", Unclear(Reason.NO_NUMBER, (), keep=ok("High Street, Derby")), "number missing"),
    ("high street", Unclear(Reason.NO_NUMBER, (), keep=ok("High Street")), "number missing"),
    ("Rose Cottage", Unclear(Reason.ONLY_BUILDING, (), keep=ok("Rose Cottage")), "street missing"),
    ("Bryn Awel, Llanrug", Unclear(Reason.UNSURE, (), keep=ok("Bryn Awel, Llanrug")), "house name, or talk"),
    ("12 High Street Derby wait no 14", Unclear(Reason.CORRECTED, (ok("14 High Street, Derby"),)), "taken back"),
    ("12 high street sorry 14 low road", Unclear(Reason.CORRECTED, (ok("14 Low Road"),)), "taken back"),
    ("14 Wait Street, Derby", ok("14 Wait Street, Derby"), "a street's name"),
    ("", Refused(Reason.EMPTY), "core"),
    ("🏡", Refused(Reason.EMPTY), "issue 2, emoji"),
    (",,,", Refused(Reason.EMPTY), "thumb"),
    ("12", Refused(Reason.TOO_SHORT), "number only"),
    ("3", Refused(Reason.TOO_SHORT), "another question's answer"),
    ("address", Refused(Reason.TOO_SHORT), "echo"),
    ("12 " + "High Street " * 9, Refused(Reason.TOO_LONG), "guide, 100 characters"),
    ("12 High Street " * 280, Refused(Reason.TOO_LONG), "issue 2, 4,096 characters"),
    ("cloud9@cloud.com", Refused(Reason.EMAIL), "another question's answer"),
    ("07986000000", Refused(Reason.PHONE), "another question's answer"),
    ("07986 00000", Refused(Reason.PHONE), "another question's answer, cut short"),
    ("DE1 1JX", Refused(Reason.ONLY_POSTCODE), "brief"),
    ("de1 ijx", Refused(Reason.ONLY_POSTCODE), "brief, with a slip"),
    ("my postcode is DE1 1JX", Refused(Reason.ONLY_POSTCODE), "chat"),
    ("Derby", Refused(Reason.NO_STREET), "a town"),
    ("Marla Singer", Refused(Reason.NO_STREET), "another question's answer"),
    ("the cottage", Refused(Reason.NO_STREET), "which of them"),
    ("3 bed semi", Refused(Reason.NOT_AN_ADDRESS), "another question's answer"),
    ("3 bedrooms", Refused(Reason.NOT_AN_ADDRESS), "another question's answer"),
    ("semi detached house", Refused(Reason.NOT_AN_ADDRESS), "another question's answer"),
    ("hello", Refused(Reason.NOT_AN_ADDRESS), "chat"),
    ("I don't know", Refused(Reason.NOT_AN_ADDRESS), "chat"),
    ("why?", Refused(Reason.NOT_AN_ADDRESS), "conversation.md"),
    ("I want to sell my house", Refused(Reason.NOT_AN_ADDRESS), "another question's answer"),
    ("fuck off", Refused(Reason.NOT_AN_ADDRESS), "issue 4"),
    ("<script>alert(1)</script>", Refused(Reason.NOT_AN_ADDRESS), "issue 2, markup"),
    ("fy nghyfeiriad yw 12 Heol y Bont, Caerdydd", ok("12 Heol y Bont, Caerdydd"), "Welsh review"),
    ("cyfeiriad yr eiddo yw 5 Lôn Las, Porthmadog", ok("5 Lôn Las, Porthmadog"), "Welsh review"),
    ("dw i'n byw yn 5 Lôn Las, Porthmadog", ok("5 Lôn Las, Porthmadog"), "Welsh review"),
    ("12 High Street, Derby, kod pocztowy to DE1 1JX", ok("12 High Street, Derby", **DE1), "Polish label"),
    ("12 Heol Fawr, Bangor, cod post yw DE1 1JX", ok("12 Heol Fawr, Bangor", **DE1), "Welsh label"),
    ("adres to 12 High Street, Derby", ok("12 High Street, Derby"), "Polish review"),
    ("mieszkam na 12 High Street, Derby", ok("12 High Street, Derby"), "Polish review"),
    ("mieszkam przy 12 High Street, Derby", ok("12 High Street, Derby"), "Polish review"),
    ("adres nieruchomości: 12 High Street, Derby", ok("12 High Street, Derby"), "Polish review"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_reads_addresses_as_people_give_them(text, expected, source):
    assert expected == address.read(text), source


def test_every_reason_is_shown_by_a_row():
    assert set(Reason) == {row[1].reason for row in ROWS if not isinstance(row[1], Understood)}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("123 Example Street", True),
        ("a" * 100, True),
        ("a" * 101, False),
        ("12 High St\nDerby", False),
        (" 12 High St", False),
        ("", False),
        (None, False),
        (123, False),
    ],
)
def test_valid_holds_the_guides_length(value, expected):
    assert expected is address.valid(value)


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("123 Example Street, Derby", "Example Street, Derby"),
        ("Flat 3B, 12 High Street, Derby", "High Street, Derby"),
        ("Flat 2 14a Mill Lane, Derby", "Mill Lane, Derby"),
        ("12-14 High St", "High St"),
        ("Rose Cottage, Mill Lane, Duffield", "Mill Lane, Duffield"),
        ("Rose Cottage", ""),
        ("1 The Old School House, 5 Church Walk", "Church Walk"),
        ("", ""),
    ],
)
def test_a_street_is_told_without_the_house(address, street):
    assert street_of(address) == street
