"""Shell around :mod:`conversations`: Telegram, the Lead API, the database and the command line."""
