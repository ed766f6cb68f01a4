"""The conversation itself: pure, without I/O, clock, randomness or any knowledge of Telegram.

Start reading at :mod:`conversations.flow.step`, where ``step()`` holds every transition.
"""
