"""What people put around their name in Welsh: alternatives of patterns, matched whatever their case."""

from __future__ import annotations

from conversations.answers.name_frame import NamePhrases

NAMES = NamePhrases(
    greetings=(
        r"(?:wel|ie|iawn)(?=[,.!:;-]| \S+ \S|(?-i: [a-z]))",
        r"helo|shwmae|bore da|prynhawn da|p'?nawn da|noswaith dda",
    ),
    introductions=(
        r"enw(?:'r| y)? [\w']{2,20} (?:yw|ydy|ydi|'di)|fi (?:di|ydi|ydy|yw|'di)|dyma(?= \S+ \S)",
        r"rwy'?n|rydw i'?n|dw i'?n|dwi'?n|f[y']? ?enw(?: i)? (?:yw|ydy|ydi|'?di)|fy enw i|enw",
    ),
    farewells=(
        r"ydi fi|sy'?n siarad|sy yma|(?:di|ydi|ydy|yw)'?r enw|(?:yw|ydy|ydi|di) enw i|ydw i|dw ?i|yma|sy '?ma|sydd yma",
        r"diolch|plis|(?:yw|ydy|ydi) fy enw(?: i)?",
    ),
    first=("enw cyntaf",),
    last=("cyfenw",),
    joints=("a",),
    possessives=("fy",),
    tells=frozenset({"enw", "cyfenw"}),
    no_name=(r"[^\W\d_]'(?:r|n|w|ch|th)",),
    articles=frozenset({"y", "yr"}),
    reserves=frozenset({"ond"}),
    beside=(r",? ar ran\b.*$",),
    spelt=(r",? (?:gyda|efo) (?:dwy |un |dau )?[a-z]{1,2}$",),
    spells=(r"(?:gyda|efo)\b",),
)
