"""The other commands: check, health, chat and demo."""

from __future__ import annotations

import asyncio
import base64
import re
import socket

import httpx
import pytest

from bot import VERSION
from sandbox import Sandbox
from support.homeowner import SAID, STAGES, Homeowner
from support.processes import Launcher, health_says
from support.waiting import PATIENCE

PUBLIC = {
    "AGENCY_NAME": "Derby Homes",
    "PRIVACY_URL": "https://derbyhomes.example/privacy",
    "DATA_KEY": base64.b64encode(b"k" * 32).decode(),
}


async def test_check_finds_nothing_wrong(bots: Launcher, sandbox: Sandbox) -> None:
    group = sandbox.person("agent").add_bot_to_group("Leads")
    check = await bots.start("check", settings={**PUBLIC, "STAFF_CHAT_ID": str(group)}, interpreter=True)
    assert await check.ends() == 0, check.stdout
    assert "WRONG" not in check.stdout
    assert "https://t.me/example_valuation_bot" in check.stdout
    assert "Derby, Nottingham" in check.stdout
    assert "Ready for the public." in check.stdout
    assert {call.method[:3] for call in sandbox.journal.calls} == {"get"}, "it only looks"
    assert [*sandbox.journal.leads] == []


async def test_check_asks_whether_the_staffs_group_has_topics_and_the_bot_may_manage_them(
    bots: Launcher, sandbox: Sandbox
) -> None:
    agent = sandbox.person("agent")
    settings = {**PUBLIC, "RELAY": "on"}
    forum = await bots.start("check", settings={**settings, "STAFF_CHAT_ID": str(agent.add_bot_to_forum("Leads"))})
    assert await forum.ends() == 0, forum.stdout
    assert "RELAY: the bot can make topics in the staff's group, and delete them." in forum.stdout
    plain = await bots.start("check", settings={**settings, "STAFF_CHAT_ID": str(agent.add_bot_to_group("Flats"))})
    assert await plain.ends() == 1
    (wrong,) = [line for line in plain.stdout.splitlines() if line.startswith("WRONG")]
    for lacking in ("topics switched on", "the right to manage topics", "the right to delete messages"):
        assert lacking in wrong


async def test_check_names_everything_that_is_wrong(bots: Launcher, unused_tcp_port: int) -> None:
    check = await bots.start(
        "check",
        settings={
            "TELEGRAM_BOT_TOKEN": "1000001:canary-token-that-nobody-knows",
            "LEAD_API_KEY": "canary-key-that-nobody-knows",
            "DATABASE_URL": "sqlite:////proc/self/bot.db",
        },
    )
    assert await check.ends() == 1
    wrong = [line for line in check.stdout.splitlines() if line.startswith("WRONG")]
    settings = ("AGENCY_NAME", "PRIVACY_URL", "DATA_KEY", "TELEGRAM_BOT_TOKEN", "LEAD_API_KEY", "STAFF_CHAT_ID")
    for named in (*settings, "/proc/self/bot.db"):
        assert sum(named in line for line in wrong) == 1, check.stdout
    assert len(wrong) == 7, check.stdout
    assert "7 to fix" in check.stdout
    assert "nobody-knows" not in check.stdout + check.stderr

    away = await bots.start("check", settings={**PUBLIC, "TELEGRAM_API_URL": f"http://127.0.0.1:{unused_tcp_port}"})
    assert await away.ends() == 1
    assert "Telegram cannot be reached" in away.stdout


async def test_check_names_slips_and_an_address_of_another_machine_and_run_speaks_to_nobody_in_clear(
    bots: Launcher, unused_tcp_port: int
) -> None:
    slips = {"STAFF_CHATID": "-1001", "LISTEN_HOST": "192.0.2.1", "LISTEN_PORT": str(unused_tcp_port)}
    check = await bots.start("check", settings={**PUBLIC, "ADMIN_IDS": "1", **slips})
    assert await check.ends() == 1
    assert "STAFF_CHATID is not a setting and is ignored. Did you mean STAFF_CHAT_ID?" in check.stdout
    assert "192.0.2.1 is no address of this machine" in check.stdout

    bot = await bots.start(settings={"TELEGRAM_API_URL": "http://api.telegram.org"})
    assert await bot.ends() == 2
    assert "TELEGRAM_API_URL begins with http://" in bot.stderr


async def test_check_beside_a_running_bot_and_with_a_campaign_of_no_office(bots: Launcher, marla: Homeowner) -> None:
    (bots.folder.parent / "campaigns.toml").write_text("[shop]\noffice_id = 99\n")
    bots.settings["ADMIN_IDS"] = str(marla.phone.id)
    await bots.start()
    await marla.starts()
    check = await bots.start("check", settings={**PUBLIC, "CAMPAIGNS": str(bots.folder.parent / "campaigns.toml")})
    assert await check.ends() == 1
    (wrong,) = [line for line in check.stdout.splitlines() if line.startswith("WRONG")]
    assert "shop" in wrong
    assert "99" in wrong
    assert "the bot is running" in check.stdout
    await marla.goes_on()


async def test_check_without_settings(bots: Launcher) -> None:
    check = await bots.start("check", settings=dict.fromkeys(bots.settings))
    assert await check.ends() == 1
    assert "TELEGRAM_BOT_TOKEN is not set" in check.stdout
    assert "LEAD_API_KEY is not set" in check.stdout


async def test_health_tells_whether_a_bot_runs_here(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    before = await bots.start("health")
    assert await before.ends() == 1
    assert "No bot is running" in before.stderr

    bot = await bots.start()
    await marla.starts()
    await health_says(bots, 0)
    during = await bots.start("health", interpreter=True)
    assert (await during.ends(), during.stderr, during.stdout) == (0, "", "")

    await bot.kill()
    await health_says(bots, 1, "No bot is running")


async def test_the_terminal_chat_with_input_piped_in_completes_a_lead(bots: Launcher) -> None:
    lines = [*SAID.values(), "all correct", "yes, I agree"]
    nothing_set = dict.fromkeys(bots.settings)
    chat = await bots.start("chat", typed="\n".join(lines) + "\n", settings=nothing_set, interpreter=True)
    assert await chat.ends() == 0
    heard = [stage for stage, _ in sorted(_found(chat.stdout), key=lambda found: found[1])]
    assert [*SAID, "review", "consent", "thanks", "estimate"] == heard
    assert re.search(r"between £[\d,]+ and £[\d,]+", chat.stdout)
    assert "made up" in chat.stdout
    assert chat.stderr == ""


async def test_the_terminal_chat_follows_a_link_and_takes_buttons_words(bots: Launcher) -> None:
    lines = [*list(SAID.values())[1:6], "3", "/start", "Terraced", "All correct", "Yes, show my estimate"]
    chat = await bots.start("chat", "--start", "window-let", typed="\n".join(lines))
    assert await chat.ends() == 0
    assert "a month to let" in chat.stdout
    assert "Welcome back" in chat.stdout


async def test_the_terminal_chat_shows_what_staff_read_in_their_language(bots: Launcher) -> None:
    lines = [*SAID.values(), "all correct", "yes, I agree", "Cymraeg", "/withdraw"]
    chat = await bots.start("chat", typed="\n".join(lines) + "\n")
    assert await chat.ends() == 0
    assert re.search(r"\(to the staff: Withdrawn: the person behind lead", chat.stdout)


def _found(output: str) -> list[tuple[str, int]]:
    return [(stage, output.index(told)) for stage, told in STAGES.items() if told in output]


@pytest.mark.parametrize("taken", [False, True], ids=["free", "taken"])
async def test_the_demo_serves_the_page_and_converses(bots: Launcher, taken: bool) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        if taken:
            other.listen()
        else:
            other.close()
        nothing_set = dict.fromkeys(bots.settings)
        demo = await bots.start("demo", "--port", str(port), settings=nothing_set, interpreter=not taken)
        await demo.prints("The chat page is at")
        (url,) = re.findall(r"The chat page is at\s+(http://127\.0\.0\.1:\d+)/", demo.stdout)
        assert taken == (int(url.rpartition(":")[2]) > port)

        async with httpx.AsyncClient(base_url=url, timeout=20) as browser:
            page = await browser.get("/")
            assert (page.status_code, "text/html" in page.headers["content-type"]) == (200, True)
            for line in ["/start", *SAID.values(), "all correct", "yes, I agree"]:
                await _say(browser, line)
            async with asyncio.timeout(PATIENCE):
                while not (leads := (await browser.get("/page/journal")).json()["leads"]):
                    await asyncio.sleep(0.05)
        (lead,) = leads
        assert (lead["accepted"], lead["payload"]["email"]) == (True, "cloud9@cloud.com")
        assert [*bots.folder.iterdir()] == [], "nothing is left where it was started"
        assert await demo.stop() == 0


async def _say(browser: httpx.AsyncClient, line: str) -> None:
    """Write a line on the page and wait for the answer."""
    before = await _heard(browser)
    sent = await browser.post("/page/people/marla/send", json={"text": line})
    assert sent.status_code == 200, sent.text
    async with asyncio.timeout(PATIENCE):
        while await _heard(browser) <= before:
            await asyncio.sleep(0.05)


async def _heard(browser: httpx.AsyncClient) -> int:
    messages = (await browser.get("/page/people/marla")).json()["messages"]
    return sum(message["from"] == "bot" for message in messages)


async def test_the_version_is_printed(bots: Launcher) -> None:
    process = await bots.start("--version")
    assert await process.ends() == 0
    assert process.stdout == f"valuation-bot {VERSION}\n"


async def test_an_unknown_command_shows_how_to_use_it(bots: Launcher) -> None:
    process = await bots.start("walk", interpreter=True)
    assert await process.ends() == 2
    assert "usage: python -m bot" in process.stderr
