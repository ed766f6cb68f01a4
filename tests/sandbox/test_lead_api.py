"""The Lead API, against the tables of its guide."""

from __future__ import annotations

import time

import httpx
import pytest

from sandbox import LeadApiFault

# The guide's own example request.
EXAMPLE = {
    "type": "vendor",
    "phone": "07986000000",
    "property_bedrooms": 4,
    "first_name": "Marla",
    "last_name": "Singer",
    "email": "cloud9@cloud.com",
    "title": "Mrs",
    "address": "123 Example street, Example town",
    "postcode": "De1 1JX",
    "appointment_availability": {"hours": ["2021-01-01T08:00:00.000Z", "2021-01-01T09:00:00.000Z"]},
    "message": "I would like to know how much my home is worth",
    "meta": {"virtual tour": "true"},
    "gdpr_checkbox": True,
    "host": "https://www.yourdomain.ivt.com",
}
FIGURES = [f"{edge}_{kind}_estimation" for kind in ("sale", "rent") for edge in ("minimum", "average", "maximum")]


@pytest.fixture
def post(sandbox, http):
    async def post(payload):
        return await http.post("/api/v103/leads/valuation", headers={"X-API-KEY": sandbox.api_key}, json=payload)

    return post


async def test_the_guides_example(sandbox, post):
    response = await post(EXAMPLE)
    body = response.json()
    assert response.status_code == 200
    assert list(body) == [*FIGURES, "valuation_status", "data"]
    assert body["data"] == {"id": sandbox.journal.leads[0].lead_id}
    assert body["valuation_status"] == "Success"
    for kind in ("sale", "rent"):
        low, middle, high = (body[f"{edge}_{kind}_estimation"] for edge in ("minimum", "average", "maximum"))
        assert 0 < low < middle < high
    assert [(r.accepted, r.status, r.payload, r.response) for r in sandbox.journal.leads] == [
        (True, 200, EXAMPLE, body)
    ]


async def test_estimates_follow_the_property(post):
    async def average(**changes):
        return (await post(EXAMPLE | changes)).json()["average_sale_estimation"]

    assert await average() == await average(postcode="DE11JX", first_name="Robert")
    assert await average(property_bedrooms=2) < await average(property_bedrooms=5)
    assert await average(property_type="flat-maisonette") < await average(property_type="detached")
    assert len({await average(postcode=p) for p in ("DE1 1JX", "M1 1AE", "SW1A 1AA", "EH1 1YZ")}) == 4
    for studio in (0, 1):
        assert await average(property_bedrooms=studio) > 20_000


@pytest.mark.parametrize("field", ["first_name", "last_name", "email", "phone", "type", "postcode"])
async def test_required_fields(post, field):
    response = await post({name: value for name, value in EXAMPLE.items() if name != field})
    assert response.status_code == 422
    assert response.json()["errors"] == {field: [f"The {field} field is required."]}


def meta_of(size):
    """``{"k":"…"}`` of exactly ``size`` bytes of compact JSON."""
    return {"k": "x" * (size - 8)}


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("first_name", ["x", "x" * 50, "é" * 50], ["", "x" * 51, 5, None, ["Marla"]]),
        ("last_name", ["x", "x" * 50], ["", "x" * 51, False]),
        (
            "email",
            ["a@b.co", "o'brien+x@sub.domain.co.uk"],
            ["", "a", "a@", "@b.com", "a@b", "a b@c.com", "a@b..com", 1],
        ),
        ("phone", ["1", "x" * 255], ["", "x" * 256, 7986000000]),
        ("type", ["vendor", "landlord"], ["sale", "let", "mortgage_request", "Vendor", "", 1]),
        ("title", ["x", "x" * 50], ["", "x" * 51, None]),
        ("advert_address", ["", "x" * 100], ["x" * 101, 1]),
        ("advert_postcode", ["DE", "x" * 10], ["x", "x" * 11]),
        ("advert_url", ["x" * 255], ["x" * 256, {}]),
        ("advert_image", ["x" * 255], ["x" * 256]),
        ("message", ["x" * 255], ["x" * 256, None]),
        (
            "appointment_availability",
            [{}, {"hours": ["2021-01-01T08:00:00.000Z"]}, {"hours": "any"}, meta_of(1024)],
            ["any", ["any"], {"hours": 8}, {"hours": [8]}, {"hours": {"from": "8"}}, meta_of(1025)],
        ),
        (
            "meta",
            [{}, {"a": "b"}, meta_of(1024), {"k": "é" * 508}],
            ["a", ["a"], {"a": 1}, {"a": True}, {"a": None}, {"a": ["b"]}, meta_of(1025), {"k": "é" * 509}],
        ),
        (
            "questionnaire",
            [
                {},
                {"q": ["When?", "Soon"]},
                {"q": ["x" * 1000, "y" * (2048 - 1000 - 13)]},
                [["When?", "Soon"], ["a", "b"]],
                [["x" * 1000, "y" * (2048 - 1000 - 9)]],
            ],
            [
                {"q": "When?"},
                {"q": ["When?"]},
                {"q": ["a", "b", "c"]},
                {"q": ["a", 1]},
                [["a"]],
                ["a", "b"],
                {"q": ["x" * 1000, "y" * (2048 - 1000 - 13 + 1)]},
                [["x" * 1000, "y" * (2048 - 1000 - 9 + 1)]],
            ],
        ),
        ("gdpr_checkbox", [True, False], ["true", 1, None]),
        ("host", ["x" * 255], ["x" * 256]),
        ("office_id", [1213, 1214], [1, "1213", True, None, 1213.5]),
        ("address", ["", "x" * 100], ["x" * 101, None]),
        ("postcode", ["DE", "x" * 10], ["x", "", "x" * 11, None]),
        (
            "source",
            # The guide's list, as it stands there.
            [
                *("rightmove", "rightmove_valuation", "zoopla", "zoopla_valuation", "onthemarket", "gumtree", "s1"),
                *("lettingweb", "propertypal", "propertynews", "ivt", "homepage"),
            ],
            ["facebook", "", "IVT", 1],
        ),
        ("international", [True, False], ["false", 0]),
        ("utm_source", ["", "facebook", "x" * 1000], [1, None]),
        ("utm_campaign", ["spring"], [1]),
        ("utm_medium", ["social"], [1]),
        ("utm_term", ["home"], [1]),
        ("utm_content", ["advert"], [1]),
        ("property_type", ["detached", "semi-detached", "terraced", "flat-maisonette"], ["flat", "Detached", "", None]),
        ("property_bedrooms", [0, 4, 12], ["4", 4.5, -1, None, True]),
        ("bedrooms", [], [4]),
        ("reference", [], ["abc"]),
    ],
)
async def test_every_field_of_the_guide(sandbox, post, field, good, bad):
    for value in good:
        response = await post(EXAMPLE | {field: value})
        assert response.status_code == 200, (value, response.text)
    for value in bad:
        response = await post(EXAMPLE | {field: value})
        assert (response.status_code, list(response.json()["errors"])) == (422, [field]), value
        assert field in response.json()["errors"][field][0]
    assert [record.accepted for record in sandbox.journal.leads] == [True] * len(good) + [False] * len(bad)


@pytest.mark.parametrize(
    ("body", "kind", "key", "status"),
    [
        (b"[{}]", "application/json", "sandbox-key", 400),
        (b"null", "application/json", "sandbox-key", 400),
        (b"", "application/json", "sandbox-key", 400),
        (b"{broken", "application/json", "sandbox-key", 400),
        (b'{"postcode": NaN}', "application/json", "sandbox-key", 400),
        (b"\xff\xfe", "application/json", "sandbox-key", 400),
        (b"type=vendor", "application/x-www-form-urlencoded", "sandbox-key", 415),
        (b"{}", "application/json", "another-key", 401),
        (b"{}", "application/json", "", 401),
    ],
)
async def test_requests_that_are_none(sandbox, http, body, kind, key, status):
    headers = {"content-type": kind, "X-API-KEY": key}
    response = await http.post("/api/v103/leads/valuation", content=body, headers=headers)
    assert (response.status_code, sandbox.journal.leads[-1].accepted) == (status, False)
    assert response.json()["message"]


async def test_offices(sandbox, http):
    key = {"X-API-KEY": sandbox.api_key}
    response = await http.get("/api/v103/offices", headers=key)
    assert response.json() == {"data": [{"id": "1213", "name": "Derby"}, {"id": 1214, "name": "Nottingham"}]}
    assert (await http.get("/api/v103/offices")).status_code == 401
    assert (await http.get("/api/v103/leads/valuation", headers=key)).status_code == 405
    assert [record.status for record in sandbox.journal.offices] == [200, 401]


@pytest.mark.parametrize(
    ("fault", "status", "shown"),
    [
        (LeadApiFault("unavailable"), 503, {"message": "Service Unavailable"}),
        (LeadApiFault("error"), 500, {"message": "Server Error"}),
        (LeadApiFault("busy", seconds=7), 429, {"message": "Too Many Attempts."}),
        (LeadApiFault("key_refused"), 401, {"message": "Unauthenticated."}),
        (
            LeadApiFault("reject", field="phone"),
            422,
            {"message": "The given data was invalid.", "errors": {"phone": ["The phone field is invalid."]}},
        ),
        (
            LeadApiFault("reject", field="property_type"),
            422,
            {
                "message": "The given data was invalid.",
                "errors": {"property_type": ["The property_type field is required."]},
            },
        ),
        (LeadApiFault("firewall", text="@", status=405), 405, "Request blocked."),
        (LeadApiFault("no_estimate"), 200, dict.fromkeys(FIGURES) | {"valuation_status": "Failed"}),
        (LeadApiFault("no_estimate", variant="zero"), 200, dict.fromkeys(FIGURES, 0) | {"valuation_status": "Failed"}),
        (LeadApiFault("no_estimate", variant="missing"), 200, {"valuation_status": "Failed"}),
    ],
    ids=lambda value: f"{value.mode} {value.variant}" if isinstance(value, LeadApiFault) else None,
)
async def test_faults_that_answer(sandbox, post, fault, status, shown):
    sandbox.faults.set(lead_api=fault)
    for _ in range(2):
        response = await post(EXAMPLE)
        said = response.text if isinstance(shown, str) else response.json()
        if fault.mode == "no_estimate":
            del said["data"]
        assert (response.status_code, said) == (status, shown)
    assert response.headers.get("retry-after") == ("7" if fault.mode == "busy" else None)
    assert sandbox.journal.leads[-1].accepted == (fault.mode == "no_estimate")
    sandbox.faults.clear()
    assert (await post(EXAMPLE)).json()["valuation_status"] == "Success"


async def test_garbage_is_a_page_and_counts_for_nothing(sandbox, post):
    sandbox.faults.set(lead_api=LeadApiFault("garbage", times=1))
    response = await post(EXAMPLE)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert response.text.startswith("<!DOCTYPE html>")
    assert sandbox.journal.leads[-1].accepted is False


@pytest.mark.parametrize(("mode", "accepted"), [("drop_before", False), ("drop_after", True)])
async def test_drops_and_how_often(sandbox, post, mode, accepted):
    sandbox.faults.set(lead_api=LeadApiFault(mode, times=2))
    payload = EXAMPLE | {"meta": {"reference": "L-1"}}
    for _ in range(2):
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            await post(payload)
    assert (await post(payload)).status_code == 200
    records = sandbox.journal.leads
    assert [(r.accepted, r.status, r.repeat_of) for r in records] == [
        (accepted, None, None),
        (accepted, None, 1),
        (True, 200, 1),
    ]
    assert sandbox.faults.lead_api.mode == "none"


async def test_slowness(sandbox, post):
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=0.3, times=1))
    started = time.monotonic()
    assert (await post(EXAMPLE)).status_code == 200
    assert time.monotonic() - started >= 0.3


async def test_faults_until_switched_off_hit_the_offices_too(sandbox, http):
    async def offices():
        return (await http.get("/api/v103/offices", headers={"X-API-KEY": sandbox.api_key})).status_code

    for mode, status in {"unavailable": 503, "key_refused": 401, "busy": 429, "reject": 200, "none": 200}.items():
        sandbox.faults.set(lead_api=LeadApiFault(mode))
        assert await offices() == status
    sandbox.faults.set(lead_api=LeadApiFault("unavailable", times=1))
    assert await offices() == 200
    sandbox.faults.set(lead_api=LeadApiFault("drop_before"))
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await offices()
