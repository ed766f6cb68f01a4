"""``make fuzz``: updates that nobody would send, through the wire, while honest people talk; or texts to the core alone."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys

from fuzz import texts
from fuzz.run import Plan, run

from support.forked import fork_server
from support.processes import BARE


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--polling", action="store_true", help="they are fetched, not sent: no raw bytes among them")
    parser.add_argument("--seed", default="", help="of an earlier run, as it was printed")
    parser.add_argument("--patience", type=float, default=600.0, help="seconds for what waits to be dealt with")
    parser.add_argument(
        "--texts", type=int, default=0, help="instead: so many texts at every place, the slowest are shown"
    )
    asked = parser.parse_args()
    if asked.texts:
        seed = asked.seed or secrets.token_hex(4)
        _say(f"seed {seed}: {asked.texts} texts")
        slow = texts.run(seed, asked.texts, _say)
        _say(slow.table())
        return 1 if slow.too_slow else 0
    plan = Plan(asked.seed or secrets.token_hex(4), asked.updates, polling=asked.polling, patience=asked.patience)
    _say(f"seed {plan.seed}: {plan.updates} updates by {'polling' if plan.polling else 'webhook'}")
    with fork_server(BARE) as forks:
        found = asyncio.run(run(plan, forks, _say))
    _say(found.table())
    return 1 if found.problems else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
