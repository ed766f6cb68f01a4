"""Several people who talk to the bot at once, while something happens to it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sandbox import Sandbox
from support.delivered import accepted, details, marked, reference
from support.homeowner import WHOLE, Homeowner, without_repeats
from support.waiting import eventually


class Crowd:
    """Everybody is on their way from /start to the estimate from the moment that the crowd is made."""

    def __init__(self, people: Sequence[Homeowner]) -> None:
        self.people = people
        self._talking = asyncio.gather(*(person.reaches("estimate") for person in people))

    async def hears_more(self) -> None:
        """Wait until another dozen of replies has come, or all there are."""
        enough = self._heard() + 12
        await eventually(lambda: self._heard() >= enough or self._talking.done(), "another dozen of replies")

    async def arrives(self) -> None:
        """Wait until everybody has their estimate; fails unless each was asked everything, in order."""
        await self._talking
        for person in self.people:
            assert without_repeats(person.stages) == WHOLE, person.transcript()

    def check_leads(self, sandbox: Sandbox) -> None:
        """Fail unless each made one lead, and whatever was sent again says so and is the same."""
        leads = accepted(sandbox)
        references = [reference(record) for record in leads]
        assert len(self.people) == len(set(references)), "one lead for each consent"
        for record in leads:
            first = leads[references.index(reference(record))]
            assert details(first) == details(record)
            assert first is record or marked(record), "an unmarked repeat"

    def _heard(self) -> int:
        return sum(len(person.texts) for person in self.people)
