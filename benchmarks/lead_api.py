"""A lean Lead API: every lead is received and estimated, after a delay if one is set."""

from __future__ import annotations

import asyncio
from collections import Counter

from benchmarks.wire import Answer, Server

KEY = "benchmark-key"
RECEIVED = (
    b'{"minimum_sale_estimation":285000,"average_sale_estimation":300000,"maximum_sale_estimation":315000,'
    b'"minimum_rent_estimation":1150,"average_rent_estimation":1225,"maximum_rent_estimation":1300,'
    b'"valuation_status":"Success"}'
)
OFFICES = b'{"data":[{"id":"1","name":"Derby"}]}'


class LeadApi:
    """The server. ``calls`` counts requests by path; ``delay`` is how many seconds a lead takes."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.delay = 0.0
        self.server = Server(self._call)

    def _call(self, path: str, _headers: dict[str, str], _body: bytes, answer: Answer) -> None:
        self.calls[path] += 1
        if path.endswith("/offices"):
            answer(OFFICES)
        elif self.delay:
            asyncio.get_running_loop().call_later(self.delay, answer, RECEIVED)
        else:
            answer(RECEIVED)
