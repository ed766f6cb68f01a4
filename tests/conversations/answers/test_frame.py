"""What stands around an answer changes nothing of it, and a slip of the thumb never makes another answer of it."""

from __future__ import annotations

import pytest

from conversations.answers.frame import unframed
from support.held_out import observe

BEFORE = ("erm ", "um, ", "ok ", "sorry ", "hi, ", "yes, ", "oh ", "Hi there. ", "right, ", "its ", "it's ")
AFTER = (
    " please",
    " thanks",
    " thank you",
    " 😊",
    ".",
    "!",
    " x",
    " 👍",
    " thx",
    "\n",
    " I think",
    " lol",
    " 🙏🏼",
    "...",
)
ANSWERS = {
    "sale_or_let": ("sell", "vendor"),
    "name": ("Marla Durden", "Marla|Durden"),
    "phone": ("07986 000001", "+447986000001"),
    "email": ("marla@sky.com", "marla@sky.com"),
    "address": ("124 Example Street", "124 Example Street"),
    "postcode": ("M1 1AE", "M1 1AE"),
    "bedrooms": ("three", "3"),
    "property_type": ("terraced", "terraced"),
}


@pytest.mark.parametrize("key", ANSWERS)
def test_greetings_pauses_thanks_kisses_and_emoji_change_nothing(key: str) -> None:
    said, expected = ANSWERS[key]
    framed = (
        [f"{before}{said}" for before in BEFORE] + [f"{said}{after}" for after in AFTER] + [f"Ok, {said}, thanks x"]
    )
    framed += [f"\u200b{said}\u200b", said.replace(" ", "\u00a0"), f"  {said.replace(' ', '  ')}  "]
    seen = {text: dict(observe(key, "en", text).changed) for text in framed}
    assert {text: got for text, got in seen.items() if got != {key: expected}} == {}


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Well Street", "Well Street"),
        ("So Young", "So Young"),
        ("Hello", "Hello"),
        ("thanks", "thanks"),
        ("D E 1 1 J X", "D E 1 1 J X"),
        ("erm -1", "-1"),
        ("Dzień dobry, 3 sypialnie, dziękuję", "3 sypialnie"),
        ("Shwmae, tair llofft, diolch", "tair llofft"),
        ("x" * 500, "x" * 500),
        ("", ""),
        (" \n ", " \n "),
    ],
)
def test_what_is_no_frame_stays(text: str, bare: str) -> None:
    assert bare == unframed(text)


KEYS = dict(
    zip("abcdefghijklmnopqrstuvwxyz", "s v x s w d f g u h j k n m o p w e a r y c q z t x".split(), strict=True)
)
WORDS = {
    ("sale_or_let", "en"): {"selling": "vendor", "sell": "vendor", "letting": "landlord", "rent it out": "landlord"},
    ("sale_or_let", "pl"): {"sprzedaz": "vendor", "wynajem": "landlord"},
    ("sale_or_let", "cy"): {"gwerthu": "vendor", "gosod": "landlord"},
    ("property_type", "en"): {
        "detached": "detached",
        "terraced": "terraced",
        "semi": "semi-detached",
        "apartment": "flat",
    },
    ("property_type", "pl"): {"blizniak": "semi-detached", "mieszkanie": "flat", "wolnostojacy": "detached"},
    ("property_type", "cy"): {"fflat": "flat", "teras": "terraced"},
    ("bedrooms", "en"): {"three": "3", "3 bedrooms": "3", "seven": "7"},
    ("bedrooms", "pl"): {"cztery": "4", "3 sypialnie": "3"},
    ("bedrooms", "cy"): {"pedair": "4"},
}


def slips(said: str) -> set[str]:
    """Every way to type ``said`` with one key missed, doubled, swapped with the next, or hit beside."""
    made = set()
    for at, char in enumerate(said):
        if not char.isalpha():
            continue
        before, after = said[:at], said[at + 1 :]
        made |= {before + after, before + char * 2 + after, before + KEYS[char] + after}
        made |= {before + after[0] + char + after[1:]} if after[:1].isalpha() else set()
    return made - {said}


@pytest.mark.parametrize(("key", "language"), WORDS)
def test_one_slip_never_makes_another_answer_and_seldom_hides_it(key: str, language: str) -> None:
    understood = tried = 0
    for said, expected in WORDS[key, language].items():
        for slip in slips(said):
            seen = observe(key, language, slip)
            assert seen.changed.get(key, expected) == expected, slip
            assert set(seen.changed) <= {key}, slip
            tried += 1
            understood += bool(seen.changed or expected in seen.offered.get(key, ()))
    assert understood >= 0.75 * tried
