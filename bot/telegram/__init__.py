"""Telegram: the Bot API through python-telegram-bot, over a lean request class."""
