"""A small chaos for every run of the tests, and the proof that the books can fail: with any guard taken out they do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chaos.guards import GUARDS
from chaos.run import Plan, run
from chaos.weather import SLOW_MAX, Climate

from sandbox.faults import LeadApiFault, TelegramFault

SMALL = Plan(seed="small", kills=15, people=25, quick=True, rest=0.3, pace=0.2, patience=60)
PROOF = replace(SMALL, kills=10, people=20, patience=6)

POLLS_LOST = (TelegramFault("drop_before", method="getUpdates"),)
SLOW_SENDING = (TelegramFault("slow", seconds=SLOW_MAX, method="sendMessage"),)
SLOW_LEADS = (LeadApiFault("slow", seconds=SLOW_MAX),)


@pytest.mark.parametrize(
    "plan",
    [
        SMALL,
        replace(SMALL, webhook=True),
        replace(SMALL, webhook=True, database="postgresql", replicas=2, nemeses=True, frost=4.0),
    ],
    ids=["polling", "webhook", "two replicas on PostgreSQL"],
)
async def test_the_books_balance(plan: Plan) -> None:
    books = await run(plan)
    assert books.balanced, books.table()
    assert books.rows["people"] == plan.people
    assert books.rows["consents"]
    assert books.rows["leads"]


PROOFS = {
    "dedupe": (
        replace(
            PROOF,
            kills=15,
            climate=Climate(foul=1.0, hit=0.5, telegram=POLLS_LOST, lead_api=()),
            moments=("taking updates in",),
        ),
        {"handled twice"},
    ),
    "lease": (
        replace(PROOF, kills=2, climate=Climate(foul=1.0, hit=0.5, telegram=SLOW_SENDING, lead_api=())),
        {"unexplained repeat"},
    ),
    "settling": (replace(PROOF, kills=2, climate=Climate(foul=0.0)), {"unexplained repeat"}),
    "marking": (
        replace(
            PROOF,
            kills=4,
            rest=2.0,
            climate=Climate(foul=1.0, hit=1.0, telegram=(), lead_api=SLOW_LEADS),
            moments=("sending a lead",),
        ),
        {"unmarked repeat"},
    ),
    "recovery": (
        replace(PROOF, climate=Climate(foul=1.0, hit=0.5, telegram=SLOW_SENDING, lead_api=()), moments=("sending",)),
        {"hanging"},
    ),
    "replay": (
        replace(
            PROOF, climate=Climate(foul=0.5, hit=1.0, telegram=POLLS_LOST, lead_api=()), moments=("taking updates in",)
        ),
        {"hanging"},
    ),
}
"""By guard: a run in which it is needed, and what the books have to find."""


SEEDS = 4
"""Where and when a kill hits is chance: a run may miss the one moment in which the guard is needed, several do not."""


@pytest.mark.parametrize("guard", GUARDS)
async def test_without_a_guard_the_books_do_not_balance(guard: str) -> None:
    plan, wanted = PROOFS[guard]
    tables = []
    for number in range(SEEDS):
        books = await run(replace(plan, seed=f"{plan.seed} {number}", without=guard))
        if wanted <= {problem.kind for problem in books.problems}:
            return
        tables.append(books.table())
    raise AssertionError("\n".join(tables))
