"""What the Lead API of the sandbox received, and whether it is what one consent may lead to."""

from __future__ import annotations

from typing import Any

from sandbox import Sandbox
from sandbox.journal import LeadRecord


def accepted(sandbox: Sandbox) -> list[LeadRecord]:
    """The requests that made a lead."""
    return [record for record in sandbox.journal.leads if record.accepted]


def the_lead(sandbox: Sandbox) -> dict[str, Any]:
    """The payload of the only request there was, which made a lead; fails if there was any other."""
    (record,) = sandbox.journal.leads
    assert (record.status, record.accepted) == (200, True), record
    payload: dict[str, Any] = record.payload
    return payload


def reference(record: LeadRecord) -> str:
    return str(record.payload["meta"]["reference"])


def marked(record: LeadRecord) -> bool:
    """Whether the request says that it may repeat a lead."""
    return bool(record.payload["meta"].get("possible_repeat") == "true")


def details(record: LeadRecord) -> dict[str, Any]:
    """The payload without what a repeat says about itself."""
    meta = {key: value for key, value in record.payload["meta"].items() if key not in {"possible_repeat", "attempt"}}
    return {**record.payload, "meta": meta}


def estimated(record: LeadRecord) -> str:
    """The range that the bot is to show for this request's answer."""
    side = "sale" if record.payload["type"] == "vendor" else "rent"
    low, high = (record.response[f"{edge}_{side}_estimation"] for edge in ("minimum", "maximum"))
    return f"between £{low:,} and £{high:,}"
