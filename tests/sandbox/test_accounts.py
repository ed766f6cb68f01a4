"""Leads of the sandbox's account, once they are made: looked up, shown and updated, as far as the vendor's pages say."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox import Sandbox
from sandbox.faults import Account, LeadApiFault

LEAD: dict[str, Any] = {
    "type": "vendor",
    "first_name": "Marla",
    "last_name": "Singer",
    "email": "cloud9@cloud.com",
    "phone": "07986000000",
    "postcode": "DE1 1JX",
    "questionnaire": [["Do you own it?", "Yes"]],
    "meta": {"reference": "VB-1"},
}


@pytest.fixture
async def account(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    """A client that has the account's key."""
    headers = {"X-API-KEY": sandbox.api_key}
    async with httpx.AsyncClient(base_url=f"{sandbox.base_url}/api/v103", headers=headers) as client:
        yield client


async def test_a_lead_is_found_by_its_person_and_by_its_id(sandbox: Sandbox, account: httpx.AsyncClient) -> None:
    made = (await account.post("/leads/valuation", json=LEAD)).json()
    lead_id = str(made["data"]["id"])
    for asked in ({"email": "CLOUD9@cloud.com"}, {"phone": "07986000000", "lastName": "singer"}):
        (shown,) = (await account.get("/person/leads", params=asked)).json()["data"]
        assert (str(shown["id"]), shown["meta"]) == (lead_id, {"reference": "VB-1"})
    assert (await account.get(f"/leads/{lead_id}")).json()["data"]["email"] == "cloud9@cloud.com"
    assert (await account.get("/person/leads", params={"email": "nobody@cloud.com"})).status_code == 404
    assert (await account.get("/person/leads", params={"firstName": "Marla"})).status_code == 422
    assert (await account.get("/leads/1")).status_code == 404


@pytest.mark.parametrize(("update", "meta"), [("merges", {"reference": "VB-1", "a": "b"}), ("replaces", {"a": "b"})])
async def test_an_update_appends_to_the_questionnaire_and_merges_or_replaces_meta(
    sandbox: Sandbox, account: httpx.AsyncClient, update: str, meta: dict[str, str]
) -> None:
    sandbox.faults.set(account=Account(update=update, id_in="top"))
    lead_id = (await account.post("/leads/valuation", json=LEAD)).json()["id"]
    changes = {"gdpr_checkbox": False, "questionnaire": [["When?", "Soon"]], "meta": {"a": "b"}}
    shown = (await account.patch(f"/leads/{lead_id}", json=changes)).json()["data"]
    assert shown["questionnaire"] == [["Do you own it?", "Yes"], ["When?", "Soon"]]
    assert (shown["gdpr_checkbox"], shown["meta"]) == (False, meta)
    refused = await account.patch(f"/leads/{lead_id}", json={"email": "other@cloud.com"})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["email"])


async def test_an_update_may_be_refused_in_a_200(sandbox: Sandbox, account: httpx.AsyncClient) -> None:
    lead_id = (await account.post("/leads/valuation", json=LEAD)).json()["data"]["id"]
    sandbox.faults.set(lead_api=LeadApiFault("refused_inside"))
    answer = await account.patch(f"/leads/{lead_id}", json={"gdpr_checkbox": False})
    assert (answer.status_code, answer.json()["success"]) == (200, False)
    (update,) = sandbox.journal.updates_of_leads
    assert (update.status, update.accepted) == (200, False)
    assert sandbox.journal.leads[0].accepted


async def test_a_look_up_may_lag_hide_meta_show_others_or_be_refused(
    sandbox: Sandbox, account: httpx.AsyncClient
) -> None:
    await account.post("/leads/valuation", json=LEAD)
    asked = {"email": LEAD["email"]}
    sandbox.faults.set(account=Account(lag=60))
    assert (await account.get("/person/leads", params=asked)).status_code == 404
    sandbox.faults.set(account=Account(look_up="without_meta", others=True))
    shown = (await account.get("/person/leads", params=asked)).json()["data"]
    assert (len(shown), "meta" in shown[1]) == (2, False)
    sandbox.faults.set(account=Account(look_up="refused"))
    assert (await account.get("/person/leads", params=asked)).status_code == 403
