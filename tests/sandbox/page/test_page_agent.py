from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect

from sandbox import Sandbox
from sandbox.faults import Account

pytestmark = pytest.mark.asyncio(loop_scope="session")

LEAD: dict[str, Any] = {
    "type": "vendor",
    "first_name": "Marla",
    "last_name": "Singer",
    "email": "cloud9@cloud.com",
    "phone": "07986000000",
    "address": "123 Example Street, Derby",
    "postcode": "DE1 1JX",
    "gdpr_checkbox": True,
    "meta": {"reference": "VB-7K2M"},
}


async def post(sandbox: Sandbox, **changes: Any) -> httpx.Response:
    async with httpx.AsyncClient(base_url=sandbox.base_url, verify=False) as http:
        headers = {"x-api-key": sandbox.api_key}
        return await http.post("/api/v103/leads/valuation", json=LEAD | changes, headers=headers)


async def test_leads_are_listed_with_their_answers_and_repeats(desk, sandbox):
    assert (await post(sandbox, postcode="D")).status_code == 422
    page = await desk.open(width=1280, height=800)
    pane = page.get_by_role("complementary", name="For the agent")
    refused = pane.get_by_role("article", name="Lead 1", exact=True)
    await expect(refused).to_contain_text("Refused 422")
    await expect(refused.locator(".reason")).to_contain_text("postcode")

    # From here on by the stream, not by a reload.
    answer = (await post(sandbox)).json()
    await post(sandbox)
    await post(sandbox, type="landlord", meta={"reference": "VB-OTHER"})

    titles = pane.get_by_role("article").get_by_role("heading", level=3)
    await expect(titles).to_have_text([f"Lead {n} Marla Singer" for n in (2, 1, 1, 1)])
    accepted, repeat, other = (
        pane.get_by_role("article", name=name, exact=True)
        for name in ("Lead 1, attempt 2", "Lead 1, attempt 3", "Lead 2")
    )
    await expect(accepted).to_contain_text("Accepted 200")
    await expect(accepted).to_contain_text("Attempt 2, under the same reference.")
    # Only the newest lies open by itself.
    await expect(accepted.get_by_role("table", name="What was sent")).to_be_hidden()
    await expect(other.get_by_role("table", name="What was sent")).to_be_visible()
    await accepted.get_by_text("Particulars", exact=True).click()
    await expect(accepted.get_by_role("row", name="Address")).to_contain_text("123 Example Street, Derby")
    await expect(accepted.get_by_role("row", name="Particulars")).to_contain_text("VB-7K2M")
    await expect(accepted.get_by_role("row", name="Consent")).to_contain_text("yes")
    figure = f"£{answer['minimum_sale_estimation']:,}"
    await expect(accepted.get_by_role("row", name="Minimum sale estimation")).to_contain_text(figure)
    await expect(accepted.get_by_role("row", name="Minimum rent estimation")).to_contain_text("per month")
    await expect(accepted.get_by_text("Made-up figures")).to_be_visible()
    await expect(repeat).to_contain_text("a repeat: attempt 2 was accepted under the same reference")
    await expect(other.locator(".repeat")).to_have_count(0)
    await expect(pane.get_by_text("2 leads accepted, 4 requests")).to_be_visible()

    await post(sandbox, type="landlord", meta={"reference": "VB-THIRD"})

    newest = pane.get_by_role("article", name="Lead 3", exact=True)
    await expect(newest.get_by_role("table", name="What was sent")).to_be_visible()
    await expect(other.get_by_role("table", name="What was sent")).to_be_hidden()
    # What somebody opened stays open.
    await expect(accepted.get_by_role("table", name="What was sent")).to_be_visible()


async def test_on_a_phone_the_pane_is_behind_a_tab(desk, sandbox):
    page = await desk.open(has_touch=True, is_mobile=True)
    pane = page.locator(".agent")
    await expect(pane).to_be_hidden()
    tab = page.get_by_role("tab", name="For the agent")
    await tab.click()
    await expect(pane).to_be_visible()
    await expect(page.get_by_role("button", name="Start", exact=True)).to_be_hidden()
    await expect(pane.get_by_text("Nothing yet.")).to_be_visible()
    await page.get_by_role("tab", name="Chat").click()
    for _ in range(2):
        await post(sandbox)
    await post(sandbox, meta={"reference": "VB-OTHER"})
    await expect(tab).to_have_accessible_name("For the agent 2 leads")
    await tab.click()
    await expect(pane.get_by_role("article", name="Lead 2")).to_be_visible()
    await page.get_by_role("button", name="Make something go wrong").click()
    await expect(pane.get_by_role("heading", name="Make something go wrong")).to_be_in_viewport(ratio=1)
    await tab.press("ArrowLeft")
    await expect(page.get_by_role("tab", name="Chat")).to_be_focused()
    await expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()


async def settled(page: Page, act: Any) -> None:
    """Do something that moves a switch, and wait until the sandbox has it."""
    async with page.expect_response(lambda response: response.url.endswith("/page/faults")) as answer:
        await act
    assert (await answer.value).ok


async def test_every_fault_of_the_sandbox_has_a_switch_and_a_sentence(desk, sandbox):
    page = await desk.open(width=1280)
    async with httpx.AsyncClient(base_url=sandbox.base_url, verify=False) as http:
        modes = (await http.get("/page/agent")).json()["modes"]
    for server, names in modes.items():
        radios = page.locator(f"input[name=fault-{server}]")
        await expect(radios.first).to_be_visible()
        assert sorted(names) == sorted(await radios.evaluate_all("radios => radios.map((radio) => radio.value)"))
        # The one that is on already, last: nothing happens where nothing changes.
        for name in sorted(names, key=lambda name: name == "none"):
            radio = page.locator(f"#fault-{server}-{name}")
            await expect(radio).to_have_accessible_description(re.compile(r"\w+ \w+ .*\.$"))
            await settled(page, radio.check())
            assert getattr(sandbox.faults, server).mode == name


async def test_how_the_account_behaves_is_chosen_beside_the_faults(desk, sandbox):
    page = await desk.open(width=1280)
    for label, option in (
        ("Looking leads up", "hides meta"),
        ("A new lead shows after", "30 seconds"),
        ("Other leads of the person", "one from elsewhere"),
        ("An update", "replaces meta"),
        ("A lead's number stands in", "no place"),
    ):
        await settled(page, page.get_by_label(label).select_option(label=option))
    assert sandbox.faults.account == Account("without_meta", 30, True, "replaces", "nowhere")
    await page.reload()
    await expect(page.get_by_label("Looking leads up").locator("option:checked")).to_have_text("hides meta")


async def test_particulars_of_faults_and_a_fault_that_runs_out(desk, sandbox):
    page = await desk.open(width=1280)
    await settled(page, page.get_by_label("Refuses a field (422)").check())
    await settled(page, page.get_by_label("Field", exact=True).select_option("email"))
    await settled(page, page.get_by_label("How often").select_option("1"))
    await settled(page, page.get_by_label("Too many requests (429)").check())
    await settled(page, page.get_by_label("Bot API method").select_option("sendMessage"))
    seconds = page.get_by_label("Seconds to wait")
    await seconds.fill("7")
    await settled(page, seconds.press("Tab"))
    fault, telegram = sandbox.faults.lead_api, sandbox.faults.telegram
    assert (fault.mode, fault.field, fault.times) == ("reject", "email", 1)
    assert (telegram.mode, telegram.method, telegram.seconds, telegram.times) == ("busy", "sendMessage", 7, None)
    notice = page.get_by_role("status").filter(has_text="Lead API: refuses a field")
    await expect(notice).to_be_visible()

    answer = await post(sandbox)

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["email"])
    await expect(page.locator("#fault-lead_api-none")).to_be_checked()
    await expect(page.locator("#fault-telegram-busy")).to_be_checked()
    await settled(page, page.get_by_role("button", name="Switch off").click())
    await expect(page.locator("#fault-telegram-none")).to_be_checked()
    assert (sandbox.faults.lead_api.mode, sandbox.faults.telegram.mode) == ("none", "none")


async def test_leads_under_a_fault_say_what_became_of_them(desk, sandbox):
    page = await desk.open(width=1280)
    badges = [
        ("drop_after", "Accepted, answer lost"),
        ("drop_before", "Not received"),
        ("garbage", "Not counted"),
        ("unavailable", "Refused 503"),
        ("key_refused", "Refused 401"),
    ]
    for number, (mode, badge) in enumerate(badges, start=1):
        await settled(page, page.locator(f"#fault-lead_api-{mode}").check())
        if mode.startswith("drop"):
            with pytest.raises(httpx.TransportError):
                await post(sandbox)
        else:
            await post(sandbox)
        card = page.get_by_role("article", name="Lead 1" if number == 1 else f"Lead 1, attempt {number}", exact=True)
        await expect(card.locator(".badge")).to_have_text(badge)
        await expect(card.locator(".reason")).to_have_count(0 if mode == "drop_after" else 1)


async def test_the_hint_for_newcomers_leaves_a_phone_once_the_chat_has_begun(desk, bot):
    phone = await desk.phone()
    hint = phone.page.get_by_role("complementary", name="About this page")
    await expect(hint).to_be_visible()
    await phone.start.click()
    await bot.next()
    await expect(hint).to_be_hidden()


async def test_the_hint_for_newcomers_leads_on_and_stays_away_once_dismissed(desk):
    page = await desk.open(width=1280)
    hint = page.get_by_role("complementary", name="About this page")
    await expect(hint).to_contain_text("nothing leaves this computer")
    campaign = hint.get_by_role("link", name="follow a campaign link")
    await expect(campaign).to_have_attribute("href", re.compile(r"^/\?person=[a-z]+-\d+&start=fb-spring$"))
    await hint.get_by_role("link", name="open another person").click()
    await expect(page.locator(".phone")).to_have_count(2)
    await hint.get_by_role("button", name="Dismiss this hint").click()
    await page.reload()
    await expect(page.locator(".phone").first).to_be_visible()
    await expect(hint).to_have_count(0)
