"""A thousand leads of which nobody knows what came of them: none is lost, and none is made twice where look-ups work."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import pytest
from msgspec import structs

from bot.core.serialization import LEAD
from bot.lead_api.account import Account
from bot.lead_api.lookups import Absent, Found, Inconclusive, LookUp, NoAnswer
from bot.lead_api.outcomes import Outcome, Received, Unavailable, Unknown
from bot.storage.leads import lead_queue
from conversations.events import LeadStatus
from conversations.lead import Consent, Estimate
from support.lead_desk import HOST, LeadDesk
from support.marla import MARLA
from support.waiting import eventually

LEADS = 1000
KILLED = 100
"""Of these the process dies between the request and the commit."""


class Imagined:
    """A Lead API without a wire. Each lead's first request ends unknown; it was taken, or not, or later than that."""

    def __init__(self, now: Callable[[], float], *, look_up: str, lag: float) -> None:
        self.made: dict[str, list[tuple[float, bool]]] = {}
        """The leads by their reference: when each is made, and whether it is marked as a possible repeat."""
        self.requests: Counter[str] = Counter()
        self._now = now
        self._look_up = look_up
        self._lag = lag
        self._chance = Random("imagined")

    def take(self, reference: str, *, marked: bool, later: float = 0.0) -> None:
        """Make a lead, now or some seconds later."""
        self.made.setdefault(reference, []).append((self._now() + later, marked))

    async def create(self, payload: Mapping[str, Any], *, on_sent: Callable[[], None] | None = None) -> Outcome:
        """As the client's."""
        assert on_sent is not None
        on_sent()
        meta = payload["meta"]
        reference, marked = meta["reference"], "possible_repeat" in meta
        self.requests[reference] += 1
        if self.requests[reference] > 1 or marked:
            self.take(reference, marked=marked)
            return Received(Estimate(), "1")
        match self._chance.randrange(4):
            case 0:  # the line is cut after it was taken
                self.take(reference, marked=marked)
            case 1:  # the deadline ends while the server still works at it
                self.take(reference, marked=marked, later=self._chance.uniform(0.0, 5.0))
            case 2:  # a failure after it was taken
                self.take(reference, marked=marked)
                return Unavailable("the Lead API failed (HTTP 500)", arrived=True)
            case _:  # the line is cut before it was taken
                pass
        return Unknown("no answer within 20 seconds")

    async def look_up(self, _email: str, reference: str) -> LookUp:
        """As the client's."""
        if self._look_up == "refused":
            return Inconclusive("the look-up is refused (HTTP 403)")
        if self._chance.random() < 0.2:
            return NoAnswer("no answer within 10 seconds")
        shown = [at for at, _ in self.made.get(reference, ()) if at + self._lag <= self._now()]
        return Found("1", Estimate()) if shown else Absent()

    async def offices(self) -> Outcome:
        """As the client's: away, so that no look-up is given up."""
        return Unavailable("away")


@pytest.mark.parametrize(("look_up", "lag"), [("works", 0.0), ("works", 50.0), ("refused", 0.0)])
async def test_a_thousand_unknown_outcomes(tmp_path: Any, look_up: str, lag: float) -> None:
    lead = structs.replace(
        MARLA, consent=Consent("2026-1", "en", MARLA.consent.at.fromtimestamp(time.time(), MARLA.consent.at.tzinfo))
    )
    desk = LeadDesk(tmp_path / "bot.db", lead)
    api = Imagined(lambda: time.time() + desk.offset, look_up=look_up, lag=lag)
    desk.accounts["derby"] = Account(api, HOST, settle=60.0)  # type: ignore[arg-type]

    def put(tx: Any) -> None:
        for number in range(LEADS):
            each = structs.replace(lead, reference=f"VB-{number}")
            lead_queue.put(tx, lead_queue.NewLead("derby", number, each.reference, LEAD.encode(each)))

    await desk.database.run(put)
    for job in await desk.database.run(lambda tx: lead_queue.take(tx, KILLED, 90.0)):
        api.requests[job.reference] += 1
        if int(job.reference.removeprefix("VB-")) % 2:
            api.take(job.reference, marked=False)
    desk.database.close()  # the process dies with these under way
    desk.open()

    async def delivered() -> bool:
        if not await desk.database.run(lead_queue.leases):  # or a slow machine would let leases run out
            desk.advance(5.0)
        rows = [await desk.status(number) for number in (0, LEADS - 1)]
        return rows == [[LeadStatus.DELIVERED]] * 2 and not await desk.database.run(
            lambda tx: lead_queue.waiting(tx).count
        )

    desk.limits |= {"CONCURRENCY": 200}
    async with desk.working():
        await eventually(delivered, "the delivery of every lead", patience=120.0)
    desk.database.close()

    assert len(api.made) == LEADS, "none is lost"
    repeats = [made for made in api.made.values() if len(made) > 1]
    if look_up == "works":
        assert repeats == [], "none is made twice where it can be looked up"
    else:
        assert len(repeats) > LEADS / 2, "most were taken the first time, so this shows what the look-up is for"
    assert all(marked for made in repeats for _, marked in made[1:]), "a repeat says so"
