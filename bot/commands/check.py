"""``python -m bot check``: problems of a set-up, each with its remedy."""

from __future__ import annotations

import asyncio
import contextlib
import difflib
import ipaddress
import os
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.agencies import tenants
from bot.agencies.bot_profile import profile_of
from bot.agencies.runtime import AgencySetup, Endpoints
from bot.campaigns import register
from bot.campaigns.office_list import Office
from bot.campaigns.register import Listed
from bot.commands import account_probe
from bot.core import heartbeat_file
from bot.core.agency import Agency
from bot.core.phrases import clause, counted
from bot.core.serialization import LEAD
from bot.drawing.logo import read_logo
from bot.lead_api.key_probe import KeyRefused, KeyUnproven, probe
from bot.lead_api.lookups import Absent, Found, Inconclusive, LookUp, NoAnswer
from bot.lead_api.offices import Offices
from bot.settings import environment
from bot.settings.problems import SettingsProblem
from bot.settings.schema import LISTEN_PORT, NO_KEY, Settings
from bot.staff.notifications import LET_IN, advice, outdated, reachable_admins, setting
from bot.storage import key_file
from bot.storage.database import DatabaseInUse, DatabaseProblem
from bot.storage.encryption import KeyMissing
from bot.storage.leads import account_probes, holds, lead_records
from bot.storage.queues import dead_letters
from bot.storage.transaction import Transaction
from bot.storage.upkeep import key_rotation
from bot.telegram.chat_access import Access, lacking_for_topics, may_write
from bot.telegram.client import BotApi
from bot.telegram.profile import differences
from bot.telegram.token_probe import Known, TokenRefused, Unreachable, identify
from bot.web.listener import CannotListen, reserve
from bot.web.queue_depths import unknown_agencies

T = TypeVar("T")

TELEGRAM = "https://api.telegram.org"
WEBHOOK_PORTS = (443, 80, 88, 8443)
"""Ports that Telegram sends webhook requests to (Bot API, ``setWebhook``)."""
AT_ONCE = 20
"""Agencies checked concurrently."""


_OWN_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".lan")
"""Suffixes of host names outside public DNS (RFC 6761, RFC 6762, ICANN); names without a dot, such as a container's, count too."""
NEAR, NEARER = 0.75, 0.85
"""How like a setting's name (difflib's ratio) another name is that is taken for a slip: in ``.env``, and in the environment."""
_PROXIES = frozenset({"HTTP_PROXY", "ALL_PROXY", "FTP_PROXY"})
"""Names of other programs that are like a setting's."""
_OF_COMPOSE = frozenset({"DOMAIN", "POSTGRES_PASSWORD"})
"""Names in ``.env`` that compose.yaml reads."""
ACCOUNT_TELLS = "For the newest lead the lead system returned"
GONE_SHOWN = 5
"""Links to missing offices that are listed one by one."""


HELD = (
    "Leads are held: the database is an older copy (docs/running.md, Restoring a backup). "
    "`python -m bot leads release` sends them."
)


class Verdict(StrEnum):
    """Verdict of a check. A note does not make ``check`` fail."""

    GOOD = "ok"
    NOTE = "note"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """Result of one check: the finding and, unless it is good, the remedy."""

    verdict: Verdict
    text: str


async def main() -> int:
    """Run all checks and print a line per finding; return 0 if there is no problem, 1 otherwise."""
    findings = await check()
    for finding in findings:
        print(f"{finding.verdict:>5}  {finding.text}")
    wrong = sum(finding.verdict is Verdict.WRONG for finding in findings)
    print("\nReady for the public." if not wrong else f"\n{wrong} to fix.", file=sys.stdout)
    return 1 if wrong else 0


def _good(text: str) -> Finding:
    return Finding(Verdict.GOOD, text)


def _note(text: str) -> Finding:
    return Finding(Verdict.NOTE, text)


def _wrong(text: str) -> Finding:
    return Finding(Verdict.WRONG, text)


async def check(env_file: str | Path | None = ".env") -> list[Finding]:
    """Check settings, tokens, keys and database; return the findings in that order. Changes nothing at either API."""
    try:
        chosen = environment.load(env_file)
        agencies = tenants.read(chosen, env_file)
    except SettingsProblem as problem:
        return [*(_wrong(each) for each in problem.problems), *_names(env_file)]
    findings = [_good("The settings can be read."), *_names(env_file, agencies.variables)]
    try:
        _make_key(chosen)
        findings += _data_key(chosen)
    except DatabaseProblem as problem:  # the key file cannot be read
        return [*findings, _wrong(str(problem))]
    for path in (env_file, *sorted(agencies.confidential)):
        if path is not None:
            findings += _private(Path(path))
    findings += [*_webhook(chosen), *_listening(chosen)]
    places, named = asyncio.Semaphore(AT_ONCE), bool(agencies.files)
    looked = await asyncio.gather(*(_agency(setup, places) for setup in agencies.setups))
    for each in looked:
        findings += _named(each.agency, each.findings, named=named)
    findings += _database(chosen, looked, named=named)
    for setup in agencies.setups:
        findings += _named(setup.agency, _probed(setup.agency, chosen), named=named)
    for look in (_staff, _look_up):
        results = await asyncio.gather(*(look(setup, chosen, places) for setup in agencies.setups))
        for setup, found in zip(agencies.setups, results, strict=True):
            findings += _named(setup.agency, found, named=named)
    return findings


@dataclass(frozen=True, slots=True)
class _Looked:
    """An agency, its findings, and its account's offices if they could be fetched."""

    agency: Agency
    findings: list[Finding]
    offices: tuple[Office, ...] | None


async def _agency(setup: AgencySetup, places: asyncio.Semaphore) -> _Looked:
    async with places:
        telegram = await _telegram(setup.connections, setup.agency)
        key, offices = await _lead_api(setup.connections)
    found = [*_readiness(setup.agency), *_in_clear(setup.connections), *telegram, key]
    return _Looked(setup.agency, found, offices)


def _named(agency: Agency, findings: Iterable[Finding], *, named: bool) -> list[Finding]:
    """Return findings prefixed with the agency's name if there are several agencies."""
    return [replace(each, text=f"[{agency.id}] {each.text}") if named else each for each in findings]


def _stored(chosen: Settings, job: Callable[[Transaction], T]) -> T | None:
    """Return what ``job`` reads from the database; ``None`` if it is unusable, which another check reports."""
    with closing(chosen.database()) as database:
        try:
            database.open(exclusive=False)
            return database.run_sync(job)
        except DatabaseProblem:
            return None


def _in_clear(connections: Endpoints) -> list[Finding]:
    """Check that no traffic crosses a public network unencrypted."""
    ways = (
        ("TELEGRAM_API_URL", connections.telegram_url, "the bot's token"),
        ("LEAD_API_URL", connections.lead_api_url, "the key"),
    )
    return [
        _wrong(f"{name} begins with http://: {key} and people's data can be read in transit; use https://.")
        for name, url, key in ways
        if _is_open(url)
    ]


def _is_open(url: str) -> bool:
    """Return whether an address uses plain HTTP to a host outside this machine and private networks."""
    address = urlsplit(url)
    return address.scheme == "http" and not _is_own(address.hostname or "")


def _is_own(host: str) -> bool:
    """Return whether a host is this machine, or in a network of one's own."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_OWN_NAMES)


def _readiness(agency: Agency) -> list[Finding]:
    form = agency.form
    findings = []
    if not form.agency:
        findings.append(_wrong("AGENCY_NAME is not set: people must know who gets their details."))
    if not form.privacy_url:
        findings.append(_wrong("PRIVACY_URL is not set: people must see how their details are used."))
    if not (form.phone or form.email):
        findings.append(_note("AGENCY_PHONE and AGENCY_EMAIL are not set: the bot cannot say how to reach a person."))
    logos = {"AGENCY_LOGO": form.logo, **{f"OFFICES: [{number}]": each.logo for number, each in form.offices.items()}}
    findings += [
        _wrong(f"{where}: {logo} is not a picture that can be drawn.")
        for where, logo in logos.items()
        if logo and read_logo(logo) is None
    ]
    return findings


def _make_key(chosen: Settings) -> None:
    """Make the key file of a database that does not exist yet, as ``run`` does."""
    if chosen.data_key is None:
        with contextlib.suppress(OSError):  # the database cannot be made there either
            key_file.make(chosen.database_url)


def _data_key(chosen: Settings) -> list[Finding]:
    """Check that data is encrypted. A missing key of an encrypted database is found when that is opened."""
    if not chosen.encryption().key_ids:
        unset = "DATA_KEY is not set" if chosen.data_key is None else f"DATA_KEY is {NO_KEY}"
        mend = "`python -m bot new-key` creates a key."
        return [] if _is_encrypted(chosen) else [_wrong(f"{unset}: people's data is stored in clear. {mend}")]
    if chosen.data_key is not None:
        return [_good("DATA_KEY is set: people's data is encrypted in the database.")]
    return [
        _note(
            f"People's data is encrypted under the key in {key_file.path_of(chosen.database_url)}. Keep a copy of that file where "
            "you keep passwords: without it nobody can read the database again."
        )
    ]


def _is_encrypted(chosen: Settings) -> bool:
    """Return whether the database is encrypted under a key that is missing."""
    with closing(chosen.database()) as database:
        try:
            database.open(exclusive=False)
        except KeyMissing:
            return True
        except DatabaseProblem:
            return False
    return False


def _private(path: Path) -> list[Finding]:
    """Check that no other user can read, change or replace a file."""
    if not path.exists():
        return []
    mode, folder = path.stat().st_mode, path.resolve().parent
    findings = []
    others = [
        each
        for each, bits in (("read", stat.S_IRGRP | stat.S_IROTH), ("changed", stat.S_IWGRP | stat.S_IWOTH))
        if mode & bits
    ]
    if others:
        can = " and ".join(others)
        findings.append(_wrong(f"{path} can be {can} by other users of this machine: chmod 600 {path}"))
    above = folder.stat().st_mode
    if above & stat.S_IWOTH and not above & stat.S_ISVTX:
        findings.append(_wrong(f"{path} can be replaced by other users of this machine: chmod o-w {folder}"))
    return findings


async def _telegram(connections: Endpoints, agency: Agency) -> list[Finding]:
    async with connections.bot_api() as api:
        answer = await identify(api)
        shown = await _profile(api, agency) if isinstance(answer, Known) else []
    match answer:
        case TokenRefused(sentence):
            return [_wrong(sentence)]
        case Unreachable(why):
            return [_wrong(f"Telegram cannot be reached at TELEGRAM_API_URL ({why}).")]
        case Known(username):
            return [_good(f"Telegram knows the bot: https://t.me/{username}"), *_modes(answer), *shown]


def _modes(bot: Known) -> list[Finding]:
    """Check for bot modes switched on at BotFather that this bot does not support."""
    if not bot.unserved:
        return []
    modes, them = " and ".join(bot.unserved), "it" if len(bot.unserved) == 1 else "them"
    return [
        _note(f"Telegram offers {modes} with this bot, which is not made for {them}: switch {them} off in BotFather.")
    ]


async def _staff(setup: AgencySetup, chosen: Settings, places: asyncio.Semaphore) -> list[Finding]:
    """Check that notices can reach somebody: the staff group or an admin."""
    agency = setup.agency
    if agency.staff_chat_id is None and not agency.admin_ids:
        return [_untold("set ADMIN_IDS and have the admins send")]
    stored = _stored(chosen, lambda tx: (outdated(tx, agency), reachable_admins(tx, agency)))
    if stored is None:
        return []
    moved, admins = stored
    if agency.staff_chat_id is not None:
        async with places, setup.connections.bot_api() as api:
            group = moved or agency.staff_chat_id
            found = [_group(agency, await may_write(api, group))]
            return found + ([_topics(await lacking_for_topics(api, group))] if agency.form.relay else [])
    if admins:
        note = "STAFF_CHAT_ID is not set: notices go to the admins, each in their own chat."
        return [_note(note)]
    return [_untold("have the admins send")]


async def _look_up(setup: AgencySetup, chosen: Settings, places: asyncio.Semaphore) -> list[Finding]:
    """Look up the newest delivered lead, as is done after a lost answer; no finding before the first lead."""
    row = _stored(chosen, partial(lead_records.latest_delivered, agency=setup.agency.id))
    if row is None:
        return []
    try:
        lead = LEAD.decode(row.lead)
    except ValueError:  # from another version
        return []
    async with places, setup.connections.lead_api() as api:
        shown = await api.look_up(lead.email, lead.reference)
    number = row.lead_id or (shown.lead_id if isinstance(shown, Found) else "")
    numbered = (
        f"{ACCOUNT_TELLS} its number, so a withdrawal is marked there."
        if number
        else f"{ACCOUNT_TELLS} no number, so a withdrawal has to be noted there by hand."
    )
    return [_looked_up(shown, lead.reference), Finding(Verdict.GOOD if number else Verdict.NOTE, numbered)]


def _probed(agency: Agency, chosen: Settings) -> list[Finding]:
    """Report the last probe of the account; no finding before the first one."""
    kept = _stored(chosen, partial(account_probes.latest, agency=agency.id))
    if kept is None:
        return []
    try:
        good, text = account_probe.told(account_probe.PROBE.decode(kept[0]), kept[1])
    except ValueError:  # from another version
        return []
    return [Finding(Verdict.GOOD if good else Verdict.NOTE, text)]


def _looked_up(shown: LookUp, reference: str) -> Finding:
    repeats = "a lead whose answer is lost is sent again and marked as a possible repeat."
    match shown:
        case Found():
            return _good(f"The Lead API's look-up shows the newest lead, {reference}: no lead is sent twice.")
        case Absent():
            return _note(
                f"The Lead API's look-up does not show the newest lead, {reference}. If it is there, and older than a "
                "minute, LEAD_LOOKUP_SECONDS should be more."
            )
        case Inconclusive(why):
            return _note(f"The Lead API does not support looking up leads ({clause(why)}): {repeats}")
        case NoAnswer(why):
            return _note(f"Could not find out whether the Lead API supports looking up leads ({clause(why)}).")


def _untold(begin: str) -> Finding:
    mend = f"set STAFF_CHAT_ID, or {begin} the running bot a message each."
    return _wrong(f"No staff can be notified: {mend}")


def _group(agency: Agency, answer: Access) -> Finding:
    match answer:
        case Access.YES:
            return _good("The bot can write in the staff's group.")
        case Access.NO:
            return _wrong(f"{setting(agency)}: the bot may not write in the staff's group; {LET_IN}")
        case Access.UNKNOWN:
            return _note("Could not find out whether the bot can write in the staff's group.")


def _topics(lacking: tuple[str, ...] | None) -> Finding:
    if lacking is None:
        return _note("RELAY: could not find out whether the bot can make topics in the staff's group.")
    if lacking:
        return _wrong(f"RELAY: for topics in the staff's group there is still missing: {', '.join(lacking)}.")
    return _good("RELAY: the bot can make topics in the staff's group, and delete them.")


async def _profile(api: BotApi, agency: Agency) -> list[Finding]:
    """Check the bot's public profile, and whether its admins can be reached."""
    other = await differences(api, profile_of(agency))
    if other is None:
        return [_note("The bot's profile at Telegram could not be read.")]
    if not other:
        return [_good("The bot's name, descriptions and commands are up to date.")]
    return [
        _note(
            f"Telegram shows a different {', '.join(other)}: `python -m bot run` updates it, and an "
            "admin's menu once the admin has sent the bot a message."
        )
    ]


async def _lead_api(connections: Endpoints) -> tuple[Finding, tuple[Office, ...] | None]:
    """Check the key; also return the account's offices, if they could be fetched."""
    async with connections.lead_api() as api:
        answer = await probe(api)
    match answer:
        case KeyRefused(sentence) | KeyUnproven(sentence):
            return _wrong(sentence), None
        case Offices(offices):
            names = ", ".join(office.name or str(office.id) for office in offices[:5]) or "no office yet"
            return _good(f"The Lead API accepts the key; offices: {names}."), offices


def _campaigns(agency: Agency, stored: Iterable[Listed], offices: tuple[Office, ...] | None) -> list[Finding]:
    """Check the links in the database and those that the campaign file adds at the next start."""
    campaigns = {each.code.lower(): each.campaign for each in stored if each.retired_at is None}
    campaigns |= {code.lower(): campaign for code, campaign in agency.campaigns.items()}
    findings = []
    if agency.default_campaign and agency.default_campaign.lower() not in campaigns:
        findings.append(_wrong(f"DEFAULT_CAMPAIGN is {agency.default_campaign}, but no link has that code."))
    if offices is None:
        return findings
    ids = {office.id for office in offices}
    findings += [
        _wrong(
            f"OFFICES describes office {number}, which the account does not have; `python -m bot offices` lists them."
        )
        for number in agency.form.offices
        if number not in ids
    ]
    gone = [each for each in campaigns.values() if each.office_id is not None and each.office_id not in ids]
    findings += [
        _wrong(
            f"Campaign {each.code} names office {each.office_id}, which the account does not have: leads go by postcode."
        )
        for each in gone[:GONE_SHOWN]
    ]
    if len(gone) > GONE_SHOWN:
        findings.append(_wrong(f"So do {len(gone) - GONE_SHOWN} more: `python -m bot links` lists them."))
    return findings


def _webhook(chosen: Settings) -> list[Finding]:
    """Check the webhook's address; only a running bot can find out whether Telegram reaches it."""
    if not chosen.webhook_url:
        return []
    address = urlsplit(chosen.webhook_url)
    if chosen.telegram_api_url != TELEGRAM:  # a self-hosted Bot API server accepts any address
        return []
    host = address.hostname or ""
    findings = []
    if address.scheme != "https":
        findings.append(_wrong("WEBHOOK_URL does not begin with https://, without which Telegram sends nothing."))
    if (address.port or 443) not in WEBHOOK_PORTS:
        ports = ", ".join(map(str, WEBHOOK_PORTS))
        findings.append(_wrong(f"WEBHOOK_URL has a port that Telegram does not send to; those are {ports}."))
    if ":" in host:
        findings.append(_wrong("WEBHOOK_URL has an IPv6 address, to which Telegram does not send; use a name."))
    elif _is_own(host):
        findings.append(
            _wrong(
                f"WEBHOOK_URL: {host} is on this machine or in a network of your own, where Telegram cannot reach it."
            )
        )
    return findings or [_good("Telegram accepts the webhook's address.")]


def _listening(chosen: Settings) -> list[Finding]:
    """Check that the bot can listen for the webhook and serve its pages; a running bot listens there already."""
    port = chosen.listen_port or (LISTEN_PORT if chosen.webhook_url else None)
    if port is None:
        return []
    try:
        reserve(chosen.listen_host, port).close()
    except CannotListen as problem:
        path = heartbeat_file.path_of(chosen.database_url, chosen.ledger_dir)
        if problem.taken and heartbeat_file.is_running(path):
            return [_good(f"The running bot listens on {chosen.listen_host}, port {port}.")]
        return [_wrong(str(problem))]
    return [_good(f"The bot can listen on {chosen.listen_host}, port {port}.")]


def _names(env_file: str | Path | None, used: Collection[str] | None = None) -> list[Finding]:
    """Check for names that look like a slip in a setting's name.

    ``used`` are variables that the agencies' file names; ``None`` if that is not known.
    """
    settings = {name.upper() for name in Settings.model_fields}
    inside = {} if env_file is None else dotenv_values(env_file)
    given = {name.upper() for name, value in {**inside, **os.environ}.items() if value}
    findings, unknown = [], []
    for name in dict.fromkeys([*inside, *os.environ]):
        if name.upper() not in given - settings or name in (used or ()):
            continue
        near = difflib.get_close_matches(name.upper(), settings - given, 1, NEAR if name in inside else NEARER)
        if near and name.upper() not in _PROXIES:
            where = f" in {env_file}" if name in inside else ""
            findings.append(_wrong(f"{name}{where} is not a setting and is ignored. Did you mean {near[0]}?"))
        elif name in inside and name not in _OF_COMPOSE:
            unknown.append(name)
    if unknown and used is not None:
        findings.append(_note(f"{env_file} has names that are not settings and are ignored: {', '.join(unknown)}."))
    return findings


def _database(chosen: Settings, looked: Sequence[_Looked], *, named: bool = False) -> list[Finding]:
    database = chosen.database()
    try:
        database.open()
        finding = _good("The database can be written.")
    except DatabaseInUse:
        finding = _good("The database is in use: the bot is running.")
        database.open(exclusive=False)
    except DatabaseProblem as problem:
        return [_wrong(str(problem))]
    try:
        held = database.run_sync(holds.since) is not None
        stored = database.run_sync(partial(_rows, looked=looked, named=named))
    except DatabaseProblem as problem:
        return [_wrong(str(problem))]
    finally:
        database.close()
    trouble = database.backend.ledger.trouble
    findings = [finding]
    findings += [_wrong(HELD)] if held else []
    findings += [_wrong(f"{trouble} An older copy of the database would not be noticed.")] if trouble else []
    findings += [problem for file in database.backend.files for problem in _private(file)]
    return findings + stored


def _rows(tx: Transaction, looked: Sequence[_Looked], *, named: bool) -> list[Finding]:
    """Check the rows in the database."""
    moved = ((each.agency, outdated(tx, each.agency)) for each in looked)
    findings = [_note(advice(agency, number)) for agency, number in moved if number is not None]
    for each in looked:
        links = _campaigns(each.agency, register.all_(tx, each.agency.id), each.offices)
        findings += _named(each.agency, links, named=named)
    stale = key_rotation.outstanding(tx)
    if stale:
        rows, them = counted(stale, "row is", "rows are"), "it" if stale == 1 else "them"
        findings.append(
            _note(f"{rows} in clear or under an older key: `python -m bot rotate-keys` re-encrypts {them}.")
        )
    findings += [
        _note(f"[{each}] is not set up, but has waiting rows in the database.")
        for each in sorted(unknown_agencies(tx, [each.agency.id for each in looked]))
    ]
    aside = (("lead", "leads", lead_records.count_set_aside(tx)), ("update", "inbox", dead_letters.count(tx)))
    findings += [
        _note(f"{counted(count, what)} set aside: `python -m bot {command}` says which and why.")
        for what, command, count in aside
        if count
    ]
    return findings
