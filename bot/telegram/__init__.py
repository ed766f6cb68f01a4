"""Telegram: its Bot API, spoken through python-telegram-bot over a lean request class."""
