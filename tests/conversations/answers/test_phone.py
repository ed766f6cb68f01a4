import pytest

from conversations.answers import phone
from conversations.answers.phone import Reason
from conversations.answers.reading import Refused, Unclear, Understood

MARLA, OFFICE = "+447986000000", "+441332123456"


def ok(value, note=""):
    return Understood(value, note=note)


ROWS = [
    ("07986000000", ok(MARLA), "guide"),
    ("07986 000000", ok(MARLA), "conversation.md"),
    ("0044 (0)7986-000-000 after 5", ok(MARLA, "after 5"), "issue 4"),
    ("+44 (0)7986 000000", ok(MARLA), "brief"),
    ("+447986000000", ok(MARLA), "shared contact"),
    ("447986000000", ok(MARLA), "shared contact, no plus"),
    ("+07986000000", ok(MARLA), "keyboard slip"),
    ("+4407986000000", ok(MARLA), "trunk zero kept"),
    ("000002000000012", Refused(Reason.TOO_LONG), "zeros that no number has"),
    ("07986 double 0 0000", ok(MARLA), "dictated in part"),
    ("7986000000", ok(MARLA), "spreadsheet, zero lost"),
    ("(07986) 000 000", ok(MARLA), "GOV.UK-style input"),
    ("07986-000-000", ok(MARLA), "GOV.UK-style input"),
    ("07986.000.000", ok(MARLA), "GOV.UK-style input"),
    ("0 7 9 8 6 0 0 0 0 0 0", ok(MARLA), "GOV.UK-style input"),
    ("07986,000,000", ok(MARLA), "keyboard slip"),
    ("07986\u200b000\u200b000", ok(MARLA), "copied contact, zero-width"),
    ("\u202d07986 000000\u202c", ok(MARLA), "copied contact, bidi"),
    ("07986\u00a0000\u2009000", ok(MARLA), "copied contact, thin spaces"),
    ("07986–000–000", ok(MARLA), "autocorrected dashes"),
    ("O7986 OOOOOO", ok(MARLA), "issue 4, letter O"),
    ("o7986 0oo0o0", ok(MARLA), "issue 4, letter o"),
    ("0l332 l23456", ok(OFFICE), "letter l"),
    ("٠٧٩٨٦٠٠٠٠٠٠", ok(MARLA), "issue 4, Arabic digits"),
    ("०७९८६००००००", ok(MARLA), "Devanagari digits"),
    ("０７９８６００００００", ok(MARLA), "full-width digits"),
    ("0️⃣7️⃣9️⃣8️⃣6️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣", ok(MARLA), "emoji keycaps"),
    ("📱 07986 000000", ok(MARLA), "emoji"),
    ("call me on 07986 000000 thanks", ok(MARLA), "chat"),
    ("I am on 07986000000", ok(MARLA), "chat, a capital I is no one"),
    ("it's 07986000000, evenings only", ok(MARLA, "evenings only"), "chat"),
    ("07986000000 (not before 10)", ok(MARLA, "not before 10)".rstrip(")")), "chat"),
    ("07986000000 5pm", ok(MARLA), "chat"),
    ("tel:+447986000000", ok(MARLA), "link"),
    ("oh seven nine eight six double oh double oh double oh", ok(MARLA), "voice typing"),
    ("zero seven nine eight six triple zero triple zero", ok(MARLA), "voice typing"),
    ("01332 123456", ok(OFFICE), "landline"),
    ("(01332) 123456 ext. 12", ok(OFFICE, "ext 12"), "office line"),
    ("01332123456x12", ok(OFFICE, "ext 12"), "office line"),
    ("020 7946 0000", ok("+442079460000"), "London"),
    ("07624 123456", ok("+447624123456"), "Isle of Man"),
    ("+48 601 123 456", ok("+48601123456"), "landlord in Poland"),
    ("0034 612 345 678", ok("+34612345678"), "landlord in Spain"),
    ("+1 (212) 555-0100", ok("+12125550100"), "landlord in the United States"),
    ("07986000000 cloud9@cloud.com", ok(MARLA), "issue 4, many answers"),
    ("07986000000 07986 000000", ok(MARLA), "the same twice"),
    ("07986000000 or 01332 123456", Unclear(Reason.SEVERAL, (ok(MARLA), ok(OFFICE))), "brief"),
    ("07986000000/01332123456", Unclear(Reason.SEVERAL, (ok(MARLA), ok(OFFICE))), "form habit"),
    ("07986000000 01332123456", Unclear(Reason.SEVERAL, (ok(MARLA), ok(OFFICE))), "form habit"),
    ("07986 00000", Refused(Reason.TOO_SHORT), "a digit missing"),
    ("123456", Refused(Reason.TOO_SHORT), "local number"),
    ("1234", Refused(Reason.TOO_SHORT), "nonsense"),
    ("07986 0000000", Refused(Reason.TOO_LONG), "a digit too many"),
    ("0798600000000000000", Refused(Reason.TOO_LONG), "key held down"),
    ("00000000000", Refused(Reason.NOT_IN_USE), "nonsense"),
    ("07700 900123", ok("+447700900123"), "Ofcom's for drama, which whoever tries the bot gives"),
    ("01632 960123", ok("+441632960123"), "Ofcom's for drama"),
    ("01999 123456", Unclear(Reason.UNKNOWN, (), keep=Understood("+441999123456")), "a range may be new"),
    ("+999 1234567", Refused(Reason.NOT_IN_USE), "no such country"),
    ("0909 879 0000", Refused(Reason.PREMIUM), "premium rate"),
    ("0871 234 5678", Refused(Reason.PREMIUM), "revenue sharing"),
    ("07640 123456", Refused(Reason.PREMIUM), "pager"),
    ("076 1234 5678", Refused(Reason.NOT_IN_USE), "no new mobile, as pagers begin so"),
    ("+881 6 1234 5678", Refused(Reason.PREMIUM), "satellite"),
    ("+870 773 111 234", Refused(Reason.PREMIUM), "satellite"),
    ("+883 5100 0123 4567", Refused(Reason.PREMIUM), "of no country"),
    ("+808 1234 5678", Refused(Reason.PREMIUM), "shared cost, of no country"),
    ("+49 180 1234567", Refused(Reason.PREMIUM), "shared cost abroad"),
    ("+800 1234 5678", ok("+80012345678"), "free to call, of no country"),
    ("+888 0123 4567", Refused(Reason.ANONYMOUS), "Telegram's anonymous numbers"),
    ("0088801234567", Refused(Reason.ANONYMOUS), "the same with the prefix for abroad"),
    ("it's +888 8 888", Refused(Reason.ANONYMOUS), "a short one of them"),
    ("999", Refused(Reason.SHORT_CODE), "emergency"),
    ("118118", Refused(Reason.SHORT_CODE), "directory enquiries"),
    ("", Refused(Reason.EMPTY), "core"),
    ("\x00\u200b", Refused(Reason.EMPTY), "issue 2, control and zero-width"),
    ("hello", Refused(Reason.NOT_A_NUMBER), "chat"),
    ("I'd rather not", Refused(Reason.NOT_A_NUMBER), "conversation.md, refuses"),
    ("why do you need that?", Refused(Reason.NOT_A_NUMBER), "conversation.md"),
    ("cloud9@cloud.com", Refused(Reason.NOT_A_NUMBER), "another question's answer"),
    ("DE1 1JX", Refused(Reason.NOT_A_NUMBER), "another question's answer"),
    ("3", Refused(Reason.NOT_A_NUMBER), "another question's answer"),
    ("123 Example Street", Refused(Reason.NOT_A_NUMBER), "another question's answer"),
    ("1 " * 2048, Refused(Reason.NOT_A_NUMBER), "issue 2, 4,096 characters"),
    ("601 234 567", Unclear(Reason.POLISH, (ok("+48601234567"),)), "Polish review"),
    ("mój numer to 601-234-567", Unclear(Reason.POLISH, (ok("+48601234567"),)), "Polish review"),
    ("601 234 567 after 5", Unclear(Reason.POLISH, (ok("+48601234567", "after 5"),)), "chat"),
    ("+48 601 234 567", ok("+48601234567"), "Polish review"),
    ("07986 123 456 7", Unclear(Reason.LEFT_OVER, (ok("+447986123456"),)), "a digit too many, apart"),
    ("07986 000000 10", Unclear(Reason.LEFT_OVER, (ok(MARLA),)), "two digits too many, apart"),
    ("tel:+447986000000;ext=136", ok(MARLA, "ext 136"), "a link with an extension (RFC 3966)"),
    ("07986000000,1234", ok(MARLA, "ext 1234"), "an extension after a pause"),
    ("07986000000#6", ok(MARLA, "ext 6"), "an extension"),
    ("born 12.03.1976, 07986 000000", ok(MARLA), "a date"),
    ("07986 000000 12.03.2026", ok(MARLA), "a date"),
    ("101 234 567", Refused(Reason.TOO_SHORT), "no Polish mobile either"),
    ("48 601 234 567", Unclear(Reason.POLISH, (ok("+48601234567"),)), "Polish review"),
    ("47 601 234 567", Refused(Reason.TOO_LONG), "abroad, but where"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_reads_phone_numbers_as_people_give_them(text, expected, source):
    assert expected == phone.read(text), source


def test_every_reason_is_shown_by_a_row():
    assert set(Reason) == {row[1].reason for row in ROWS if not isinstance(row[1], Understood)}


@pytest.mark.parametrize(
    ("value", "shown", "sent"),
    [
        (MARLA, "07986 000000", ("07986000000", False)),
        (OFFICE, "01332 123456", ("01332123456", False)),
        ("+447624123456", "07624 123456", ("07624123456", False)),
        ("+48601123456", "+48 601 123 456", ("+48601123456", True)),
    ],
)
def test_shows_national_digits_and_sends_what_the_guide_wants(value, shown, sent):
    assert shown == phone.national(value)
    assert sent == phone.digits(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (MARLA, True),
        ("+48601123456", True),
        ("07986000000", False),
        ("+44 7986 000000", False),
        ("+0123456789", False),
        ("+4479860000001234", False),
        ("+44798600000a", False),
        (MARLA + "\n", False),
        ("", False),
        (447986000000, False),
        (None, False),
    ],
)
def test_valid_wants_e164(value, expected):
    assert expected is phone.valid(value)
