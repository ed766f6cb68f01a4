"""How people correct an answer in Welsh. Alternatives with ``|`` between; "'" may be left out, accents too."""

from __future__ import annotations

from conversations.languages.corrections import Corrections

CORRECTIONS = Corrections(
    openers="na|nage|sori|a dweud y gwir",
    pauses="ond|a",
    sets="dylai|newid\\w*|cywir\\w*|yn lle|nid|ddim|camgymeriad",
    wants="newid|cywiro|modd",
    recalls="(?:wnes|ddywedais|ddudais|roddais) i|(?:ydy|ydi|ydych|oes|yw)(?: \\w+)? (?:hwn|hyn|o|e|chi|gen|gennych|wedi)",
    lead="mae'n|ond|cyfenw",
    meant="ond",
    nots="nid|ddim|dim|yn lle",
    should_be="dylai fod(?: yn)?|i fod yn",
    wrong="anghywir",
    swap="newid(?:iwch)?",
    into="i|am",
    joins="yw|ydy|ydi|dylai|fod|i|yn",
    surname="cyfenw",
    forename="enw cyntaf",
    ends="gorffen(?: gyda| efo)?",
    house="rhif y tŷ",
    unit="fflat",
    around="mae|yw",
    labels="stryd|rhif|enw|cyfeiriad|tref",
    please="plis|os gwelwch yn dda|sori|gallwch chi",
    articles="y|yr|fy",
    number="rhif",
    digits="digid\\w*|rhifau",
    spelt="sillafu",
    opens="dylai|enw|sillafu",
    wishes="eisiau|isio|moyn",
)
