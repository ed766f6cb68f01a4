"""``check`` says what is wrong with a set-up; here: what it says about the webhook and about what was set aside."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import socket
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.agencies.runtime import AgencySetup, Endpoints
from bot.agencies.tenants import Tenants
from bot.campaigns.office_list import Office
from bot.commands import checks
from bot.commands.check import AGENCY_CHECKS, CHECKS, check
from bot.commands.checks.database import state
from bot.commands.checks.finding import Deployment, Finding, Rows, Verdict, private
from bot.commands.checks.lead_api import campaigns
from bot.commands.checks.network import in_clear, listening, webhook
from bot.commands.checks.settings import readiness, slips
from bot.commands.checks.telegram import modes, staff_chat
from bot.core.agency import Agency
from bot.core.heartbeat_file import Heartbeat
from bot.settings.schema import Settings
from bot.staff.notifications import follow
from bot.storage.database import Database
from bot.storage.leads import lead_queue
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.queues import inbox
from bot.storage.queues.inbox import NewItem
from bot.storage.staff import admin_menus
from bot.telegram.token_probe import Known
from conversations.events import LeadStatus
from conversations.form import Form, OfficeFacts

DERBY = Agency("default", Form())
TOKEN = "123456789:AAEhBOweik9ai2o0aYR-canary_x6CfGHIJKLMN"
UNREACHABLE = Endpoints(TOKEN, "http://127.0.0.1:9", "canary-key", "http://127.0.0.1:9")


def settings(**values: Any) -> Settings:
    return Settings.model_validate({"telegram_bot_token": TOKEN, "lead_api_key": "canary-key", **values})


def deployment(**values: Any) -> Deployment:
    return Deployment(settings(**values), Tenants((AgencySetup(DERBY, Endpoints(TOKEN, "", "canary-key", "")),)))


def no_rows() -> Rows:
    return Rows(Database("sqlite:////nowhere/bot.db"))


@pytest.mark.parametrize(
    ("values", "verdicts"),
    [
        ({}, []),
        ({"webhook_url": "https://bot.example.org/telegram"}, [Verdict.GOOD]),
        ({"webhook_url": "https://bot.example.org:8443/telegram"}, [Verdict.GOOD]),
        ({"webhook_url": "https://bot.example.org:8081/telegram"}, [Verdict.WRONG]),
        ({"webhook_url": "http://bot.example.org/telegram"}, [Verdict.WRONG]),
        ({"webhook_url": "https://localhost/telegram"}, [Verdict.WRONG]),
        ({"webhook_url": "https://10.0.0.5/telegram"}, [Verdict.WRONG]),
        ({"webhook_url": "https://100.64.0.1/telegram"}, [Verdict.WRONG]),
        ({"webhook_url": "https://[2606:2800:21f:cb07::1]/telegram"}, [Verdict.WRONG]),
        ({"webhook_url": "https://93.184.215.14/telegram"}, [Verdict.GOOD]),
        ({"webhook_url": "https://bot/telegram"}, [Verdict.WRONG]),
        ({"webhook_url": "https://bot.lan/telegram"}, [Verdict.WRONG]),
        ({"webhook_url": "http://192.168.1.2:8081/telegram"}, [Verdict.WRONG] * 3),
        ({"webhook_url": "http://10.0.0.5:8081/telegram", "telegram_api_url": "http://127.0.0.1:8080"}, []),
    ],
)
def test_the_webhooks_address_is_one_that_telegram_takes(values: dict[str, str], verdicts: list[Verdict]) -> None:
    assert [finding.verdict for finding in webhook(deployment(**values))] == verdicts


@pytest.mark.parametrize(
    ("url", "open_to_others"),
    [
        ("https://api.lead.pro", False),
        ("http://api.lead.pro", True),
        ("http://192.0.2.10.example:8080/base", True),
        ("http://93.184.215.14:8080", True),
        ("http://[2606:2800:21f:cb07::1]:8080", True),
        ("http://127.0.0.1:8080", False),
        ("http://[::1]:8080", False),
        ("http://10.0.0.5:8081", False),
        ("http://telegram-bot-api:8081", False),
        ("http://leads.internal", False),
    ],
)
async def test_what_others_could_read_on_the_way_is_wrong(url: str, open_to_others: bool) -> None:
    setup = AgencySetup(DERBY, Endpoints(TOKEN, url, "canary-key", url))
    found = [each async for each in in_clear(setup, no_rows())]
    assert [finding.verdict for finding in found] == [Verdict.WRONG, Verdict.WRONG] * open_to_others
    assert [finding.text.split()[0] for finding in found] == ["TELEGRAM_API_URL", "LEAD_API_URL"] * open_to_others
    assert "canary" not in "".join(finding.text for finding in found)


def test_where_the_bot_would_listen_is_tried(tmp_path: Path) -> None:
    def listens(**values: Any) -> list[tuple[Verdict, str]]:
        url = f"sqlite:///{tmp_path}/bot.db"
        return [(found.verdict, found.text) for found in listening(deployment(database_url=url, **values))]

    assert listens() == []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        taken = f"LISTEN_HOST 127.0.0.1 and LISTEN_PORT {port} cannot be used: another program listens there."
        assert listens(listen_port=port) == [(Verdict.WRONG, taken)]
        beat = Heartbeat(tmp_path / "bot.db.heartbeat")
        assert listens(listen_port=port) == [(Verdict.GOOD, f"The running bot listens on 127.0.0.1, port {port}.")]
        beat.close()
    assert listens(listen_port=port) == [(Verdict.GOOD, f"The bot can listen on 127.0.0.1, port {port}.")]


@pytest.mark.parametrize(
    ("written", "used", "said"),
    [
        ("STAFF_CHAT_ID=-1\nagency_name=Derby\n", [], []),
        ("STAFF_CHATID=-1\n", [], ["WRONG STAFF_CHATID in .env is not a setting", "Did you mean STAFF_CHAT_ID?"]),
        ("TELEGRAM_TOKEN=1:abc\n", [], ["WRONG TELEGRAM_TOKEN in .env", "Did you mean TELEGRAM_BOT_TOKEN?"]),
        ("STAFF_CHATID=\n", [], []),
        ("ADMIN_ID=1\nADMIN_IDS=1\n", [], ["note .env has names that are not settings and are ignored: ADMIN_ID."]),
        ("DOMAIN=bot.example.org\nPOSTGRES_PASSWORD=x\nLEAD_API_KEY_2=x\n", ["LEAD_API_KEY_2"], []),
        ("SOMETHING=else\n", [], ["note .env has names", "SOMETHING."]),
    ],
)
def test_a_slip_in_a_settings_name_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, used: list[str], said: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(written)
    found = [f"{each.verdict} {each.text}" for each in slips(".env", used)]
    assert len(found) == bool(said)
    assert all(words in found[0] for words in said)


async def test_an_env_file_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.mkdir()
    (found,) = await check(file)
    assert (found.verdict, found.text) == (Verdict.WRONG, f"{file} cannot be read (Is a directory)")


def test_a_slip_in_the_environment_is_told_and_other_programs_names_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("HOSTNAME", "bot")
    assert [*slips(None, ())] == []
    monkeypatch.setenv("WEBHOOK_URI", "https://bot.example.org/telegram")
    (found,) = slips(None, ())
    assert found.verdict is Verdict.WRONG
    assert "Did you mean WEBHOOK_URL?" in found.text


@pytest.mark.parametrize(
    ("unserved", "said"),
    [
        ((), []),
        (("inline mode",), ["Telegram offers inline mode with this bot", "switch it off"]),
        (("business mode", "threaded mode"), ["offers business mode and threaded mode", "switch them off"]),
    ],
)
def test_modes_that_are_switched_on_and_not_served_are_noted(unserved: tuple[str, ...], said: list[str]) -> None:
    found = [*modes(Known("derby_bot", unserved))]
    assert [finding.verdict for finding in found] == [Verdict.NOTE] * bool(said)
    assert all(words in finding.text for finding in found for words in said)


def test_every_check_is_carried_out() -> None:
    found: set[object] = {
        each
        for module in pkgutil.iter_modules(checks.__path__, f"{checks.__name__}.")
        for _, each in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction)
        if each.__annotations__.keys() & {"deployment", "setup"}
    }
    assert found == {*CHECKS, *AGENCY_CHECKS}


async def test_the_described_offices_are_compared_with_the_account_s_and_their_logos_drawn(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    described = {1213: OfficeFacts("Ripley", logo=str(tmp_path / "broken.png")), 99: OfficeFacts()}
    agency = Agency("default", Form(offices=described))
    setup = AgencySetup(agency, Endpoints(TOKEN, "", "canary-key", ""))
    (gone,) = campaigns(agency, [], (Office(1213, "Ripley"),))
    assert gone.verdict is Verdict.WRONG
    assert "OFFICES describes office 99, which the account does not have" in gone.text
    assert [*campaigns(agency, [], None)] == []
    assert [each.text async for each in readiness(setup, no_rows()) if "drawn" in each.text] == [
        f"OFFICES: [1213]: {tmp_path / 'broken.png'} is not a picture that can be drawn."
    ]


@pytest.mark.parametrize(
    ("mode", "folder", "said"),
    [
        (0o600, 0o700, []),
        (0o400, 0o1777, []),
        (0o644, 0o700, ["can be read by other users"]),
        (0o620, 0o700, ["can be changed by other users"]),
        (0o602, 0o700, ["can be changed by other users"]),
        (0o666, 0o700, ["can be read and changed by other users"]),
        (0o600, 0o777, ["can be replaced by other users"]),
        (0o604, 0o707, ["can be read by other users", "can be replaced by other users"]),
    ],
)
def test_what_others_could_do_to_a_file_of_secrets_is_wrong(
    tmp_path: Path, mode: int, folder: int, said: list[str]
) -> None:
    file = tmp_path / ".env"
    file.touch()
    file.chmod(mode)
    tmp_path.chmod(folder)
    found = [*private(file)]
    assert {finding.verdict for finding in found} <= {Verdict.WRONG}
    assert len(found) == len(said)
    assert all(words in finding.text for words, finding in zip(said, found, strict=True))
    assert [*private(tmp_path / "none")] == []


def test_a_database_that_others_can_read_is_wrong(tmp_path: Path) -> None:
    """As one is that was copied back from a backup."""
    url = f"sqlite:///{tmp_path}/bot.db"
    assert [finding.verdict for finding in state(deployment(database_url=url))] == ["ok"]
    (tmp_path / "bot.db").chmod(0o644)
    _, finding = state(deployment(database_url=url))
    assert finding.verdict is Verdict.WRONG
    assert "bot.db can be read by other users" in finding.text


@pytest.mark.parametrize("running", [False, True])
def test_what_was_set_aside_is_noted(tmp_path: Path, running: bool) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    database = Database(url)
    database.open()

    def job(tx):
        lead_queue.put(tx, NewLead("default", 1, "VB-1", "{}"))
        (lead,) = lead_queue.take(tx, 1, 60.0)
        lead_queue.record_result(tx, LeadResult("VB-1", "default", LeadStatus.SET_ASIDE), lead.attempt)
        inbox.add(tx, [NewItem("default", f"telegram:{number}", 1, "telegram", b"{}") for number in (1, 2)])
        for _ in range(2):
            inbox.set_aside(tx, inbox.take(tx, 1)[0].id, "KeyError at turns.py:1")

    database.run_sync(job)
    if not running:
        database.close()
    good, *notes = state(deployment(database_url=url))
    database.close()
    assert good.verdict is Verdict.GOOD
    assert ("running" in good.text) is running
    assert notes == [
        Finding(Verdict.NOTE, "1 lead set aside: `python -m bot leads` says which and why."),
        Finding(Verdict.NOTE, "2 updates set aside: `python -m bot inbox` says which and why."),
    ]


def test_a_clean_database_has_nothing_to_note(tmp_path: Path) -> None:
    (finding,) = state(deployment(database_url=f"sqlite:///{tmp_path}/bot.db"))
    assert finding == Finding(Verdict.GOOD, "The database can be written.")


async def test_a_staff_group_that_became_a_supergroup_is_noted_until_the_setting_says_so(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    database = Database(url)
    database.open()
    derby = replace(DERBY, staff_chat_id=-4001)
    database.run_sync(lambda tx: follow(tx, derby, -4001, -1001234567890))
    database.close()
    with closing(Database(url)) as beside:
        rows = Rows(beside)
        note, _ = [each async for each in staff_chat(AgencySetup(derby, UNREACHABLE), rows)]
        assert note.verdict is Verdict.NOTE
        assert note.text.startswith("STAFF_CHAT_ID should become -1001234567890")
        moved = replace(derby, staff_chat_id=-1001234567890)
        assert len([each async for each in staff_chat(AgencySetup(moved, UNREACHABLE), rows)]) == 1


@pytest.mark.parametrize(
    ("admins", "begun", "verdict", "words"),
    [
        (
            [],
            [],
            Verdict.WRONG,
            "set STAFF_CHAT_ID, or set ADMIN_IDS and have the admins send the running bot a message",
        ),
        ([501], [], Verdict.WRONG, "set STAFF_CHAT_ID, or have the admins send the running bot a message"),
        ([501], [502], Verdict.WRONG, "No staff can be notified"),
        ([501, 502], [502], Verdict.NOTE, "notices go to the admins, each in their own chat"),
    ],
)
async def test_a_bot_without_anybody_to_tell_is_not_ready(tmp_path, admins, begun, verdict, words):
    database = Database(f"sqlite:///{tmp_path}/bot.db")
    database.open()
    for admin in begun:
        database.run_sync(partial(admin_menus.begin, agency="default", admin=admin))
    database.close()
    setup = AgencySetup(replace(DERBY, admin_ids=frozenset(admins)), UNREACHABLE)
    with closing(Database(f"sqlite:///{tmp_path}/bot.db")) as beside:
        (finding,) = [each async for each in staff_chat(setup, Rows(beside))]
    assert finding.verdict is verdict
    assert words in finding.text
