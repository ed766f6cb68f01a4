"""What a homeowner's link does: which campaign counts, whatever they follow, mistype, or do without."""

from __future__ import annotations

import pytest

from bot.campaigns import register
from bot.campaigns.register import Listed, Standing
from bot.core.serialization import STATE
from bot.storage.campaigns import campaigns, funnel_counts
from bot.storage.chats import chat_states
from conversations.lead import Campaign, LeadType
from conversations.state import Fresh
from support.staff import HOMEOWNER


@pytest.fixture
def marla(phone, database):
    for campaign in (
        Campaign("spring", LeadType.VENDOR),
        Campaign("let", LeadType.LANDLORD),
        Campaign("organic", office_id=7),
    ):
        database.run_sync(lambda tx, campaign=campaign: register.add(tx, "derby", Listed(campaign)))
    return phone(HOMEOWNER)


@pytest.fixture
def counted(database):
    """The code of the campaign that the homeowner's lead would carry now."""

    def read():
        stored = database.run_sync(lambda tx: chat_states.load(tx, [("derby", HOMEOWNER)]))
        phase = STATE.decode(stored["derby", HOMEOWNER]).phase
        assert not isinstance(phase, Fresh)
        return phase.campaign.code

    return read


async def test_a_second_link_changes_the_attribution_and_never_the_answers(marla, counted):
    assert "name" in await marla.says("/start SPRING")
    await marla.says("Marla Singer")
    said = await marla.says("/start let")
    assert counted() == "let"
    assert "phone number" in said, "the name is not asked again"
    review = await marla.says("07986 000000")
    assert "email" in review


@pytest.mark.parametrize("code", ["sprnig", "x" * 64, "DROP-TABLE--", "__proto__", "0"])
async def test_a_code_that_no_link_has_stops_nobody_and_is_counted(marla, counted, database, code):
    assert "estimate" in await marla.says(f"/start {code}")
    assert counted() == ""
    assert [each.code for each in database.run_sync(lambda tx: campaigns.unknown(tx, "derby"))] == [code]


@pytest.mark.parametrize("code", ["a b", "é", "x" * 65, "'; DROP TABLE leads", "a\u202eb", "../..", "x" * 4000])
async def test_what_is_no_code_at_all_stops_nobody_either_and_is_not_kept(marla, counted, database, code):
    assert "estimate" in await marla.says(f"/start {code}")
    assert counted() == ""
    assert database.run_sync(lambda tx: campaigns.unknown(tx, "derby")) == []


async def test_an_ended_link_leads_to_the_plain_conversation_and_is_what_the_visit_is_counted_as(
    marla, counted, database
):
    database.run_sync(lambda tx: register.put(tx, "derby", "organic", Standing.ENDED))
    database.run_sync(lambda tx: register.put(tx, "derby", "spring", Standing.ENDED))
    assert "sell" in await marla.says("/start SPRING"), "it asks which"
    assert counted() == "spring"
    kept = database.run_sync(lambda tx: funnel_counts.read(tx, "derby"))
    assert {(each.campaign, each.office) for each in kept} == {("spring", 0)}
    assert database.run_sync(lambda tx: campaigns.unknown(tx, "derby")) == []


async def test_an_ended_link_in_the_middle_takes_nothing_away(marla, counted, database):
    await marla.says("/start organic")
    await marla.says("sale")
    database.run_sync(lambda tx: register.put(tx, "derby", "spring", Standing.ENDED))
    await marla.says("/start spring")
    assert counted() == "organic"
    database.run_sync(lambda tx: register.put(tx, "derby", "spring", Standing.RETIRED))
    await marla.says("/start spring")
    assert counted() == "spring", "only the list is without it"


async def test_an_unknown_second_link_takes_nothing_away(marla, counted):
    await marla.says("/start spring")
    await marla.says("Marla Singer")
    await marla.says("/start sprnig")
    assert counted() == "spring"


@pytest.mark.parametrize("first", ["/start", "hello", "/start sprnig"])
async def test_the_default_campaign_counts_for_people_without_a_link(marla, agency, counted, first):
    object.__setattr__(agency, "default_campaign", "ORGANIC")
    await marla.says(first)
    assert counted() == "organic"


async def test_a_link_beats_the_default_campaign_and_a_bare_start_does_not_beat_the_link(marla, agency, counted):
    object.__setattr__(agency, "default_campaign", "organic")
    await marla.says("/start spring")
    assert counted() == "spring"
    await marla.says("Marla Singer")
    await marla.says("/start")
    assert counted() == "spring"


async def test_a_default_campaign_that_is_none_stops_nobody(marla, agency, counted):
    object.__setattr__(agency, "default_campaign", "nothing")
    assert "estimate" in await marla.says("/start")
    assert counted() == ""


async def test_only_a_start_with_a_code_looks_a_campaign_up(marla, database, monkeypatch):
    looked = []
    monkeypatch.setattr(campaigns, "find", lambda *asked: looked.append(asked))
    await marla.says("/start")
    await marla.says("sale")
    await marla.says("Marla Singer")
    assert looked == []
    await marla.says("/start spring")
    assert len(looked) == 1
