from __future__ import annotations

import pytest

from bot.lead_api.checks import json_size
from bot.lead_api.payload import Problem, payload, problems

# The guide's table, row by row: what it forbids.
FORBIDDEN = [
    ("type", "sale"),  # a type of the table, but not one that this endpoint takes
    ("type", "mortgage_request"),
    ("type", ""),
    ("type", None),
    ("first_name", ""),
    ("first_name", "x" * 51),
    ("first_name", None),
    ("first_name", ["Marla"]),
    ("last_name", ""),
    ("last_name", "x" * 51),
    ("title", ""),
    ("title", "x" * 51),
    ("email", "cloud9"),
    ("email", "cloud9@cloud"),
    ("email", "cloud9@@cloud.com"),
    ("email", ""),
    ("email", 9),
    ("phone", ""),
    ("phone", "0" * 256),
    ("phone", 7986000000),
    ("international", "true"),
    ("address", ""),
    ("address", "x" * 101),
    ("address", "lone \ud800 surrogate"),
    ("postcode", "D"),
    ("postcode", "DE1 1JX 1JX"),
    ("property_bedrooms", "4"),
    ("property_bedrooms", -1),
    ("property_bedrooms", 2.5),
    ("property_bedrooms", True),
    ("property_bedrooms", float("nan")),
    ("property_type", "bungalow"),
    ("property_type", ["detached"]),
    ("gdpr_checkbox", False),
    ("gdpr_checkbox", "true"),
    ("gdpr_checkbox", 1),
    ("gdpr_checkbox", None),
    ("host", ""),
    ("host", "h" * 256),
    ("office_id", "1213"),
    ("office_id", True),
    ("office_id", float("inf")),
    ("source", "my-leaflet"),
    ("source", ""),
    ("utm_source", 1),
    ("utm_campaign", ""),
    ("utm_medium", None),
    ("utm_term", {}),
    ("utm_content", "\udfff"),
    ("meta", None),
    ("meta", "text"),
    ("meta", {"reference": 7}),
    ("meta", {7: "reference"}),
    ("meta", {"nested": {"a": "b"}}),
    ("meta", {"long": "x" * 1100}),
    ("meta", {"escaped": "é" * 200}),
    ("meta", {"slashes": "/" * 600}),
    ("meta", {"surrogate": "\ud800"}),
    ("questionnaire", [["question"]]),
    ("questionnaire", {"1": ["question", "answer"]}),
    ("Phone", "07986000000"),
]


@pytest.mark.parametrize(("field", "value"), FORBIDDEN)
def test_a_value_that_the_guide_forbids_is_named_by_its_field_and_never_repeated(marla, field, value):
    found = problems({**payload(marla, host="https://derbyhomes.example"), field: value})

    assert [field] == [problem.field for problem in found]
    if isinstance(value, str) and len(value) > 8:
        assert value not in found[0].reason


@pytest.mark.parametrize(
    "field", ["type", "first_name", "last_name", "email", "phone", "address", "postcode", "gdpr_checkbox", "meta"]
)
def test_a_required_field_that_is_missing_is_named(marla, field):
    made = payload(marla, host="https://derbyhomes.example")
    del made[field]

    assert [Problem(field, "is missing")] == problems(made)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", "x" * 50),
        ("first_name", "🏠" * 50),
        ("last_name", "O'Néill-Ó Súilleabháin"),
        ("phone", "0" * 255),
        ("address", "x" * 100),
        ("postcode", "GIR 0AA"),
        ("host", "h" * 255),
        ("property_bedrooms", 0),
        ("office_id", 1213),
        ("type", "landlord"),
        ("property_type", "flat-maisonette"),
        ("source", "s1"),
        ("international", True),
    ],
)
def test_a_value_at_the_edge_of_the_guides_limits_may_be_sent(marla, field, value):
    assert problems({**payload(marla, host="https://derbyhomes.example"), field: value}) == []


def test_every_problem_is_listed():
    found = problems({"type": "sale", "gdpr_checkbox": False})

    assert {"first_name", "last_name", "email", "phone", "address", "postcode", "meta", "type", "gdpr_checkbox"} == {
        problem.field for problem in found
    }


def test_json_size_is_that_of_the_longest_usual_spelling():
    assert len(r'{"a": "\u00e9\/\ud83c\udfe0"}') == json_size({"a": "é/🏠"})
