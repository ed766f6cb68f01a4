"""The staff's group beside a phone: its topics, the buttons of its messages, and how a chat alone with the bot is reached."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

BUTTONS = {"inline_keyboard": [[{"text": "Accept", "callback_data": "accept"}]]}


async def test_a_member_reads_and_writes_in_the_topics_of_the_group(sandbox, bot, desk):
    forum = sandbox.person("agent").add_bot_to_forum("Leads")
    await bot.next("my_chat_member")
    phone = await desk.phone(width=1280)
    page, group = phone.page, type(phone)(phone.page, 1)
    topics = group.root.locator(".topic")
    await expect(group.root.get_by_text("Nothing yet.")).to_be_visible()
    await expect(topics).to_be_hidden()

    card = await bot.say(forum, "A visit is asked for", reply_markup=BUTTONS)
    await group.button("Accept").click()
    tap = await bot.next("callback_query")
    assert (tap["data"], tap["message"]["message_id"]) == ("accept", card)
    await bot.call("answerCallbackQuery", callback_query_id=tap["id"], text="Accepted")
    await expect(group.root.get_by_text("Accepted", exact=True)).to_be_visible()
    await bot.call("editMessageText", chat_id=forum, message_id=card, text="A visit is agreed")
    await expect(group.bubble("A visit is agreed")).to_be_visible()

    made = [(await bot.call("createForumTopic", chat_id=forum, name=name))["message_thread_id"] for name in "AB"]
    await bot.say(forum, "Hello from A", message_thread_id=made[0])
    await expect(topics).to_have_text(["General", "A1", "B"])
    assert await group.texts() == ["A visit is agreed"]
    await topics.nth(1).click()
    await expect(group.bubble("Hello from A")).to_be_visible()
    await expect(topics).to_have_text(["General", "A", "B"])
    await group.say("It is.")
    said = await bot.next()
    assert (said["text"], said["message_thread_id"], said["chat"]["id"]) == ("It is.", made[0], forum)
    await bot.say(forum, "Hello from B", message_thread_id=made[1])
    await expect(topics).to_have_text(["General", "A", "B1"])
    assert await group.texts() == ["Hello from A", "It is."]

    await page.reload()
    await expect(group.bubble("A visit is agreed")).to_be_visible()
    await topics.nth(1).click()
    await expect(group.bubble("It is.")).to_be_visible()
    await bot.call("closeForumTopic", chat_id=forum, message_thread_id=made[1])
    await expect(topics).to_have_text(["General", "A", "B (closed)"])
    await bot.call("deleteForumTopic", chat_id=forum, message_thread_id=made[0])
    await expect(topics).to_have_text(["General", "B (closed)"])
    await expect(group.bubble("A visit is agreed")).to_be_visible()
    await expect(group.bubble("It is.")).to_have_count(0)
    await group.button("More").click()
    async with page.context.expect_page() as opened:
        await group.root.get_by_role("menuitem", name="Open your own chat with the bot").click()
    private = type(phone)(await opened.value)
    await expect(private.root.get_by_role("heading", name="Derby Homes")).to_be_visible()
    assert private.page.url.endswith("/?person=agent")
