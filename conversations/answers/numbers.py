"""Numbers as people write them in words, in English, Welsh and Polish."""

from __future__ import annotations

import re

WORDS: dict[str, int] = {
    word: value
    for value, spelt in {
        0: "zero nought sero",
        1: "one un jeden jedna jedno",
        2: "two dau dwy ddau ddwy dwa dwie",
        3: "three tri tair dri dair trzy thre",
        4: "four pedwar pedair bedwar bedair cztery",
        5: "five pump pum bump bum piec",
        6: "six chwech chwe szesc",
        7: "seven saith siedem",
        8: "eight wyth osiem",
        9: "nine naw dziewiec",
        10: "ten deg dziesiec",
        11: "eleven jedenascie",
        12: "twelve deuddeg ddeuddeg dwanascie",
        13: "thirteen trzynascie",
        14: "fourteen czternascie",
        15: "fifteen pymtheg pietnascie",
        16: "sixteen",
        17: "seventeen",
        18: "eighteen",
        19: "nineteen",
        20: "twenty",
    }.items()
    for word in spelt.split()
}
"""Plain words (see :func:`conversations.answers.text.plain`) and what they count, with the soft mutations that Welsh
has after "neu" and "i"."""

OF_SEVERAL_WORDS: dict[str, int] = {
    "half a dozen": 6, "a dozen": 12,
    "un ar ddeg": 11, "un deg un": 11, "un deg dau": 12, "un deg dwy": 12, "tri ar ddeg": 13, "tair ar ddeg": 13,
}  # fmt: skip
"""Numbers that are several plain words."""

_OF_SEVERAL_WORDS = re.compile(rf"\b(?:{'|'.join(OF_SEVERAL_WORDS)})\b")


def in_figures(said: str) -> str:
    """``said`` (plain) with the numbers of several words in figures: "un ar ddeg" is "11"."""
    return _OF_SEVERAL_WORDS.sub(lambda found: str(OF_SEVERAL_WORDS[found[0]]), said)
