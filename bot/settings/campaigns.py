"""Campaign file named by ``CAMPAIGNS``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.campaigns import codes
from bot.campaigns.places import UTM
from bot.settings.problems import SettingsProblem
from bot.settings.toml import office_id, read_toml, unknown_keys
from conversations.lead import Campaign, LeadType, Utm


def read_campaigns(path: Path) -> Mapping[str, Campaign]:
    """Read campaigns from a TOML file: one table per campaign, named by its code.

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


def _campaign(code: str, table: Any) -> Campaign | str:
    """Return a campaign, or a sentence about the problem."""
    if codes.problem(code) is not None:
        return "is no code for a link: 1 to 64 letters, digits, - and _"
    if not isinstance(table, dict):
        return "has to be a table"
    fields = ("source", *(f"utm_{each}" for each in UTM))
    if unknown := unknown_keys(table, sorted(("type", "office_id", *fields))):
        return unknown
    kind, office = table.get("type"), table.get("office_id")
    if kind is not None and (not isinstance(kind, str) or kind not in _TYPES):
        return 'has a type that is neither "sale" nor "let"'
    if office is not None and (not isinstance(office, int) or office_id(office) is None):
        return "has an office_id that is no office's number"
    texts = {key: table.get(key, "") for key in fields}
    if not all(isinstance(text, str) for text in texts.values()):
        return "has a source or utm field that is not text"
    return Campaign(
        code=code,
        lead_type=_TYPES[kind] if kind is not None else None,
        office_id=office,
        source=texts["source"],
        utm=Utm(**{each: texts[f"utm_{each}"] for each in UTM}),
    )
