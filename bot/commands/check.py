"""``python -m bot check``: problems of a set-up, each with its remedy."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.agencies import tenants
from bot.agencies.runtime import AgencySetup
from bot.commands.checks.database import Looked, database_file, named_findings
from bot.commands.checks.finding import Finding, Verdict, good, private_file, wrong
from bot.commands.checks.lead_api import api_key, last_probe, look_up
from bot.commands.checks.network import (
    in_clear,
    listening,
    webhook,
)
from bot.commands.checks.settings import (
    data_key,
    make_key,
    readiness,
    setting_names,
)
from bot.commands.checks.telegram import staff_chat, token
from bot.settings import environment
from bot.settings.problems import SettingsProblem
from bot.storage.database import DatabaseProblem

AT_ONCE = 20
"""Agencies checked concurrently."""


async def main() -> int:
    """Run all checks and print a line per finding; return 0 if there is no problem, 1 otherwise."""
    findings = await check()
    for finding in findings:
        print(f"{finding.verdict:>5}  {finding.text}")
    wrong = sum(finding.verdict is Verdict.WRONG for finding in findings)
    print("\nReady for the public." if not wrong else f"\n{wrong} to fix.", file=sys.stdout)
    return 1 if wrong else 0


async def check(env_file: str | Path | None = ".env") -> list[Finding]:
    """Check settings, tokens, keys and database; return the findings in that order. Changes nothing at either API."""
    try:
        chosen = environment.load(env_file)
        agencies = tenants.read(chosen, env_file)
    except SettingsProblem as problem:
        return [*(wrong(each) for each in problem.problems), *setting_names(env_file)]
    findings = [good("The settings can be read."), *setting_names(env_file, agencies.variables)]
    try:
        make_key(chosen)
        findings += data_key(chosen)
    except DatabaseProblem as problem:  # the key file cannot be read
        return [*findings, wrong(str(problem))]
    for path in (env_file, *sorted(agencies.confidential)):
        if path is not None:
            findings += private_file(Path(path))
    findings += [*webhook(chosen), *listening(chosen)]
    places, named = asyncio.Semaphore(AT_ONCE), bool(agencies.files)
    looked = await asyncio.gather(*(_agency(setup, places) for setup in agencies.setups))
    for each in looked:
        findings += named_findings(each.agency, each.findings, named=named)
    findings += database_file(chosen, looked, named=named)
    for setup in agencies.setups:
        findings += named_findings(setup.agency, last_probe(setup.agency, chosen), named=named)
    for look in (staff_chat, look_up):
        results = await asyncio.gather(*(look(setup, chosen, places) for setup in agencies.setups))
        for setup, found in zip(agencies.setups, results, strict=True):
            findings += named_findings(setup.agency, found, named=named)
    return findings


async def _agency(setup: AgencySetup, places: asyncio.Semaphore) -> Looked:
    async with places:
        telegram = await token(setup.connections, setup.agency)
        found, offices = await api_key(setup.connections)
    found = [*readiness(setup.agency), *in_clear(setup.connections), *telegram, found]
    return Looked(setup.agency, found, offices)
