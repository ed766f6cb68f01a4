"""Each setting: what is right, and one clear sentence for what is wrong."""

from __future__ import annotations

import base64

import pytest
from pydantic import ValidationError

from bot.settings.agency import agency_of
from bot.settings.environment import load
from bot.settings.problems import SettingsProblem
from conversations.questions import DEFAULT_ORDER

TOKEN = "123456789:AAEhBOweik9ai2o0aYR-canary_x6CfGHIJKLMN"
ORDER = ",".join(DEFAULT_ORDER)


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
    assert expected == getattr(load(None), name.lower())


def test_the_data_keys_seal_and_are_not_told(environment) -> None:
    environment()
    assert load(None).encryption().key_ids == ()
    environment(DATA_KEY=f" {DATA_KEY} , {'A' * 43}=")
    loaded = load(None)
    assert len(loaded.encryption().key_ids) == 2
    assert loaded.secrets == [DATA_KEY, "A" * 43 + "="], "for the log, to hide"
    assert DATA_KEY not in repr(loaded)


@pytest.mark.parametrize(
    ("url", "no_proxy", "proxied"),
    [
        ("https://api.telegram.org", "", True),
        ("https://api.telegram.org", "lead.pro,127.0.0.1", True),
        ("https://api.telegram.org", "telegram.org", False),
        ("https://api.telegram.org", "example.org, .telegram.org", False),
        ("https://user:word@api.telegram.org:8443", "api.telegram.org:8443", False),
        ("https://api.telegram.org", "*", False),
        ("http://127.0.0.1:8080", "", False),
    ],
)
def test_https_addresses_are_called_through_the_proxy_save_those_that_are_excepted(
    environment, url, no_proxy, proxied
) -> None:
    environment(HTTPS_PROXY="proxy.example:3128", NO_PROXY=no_proxy)
    assert load(None).proxy_of(url) == ("http://proxy.example:3128" if proxied else "")


def test_the_proxy_s_password_is_not_told(environment) -> None:
    environment(HTTPS_PROXY="http://bot:canary%2Fword@proxy.example:3128")
    loaded = load(None)
    assert loaded.secrets == ["canary%2Fword", "canary/word"], "for the log, to hide"
    assert "canary" not in repr(loaded)


@pytest.mark.parametrize(
    ("url", "hidden"),
    [
        ("postgresql://bot:canary%2Fword@db.example/bot", ["canary%2Fword", "canary/word"]),
        ("postgresql://bot:bot@db.example/bot", []),
        ("postgresql://db.example/bot", []),
        ("sqlite:///data/bot.db", []),
    ],
)
def test_the_database_s_password_is_not_told(environment, url, hidden) -> None:
    environment(DATABASE_URL=url)
    loaded = load(None)
    assert loaded.secrets == hidden, "for the log, to hide"
    assert url not in repr(loaded)


DATA_KEY = base64.b64encode(b"canary-data-key-of-thirty-two-by").decode()
NEW_KEY = "`python -m bot new-key` makes one"
WRONG = [
    *(
        ("HTTPS_PROXY", value, "HTTPS_PROXY is not an HTTP proxy's address; an example is http://proxy.example:3128")
        for value in (
            "socks5://proxy.example:1080",
            "https://proxy.example",
            "http://",
            "proxy.example:x",
            "http://a/path",
        )
    ),
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
    *(
        (
            name,
            url,
            f"{name} begins with http://: token or key and people's data can be read in transit; use https://",
        )
        for name, url in (
            ("TELEGRAM_API_URL", "http://api.telegram.org"),
            ("TELEGRAM_API_URL", "http://API.Telegram.org.:80/base"),
            ("LEAD_API_URL", "http://api.lead.pro"),
        )
    ),
    ("TELEGRAM_API_URL", "http://127.0.0.1:99999", "TELEGRAM_API_URL is not a web address; it begins with https://"),
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
    *(
        (
            "DATABASE_URL",
            value,
            (
                "DATABASE_URL names no file; an example is sqlite:///data/valuation-bot.db, without anything after the file"
            ),
        )
        for value in ("sqlite:///", "sqlite:////data/", "sqlite:///:memory:", "sqlite:///data/bot.db?mode=ro")
    ),
    *(
        (
            "DATABASE_URL",
            value,
            (
                "DATABASE_URL names no database; an example is postgresql://user:password@host/valuation_bot, where a "
                "password's @ : / ? # [ ] % are written %40 %3A %2F %3F %23 %5B %5D %25"
            ),
        )
        for value in (
            "postgresql://u:canary@db",
            "postgresql://u:canary@1@db:x/bot",
            "postgresql://u:canary@db:99999/bot",
            "postgresql://u:canary#1@db/bot",
            "postgresql://u:canary[1@db/bot",
        )
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
    ("QUESTIONS", "property_first", "QUESTIONS has unknown questions: property_first"),
    ("QUESTIONS_B", "home_first", "QUESTIONS_B has unknown questions: home_first"),
    ("STAFF_CHAT_ID", "@staff", "STAFF_CHAT_ID has to be a valid integer"),
    *(
        ("STAFF_CHAT_ID", value, "STAFF_CHAT_ID is no chat's number; /id in the group tells it, as in -1001234567890")
        for value in ("0", "9" * 30, f"-{'9' * 30}")
    ),
    ("RETENTION_DAYS", "0", "RETENTION_DAYS has to be greater than or equal to 1"),
    ("RETENTION_DAYS", "366", "RETENTION_DAYS has to be less than or equal to 365"),
    ("LOG_FORMAT", "xml", "LOG_FORMAT has to be 'text' or 'json'"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG)
def test_refused_with_one_sentence(environment, problems, name, value, sentence) -> None:
    environment(**{name: value})
    assert [sentence] == problems()


def test_no_problem_tells_a_value(monkeypatch) -> None:
    values = {name: f"canary {name} \n" for name, _, _ in WRONG}
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem) as caught:
        load(None)
    assert sorted(values) == sorted(each.split()[0] for each in caught.value.problems)
    # The names of the questions are no secret, and "unknown" alone would not help.
    assert "canary" not in " ".join(each for each in caught.value.problems if not each.startswith("QUESTIONS"))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"WEBHOOK_URL": "bot.example.org"}, "WEBHOOK_URL is not an address for a webhook"),
        ({"WEBHOOK_URL": "https://bot.example.org:99999/hook"}, "WEBHOOK_URL is not an address for a webhook"),
        ({"WEBHOOK_URL": "https://bot.example.org:0/hook"}, "WEBHOOK_URL is not an address for a webhook"),
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
def test_what_is_wrong_with_the_webhook_is_said_without_the_secret(environment, problems, values, said) -> None:
    environment(**values)
    (problem,) = problems()
    assert problem.startswith(said)
    assert not any(value in problem for name, value in values.items() if name == "WEBHOOK_SECRET")


def test_a_webhook_needs_no_more_than_its_address(environment) -> None:
    environment(WEBHOOK_URL="https://bot.example.org/telegram")
    loaded = load(None)
    assert (loaded.webhook_url, loaded.webhook_secret) == ("https://bot.example.org/telegram", None)
    assert (loaded.listen_host, loaded.listen_port) == ("127.0.0.1", None)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("OFFICE_HOURS", "mon-fri 17-9", "OFFICE_HOURS closes before it opens: 17-9"),
        ("OFFICE_HOURS", "whenever", "OFFICE_HOURS cannot be read; an example is mon-fri 9:00-17:30, sat 9:00-13:00"),
        ("BANK_HOLIDAYS", "France", "BANK_HOLIDAYS has to be 'ENG', 'WLS', 'SCT', 'NIR' or 'none'"),
    ],
)
def test_hours_that_are_none_are_told_of(environment, problems, name, value, said) -> None:
    environment(**{name: value})
    assert problems() == [said]


def test_secrets_never_show(environment) -> None:
    environment()
    loaded = load(None)
    for shown in (repr(loaded), str(loaded), loaded.model_dump_json(), repr(agency_of(loaded))):
        assert "canary" not in shown


def test_settings_are_frozen(environment) -> None:
    environment()
    with pytest.raises(ValidationError):
        load(None).retention_days = 1
