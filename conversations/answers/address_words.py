"""Words that addresses in the United Kingdom are made of, plain (see :func:`conversations.answers.text.plain`)."""

from __future__ import annotations

from conversations.lexicon import words_of

STREETS_THAT_END = words_of("address", "streets_that_end")
"""Kinds of street after which, in an address without commas, the town begins."""

STREETS = STREETS_THAT_END | words_of("address", "streets")
"""Kinds of street, with the slips in them."""

HOUSES = words_of("address", "houses")
"""What houses that have a name are called."""

STREETS_FIRST = words_of("address", "streets_first")
"""Kinds of street that stand before the name."""

GO_ON = words_of("address", "go_on")
"""Words after a street's kind that may belong to the street ("High Street North") or to the town ("North Shields")."""

ALWAYS_LOWER = words_of("address", "always_lower")
"""Words in lower case inside a name."""

ALWAYS_UPPER = words_of("address", "always_upper")
"""Abbreviations."""

CONNECTORS = ALWAYS_LOWER | words_of("address", "connectors")
"""Words inside the names of places and streets, which none ends with."""

UNITS = words_of("address", "units")
"""What a home within a building is called, before its number."""

UNITS_ALONE = words_of("address", "units_alone")
"""Homes within a building that need no number: "The Annexe, 12 Mill Lane"."""

FLOORS = words_of("address", "floors")
"""What tells a flat without a number: "First Floor Flat", "Rear Garden Flat"."""

LEADS = words_of("address", "leads")
"""Words between a sentence and the address in it: "I live at", "the address is"."""

INTRODUCES = words_of("address", "introduces")
"""Words that lead to an address by themselves: "its Rose Cottage, Mill Lane"."""

LIES = words_of("address", "lies")
"""Where a flat without a number lies: "Flat at the back of 9 Park Row"."""

SOLD = words_of("address", "sold")
"""Words right after which stands what is to be valued."""

ROADS = words_of("address", "roads")
"""Kinds of street whose name may be a word that is counted elsewhere: "3 Beds Lane"."""

COUNTED = words_of("address", "counted")
"""Words after a number that make it no house's: "120 ft garden", "5 minutes walk"."""

TALK = words_of("address", "talk")
"""Pronouns, auxiliaries and the like: a part of a text with one of them is a sentence."""

WISHES = words_of("address", "wishes")
"""Words of what people say beside an address, which none has but as a name of its own: "Selling"."""

OTHER_ANSWERS = WISHES | words_of("address", "other_answers")
"""Words with which another answer begins, so that a place's name ends before them."""

GENERIC = words_of("address", "generic")
"""Words that name a kind of home or street; an address of nothing else names no home."""
