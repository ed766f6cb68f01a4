"""The bot behind a firewall: HTTPS_PROXY is the only way out."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator

import pytest

from sandbox import Sandbox
from support.homeowner import Homeowner
from support.processes import Launcher
from support.roots import TLS
from support.tunnel import TunnelProxy, carry

PASSWORD = "canary-word-of-the-proxy"


@pytest.fixture
async def address(sandbox: Sandbox) -> AsyncIterator[str]:
    """The sandbox over TLS, as api.telegram.org and api.lead.pro are."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "localhost.pem", TLS / "localhost.key")
    host, _, port = sandbox.base_url.removeprefix("http://").partition(":")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward, back = await asyncio.open_connection(host, int(port))
        await asyncio.gather(carry(reader, back), carry(onward, writer))

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    yield f"https://localhost:{listening.sockets[0].getsockname()[1]}"
    listening.close()


async def test_a_conversation_and_its_lead_go_through_the_proxy_which_reads_nothing(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, address: str
) -> None:
    async with TunnelProxy() as proxy:
        bots.settings |= {
            "TELEGRAM_API_URL": address,
            "LEAD_API_URL": address,
            "HTTPS_PROXY": proxy.url(f"bot:{PASSWORD}"),
            "SSL_CERT_FILE": str(TLS / "localhost.pem"),
        }
        bot = await bots.start()
        await marla.reaches("estimate")
        assert await bot.stop() == 0
        assert len([*sandbox.journal.leads]) == 1

        targets = {head.partition("\r\n")[0] for head in proxy.heads}
        assert targets == {f"CONNECT {address.removeprefix('https://')} HTTP/1.1"}
        assert len(proxy.heads) >= 3, "polling, sending, and the lead's"
        for secret in (sandbox.token, sandbox.api_key, "sendMessage"):
            assert secret.encode() not in proxy.carried
            assert secret not in "".join(proxy.heads)
        assert PASSWORD not in bot.stdout + bot.stderr

        proxy.heads.clear()
        check = await bots.start("check", settings={"NO_PROXY": "localhost"})
        await check.ends()
        assert "Telegram knows the bot" in check.stdout
        assert "The Lead API accepts the key" in check.stdout
        assert proxy.heads == []
