"""The file of agencies, read: each table is an agency, and everything that is wrong with any is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.agencies import tenants
from bot.settings.environment import load
from bot.settings.problems import SettingsProblem
from bot.settings.schema import Settings

DERBY = """
[derby-homes]
telegram_bot_token = "1:canary-token-of-derby"
lead_api_key = "canary-key-of-derby"
agency_name = "Derby Homes"
"""


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Reads a file of agencies, with these settings in the environment and no others."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    def read_(text: str, env_file: Path | None = None, **environment: str) -> tenants.Tenants:
        file = tmp_path / "agencies.toml"
        file.write_text(text, encoding="utf-8")
        for name, value in {"AGENCIES": str(file), **environment}.items():
            monkeypatch.setenv(name, value)
        return tenants.read(load(env_file), env_file)

    return read_


def problems(read, text: str, **environment: str) -> list[str]:
    with pytest.raises(SettingsProblem) as caught:
        read(text, **environment)
    assert "canary" not in str(caught.value), "a secret is never told"
    return caught.value.problems


def test_each_table_is_an_agency_and_takes_nothing_of_anothers(read) -> None:
    found = read(
        DERBY + '[york]\ntelegram_bot_token = "2:canary"\nlead_api_key = "k"\nstaff_chat_id = -5\nadmin_ids = [7, 8]\n',
        RETENTION_DAYS="9",
    )
    derby, york = (setup.agency for setup in found.setups)
    assert (derby.id, york.id) == ("derby-homes", "york")
    assert (derby.form.agency, york.form.agency) == ("Derby Homes", "")
    assert (derby.staff_chat_id, york.staff_chat_id) == (None, -5)
    assert (derby.admin_ids, york.admin_ids) == (frozenset(), {7, 8})
    assert derby.form.retention_days == york.form.retention_days == 9, "what may be shared is"
    assert {"1:canary-token-of-derby", "canary-key-of-derby"} <= set(found.secrets)
    assert "canary" not in repr(found.setups)


def test_the_offices_of_an_agency_are_in_a_file_beside_and_its_changes_are_noticed(read, tmp_path) -> None:
    (tmp_path / "offices.toml").write_text("[7]\nphone = '01773 000000'\n")
    found = read(DERBY + "offices = 'offices.toml'\n")
    (derby,) = (setup.agency for setup in found.setups)
    assert derby.form.at_office(7).phone == "01773 000000"
    assert tmp_path / "offices.toml" in found.files
    (tmp_path / "offices.toml").write_text("[7]\nphone = '01773 000001'\n")
    assert read(DERBY + "offices = 'offices.toml'\n").setups != found.setups
    (tmp_path / "offices.toml").write_text("[7]\nphone = 'x'\n")
    assert "[derby-homes] offices: " in problems(read, DERBY + "offices = 'offices.toml'\n")[0]


def test_secrets_stand_in_variables_and_files_too(read, tmp_path) -> None:
    (tmp_path / "york.key").write_text("canary-from-a-file\n", encoding="utf-8")
    env_file = tmp_path / ".env"
    env_file.write_text("YORK_TOKEN=2:canary-from-env-file\n", encoding="utf-8")
    found = read('[york]\ntelegram_bot_token_env = "YORK_TOKEN"\nlead_api_key_file = "york.key"\n', env_file)
    (york,) = found.setups
    assert york.connections.telegram_token == "2:canary-from-env-file"
    assert york.connections.lead_api_key == "canary-from-a-file"
    assert tmp_path / "york.key" in found.files, "so that a new key is noticed"


def test_each_bot_has_a_webhook_of_its_own(read) -> None:
    text = DERBY + '[york]\ntelegram_bot_token = "2:canary"\nlead_api_key = "k"\n'
    found = read(text, WEBHOOK_URL="https://bot.example.org/telegram/")
    paths = [setup.webhook.path for setup in found.setups]
    assert len(set(paths)) == 2
    assert all(path.startswith("/telegram/") and len(path) == len("/telegram/") + 32 for path in paths)
    assert len({setup.webhook.secret for setup in found.setups}) == 2
    assert {path.removeprefix("/telegram/") for path in paths} <= set(found.secrets)
    assert [setup.webhook.path for setup in read(text).setups] == paths, "the same in every replica and after a restart"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no agency"),
        ("[derby", "is not TOML"),
        ("derby = " + 5_000 * "[", "is not TOML"),
        ("derby = " + 5_000 * "1", "is not TOML"),
        (DERBY + 'campaigns = "none\\u0000.toml"\n', "campaigns"),
        (DERBY + '[york]\nlead_api_key_file = "none\\u0000"\n', "[york] lead_api_key_file"),
        (DERBY + 'agency_logo = "none\\u0000.png"\n', "[derby-homes] agency_logo"),
        ("derby = 1\n", "[derby] has to be a table"),
        ("[Derby]\n", "[Derby] is no name for an agency: up to 40 small letters, digits and -"),
        ("[default]\n", "[default] is no name for an agency"),
        ("[york]\n", "[york] telegram_bot_token is not set"),
        ("[york]\n", "[york] lead_api_key is not set"),
        (DERBY + "agency_colour = 'blue'\n", "[derby-homes] agency_colour is not a colour; write it like #1b6b5a"),
        (DERBY + "shoe_size = 4\n", "[derby-homes] shoe_size is not a setting"),
        (
            DERBY + "database_url = 'x'\n",
            "[derby-homes] database_url holds for all agencies: it belongs in the environment",
        ),
        (DERBY + "campaigns = 'none.toml'\n", "cannot be read"),
        (
            DERBY + "lead_api_key_env = 'X'\n",
            "[derby-homes] lead_api_key is there twice: by itself, and as lead_api_key_env",
        ),
        ("[york]\nlead_api_key_env = 'NOT_SET'\n", "[york] lead_api_key_env: the variable NOT_SET is not set"),
        ("[york]\nlead_api_key_file = 'none'\n", "cannot be read (No such file or directory)"),
        (
            DERBY + '[york]\ntelegram_bot_token = "1:canary-too"\nlead_api_key = "k"\n',
            "[york] telegram_bot_token is of the same bot as [derby-homes]'s; each needs its own",
        ),
    ],
)
def test_what_is_wrong_is_said(read, text: str, said: str) -> None:
    assert any(said in problem for problem in problems(read, text))


def test_all_problems_of_all_agencies_at_once(read) -> None:
    found = problems(read, "[derby]\nagency_email = 'x'\n[york]\noffice_hours = 'whenever'\n[Hull]\n")
    assert {problem.split("]")[0] for problem in found} == {"[derby", "[york", "[Hull"}
    assert len(found) == 7


@pytest.mark.parametrize("name", ["AGENCY_NAME", "TELEGRAM_BOT_TOKEN", "STAFF_CHAT_ID", "CAMPAIGNS"])
def test_an_agencys_setting_in_the_environment_is_misplaced(read, name: str) -> None:
    value = "1:canary-token" if name == "TELEGRAM_BOT_TOKEN" else "5"
    assert problems(read, DERBY, **{name: value}) == [
        f"{name} is set beside AGENCIES; it belongs in the table of the agency that it is for"
    ]


def test_one_agency_from_the_environment_is_a_list_of_one(monkeypatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:canary")
    monkeypatch.setenv("LEAD_API_KEY", "k")
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org/telegram")
    found = tenants.read(load(None), None)
    (setup,) = found.setups
    assert setup.webhook
    assert (setup.agency.id, setup.webhook.path, found.files) == ("default", "/telegram", frozenset())
    assert "telegram" not in found.secrets


def test_a_secret_is_changed_with_the_one_before_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = ("the-secret-from-now-on", "the-secret-until-now")
    given = {"TELEGRAM_BOT_TOKEN": "1:canary", "LEAD_API_KEY": "k", "WEBHOOK_URL": "https://bot.example.org/telegram"}
    for name, value in {**given, "WEBHOOK_SECRET": ",".join(secrets)}.items():
        monkeypatch.setenv(name, value)
    found = tenants.read(load(None), None)
    webhook = found.setups[0].webhook
    assert webhook is not None
    assert (webhook.secret, webhook.former) == (secrets[0], secrets[1:])
    assert {*secrets} <= {*found.secrets}, "neither is ever logged"
