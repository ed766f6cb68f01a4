"""Settings: from the environment (and ``.env``) to one frozen value. All problems are reported at once.

Every setting is described in ``.env.example``; a test holds the two against each other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.agency import ALONE, Agency, Retention
from bot.sharing.wording import WORDS
from bot.storage.sealing import Vault, read_keys
from bot.summary_time import SummaryTime
from conversations.form import Form, OwnQuestion
from conversations.lead import Campaign, LeadType, Utm
from conversations.office_hours import OfficeHours
from conversations.questions import DEFAULT_ORDER

TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{3,100}")
"""A bot token as BotFather gives it: the bot's number, a colon, a secret."""
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
"""What a webhook's secret may be: Telegram's rule (``setWebhook``), and long enough not to be guessed."""
LISTEN_PORT = 8081
"""Where a webhook is listened for, if nothing else is set."""
OWN_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
"""What the bot serves about itself, beside the webhook."""
CAMPAIGN_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""Telegram's rule for the payload of a deep link."""


class SettingsProblem(Exception):
    """Something is wrong with the settings. ``problems`` are sentences for an engineer, secrets never in them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """The environment, read. Empty variables count as not set."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    agencies: Path | None = None
    telegram_bot_token: SecretStr
    telegram_api_url: str = "https://api.telegram.org"
    lead_api_key: SecretStr
    lead_api_url: str = "https://api.lead.pro"
    database_url: str = "sqlite:///data/valuation-bot.db"
    webhook_url: str = ""
    webhook_secret: SecretStr | None = None
    listen_host: str = "127.0.0.1"
    listen_port: int | None = Field(default=None, ge=1, le=65535)
    agency_name: str = ""
    agency_url: str = ""
    privacy_url: str = ""
    agency_phone: str = ""
    agency_email: str = ""
    agency_colour: str = "#1b6b5a"
    agency_logo: Path | None = None
    agency_languages: Annotated[tuple[str, ...], NoDecode] = ("en",)
    questions: Annotated[tuple[str, ...], NoDecode] = DEFAULT_ORDER
    questions_b: Annotated[tuple[str, ...], NoDecode] = ()
    questionnaire: Path | None = None
    campaigns: Path | None = None
    default_campaign: str = ""
    staff_chat_id: int | None = None
    staff_details: bool = False
    staff_summary: str = "weekly mon 9:00"
    data_key: SecretStr | None = None
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    office_hours: str = ""
    bank_holidays: Literal["ENG", "WLS", "SCT", "NIR", "none"] = "ENG"
    retention_days: int = Field(default=30, ge=1, le=365)
    lead_retention_days: int = Field(default=30, ge=1, le=365)
    set_aside_retention_days: int = Field(default=60, ge=1, le=365)
    key_retention_days: int = Field(default=7, ge=2, le=90)
    reminder_hours: float = Field(default=20, ge=0, le=24 * 14)
    log_format: Literal["text", "json"] = "text"

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if not TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("is not a bot token; BotFather gives one like 123456789:AAE…")
        return value

    @field_validator("lead_api_key")
    @classmethod
    def _key(cls, value: SecretStr) -> SecretStr:
        key = value.get_secret_value()
        if not key.isascii() or not key.isprintable() or " " in key:
            raise ValueError("has characters that no key has; copy it again from your Lead API settings")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not all(map(SECRET.fullmatch, value.get_secret_value().split(","))):
            raise ValueError(
                "has to be 16 to 256 letters, digits, - and _, or several with commas, the new one first; leave it out for one "
                "made from the token"
            )
        return value

    @field_validator("data_key")
    @classmethod
    def _data_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            read_keys(value.get_secret_value())
        return value

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/?#@]+(/[A-Za-z0-9._~/-]*)?", value):
            raise ValueError("is not an address for a webhook: https://, a host, and a plain path at most")
        if urlsplit(value).path in OWN_PATHS:
            raise ValueError(f"has a path that is taken: {', '.join(sorted(OWN_PATHS))}")
        return value

    @field_validator("telegram_api_url", "lead_api_url", "agency_url", "privacy_url")
    @classmethod
    def _url(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/?#]+[^\s]*", value):
            raise ValueError("is not a web address; it begins with https://")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value.startswith("postgresql://"):
            if not urlsplit(value).path.strip("/"):
                raise ValueError("names no database; an example is postgresql://user:password@host/valuation_bot")
        elif not value.startswith("sqlite:///"):
            raise ValueError(
                "is not supported; it begins with sqlite:/// or postgresql://, as in sqlite:///data/valuation-bot.db"
            )
        return value

    @field_validator("questions", "questions_b", mode="before")
    @classmethod
    def _questions(cls, value: object) -> object:
        if isinstance(value, str):
            value = tuple(key.strip() for key in value.split(",") if key.strip())
            try:
                Form(questions=value)
            except ValueError as error:
                raise ValueError(f"has {error}") from None
        return value

    @field_validator("agency_phone")
    @classmethod
    def _phone(cls, value: str) -> str:
        if not value:
            return value
        try:
            number = phonenumbers.parse(value, "GB")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValueError("is not a phone number; write it as people dial it, 01332 000000 for example")
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _admins(cls, value: object) -> object:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)  # one of an agency's table
        if isinstance(value, str):
            ids = [each.strip() for each in value.split(",") if each.strip()]
            if not all(each.isascii() and each.isdigit() and 0 < int(each) < 2**52 for each in ids):
                raise ValueError(
                    "has something that is no user id; it is numbers with commas, as in 123456789,987654321"
                )
            return tuple(map(int, ids))
        return value

    @field_validator("default_campaign")
    @classmethod
    def _default_campaign(cls, value: str) -> str:
        if value and not CAMPAIGN_CODE.fullmatch(value):
            raise ValueError("is no code of a campaign: 1 to 64 letters, digits, - and _")
        return value

    @field_validator("office_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        if value:
            OfficeHours.read(value)
        return value

    @field_validator("bank_holidays", mode="before")
    @classmethod
    def _region(cls, value: object) -> object:
        return value if not isinstance(value, str) else "none" if value.lower() == "none" else value.upper()

    @field_validator("agency_colour")
    @classmethod
    def _colour(cls, value: str) -> str:
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
            raise ValueError("is not a colour; write it like #1b6b5a")
        return value.lower()

    @field_validator("agency_logo")
    @classmethod
    def _logo(cls, value: Path | None) -> Path | None:
        if value is not None:
            try:
                with value.open("rb") as file:
                    begins = file.read(8)
            except OSError as error:
                raise ValueError(f"is a file that cannot be read ({error.strerror})") from None
            if not begins.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
                raise ValueError("is neither a PNG nor a JPEG")
        return value

    @field_validator("agency_languages", mode="before")
    @classmethod
    def _languages(cls, value: object) -> object:
        if isinstance(value, str):
            value = tuple(dict.fromkeys(each.strip().lower() for each in value.split(",") if each.strip()))
            unknown = [each for each in value if each not in WORDS]
            if unknown or not value:
                raise ValueError(f"may have {', '.join(WORDS)}, separated by commas")
        return value

    @field_validator("staff_summary")
    @classmethod
    def _summary(cls, value: str) -> str:
        SummaryTime.read(value)
        return value

    @field_validator("agency_email")
    @classmethod
    def _email(cls, value: str) -> str:
        if not value:
            return value
        try:
            return validate_email(value, check_deliverability=False).normalized
        except EmailNotValidError:
            raise ValueError("is not an email address") from None


class House(Settings):
    """The environment of a deployment of many agencies: what each has of its own stands in its table of ``AGENCIES``."""

    model_config = SettingsConfigDict(validate_default=False)

    telegram_bot_token: SecretStr = SecretStr("")
    lead_api_key: SecretStr = SecretStr("")


class _Kind(BaseSettings):
    """Tells one agency from many."""

    model_config = Settings.model_config

    agencies: Path | None = None


DEPLOYMENT = frozenset(
    {"agencies", "database_url", "data_key", "webhook_url", "listen_host", "listen_port", "log_format"}
)
"""The settings of a deployment as a whole, which no agency has of its own."""
SHARED = frozenset(
    {
        "telegram_api_url",
        "lead_api_url",
        "questions",
        "questions_b",
        "retention_days",
        "lead_retention_days",
        "set_aside_retention_days",
        "key_retention_days",
        "reminder_hours",
    }
)
"""The settings that an agency has from the environment where its table does not say otherwise."""


def data_keys(settings: Settings) -> list[str]:
    """Return the keys of ``DATA_KEY`` as they are written there, for whoever has to keep them out of sight."""
    return [] if settings.data_key is None else [key.strip() for key in settings.data_key.get_secret_value().split(",")]


def vault(settings: Settings) -> Vault:
    """Return what seals personal values, with the keys of ``DATA_KEY``; without any, values are kept as they are."""
    return Vault(read_keys(settings.data_key.get_secret_value()) if settings.data_key else ())


def load(env_file: str | Path | None = ".env") -> Settings:
    """Read the environment and ``env_file`` (``None``: the environment only).

    With ``AGENCIES`` that is a :class:`House`. Raises :class:`SettingsProblem` with everything that is wrong.
    """
    try:
        if _Kind(_env_file=env_file).agencies is None:  # type: ignore[call-arg]  # pydantic-settings' own argument
            return Settings(_env_file=env_file)  # type: ignore[call-arg]  # pydantic fills in the fields
        house = House(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        raise SettingsProblem(sentences(error)) from None
    misplaced = [
        f"{name.upper()} is set beside AGENCIES; it belongs in the table of the agency that it is for"
        for name in sorted(house.model_fields_set - DEPLOYMENT - SHARED)
        if getattr(house, name) != Settings.model_fields[name].default
    ]
    if misplaced:
        raise SettingsProblem(misplaced)
    return house


def sentences(error: ValidationError) -> list[str]:
    """Return everything that is wrong, a sentence each."""
    return [_sentence(each) for each in error.errors(include_input=False)]


def agency(settings: Settings, *, agency_id: str = ALONE, made_up: bool = False) -> Agency:
    """Return the agency that settings describe; raises :class:`SettingsProblem` for a bad campaign file."""
    kept = Retention(
        conversations=settings.retention_days,
        leads=settings.lead_retention_days,
        set_aside=settings.set_aside_retention_days,
        keys=settings.key_retention_days,
    )
    form = Form(
        agency=settings.agency_name,
        privacy_url=settings.privacy_url,
        agency_url=settings.agency_url,
        phone=settings.agency_phone,
        email=settings.agency_email,
        colour=settings.agency_colour,
        questions=settings.questions,
        own_questions=read_questionnaire(settings.questionnaire) if settings.questionnaire else (),
        office_hours=_office_hours(settings),
        retention_days=settings.retention_days,
        kept_days=kept.longest,
        made_up=made_up,
    )
    second = None
    if settings.questions_b:
        form, second = replace(form, variant="A"), replace(form, questions=settings.questions_b, variant="B")
    campaigns = read_campaigns(settings.campaigns) if settings.campaigns else {}
    return Agency(
        agency_id,
        form,
        campaigns,
        settings.reminder_hours,
        settings.staff_chat_id,
        frozenset(settings.admin_ids),
        settings.default_campaign,
        settings.agency_languages,
        settings.agency_logo,
        kept,
        staff_details=settings.staff_details,
        summary=SummaryTime.read(settings.staff_summary),
        second_form=second,
    )


HOLIDAYS_AHEAD = 5
"""Years for which bank holidays are known to a bot that is not restarted."""


def _office_hours(settings: Settings) -> OfficeHours | None:
    if not settings.office_hours:
        return None
    hours = OfficeHours.read(settings.office_hours)
    if settings.bank_holidays == "none":
        return hours
    return hours.without(_bank_holidays(settings.bank_holidays, datetime.now(UTC).year))


@cache
def _bank_holidays(region: str, year: int) -> frozenset[date]:
    """The bank holidays of a part of the United Kingdom, from ``year`` on."""
    from holidays import country_holidays  # noqa: PLC0415  it takes 20 MB, which only those need who have hours

    return frozenset(country_holidays("GB", subdiv=region, years=range(year, year + HOLIDAYS_AHEAD + 1)))


OWN_QUESTIONS_MAX = 8
"""So that questions and answers fit the guide's 2,048 bytes for the questionnaire."""
OWN_TEXT_MAX, OWN_CHOICE_MAX, OWN_CHOICES_MAX = 100, 30, 8
"""Characters of a question, of a choice (a phone's button), and how many choices."""


def read_questionnaire(path: Path) -> tuple[OwnQuestion, ...]:
    """Read the agency's own questions from a TOML file: ``[[question]]`` tables with ``text`` and, optional, ``choices``.

    Raises :class:`SettingsProblem`.
    """
    table = read_toml("QUESTIONNAIRE", path)
    listed = table.get("question")
    if not isinstance(listed, list) or not 1 <= len(listed) <= OWN_QUESTIONS_MAX or len(table) != 1:
        raise SettingsProblem([f"QUESTIONNAIRE: {path} has to hold 1 to {OWN_QUESTIONS_MAX} [[question]] tables"])
    questions, problems = [], []
    for number, each in enumerate(listed, start=1):
        text, choices = each.get("text"), each.get("choices", [])
        if not isinstance(text, str) or not 1 <= len(text) <= OWN_TEXT_MAX:
            problems.append(f"QUESTIONNAIRE: question {number} needs a text of 1 to {OWN_TEXT_MAX} characters")
        elif (
            not isinstance(choices, list)
            or len(choices) > OWN_CHOICES_MAX
            or not all(isinstance(choice, str) and 1 <= len(choice) <= OWN_CHOICE_MAX for choice in choices)
        ):
            problems.append(
                f"QUESTIONNAIRE: question {number} may have up to {OWN_CHOICES_MAX} choices of {OWN_CHOICE_MAX} characters"
            )
        else:
            questions.append(OwnQuestion(text, tuple(choices)))
    if problems:
        raise SettingsProblem(problems)
    return tuple(questions)


def read_toml(setting: str, path: Path) -> dict[str, Any]:
    """Read the TOML file that ``setting`` names. Raises :class:`SettingsProblem`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsProblem([f"{setting}: {path} cannot be read ({error.strerror})"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsProblem([f"{setting}: {path} is not TOML: {error}"]) from None


def read_campaigns(path: Path) -> Mapping[str, Campaign]:
    """Read campaigns from a TOML file: one table a campaign, named by its code.

    Keys, all optional: ``type`` ("sale" or "let"), ``office_id`` (a number), ``source``, ``utm_source``,
    ``utm_campaign``, ``utm_medium``, ``utm_term``, ``utm_content``. Raises :class:`SettingsProblem`.
    """
    tables = read_toml("CAMPAIGNS", path)
    problems: list[str] = []
    campaigns: dict[str, Campaign] = {}
    for code, table in tables.items():
        found = _campaign(code, table)
        if isinstance(found, str):
            problems.append(f"CAMPAIGNS: {path}: [{code}] {found}")
        elif code.lower() in {known.lower() for known in campaigns}:
            problems.append(f"CAMPAIGNS: {path}: [{code}] is there twice; codes are matched without regard to case")
        else:
            campaigns[code] = found
    if problems:
        raise SettingsProblem(problems)
    return campaigns


_TYPES = {
    "sale": LeadType.VENDOR,
    "vendor": LeadType.VENDOR,
    "let": LeadType.LANDLORD,
    "landlord": LeadType.LANDLORD,
}
_UTM = ("source", "campaign", "medium", "term", "content")


def _campaign(code: str, table: Any) -> Campaign | str:
    """Return a campaign, or what is wrong with it."""
    if not CAMPAIGN_CODE.fullmatch(code):
        return "is no code for a link: 1 to 64 letters, digits, - and _"
    if not isinstance(table, dict):
        return "has to be a table"
    known = {"type", "office_id", "source", *(f"utm_{each}" for each in _UTM)}
    unknown = sorted(table.keys() - known)
    if unknown:
        return f"does not know {', '.join(unknown)}; it may have {', '.join(sorted(known))}"
    kind, office = table.get("type"), table.get("office_id")
    if kind is not None and (not isinstance(kind, str) or kind not in _TYPES):
        return 'has a type that is neither "sale" nor "let"'
    if office is not None and (not isinstance(office, int) or isinstance(office, bool)):
        return "has an office_id that is not a number"
    texts = {key: table.get(key, "") for key in ("source", *(f"utm_{each}" for each in _UTM))}
    if not all(isinstance(text, str) for text in texts.values()):
        return "has a source or utm field that is not text"
    return Campaign(
        code=code,
        lead_type=_TYPES[kind] if kind is not None else None,
        office_id=office,
        source=texts["source"],
        utm=Utm(*(texts[f"utm_{each}"] for each in _UTM)),
    )


_PARSING = ", unable to parse string as an integer"
"""pydantic's addition to "has to be a valid integer"."""


def _sentence(error: Mapping[str, Any]) -> str:
    """Return one problem as "NAME what is wrong with it", without the value: it may be a secret."""
    name = str(error["loc"][0]).upper() if error["loc"] else "The settings"
    if error["type"] == "missing":
        return f"{name} is not set"
    if error["type"] == "extra_forbidden":
        return f"{name} is no setting"
    message = str(error["msg"]).removeprefix("Value error, ").replace("Input should be", "has to be")
    return f"{name} {message.removesuffix(_PARSING)}"
