"""``check`` says what is wrong with a set-up; here: what it says about the webhook and about what was set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.agency import Agency
from bot.check import Finding, Verdict, _database, _Looked, _webhook
from bot.settings.schema import Settings
from bot.storage import inbox, leads
from bot.storage.database import Database
from bot.storage.inbox import NewItem
from bot.storage.leads import LeadSettled, NewLead
from conversations.events import LeadStatus
from conversations.form import Form

DERBY = Agency("default", Form())
TOKEN = "123456789:AAEhBOweik9ai2o0aYR-canary_x6CfGHIJKLMN"


def settings(**values: str) -> Settings:
    return Settings(_env_file=None, telegram_bot_token=TOKEN, lead_api_key="canary-key", **values)


@pytest.mark.parametrize(
    ("values", "verdicts"),
    [
        ({}, []),
        ({"webhook_url": "https://bot.example.org/telegram"}, [Verdict.GOOD]),
        ({"webhook_url": "https://bot.example.org:8443/telegram"}, [Verdict.GOOD]),
        ({"webhook_url": "https://bot.example.org:8081/telegram"}, [Verdict.WRONG]),
        ({"webhook_url": "http://bot.example.org/telegram"}, [Verdict.WRONG]),
        ({"webhook_url": "http://10.0.0.5:8081/telegram", "telegram_api_url": "http://127.0.0.1:8080"}, []),
    ],
)
def test_the_webhooks_address_is_one_that_telegram_takes(values: dict[str, str], verdicts: list[Verdict]) -> None:
    assert [finding.verdict for finding in _webhook(settings(**values))] == verdicts


@pytest.mark.parametrize("running", [False, True])
def test_what_was_set_aside_is_noted(tmp_path: Path, running: bool) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    database = Database(url)
    database.open()

    def job(tx):
        leads.put(tx, NewLead("default", 1, "VB-1", "{}"))
        (lead,) = leads.take(tx, 1, 60.0)
        leads.settle(tx, LeadSettled("VB-1", "default", LeadStatus.SET_ASIDE), lead.attempt)
        inbox.add(tx, [NewItem("default", f"telegram:{number}", 1, "telegram", b"{}") for number in (1, 2)])
        for _ in range(2):
            inbox.set_aside(tx, inbox.take(tx, 1)[0].id, "KeyError at turns.py:1")

    database.run_sync(job)
    if not running:
        database.close()
    good, *notes = _database(settings(database_url=url), [_Looked(DERBY, [], None)])
    database.close()
    assert good.verdict is Verdict.GOOD
    assert ("running" in good.text) is running
    assert notes == [
        Finding(Verdict.NOTE, "1 leads set aside: `python -m bot leads` says which and why."),
        Finding(Verdict.NOTE, "2 updates set aside: `python -m bot inbox` says which and why."),
    ]


def test_a_clean_database_has_nothing_to_note(tmp_path: Path) -> None:
    (finding,) = _database(settings(database_url=f"sqlite:///{tmp_path}/bot.db"), [_Looked(DERBY, [], None)])
    assert finding == Finding(Verdict.GOOD, "The database can be written.")
