import pytest

from conversations.answers import text


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Marla\t \u00a0Singer\n", "Marla Singer"),
        ("\u202aMar\u200bla\u202c", "Marla"),
        ("a\x00b\x1bc", "abc"),
        ("\ud83dMarla\udc00", "Marla"),
        ("０７９８６ ٣ ४", "07986 3 4"),
        ("O’Neill “x” – y", 'O\'Neill "x" - y'),
        ("O´Neill O`Neill", "O'Neill O'Neill"),
        ("12½", "12 1/2"),
        ("ﬁne", "fine"),
        ("Sia\u0302n", "Siân"),
        ("Sia\u200d\u0302n", "Siân"),
        ("3\ufe0f\u20e3", "3"),
        ("\u2800\u3164", ""),
        ("Łukasz 李小龙", "Łukasz 李小龙"),
        # Accents piled up until they run over other lines; spellings with several on a letter are left alone.
        ("M" + "\u0316" * 40 + "arla", "M\u0316\u0316arla"),
        ("a" + "\u0301" * 9 + "b\u0334\u0353\u035c", "á\u0301\u0301b\u0334\u0353"),
        ("Ọ\u0300ṣun Ẹ\u0300bùn Nguyễn", "Ọ\u0300ṣun Ẹ\u0300bùn Nguyễn"),
        ("ᾱ\u0313\u0301 שָׁלוֹם สุขสันต์", "ᾱ\u0313\u0301 שָׁלוֹם สุขสันต์"),
    ],
)
def test_cleans_what_phones_send(typed, cleaned):
    assert cleaned == text.clean(typed)


def test_keeps_the_lines_that_say_something():
    assert text.lines("12 High St\r\n\u200b\n  Derby\n") == ("12 High St", "Derby")


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("Don't sell!", ("dont", "sell")),
        ("Tŷ pâr", ("ty", "par")),
        ("Łódź, Bliźniak", ("lodz", "blizniak")),
        ("semi-detached", ("semi", "detached")),
        ("😊", ()),
    ],
)
def test_words_are_plain(typed, spoken):
    assert spoken == text.words(typed)


def test_symbols_are_taken_out():
    assert text.without_symbols("😊 Marla 👍🏽 Singer") == "Marla Singer"
