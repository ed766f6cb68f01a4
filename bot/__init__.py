"""Shell around :mod:`conversations`: Telegram, the Lead API, the database and the command line."""

VERSION = "0.1.0"
"""Version of the bot, the same as in ``pyproject.toml``: the image has the code without the package's metadata."""
