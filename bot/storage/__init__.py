"""Database: tables, migrations and queries. No other package accesses it.

Every function takes a :class:`~bot.storage.database.Transaction` and runs inside it; the caller's job
(:meth:`~bot.storage.database.Database.run`) decides what is committed together. Rows about people are keyed by agency and
chat. Personal contents are text or bytes made by the caller, stored as given.
"""
