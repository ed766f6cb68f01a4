"""Faults of the Bot API, and the switches."""

from __future__ import annotations

import time

import httpx
import pytest

from sandbox import LeadApiFault, TelegramFault


@pytest.fixture
def marla(sandbox):
    person = sandbox.person("marla")
    person.start()
    return person


@pytest.mark.parametrize(
    ("fault", "status", "description"),
    [
        (TelegramFault("busy", seconds=7), 429, "Too Many Requests: retry after 7"),
        (TelegramFault("error"), 500, "Internal Server Error"),
        (TelegramFault("blocked"), 403, "Forbidden: bot was blocked by the user"),
    ],
)
async def test_refusals_on_request(sandbox, api, marla, fault, status, description):
    sandbox.faults.set(telegram=fault)
    for _ in range(2):
        response = await api.raw("sendMessage", chat_id=marla.id, text="Hello")
        assert (response.status_code, response.json()["description"]) == (status, description)
        assert response.json().get("parameters") == ({"retry_after": 7} if status == 429 else None)
    assert marla.bot_messages == []
    sandbox.faults.clear()
    await api("sendMessage", chat_id=marla.id, text="Hello")


@pytest.mark.parametrize(("mode", "sent"), [("drop_before", 0), ("drop_after", 1)])
async def test_dropped_connections(sandbox, api, marla, mode, sent):
    sandbox.faults.set(telegram=TelegramFault(mode, times=1))
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await api.raw("sendMessage", chat_id=marla.id, text="Hello")
    assert len(marla.bot_messages) == sent
    await api("sendMessage", chat_id=marla.id, text="Hello")
    assert len(marla.bot_messages) == sent + 1


async def test_a_page_instead_of_an_answer(sandbox, api, marla):
    sandbox.faults.set(telegram=TelegramFault("garbage", times=1))
    response = await api.raw("sendMessage", chat_id=marla.id, text="Hello")
    assert (response.status_code, response.text[:15]) == (200, "<!DOCTYPE html>")
    assert len(marla.bot_messages) == 1
    assert sandbox.journal.calls[-1].outcome == "garbage after acting"


async def test_slowness(sandbox, api):
    sandbox.faults.set(telegram=TelegramFault("slow", seconds=0.3, times=1))
    started = time.monotonic()
    await api("getMe")
    assert time.monotonic() - started >= 0.3


async def test_one_method_and_so_many_times(sandbox, api, marla):
    sandbox.faults.set(telegram=TelegramFault("error", method="sendMessage", times=2))
    await api("getMe")
    await api("sendChatAction", chat_id=marla.id, action="typing")
    for _ in range(2):
        await api.refusal("sendMessage", chat_id=marla.id, text="Hello")
    await api("sendMessage", chat_id=marla.id, text="Hello")
    assert sandbox.faults.telegram == TelegramFault()


async def test_blocked_spares_what_names_no_chat(sandbox, api):
    sandbox.faults.set(telegram=TelegramFault("blocked"))
    await api("getMe")
    assert await api("getUpdates") == []


async def test_the_page_sets_and_sees_the_switches(sandbox, http, api):
    wanted = {
        "lead_api": {"mode": "reject", "field": "phone", "times": 1},
        "telegram": {"mode": "error", "method": "getMe", "times": 1},
    }
    set_to = (await http.post("/page/faults", json=wanted)).json()
    assert set_to == sandbox.faults.as_json() == (await http.get("/page/agent")).json()["faults"]
    assert sandbox.faults.lead_api == LeadApiFault("reject", field="phone", times=1)
    await api.refusal("getMe")
    assert [e["faults"]["telegram"]["mode"] for e in sandbox.journal.agent.since(0)] == ["error", "none"]
    await http.post("/page/faults", json={})
    assert sandbox.faults.lead_api == LeadApiFault()


@pytest.mark.parametrize(
    ("switches", "error"),
    [
        ({"lead_api": {"mode": "explode"}}, "mode is one of none, slow"),
        ({"telegram": {"mode": "reject"}}, "mode is one of none, slow"),
        ({"telegram": {"seconds": -1}}, "seconds is a number from 0 to 600"),
        ({"telegram": {"seconds": "2"}}, "seconds is a number from 0 to 600"),
        ({"telegram": {"times": 1.5}}, "times is a whole number or null"),
        ({"telegram": {"colour": "red"}}, "unknown field colour"),
        ({"lead_api": {"variant": "other"}}, "variant is one of null, zero, missing"),
        ({"lead_api": {"text": ""}}, "text is what a lead is refused for"),
        ({"lead_api": {"status": 200}}, "status is a number from 300 to 499"),
        ({"lead_api": {"status": True}}, "status is a number from 300 to 499"),
        ({"lead_api": 5}, "lead_api, telegram and account are objects"),
        ({"printer": {}}, "a JSON object with lead_api, telegram and account is expected"),
        ([], "a JSON object with lead_api, telegram and account is expected"),
    ],
)
async def test_switches_that_make_no_sense(sandbox, http, switches, error):
    sandbox.faults.set(telegram=TelegramFault("error"))
    response = await http.post("/page/faults", json=switches)
    assert response.status_code == 400
    assert response.json()["error"].startswith(error)
    assert sandbox.faults.telegram == TelegramFault("error")


async def test_presets_are_switches(http):
    for preset in (await http.get("/page/agent")).json()["presets"]:
        assert (await http.post("/page/faults", json=preset["faults"])).status_code == 200, preset
