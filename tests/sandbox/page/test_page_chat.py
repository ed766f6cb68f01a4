from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def entities(text: str, *marks: tuple[str, str, dict[str, str]]) -> list[dict[str, object]]:
    return [
        {"type": kind, "offset": utf16(text[: text.index(part)]), "length": utf16(part), **more}
        for part, kind, more in marks
    ]


async def test_a_deep_link_waits_behind_start_and_a_reload_keeps_the_chat(desk, bot):
    phone = await desk.phone("?person=marla&start=fb-spring")
    await expect(phone.root.get_by_text("What might your home sell for?")).to_be_visible()
    await expect(phone.root.get_by_role("heading", name="Derby Homes")).to_be_visible()
    await expect(phone.field).to_have_count(0)

    await phone.start.click()

    message = await bot.next()
    assert message["text"] == "/start fb-spring"
    assert "start=" not in phone.page.url
    await bot.say(message["chat"]["id"], "What's your name?")
    await expect(phone.bubble("What's your name?")).to_be_visible()

    await phone.page.reload()

    await expect(phone.bubble("What's your name?")).to_be_visible()
    assert await phone.texts() == ["/start fb-spring", "What's your name?"]
    await expect(phone.field).to_be_visible()
    await expect(phone.start).to_have_count(0)


async def test_a_visitor_without_a_name_gets_one_that_a_reload_keeps(desk, bot):
    phone = await desk.phone("")
    await phone.start.click()
    await bot.next()
    found = re.search(r"person=([a-z]+-\d+)", phone.page.url)
    assert found
    slug = found.group(1)

    await phone.page.reload()

    await expect(phone.bubble("/start")).to_be_visible()
    assert f"person={slug}" in phone.page.url


async def test_entities_become_markup_at_utf16_offsets(begun, bot, sandbox):
    phone = await begun()
    text = "😀👍🏽 bold and both, code\nhttps://example.com/a?b=1 me@example.com /help secret named\nquote\nx = 1"
    marks = entities(
        text,
        ("bold and both", "bold", {}),
        ("both", "italic", {}),
        ("code", "code", {}),
        ("secret", "spoiler", {}),
        ("named", "text_link", {"url": "https://example.org/named"}),
        ("quote", "blockquote", {}),
        ("x = 1", "pre", {"language": "python"}),
    )
    await bot.say(sandbox.person("marla").id, text, entities=marks)

    bubble = phone.bubble("bold and both")
    for selector, expected in [
        ("strong", "bold and both"),
        ("strong em", "both"),
        ("code >> nth=0", "code"),
        ("blockquote", "quote"),
        ("pre code", "x = 1"),
        ("a[href='https://example.com/a?b=1']", "https://example.com/a?b=1"),
        ("a[href='mailto:me@example.com']", "me@example.com"),
        ("a[href='https://example.org/named']", "named"),
    ]:
        await expect(bubble.locator(selector)).to_have_text(expected)
    for anchor in await bubble.get_by_role("link").all():
        assert await anchor.get_attribute("target") == "_blank"
        assert await anchor.get_attribute("rel") == "noopener noreferrer"

    spoiler = bubble.get_by_role("button", name="Hidden text: show")
    await spoiler.press("Enter")
    await expect(spoiler).to_have_count(0)
    await expect(bubble.locator(".spoiler-text")).to_be_visible()

    await bubble.get_by_role("button", name="/help").click()
    assert (await bot.next())["text"] == "/help"


async def test_inline_buttons_spin_until_answered_and_show_toast_or_alert(begun, bot, sandbox):
    phone = await begun()
    chat = sandbox.person("marla").id
    rows = [
        [
            {"text": "Yes", "callback_data": "yes", "style": "success"},
            {"text": "No", "callback_data": "no", "style": "danger"},
        ],
        [
            {"text": "Page", "url": "https://example.com/privacy"},
            {"text": "Reference", "copy_text": {"text": "VB-7K2M"}},
        ],
    ]
    message = await bot.say(chat, "Agree?", reply_markup={"inline_keyboard": rows})
    yes, no = phone.button("Yes"), phone.button("No")
    await expect(yes).to_have_class(re.compile("success"))
    await expect(no).to_have_class(re.compile("danger"))
    await expect(phone.root.get_by_role("link", name="Page")).to_have_attribute("href", "https://example.com/privacy")

    await yes.click()
    await yes.click()
    query = await bot.next("callback_query")
    assert (query["data"], query["message"]["message_id"]) == ("yes", message)
    await expect(yes).to_have_attribute("aria-busy", "true")
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Noted.")
    await expect(phone.root.get_by_role("status").filter(has_text="Noted.")).to_be_visible()
    await expect(yes).not_to_have_attribute("aria-busy", "true")

    # The second press of a button that was still waiting did not count: the next update is this one.
    await no.click()
    query = await bot.next("callback_query")
    assert query["data"] == "no"
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Are you sure?", show_alert=True)
    dialog = phone.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Are you sure?")
    await dialog.get_by_role("button", name="OK").click()
    await expect(dialog).to_have_count(0)

    await phone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await phone.button("Reference").click()
    await expect(phone.root.get_by_text("Copied.")).to_be_visible()
    assert await phone.page.evaluate("navigator.clipboard.readText()") == "VB-7K2M"

    await bot.call("editMessageText", chat_id=chat, message_id=message, text="Thank you.")
    await expect(phone.bubble("Thank you.")).to_contain_text("edited")
    await expect(phone.bubble("Agree?")).to_have_count(0)
    await expect(yes).to_have_count(0)


async def test_ones_own_message_can_be_edited_copied_and_deleted(begun, bot):
    phone = await begun()
    await phone.say("Marla Singr")
    sent = await bot.next()

    await phone.bubble("Marla Singr").click(button="right")
    await expect(phone.root.get_by_role("menuitem")).to_have_text(["Edit", "Copy", "Delete"])
    await phone.root.get_by_role("menuitem", name="Edit").click()
    await expect(phone.field).to_have_value("Marla Singr")
    await phone.say("Marla Singer")
    edited = await bot.next("edited_message")
    assert (edited["message_id"], edited["text"]) == (sent["message_id"], "Marla Singer")
    await expect(phone.bubble("Marla Singer")).to_contain_text("edited")

    await phone.field.press("ArrowUp")
    await expect(phone.root.get_by_text("Edit message")).to_be_visible()
    await phone.field.press("Escape")
    await expect(phone.field).to_have_value("")

    await phone.bubble("Marla Singer").click(button="right")
    await phone.root.get_by_role("menuitem", name="Delete").click()
    await phone.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(phone.bubble("Marla Singer")).to_have_count(0)
    await phone.page.reload()
    await expect(phone.bubble("/start")).to_be_visible()
    assert await phone.texts() == ["/start"]


async def test_a_long_press_opens_the_messages_menu(begun):
    phone = await begun(has_touch=True, is_mobile=True)
    bubble = phone.bubble("/start")
    touch = {"pointerType": "touch", "bubbles": True, "clientX": 300, "clientY": 300}
    await bubble.dispatch_event("pointerdown", touch)
    await expect(phone.root.get_by_role("menuitem", name="Copy")).to_be_visible()


async def test_a_photo_is_shown_enlarged_and_its_figures_are_marked_as_made_up(begun, bot, sandbox, png):
    phone = await begun()
    chat = sandbox.person("marla").id
    await bot.say(chat, "No figures here, only a £ sign.")
    await bot.send_photo(chat, png(640, 360), "Estimated sale price: £285,000 to £315,000")
    await bot.say(chat, "Szacowana cena: od 285\u00a0000\u00a0£ do 315\u00a0000\u00a0£")

    picture = phone.root.get_by_role("img", name="Estimated sale price")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 640
    await expect(phone.root.get_by_text("Made-up figures")).to_have_count(2)

    opener = phone.button("Enlarge photo")
    await opener.click()
    box = phone.page.get_by_role("dialog", name="Photo")
    await expect(box.get_by_role("img")).to_be_visible()
    await phone.page.keyboard.press("Escape")
    await expect(box).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_the_end_of_the_chat_stays_in_sight_when_the_last_message_grows(begun, bot, sandbox):
    phone = await begun()
    chat = sandbox.person("marla").id
    await bot.say(chat, "\n".join(f"line {n}" for n in range(80)))
    await bot.say(chat, "the end")
    await expect(phone.bubble("the end")).to_be_in_viewport(ratio=1)
    # As a picture that arrives in the last bubble just before the browser reports an earlier scroll.
    log = phone.root.get_by_role("log")
    await log.evaluate(
        """log => {
          [...log.querySelectorAll(".bubble")].at(-1).style.paddingBottom = "400px";
          log.dispatchEvent(new Event("scroll"));
        }"""
    )
    await phone.page.wait_for_function(
        "log => log.scrollHeight - log.scrollTop - log.clientHeight < 2", arg=await log.element_handle(), timeout=5000
    )


async def test_typing_shows_until_the_answer_comes(begun, bot, sandbox):
    phone = await begun()
    chat = sandbox.person("marla").id
    await expect(phone.status).to_have_text("bot")
    await bot.call("sendChatAction", chat_id=chat, action="typing")
    await expect(phone.status).to_have_text("typing")
    await bot.say(chat, "Here.")
    await expect(phone.status).to_have_text("bot")


async def test_ticks_tell_sent_from_answered(begun, bot, sandbox):
    phone = await begun()
    status = phone.bubble("/start").locator(".status")
    await expect(status).to_have_attribute("aria-label", "Sent")
    await bot.say(sandbox.person("marla").id, "Hello.")
    await expect(status).to_have_attribute("aria-label", "Answered")


async def test_who_reads_above_keeps_the_place_and_sees_how_much_is_unread(begun, bot, sandbox):
    phone = await begun(reduced_motion="no-preference")
    chat = sandbox.person("marla").id
    await bot.say(chat, "\n".join(f"line {n}" for n in range(80)))
    await expect(phone.bubble("line 79")).to_be_visible()
    log = phone.root.get_by_role("log")
    await log.evaluate("log => log.scrollTo(0, 100)")
    jump = phone.root.get_by_role("button", name=re.compile("Scroll to the newest"))
    await expect(jump).to_be_visible()

    for word in ("one", "two", "three"):
        await bot.say(chat, word)

    await expect(jump).to_have_accessible_name("Scroll to the newest message, 3 unread")
    assert await log.evaluate("log => log.scrollTop") == 100
    await jump.click()
    await expect(phone.bubble("three")).to_be_in_viewport()
    await expect(jump).to_be_hidden()


async def test_blocking_and_coming_back(begun, bot):
    phone = await begun()
    await phone.button("More").click()
    await phone.root.get_by_role("menuitem", name="Stop and block the bot").click()
    assert (await bot.next("my_chat_member"))["new_chat_member"]["status"] == "kicked"
    await expect(phone.field).to_have_count(0)
    await phone.page.reload()

    await phone.button("Restart bot").click()
    assert (await bot.next("my_chat_member"))["new_chat_member"]["status"] == "member"
    assert (await bot.next())["text"] == "/start"
    await expect(phone.field).to_be_visible()


async def test_a_campaign_link_can_be_followed_in_a_chat_that_has_begun(begun, bot, sandbox):
    phone = await begun()
    await phone.button("More").click()
    await phone.root.get_by_role("menuitem", name="Follow a campaign link").click()
    field = phone.page.get_by_role("textbox", name="The code after ?start=")
    await field.fill("window-qr")
    await field.press("Enter")
    await phone.start.click()
    assert (await bot.next())["text"] == "/start window-qr"

    await bot.say(sandbox.person("marla").id, "Share: https://t.me/sandbox_valuation_bot?start=friend")
    await phone.root.get_by_role("link", name="https://t.me/").click()
    await phone.start.click()
    assert (await bot.next())["text"] == "/start friend"


async def test_sharing_a_link_stays_on_the_page(begun, bot, sandbox):
    phone = await begun()
    await phone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shared = "https://t.me/sandbox_valuation_bot"
    button = {
        "text": "Share with a friend",
        "url": f"https://t.me/share/url?url={quote(shared, safe='')}&text=Have%20a%20look",
    }
    await bot.say(sandbox.person("marla").id, "Done.", reply_markup={"inline_keyboard": [[button]]})
    await phone.root.get_by_role("link", name="Share with a friend").click()
    dialog = phone.page.get_by_role("dialog", name="Share with a friend")
    await expect(dialog).to_contain_text(shared)
    await dialog.get_by_role("button", name="Copy").click()
    await expect(phone.root.get_by_text("Copied.")).to_be_visible()
    assert await phone.page.evaluate("navigator.clipboard.readText()") == f"{shared}\nHave a look"
    assert len(phone.page.context.pages) == 1


async def test_several_people_side_by_side_have_chats_of_their_own(desk, bot, sandbox):
    marla, tom = await desk.phones("marla", "tom", width=1280, height=800)
    await marla.start.click()
    assert (await bot.next())["from"]["first_name"] == "Marla"
    await tom.start.click()
    assert (await bot.next())["from"]["first_name"] == "Tom"
    await bot.say(sandbox.person("tom").id, "Only for Tom.")
    await expect(tom.bubble("Only for Tom.")).to_be_visible()
    await expect(marla.root.locator(".owner")).to_have_text(re.compile("Marla"))
    assert await marla.texts() == ["/start"]
    boxes = [await phone.root.bounding_box() for phone in (marla, tom)]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
