"""What the page and its files tell the browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sandbox

PAGE = Path(sandbox.__file__).parent / "page"
TYPES = {".js": r"(text|application)/javascript", ".css": "text/css", ".svg": r"image/svg\+xml", ".html": "text/html"}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
}


def guarded(response):
    assert set(response.headers["content-security-policy"].split("; ")) == POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    return response


async def test_every_file_of_the_page(http):
    files = sorted(path.name for path in PAGE.iterdir() if path.is_file())
    assert "index.html" in files
    for name in files:
        response = guarded(await http.get(f"/page/static/{name}"))
        assert re.match(TYPES[Path(name).suffix], response.headers["content-type"]), name
        # Asked for again each time, so that a newer program never meets an older file; unchanged, it costs a 304.
        assert response.headers["cache-control"] == "no-cache"
        again = guarded(await http.get(f"/page/static/{name}", headers={"if-none-match": response.headers["etag"]}))
        assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    ["/", "/page/bot", "/page/people/marla", "/page/people/-", "/page/agent", "/page/files/none", "/page/nothing"],
)
async def test_what_was_said_is_not_kept_by_the_browser(http, path):
    response = guarded(await http.get(path))
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/page/people/marla/events", "/page/agent/events"])
async def test_streams(http, path):
    async with http.stream("GET", path) as response:
        guarded(response)
        assert response.headers["cache-control"] == "no-store"


async def test_a_page_elsewhere_gets_nothing_by_another_name_for_this_machine(http):
    response = guarded(await http.get("/", headers={"host": "evil.example"}))
    assert response.status_code == 400


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_page_elsewhere_cannot_act_as_somebody(http, api, site):
    elsewhere = {"sec-fetch-site": site, "content-type": "text/plain"}
    body = '{"text": "/start", "lead_api": {"mode": "unavailable"}}'
    for path in ("/page/people/marla/send", "/page/faults", f"/bot{api.token}/getMe", "/api/v103/leads/valuation"):
        assert (await http.post(path, content=body, headers=elsewhere)).status_code == 403, path
    for path in ("/page/people/marla", f"/bot{api.token}/getUpdates", "/page/static/main.js"):
        assert (await http.get(path, headers=elsewhere)).status_code == 403, path
    assert (await http.get("/page/people/marla")).json()["messages"] == []


@pytest.mark.parametrize("site", ["same-origin", "none"])
async def test_its_own_page_may_act_and_a_link_from_anywhere_leads_to_it(http, site):
    sent = await http.post("/page/people/marla/send", json={"text": "/start"}, headers={"sec-fetch-site": site})
    assert sent.status_code == 200
    guarded(await http.get("/", headers={"sec-fetch-site": "cross-site"})).raise_for_status()


async def test_the_apis_answer_as_the_real_ones_do(http, api):
    for path in (f"/bot{api.token}/getMe", "/api/v103/offices"):
        assert "content-security-policy" not in (await http.get(path)).headers
