"""Between the conversation's values and the JSON that storage keeps.

Storage knows rows of text and bytes, the core knows dataclasses; this is the one place where they meet. A value that no
longer fits its type raises :class:`pydantic.ValidationError`.
"""

from __future__ import annotations

from pydantic import TypeAdapter

from conversations.events import Body
from conversations.lead import Campaign, Estimate, Lead
from conversations.state import State
from conversations.wording.message import Message, Picture

BODY: TypeAdapter[Body] = TypeAdapter(Body)
CAMPAIGN: TypeAdapter[Campaign] = TypeAdapter(Campaign)
ESTIMATE: TypeAdapter[Estimate] = TypeAdapter(Estimate)
LEAD: TypeAdapter[Lead] = TypeAdapter(Lead)
MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
PICTURE: TypeAdapter[Picture] = TypeAdapter(Picture)
STATE: TypeAdapter[State] = TypeAdapter(State)
