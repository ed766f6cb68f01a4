from __future__ import annotations

import json

import pytest

from bot.lead_api.error_bodies import Refusal, clean_reason, question_in_sentence, read_refusal
from bot.lead_api.fields import question_of

# Shapes in which HTTP APIs at large report what is wrong with a request. None of them is published for this one.
BODIES: list[tuple[str, object, str, str]] = [
    ("Laravel", {"message": "The given data was invalid.", "errors": {"email": ["The email must be a valid one."]}},
     "email", "The email must be a valid one."),
    ("Laravel, two fields", {"message": "Invalid.", "errors": {"office_id": ["Unknown office."], "phone": ["Bad."]}},
     "phone", "Bad."),
    ("Laravel, the office", {"message": "Invalid.", "errors": {"office_id": ["Unknown office."]}},
     "office", "Unknown office."),
    ("Laravel, a field of ours alone", {"message": "Invalid.", "errors": {"source": ["Unknown source."]}},
     "", "Unknown source."),
    ("a sentence about the office", {"message": "The selected office id is invalid."},
     "office", "The selected office id is invalid."),
    ("map of plain texts", {"errors": {"first_name": "too long"}}, "name", "too long"),
    ("map under error", {"error": {"postcode": ["unknown"]}}, "postcode", "unknown"),
    ("map in a map", {"errors": {"lead": {"address": ["too long"]}}}, "address", "too long"),
    ("map of maps", {"errors": {"address": {"max": "too long"}}}, "address", "too long"),
    ("map of objects", {"errors": {"title": {"message": "too long", "code": 7}}}, "name", "too long"),
    ("map of flags", {"message": "Check these", "errors": {"phone": True}}, "phone", "Check these"),
    ("map of nulls", {"message": "Check", "errors": {"phone": None}}, "", "Check"),
    ("a field with an index", {"errors": {"phone.0": ["bad"]}}, "phone", "bad"),
    ("camel case", {"errors": {"firstName": ["bad"]}}, "name", "bad"),
    ("list of texts", {"errors": ["The email field is required."]}, "email", "The email field is required."),
    ("list of names", {"message": "Missing", "missing": ["last_name"]}, "name", "last_name"),
    ("list of objects", {"errors": [{"field": "property_bedrooms", "message": "too many"}]}, "bedrooms", "too many"),
    ("list of param", {"errors": [{"param": "email", "msg": "Invalid", "value": "a@b"}]}, "email", "Invalid"),
    ("JSON:API", {"errors": [{"source": {"pointer": "/data/attributes/phone"}, "title": "Bad", "detail": "Too short"}]},
     "phone", "Too short"),
    ("loc", {"detail": [{"loc": ["body", "postcode"], "msg": "required", "input": {"email": "cloud9@cloud.com"}}]},
     "postcode", "required"),
    ("Django", {"email": ["Enter a valid email address."]}, "email", "Enter a valid email address."),
    ("problem+json", {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "No office is near."},
     "", "No office is near."),
    ("problem+json with params", {"type": "x", "title": "No", "invalid-params": [{"name": "email", "reason": "bad"}]},
     "email", "bad"),
    ("an error object with a type", {"error": {"type": "invalid_request_error", "message": "No such thing", "code": 4}},
     "", "No such thing"),
    ("an error object with a param", {"error": {"type": "x", "message": "Wrong", "param": "phone"}}, "phone", "Wrong"),
    ("error beside message", {"error": "Unprocessable Entity", "message": "Come back when you are older"},
     "", "Come back when you are older"),
    ("Spring", {"status": 400, "error": "Bad Request", "path": "/api/v103/leads/valuation"}, "", "Bad Request"),
    ("a name that is no field", {"name": "ValidationError", "message": "Wrong"}, "", "Wrong"),
    ("wrapped in data", {"data": {"errors": {"email": ["bad"]}}}, "email", "bad"),
    ("an echo of the request", {"message": "No.", "data": {"email": "cloud9@cloud.com", "phone": "07986000000"}},
     "", "No."),
    ("an echo inside errors", {"errors": {"input": {"email": "cloud9@cloud.com"}, "code": "E7"}}, "", "E7"),
    ("an echo inside an error", {"error": {"message": "No.", "input": {"email": "cloud9@cloud.com"}}}, "", "No."),
    ("only a sentence", {"message": "Invalid email"}, "email", "Invalid email"),
    ("a text", "The property_type must be one of four.", "property_type", "The property_type must be one of four."),
    ("a list", ["first", "second"], "", "first"),
    ("numbers", {"code": 7, "errors": [1, 2, {"code": 3}]}, "", ""),
    ("nothing", {}, "", ""),
    ("null", None, "", "null"),
    ("deep", {"errors": [[[[[[[[[["email is required"]]]]]]]]]]}, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("body", "question", "reason"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_the_blamed_field_and_the_reason_are_found(body, question, reason):
    assert Refusal(reason, question) == read_refusal(json.dumps(body).encode())


BLAMING = [
    ("The email field is required.", "email"),
    ("The email must be a valid email address.", "email"),
    ("The email address is invalid", "email"),
    ("E-mail is not valid", "email"),
    ("email: invalid format", "email"),
    ("'email' is required", "email"),
    ("`phone` is a required field", "phone"),
    ("Validation failed: Phone number must have 11 digits", "phone"),
    ("Please enter a valid phone number.", "phone"),
    ("Missing required field: phone", "phone"),
    ("Invalid or missing phone", "phone"),
    ("Invalid value for postcode", "postcode"),
    ("Post code not found", "postcode"),
    ("the postcode is not one we cover", "postcode"),
    ("The first name field is required.", "name"),
    ("first_name must not be empty", "name"),
    ("Please provide your last name", "name"),
    ("Surname is too long", "name"),
    ("The title may not be greater than 50 characters.", "name"),
    ("The address field is required.", "address"),
    ("Address is too long", "address"),
    ("Property address is missing", "address"),
    ("property_bedrooms must be a number", "bedrooms"),
    ("Number of bedrooms is required", "bedrooms"),
    ("The selected property type is invalid.", "property_type"),
    ("The selected type is invalid.", "sale_or_let"),
    ("lead type should be vendor or landlord", "sale_or_let"),
    ("last_name", "name"),
    ("The phone is wrong and the email is invalid", "phone"),
    ("The email is invalid, so the phone is required", "email"),
]

MENTIONING = [
    "Content type must be application/json",
    "The content type is invalid",
    "Unsupported media type",
    "Invalid type",
    "Type error: cannot read property of undefined",
    "IP address is not allowed",
    "Your IP address is blocked",
    "Name or service not known",
    "The host name is unknown",
    "Hostname is invalid",
    "A lead with this email already exists",
    "No office covers this postcode",
    "The advert postcode field is required.",
    "The source is not known",
    "The gdpr checkbox must be accepted",
    "Phone verification service unavailable",
    "Invalid phone verification template",
    "Emails cannot be sent right now",
    "Title: Bad Request",
    "Unknown column 'mobile_id' in table",
    "We will email you",
    "",
    "🏠",
]


@pytest.mark.parametrize(("sentence", "question"), BLAMING)
def test_a_sentence_that_demands_something_of_a_field_blames_it(sentence, question):
    assert question == question_in_sentence(sentence)


@pytest.mark.parametrize("sentence", MENTIONING)
def test_a_sentence_that_only_mentions_a_word_blames_nothing(sentence):
    assert question_in_sentence(sentence) == ""


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"Something is wrong", "Something is wrong"),
        (b"  two\r\n lines\t", "two lines"),
        (b"<html><head><title>413 Too Large</title></head><body>nginx</body></html>", "413 Too Large"),
        (
            b"<!DOCTYPE html><p>The email field is required.</p><script>var a = 1</script>",
            "The email field is required.",
        ),
        (b'{"message": "<b>Sorry</b>, it is &lt; 3 &amp; no"}', "Sorry , it is < 3 & no"),
        (b"\xff\xfe\x00garbage", "\ufffd\ufffd garbage"),
        (b'{"message": "a\\u0000b\\u202ec\\u200bd\\ud800e"}', "a b c d e"),
        (b"", ""),
        (b"\x00\x01\x02", ""),
    ],
)
def test_any_body_becomes_one_printable_line_and_pages_blame_nothing(body, reason):
    assert Refusal(reason, "") == read_refusal(body)


def test_a_reason_is_cut():
    reason = read_refusal(b"word " * 1000).reason

    assert len(reason) <= 200
    assert reason.startswith("word word ")
    assert reason.endswith("…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cloud9@cloud.com is taken", "[…] is taken"),
        ("Someone.Else+x@cloud.co.uk is taken", "[…] is taken"),
        ("07986 000000 is no number", "[…] is no number"),
        ("+44 (0)7986-000-000 is no number", "[…] is no number"),
        ("DE1 1JX and sw1a2aa are far apart", "[…] and […] are far apart"),
        ("MARLA Singer is known", "[…] […] is known"),
        ("Marlatown is fine", "Marlatown is fine"),
        ("no house at 123 example street", "no house at […]"),
        ("at 123 Example Street, Example Town there is none", "at […] there is none"),
        ("must have 1 to 50 characters, not 1024", "must have 1 to 50 characters, not 1024"),
        ("error 422 (code 17)", "error 422 (code 17)"),
        ("nameSinger is taken", "name[…] is taken"),
        ("email:cloud9@cloud.comis not valid", "email:[…]is not valid"),
        ("the number that ends in 000000 is known", "the number that ends in […] is known"),
        ("a phone number that starts with 07986 exists", "a phone number that starts with […] exists"),
        ("the mailbox cloud9 is full", "the mailbox […] is full"),
        ("the street field needs a town, not Example", "the street field needs a town, not […]"),
        ("Mr Singer-Smith is known", "Mr […]-Smith is known"),
    ],
)
def test_details_of_a_person_are_hidden(text, shown):
    personal = ["Marla", "Singer", "cloud9@cloud.com", "07986000000", "123 Example Street, Example Town", "", "x"]

    assert shown == clean_reason(text, personal)


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("email", "email"),
        ("lead.email", "email"),
        ("/data/attributes/email", "email"),
        ("errors[email][0]", "email"),
        ("propertyBedrooms", "bedrooms"),
        ("Property Type", "property_type"),
        ("type", "sale_or_let"),
        ("office_id", "office"),
        ("officeId", "office"),
        ("source", ""),
        ("advert_postcode", ""),
        ("emails", ""),
        ("0", ""),
        ("", ""),
        ("/api/v103/leads/valuation", ""),
    ],
)
def test_a_fields_name_leads_to_its_question(name, question):
    assert question == question_of(name)
