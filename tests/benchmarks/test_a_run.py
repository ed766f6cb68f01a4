"""The benchmark's people get through the form with this bot, so that its figures are of whole conversations."""

import json
import math
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import medians
from benchmarks.contestants import CONTESTANTS
from benchmarks.form import STEPS
from benchmarks.report import sections
from benchmarks.runs import as_json, window, world
from benchmarks.stored import made
from benchmarks.where import PARTS
from benchmarks.wire import fields

OURS = {each.name: each for each in CONTESTANTS}


@pytest.mark.parametrize("name", ["sqlite", "sqlite-webhook"])
async def test_people_get_through_the_form(name):
    async with world(OURS[name], latency_ms=2) as place:
        people = place.telegram.people
        await people.crowd(len(STEPS), 60)
        measured = await window(place, 1.5)
        people.stop()
    assert measured.estimates > 0, people.stuck()
    assert measured.updates >= measured.estimates * len(STEPS) / 2
    assert 0.002 <= measured.p50 <= measured.p99 < 60
    assert measured.bot_cpu_ms > 0
    assert measured.bot_memory > 10 * 2**20
    assert 11 <= measured.calls["sendMessage"] <= 16, "one for each update, the estimate, and little more"
    assert place.lead_api.calls["/api/v103/leads/valuation"] > 0
    run: dict[str, Any] = as_json(measured)
    told = "\n".join(
        sections(
            {
                "machine": {"at": "", "cpus": 2, "model": "", "python": "", "load before": 0},
                "saturation": {
                    "0": {"sqlite": run, "aiogram": run | {"bot_cpu_ms": run["bot_cpu_ms"] * 3, "store_cpu_ms": 0}}
                },
                "replicas": {"share": 0.35, "runs": medians_of({"postgresql": [run, run], "postgresql-2": [run, run]})},
                "growth": {"sqlite": {"1000000": run | {"start": 1.0, "disk": 1}}},
                "took": 60.0,
                "slow-lead": {
                    "seconds": 1.5,
                    "rate": 1.0,
                    "0.0": {"sqlite": run},
                    "1.5": {"sqlite": run | {"p50": math.nan}},
                },
            },
            set(),
        )
    )
    assert "| this bot, SQLite, polling |" in told
    assert "3.0 ×" in told


def medians_of(runs):
    return {name: medians(each) for name, each in runs.items()}


def test_a_store_of_many_holds_as_many_of_everything_as_one_that_was_filled_one_by_one(tmp_path):
    """And the bot takes it for its own: the next conversation goes on as with an empty one."""
    made("sqlite", tmp_path, 3000)
    database = sqlite3.connect(tmp_path / "bot.db")
    counted = {
        table: database.execute(f"SELECT count(*), count(DISTINCT {column}) FROM {table}").fetchone()
        for table, column in (("chats", "chat_id"), ("leads", "reference"), ("leads", "chat_id"), ("inbox", "key"))
    }
    assert counted == {"chats": (3000, 3000), "leads": (3000, 3000), "inbox": (33000, 33000)}
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("SELECT count(*) FROM inbox WHERE done_at IS NULL").fetchone() == (0,)
    database.close()


def test_a_call_is_read_in_either_form():
    sent = {"chat_id": "7", "text": "£1 & more\r\n", "reply_markup": '{"inline_keyboard":[]}'}
    form = b"chat_id=7&text=%C2%A31+%26+more%0D%0A&reply_markup=%7B%22inline_keyboard%22%3A%5B%5D%7D"
    assert sent == fields({"content-type": "application/x-www-form-urlencoded"}, form)
    nested = json.dumps({**sent, "chat_id": 7, "reply_markup": {"inline_keyboard": []}})
    assert sent == fields({"content-type": "application/json"}, nested.encode()) | {
        "reply_markup": sent["reply_markup"]
    }
    parts = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in sent.items()
    )
    assert sent == fields({"content-type": "multipart/form-data; boundary=b"}, f"{parts}--b--\r\n".encode())


def test_each_part_of_the_profile_is_a_place_that_exists():
    root = Path(__file__).parents[2]
    files = [
        f"/{path.relative_to(root)}:1)" for place in ("bot", "conversations") for path in (root / place).rglob("*.py")
    ]
    for name, pattern in PARTS:
        if name != "event loop":
            assert any(re.search(pattern, file) for file in files), name
