"""Office file named by ``OFFICES``: the facts of each office that differ from the agency's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from bot.campaigns.one_line import one_line
from bot.settings.agency_table import with_lower_case_name
from bot.settings.problems import SettingsProblem, sentences
from bot.settings.schema import Email, Hours, Logo, Phone
from bot.settings.toml import office_id, read_toml
from conversations.form import OfficeFacts
from conversations.office_hours import OfficeHours

NAME_MAX = 60
"""Longest name of an office, in characters: it is part of sentences and of posters' headings."""


def _name(value: str) -> str:
    if one_line(value, NAME_MAX) != value:
        raise ValueError(f"has to be one line of at most {NAME_MAX} characters")
    return value


class _Table(BaseModel):
    """Table of one office."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    name: Annotated[str, AfterValidator(_name)] = ""
    phone: Phone = ""
    email: Email = ""
    hours: Hours = ""
    logo: Logo = None


def read_offices(path: Path, holidays: frozenset[date]) -> Mapping[int, OfficeFacts]:
    """Read the facts of offices from a TOML file: one table per office, named by its id in the Lead API account.

    Keys, all optional: ``name``, ``phone``, ``email``, ``hours`` (as ``OFFICE_HOURS``; closed on ``holidays``) and
    ``logo`` (a path that begins at the file's folder). Raises :class:`SettingsProblem` with all problems.
    """
    problems: list[str] = []
    offices: dict[int, OfficeFacts] = {}
    for office, table in read_toml("OFFICES", path).items():
        try:
            offices[_id(office)] = _facts(table, path.parent, holidays)
        except SettingsProblem as problem:
            problems += [f"OFFICES: {path}: [{office}] {with_lower_case_name(each)}" for each in problem.problems]
    if problems:
        raise SettingsProblem(problems)
    return offices


def _id(office: str) -> int:
    number = office_id(office)
    if number is None:
        raise SettingsProblem(["is no office's number; `python -m bot offices` lists them"])
    return number


def _facts(table: Any, folder: Path, holidays: frozenset[date]) -> OfficeFacts:
    if not isinstance(table, dict):
        raise SettingsProblem(["has to be a table"])
    if isinstance(table.get("logo"), str):
        table = {**table, "logo": folder / table["logo"]}
    try:
        given = _Table(**table)
    except ValidationError as error:
        raise SettingsProblem(sentences(error)) from None
    hours = OfficeHours.read(given.hours).without(holidays) if given.hours else None
    return OfficeFacts(given.name, given.phone, given.email, hours, "" if given.logo is None else str(given.logo))
