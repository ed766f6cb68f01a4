"""Between the conversation's values and the JSON that storage keeps.

Storage knows rows of text and bytes, the core knows dataclasses; this is the one place where they meet. A value that no
longer fits its type raises :class:`pydantic.ValidationError`.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any, get_args

from pydantic import GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, core_schema

from bot.charts import Chart
from bot.sharing.recipes import Recipe
from conversations.events import Body
from conversations.lead import Campaign, Estimate, Lead
from conversations.state import Phase, State
from conversations.wording.message import Message, Picture


class _ByKind:
    """Has a state's phase read by its ``kind`` alone.

    Pydantic would try all five each time, answers included, which takes half of the reading; and the core, where its
    discriminator would have to be named, does not know pydantic.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        state: Any = handler.resolve_ref_schema(schema)
        (phase,) = (field for field in state["schema"]["fields"] if field["name"] == "phase")
        kinds = (next(field.default for field in fields(each) if field.name == "kind") for each in get_args(Phase))
        choices = dict(zip(kinds, phase["schema"]["schema"]["choices"], strict=True))
        phase["schema"]["schema"] = core_schema.tagged_union_schema(choices, "kind")
        return schema


BODY: TypeAdapter[Body] = TypeAdapter(Body)
CAMPAIGN: TypeAdapter[Campaign] = TypeAdapter(Campaign)
CHART: TypeAdapter[Chart] = TypeAdapter(Chart)
ESTIMATE: TypeAdapter[Estimate] = TypeAdapter(Estimate)
LEAD: TypeAdapter[Lead] = TypeAdapter(Lead)
MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
PICTURE: TypeAdapter[Picture] = TypeAdapter(Picture)
RECIPE: TypeAdapter[Recipe] = TypeAdapter(Recipe)
STATE: TypeAdapter[State] = TypeAdapter(Annotated[State, _ByKind()])
