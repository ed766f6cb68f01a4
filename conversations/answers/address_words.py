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
    "orchard", "ridge", "side", "track", "villas", "clos", "rhodfa", "maes", "llys", "pen", "tan", "cwrt", "parc", "ulica",
    "ul", "wynd", "brae", "loan", "gait", "cresent", "raod", "steet", "streat", "avenu", "stret", "strret", "clse",
    "steps", "loke", "drift", "common",
}  # fmt: skip
"""Kinds of street, with the slips in them."""

HOUSES = frozenset(
    {
        "cottage", "cottages", "house", "farm", "farmhouse", "lodge", "barn", "manor", "hall", "rectory", "vicarage",
        "mill", "villa", "bungalow", "grange", "priory", "abbey", "castle", "chapel", "flat", "apartment", "apt",
        "unit", "tower", "towers", "mansions", "chambers", "building", "buildings", "wing", "annexe", "stables", "coach", "oast",
        "forge", "schoolhouse", "croft", "nook", "haven", "cottge", "bwthyn", "tyddyn", "plas", "fferm", "fflat",
    }
)  # fmt: skip
"""What houses that have a name are called."""

STREETS_FIRST = frozenset({"stryd", "ffordd", "heol", "lon", "rhodfa", "clos", "cwrt", "llys", "maes", "ulica", "ul"})
"""Kinds of street that stand before the name."""

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

CONNECTORS = ALWAYS_LOWER | {"and", "at", "off", "to", "next", "a", "de", "with", "for", "from", "near"}
"""Words inside the names of places and streets, which none ends with."""

UNITS = frozenset(
    {
        "flat",
        "apartment",
        "apt",
        "unit",
        "studio",
        "room",
        "maisonette",
        "suite",
        "plot",
        "penthouse",
        "fflat",
        "mieszkanie",
        "flt",
        "apartments",
        "flats",
        "bedsit",
        "block",
        "annexe",
        "annex",
    }
)
"""What a home within a building is called, before its number."""

UNITS_ALONE = frozenset({"annexe", "annex", "maisonette", "penthouse", "studio"})
"""Homes within a building that need no number: "The Annexe, 12 Mill Lane"."""

FLOORS = frozenset(
    {
        "floor", "ground", "first", "second", "third", "fourth", "fifth", "1st", "2nd", "3rd", "4th", "5th", "top", "lower",
        "upper", "basement", "garden", "raised", "rear", "front", "back", "left", "right", "hall", "attic", "mezzanine",
        "main", "door", "middle", "courtyard", "mews", "loft",
        "upstairs", "downstairs", "flr", "level", "granny", "llawr", "gwaelod", "cyntaf", "uchaf",
    }
)  # fmt: skip
"""What tells a flat without a number: "First Floor Flat", "Rear Garden Flat"."""

LEADS = frozenset(
    """is at on in of for to out yw ydy ydi yn na przy w pod address adres cyfeiriad property live living""".split()
)
"""Words between a sentence and the address in it: "I live at", "the address is"."""

INTRODUCES = frozenset({"is", "its", "yw", "ydy", "ydi"})
"""Words that lead to an address by themselves: "its Rose Cottage, Mill Lane"."""

LIES = frozenset({"back", "rear", "front", "side", "top", "above", "over", "behind", "below", "uwchben", "nad"})
"""Where a flat without a number lies: "Flat at the back of 9 Park Row"."""

SOLD = frozenset("sell selling let letting rent renting valuation value valued property out".split())
"""Words right after which stands what is to be valued."""

ROADS = frozenset({"street", "road", "rd", "lane", "ln", "avenue", "ave", "court", "close", "way"})
"""Kinds of street whose name may be a word that is counted elsewhere: "3 Beds Lane"."""

COUNTED = frozenset(
    """now bed beds bedroom bedrooms bdrm br double doubles bath baths bathroom bathrooms reception receptions car storey floors
    minute minutes min mins hour hours day days week weeks month months year years am pm ft foot feet sq m metre metres mile
    miles acre acres yard yards people kids pounds million thousand k x or and to plus square single percent times sypialnia
    sypialnie sypialni rooms room singles dbl bedrms pokoj pokoje pokoi lofft llofft ystafell stafell""".split()
)
"""Words after a number that make it no house's: "120 ft garden", "5 minutes walk"."""

TALK = frozenset(
    """be been i im ive id ill me my mine you your youre we weve were our us they their he she his her it its this that thats theres
    these is isnt are arent was wasnt have havent has hasnt had do dont does doesnt did didnt can cant could wont would should
    what whats when where who which not but because if please mum mums mams mother mothers dad dads father fathers nan nans
    gran grans nie jest chce moj moje moja mieszkam dw dwi rwyn yw ydy ydi mae fy dim""".split()
)
"""Pronouns, auxiliaries and the like: a part of a text with one of them is a sentence."""

WISHES = frozenset(
    """sell selling let letting rent rental renting want wanna looking thinking hoping trying need needs worth valuation value asap
    sorry hi hello hiya thanks cheers here got gonna adres address property postcode phone email tel mobile moving leaving
    planning""".split()
)
"""Words of what people say beside an address, which none has but as a name of its own: "Selling"."""

OTHER_ANSWERS = WISHES | frozenset(
    """house home bungalow semi detached terraced terrace flat maisonette number bed beds bedroom bedrooms one two three four
    five six""".split()
)
"""Words with which another answer begins, so that a place's name ends before them."""

GENERIC = frozenset(
    {
        "the", "a", "an", "my", "our", "house", "flat", "cottage", "bungalow", "apartment", "maisonette", "semi",
        "detached", "terrace", "terraced", "end", "mid", "of", "town", "home", "property", "bed", "bedroom",
        "bedrooms", "beds", "studio", "farm", "farmhouse", "barn", "unit", "link", "street", "road", "lane", "at",
        "in", "new", "build", "place", "here", "number", "no",
    }
)  # fmt: skip
"""Words that name a kind of home or street; an address of nothing else names no home."""
