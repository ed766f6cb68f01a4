"""Addresses made of British parts come back whole, however they are given, and their postcode apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.lead import ADDRESS_MAX
from support.held_out import observe

UNITS = (
    "Flat 3B", "Flat 12", "Flat A", "Ground Floor Flat", "First Floor Flat", "Top Floor Flat", "Basement Flat", "Apartment 4",
    "Apt 5", "Unit 2", "Studio 4", "Lower Ground Floor Flat", "2nd Floor Flat", "First Floor Flat 2", "Garden Flat",
    "Flat 1/R", "The Studio",
)  # fmt: skip
BUILDINGS = (
    "Mill House",
    "The Old Bakery",
    "Tube Court",
    "Rose Cottage",
    "The Granary",
    "Victoria Mansions",
    "Kings Lodge",
)
NUMBERS = ("1", "12", "12A", "206", "9 - 17", "12-14", "3/1")
STREETS = (
    "High Street", "Canal Street", "London Road", "Mill Lane", "The Green", "St James Road", "Market Square", "Uttoxeter New Road",
    "Park View Terrace", "King's Road", "Howard Street", "Seven Sisters Road", "Meadow Rise", "Stryd Fawr",
)  # fmt: skip
LOCALITIES = ("", "Littleover", "St Just", "Much Wenlock", "Pity Me", "Stoke Bishop", "How Caple")
TOWNS = (
    "Derby",
    "Newcastle upon Tyne",
    "Gateshead",
    "Stoke-on-Trent",
    "Bury St Edmunds",
    "Barton under Needwood",
    "King's Lynn",
)
COUNTIES = ("", "Tyne and Wear", "Derbyshire", "West Midlands", "Rhondda Cynon Taf")
POSTCODES = ("", "DE1 1JX", "DE1 9ZZ")
LISTED = "DE1 1JX"
ADDRESSES = st.tuples(
    st.sampled_from(("", *UNITS)),
    st.sampled_from(("", *BUILDINGS)),
    st.sampled_from(NUMBERS),
    st.sampled_from(STREETS),
    st.sampled_from(LOCALITIES),
    st.sampled_from(TOWNS),
    st.sampled_from(COUNTIES),
).filter(lambda address: len(", ".join(filter(None, address))) <= ADDRESS_MAX)


def parts_of(address: tuple[str, ...]) -> list[str]:
    unit, building, number, street, *places = address
    return [part for part in (unit, building, f"{number} {street}", *places) if part]


def same(first: str, second: str) -> bool:
    """Whether two addresses differ in case and commas at most."""
    first, second = (" ".join(re.split(r"[\s,]+", each)).casefold() for each in (first, second))
    return first == second


def came_to(where: str, text: str, code: str) -> str:
    """Return the address that ``text`` came to, having checked what became of its postcode and that nothing else was taken."""
    seen = observe(where, "en", text)
    assert seen.changed.get("postcode", "") == (code if code == LISTED else "")
    assert seen.offered == ({"postcode": (code,)} if code and code != LISTED else {})
    assert seen.changed.keys() <= {"address", "postcode", "sale_or_let"}
    return seen.changed.get("address", "")


@given(ADDRESSES, st.sampled_from(POSTCODES))
def test_an_address_is_kept_as_it_is_written(address: tuple[str, ...], code: str) -> None:
    whole = ", ".join(parts_of(address))
    assert came_to("address", f"{whole} {code}".strip(), code) == whole


@given(ADDRESSES, st.sampled_from(POSTCODES), st.sampled_from(("\n", ",\n", ",")))
def test_an_address_on_several_lines_is_kept_on_one(address: tuple[str, ...], code: str, between: str) -> None:
    parts = parts_of(address)
    assert came_to("address", between.join([*parts, code] if code else parts), code) == ", ".join(parts)


@given(ADDRESSES, st.sampled_from(POSTCODES))
def test_a_number_apart_and_lower_case_lose_nothing(address: tuple[str, ...], code: str) -> None:
    unit, building, number, street, *places = address
    said = ", ".join(part for part in (unit, building, number, street, *places, code) if part)
    assert same(came_to("address", said.lower(), code), ", ".join(parts_of(address)))


@given(
    ADDRESSES,
    st.sampled_from(POSTCODES),
    st.sampled_from(("I want to sell", "Selling", "I'd like to sell my house at")),
)
def test_an_address_in_a_first_message_is_found_whole(address: tuple[str, ...], code: str, before: str) -> None:
    whole = ", ".join(parts_of(address))
    assert same(came_to("first", f"{before} {whole} {code}".strip(), code), whole)


@given(ADDRESSES, st.sampled_from(POSTCODES))
def test_an_address_is_kept_whole_at_another_question(address: tuple[str, ...], code: str) -> None:
    whole = ", ".join(parts_of(address))
    assert same(came_to("phone", f"{whole} {code}".strip(), code), whole)


OTHER_SHAPES = [
    ("Flat 4 and 5, The Tannery, Forest Avenue, Derby", "Flat 4 and 5, The Tannery, Forest Avenue, Derby"),
    ("Flat AA, Palace Court, 5, Green Lane, Derby", "Flat AA, Palace Court, 5 Green Lane, Derby"),
    ("Flat 1 - 2, Queens Gate, Headingley Rise, Derby", "Flat 1 - 2, Queens Gate, Headingley Rise, Derby"),
    (
        "First and Second Floor Flat, 9, Great Western Road, Derby",
        "First and Second Floor Flat, 9 Great Western Road, Derby",
    ),
    ("Maisonette, 9, Kirkstall Lane, Derby", "Maisonette, 9 Kirkstall Lane, Derby"),
    ("Flat 2, 9, Blackfriars, Derby", "Flat 2, 9 Blackfriars, Derby"),
    ("Flat 5 at 45 London Road, Derby", "Flat 5 at 45 London Road, Derby"),
    ("12 Canal Street (Flat 3), Derby", "12 Canal Street (Flat 3), Derby"),
    ("41 Rosemount Place, Aberdeen AB25 2XN flat 1/R", "41 Rosemount Place, Aberdeen, Flat 1/R"),
    ("Flat at the back of 9 Park Row, Leeds", "Flat at the back of 9 Park Row, Leeds"),
    (
        "Flat 24, Tube Court, Howard Street, Newcastle upon Tyne",
        "Flat 24, Tube Court, Howard Street, Newcastle upon Tyne",
    ),
    ("Apt 5, The Granary, Mill Street, Derby", "Apt 5, The Granary, Mill Street, Derby"),
    ("First Floor Flat, 12, High Street, Derby", "First Floor Flat, 12 High Street, Derby"),
    ("two hundred and six London Road Derby", "206 London Road, Derby"),
    ("Fairhaven, 12 Mill Lane, Derby", "Fairhaven, 12 Mill Lane, Derby"),
    ("22 Is-y-Coed", "22 Is-y-Coed"),
    ("2 Market Square, Selling", "2 Market Square, Selling"),
    ("12 High Street, Derby, I want to sell it", "12 High Street, Derby"),
    ("flt 3 9 kelvin crt glasgow", "Flt 3, 9 Kelvin Crt Glasgow"),
    ("apartmnt 8, curlew quay, swansea", "Apartmnt 8, Curlew Quay, Swansea"),
    ("First Floor Right, 80 Great Western Road, Aberdeen", "First Floor Right, 80 Great Western Road, Aberdeen"),
    ("maisonette above the shop, 210 london road derby", "Maisonette Above the Shop, 210 London Road Derby"),
    ("Maisonette 3, Alton Estate, Roehampton", "Maisonette 3, Alton Estate, Roehampton"),
    ("Flat 3, Min y Môr, Marine Parade, Tywyn", "Flat 3, Min y Môr, Marine Parade, Tywyn"),
    ("Flat 10, Ten Acre Court, Exmouth", "Flat 10, Ten Acre Court, Exmouth"),
    ("Flat 4, Pity Me Court, Durham", "Flat 4, Pity Me Court, Durham"),
    ("Apartment 3 Manningham Mills, Heaton Road", "Apartment 3 Manningham Mills, Heaton Road"),
    ("flat 3 @ 15 chapel st penzance", "Flat 3 At 15 Chapel St, Penzance"),
    ("flat 3, pity me house, durham", "Flat 3, Pity Me House, Durham"),
    ("18 Denmark Villas Hove Flat C", "18 Denmark Villas Hove Flat C"),
]


@pytest.mark.parametrize(("text", "address"), OTHER_SHAPES)
def test_other_shapes_are_kept_whole(text: str, address: str) -> None:
    seen = observe("address", "en", text)
    assert seen.changed["address"] == address
    assert seen.changed.keys() <= {"address", "postcode"}


IN_A_FIRST_MESSAGE = (
    "1F2, 33 Marchmont Crescent, Edinburgh", "Flat 1, Llys Dewi, Heol y Frenhines, Caerdydd",
    "305 The Hive, 51 Lever Street, Derby",
    "flt 12 kestrel court derby", "Flats 3 and 4, 22 Castle Street, Totnes", "Flat 2 Oakdene 14 Beech Grove Derby",
    "flat behind the shop, 4 high street derby", "Room 2 and Flat 2A, 40 Deiniol Road, Bangor",
)  # fmt: skip


@pytest.mark.parametrize("text", IN_A_FIRST_MESSAGE)
def test_every_part_is_found_in_a_first_message(text: str) -> None:
    assert same(came_to("first", f"I want to sell {text}", ""), text)


TALK = (
    "its 1200 sq ft", "120 ft garden", "5 minutes walk from the station", "we've got japanese knotweed in the garden",
    "great talk, take it easy", "about 1,200 square feet", "we have 3 pubs on our road",
)  # fmt: skip


@pytest.mark.parametrize("where", ["first", "phone", "address", "bedrooms", "review", "consent"])
@pytest.mark.parametrize("text", TALK)
def test_talk_is_no_address(where: str, text: str) -> None:
    seen = observe(where, "en", text)
    assert "address" not in seen.changed
    assert "address" not in seen.offered


@pytest.mark.parametrize("where", ["first", "phone", "address", "review"])
@pytest.mark.parametrize("text", ["flat 2 and", "unit 1, to", "its flat 2, and"])
def test_a_unit_before_a_last_joining_word_is_no_address(where: str, text: str) -> None:
    assert "address" not in observe(where, "en", text).changed


def test_the_name_of_a_house_alone_asks_for_the_street() -> None:
    assert observe("address", "en", "Rose Cottage").offered == {"address": ("Rose Cottage",)}


def test_an_unlisted_postcode_beside_another_address_is_asked_about() -> None:
    seen = observe("review", "en", "address should be Flat 3, 12 High Street, Derby DE1 9ZZ")
    assert seen.changed == {"address": "Flat 3, 12 High Street, Derby"}
    assert seen.offered == {"postcode": ("DE1 9ZZ", "DE1 1JX")}
