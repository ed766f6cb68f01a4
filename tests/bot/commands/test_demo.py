"""The demo as one's own agency: what it takes from the settings, and what it never reads; and the hint's message."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from bot.commands import demo
from bot.commands.cli import main
from bot.settings.problems import SettingsProblem
from conversations.languages import CATALOGUES
from conversations.state import Collecting
from support.speaker import speaker

ROOT = Path(__file__).parents[3]
HINT = (ROOT / "sandbox" / "page" / "hint.js").read_text(encoding="utf-8")
FAQ = '[[topic]]\nkey = "parking"\nexamples = ["where can i park"]\nanswer = "Behind the office."\n'
CAMPAIGNS = '[spring]\ntype = "sale"\noffice_id = 77\n'
CANARY = "canary-0123456789abcdef"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of settings, where the process is, without any in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("TELEGRAM_BOT_TOKEN", "LEAD_API_KEY", "DATA_KEY", "AGENCIES"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "faq.toml").write_text(FAQ)
    (tmp_path / "campaigns.toml").write_text(CAMPAIGNS)
    return tmp_path


def test_it_has_the_agency_s_own_brand_questions_hours_faq_and_campaigns(folder: Path) -> None:
    (folder / ".env").write_text(
        f"TELEGRAM_BOT_TOKEN=1:{CANARY}\nLEAD_API_KEY={CANARY}\nDATA_KEY={CANARY}\nWEBHOOK_SECRET={CANARY}\n"
        "AGENCY_NAME=Belper Homes\nAGENCY_COLOUR=#aa0011\nOFFICE_HOURS=mon-fri 9:00-17:00\nFAQ=faq.toml\n"
        "CAMPAIGNS=campaigns.toml\nSTAFF_CHAT_ID=-100123\nADMIN_IDS=501\n"
        "QUESTIONS=name,phone,email,sale_or_let,address,postcode,bedrooms,property_type\n"
    )
    agency = demo.own()
    form = agency.form
    assert (form.agency, form.colour, form.questions[0]) == ("Belper Homes", "#aa0011", "name")
    assert form.office_hours is not None
    assert [topic.answer for topic in form.topics] == ["Behind the office."]
    assert [campaign.office_id for campaign in agency.campaigns.values()] == [77]
    assert (form.made_up, form.visits, agency.staff_chat_id) == (True, True, None)
    assert CANARY not in repr(agency)


def test_its_account_has_the_offices_that_links_name_and_that_the_settings_describe(folder: Path) -> None:
    (folder / "offices.toml").write_text("[9]\nname = 'Belper Homes West'\n")
    (folder / ".env").write_text("CAMPAIGNS=campaigns.toml\nOFFICES=offices.toml\n")
    assert demo.offices_of(demo.own()) == {9: "Office 9", 77: "Office 77"}


def test_it_needs_neither_token_nor_key(folder: Path) -> None:
    (folder / ".env").write_text("AGENCY_NAME=Belper Homes\n")
    assert demo.own().form.agency == "Belper Homes"


@pytest.mark.parametrize("token", [f'telegram_bot_token = "1:{CANARY}"', 'telegram_bot_token_env = "NOT_SET"', ""])
def test_of_many_agencies_it_shows_the_one_that_is_named(folder: Path, token: str) -> None:
    (folder / ".env").write_text("AGENCIES=agencies.toml\nRETENTION_DAYS=9\n")
    (folder / "agencies.toml").write_text(
        f'[belper]\n{token}\nlead_api_key_file = "none"\nagency_name = "Belper Homes"\n[derby]\nagency_colour = "red"\n'
    )
    form = demo.own("belper").form
    assert (form.agency, form.retention_days) == ("Belper Homes", 9)
    for wrong, said in (("", "belper, derby"), ("none", "belper, derby"), ("derby", "[derby] agency_colour")):
        with pytest.raises(SettingsProblem) as problem:
            demo.own(wrong)
        assert said in str(problem.value.problems)


def test_settings_that_are_wrong_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".env").write_text("AGENCY_COLOUR=red\n")
    assert main(["demo", "--mine"]) == 2
    assert "AGENCY_COLOUR" in capsys.readouterr().err


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_hint_s_message_answers_every_question(language: str) -> None:
    found = re.search(rf'^  {language}: "(.+)",$', HINT, re.MULTILINE)
    assert found is not None
    person = speaker(language)
    person.starts()
    person.says(found[1])
    assert person.values().keys() == set(person.form.questions)
    assert isinstance(person.state.phase, Collecting)
    assert person.state.phase.pending is None


def test_whoever_tries_it_sees_the_staffs_summary_soon() -> None:
    soon, now = demo._soon(), time.time()
    assert soon.latest(now) < now - 3_600, "not before that"
    assert now < soon.latest(now + 60 * demo.SUMMARY_MINUTES) <= now + 60 * demo.SUMMARY_MINUTES
