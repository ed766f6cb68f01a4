"""The environment, read: what is right, and one clear sentence for each thing that is wrong."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot import settings
from bot.agency import Agency
from bot.settings import SettingsProblem
from conversations.form import Form
from conversations.lead import Campaign, LeadType, Utm
from conversations.questions import DEFAULT_ORDER

TOKEN = "123456789:AAEhBOweik9ai2o0aYR-canary_x6CfGHIJKLMN"
KEY = "canary-lead-api-key"
NEEDED = {"TELEGRAM_BOT_TOKEN": TOKEN, "LEAD_API_KEY": KEY}
ORDER = ",".join(DEFAULT_ORDER)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch):
    def set_(**values: str) -> None:
        for name, value in (NEEDED | values).items():
            monkeypatch.setenv(name, value)

    return set_


def problems(env_file: str | Path | None = None) -> list[str]:
    with pytest.raises(SettingsProblem) as caught:
        settings.load(env_file)
    return caught.value.problems


def test_the_token_and_the_key_are_enough(environment) -> None:
    environment()
    loaded = settings.load(None)
    assert loaded.telegram_bot_token.get_secret_value() == TOKEN
    assert loaded.lead_api_key.get_secret_value() == KEY
    assert loaded.telegram_api_url == "https://api.telegram.org"
    assert loaded.lead_api_url == "https://api.lead.pro"
    assert loaded.database_url == "sqlite:///data/valuation-bot.db"
    assert loaded.questions == DEFAULT_ORDER
    agency = settings.agency(loaded)
    assert (agency.id, agency.campaigns, agency.staff_chat_id) == ("default", {}, None)
    assert not agency.form.made_up


def test_everything_set_reaches_the_agency(environment, tmp_path) -> None:
    campaigns = tmp_path / "campaigns.toml"
    campaigns.write_text("[fb-spring]\ntype = 'sale'\n", encoding="utf-8")
    environment(
        AGENCY_NAME="Derby Homes",
        AGENCY_URL="https://derbyhomes.example/",
        PRIVACY_URL="https://derbyhomes.example/privacy",
        AGENCY_PHONE="01332 000000",
        AGENCY_EMAIL="Office@Derbyhomes.CO.UK",
        QUESTIONS=" name, sale_or_let,phone,email,address,postcode,bedrooms,property_type,",
        CAMPAIGNS=str(campaigns),
        STAFF_CHAT_ID="-1001234567890",
        ADMIN_IDS=" 501, 502,",
        DEFAULT_CAMPAIGN="fb-spring",
        RETENTION_DAYS="7",
        LOG_FORMAT="json",
    )
    loaded = settings.load(None)
    agency = settings.agency(loaded, agency_id="derby", made_up=True)
    form = agency.form
    assert (form.agency, form.agency_url) == ("Derby Homes", "https://derbyhomes.example")
    assert form.privacy_url == "https://derbyhomes.example/privacy"
    assert (form.phone, form.email) == ("01332 000000", "Office@derbyhomes.co.uk")
    assert form.questions[:2] == ("name", "sale_or_let")
    assert (form.retention_days, form.made_up, loaded.log_format) == (7, True, "json")
    assert (agency.id, agency.staff_chat_id) == ("derby", -1001234567890)
    assert (agency.admin_ids, agency.default_campaign) == (frozenset({501, 502}), "fb-spring")
    assert agency.campaign("FB-SPRING") == Campaign("fb-spring", LeadType.VENDOR)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("AGENCY_NAME", "", ""),
        ("LEAD_API_URL", "", "https://api.lead.pro"),
        ("LEAD_API_URL", "http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "http://[::1]:8080/base", "http://[::1]:8080/base"),
        ("DATABASE_URL", "sqlite:////data/valuation-bot.db", "sqlite:////data/valuation-bot.db"),
        ("STAFF_CHAT_ID", "", None),
        ("RETENTION_DAYS", "365", 365),
        ("AGENCY_PHONE", "+44 1332 000000", "+44 1332 000000"),
        ("CAMPAIGNS", "", None),
        ("QUESTIONS", "", DEFAULT_ORDER),
    ],
)
def test_accepted(environment, name, value, expected) -> None:
    environment(**{name: value})
    assert expected == getattr(settings.load(None), name.lower())


def test_the_data_keys_seal_and_are_not_told(environment) -> None:
    environment()
    assert settings.vault(settings.load(None)).key_ids == ()
    environment(DATA_KEY=f" {DATA_KEY} , {'A' * 43}=")
    loaded = settings.load(None)
    assert len(settings.vault(loaded).key_ids) == 2
    assert settings.data_keys(loaded) == [DATA_KEY, "A" * 43 + "="], "for the log, to hide"
    assert DATA_KEY not in repr(loaded)


DATA_KEY = base64.b64encode(b"canary-data-key-of-thirty-two-by").decode()
NEW_KEY = "`python -m bot new-key` makes one"
WRONG = [
    ("AGENCY_LOGO", "/nowhere/logo.png", "AGENCY_LOGO is a file that cannot be read (No such file or directory)"),
    ("AGENCY_LOGO", __file__, "AGENCY_LOGO is neither a PNG nor a JPEG"),
    ("AGENCY_LANGUAGES", "en,fr", "AGENCY_LANGUAGES may have en, cy, pl, separated by commas"),
    ("AGENCY_LANGUAGES", ",", "AGENCY_LANGUAGES may have en, cy, pl, separated by commas"),
    *(
        (
            "ADMIN_IDS",
            value,
            "ADMIN_IDS has something that is no user id; it is numbers with commas, as in 123456789,987654321",
        )
        for value in ("marla", "501;502", "@marla", "-100123", "0", "٣", "5" * 30)
    ),
    ("DEFAULT_CAMPAIGN", "spring sale", "DEFAULT_CAMPAIGN is no code of a campaign: 1 to 64 letters, digits, - and _"),
    ("TELEGRAM_BOT_TOKEN", "", "TELEGRAM_BOT_TOKEN is not set"),
    *(
        ("TELEGRAM_BOT_TOKEN", value, "TELEGRAM_BOT_TOKEN is not a bot token; BotFather gives one like 123456789:AAE…")
        for value in (
            "canary",
            "123456789",
            ":canary",
            "canary:canary",
            "123456789:ca nary",
            f"{TOKEN}\n",
            f"bot{TOKEN}",
        )
    ),
    ("LEAD_API_KEY", "", "LEAD_API_KEY is not set"),
    *(
        ("DATA_KEY", value, f"DATA_KEY has a key {number} that is not 32 bytes in base64; {NEW_KEY}")
        for value, number in (("canary", 1), ("Y2FuYXJ5", 1), (f"{DATA_KEY},canary", 2))
    ),
    ("DATA_KEY", f"{DATA_KEY},{DATA_KEY}", "DATA_KEY has the same key twice"),
    *(
        (
            "LEAD_API_KEY",
            value,
            "LEAD_API_KEY has characters that no key has; copy it again from your Lead API settings",
        )
        for value in ("canary key", "canary\n", "canary–key", "can\u200bary")
    ),
    *(
        ("LEAD_API_URL", value, "LEAD_API_URL is not a web address; it begins with https://")
        for value in ("api.lead.pro", "https://", "ftp://api.lead.pro", "https://api lead.pro", "https:///path")
    ),
    ("TELEGRAM_API_URL", "telegram", "TELEGRAM_API_URL is not a web address; it begins with https://"),
    ("AGENCY_URL", "www.derbyhomes.example", "AGENCY_URL is not a web address; it begins with https://"),
    ("PRIVACY_URL", "/privacy", "PRIVACY_URL is not a web address; it begins with https://"),
    *(
        (
            "DATABASE_URL",
            value,
            (
                "DATABASE_URL is not supported; it begins with sqlite:/// or postgresql://, as in "
                "sqlite:///data/valuation-bot.db"
            ),
        )
        for value in ("mysql://u:canary@db/x", "data/valuation-bot.db", "sqlite://")
    ),
    (
        "DATABASE_URL",
        "postgresql://u:canary@db",
        "DATABASE_URL names no database; an example is postgresql://user:password@host/valuation_bot",
    ),
    *(
        (
            "AGENCY_PHONE",
            value,
            "AGENCY_PHONE is not a phone number; write it as people dial it, 01332 000000 for example",
        )
        for value in ("call us", "123", "0" * 30)
    ),
    *(("AGENCY_EMAIL", value, "AGENCY_EMAIL is not an email address") for value in ("office", "a@b@c.uk", "@x.uk")),
    ("QUESTIONS", f"{ORDER},colour", "QUESTIONS has unknown questions: colour"),
    ("QUESTIONS", ORDER.replace(",phone", ""), "QUESTIONS has missing questions: phone"),
    ("QUESTIONS", f"{ORDER},name", "QUESTIONS has repeated questions: name"),
    ("STAFF_CHAT_ID", "@staff", "STAFF_CHAT_ID has to be a valid integer"),
    ("RETENTION_DAYS", "0", "RETENTION_DAYS has to be greater than or equal to 1"),
    ("RETENTION_DAYS", "366", "RETENTION_DAYS has to be less than or equal to 365"),
    ("LOG_FORMAT", "xml", "LOG_FORMAT has to be 'text' or 'json'"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG)
def test_refused_with_one_sentence(environment, name, value, sentence) -> None:
    environment(**{name: value})
    assert [sentence] == problems()


def test_all_problems_are_reported_at_once(monkeypatch) -> None:
    for name, value in {"LEAD_API_KEY": "canary key", "AGENCY_EMAIL": "x", "LOG_FORMAT": "xml"}.items():
        monkeypatch.setenv(name, value)
    found = problems()
    assert [each.split()[0] for each in found] == ["TELEGRAM_BOT_TOKEN", "LEAD_API_KEY", "AGENCY_EMAIL", "LOG_FORMAT"]


def test_no_problem_tells_a_value(monkeypatch) -> None:
    values = {name: f"canary {name} \n" for name, _, _ in WRONG}
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem) as caught:
        settings.load(None)
    assert sorted(values) == sorted(each.split()[0] for each in caught.value.problems)
    # The names of the questions are no secret, and "unknown" alone would not help.
    assert "canary" not in " ".join(each for each in caught.value.problems if not each.startswith("QUESTIONS"))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_secrets_never_show(environment) -> None:
    environment()
    loaded = settings.load(None)
    for shown in (repr(loaded), str(loaded), loaded.model_dump_json(), repr(settings.agency(loaded))):
        assert "canary" not in shown


def test_settings_are_frozen(environment) -> None:
    environment()
    with pytest.raises(ValidationError):
        settings.load(None).retention_days = 1


def test_an_env_file_is_read_and_the_environment_wins(environment, tmp_path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        f"# a comment\nTELEGRAM_BOT_TOKEN={TOKEN}\nLEAD_API_KEY='{KEY}'\nAGENCY_NAME=Tyne & Wear Homes\n"
        "RETENTION_DAYS=\nSOMETHING_ELSE=1\nLOG_FORMAT=json\n",
        encoding="utf-8",
    )
    environment(LOG_FORMAT="text")
    loaded = settings.load(file)
    assert (loaded.agency_name, loaded.retention_days, loaded.log_format) == ("Tyne & Wear Homes", 30, "text")
    assert settings.load(tmp_path / "missing.env").agency_name == ""


CAMPAIGNS = """
[fb-spring]
type = "sale"
office_id = 1213
source = "homepage"
utm_source = "facebook"
utm_campaign = "spring"
utm_medium = "social"
utm_term = "derby"
utm_content = "red"

[QR_window]
type = "let"

[plain]
"""


def test_campaigns(tmp_path) -> None:
    file = tmp_path / "campaigns.toml"
    file.write_text(CAMPAIGNS, encoding="utf-8")
    assert settings.read_campaigns(file) == {
        "fb-spring": Campaign(
            "fb-spring",
            LeadType.VENDOR,
            1213,
            "homepage",
            Utm("facebook", "spring", "social", "derby", "red"),
        ),
        "QR_window": Campaign("QR_window", LeadType.LANDLORD),
        "plain": Campaign("plain"),
    }


@pytest.mark.parametrize(
    ("code", "found"),
    [("QR_window", "QR_window"), ("qr_WINDOW", "QR_window"), ("plain", "plain"), ("PLAIN", "plain"), ("other", None)],
)
def test_a_link_s_code_is_found_without_regard_to_case(tmp_path, code, found) -> None:
    file = tmp_path / "campaigns.toml"
    file.write_text(CAMPAIGNS, encoding="utf-8")
    campaign = Agency("x", Form(), settings.read_campaigns(file)).campaign(code)
    assert found == (campaign.code if campaign else None)


def test_two_codes_that_differ_only_in_case_are_refused(tmp_path) -> None:
    path = tmp_path / "campaigns.toml"
    path.write_text("[A]\n[a]\n", encoding="utf-8")
    with pytest.raises(SettingsProblem, match=r"\[a\] is there twice"):
        settings.read_campaigns(path)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("[x]\ntype = 'swap'", '[x] has a type that is neither "sale" nor "let"'),
        ("[x]\ntype = ['sale']", '[x] has a type that is neither "sale" nor "let"'),
        ("[x]\noffice_id = '12'", "[x] has an office_id that is not a number"),
        ("[x]\noffice_id = true", "[x] has an office_id that is not a number"),
        ("[x]\nutm_source = 5", "[x] has a source or utm field that is not text"),
        ("[x]\nofice_id = 5\nzone = 1", "[x] does not know ofice_id, zone; it may have office_id, source, type, utm_c"),
        ("x = 5", "[x] has to be a table"),
        ("['a b']", "[a b] is no code for a link: 1 to 64 letters, digits, - and _"),
        (f"[{'x' * 65}]", "is no code for a link: 1 to 64 letters, digits, - and _"),
    ],
)
def test_a_bad_campaign_is_one_sentence_with_its_file_and_code(tmp_path, written, sentence) -> None:
    file = tmp_path / "campaigns.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(SettingsProblem) as caught:
        settings.read_campaigns(file)
    (problem,) = caught.value.problems
    assert problem.startswith(f"CAMPAIGNS: {file}: [")
    assert sentence in problem


def test_all_bad_campaigns_are_reported_at_once(tmp_path) -> None:
    file = tmp_path / "campaigns.toml"
    file.write_text("[a]\ntype = 1\n[b]\n[c]\nsource = 1\n", encoding="utf-8")
    with pytest.raises(SettingsProblem) as caught:
        settings.read_campaigns(file)
    assert [each.split(": ")[2].split()[0] for each in caught.value.problems] == ["[a]", "[c]"]


@pytest.mark.parametrize("content", [b"[x", b"[x]\n[x]", b"\xff\xfe", b"source = \x00"])
def test_what_is_not_toml_is_said_so(tmp_path, content) -> None:
    file = tmp_path / "campaigns.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsProblem) as caught:
        settings.read_campaigns(file)
    assert str(caught.value).startswith(f"CAMPAIGNS: {file} is not TOML: ")


def test_a_campaign_file_that_cannot_be_read_is_said_so(environment, tmp_path) -> None:
    environment(CAMPAIGNS=str(tmp_path / "missing.toml"))
    with pytest.raises(SettingsProblem, match=r"missing\.toml cannot be read \(No such file or directory\)"):
        settings.agency(settings.load(None))
    with pytest.raises(SettingsProblem, match=r"cannot be read \(Is a directory\)"):
        settings.read_campaigns(tmp_path)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"WEBHOOK_URL": "bot.example.org"}, "WEBHOOK_URL is not an address for a webhook"),
        ({"WEBHOOK_URL": "https://bot.example.org/a b"}, "WEBHOOK_URL is not an address for a webhook"),
        ({"WEBHOOK_URL": "https://user:secret@bot.example.org/"}, "WEBHOOK_URL is not an address for a webhook"),
        ({"WEBHOOK_URL": "https://bot.example.org/hook?key=1"}, "WEBHOOK_URL is not an address for a webhook"),
        ({"WEBHOOK_URL": "https://bot.example.org/metrics"}, "WEBHOOK_URL has a path that is taken"),
        ({"WEBHOOK_SECRET": "short"}, "WEBHOOK_SECRET has to be 16 to 256 letters"),
        ({"WEBHOOK_SECRET": "long-enough-to-be-one,short"}, "WEBHOOK_SECRET has to be 16 to 256 letters"),
        ({"WEBHOOK_SECRET": "with spaces and umlauts ä"}, "WEBHOOK_SECRET has to be 16 to 256 letters"),
        ({"LISTEN_PORT": "0"}, "LISTEN_PORT has to be greater than or equal to 1"),
        ({"LISTEN_PORT": "eighty"}, "LISTEN_PORT has to be a valid integer"),
    ],
)
def test_what_is_wrong_with_the_webhook_is_said_without_the_secret(environment, values, said) -> None:
    environment(**values)
    (problem,) = problems()
    assert problem.startswith(said)
    assert not any(value in problem for name, value in values.items() if name == "WEBHOOK_SECRET")


def test_a_webhook_needs_no_more_than_its_address(environment) -> None:
    environment(WEBHOOK_URL="https://bot.example.org/telegram")
    loaded = settings.load(None)
    assert (loaded.webhook_url, loaded.webhook_secret) == ("https://bot.example.org/telegram", None)
    assert (loaded.listen_host, loaded.listen_port) == ("127.0.0.1", None)


@pytest.mark.parametrize(
    ("region", "closed"), [("ENG", False), ("sct", True), ("WLS", False), ("NIR", False), ("none", False)]
)
def test_the_office_is_closed_on_the_bank_holidays_of_its_part_of_the_country(environment, region, closed) -> None:
    environment(OFFICE_HOURS="mon-sun 9-17", BANK_HOLIDAYS=region)
    hours = settings.agency(settings.load(None)).form.office_hours
    year = datetime.now(UTC).year + 1
    second = date(year, 1, 2)  # a holiday in Scotland only
    assert (not hours.on(date(year, 12, 25))) == (region != "none")
    if second.weekday() < 5:  # else it is kept on another day
        assert (not hours.on(second)) == closed


def test_without_hours_there_are_none(environment) -> None:
    environment()
    assert settings.agency(settings.load(None)).form.office_hours is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("OFFICE_HOURS", "mon-fri 17-9", "OFFICE_HOURS closes before it opens: 17-9"),
        ("OFFICE_HOURS", "whenever", "OFFICE_HOURS cannot be read; an example is mon-fri 9:00-17:30, sat 9:00-13:00"),
        ("BANK_HOLIDAYS", "France", "BANK_HOLIDAYS has to be 'ENG', 'WLS', 'SCT', 'NIR' or 'none'"),
    ],
)
def test_hours_that_are_none_are_told_of(environment, name, value, said) -> None:
    environment(**{name: value})
    assert problems() == [said]
