"""How calls reach the Bot API: tokens, methods and the four ways to pass parameters."""

from __future__ import annotations

import json
import os

import pytest

TOKEN = "1000001:sandbox-token-for-trying-out"


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        (f"/bot{TOKEN}/sendNothing", 404, "Not Found"),
        ("/bot1000001:another-token/getMe", 401, "Unauthorized"),
        ("/bot1000002:sandbox-token-for-trying-out/getMe", 401, "Unauthorized"),
        ("/botsandbox-token/getMe", 404, "Not Found"),
        ("/bot1000001:/getMe", 404, "Not Found"),
        ("/bot1000001:with%20space/getMe", 404, "Not Found"),
        ("/file/bot1000001:another-token/photos/file_1.png", 401, "Unauthorized"),
        (f"/file/bot{TOKEN}/photos/file_1.png", 404, "Not Found"),
    ],
)
async def test_wrong_addresses_are_refused_as_telegram_does(http, path, status, description):
    response = await http.get(path)
    assert status == response.status_code
    assert {"ok": False, "error_code": status, "description": description} == response.json()


async def test_method_names_in_any_case(http):
    assert (await http.get(f"/bot{TOKEN}/GETME")).json()["result"]["id"] == 1000001


TEXT = "Zażółć & naïve = 100% + 🏠\n<two lines>"
ENTITIES = [{"type": "bold", "offset": 0, "length": 6}]


@pytest.mark.parametrize(
    "passing",
    [
        lambda params: {"params": params | {"entities": json.dumps(ENTITIES)}},
        lambda params: {"data": params | {"entities": json.dumps(ENTITIES)}},
        lambda params: {"json": params | {"entities": ENTITIES}},
        lambda params: {"json": params | {"chat_id": str(params["chat_id"]), "entities": json.dumps(ENTITIES)}},
        lambda params: {
            "files": {k: (None, str(v)) for k, v in (params | {"entities": json.dumps(ENTITIES)}).items()},
        },
        lambda params: {
            "params": {"chat_id": params["chat_id"], "text": "lost"},
            "json": params | {"entities": ENTITIES},
        },
    ],
    ids=["query", "form", "json", "json strings", "multipart", "body over query"],
)
async def test_every_way_to_pass_parameters(sandbox, http, passing):
    marla = sandbox.person("marla")
    marla.start()
    response = await http.request("POST", f"/bot{TOKEN}/sendMessage", **passing({"chat_id": marla.id, "text": TEXT}))
    assert response.json()["result"]["text"] == TEXT
    assert response.json()["result"]["entities"] == ENTITIES
    assert marla.last["text"] == TEXT


@pytest.mark.parametrize(
    ("content_type", "body", "description"),
    [
        ("application/json", b"{broken", "Bad Request: can't parse request: JSON object expected"),
        ("application/json", b"[1]", "Bad Request: can't parse request: JSON object expected"),
        ("application/json", b'{"text": "\\ud83c"}', "Bad Request: strings must be encoded in UTF-8"),
        ("application/x-www-form-urlencoded", b"text=\xff\xfe", "Bad Request: strings must be encoded in UTF-8"),
        ("multipart/form-data", b"no boundary", "Bad Request: can't parse multipart form data"),
    ],
)
async def test_bodies_that_are_none(http, content_type, body, description):
    response = await http.post(f"/bot{TOKEN}/sendMessage", content=body, headers={"content-type": content_type})
    assert (400, description) == (response.status_code, response.json()["description"])


@pytest.mark.parametrize(
    "content",
    [
        b"\r\n\r\n--\r\n-\n\r \x00\xff\x1a" + bytes(range(256)),
        b"ends with a line break\r\n",
        b"ends with a carriage return\r",
        b"\n",
        os.urandom(200_000),
    ],
    ids=["every byte", "crlf", "cr", "lf", "large"],
)
async def test_uploads_arrive_byte_for_byte(sandbox, api, content):
    marla = sandbox.person("marla")
    marla.start()
    response = await api.http.post(
        f"/bot{TOKEN}/sendDocument",
        data={"chat_id": marla.id, "document": "attach://part", "caption": "Ünïcode"},
        files={"part": ("dömö.bin", content)},
    )
    sent = response.json()["result"]
    assert sent["document"]["file_name"] == "dömö.bin"
    assert sent["caption"] == "Ünïcode"
    assert len(content) == sent["document"]["file_size"]
    path = (await api("getFile", file_id=sent["document"]["file_id"]))["file_path"]
    assert content == (await api.http.get(f"/file/bot{TOKEN}/{path}")).content
    assert content == (await api.http.get(marla.last["document"])).content


async def test_foreign_host_names_are_refused(http):
    response = await http.get(f"/bot{TOKEN}/getMe", headers={"host": "attacker.example"})
    assert response.status_code == 400


async def test_calls_are_on_record(sandbox, api):
    marla = sandbox.person("marla")
    marla.start()
    await api("sendMessage", chat_id=marla.id, text="Hello")
    await api.refusal("sendMessage", chat_id=1, text="Hello")
    await api.refusal("sendNothing")
    assert [(call.method, call.outcome) for call in sandbox.journal.calls] == [
        ("sendMessage", "ok"),
        ("sendMessage", "400 Bad Request: chat not found"),
        ("sendNothing", "404 Not Found"),
    ]
    assert sandbox.journal.calls[0].params["text"] == "Hello"
