from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_reply_keyboard_sends_words_and_asks_before_it_shares_the_number(begun, bot, sandbox):
    phone = await begun()
    marla = sandbox.person("marla")
    keys = [[{"text": "Share my number", "request_contact": True}], [{"text": "Why?"}]]
    markup = {"keyboard": keys, "resize_keyboard": True, "input_field_placeholder": "Your number"}
    await bot.say(marla.id, "Your phone number?", reply_markup=markup)
    await expect(phone.field).to_have_attribute("placeholder", "Your number")

    await phone.button("Why?").click()
    assert (await bot.next())["text"] == "Why?"

    await phone.button("Hide the bot's keyboard").click()
    await expect(phone.button("Why?")).to_be_hidden()
    await phone.page.reload()
    await expect(phone.button("Why?")).to_be_visible()

    dialog = phone.page.get_by_role("dialog", name="Share your phone number?")
    await phone.button("Share my number").click()
    await expect(dialog).to_contain_text(marla.phone)
    await phone.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await phone.button("Share my number").click()
    await dialog.get_by_role("button", name="Share contact").click()
    contact = (await bot.next())["contact"]
    assert (contact["user_id"], contact["phone_number"]) == (marla.id, marla.phone.lstrip("+"))
    await expect(phone.bubble(marla.phone)).to_be_visible()

    await bot.say(marla.id, "Thanks.", reply_markup={"remove_keyboard": True})
    await expect(phone.root.get_by_role("group", name="The bot's keyboard")).to_be_hidden()
    await expect(phone.button("Show the bot's keyboard")).to_be_hidden()


async def test_attachments(begun, bot):
    phone = await begun()
    kinds = [
        ("Photo", "photo"),
        ("Video", "video"),
        ("Document", "document"),
        ("Location", "location"),
        ("Poll", "poll"),
        ("Sticker", "sticker"),
        ("Voice message", "voice"),
        ("Someone else's contact", "contact"),
    ]
    for number, (item, field) in enumerate(kinds, start=2):
        await phone.button("Attach").click()
        await phone.root.get_by_role("menuitem", name=item).click()
        assert field in await bot.next()
        await expect(phone.rows).to_have_count(number)


async def test_enter_sends_shift_enter_breaks_the_line_and_a_long_text_goes_in_pieces(begun, bot):
    phone = await begun()
    await phone.field.fill("one")
    low = (await phone.field.bounding_box())["height"]
    await phone.field.press("Shift+Enter")
    await phone.field.press_sequentially("two")
    assert (await phone.field.bounding_box())["height"] > low
    await phone.field.press("Enter")
    assert (await bot.next())["text"] == "one\ntwo"

    text = "x" * 4095 + "😀" + "y" * 100
    await phone.say(text)
    pieces = [(await bot.next())["text"], (await bot.next())["text"]]
    assert "".join(pieces) == text
    assert [len(piece) for piece in pieces] == [4095, 101]


async def test_commands_are_offered_filtered_and_sent(begun, bot):
    phone = await begun()
    options = phone.root.get_by_role("option")
    await phone.button("Menu: the bot's commands").click()
    await expect(options).to_have_count(3)
    await phone.field.press("Escape")
    await expect(options).to_have_count(0)
    await phone.field.press_sequentially("/p")
    await expect(options).to_have_text([re.compile("/privacy")])
    await phone.field.press("Enter")
    assert (await bot.next())["text"] == "/privacy"
    await phone.field.press_sequentially("/")
    await options.filter(has_text="/help").click()
    assert (await bot.next())["text"] == "/help"
