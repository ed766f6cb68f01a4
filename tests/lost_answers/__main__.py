"""``make lost-answers``: leads of which nobody knows whether they were made, and how many are made twice or lost."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys

from lost_answers.run import Plan, run

from support.forked import fork_server
from support.processes import BARE


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m lost_answers", description=__doc__)
    parser.add_argument("--leads", type=int, default=300)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--replicas", type=int, default=1, help="processes at once; more than one need PostgreSQL")
    parser.add_argument("--look-up", choices=("works", "without_estimate", "without_meta", "refused"), default="works")
    parser.add_argument("--seed", default="", help="of an earlier run, as it was printed")
    asked = parser.parse_args()
    plan = Plan(
        seed=asked.seed or secrets.token_hex(4),
        leads=asked.leads,
        kills=asked.kills,
        database=asked.database,
        replicas=asked.replicas if asked.database == "postgresql" else 1,
        look_up=asked.look_up,
    )
    _say(f"seed {plan.seed}: {plan.leads} leads, {plan.database}, {plan.replicas} at once, look-up {plan.look_up}")
    with fork_server(BARE) as forks:
        found = asyncio.run(run(plan, forks, _say))
    _say(found.table())
    works = plan.look_up in {"works", "without_estimate"}
    return 1 if found.lost or found.unmarked or found.not_delivered or (works and found.twice) else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
