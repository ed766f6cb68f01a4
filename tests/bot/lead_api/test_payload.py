from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lead_api import payload as lead_payload
from bot.lead_api.checks import json_size
from bot.lead_api.payload import problems
from conversations.lead import Campaign, Consent, Lead, LeadType, Name, PropertyType, Utm

HOST = "https://t.me/example_valuation_bot"


def payload(lead: Lead, **options: Any) -> dict[str, Any]:
    return lead_payload.payload(lead, **options)


def documented_payload() -> dict[str, object]:
    page = (Path(__file__).parents[3] / "docs" / "lead-api.md").read_text()
    blocks = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 1
    example: dict[str, object] = json.loads(blocks[0])
    return example


def test_the_guides_example_person_gives_exactly_the_documented_payload(marla):
    made = payload(marla, host=HOST)

    assert documented_payload() == made
    assert list(documented_payload()) == list(made)  # the page shows them in the order in which they are sent
    assert problems(made) == []


def test_everything_a_campaign_knows_is_passed_on(make_lead):
    lead = make_lead(
        lead_type=LeadType.LANDLORD,
        property_type=PropertyType.FLAT,
        campaign=Campaign(
            code="fb-spring",
            office_id=1213,
            source="zoopla",
            utm=Utm("facebook", "spring", "cpc", "house prices", "blue"),
        ),
    )

    made = payload(lead, host=HOST, channel="terminal")

    expected = {
        "type": "landlord",
        "property_type": "flat-maisonette",
        "office_id": 1213,
        "source": "zoopla",
        "utm_source": "facebook",
        "utm_campaign": "spring",
        "utm_medium": "cpc",
        "utm_term": "house prices",
        "utm_content": "blue",
    }
    assert expected == {name: made[name] for name in expected}
    assert made["meta"]["channel"] == "terminal"
    assert problems(made) == []


def test_a_source_that_the_guide_does_not_list_is_left_out(make_lead):
    made = payload(make_lead(campaign=Campaign(source="my-leaflet")), host=HOST)

    assert "source" not in made
    assert problems(made) == []


@pytest.mark.parametrize(
    ("phone", "digits", "international"),
    [
        ("+447986000000", "07986000000", None),
        ("+441332205555", "01332205555", None),
        ("+353861234567", "+353861234567", True),
        ("+12125551234", "+12125551234", True),
    ],
)
def test_uk_numbers_go_as_national_digits_and_others_as_international(make_lead, phone, digits, international):
    made = payload(make_lead(phone=phone), host=HOST)

    assert (digits, international) == (made["phone"], made.get("international"))


def test_what_was_not_given_is_left_out_and_a_studio_has_no_bedrooms(make_lead):
    made = payload(make_lead(name=Name("Marla", "Singer"), bedrooms=0), host="")

    assert {"title", "property_type", "international", "host", "office_id", "source"}.isdisjoint(made)
    assert made["property_bedrooms"] == 0


@pytest.mark.parametrize(
    ("host", "sent"),
    [
        ("https://derbyhomes.example/value", "https://derbyhomes.example/value"),
        ("https://derbyhomes.example/value?" + "q" * 300, "https://derbyhomes.example/value"),
        ("https://derbyhomes.example/" + "p" * 300, "https://derbyhomes.example"),
        ("https://" + "h" * 300 + ".example/", None),
        ("x" * 256, None),
        ("https://[" + "x" * 300, None),
        ("h" * 255, "h" * 255),
    ],
)
def test_a_long_host_is_shortened_to_something_true_or_left_out(marla, host, sent):
    assert sent == payload(marla, host=host).get("host")


def test_only_a_possible_repeat_is_marked(marla):
    plain = payload(marla, host=HOST, attempt=3)["meta"]
    marked = payload(marla, host=HOST, attempt=3, possible_repeat=True)["meta"]

    assert {**plain, "possible_repeat": "true", "attempt": "3"} == marked
    assert plain == payload(marla, host=HOST)["meta"]


def test_the_time_of_consent_is_utc_to_the_second(make_lead):
    summer = datetime(2026, 7, 1, 0, 30, 59, 999999, tzinfo=timezone(timedelta(hours=1)))

    made = payload(make_lead(consent=Consent("2026-1", "en", summer)), host=HOST)

    assert made["meta"]["consent_at"] == "2026-06-30T23:30:59Z"


def test_a_time_of_consent_without_a_zone_is_a_bug(make_lead):
    naive = datetime(2026, 7, 1, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(ValueError, match="zone"):
        payload(make_lead(consent=Consent("2026-1", "en", naive)), host=HOST)


def test_notes_go_into_meta_and_never_over_a_field_of_ours(make_lead):
    made = payload(make_lead(notes={"property": "bungalow", "reference": "mine", "empty": ""}), host=HOST)

    assert made["meta"]["property"] == "bungalow"
    assert made["meta"]["reference"] == "VB-7K2M9Q"
    assert made["meta"]["note reference"] == "mine"
    assert "empty" not in made["meta"]


def test_the_longest_note_is_shortened_first(make_lead):
    made = payload(make_lead(notes={"property": "bungalow", "story": "long " * 400}), host=HOST)

    assert made["meta"]["property"] == "bungalow"
    assert made["meta"]["story"].startswith("long long ")
    assert made["meta"]["story"].endswith("...")
    assert 1000 <= json_size(made["meta"]) <= 1024


# The limit is in bytes of JSON and does not say of which spelling: each has to fit.
SPELLINGS = (
    json.dumps,
    lambda meta: json.dumps(meta, ensure_ascii=False, separators=(",", ":")),
    lambda meta: json.dumps(meta).replace("/", "\\/"),
)


ENCODABLE = st.characters(codec="utf-8")


@given(
    notes=st.dictionaries(
        st.text(ENCODABLE, max_size=60),
        st.text(ENCODABLE, max_size=1500),
        max_size=12,
    ),
    possible_repeat=st.booleans(),
)
def test_whatever_the_notes_meta_fits_and_keeps_reference_and_consent(marla, make_lead, notes, possible_repeat):
    made = payload(make_lead(notes=notes), host=HOST, attempt=12, possible_repeat=possible_repeat)

    plain = payload(marla, host=HOST, attempt=12, possible_repeat=possible_repeat)["meta"]
    assert plain == {key: made["meta"][key] for key in plain}
    assert all(len(spell(made["meta"]).encode()) <= 1024 for spell in SPELLINGS)
    assert problems(made) == []
