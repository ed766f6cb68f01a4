"""The form on aiogram 3's finite state machine with RedisStorage.

Written after its documentation's finite state machine example: a StatesGroup, a handler for each state with a filter,
update_data for the answers. The lead is posted with httpx from the last handler.
"""

from __future__ import annotations

import asyncio
import logging
import os

import httpx
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatAction
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from sentences import BEDROOMS, SAY, TYPES, estimate, lead, review

logging.basicConfig(level=logging.WARNING)
router = Router()


class Form(StatesGroup):
    sale_or_let = State()
    name = State()
    phone = State()
    email = State()
    address = State()
    postcode = State()
    bedrooms = State()
    type = State()
    review = State()
    consent = State()


def buttons(*rows: tuple[str, ...]) -> InlineKeyboardMarkup:
    """Inline buttons, each by the key of its label."""
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=SAY[key], callback_data=key) for key in row] for row in rows]
    )


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    await state.clear()
    await state.set_state(Form.sale_or_let)
    await message.answer(
        SAY["greeting"] + "\n\n" + SAY["sale_or_let"], reply_markup=buttons(("vendor",), ("landlord",), ("why",))
    )


@router.callback_query(Form.sale_or_let, F.data.in_({"vendor", "landlord"}))
async def sale_or_let(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.update_data(sale_or_let=query.data)
    await state.set_state(Form.name)
    await query.message.answer(SAY["name"], reply_markup=buttons(("why", "back")))


@router.message(Form.name, F.text.regexp(r"\S+ \S+"))
async def name(message: Message, state: FSMContext) -> None:
    await state.update_data(name=message.text)
    await state.set_state(Form.phone)
    keys = [
        [KeyboardButton(text=SAY["share"], request_contact=True)],
        [KeyboardButton(text=SAY["why"]), KeyboardButton(text=SAY["back"])],
    ]
    await message.answer(
        SAY["phone"], reply_markup=ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, one_time_keyboard=True)
    )


@router.message(Form.phone, F.text.regexp(r"^[0-9+ ]{10,16}$"))
async def phone(message: Message, state: FSMContext) -> None:
    await state.update_data(phone=message.text)
    await state.set_state(Form.email)
    # A message carries one keyboard: the contact key is taken away by one, the next one has the buttons.
    await message.answer(SAY["noted"].format(answer=message.text), reply_markup=ReplyKeyboardRemove())
    await message.answer(SAY["email"], reply_markup=buttons(("why", "back")))


@router.message(Form.email, F.text.regexp(r"^\S+@\S+\.\S+$"))
async def email(message: Message, state: FSMContext) -> None:
    await state.update_data(email=message.text)
    await state.set_state(Form.address)
    await message.answer(SAY["address"], reply_markup=buttons(("why", "back")))


@router.message(Form.address, F.text)
async def address(message: Message, state: FSMContext) -> None:
    await state.update_data(address=message.text)
    await state.set_state(Form.postcode)
    await message.answer(SAY["postcode"], reply_markup=buttons(("why", "back")))


@router.message(Form.postcode, F.text.regexp(r"^[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}$"))
async def postcode(message: Message, state: FSMContext) -> None:
    await state.update_data(postcode=message.text)
    await state.set_state(Form.bedrooms)
    await message.answer(SAY["bedrooms"], reply_markup=buttons(BEDROOMS[:4], BEDROOMS[4:], ("why", "back")))


@router.callback_query(Form.bedrooms, F.data.startswith("bedrooms_"))
async def bedrooms(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.update_data(bedrooms=query.data)
    await state.set_state(Form.type)
    await query.message.answer(SAY["type"], reply_markup=buttons(*((key,) for key in TYPES), ("why", "back")))


@router.callback_query(Form.type, F.data.startswith("type_"))
async def property_type(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    answers = await state.update_data(type=query.data)
    await state.set_state(Form.review)
    await query.message.answer(review(answers), reply_markup=buttons(("correct",), ("back",)))


@router.callback_query(Form.review, F.data == "correct")
async def correct(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.set_state(Form.consent)
    await query.message.answer(SAY["consent"], reply_markup=buttons(("yes",), ("no",), ("back",)))


@router.callback_query(Form.consent, F.data == "yes")
async def consent(query: CallbackQuery, state: FSMContext, client: httpx.AsyncClient) -> None:
    await query.answer()
    await query.message.answer(SAY["thanks"])
    await query.message.bot.send_chat_action(query.message.chat.id, ChatAction.TYPING)
    response = await client.post("/api/v103/leads/valuation", json=lead(await state.get_data()))
    response.raise_for_status()
    # The answers stay, as they do in the other two: the person may want to value another property.
    await state.set_state(None)
    await query.message.answer(estimate(response.json()), reply_markup=buttons(("another",), ("delete",)))


@router.message(Command("cancel"))
async def cancel(message: Message, state: FSMContext) -> None:
    await state.clear()
    await message.answer(SAY["cancelled"], reply_markup=ReplyKeyboardRemove())


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"]))
    bot = Bot(os.environ["TELEGRAM_BOT_TOKEN"], session=session)
    dispatcher = Dispatcher(storage=RedisStorage.from_url(os.environ["REDIS_URL"]))
    dispatcher.include_router(router)
    async with httpx.AsyncClient(
        base_url=os.environ["LEAD_API_URL"], headers={"X-API-KEY": os.environ["LEAD_API_KEY"]}, timeout=20
    ) as client:
        await dispatcher.start_polling(bot, client=client)


if __name__ == "__main__":
    asyncio.run(main())
