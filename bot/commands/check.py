"""``python -m bot check``: problems of a set-up, each with its remedy."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bot.agencies import tenants
from bot.agencies.runtime import AgencySetup
from bot.commands.checks import database, lead_api, network, settings, telegram
from bot.commands.checks.finding import Deployment, Finding, Rows, Verdict, good, wrong
from bot.settings import environment
from bot.settings.problems import SettingsProblem
from bot.storage.database import DatabaseProblem

AT_ONCE = 20
"""Agencies checked concurrently."""

CHECKS: Sequence[Callable[[Deployment], Iterator[Finding]]] = (
    settings.names,
    settings.encryption,
    settings.private_files,
    network.webhook,
    network.listening,
    database.state,
)
"""Checks of the whole deployment. A :class:`DatabaseProblem` that one raises ends them all."""
AGENCY_CHECKS: Sequence[Callable[[AgencySetup, Rows], AsyncIterator[Finding]]] = (
    settings.readiness,
    network.in_clear,
    telegram.token,
    telegram.staff_chat,
    lead_api.key_and_offices,
    lead_api.last_probe,
    lead_api.look_up,
)
"""Checks of each agency."""


async def main() -> int:
    """Run all checks and print a line per finding; return 0 if there is no problem, 1 otherwise."""
    findings = await check()
    for finding in findings:
        print(f"{finding.verdict:>5}  {finding.text}")
    problems = sum(finding.verdict is Verdict.WRONG for finding in findings)
    print(f"\n{problems} to fix." if problems else "\nReady for the public.")
    return 1 if problems else 0


async def check(env_file: str | Path | None = ".env") -> list[Finding]:
    """Check the deployment, then its agencies; return the findings in that order. Changes nothing at either API."""
    try:
        chosen = environment.load(env_file)
        agencies = tenants.read(chosen, env_file)
    except SettingsProblem as problem:
        return [*map(wrong, problem.problems), *settings.slips(env_file)]
    findings = [good("The settings can be read.")]
    try:
        for looks in CHECKS:
            findings += looks(Deployment(chosen, agencies, env_file))
        stored = chosen.database()
    except DatabaseProblem as problem:
        return [*findings, wrong(str(problem))]
    places = asyncio.Semaphore(AT_ONCE)
    with closing(stored):
        rows = Rows(stored)
        found = await asyncio.gather(*(_of_agency(setup, rows, places) for setup in agencies.setups))
    for setup, each in zip(agencies.setups, found, strict=True):
        named = f"[{setup.agency.id}] " if agencies.files else ""
        findings += [replace(finding, text=f"{named}{finding.text}") for finding in each]
    return findings


async def _of_agency(setup: AgencySetup, rows: Rows, places: asyncio.Semaphore) -> list[Finding]:
    async with places:
        return [finding for looks in AGENCY_CHECKS async for finding in looks(setup, rows)]
