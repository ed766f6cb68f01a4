"""``python -m bot check --probe``: send one test lead to a live account and store what it showed for later checks."""

from __future__ import annotations

import argparse
import asyncio
from datetime import UTC, datetime

from bot.agencies.runtime import AgencySetup
from bot.commands.console import NotDone, setup_of, with_database
from bot.core.phrases import clause, counted
from bot.core.references import new_reference
from bot.core.serialization import Codec
from bot.lead_api.account_probe import AccountProbe, ProbeRefused, Shown, Updated, lead_of_nobody, probe_account
from bot.settings.schema import Settings
from bot.storage.database import Database
from bot.storage.leads import account_probes
from bot.storage.transaction import Transaction
from conversations.answers import email as emails

PROBE: Codec[AccountProbe] = Codec(AccountProbe)

_SHOWN = {
    Shown.WITH_META: "the look-up showed it with its meta after {seconds}, so none is sent a second time",
    Shown.WITHOUT_META: "it cannot be recognised in the look-up ({why}), so a lead whose answer is lost is sent again and marked",
    Shown.NOT_SHOWN: "the look-up did not show it within two minutes, so LEAD_LOOKUP_SECONDS should be more",
    Shown.NO_ANSWER: "the look-up gave no answer ({why})",
}
_UPDATED = {
    Updated.MERGED: "an update works, and its meta is merged with what is there",
    Updated.REPLACED: "an update works, and its meta replaces what is there",
    Updated.ACCEPTED: "an update is accepted, and what came of it is not shown",
    Updated.REFUSED: "an update is refused ({why}), so what people add later goes to the staff",
    Updated.FAILED: "what came of an update is not known ({why})",
    Updated.NO_ID: "nothing can be updated, since its number is not known",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the probe's arguments to the parser of ``check``."""
    parser.add_argument(
        "--probe",
        metavar="EMAIL",
        default="",
        help="make one test lead under this address, and say what the account can do",
    )


@with_database
def main(chosen: argparse.Namespace, loaded: Settings, database: Database) -> None:
    """Probe an agency's account with the given email address."""
    address, setup = chosen.probe, setup_of(loaded, chosen.agency)
    if not emails.valid(address):
        raise NotDone(f"{address} is no email address.")
    print(
        f"One test lead goes to {setup.connections.lead_api_url} under {address}, marked as a test, and is withdrawn in the end. "
        "If that address is not on the account's e-mail blacklist, your staff may be alerted. It may take two minutes."
    )
    try:
        probe = asyncio.run(_probed(setup, address))
    except ProbeRefused as refused:
        raise NotDone(f"The test lead was not taken: {clause(str(refused))}.") from None

    def keep(tx: Transaction) -> None:
        account_probes.save(tx, setup.agency.id, PROBE.encode(probe))

    database.run_sync(keep)
    _, text = told(probe, datetime.now(UTC).timestamp())
    print(text)


async def _probed(setup: AgencySetup, address: str) -> AccountProbe:
    agency = setup.agency
    async with setup.connections.lead_api() as api:
        lead = lead_of_nobody(address, new_reference(), datetime.now(UTC))
        return await probe_account(api, lead, agency.form.agency_url or "https://t.me")


def told(probe: AccountProbe, at: float) -> tuple[bool, str]:
    """Return whether a probe at ``at`` (seconds since 1970) found full support, and its findings."""
    facts = {"seconds": counted(round(probe.seconds or 0.0), "second"), "why": clause(probe.why)}
    number = f"its number {probe.lead_id} was told" if probe.id_told else "its number was not told when it was made"
    good = probe.id_told and probe.shown is Shown.WITH_META and probe.withdrawn
    ends = "a withdrawal is marked there" if probe.withdrawn else "a withdrawal has to be noted there by hand"
    what = [number, _SHOWN[probe.shown].format(**facts), _UPDATED[probe.updated].format(**facts), ends]
    return good, f"Of the test lead {probe.reference} on {datetime.fromtimestamp(at, UTC):%Y-%m-%d}: {'; '.join(what)}."
