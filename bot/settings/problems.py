"""Settings problems, one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError


class SettingsProblem(Exception):
    """Invalid settings. ``problems`` are sentences for an engineer, without secrets."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def sentences(error: ValidationError) -> list[str]:
    """Return all problems, a sentence each."""
    return [_sentence(each) for each in error.errors(include_input=False)]


_PARSING = ", unable to parse string as an integer"
"""pydantic's suffix to "has to be a valid integer"."""


def _sentence(error: Mapping[str, Any]) -> str:
    """Return one problem as "NAME description", without the value, which may be a secret."""
    name = str(error["loc"][0]).upper() if error["loc"] else "The settings"
    if error["type"] == "missing":
        return f"{name} is not set"
    if error["type"] == "extra_forbidden":
        return f"{name} is not a setting"
    message = str(error["msg"]).removeprefix("Value error, ").replace("Input should be", "has to be")
    return f"{name} {message.removesuffix(_PARSING)}"
