import pytest

from conversations.answers import sale_or_let
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.answers.sale_or_let import Reason
from conversations.lead import LeadType

SALE, LET = Understood("vendor"), Understood("landlord")


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
    ("both", which(Reason.BOTH, SALE, LET), "chat"),
    ("sell or let", which(Reason.BOTH, SALE, LET), "brief"),
    ("maybe sell, maybe rent", which(Reason.UNDECIDED, SALE, LET), "chat"),
    ("not sure yet", which(Reason.UNDECIDED, SALE, LET), "chat"),
    ("what's it worth", which(Reason.UNDECIDED, SALE, LET), "chat"),
    ("I would like to know how much my home is worth", which(Reason.UNDECIDED, SALE, LET), "guide's message"),
    ("just curious", which(Reason.UNDECIDED, SALE, LET), "conversation.md"),
    ("probate", which(Reason.UNDECIDED, SALE, LET), "conversation.md, executor"),
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
    ("nie tylko sprzedaż, ale i wynajem", which(Reason.BOTH, SALE, LET), "Polish review"),
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
    ("jedno i drugie", which(Reason.BOTH, SALE, LET), "Polish review"),
    ("ddim yn siŵr", which(Reason.UNDECIDED, SALE, LET), "Welsh review"),
    ("dim syniad", which(Reason.UNDECIDED, SALE, LET), "Welsh review"),
    ("dwn i'm", which(Reason.UNDECIDED, SALE, LET), "Welsh review"),
    ("szukam mieszkania do wynajęcia", Refused(Reason.SEEKS_HOME), "Polish review"),
    ("chwilio am dŷ i'w rentu", Refused(Reason.SEEKS_HOME), "Welsh review"),
    ("chwilio am denant", LET, "Welsh review: looking for a tenant"),
    ("not sure, maybe sell", which(Reason.UNDECIDED, SALE, LET), "chat"),
    ("ddim yn siŵr, gwerthu efallai", which(Reason.UNDECIDED, SALE, LET), "Welsh review"),
    ("not sure, but not selling", which(Reason.NEGATED, LET), "chat"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_reads_sale_or_let_as_people_say_it(text, expected, source):
    assert expected == sale_or_let.read(text), source


def test_every_reason_is_shown_by_a_row():
    assert set(Reason) == {row[1].reason for row in ROWS if not isinstance(row[1], Understood)}


def test_valid_takes_the_two_lead_types():
    assert all(map(sale_or_let.valid, [*LeadType, "vendor", "landlord"]))
    assert not any(map(sale_or_let.valid, ["", "sale", "let", "Vendor", None, 1]))
