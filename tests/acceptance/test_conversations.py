"""Whole conversations: a chat becomes a lead and an estimate."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from conversations.questions import DEFAULT_ORDER
from sandbox import Sandbox
from sandbox.faults import LeadApiFault
from support.delivered import estimated, the_lead
from support.homeowner import ALL_CORRECT, ORDER, SHARE, YES, Homeowner, choice, label, words
from support.processes import ROOT, Launcher
from support.waiting import eventually

CAMPAIGNS = """
[fb-spring]
type = "sale"
office_id = 1214
source = "homepage"
utm_source = "facebook"
utm_campaign = "spring"
utm_medium = "social"
utm_term = "valuation derby"
utm_content = "blue"

[window-let]
type = "let"
"""


async def test_the_guides_example_person_gives_the_documented_payload(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    documented = json.loads(re.findall(r"```json\n(.*?)```", (ROOT / "docs/lead-api.md").read_text(), re.DOTALL)[0])
    began = datetime.now(UTC).replace(microsecond=0)

    await bots.start(interpreter=True)
    await marla.starts()
    await marla.answers(said={"property_type": "something else"})
    await marla.says("all correct", then="consent")
    await marla.says("yes, I agree", then="estimate")

    sent = the_lead(sandbox)
    assert documented.keys() == sent.keys()
    assert {**documented, "meta": ""} == {**sent, "meta": ""}
    assert documented["meta"].keys() == sent["meta"].keys()
    assert sent["meta"]["channel"] == "telegram"
    assert re.fullmatch(r"VB-[0-9A-HJKMNP-TV-Z]{10}", sent["meta"]["reference"])
    assert re.fullmatch(r"[a-z]{2}-\d{4}-\d{2}-\d{2}(-\d)?", sent["meta"]["consent_wording"])
    assert began <= datetime.fromisoformat(sent["meta"]["consent_at"]) <= began + timedelta(minutes=5)
    assert estimated(sandbox.journal.leads[0]) in marla.last


async def test_a_sale_by_typing_only(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    await bots.start()
    await marla.starts()
    await marla.answers()
    await marla.says("yes", then="consent")
    estimate = await marla.says("yes I agree", then="estimate")

    (record,) = sandbox.journal.leads
    assert estimated(record) in estimate
    assert tuple(record.payload[field] for field in ("type", "property_type", "property_bedrooms")) == (
        "vendor",
        "semi-detached",
        4,
    )
    assert [*ORDER, "thanks", "estimate"] == marla.stages


async def test_a_rent_by_typing_only(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    await bots.start()
    await marla.starts()
    await marla.answers(
        said={
            "sale_or_let": "i want to let it",
            "name": "marla singer",
            "phone": "+44 7986 000 000",
            "email": "Cloud9@CLOUD.com",
            "address": "flat 2, 123 example street, example town",
            "postcode": "DE1-1JX",
            "bedrooms": "studio",
            "property_type": "flat",
        }
    )
    await marla.says("all correct", then="consent")
    estimate = await marla.says("I agree", then="estimate")

    (record,) = sandbox.journal.leads
    assert estimated(record) in estimate
    assert "a month to let" in estimate
    sent = the_lead(sandbox)
    del sent["meta"], sent["host"]
    assert sent == {
        "type": "landlord",
        "first_name": "Marla",
        "last_name": "Singer",
        "phone": "07986000000",
        "email": "Cloud9@cloud.com",
        "address": "Flat 2, 123 Example Street, Example Town",
        "postcode": "DE1 1JX",
        "property_bedrooms": 0,
        "property_type": "flat-maisonette",
        "gdpr_checkbox": True,
    }
    assert [*ORDER, "thanks", "estimate"] == marla.stages


def first_labels(marla: Homeowner) -> list[str]:
    """Return the labels of the buttons below the first question."""
    return [button["text"] for row in marla.phone.bot_messages[0]["buttons"] for button in row]


@pytest.mark.parametrize("kind", ["vendor", "landlord"])
async def test_by_buttons_wherever_there_are_any(bots: Launcher, sandbox: Sandbox, marla: Homeowner, kind: str) -> None:
    await bots.start()
    await marla.starts()
    await marla.taps(choice("sale_or_let", kind), then="name")
    await eventually(lambda: f"✓ {choice('sale_or_let', kind)}" in first_labels(marla), "the tick")
    other = choice("sale_or_let", "landlord" if kind == "vendor" else "vendor")
    for changed in (
        other,
        choice("sale_or_let", kind),
    ):  # the old keyboard still changes its answer, and is ticked anew
        await marla.taps(changed, then="name")
        await eventually(lambda: f"✓ {changed}" in first_labels(marla), "the tick")  # noqa: B023  awaited here
        assert sum(label.startswith("✓") for label in first_labels(marla)) == 1
    await marla.answers("name")
    await marla.presses(SHARE, then="email")
    assert marla.phone.keyboard is None
    await marla.answers("email", "address", "postcode")
    await marla.taps(choice("bedrooms", "3"), then="property_type")
    await marla.taps(choice("property_type", "terraced"), then="review")
    await marla.taps(ALL_CORRECT, then="consent")
    estimate = await marla.taps(YES, then="estimate")

    (record,) = sandbox.journal.leads
    assert estimated(record) in estimate
    sent = the_lead(sandbox)
    assert (kind, "0" + marla.phone.phone.removeprefix("+44"), 3, "terraced") == tuple(
        sent[field] for field in ("type", "phone", "property_bedrooms", "property_type")
    )
    taps = [call for call in sandbox.journal.calls if call.method == "answerCallbackQuery"]
    await eventually(lambda: all(call.outcome == "ok" for call in taps), "every tap's answer")
    assert len(taps) == 7, "every tap stops its spinner"


async def test_two_answers_corrected_at_the_review(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    await bots.start()
    await marla.reaches("review")
    await marla.taps(label("email"), then="email")
    await marla.says("other@cloud.com", then="review")
    await marla.taps(label("bedrooms"), then="bedrooms")
    review = await marla.taps(choice("bedrooms", "2"), then="review")
    assert "other@cloud.com" in review
    assert "2 bedrooms" in review
    assert "cloud9" not in review
    await marla.taps(ALL_CORRECT, then="consent")
    await marla.taps(YES, then="estimate")

    sent = the_lead(sandbox)
    assert (sent["email"], sent["property_bedrooms"]) == ("other@cloud.com", 2)
    assert (sent["first_name"], sent["phone"], sent["postcode"]) == ("Marla", "07986000000", "DE1 1JX")


async def test_an_old_button_and_an_edited_message_correct_their_answers(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    await bots.start(plan={})
    await marla.starts()
    await marla.answers("sale_or_let")
    first = marla.phone.send("Marla Singer")
    await marla.hears("phone")
    await marla.answers("phone", "email", "address", "postcode", "bedrooms", "property_type")

    heard = len(marla.texts)
    marla.phone.edit(first, "Mrs Marla Singer-Durden")
    await marla.hears("Singer-Durden", after=heard)
    heard = len(marla.texts)
    marla.phone.tap(choice("bedrooms", "5"))
    await marla.hears("5 bedrooms", after=heard)
    await marla.taps(ALL_CORRECT, then="consent")
    await marla.taps(YES, then="estimate")

    sent = the_lead(sandbox)
    assert (sent["title"], sent["last_name"], sent["property_bedrooms"]) == ("Mrs", "Singer-Durden", 5)


async def test_double_taps_send_one_lead(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    await bots.start(plan={})
    await marla.reaches("consent")
    for _ in range(3):
        marla.phone.tap(YES)
    await marla.hears("estimate")
    await eventually(lambda: all(update.confirmed_at for update in sandbox.journal.updates), "every tap taken in")
    the_lead(sandbox)


@pytest.mark.parametrize("by_typing", [True, False], ids=["typing", "buttons"])
async def test_a_second_property_is_a_second_lead_with_its_own_consent(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, by_typing: bool
) -> None:
    await bots.start(plan={})
    await marla.reaches("estimate")
    if by_typing:
        await marla.says("another property", then="sale_or_let")
    else:
        await marla.taps("Another property", then="sale_or_let")
    await marla.says("rent it out", then="address")
    await marla.answers("address", "postcode", "bedrooms", "property_type", said={"address": "7 Other Road, Derby"})
    await marla.taps(ALL_CORRECT, then="consent")
    assert len(sandbox.journal.leads) == 1
    await marla.taps(YES, then="estimate")

    one, two = sandbox.journal.leads
    assert one.payload["meta"]["reference"] != two.payload["meta"]["reference"]
    assert (two.payload["type"], two.payload["address"]) == ("landlord", "7 Other Road, Derby")
    assert one.payload["email"] == two.payload["email"]


async def test_a_campaigns_link_presets_type_office_source_and_utm(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, tmp_path: Path
) -> None:
    (tmp_path / "campaigns.toml").write_text(CAMPAIGNS)
    offices = "[1214]\nname = 'Derby Homes Leeds'\nphone = '0113 000 0000'\nhours = 'mon-sun 0:00-24:00'\n"
    (tmp_path / "offices.toml").write_text(offices)
    files = {"CAMPAIGNS": str(tmp_path / "campaigns.toml"), "OFFICES": str(tmp_path / "offices.toml")}
    await bots.start(settings={"AGENCY_NAME": "Derby Homes", "BANK_HOLIDAYS": "none", **files})
    await marla.starts("fb-spring", then="name")
    await marla.answers(*DEFAULT_ORDER[1:])
    await marla.taps(ALL_CORRECT, then="consent")
    await marla.taps(YES, then="Derby Homes Leeds aims to call you")
    await marla.says("/talk", then="You can ring Derby Homes Leeds on 0113 000 0000.")

    sent = the_lead(sandbox)
    del sent["meta"]
    assert sent == {
        "type": "vendor",
        "first_name": "Marla",
        "last_name": "Singer",
        "title": "Mrs",
        "email": "cloud9@cloud.com",
        "phone": "07986000000",
        "address": "123 Example Street, Example Town",
        "postcode": "DE1 1JX",
        "property_bedrooms": 4,
        "property_type": "semi-detached",
        "gdpr_checkbox": True,
        "host": "https://t.me/example_valuation_bot",
        "office_id": 1214,
        "source": "homepage",
        "utm_source": "facebook",
        "utm_campaign": "spring",
        "utm_medium": "social",
        "utm_term": "valuation derby",
        "utm_content": "blue",
    }


async def test_an_unknown_code_starts_a_plain_conversation(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner], tmp_path: Path
) -> None:
    (tmp_path / "campaigns.toml").write_text(CAMPAIGNS)
    await bots.start(settings={"CAMPAIGNS": str(tmp_path / "campaigns.toml")})
    await marla.starts("fb-autumn")
    await marla.goes_on()
    assert not {"office_id", "source", "utm_source"} & the_lead(sandbox).keys()

    landlord = meet("tyler")
    await landlord.starts("window-let", then="name")
    await landlord.goes_on()
    assert sandbox.journal.leads[-1].payload["type"] == "landlord"


async def test_the_agencys_name_and_pages_are_in_the_words(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    await bots.start(
        settings={
            "AGENCY_NAME": "Derby Homes",
            "AGENCY_URL": "https://derbyhomes.example",
            "PRIVACY_URL": "https://derbyhomes.example/privacy",
        }
    )
    greeting = await marla.starts()
    assert "Derby Homes" in greeting
    assert "https://derbyhomes.example/privacy" in greeting
    await marla.goes_on("consent")
    assert "Derby Homes" in marla.last
    assert "https://derbyhomes.example/privacy" in marla.last
    await marla.goes_on()
    assert the_lead(sandbox)["host"] == "https://derbyhomes.example"


async def test_no_estimate_is_said_and_never_made_up(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    await bots.start(plan={})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("no_estimate"))
    told = await marla.taps(YES, then="no estimate")
    assert "£" not in told
    the_lead(sandbox)


async def test_a_slow_lead_api_keeps_nobody_else_waiting(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner]
) -> None:
    await bots.start(plan={})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=600, times=1))
    await marla.taps(YES, then="thanks")
    await eventually(lambda: sandbox.faults.lead_api.mode == "none", "the request that is held")

    await meet("tyler").reaches("estimate")
    assert "estimate" not in marla.stages


async def test_who_asks_for_it_in_writing_gets_a_document_to_keep(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    await bots.start(settings={"ESTIMATE_PDF": "true"})
    await marla.reaches("estimate")
    await marla.says("email it to me", then=words("topic.in_writing.document"))
    (sent,) = [call for call in sandbox.journal.calls if call.method == "sendDocument"]
    assert sent.outcome == "ok"
    assert marla.phone.last["document_name"] == "estimate.pdf"
