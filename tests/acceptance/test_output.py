"""What commands do with what reads their output: a pipe that is closed, and a collector of JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from support.processes import BARE, Launcher


@pytest.mark.parametrize("command", [["new-key"], ["--help"]])
def test_a_command_whose_output_nobody_reads_ends_without_a_word(command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "bot", *command], env=BARE, stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_a_command_that_begins_without_an_output_ends_as_usual() -> None:
    closed = ["sh", "-c", 'exec "$0" -m bot --version >&-', sys.executable]
    ended = subprocess.run(closed, env=BARE, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


async def test_what_ends_the_bot_is_said_in_json_where_that_is_asked_for(bots: Launcher, unused_tcp_port: int) -> None:
    bots.faults_expected = True
    bots.settings["LOG_FORMAT"] = "json"
    for settings, code, said in (
        ({"TELEGRAM_BOT_TOKEN": "x", "RETENTION_DAYS": "many"}, 2, "TELEGRAM_BOT_TOKEN is not a bot token"),
        ({"LISTEN_HOST": "192.0.2.1", "LISTEN_PORT": str(unused_tcp_port)}, 2, "LISTEN_HOST 192.0.2.1"),
        ({"DATABASE_URL": "sqlite:////proc/self/bot.db"}, 3, "/proc/self/bot.db"),
        ({"LEAD_API_KEY": "nobodys-key"}, 4, "The Lead API refuses the key"),
    ):
        bot = await bots.start(settings=settings)
        assert await bot.ends() == code
        *_, last = records = [json.loads(line) for line in bot.stderr.splitlines()]
        assert all(each["level"] for each in records)
        assert last["level"] == "critical"
        assert said in json.dumps(last)
