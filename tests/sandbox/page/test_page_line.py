from __future__ import annotations

import pytest
from playwright.async_api import expect

from sandbox import Sandbox

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOST = "Connection lost. Trying again…"


async def test_a_broken_line_loses_and_doubles_nothing(desk, line, bot, sandbox):
    phone = await desk.phone(base_url=line.base_url)
    await phone.start.click()
    chat = (await bot.next())["chat"]["id"]
    await bot.say(chat, "before")
    await expect(phone.bubble("before")).to_be_visible()

    line.cut()
    await bot.say(chat, "meanwhile 1")
    edited = await bot.say(chat, "meanwhile 2")
    await bot.call("editMessageText", chat_id=chat, message_id=edited, text="meanwhile, edited")
    for text in ("mine 1", "mine 2", "mine 1"):
        await phone.say(text)
    await expect(phone.root.get_by_text(LOST)).to_be_visible()
    await expect(phone.pending).to_have_count(3)
    assert bot.updates.empty()

    line.mend()
    assert [(await bot.next())["text"] for _ in range(3)] == ["mine 1", "mine 2", "mine 1"]
    await bot.say(chat, "after")

    await expect(phone.bubble("after")).to_be_visible()
    await expect(phone.root.get_by_text(LOST)).to_be_hidden()
    await expect(phone.pending).to_have_count(0)
    expected = ["/start", "before", "meanwhile 1", "meanwhile, edited", "mine 1", "mine 2", "mine 1", "after"]
    assert await phone.texts() == expected
    assert bot.updates.empty()
    assert [m["text"] for m in sandbox.person("marla").messages] == expected


async def test_a_text_whose_answer_was_lost_is_not_sent_again(desk, line, bot, sandbox):
    phone = await desk.phone(base_url=line.base_url)
    await phone.start.click()
    chat = (await bot.next())["chat"]["id"]

    line.swallow_answer_to("POST /page/people/marla/send")
    await phone.say("Marla Singer")

    assert (await bot.next())["text"] == "Marla Singer"
    await expect(phone.root.get_by_role("img", name="Not sent yet")).to_be_visible()
    line.mend()
    await bot.say(chat, "Thanks, Marla.")
    await expect(phone.bubble("Thanks, Marla.")).to_be_visible()
    await expect(phone.pending).to_have_count(0)
    # A second text goes the same way as the first would have gone again: when it is there, there was no repeat.
    await phone.say("next")
    assert (await bot.next())["text"] == "next"
    await expect(phone.rows).to_have_count(4)
    assert await phone.texts() == ["/start", "Marla Singer", "Thanks, Marla.", "next"]


async def test_a_restarted_sandbox_begins_a_fresh_chat_by_itself(desk):
    desk.broken_line = True
    async with Sandbox() as first:
        port = first.port
        phone = await desk.phone(base_url=first.base_url)
        await phone.start.click()
        await expect(phone.rows).to_have_count(1)
    await expect(phone.root.get_by_text(LOST)).to_be_visible()
    async with Sandbox(port=port) as second:
        await expect(phone.root.get_by_text(LOST)).to_be_hidden(timeout=10_000)
        await expect(phone.rows).to_have_count(0)
        await phone.start.click()
        await expect(phone.bubble("/start")).to_be_visible()
        assert [message["text"] for message in second.person("marla").messages] == ["/start"]
        await phone.page.close()


async def test_two_windows_of_one_person_agree(desk, bot):
    one = await desk.phone()
    two = await desk.phone()
    await one.start.click()
    await bot.next()
    await two.say("from the second")
    await bot.next()
    for phone in (one, two):
        await expect(phone.rows).to_have_count(2)
        assert await phone.texts() == ["/start", "from the second"]
