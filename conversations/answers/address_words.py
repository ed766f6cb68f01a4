"""Words of addresses in the United Kingdom, plain (see :func:`conversations.answers.text.plain`)."""

from __future__ import annotations

from conversations.lexicon import words_of

STREETS_THAT_END = words_of("address", "streets_that_end")
"""Kinds of street that the town follows in an address without commas."""

STREETS = STREETS_THAT_END | words_of("address", "streets")
"""Kinds of street, with common misspellings."""

HOUSES = words_of("address", "houses")
"""Words in the names of houses."""

STREETS_FIRST = words_of("address", "streets_first")
"""Kinds of street that precede the name."""

GO_ON = words_of("address", "go_on")
"""Words after a kind of street that may belong to the street ("High Street North") or the town ("North Shields")."""

ALWAYS_LOWER = words_of("address", "always_lower")
"""Words in lower case within a name."""

ALWAYS_UPPER = words_of("address", "always_upper")
"""Abbreviations."""

CONNECTORS = ALWAYS_LOWER | words_of("address", "connectors")
"""Words within the names of places and streets, never at the end."""

UNITS = words_of("address", "units")
"""Words for a home within a building, before its number."""

UNITS_ALONE = words_of("address", "units_alone")
"""Words for a home within a building without a number: "The Annexe, 12 Mill Lane"."""

FLOORS = words_of("address", "floors")
"""Words that identify a flat without a number: "First Floor Flat", "Rear Garden Flat"."""

LEADS = words_of("address", "leads")
"""Words between a sentence and the address in it: "I live at", "the address is"."""

INTRODUCES = words_of("address", "introduces")
"""Words that introduce an address by themselves: "its Rose Cottage, Mill Lane"."""

LIES = words_of("address", "lies")
"""Words that locate a flat without a number: "Flat at the back of 9 Park Row"."""

SOLD = words_of("address", "sold")
"""Words right before the property to be valued."""

ROADS = words_of("address", "roads")
"""Kinds of street whose name may be a counted word: "3 Beds Lane"."""

COUNTED = words_of("address", "counted")
"""Words after a number that make it a quantity: "120 ft garden", "5 minutes walk"."""

TALK = words_of("address", "talk")
"""Pronouns, auxiliaries and the like: a clause with one of them is a sentence."""

WISHES = words_of("address", "wishes")
"""Words that people say beside an address; in one they are only a place name: "Selling"."""

OTHER_ANSWERS = WISHES | words_of("address", "other_answers")
"""Words that begin another answer, so that a place name ends before them."""

GENERIC = words_of("address", "generic")
"""Words for a kind of home or street; an address needs others as well."""
