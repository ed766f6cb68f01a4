import pytest

from conversations.answers import sale_or_let
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.answers.sale_or_let import Reason
from conversations.lead import LeadType

SALE, LET, EVERY = Understood("vendor"), Understood("landlord"), Understood("vendor", note="both")


def which(reason, *sides):
    return Unclear(reason, sides)


ROWS = [
    ("vendor", SALE, "guide"),
    ("landlord", LET, "guide"),
    ("sell", SALE, "brief"),
    ("Selling", SALE, "brief"),
    ("sale", SALE, "brief"),
    ("how much would it sell for", SALE, "brief"),
    ("I want to sell my house", SALE, "chat"),
    ("for sale please", SALE, "chat"),
    ("thinking of selling", SALE, "chat"),
    ("put it on the market", SALE, "chat"),
    ("seling", SALE, "keyboard slip"),
    ("SELL 🏡", SALE, "emoji"),
    ("s\u200bell", SALE, "zero-width"),
    ("sprzedać", SALE, "Polish"),
    ("gwerthu", SALE, "Welsh"),
    ("I'd like to sell my rental flat", SALE, "a rental that is sold"),
    ("sell my buy-to-let", SALE, "a rental that is sold"),
    ("let me sell it", SALE, "another let"),
    ("let", LET, "brief"),
    ("letting", LET, "brief"),
    ("to rent", LET, "brief"),
    ("rent it out", LET, "issue 4"),
    ("want to let it", LET, "issue 4"),
    ("I'm a landlord", LET, "chat"),
    ("how much rent could I get", LET, "chat"),
    ("need a tenant", LET, "chat"),
    ("I want to rent a flat out", LET, "chat"),
    ("buy to let", LET, "chat"),
    ("wynajem", LET, "Polish"),
    ("gosod", LET, "Welsh"),
    ("both", EVERY, "chat"),
    ("Both, or not sure yet", EVERY, "the button"),
    ("Y ddau, neu ddim yn siŵr eto", EVERY, "the Welsh button"),
    ("Jedno i drugie albo nie wiem", EVERY, "the Polish button"),
    ("either really", EVERY, "chat"),
    ("not sure, both maybe", EVERY, "chat"),
    ("not both", which(Reason.BOTH, SALE, LET, EVERY), "negation"),
    ("sell or let", EVERY, "brief"),
    ("sell/rent", EVERY, "chat"),
    ("sell it or rent it out", EVERY, "chat"),
    ("either sell the flat or let it", EVERY, "chat"),
    ("sell the house, it's been let since May", which(Reason.BOTH, SALE, LET, EVERY), "how things are"),
    ("I sell what I let", which(Reason.BOTH, SALE, LET, EVERY), "no word between both that joins them"),
    ("gwerthu neu osod", EVERY, "Welsh"),
    ("gwerthu a gosod", EVERY, "Welsh"),
    ("sprzedaż i wynajem", EVERY, "Polish"),
    ("sprzedać albo wynająć", EVERY, "Polish"),
    ("any chance you could call me", Refused(Reason.NOT_UNDERSTOOD), "any of another kind"),
    ("maybe sell, maybe rent", EVERY, "chat"),
    ("not sure yet", EVERY, "chat"),
    ("not sure, we want to buy first", Refused(Reason.SEEKS_HOME), "another wish"),
    ("what's it worth", which(Reason.UNDECIDED, SALE, LET, EVERY), "chat"),
    ("not sure what it's worth", which(Reason.UNDECIDED, SALE, LET, EVERY), "chat"),
    ("I would like to know how much my home is worth", which(Reason.UNDECIDED, SALE, LET, EVERY), "guide's message"),
    ("just curious", which(Reason.UNDECIDED, SALE, LET, EVERY), "conversation.md"),
    ("probate", which(Reason.UNDECIDED, SALE, LET, EVERY), "conversation.md, executor"),
    ("I don't want to sell", which(Reason.NEGATED, LET), "brief"),
    ("not selling, letting", LET, "brief"),
    ("rent not sell", LET, "brief"), ("not rent", which(Reason.NEGATED, SALE), "which, then"),
    ("not for rent", which(Reason.NEGATED, SALE), "negation"),
    ("I want to buy a house", Refused(Reason.SEEKS_HOME), "another wish"),
    ("I want to rent a flat", Refused(Reason.SEEKS_HOME), "another wish"),
    ("looking for somewhere to rent", Refused(Reason.SEEKS_HOME), "another wish"),
    ("I'm after a 2 bed flat to rent", Refused(Reason.SEEKS_HOME), "another wish"),
    ("do you have any flats to rent", Refused(Reason.SEEKS_HOME), "another wish"),
    ("I've got a 2 bed flat to rent out", LET, "a landlord"),
    ("sell and buy another", which(Reason.SEEKS_HOME, SALE), "a seller who moves"),
    ("", Refused(Reason.EMPTY), "core"),
    ("🏡", Refused(Reason.EMPTY), "issue 2, emoji"),
    ("hello", Refused(Reason.NOT_UNDERSTOOD), "chat"),
    ("let me think", Refused(Reason.NOT_UNDERSTOOD), "another let"),
    ("Marla Singer", Refused(Reason.NOT_UNDERSTOOD), "another question's answer"),
    ("3", Refused(Reason.NOT_UNDERSTOOD), "another question's answer"),
    ("sell " * 800, Refused(Reason.NOT_UNDERSTOOD), "issue 2, 4,096 characters"),
    ("dw i ddim am werthu, dim ond gosod", LET, "Welsh review"),
    ("nie chcę sprzedać, tylko wynająć", LET, "Polish review"),
    ("nie tylko sprzedaż, ale i wynajem", EVERY, "Polish review"),
    ("gwerthu'r tŷ", SALE, "Welsh review"),
    ("hoffwn i werthu", SALE, "Welsh review"),
    ("am werthu", SALE, "Welsh review"),
    ("cena sprzedaży", SALE, "Polish review"),
    ("ei osod", LET, "Welsh review"),
    ("eisiau ei osod", LET, "Welsh review"),
    ("ei rentu", LET, "Welsh review"),
    ("czynsz", LET, "Polish review"),
    ("jestem landlordem", LET, "Polish review"),
    ("mam mieszkanie do wynajęcia", LET, "Polish review"),
    ("szukam najemcy", LET, "Polish review"),
    ("jedno i drugie", EVERY, "Polish review"),
    ("ddim yn siŵr", EVERY, "Welsh review"),
    ("dim syniad", EVERY, "Welsh review"),
    ("dwn i'm", EVERY, "Welsh review"),
    ("szukam mieszkania do wynajęcia", Refused(Reason.SEEKS_HOME), "Polish review"),
    ("chwilio am dŷ i'w rentu", Refused(Reason.SEEKS_HOME), "Welsh review"),
    ("chwilio am denant", LET, "Welsh review: looking for a tenant"),
    ("not sure, maybe sell", which(Reason.UNDECIDED, SALE, LET, EVERY), "chat"),
    ("ddim yn siŵr, gwerthu efallai", which(Reason.UNDECIDED, SALE, LET, EVERY), "Welsh review"),
    ("not sure, but not selling", which(Reason.NEGATED, LET), "chat"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_reads_sale_or_let_as_people_say_it(text, expected, source):
    assert expected == sale_or_let.read(text), source


@pytest.mark.parametrize("text", ["both", "not sure", "either is fine", "what's it worth"])
def test_words_that_name_neither_side_answer_no_other_question(text):
    assert sale_or_let.read(text, asked=False) == Refused(Reason.NOT_UNDERSTOOD)


def test_every_reason_is_shown_by_a_row():
    assert set(Reason) == {row[1].reason for row in ROWS if not isinstance(row[1], Understood)}


def test_valid_takes_the_two_lead_types():
    assert all(map(sale_or_let.valid, [*LeadType, "vendor", "landlord"]))
    assert not any(map(sale_or_let.valid, ["", "sale", "let", "Vendor", None, 1]))
