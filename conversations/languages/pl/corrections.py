"""How people correct an answer in Polish. Alternatives with ``|`` between; accents may be left out."""

from __future__ import annotations

from conversations.languages.corrections import Corrections

CORRECTIONS = Corrections(
    openers="przepraszam|pomyłka|właściwie|raczej|sorry|sori",
    pauses="a|ale|i|więc",
    sets="powinno|powinien|powinna|zmień|zmien\\w*|popraw\\w*|zamiast|błąd|pomyłka|nie|miał\\w* być",
    wants="zmień|zmien\\w*|popraw\\w*|można|możn\\w+",
    recalls="czy (?:to|tam|ja|jest|było|mam|macie|masz|podał\\w+|napisał\\w+|wpisał\\w+)",
    lead="to|ale|nazwisko|imię|numer|adres",
    meant="a|ale|lecz|tylko|to",
    nots="nie|a nie|zamiast",
    should_be="powinno być|ma być",
    wrong="źle",
    swap="zmień",
    into="na",
    joins="powinno być|powinno|powinien|powinna|być|jest|na|ma|to|źle",
    surname="nazwisko",
    forename="imię",
    ends="kończy się(?: na)?",
    house="numer domu",
    unit="mieszkanie",
    around="mam",
    labels="ulica|numer|dom|adres",
    please="przepraszam|prosz[eę]|czy możesz",
    articles="m[oó]j\\w*",
    number="numer|nr",
    digits="cyfr\\w*",
    spelt="pisane",
    opens="miał\\w*|nazwisko|imię|pisane",
    wishes="chcę|chciał\\w*",
)
