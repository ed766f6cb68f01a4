"""Rule 1: what was asked is kept whole. An address made of any British parts comes back with each of them, its postcode apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from phonenumbers.geodata import GEOCODE_DATA

from conversations.answers.text import words
from conversations.lead import ADDRESS_MAX
from support.held_out import observe

UNITS = (
    "Flat 3B", "Flat A", "flat 12", "Apt 5", "Apartment 305", "Unit 2", "Studio 4", "Flat 2/1", "1F2", "3F1", "PF1", "Flat 1/R",
    "Ground Floor Flat", "2nd Floor Flat", "Lower Ground Floor Flat B", "First Floor Right", "Top Floor Flat", "Basement Flat",
    "Garden Flat", "Hall Floor Flat", "Main Door Flat", "Attic Flat", "Upper Maisonette",
    "Maisonette 3", "The Maisonette", "The Penthouse",

    "Penthouse 2", "The Annexe", "Flat 4, Second Floor", "Flat C, first floor", "Flat 3 Rear", "Flat 2 Front", "Block B, Flat 14",
    "Flat 6, Block C", "Flat 4.03", "Flat No 8", "Flats 3 and 4", "Flat at the back of", "Flat above the bakery", "Flt 9",
    "apartmnt 8",
    "Fflat 3", "Fflat Llawr Cyntaf", "Mieszkanie 6",
)  # fmt: skip
BUILDINGS = (
    "", "", "Mill House", "The Old Bakery", "Tube Court", "Rose Cottage", "Victoria Mansions", "Kings Lodge", "Butlers Wharf",
    "Lifeboat Quay", "St Peter's Court", "Trellick Tower", "Llys Dewi", "Plas Newydd",
)  # fmt: skip
NUMBERS = ("1", "12", "12A", "206", "9 - 17", "12-14", "3/1")
STREETS = (
    "High Street", "London Road", "Mill Lane", "The Green", "St James Road", "Market Square", "Park View Terrace", "King's Road",
    "Seven Sisters Road", "Stryd Fawr", "Heol y Bont", "Ffordd Penglais", "Church Rd", "Elm Grove", "Clifton Vale", "Shore Wynd",
    "Marine Parade", "Denmark Villas",
)  # fmt: skip
ODD_PLACES = (
    "St Just", "Much Wenlock", "Pity Me", "How Caple", "Selling", "Stoke Bishop", "Newcastle upon Tyne", "Stoke-on-Trent",
    "King's Lynn",
    "Barton under Needwood", "Wells-next-the-Sea", "Ashby de la Zouch", "Bury St Edmunds", "Houghton le Spring", "Over", "Worth",
    "Llanfairpwll", "Betws-y-Coed", "Weston super Mare", "Great Snoring", "Nomansland", "Sale", "Westward Ho!",
)  # fmt: skip
WORDS_OF_SENTENCES = frozenset({"Selling", "Worth", "Pity Me"})
"""Places that only a comma or a capital tells from "selling", "worth" and "pity me"."""
PLACES = sorted(
    {
        place
        for prefix, called in GEOCODE_DATA.items()
        if prefix.startswith("44") and "en" in called
        for name in re.split(r" \(|/| - |, ", called["en"])
        if len(words(place := name.strip(") "))) > 0 and not any(map(str.isdigit, place))
    }
)
"""Places of the United Kingdom, as the numbering plan of its telephones names them."""
COUNTIES = ("", "", "Tyne and Wear", "Derbyshire", "Co Antrim", "East Sussex", "Rhondda Cynon Taf", "Isle of Wight")
LISTED = "DE1 1JX"
ADDRESSES = (
    st.tuples(
        st.sampled_from(("", *UNITS)),
        st.sampled_from(BUILDINGS),
        st.builds("{} {}".format, st.sampled_from(NUMBERS), st.sampled_from(STREETS)),
        st.sampled_from((*ODD_PLACES, *PLACES)),
        st.sampled_from(COUNTIES),
    )
    .map(lambda parts: [part for part in parts if part])
    .filter(lambda parts: len(", ".join(parts)) <= ADDRESS_MAX - 10)
)
CODES = st.sampled_from(("", LISTED, "DE1 9ZZ"))


def came_to(where: str, text: str, code: str) -> tuple[str, ...]:
    """Return the words of the address that ``text`` came to, taken or offered, after a look at its postcode."""
    seen = observe(where, "en", text)
    if code == LISTED:
        assert seen.changed.get("postcode") == code
    else:
        assert "postcode" not in seen.changed
    assert seen.changed.keys() <= {"address", "postcode", "sale_or_let"}, (
        "a part of the address was taken for another answer"
    )
    return words(seen.changed.get("address") or "".join(seen.offered.get("address", ("",))[:1]))


@given(ADDRESSES, CODES, st.sampled_from((", ", "\n", ",\n", ",")))
def test_at_its_question_on_one_line_or_several(parts: list[str], code: str, between: str) -> None:
    text = between.join([*parts, code] if code else parts)
    assert came_to("address", text, code) == words(" ".join(parts))


@given(ADDRESSES.filter(WORDS_OF_SENTENCES.isdisjoint), CODES)
def test_at_its_question_in_lower_case_without_commas(parts: list[str], code: str) -> None:
    text = " ".join([*parts, code]).lower()
    assert came_to("address", text.strip(), code) == words(" ".join(parts))


@given(
    ADDRESSES,
    st.sampled_from(("it's {}", "my address is {}", "The property is at {}", "I live at {} thanks", "{} please")),
)
def test_at_its_question_in_a_sentence(parts: list[str], frame: str) -> None:
    assert came_to("address", frame.format(", ".join(parts)), "") == words(" ".join(parts))


@given(ADDRESSES, st.sampled_from(("{code}, {address}", "{address} ({code})")))
def test_at_its_question_with_the_postcode_first_or_in_brackets(parts: list[str], frame: str) -> None:
    text = frame.format(address=", ".join(parts), code=LISTED)
    assert came_to("address", text, LISTED) == words(" ".join(parts))


@given(
    ADDRESSES,
    CODES,
    st.sampled_from(
        ("I want to sell {}", "I'd like a valuation of {} please", "Thinking of letting out {}. What next?")
    ),
)
def test_in_a_clause_of_a_first_message(parts: list[str], code: str, frame: str) -> None:
    assume(code or WORDS_OF_SENTENCES.isdisjoint(parts))
    text = frame.format(", ".join([*parts, code] if code else parts))
    assert came_to("first", text, code) == words(" ".join(parts))


@given(ADDRESSES)
def test_on_lines_of_a_first_message(parts: list[str]) -> None:
    text = "\n".join(["I want to sell", *parts, LISTED])
    assert came_to("first", text, LISTED) == words(" ".join(parts))


@pytest.mark.parametrize("place", sorted({*ODD_PLACES, *PLACES}))
def test_every_place_can_be_given(place: str) -> None:
    assert came_to("address", f"Flat 2, 12 High Street, {place}", "") == words(f"Flat 2 12 High Street {place}")
