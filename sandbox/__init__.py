"""Sandbox: a Bot API server, a Lead API and a chat page, to try the bot out and to test it.

Everything lives in memory and is made up. Nothing here knows the bot: the rules are written a second time, from the
Lead API's guide and from Telegram's documented behaviour, so that they can contradict it.
"""

from sandbox.faults import LeadApiFault, TelegramFault
from sandbox.handles import PersonHandle
from sandbox.server import Sandbox

__all__ = ["LeadApiFault", "PersonHandle", "Sandbox", "TelegramFault"]
