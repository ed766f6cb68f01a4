"""Rule 3 at the address: words of a place beside a postcode are taken or offered back whole, never refused."""

from __future__ import annotations

import pytest

from support.held_out import observe


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("the old dairy, Bradfield, DE1 1JX", "The Old Dairy, Bradfield"),
        ("harbour pt 61 de1 1jx", "Harbour Pt 61"),
        ("hello, 3 Lime Court, that's the flats on Oak Lane, DE1 1JX", "3 Lime Court, that's the Flats on Oak Lane"),
    ],
)
def test_is_offered_back(said: str, offered: str) -> None:
    assert offered in str(observe("address", "en", said))


@pytest.mark.parametrize("said", ["do you cover DE1 1JX?", "I think it's DE1 1JX", "I bought it in 2019, DE1 1JX"])
def test_talk_beside_a_postcode_is_not_offered(said: str) -> None:
    assert "address" not in str(observe("address", "en", said).offered)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Flat 7 over Mill Lane DE1 1JX", "Flat 7 over Mill Lane"),
        ("Flat 9 | Elm Heights | Derby | DE1 1JX", "Flat 9, Elm Heights, Derby"),
        ("flat 5 Duke St Apartments Derby DE1 1JX", "Flat 5 Duke St Apartments Derby"),
    ],
)
def test_is_kept_whole(said: str, kept: str) -> None:
    assert kept in str(observe("address", "en", said))
