"""A real Prometheus that scrapes one process of the bot and evaluates the alerts of ``deploy/alerts.yml``."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from support.processes import ROOT
from support.waiting import eventually

ALERTS = ROOT / "deploy" / "alerts.yml"
_CONFIGURATION = """
global: {{scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 500ms}}
rule_files: [alerts.yml]
scrape_configs:
  - job_name: valuation-bot
    static_configs: [{{targets: ["127.0.0.1:{target}"]}}]
"""


def program(name: str) -> str:
    """The path of one of Prometheus' programs. Skips the test where there is none, which tests/conftest.py forbids on CI."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"tests of the alerts need Prometheus: no {name} found (Debian: apt install prometheus)")
    return found


class Monitor:
    """The alerts of a Prometheus at ``address``."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def is_ready(self) -> bool:
        """Whether Prometheus answers."""
        try:
            return (await self._client.get("/-/ready")).is_success
        except httpx.TransportError:
            return False

    async def firing(self) -> dict[str, str]:
        """The alerts that fire, each with its summary."""
        answer = await self._client.get("/api/v1/alerts")
        alerts = answer.raise_for_status().json()["data"]["alerts"]
        return {
            each["labels"]["alertname"]: each["annotations"]["summary"] for each in alerts if each["state"] == "firing"
        }

    async def finds(self, query: str) -> bool:
        """Whether a query has a result. Fails if Prometheus does not understand it."""
        answer = await self._client.get("/api/v1/query", params={"query": query})
        return bool(answer.raise_for_status().json()["data"]["result"])

    async def _scrapes(self) -> bool:
        """Whether the bot was scraped."""
        return await self.finds('up{job="valuation-bot"} == 1')

    async def fires(self, alert: str) -> None:
        """Wait until an alert fires."""

        async def it_does() -> bool:
            return alert in await self.firing()

        await eventually(it_does, f"the alert {alert}")
        summary = (await self.firing()).get(alert, "")
        assert not re.search(r"[<{]", summary), f"a template is not filled in: {summary}"

    async def is_silent(self, alert: str) -> None:
        """Wait until an alert that has fired does not any more, though the bot is scraped."""

        async def it_is() -> bool:
            return await self._scrapes() and alert not in await self.firing()

        await eventually(it_is, f"the end of the alert {alert}")

    async def is_quiet(self) -> None:
        """Wait until no alert fires, though the bot is scraped."""

        async def it_is() -> bool:
            return await self._scrapes() and not await self.firing()

        await eventually(it_is, "the end of all alerts")


@contextlib.asynccontextmanager
async def prometheus(folder: Path, port: int, target: int) -> AsyncIterator[Monitor]:
    """Run Prometheus on ``port``, for the bot whose pages are on port ``target``. Alerts fire at once, not after minutes."""
    command = program("prometheus")
    folder.mkdir()
    (folder / "prometheus.yml").write_text(_CONFIGURATION.format(target=target))
    (folder / "alerts.yml").write_text(re.sub(r"\bfor: \w+", "for: 0s", ALERTS.read_text(encoding="utf-8")))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                command,
                f"--config.file={folder / 'prometheus.yml'}",
                f"--storage.tsdb.path={folder / 'data'}",
                f"--web.listen-address=127.0.0.1:{port}",
            ],
            stdout=log,
            stderr=log,
        )
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            monitor = Monitor(client)
            await eventually(monitor.is_ready, "Prometheus")
            yield monitor
    finally:
        process.kill()
        process.wait()
