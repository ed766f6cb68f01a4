"""Database: tables, migrations and queries. Only this package knows one.

Every function takes a :class:`~bot.storage.database.Transaction` and runs inside it; what belongs together is committed
together by the caller's job (:meth:`~bot.storage.database.Database.run`). Rows about people are known by the agency and
the chat. What people told us is text or bytes made by others, stored as it came.
"""
