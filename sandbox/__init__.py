"""Sandbox: a Bot API server, a Lead API and a chat page, for trying the bot out and for tests.

Everything is in memory and fictitious. Nothing here knows the bot: the rules are written a second time, from the Lead
API's guide and from Telegram's documentation, so that they can contradict it.
"""

from sandbox.faults import LeadApiFault, TelegramFault
from sandbox.handles import PersonHandle
from sandbox.server import Sandbox

__all__ = ["LeadApiFault", "PersonHandle", "Sandbox", "TelegramFault"]
