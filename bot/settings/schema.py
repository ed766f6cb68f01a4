"""Schema of the settings: names, types and validation.

Every setting is described in ``.env.example``; a test compares the two.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.campaigns import codes
from bot.campaigns.sharing.wording import WORDS
from bot.core.summary_time import SummaryTime
from bot.settings import locations
from bot.storage import key_file
from bot.storage.database import Database
from bot.storage.encryption import FieldEncryption, read_keys
from conversations.form import Form
from conversations.office_hours import OfficeHours
from conversations.questions import DEFAULT_ORDER, PROPERTY_FIRST

TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{3,100}")
"""Format of a bot token: the bot's number, a colon, a secret."""
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
"""Format of a webhook secret: Telegram's rule (``setWebhook``), with a minimum length that prevents guessing."""
LISTEN_PORT = 8081
"""Default port of the webhook listener."""
CHAT_ID_MAX = 2**52
"""Bound of Telegram's numbers of users and chats, exclusive ("at most 52 significant bits" in the Bot API)."""
PASSWORD_MIN = 8
"""Minimum length of a password that is redacted wherever it occurs."""
NO_KEY = "off"
"""Value of ``DATA_KEY`` that refuses encryption."""
PUBLIC_SERVICES = (".telegram.org", ".lead.pro")
"""Domains of the services themselves, which are always called over TLS."""
OWN_PATHS = frozenset({"/healthz", "/healthz/details", "/readyz", "/metrics"})
"""Paths served by the bot besides the webhook."""


def _token(value: SecretStr) -> SecretStr:
    if not TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("is not a bot token; BotFather gives one like 123456789:AAE…")
    return value


def _key(value: SecretStr) -> SecretStr:
    key = value.get_secret_value()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("has characters that no key has; copy it again from your Lead API settings")
    return value


def _has_port(value: str) -> bool:
    """Return whether an address has no port or a valid one."""
    try:
        return urlsplit(value).port != 0
    except ValueError:
        return False


def _secret(value: SecretStr | None) -> SecretStr | None:
    if value is not None and not all(map(SECRET.fullmatch, value.get_secret_value().split(","))):
        raise ValueError(
            "has to be 16 to 256 letters, digits, - and _, or several with commas, the new one first; leave it out for one "
            "made from the token"
        )
    return value


def _data_key(value: SecretStr | None) -> SecretStr | None:
    if value is not None and value.get_secret_value() != NO_KEY:
        read_keys(value.get_secret_value())
    return value


def _webhook(value: str) -> str:
    if value and not (re.fullmatch(r"https?://[^\s/?#@]+(/[A-Za-z0-9._~/-]*)?", value) and _has_port(value)):
        raise ValueError("is not an address for a webhook: https://, a host, and a plain path at most")
    if urlsplit(value).path in OWN_PATHS:
        raise ValueError(f"has a path that is taken: {', '.join(sorted(OWN_PATHS))}")
    return value


def _url(value: str) -> str:
    if value and not (re.fullmatch(r"https?://[^\s/?#]+[^\s]*", value) and _has_port(value)):
        raise ValueError("is not a web address; it begins with https://")
    return value.rstrip("/")


def _api_url(value: str) -> str:
    value = _url(value)
    address = urlsplit(value)
    host = f".{(address.hostname or '').rstrip('.')}"
    if address.scheme == "http" and host.endswith(PUBLIC_SERVICES):
        raise ValueError("begins with http://: token or key and people's data can be read in transit; use https://")
    return value


def _proxy(value: str) -> str:
    if value and "://" not in value:
        value = f"http://{value}"  # as in curl and other clients
    if value and not (re.fullmatch(r"http://[^\s/?#]+/?", value) and _has_port(value)):
        raise ValueError("is not an HTTP proxy's address; an example is http://proxy.example:3128")
    return value


def _database(value: str) -> str:
    if value.startswith("postgresql://"):
        if not (_has_port(value) and urlsplit(value).path.strip("/")):
            raise ValueError(
                "names no database; an example is postgresql://user:password@host/valuation_bot, where a password's "
                "@ : / ? # [ ] % are written %40 %3A %2F %3F %23 %5B %5D %25"
            )
    elif not value.startswith("sqlite:///"):
        raise ValueError(
            "is not supported; it begins with sqlite:/// or postgresql://, as in sqlite:///data/valuation-bot.db"
        )
    elif "?" in value or value.endswith(("/", ":memory:")):
        raise ValueError(
            "names no file; an example is sqlite:///data/valuation-bot.db, without anything after the file"
        )
    return value


def _chat(value: int | None) -> int | None:
    if value is not None and not 0 < abs(value) < CHAT_ID_MAX:
        raise ValueError("is no chat's number; /id in the group tells it, as in -1001234567890")
    return value


def _second_order(value: object) -> object:
    return (PROPERTY_FIRST,) if isinstance(value, str) and value.strip() == PROPERTY_FIRST else _questions(value)


def _questions(value: object) -> object:
    if isinstance(value, str):
        value = tuple(key.strip() for key in value.split(",") if key.strip())
        try:
            Form(questions=value)
        except ValueError as error:
            raise ValueError(f"has {error}") from None
    return value


def _phone(value: str) -> str:
    if not value:
        return value
    try:
        number = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValueError("is not a phone number; write it as people dial it, 01332 000000 for example")
    return value


def _admins(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # from an agency's table
    if isinstance(value, str):
        ids = [each.strip() for each in value.split(",") if each.strip()]
        if not all(each.isascii() and each.isdigit() and 0 < int(each) < CHAT_ID_MAX for each in ids):
            raise ValueError("has something that is no user id; it is numbers with commas, as in 123456789,987654321")
        return tuple(map(int, ids))
    return value


def _default_campaign(value: str) -> str:
    if value and codes.problem(value) is not None:
        raise ValueError("is no code of a campaign: 1 to 64 letters, digits, - and _")
    return value


def _hours(value: str) -> str:
    if value:
        OfficeHours.read(value)
    return value


def _region(value: object) -> object:
    return value if not isinstance(value, str) else "none" if value.lower() == "none" else value.upper()


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise ValueError("is not a colour; write it like #1b6b5a")
    return value.lower()


def _logo(value: Path | None) -> Path | None:
    if value is not None:
        try:
            with value.open("rb") as file:
                begins = file.read(8)
        except OSError as error:
            raise ValueError(f"is a file that cannot be read ({error.strerror})") from None
        if not begins.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
            raise ValueError("is neither a PNG nor a JPEG")
    return value


def _languages(value: object) -> object:
    if isinstance(value, str):
        value = tuple(dict.fromkeys(each.strip().lower() for each in value.split(",") if each.strip()))
        unknown = [each for each in value if each not in WORDS]
        if unknown or not value:
            raise ValueError(f"may have {', '.join(WORDS)}, separated by commas")
    return value


def _summary(value: str) -> str:
    SummaryTime.read(value)
    return value


def _email(value: str) -> str:
    if not value:
        return value
    try:
        return validate_email(value, check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError("is not an email address") from None


Phone = Annotated[str, AfterValidator(_phone)]
Email = Annotated[str, AfterValidator(_email)]
Hours = Annotated[str, AfterValidator(_hours)]
Logo = Annotated[Path | None, AfterValidator(_logo)]


class Settings(BaseSettings):
    """Settings from the environment. Empty variables count as not set."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    agencies: Path | None = None
    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)]
    telegram_api_url: Annotated[str, AfterValidator(_api_url)] = "https://api.telegram.org"
    lead_api_key: Annotated[SecretStr, AfterValidator(_key)]
    lead_api_url: Annotated[str, AfterValidator(_api_url)] = "https://api.lead.pro"
    https_proxy: Annotated[str, AfterValidator(_proxy)] = Field(default="", repr=False)  # may contain a password
    no_proxy: str = ""
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default=locations.DATABASE_URL,
        repr=False,  # as above
    )
    ledger_dir: Path = locations.LEDGER_DIR
    webhook_url: Annotated[str, AfterValidator(_webhook)] = ""
    webhook_secret: Annotated[SecretStr | None, AfterValidator(_secret)] = None
    listen_host: str = "127.0.0.1"
    listen_port: int | None = Field(default=None, ge=1, le=65535)
    agency_name: str = ""
    agency_url: Annotated[str, AfterValidator(_url)] = ""
    privacy_url: Annotated[str, AfterValidator(_url)] = ""
    agency_phone: Phone = ""
    agency_email: Email = ""
    agency_colour: Annotated[str, AfterValidator(_colour)] = "#1b6b5a"
    agency_logo: Logo = None
    agency_languages: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_languages)] = ("en",)
    questions: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_questions)] = DEFAULT_ORDER
    questions_b: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_second_order)] = ()
    questionnaire: Path | None = None
    faq: Path | None = None
    campaigns: Path | None = None
    offices: Path | None = None
    default_campaign: Annotated[str, AfterValidator(_default_campaign)] = ""
    staff_chat_id: Annotated[int | None, AfterValidator(_chat)] = None
    staff_details: bool = False
    relay: bool = False
    estimate_pdf: bool = False
    staff_summary: Annotated[str, AfterValidator(_summary)] = "weekly mon 9:00"
    data_key: Annotated[SecretStr | None, AfterValidator(_data_key)] = None
    admin_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_admins)] = ()
    office_hours: Hours = ""
    bank_holidays: Annotated[Literal["ENG", "WLS", "SCT", "NIR", "none"], BeforeValidator(_region)] = "ENG"
    retention_days: int = Field(default=30, ge=1, le=365)
    lead_retention_days: int = Field(default=30, ge=1, le=365)
    set_aside_retention_days: int = Field(default=60, ge=1, le=365)
    key_retention_days: int = Field(default=7, ge=2, le=90)
    reminder_hours: float = Field(default=20, ge=0, le=24 * 14)
    leads_per_chat: int = Field(default=5, ge=1, le=1000)
    lead_lookup_seconds: int = Field(default=60, ge=0, le=600)
    log_format: Literal["text", "json"] = "text"
    trace: bool = False

    @property
    def port(self) -> int | None:
        """Port to listen on, for a webhook or because one is set; ``None``: the bot does not listen."""
        return self.listen_port or (LISTEN_PORT if self.webhook_url else None)

    @property
    def secrets(self) -> list[str]:
        """Secrets of the deployment, besides the agencies' own.

        The keys in ``DATA_KEY`` as written there, and the passwords in ``DATABASE_URL`` and ``HTTPS_PROXY``, both encoded
        and decoded. Short passwords are left out: redacting a common word would reveal it.
        """
        keys = [key.strip() for key in self._keys().split(",") if key.strip()]
        passwords = [urlsplit(url).password or "" for url in (self.database_url, self.https_proxy)]
        forms = dict.fromkeys(form for password in passwords for form in (password, unquote(password)))
        return [*keys, *(each for each in forms if len(each) >= PASSWORD_MIN)]

    def proxy_of(self, url: str) -> str:
        """Return the proxy for ``url``: "" if it is not https, or if ``NO_PROXY`` has its host or ``*``.

        A host in ``NO_PROXY`` includes its subdomains, with or without a port.
        """
        address = urlsplit(url)
        host = address.netloc.rpartition("@")[2].lower()
        forms = {f".{host}", f".{address.hostname}"}
        excepted = [each.strip().lstrip(".").lower() for each in self.no_proxy.split(",")]
        direct = any(each == "*" or (each and form.endswith(f".{each}")) for each in excepted for form in forms)
        return "" if direct or address.scheme != "https" else self.https_proxy

    def encryption(self) -> FieldEncryption:
        """Return the field encryption with the keys of ``DATA_KEY`` and of the key file; without keys, values are stored in clear.

        Raises :class:`bot.storage.problems.DatabaseProblem` if the key file cannot be read.
        """
        return FieldEncryption(read_keys(self._keys()))

    def _keys(self) -> str:
        """Return all keys, separated by commas, those of ``DATA_KEY`` first."""
        given = "" if self.data_key is None else self.data_key.get_secret_value()
        if given == NO_KEY:
            return ""
        kept = key_file.read(self.database_url)
        known = read_keys(given)
        return ",".join(each for each in (given, kept) if each and (each is given or read_keys(each)[0] not in known))

    def database(self) -> Database:
        """Return the database, not yet open."""
        return Database(self.database_url, encryption=self.encryption(), ledger_dir=self.ledger_dir)
