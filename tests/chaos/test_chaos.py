"""A small chaos for every run of the tests. That the books can fail is shown by tests/simulation, which uses them too.

Polling and the webhook, SQLite and PostgreSQL are each in one of the two; a webhook on SQLite that is killed again and again is
in tests/acceptance/test_webhook.py, and ``make chaos`` has any of them.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from chaos.run import Plan, run

from support.forked import ForkServer

SMALL = Plan(seed="small", kills=15, people=25, quick=True, rest=0.3, pace=0.2, patience=60)


@pytest.mark.parametrize(
    "plan",
    [
        SMALL,
        replace(SMALL, webhook=True, database="postgresql", replicas=2, nemeses=True, frost=4.0),
    ],
    ids=["polling on SQLite", "the webhook of two replicas on PostgreSQL"],
)
async def test_the_books_balance(plan: Plan, forks: ForkServer) -> None:
    books = await run(plan, forks)
    assert books.balanced, books.table()
    assert books.rows["people"] == plan.people
    assert books.rows["consents"]
    assert books.rows["leads"]
