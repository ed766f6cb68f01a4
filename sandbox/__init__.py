"""A Bot API server, a Lead API and a chat page on one loopback port, for trying the bot out and for tests.

Everything lives in memory and is made up. Nothing here knows the bot: the rules are written a second time, from the
Lead API's guide and from Telegram's documented behaviour, so that they can contradict it.
"""

from sandbox.faults import LeadApiFault, TelegramFault
from sandbox.handles import PersonHandle
from sandbox.server import Sandbox

__all__ = ["LeadApiFault", "PersonHandle", "Sandbox", "TelegramFault"]
