from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from sandbox import Sandbox
from support.clock import Clock


@dataclass
@dataclass
class Api:
    """The Bot API as a bot calls it."""

    http: httpx.AsyncClient
    token: str

    async def raw(self, method: str, **params: Any) -> httpx.Response:
        return await self.http.post(f"/bot{self.token}/{method}", json=params)

    async def __call__(self, method: str, **params: Any) -> Any:
        """The result; fails unless the call succeeds."""
        response = await self.raw(method, **params)
        assert (response.status_code, response.json()["ok"]) == (200, True), response.text
        return response.json()["result"]

    async def refusal(self, method: str, **params: Any) -> tuple[int, str]:
        """The code and description; fails unless the call is refused, and unless status and body agree."""
        response = await self.raw(method, **params)
        body = response.json()
        assert (False, response.status_code) == (body["ok"], body["error_code"]), response.text
        return body["error_code"], body["description"]


@pytest.fixture
def clock() -> Clock:
    return Clock(1_800_000_000.0)


@pytest.fixture
async def sandbox(clock: Clock) -> AsyncIterator[Sandbox]:
    async with Sandbox(clock=clock) as running:
        yield running


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=sandbox.base_url, timeout=20, verify=False) as client:
        yield client


@pytest.fixture
def api(sandbox: Sandbox, http: httpx.AsyncClient) -> Api:
    return Api(http, sandbox.token)
