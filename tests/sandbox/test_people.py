"""What people do with their phones, over the page's endpoints: what the bot is told, and what the page sees."""

from __future__ import annotations

import asyncio
import json

import phonenumbers
import pytest

from sandbox.world import NotPossible


@pytest.fixture
def act(http):
    async def act(what, **body):
        response = await http.post(f"/page/people/marla/{what}", json=body)
        assert response.status_code == 200, response.text
        return response.json()

    return act


async def test_a_person_is_made_on_first_sight(http):
    marla = (await http.get("/page/people/marla", params={"language": "pl"})).json()
    tom = (await http.get("/page/people/tom")).json()
    assert (marla["id"], marla["first_name"], marla["language_code"]) == (1001, "Marla", "pl")
    assert (tom["id"], tom["first_name"], tom["language_code"], tom["messages"], tom["seq"]) == (
        1002,
        "Tom",
        "en",
        [],
        0,
    )
    for person in (marla, tom):
        number = phonenumbers.parse(person["phone"])
        assert phonenumbers.is_valid_number_for_region(number, "GB")
        assert phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    assert (await http.get("/page/people/marla")).json()["language_code"] == "pl"


@pytest.mark.parametrize("slug", ["-x", "x" * 41, "a b", "a.b"])
async def test_slugs_that_are_none(http, slug):
    for path in (f"/page/people/{slug}", f"/page/people/{slug}/events"):
        assert (await http.get(path)).status_code == 400
    assert (await http.post(f"/page/people/{slug}/send", json={"text": "x"})).status_code == 400


async def test_text(api, act, clock):
    message = (await act("send", text="/start fb-spring"))["message"]
    (update,) = await api("getUpdates")
    assert update["message"] == {
        "message_id": message["message_id"],
        "from": {"id": 1001, "is_bot": False, "first_name": "Marla", "language_code": "en"},
        "chat": {"id": 1001, "first_name": "Marla", "type": "private"},
        "date": int(clock.now),
        "text": "/start fb-spring",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }
    assert message == {
        "message_id": 1,
        "from": "person",
        "topic": 0,
        "date": int(clock.now),
        "edited": False,
        "text": "/start fb-spring",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        "buttons": [],
        "photo": None,
        "document": None,
        "document_name": None,
        "caption": "",
        "caption_entities": [],
        "contact": None,
        "kind": "text",
    }


@pytest.mark.parametrize("text", ["x" * 4096, "🏠" * 2048, "a\x00b\u200b", "half a pair \ud83c", "\u202e <b>&"])
async def test_any_text_a_phone_can_send_arrives_as_it_is(http, api, text):
    body = json.dumps({"text": text})
    response = await http.post("/page/people/marla/send", content=body)
    assert response.json()["message"]["text"] == text
    assert (await api("getUpdates"))[0]["message"]["text"] == text
    assert (await http.get("/page/people/marla")).json()["messages"][0]["text"] == text


@pytest.mark.parametrize("body", [{"text": "Marla"}, {"contact": "own"}, {"attachment": "photo"}])
async def test_a_message_that_arrives_twice_is_sent_once(http, api, act, body):
    first = await act("send", **body, key="k1")
    assert await act("send", **body, key="k1") == first
    assert len(await api("getUpdates")) == 1
    assert (await act("send", **body, key="k2"))["message"]["message_id"] != first["message"]["message_id"]
    await act("send", **body)
    await act("send", **body)
    # Keys are each person's own.
    await http.post("/page/people/tom/send", json=body | {"key": "k1"})
    assert len(await api("getUpdates")) == 5


async def test_keys_are_forgotten_and_a_refusal_uses_none_up(http, api, act):
    refused = await http.post("/page/people/marla/send", json={"text": "", "key": "k"})
    assert refused.status_code == 400
    first = await act("send", text="one", key="k")
    for number in range(99):
        await act("send", text="x", key=str(number))
    assert await act("send", text="one", key="k") == first
    await act("send", text="x", key="99")
    assert await act("send", text="one", key="k") != first
    assert len(await api("getUpdates", limit=100)) == 100
    assert len(await api("getUpdates", offset=-2)) == 2


async def test_contacts(api, act):
    await act("send", contact="own")
    await act("send", contact="other")
    own, other = [u["message"]["contact"] for u in await api("getUpdates")]
    assert own == {"phone_number": "447986001001", "first_name": "Marla", "user_id": 1001}
    assert "user_id" not in other
    assert other["phone_number"] != own["phone_number"]


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "location", "document", "poll", "video"])
async def test_attachments(api, act, kind):
    message = (await act("send", attachment=kind))["message"]
    (update,) = await api("getUpdates")
    assert kind in update["message"]
    assert "text" not in update["message"]
    assert message["kind"] == kind


async def test_edits(api, act, clock):
    first = (await act("send", text="Marla"))["message"]
    clock.now += 60
    edited = (await act("edit", message_id=first["message_id"], text="Marla Singer"))["message"]
    await act("edit", message_id=first["message_id"], text="Marla Singer")
    updates = await api("getUpdates")
    assert [set(u) - {"update_id"} for u in updates] == [{"message"}, {"edited_message"}]
    assert updates[1]["edited_message"]["text"] == "Marla Singer"
    assert updates[1]["edited_message"]["edit_date"] == updates[1]["edited_message"]["date"] + 60
    assert (edited["edited"], edited["text"]) == (True, "Marla Singer")


async def test_blocking_and_coming_back(http, api, act):
    await act("send", text="/start")
    for blocked in (True, True, False):
        assert await act("block", blocked=blocked) == {"blocked": blocked}
    changes = [u["my_chat_member"] for u in (await api("getUpdates"))[1:]]
    assert [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]
    assert changes[0]["chat"] == {"id": 1001, "first_name": "Marla", "type": "private"}
    assert changes[0]["from"]["id"] == 1001
    assert (await http.get("/page/people/marla")).json()["blocked"] is False


async def test_a_tap(api, act, sandbox):
    await act("send", text="/start")
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y", "style": "success"}]]}
    sent = await api("sendMessage", chat_id=1001, text="Sure?", reply_markup=keyboard)
    tap_id = (await act("tap", message_id=sent["message_id"], data="y"))["tap_id"]
    query = (await api("getUpdates"))[-1]["callback_query"]
    assert (query["id"], query["data"], query["message"], query["from"]["id"]) == (tap_id, "y", sent, 1001)
    await api("answerCallbackQuery", callback_query_id=tap_id)
    assert sandbox.person("marla").events[-1] == {"seq": 3, "type": "tap_settled", "tap_id": tap_id}


async def test_deleting_tells_the_bot_nothing(http, api, act):
    message = (await act("send", text="oops"))["message"]
    await act("delete", message_id=message["message_id"])
    assert len(await api("getUpdates")) == 1
    assert (await http.get("/page/people/marla")).json()["messages"] == []


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("send", {}),
        ("send", {"text": ""}),
        ("send", {"text": " \n "}),
        ("send", {"text": "x" * 4097}),
        ("send", {"text": "🏠" * 2049}),
        ("send", {"text": 5}),
        ("send", {"contact": "mine"}),
        ("send", {"attachment": "elephant"}),
        ("send", {"text": "x", "key": ""}),
        ("send", {"text": "x", "key": "k" * 65}),
        ("send", {"text": "x", "key": 5}),
        ("send", []),
        ("edit", {"message_id": 99, "text": "x"}),
        ("edit", {"message_id": 2, "text": "the bot's"}),
        ("edit", {"message_id": 1, "text": ""}),
        ("edit", {"message_id": "1", "text": "x"}),
        ("edit", {"message_id": 1}),
        ("tap", {"message_id": 2, "data": "nothing"}),
        ("tap", {"message_id": 99, "data": "y"}),
        ("delete", {"message_id": 99}),
        ("block", {"blocked": "yes"}),
    ],
)
async def test_what_a_phone_would_not_do(sandbox, http, api, what, body):
    marla = sandbox.person("marla")
    marla.start()
    await api("sendMessage", chat_id=marla.id, text="Hello")
    response = await http.post(f"/page/people/marla/{what}", json=body)
    assert response.status_code == 400
    assert response.json()["error"]
    assert len(sandbox.journal.updates) == 1


async def test_nobody_writes_to_a_bot_they_blocked(sandbox):
    marla = sandbox.person("marla")
    marla.block()
    with pytest.raises(NotPossible):
        marla.send("Hello?")


async def events(http, path, count, headers=None):
    """The first ``count`` events of a stream, with their SSE ids checked."""
    found = []
    async with asyncio.timeout(10), http.stream("GET", path, headers=headers) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = response.aiter_lines()
        async for line in lines:
            if line.startswith("id: "):
                event = json.loads((await anext(lines)).removeprefix("data: "))
                assert line == f"id: {event['seq']}"
                found.append(event)
                if len(found) == count:
                    return found
    return found


async def test_events_past_and_to_come(sandbox, http, api):
    marla = sandbox.person("marla")
    marla.start()
    following = asyncio.create_task(events(http, "/page/people/marla/events?after=0", 6))
    await api("sendChatAction", chat_id=marla.id, action="typing")
    sent = await api("sendMessage", chat_id=marla.id, text="Hello", reply_markup={"keyboard": [["Hi"]]})
    await api("deleteMessage", chat_id=marla.id, message_id=sent["message_id"])
    await api("setMyName", name="Derby Homes")
    got = await following
    assert [e["type"] for e in got] == ["message", "typing", "message", "keyboard", "deleted", "bot"]
    assert [e["seq"] for e in got] == [1, 2, 3, 4, 5, 6]
    assert await events(http, "/page/people/marla/events?after=4", 2) == got[4:]
    assert await events(http, "/page/people/marla/events?after=1", 1, {"last-event-id": "5"}) == got[5:]
    # A number from before the sandbox was restarted.
    assert await events(http, "/page/people/marla/events?after=900", 6) == got


async def test_the_agents_pane(sandbox, http):
    lead = {"type": "vendor", "meta": {"reference": "L-1"}}
    for _ in range(2):
        await http.post("/api/v103/leads/valuation", json=lead, headers={"X-API-KEY": sandbox.api_key})
    pane = (await http.get("/page/agent")).json()
    assert [(r["seq"], r["accepted"], r["status"], r["payload"], r["repeat_of"]) for r in pane["leads"]] == [
        (1, False, 422, lead, None),
        (2, False, 422, lead, 1),
    ]
    told = await events(http, "/page/agent/events?after=0", 2)
    assert [(e["type"], e["lead"]) for e in told] == [("lead", r) for r in pane["leads"]]
    assert pane["seq"] == 2


async def test_the_journal(sandbox, http, api):
    sandbox.person("marla").send("hi")
    await api("getUpdates", timeout=0)
    journal = (await http.get("/page/journal")).json()
    assert [(c["method"], c["outcome"]) for c in journal["calls"]] == [("getUpdates", "ok")]
    assert [(u["kind"], u["delivered"], u["confirmed_at"]) for u in journal["updates"]] == [("message", 1, None)]
    assert (journal["leads"], journal["offices"]) == ([], [])
