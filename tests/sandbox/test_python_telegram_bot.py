"""python-telegram-bot, unchanged, works against the sandbox: the independent judge of its answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from sandbox import TelegramFault

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63686868000002040181"
    "4b0bd0c80000000049454e44ae426082",
)


@pytest.fixture
async def bot(sandbox):
    async with Bot(
        sandbox.token, base_url=f"{sandbox.base_url}/bot", base_file_url=f"{sandbox.base_url}/file/bot"
    ) as bot:
        yield bot


async def test_an_application_polls_answers_and_takes_taps(sandbox):
    async def on_text(update, _):
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("3", callback_data="bedrooms:3")]])
        await update.message.reply_text(f"<b>{update.message.text}</b>", parse_mode="HTML", reply_markup=keyboard)

    async def on_tap(update, _):
        await update.callback_query.answer("Noted")
        await update.callback_query.edit_message_text(f"{update.callback_query.data} it is")

    app = Application.builder().token(sandbox.token).base_url(f"{sandbox.base_url}/bot").job_queue(None).build()
    app.add_handler(MessageHandler(filters.TEXT, on_text))
    app.add_handler(CallbackQueryHandler(on_tap))
    marla = sandbox.person("marla")
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling(timeout=5)
        marla.send("How many?")
        shown = await marla.next_message()
        assert (shown["text"], shown["entities"]) == ("How many?", [{"type": "bold", "offset": 0, "length": 9}])
        marla.tap("3")
        assert (await marla.next_event("edited"))["message"]["text"] == "bedrooms:3 it is"
        assert marla.toasts == ["Noted"]
        await app.updater.stop()
        await app.stop()
    assert all(record.confirmed_at for record in sandbox.journal.updates)


async def test_objects_parse(sandbox, bot):
    marla = sandbox.person("marla")
    marla.start("fb-spring")
    marla.share_contact()
    for kind in ("photo", "voice", "sticker", "location", "document", "poll", "video"):
        marla.attach(kind)
    message = await bot.send_message(
        marla.id,
        "Your number?",
        reply_markup=ReplyKeyboardMarkup([[KeyboardButton("Share", request_contact=True)]], resize_keyboard=True),
    )
    marla.edit(1, "/start")
    marla.block()
    marla.unblock()
    updates = await bot.get_updates(allowed_updates=[])
    assert (message.chat.id, message.from_user.is_bot) == (marla.id, True)
    assert updates[0].message.parse_entities() == {updates[0].message.entities[0]: "/start"}
    assert updates[1].message.contact.user_id == updates[1].effective_user.id == marla.id
    assert [u.message.effective_attachment is not None for u in updates[2:9]] == [True] * 7
    assert updates[9].edited_message.edit_date is not None
    assert [u.my_chat_member.new_chat_member.status for u in updates[10:]] == ["kicked", "member"]


async def test_photos_and_documents(sandbox, bot):
    marla = sandbox.person("marla")
    marla.start()
    photo = await bot.send_photo(marla.id, PIXEL, caption="*£1*", parse_mode="MarkdownV2")
    assert photo.caption_entities[0].type == "bold"
    assert bytes(await (await photo.photo[-1].get_file()).download_as_bytearray()) == PIXEL
    await bot.edit_message_caption(marla.id, photo.message_id, caption="£2")
    document = await bot.send_document(marla.id, b"%PDF", filename="estimate.pdf")
    assert (document.document.file_name, marla.bot_messages[0]["caption"]) == ("estimate.pdf", "£2")


async def test_the_rest_of_what_a_bot_calls(sandbox, bot):
    marla = sandbox.person("marla")
    marla.start()
    assert (await bot.get_me()).username == "sandbox_valuation_bot"
    await bot.set_my_commands([BotCommand("start", "Begin")], language_code="en")
    assert await bot.get_my_commands(language_code="en") == (BotCommand("start", "Begin"),)
    await bot.set_my_name("Derby Homes")
    await bot.set_my_description("Estimates")
    await bot.set_my_short_description("Estimates")
    assert ((await bot.get_my_name()).name, (await bot.get_my_description()).description) == (
        "Derby Homes",
        "Estimates",
    )
    assert (await bot.get_my_short_description()).short_description == "Estimates"
    await bot.set_chat_menu_button()
    assert (await bot.get_chat(marla.id)).first_name == "Marla"
    assert (await bot.get_chat_member(marla.id, bot.id)).status == "member"
    await bot.set_webhook(f"{sandbox.base_url}/nowhere", allowed_updates=["message"], max_connections=5)
    info = await bot.get_webhook_info()
    assert (info.max_connections, info.allowed_updates) == (5, ("message",))
    await bot.delete_webhook()
    sent = await bot.send_message(marla.id, "One")
    assert await bot.delete_messages(marla.id, [sent.message_id])
    await bot.send_chat_action(marla.id, "typing")


async def test_refusals_become_its_errors(sandbox, bot, monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else it warns that it will come
    marla = sandbox.person("marla")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "Hello")
    marla.start()
    message = await bot.send_message(marla.id, "Hello")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await message.edit_text("Hello")
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("1")
    sandbox.faults.set(telegram=TelegramFault("busy", seconds=3, times=1))
    with pytest.raises(RetryAfter) as busy:
        await bot.send_message(marla.id, "Hello")
    assert busy.value.retry_after == timedelta(seconds=3)
    sandbox.faults.set(telegram=TelegramFault("drop_after", times=1))
    with pytest.raises(NetworkError):
        await bot.send_message(marla.id, "Dropped")
    assert marla.last["text"] == "Dropped"
    marla.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(marla.id, "Hello")
    with pytest.raises(InvalidToken):
        async with Bot("1000001:another", base_url=f"{sandbox.base_url}/bot"):
            pass
