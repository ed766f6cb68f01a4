"""Names, descriptions, commands and the menu button, per language and scope."""

from __future__ import annotations

import json
from io import BytesIO

import httpx
import pytest
from PIL import Image

from sandbox import Sandbox


@pytest.mark.parametrize(
    ("kind", "setter", "limit"),
    [
        ("name", "setMyName", 64),
        ("description", "setMyDescription", 512),
        ("short_description", "setMyShortDescription", 120),
    ],
)
async def test_texts(api, kind, setter, limit):
    getter = setter.replace("set", "get")
    await api(setter, **{kind: "Derby Homes"})
    await api(setter, **{kind: "Derby Homes po polsku"}, language_code="pl")
    assert await api(getter) == {kind: "Derby Homes"}
    assert await api(getter, language_code="pl") == {kind: "Derby Homes po polsku"}
    assert await api(getter, language_code="de") == {kind: "Derby Homes"}
    await api(setter, **{kind: ""}, language_code="pl")
    assert await api(getter, language_code="pl") == {kind: "Derby Homes"}
    await api(setter, **{kind: "x" * limit})
    assert (await api.refusal(setter, **{kind: "x" * (limit + 1)}))[0] == 400
    assert await api.refusal(setter, **{kind: "x"}, language_code="polski") == (
        400,
        "Bad Request: LANG_CODE_INVALID: invalid language code specified",
    )


def command(name="start", description="Begin"):
    return {"command": name, "description": description}


async def test_commands_by_scope_and_language(sandbox, api, http):
    marla = sandbox.person("marla")
    here = {"type": "chat", "chat_id": marla.id}
    unknown = (400, "Bad Request: chat not found")
    assert unknown == await api.refusal("setMyCommands", commands=[command()], scope=here), "until she writes"
    marla.start()
    sets: dict[str, dict[str, object]] = {
        "default": {},
        "private": {"scope": {"type": "all_private_chats"}},
        "polish": {"scope": {"type": "all_private_chats"}, "language_code": "pl"},
        "chat": {"scope": here},
    }
    shown = []
    for name, place in sets.items():
        await api("setMyCommands", commands=[command(name)], **place)
        assert await api("getMyCommands", **place) == [command(name)]
        page = (await http.get("/page/bot", params={"person": "marla", "language": "pl"})).json()
        shown.append(page["commands"][0]["command"])
    assert shown == ["default", "private", "polish", "chat"]
    await api("deleteMyCommands", scope=here)
    assert await api("getMyCommands", scope=here) == []
    assert (await http.get("/page/bot")).json()["commands"] == [command("private")]


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"commands": [command("Start")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("x" * 33)]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command(description="")]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [command(description="x" * 257)]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [command()] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": "start"}, "can't parse commands JSON object"),
        ({}, "can't parse commands JSON object: expected an Array of BotCommand"),
        (
            {"commands": [], "scope": {"type": "everybody"}},
            "can't parse BotCommandScope: unsupported type specified",
        ),
    ],
)
async def test_commands_refused(api, params, description):
    assert await api.refusal("setMyCommands", **params) == (400, f"Bad Request: {description}")


async def test_a_name_and_description_from_botfather():
    async with (
        Sandbox(name="Derby Homes", description="What might it sell for?") as sandbox,
        httpx.AsyncClient(base_url=sandbox.base_url, verify=False) as http,
    ):
        for language in ("", "pl"):
            page = (await http.get("/page/bot", params={"language": language})).json()
            assert (page["name"], page["description"]) == ("Derby Homes", "What might it sell for?")
        me = (await http.get(f"/bot{sandbox.token}/getMe")).json()["result"]
        assert me["first_name"] == "Derby Homes"
        await http.post(f"/bot{sandbox.token}/setMyName", json={"name": "Derby Homes Ltd"})
        assert (await http.get("/page/bot")).json()["name"] == "Derby Homes Ltd"


async def test_the_page_is_told_and_sees(sandbox, api, http):
    marla = sandbox.person("marla")
    await api("setMyName", name="Derby Homes")
    await marla.next_event("bot")
    await api("setMyDescription", description="What is your home worth?")
    await api("setChatMenuButton", menu_button={"type": "commands"})
    page = (await http.get("/page/bot")).json()
    assert (page["name"], page["username"], page["description"], page["menu_button"]) == (
        "Derby Homes",
        "sandbox_valuation_bot",
        "What is your home worth?",
        {"type": "commands"},
    )
    assert (await api("getMe"))["first_name"] == "Derby Homes"


def jpeg(side=640, kind="JPEG"):
    made = BytesIO()
    Image.new("RGB", (side, side), "#1b6b5a").save(made, kind)
    return made.getvalue()


async def test_the_picture_is_an_uploaded_jpeg_and_shown_on_the_page(sandbox, http, api):
    async def sent(content, photo=None):
        photo = photo or {"type": "static", "photo": "attach://one"}
        answer = await http.post(
            f"/bot{sandbox.token}/setMyProfilePhoto",
            data={"photo": json.dumps(photo)},
            files={"one": ("x.jpg", content)},
        )
        return answer.json()

    async def shown():
        return (await http.get("/page/bot")).json()["picture"]

    assert await shown() is None
    assert (await sent(jpeg()))["result"] is True
    assert (await http.get(await shown())).content == jpeg()
    for refused in (
        await sent(jpeg(kind="PNG")),
        await sent(jpeg(side=100)),
        await sent(jpeg(), {"type": "animated", "animation": "attach://one"}),
        await sent(jpeg(), {"type": "static", "photo": "sandbox-file-1"}),
    ):
        assert refused["error_code"] == 400
    await api("removeMyProfilePhoto")
    assert await shown() is None
