"""The conversation, as pure functions: no I/O, clock or randomness, and no knowledge of Telegram.

Start reading at :mod:`conversations.flow.step`, where ``step()`` holds every transition.
"""
