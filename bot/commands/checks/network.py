"""Checks of addresses: traffic in clear, webhook, listening port."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit

from bot.agencies.runtime import AgencySetup
from bot.commands.checks.finding import Deployment, Finding, Rows, good, wrong
from bot.core import heartbeat_file
from bot.web.listener import CannotListen, reserve

TELEGRAM = "https://api.telegram.org"
WEBHOOK_PORTS = (443, 80, 88, 8443)
"""Ports that Telegram sends webhook requests to (Bot API, ``setWebhook``)."""
_OWN_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".lan")
"""Suffixes of host names outside public DNS (RFC 6761, RFC 6762, ICANN); names without a dot, such as a container's, count too."""


def webhook(deployment: Deployment) -> Iterator[Finding]:
    """Check the webhook's address; only a running bot can find out whether Telegram reaches it."""
    url = deployment.settings.webhook_url
    if not url or deployment.settings.telegram_api_url != TELEGRAM:  # a self-hosted Bot API server accepts any address
        return
    address, host = urlsplit(url), urlsplit(url).hostname or ""
    problems = []
    if address.scheme != "https":
        problems.append("WEBHOOK_URL does not begin with https://, without which Telegram sends nothing.")
    if (address.port or 443) not in WEBHOOK_PORTS:
        ports = ", ".join(map(str, WEBHOOK_PORTS))
        problems.append(f"WEBHOOK_URL has a port that Telegram does not send to; those are {ports}.")
    if ":" in host:
        problems.append("WEBHOOK_URL has an IPv6 address, to which Telegram does not send; use a name.")
    elif _is_own(host):
        where = "is on this machine or in a network of your own, where Telegram cannot reach it."
        problems.append(f"WEBHOOK_URL: {host} {where}")
    yield from map(wrong, problems) if problems else [good("Telegram accepts the webhook's address.")]


def listening(deployment: Deployment) -> Iterator[Finding]:
    """Check that the bot can listen for the webhook and serve its pages; a running bot listens there already."""
    chosen = deployment.settings
    port = chosen.port
    if port is None:
        return
    try:
        reserve(chosen.listen_host, port).close()
    except CannotListen as problem:
        path = heartbeat_file.path_of(chosen.database_url, chosen.ledger_dir)
        if problem.taken and heartbeat_file.is_running(path):
            yield good(f"The running bot listens on {chosen.listen_host}, port {port}.")
        else:
            yield wrong(str(problem))
    else:
        yield good(f"The bot can listen on {chosen.listen_host}, port {port}.")


async def in_clear(setup: AgencySetup, _: Rows) -> AsyncIterator[Finding]:
    """Check that no traffic crosses a public network unencrypted."""
    ways = (
        ("TELEGRAM_API_URL", setup.connections.telegram_url, "the bot's token"),
        ("LEAD_API_URL", setup.connections.lead_api_url, "the key"),
    )
    for name, url, key in ways:
        address = urlsplit(url)
        if address.scheme == "http" and not _is_own(address.hostname or ""):
            yield wrong(f"{name} begins with http://: {key} and people's data can be read in transit; use https://.")


def _is_own(host: str) -> bool:
    """Return whether a host is this machine, or on a private network."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_OWN_NAMES)
