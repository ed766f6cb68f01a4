"""Environment and ``.env``: settings of one agency, or of a deployment of several."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings.problems import SettingsProblem, sentences
from bot.settings.schema import Settings


class DeploymentSettings(Settings):
    """Settings of a deployment of several agencies; each agency's own settings are in its table of ``AGENCIES``."""

    model_config = SettingsConfigDict(validate_default=False)

    telegram_bot_token: SecretStr = SecretStr("")
    lead_api_key: SecretStr = SecretStr("")


class _Kind(BaseSettings):
    """Settings that distinguish a single agency from several."""

    model_config = Settings.model_config

    agencies: Path | None = None
    log_format: str = "text"


DEPLOYMENT = frozenset(
    (
        "agencies database_url ledger_dir data_key webhook_url listen_host listen_port log_format trace https_proxy no_proxy"
    ).split()
)
"""Settings of the deployment as a whole, which agencies cannot override."""
SHARED = frozenset(
    (
        "telegram_api_url lead_api_url questions questions_b retention_days lead_retention_days "
        "set_aside_retention_days key_retention_days reminder_hours leads_per_chat lead_lookup_seconds"
    ).split()
)
"""Settings that an agency takes from the environment unless its table overrides them."""


def log_format(env_file: str | Path | None = ".env") -> Literal["text", "json"]:
    """Return the format of the log, whatever is wrong with other settings."""
    try:
        chosen = _Kind(_env_file=env_file).log_format  # type: ignore[call-arg]  # pydantic-settings' own argument
    except (ValidationError, UnicodeDecodeError, OSError):
        return "text"
    return "json" if chosen == "json" else "text"


def in_file(env_file: str | Path | None = ".env") -> Mapping[str, str | None]:
    """Return what ``env_file`` sets; nothing if there is none. Raises :class:`SettingsProblem` if it cannot be read."""
    try:
        if env_file is None or not Path(env_file).exists():
            return {}
        written = Path(env_file).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise SettingsProblem([f"{env_file} is not UTF-8 text; save it as UTF-8 in your editor"]) from None
    except OSError as error:
        raise SettingsProblem([f"{env_file} cannot be read ({error.strerror})"]) from None
    return dotenv_values(stream=StringIO(written))


def load(env_file: str | Path | None = ".env", instead: Mapping[str, object] | None = None) -> Settings:
    """Read the environment and ``env_file`` (``None``: the environment only).

    With ``AGENCIES`` the result is a :class:`DeploymentSettings`. ``instead`` overrides a single agency's values from the
    environment. Raises :class:`SettingsProblem` with all problems.
    """
    in_file(env_file)  # pydantic takes a file that it cannot read for none, or fails on it without a sentence
    try:
        if _Kind(_env_file=env_file).agencies is None:  # type: ignore[call-arg]  # pydantic-settings' own argument
            # pydantic fills in the fields
            return Settings(_env_file=env_file, **(instead or {}))  # type: ignore[call-arg, arg-type]
        house = DeploymentSettings(_env_file=env_file)  # type: ignore[call-arg]
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
