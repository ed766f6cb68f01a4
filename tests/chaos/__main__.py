"""``make chaos``: processes are killed and servers fail while people talk; then the books are balanced."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys

from chaos.guards import GUARDS
from chaos.run import Plan, run

from support.forked import fork_server
from support.processes import BARE

MANY = 300
"""Kills; each takes two seconds if processes are started as people start them, and half a second if not."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--people", type=int, help="how many people (default: two a kill, 100 to 600)")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--replicas", type=int, default=1, help="processes at once; more than one need PostgreSQL")
    parser.add_argument("--webhook", action="store_true", help="updates come by webhook instead of polling")
    parser.add_argument("--seed", default="", help="of an earlier run, as it was printed")
    parser.add_argument(
        "--quick",
        action=argparse.BooleanOptionalAction,
        help=f"forked processes that wait for less, two kills a second (default: for more than {MANY} kills)",
    )
    parser.add_argument(
        "--deploys", action="store_true", help="nothing dies or fails: processes are replaced, one after the other"
    )
    parser.add_argument("--without", choices=[*GUARDS], default="", help="take a guard out: the books are to fail")
    parser.add_argument(
        "--nemeses",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="processes also freeze, and the network to PostgreSQL forgets connections or is slow",
    )
    parser.add_argument("--patience", type=float, default=300.0, help="seconds for everybody to come to an end")
    asked = parser.parse_args()
    quick = bool(asked.without) or (asked.kills > MANY if asked.quick is None else asked.quick)
    replicas = asked.replicas if asked.database == "postgresql" else 1
    plan = Plan(
        seed=asked.seed or secrets.token_hex(4),
        kills=asked.kills,
        people=asked.people or min(max(100, 2 * asked.kills), 600),
        database=asked.database,
        replicas=replicas,
        webhook=asked.webhook or replicas > 1,
        quick=quick,
        deploys=asked.deploys,
        rest=0.4 if quick else 2.0,
        pace=0.3 if quick else 1.0,
        without=asked.without,
        patience=asked.patience,
        nemeses=asked.nemeses and not asked.deploys and not asked.without,
        frost=4.0 if quick else 15.0,
    )
    _say(f"seed {plan.seed}: {plan.kills} kills, {plan.people} people, {plan.database}, {plan.replicas} at once")
    with fork_server(BARE) as forks:
        books = asyncio.run(run(plan, forks, _say))
    _say(books.table())
    return 0 if books.balanced else 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
