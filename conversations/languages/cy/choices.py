"""Words in Welsh for which of the readings offered back is meant. Alternatives with ``|`` between, in plain words."""

from __future__ import annotations

from conversations.languages.choices import Choices

CHOICES = Choices(
    first="cyntaf|gyntaf",
    second="ail",
    third="trydydd|drydydd",
    last="olaf",
    around="yr|y|un|rhif|ebost",
    mobile="symudol",
    landline="tir",
    no="na|nage",
    meant="mae'n",
    counts="(?:(?:ydy|ydi) )?(?:mae o|mae e)(?: .*)?",
    leaves_out="na",
    no_number="(?:na )?(?:does dim|sdim|heb)(?: y)? rhif",
    stands="na mae o?n? ?(?:gywir|iawn)",
)
