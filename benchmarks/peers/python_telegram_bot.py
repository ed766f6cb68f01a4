"""The form on python-telegram-bot's ConversationHandler with PicklePersistence.

Written after its examples conversationbot.py and persistentconversationbot.py: states by range(), a filter for each
answer, user_data for the answers, one handler for each state. The lead is posted with httpx from the last handler.
"""

from __future__ import annotations

import logging
import os

import httpx
from sentences import BEDROOMS, SAY, TYPES, estimate, lead, review
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.constants import ChatAction
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

logging.basicConfig(level=logging.WARNING)

SALE_OR_LET, NAME, PHONE, EMAIL, ADDRESS, POSTCODE, BEDROOM, TYPE, REVIEW, CONSENT = range(10)
TEXT = filters.TEXT & ~filters.COMMAND


def buttons(*rows: tuple[str, ...]) -> InlineKeyboardMarkup:
    """Inline buttons, each by the key of its label."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(SAY[key], callback_data=key) for key in row] for row in rows])


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data.clear()
    await update.message.reply_text(
        SAY["greeting"] + "\n\n" + SAY["sale_or_let"], reply_markup=buttons(("vendor",), ("landlord",), ("why",))
    )
    return SALE_OR_LET


async def sale_or_let(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    await query.answer()
    context.user_data["sale_or_let"] = query.data
    await query.message.reply_text(SAY["name"], reply_markup=buttons(("why", "back")))
    return NAME


async def name(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["name"] = update.message.text
    keys = [[KeyboardButton(SAY["share"], request_contact=True)], [SAY["why"], SAY["back"]]]
    await update.message.reply_text(
        SAY["phone"], reply_markup=ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
    )
    return PHONE


async def phone(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["phone"] = update.message.text
    # A message carries one keyboard: the contact key is taken away by one, the next one has the buttons.
    await update.message.reply_text(SAY["noted"].format(answer=update.message.text), reply_markup=ReplyKeyboardRemove())
    await update.message.reply_text(SAY["email"], reply_markup=buttons(("why", "back")))
    return EMAIL


async def email(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["email"] = update.message.text
    await update.message.reply_text(SAY["address"], reply_markup=buttons(("why", "back")))
    return ADDRESS


async def address(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["address"] = update.message.text
    await update.message.reply_text(SAY["postcode"], reply_markup=buttons(("why", "back")))
    return POSTCODE


async def postcode(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["postcode"] = update.message.text
    await update.message.reply_text(SAY["bedrooms"], reply_markup=buttons(BEDROOMS[:4], BEDROOMS[4:], ("why", "back")))
    return BEDROOM


async def bedrooms(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    await query.answer()
    context.user_data["bedrooms"] = query.data
    await query.message.reply_text(SAY["type"], reply_markup=buttons(*((key,) for key in TYPES), ("why", "back")))
    return TYPE


async def property_type(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    await query.answer()
    context.user_data["type"] = query.data
    await query.message.reply_text(review(context.user_data), reply_markup=buttons(("correct",), ("back",)))
    return REVIEW


async def correct(update: Update, _: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    await query.answer()
    await query.message.reply_text(SAY["consent"], reply_markup=buttons(("yes",), ("no",), ("back",)))
    return CONSENT


async def consent(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    await query.answer()
    await query.message.reply_text(SAY["thanks"])
    await query.message.chat.send_action(ChatAction.TYPING)
    client: httpx.AsyncClient = context.bot_data["client"]
    response = await client.post("/api/v103/leads/valuation", json=lead(context.user_data))
    response.raise_for_status()
    await query.message.reply_text(estimate(response.json()), reply_markup=buttons(("another",), ("delete",)))
    return ConversationHandler.END


async def cancel(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data.clear()
    await update.message.reply_text(SAY["cancelled"], reply_markup=ReplyKeyboardRemove())
    return ConversationHandler.END


async def open_client(application: Application) -> None:
    # Not to be pickled: bot_data is left out of the persistence below.
    application.bot_data["client"] = httpx.AsyncClient(
        base_url=os.environ["LEAD_API_URL"], headers={"X-API-KEY": os.environ["LEAD_API_KEY"]}, timeout=20
    )


def main() -> None:
    from telegram.ext import PersistenceInput  # noqa: PLC0415  beside its only use, as the docs show it

    persistence = PicklePersistence(os.environ["PICKLE_FILE"], store_data=PersistenceInput(bot_data=False))
    address_of_api = os.environ["TELEGRAM_API_URL"]
    application = (
        Application.builder()
        .token(os.environ["TELEGRAM_BOT_TOKEN"])
        .base_url(f"{address_of_api}/bot")
        .persistence(persistence)
        .post_init(open_client)
        .build()
    )
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={
                SALE_OR_LET: [CallbackQueryHandler(sale_or_let, pattern="^(vendor|landlord)$")],
                NAME: [MessageHandler(TEXT & filters.Regex(r"\S+ \S+"), name)],
                PHONE: [MessageHandler(TEXT & filters.Regex(r"^[0-9+ ]{10,16}$"), phone)],
                EMAIL: [MessageHandler(TEXT & filters.Regex(r"^\S+@\S+\.\S+$"), email)],
                ADDRESS: [MessageHandler(TEXT, address)],
                POSTCODE: [
                    MessageHandler(TEXT & filters.Regex(r"^[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}$"), postcode)
                ],
                BEDROOM: [CallbackQueryHandler(bedrooms, pattern="^bedrooms_")],
                TYPE: [CallbackQueryHandler(property_type, pattern="^type_")],
                REVIEW: [CallbackQueryHandler(correct, pattern="^correct$")],
                CONSENT: [CallbackQueryHandler(consent, pattern="^yes$")],
            },
            fallbacks=[CommandHandler("cancel", cancel)],
            name="form",
            persistent=True,
        )
    )
    application.run_polling(allowed_updates=["message", "callback_query"])


if __name__ == "__main__":
    main()
