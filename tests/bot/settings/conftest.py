"""An environment with the two settings that are needed, and what else a test sets in it."""

from __future__ import annotations

import pytest

from bot.settings.environment import load
from bot.settings.problems import SettingsProblem

NEEDED = {
    "TELEGRAM_BOT_TOKEN": "123456789:AAEhBOweik9ai2o0aYR-canary_x6CfGHIJKLMN",
    "LEAD_API_KEY": "canary-lead-api-key",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch):
    def set_(**values: str) -> None:
        for name, value in (NEEDED | values).items():
            monkeypatch.setenv(name, value)

    return set_


@pytest.fixture
def problems():
    """Loads the settings, which has to fail, and returns what is wrong with them."""

    def found() -> list[str]:
        with pytest.raises(SettingsProblem) as caught:
            load(None)
        return caught.value.problems

    return found
