"""The environment, read: what is needed, where it comes from, and everything that is wrong told at once."""

from __future__ import annotations

import os

import pytest

from bot.settings.environment import load, log_format
from bot.settings.problems import SettingsProblem
from conversations.questions import DEFAULT_ORDER


def test_the_token_and_the_key_are_enough(environment) -> None:
    environment()
    loaded = load(None)
    assert loaded.telegram_bot_token.get_secret_value() == os.environ["TELEGRAM_BOT_TOKEN"]
    assert loaded.lead_api_key.get_secret_value() == os.environ["LEAD_API_KEY"]
    assert loaded.telegram_api_url == "https://api.telegram.org"
    assert loaded.lead_api_url == "https://api.lead.pro"
    assert loaded.database_url == "sqlite:///data/valuation-bot.db"
    assert loaded.questions == DEFAULT_ORDER


def test_all_problems_are_reported_at_once(monkeypatch, problems) -> None:
    for name, value in {"LEAD_API_KEY": "canary key", "AGENCY_EMAIL": "x", "LOG_FORMAT": "xml"}.items():
        monkeypatch.setenv(name, value)
    found = problems()
    assert [each.split()[0] for each in found] == ["TELEGRAM_BOT_TOKEN", "LEAD_API_KEY", "AGENCY_EMAIL", "LOG_FORMAT"]


def test_an_env_file_is_read_and_the_environment_wins(environment, tmp_path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "# a comment\nTELEGRAM_BOT_TOKEN=1:another\nLEAD_API_KEY='another'\nAGENCY_NAME=Tyne & Wear Homes\n"
        "RETENTION_DAYS=\nSOMETHING_ELSE=1\nLOG_FORMAT=json\n",
        encoding="utf-8",
    )
    environment(LOG_FORMAT="text")
    loaded = load(file)
    assert (loaded.agency_name, loaded.retention_days, loaded.log_format) == ("Tyne & Wear Homes", 30, "text")
    assert load(tmp_path / "missing.env").agency_name == ""


@pytest.mark.parametrize("written", ["AGENCY_NAME=Caf\u00e9".encode("latin-1"), "AGENCY_NAME=A".encode("utf-16"), None])
def test_an_env_file_that_cannot_be_read_is_one_sentence(environment, tmp_path, written) -> None:
    """Saved by another system's editor, or made a folder by Docker where there was no file to mount."""
    environment()
    file = tmp_path / "settings.env"
    if written is None:
        file.mkdir()
    else:
        file.write_bytes(written)
    with pytest.raises(SettingsProblem) as caught:
        load(file)
    why = "cannot be read (Is a directory)" if written is None else "is not UTF-8 text; save it as UTF-8 in your editor"
    assert caught.value.problems == [f"{file} {why}"]
    assert log_format(file) == "text"
