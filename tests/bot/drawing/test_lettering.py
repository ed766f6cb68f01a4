"""What is drawn is what the font has: no boxes in pictures, no missing glyphs in PDFs."""

from __future__ import annotations

import sys

import pytest
from fontTools.ttLib import TTFont

from bot.drawing.lettering import FONT, boxed, drawable, fitting, undrawable


def test_the_font_has_all_that_is_drawn_and_the_letters_of_every_language():
    kept = set(map(ord, drawable("".join(map(chr, range(0x21, sys.maxunicode))))))
    assert kept <= set(TTFont(str(FONT)).getBestCmap())
    assert undrawable("£€–…’“” ŵŷẁẃẅỳ ąćęłńóśźż Ελλάδα Україна Nguyễn ș½²™") == ""


@pytest.mark.parametrize(
    ("words", "kept", "left_out"),
    [
        ("Derby Homes", "Derby Homes", ""),
        ("🏡 Derby 👨‍👩‍👧 Homes ❤️", "Derby Homes", "🏡👨👩👧❤"),
        ("Derby\u202fHomes\u200b \u202e", "Derby Homes", ""),
        ("one\n\ntwo\u00a0three", "one\n\ntwo\u00a0three", ""),
        ("不動産", "", "不動産"),
    ],
)
def test_what_the_font_lacks_is_left_out(words, kept, left_out):
    assert drawable(words) == kept
    assert undrawable(words) == left_out
    words = words.replace("\n", " ")
    assert fitting(words, 400, 20, 1000)[1] == drawable(words)
    assert " ".join(boxed(words, 400, 20, 1000, 100)[1]) == " ".join(kept.split())
