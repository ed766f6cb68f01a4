"""Checks of addresses: traffic in clear, webhook, listening port."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from bot.agencies.runtime import Endpoints
from bot.commands.checks.finding import Finding, good, wrong
from bot.core import heartbeat_file
from bot.settings.schema import LISTEN_PORT, Settings
from bot.web.listener import CannotListen, reserve

TELEGRAM = "https://api.telegram.org"


WEBHOOK_PORTS = (443, 80, 88, 8443)
"""Ports that Telegram sends webhook requests to (Bot API, ``setWebhook``)."""


_OWN_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".lan")
"""Suffixes of host names outside public DNS (RFC 6761, RFC 6762, ICANN); names without a dot, such as a container's, count too."""


def in_clear(connections: Endpoints) -> list[Finding]:
    """Check that no traffic crosses a public network unencrypted."""
    ways = (
        ("TELEGRAM_API_URL", connections.telegram_url, "the bot's token"),
        ("LEAD_API_URL", connections.lead_api_url, "the key"),
    )
    return [
        wrong(f"{name} begins with http://: {key} and people's data can be read in transit; use https://.")
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


def webhook(chosen: Settings) -> list[Finding]:
    """Check the webhook's address; only a running bot can find out whether Telegram reaches it."""
    if not chosen.webhook_url:
        return []
    address = urlsplit(chosen.webhook_url)
    if chosen.telegram_api_url != TELEGRAM:  # a self-hosted Bot API server accepts any address
        return []
    host = address.hostname or ""
    findings = []
    if address.scheme != "https":
        findings.append(wrong("WEBHOOK_URL does not begin with https://, without which Telegram sends nothing."))
    if (address.port or 443) not in WEBHOOK_PORTS:
        ports = ", ".join(map(str, WEBHOOK_PORTS))
        findings.append(wrong(f"WEBHOOK_URL has a port that Telegram does not send to; those are {ports}."))
    if ":" in host:
        findings.append(wrong("WEBHOOK_URL has an IPv6 address, to which Telegram does not send; use a name."))
    elif _is_own(host):
        findings.append(
            wrong(
                f"WEBHOOK_URL: {host} is on this machine or in a network of your own, where Telegram cannot reach it."
            )
        )
    return findings or [good("Telegram accepts the webhook's address.")]


def listening(chosen: Settings) -> list[Finding]:
    """Check that the bot can listen for the webhook and serve its pages; a running bot listens there already."""
    port = chosen.listen_port or (LISTEN_PORT if chosen.webhook_url else None)
    if port is None:
        return []
    try:
        reserve(chosen.listen_host, port).close()
    except CannotListen as problem:
        path = heartbeat_file.path_of(chosen.database_url, chosen.ledger_dir)
        if problem.taken and heartbeat_file.is_running(path):
            return [good(f"The running bot listens on {chosen.listen_host}, port {port}.")]
        return [wrong(str(problem))]
    return [good(f"The bot can listen on {chosen.listen_host}, port {port}.")]
