"""What holds for every kind of answer, whatever is typed."""

import time
from functools import partial

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conversations.answers import (
    address,
    bedrooms,
    consent,
    email,
    name,
    phone,
    postcode,
    property_type,
    sale_or_let,
    yes_no,
)
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.answers.text import clean
from conversations.languages import assent
from support.hostile import work

KINDS = {
    "sale_or_let": sale_or_let,
    "name": name,
    "phone": phone,
    "email": email,
    "postcode": postcode,
    "address": address,
    "bedrooms": bedrooms,
    "property_type": property_type,
}
SHOWN = {
    "name": lambda value: " ".join(part for part in (value.title, value.first, value.last) if part),
    "phone": phone.national,
}
# Pieces that answers are made of, so that the search finds its way into every branch.
PIECES = (
    "Marla", "singer", "SINGER", "mrs", "dr.", "van der", "o'neill", "mcdonald", "李", "小龙", "김철수", "Siân", "Łukasz",
    "and", "&", ",",
    "-", "x", "hello", "my name is", "i'm", "07986000000", "O7986", "oooooo", "0044 (0)", "+44", "+48 601 123 456",
    "ext 12", "after 5",
    "cloud9@cloud.com", "cloud9", "@", "at", "dot", ".", "gmial.com", "gmail.con", "DE1 1JX", "de11jx", "DE1 IJX",
    "ZZ9 9ZZ", "DE1", "JE2 3AB",
    "123", "12a", "example street", "high st", "flat 3b", "derby", "\n", "rose cottage", "mill lane", "3", "three",
    "bed", "beds", "+", "1/2",
    "box room", "studio", "or", "semi", "detached", "end of terrace", "flat", "bungalow", "shop", "not", "sell",
    "let", "rent it out", "buy",
    "yes", "no", "?", "😊", "\u200b", "\u202e", "\x00", "\ud83d", "\udc00", "½", "İ", "ß", "ﬁ", "́", "<b>", "&amp;",
    "£", "٣", "·", "\u0345",
)  # fmt: skip
PHRASES = st.lists(st.sampled_from(PIECES), max_size=10).flatmap(
    lambda pieces: st.sampled_from([" ", "", ", "]).map(lambda glue: glue.join(pieces))
)
TEXTS = st.text(alphabet=st.characters(), max_size=60) | PHRASES


def understood_in(reading):
    match reading:
        case Understood():
            return [reading]
        case Unclear():
            return [*reading.likely, *([reading.keep] if reading.keep else [])]
        case Refused():
            return []


def shown(key, value):
    return SHOWN.get(key, str)(value)


@pytest.mark.parametrize("key", KINDS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_any_text_is_read_into_valid_values_and_codes_of_the_question(key, text):
    reading = KINDS[key].read(text)
    if not isinstance(reading, Understood):
        assert reading.reason in KINDS[key].Reason
        assert reading.reason.startswith(f"{key}.")
    for found in understood_in(reading):
        assert KINDS[key].valid(found.value)
        assert all(KINDS[other].valid(value) for other, value in found.also.items())
        assert key not in found.also
        # Whatever is kept can be stored and sent: no surrogates, no control characters.
        assert f"{found.value} {found.note}".encode().decode().isprintable()


@pytest.mark.parametrize("key", KINDS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("aA/0,00A")
@example("0@0.A YES¼ AAA")
@given(text=TEXTS)
def test_what_was_understood_reads_back_as_itself(key, text):
    reading = KINDS[key].read(text)
    if not isinstance(reading, Understood):
        return
    for form in (str(reading.value), shown(key, reading.value)) if key != "name" else (shown(key, reading.value),):
        again = KINDS[key].read(form)
        value = again.value if isinstance(again, Understood) else again.keep.value
        if key == "name" and ("," in text or reading.also):
            # A surname of several words is known by its comma only (or by what stood before it), which the shown name lacks.
            assert shown(key, reading.value) == shown(key, value)
        else:
            assert reading.value == value


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_consent_and_yes_or_no_never_raise(text):
    assert consent.read(text, assent("en")) in consent.Consent
    assert yes_no.read(text, assent("en")) in yes_no.YesNo


@given(text=TEXTS)
def test_cleaning_what_is_clean_changes_nothing(text):
    once = clean(text)
    assert once == clean(once)
    assert once.encode().decode().isprintable()


READERS = (
    *(kind.read for kind in KINDS.values()),
    partial(yes_no.read, assent=assent("en")),
    partial(consent.read, assent=assent("en")),
)
HOSTILE = [
    "a", "1", " ", ",", ".", "-", "'", "@", "a@", "@a", "a ", "1 ", "a1", "1a", ", ", "a,", "O", "(", "+4", "DE1 ",
    "1 1", "fuc", "x x", "and ",
    "\u200b", "\u0301", "\ud83d", "\u202e", "😊", "٣", "ﷺ", "½", " at ", " dot ", "a@b.", "no ", "yes ", "3 ",
    "semi ", "sell ", "1st ", "my ",
    "one ", "o'", "mc", "van ", "flat 1 ", "\n", "\n1", "'a", "a-", "double ", "hi ", "x ", "!x", "1/", "0 1/2 ",
    "lloft ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=map(ascii, HOSTILE))
def test_the_longest_message_is_read_in_little_time(piece):
    text = (piece * 4096)[:4096]
    for hostile in (text, text[:-1] + "!", text[:-1] + "é", "3" + text[1:]):
        for read in READERS:
            # A quadratic search over 4,096 characters takes seconds; these take a few milliseconds.
            assert work(partial(read, hostile), 0.5) < 0.5, read


@pytest.mark.parametrize("piece", ["[at]", "lloft ", "a@", "'a", ", ", "DE1 "])
def test_no_length_is_work_that_grows_with_its_square(piece):
    """No message of Telegram's is so long; what a server sends that is not Telegram's may be."""
    text = (piece * 50_000)[:50_000]
    for read in READERS:
        assert work(partial(read, text), 0.5) < 0.5, read


def test_valid_is_cheap():
    values = {
        "sale_or_let": "vendor",
        "name": name.Name("Marla", "Singer", "Mrs"),
        "phone": "+447986000000",
        "email": "cloud9@cloud.com",
        "postcode": "DE1 1JX",
        "address": "123 Example Street",
        "bedrooms": 3,
        "property_type": "detached",
    }
    began = time.process_time()
    for _ in range(1000):
        assert all(KINDS[key].valid(value) for key, value in values.items())
    assert time.process_time() - began < 1.0  # 8,000 checks: microseconds each, with room for a busy machine


@pytest.mark.parametrize("key", KINDS)
def test_valid_takes_anything_that_storage_may_hold(key):
    oddities = [
        None,
        True,
        -1,
        10**30,
        1.5,
        "",
        " ",
        "\x00",
        "\ud83d",
        "a" * 5000,
        b"a",
        [],
        {},
        object(),
        name.Name("", ""),
    ]
    assert not any(KINDS[key].valid(oddity) for oddity in oddities)
