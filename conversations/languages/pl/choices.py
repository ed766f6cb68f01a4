"""Words in Polish for which of the readings offered back is meant. Alternatives with ``|`` between, in plain words."""

from __future__ import annotations

from conversations.languages.choices import Choices

CHOICES = Choices(
    first="pierwszy|pierwsza|pierwsze",
    second="drugi|druga|drugie",
    third="trzeci|trzecia|trzecie",
    last="ostatni|ostatnia|ostatnie",
    around="ten|ta|lepiej|numer",
    mobile="komorka|komorkowy",
    landline="stacjonarny",
    no="nie",
    meant="to|raczej",
    counts="(?:tak )?(?:liczy sie|wliczyc)(?: .*)?",
    leaves_out="(?:nie )?nie liczy sie(?: .*)?",
    no_number="(?:nie )?(?:nie ma|brak) numeru",
    stands="nie jest dobrze",
)
