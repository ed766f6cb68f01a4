"""Words that addresses in the United Kingdom are made of, plain (see :func:`conversations.answers.text.plain`)."""

from __future__ import annotations

STREETS_THAT_END = frozenset(
    {
        "street", "st", "road", "rd", "avenue", "ave", "av", "lane", "ln", "drive", "crescent", "cres", "mews",
        "boulevard", "gardens", "gdns", "grove", "terrace", "close", "stryd", "ffordd", "heol", "lon",
    }
)  # fmt: skip
"""Kinds of street after which, in an address without commas, the town begins."""

STREETS = STREETS_THAT_END | {
    "dr", "cl", "way", "place", "pl", "court", "ct", "square", "sq", "hill", "rise", "row", "walk", "view", "parade",
    "garden", "green", "park", "gate", "wharf", "quay", "alley", "yard", "passage", "path", "circus", "embankment",
    "strand", "vale", "broadway", "highway", "bypass", "croft", "fold", "bank", "brow", "mount", "parkway",
    "esplanade", "promenade", "approach", "chase", "dene", "end", "field", "fields", "heights", "meadow", "meadows",
    "orchard", "ridge", "side", "track", "villas", "clos", "rhodfa", "maes", "pen", "tan", "cwrt", "parc", "ulica",
    "ul", "wynd", "brae", "loan", "gait", "cresent", "raod", "steet", "streat", "avenu", "stret", "strret", "clse",
    "steps", "loke", "drift", "common",
}  # fmt: skip
"""Kinds of street, with the slips in them."""

HOUSES = frozenset(
    {
        "cottage", "cottages", "house", "farm", "farmhouse", "lodge", "barn", "manor", "hall", "rectory", "vicarage",
        "mill", "villa", "bungalow", "grange", "priory", "abbey", "castle", "chapel", "flat", "apartment", "apt",
        "unit", "tower", "towers", "mansions", "building", "buildings", "wing", "annexe", "stables", "coach", "oast",
        "forge", "schoolhouse", "croft", "nook", "haven", "cottge", "bwthyn", "tyddyn", "plas", "fferm", "fflat",
    }
)  # fmt: skip
"""What houses that have a name are called."""

GO_ON = frozenset(
    {"north", "south", "east", "west", "upper", "lower", "n", "s", "e", "w", "and", "end", "in", "on", "off", "&"}
)
"""Words after a street's kind that may belong to the street ("High Street North") or to the town ("North Shields")."""

ALWAYS_LOWER = frozenset(
    {
        "of", "the", "on", "upon", "under", "by", "in", "and", "le", "la", "next", "with", "near", "cum", "y", "yr",
        "ar", "juxta", "super", "sub",
    }
)  # fmt: skip
"""Words in lower case inside a name."""

ALWAYS_UPPER = frozenset({"uk", "gb", "po", "nw", "ne", "sw", "se", "hmp", "raf"})
"""Abbreviations."""

LABELS = frozenset(
    {
        "address",
        "my address",
        "the address",
        "postcode",
        "the postcode is",
        "postcode is",
        "its",
        "it is",
        "my postcode is",
        "my postcode",
    }
)
"""Introductions that introduce nothing."""

UNITS = frozenset(
    {
        "bed", "beds", "bedroom", "bedrooms", "bath", "baths", "bathroom", "bathrooms", "minutes", "minute", "mins",
        "hours", "pm", "please", "thanks", "people", "years", "year", "days", "weeks", "months", "or", "and", "to",
        "plus", "storey", "floors", "pounds", "kids", "double", "doubles", "single", "semi", "detached", "terraced",
        "bungalow", "million", "thousand",
    }
)  # fmt: skip
"""Words after a number that make it no house number."""

SENTENCE = frozenset(
    {
        "i", "im", "id", "ill", "me", "you", "your", "want", "dont", "not", "know", "what", "why", "how", "please",
        "call", "need", "would", "could", "should", "can", "cant", "wont", "sell", "selling", "rent", "letting",
        "value", "valuation", "estimate", "tell", "say", "later", "sorry", "name", "email", "phone", "is", "are",
        "was", "have", "has", "this", "that", "nie", "chce", "because", "about", "much", "just", "thinking", "anywhere",
    }
)  # fmt: skip
"""Words of sentences, which no address has."""

GENERIC = frozenset(
    {
        "the", "a", "an", "my", "our", "house", "flat", "cottage", "bungalow", "apartment", "maisonette", "semi",
        "detached", "terrace", "terraced", "end", "mid", "of", "town", "home", "property", "bed", "bedroom",
        "bedrooms", "beds", "studio", "farm", "farmhouse", "barn", "unit", "link", "street", "road", "lane", "at",
        "in", "new", "build", "place", "here",
    }
)  # fmt: skip
"""Words that name a kind of home or street; an address of nothing else names no home."""
