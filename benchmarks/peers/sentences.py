"""The sentences that the peers say: those of the bot that they are compared with, so that all send the same texts.

The benchmark writes them to a file for each run and names it in the environment.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

SAY: dict[str, str] = json.loads(Path(os.environ["BENCHMARK_SENTENCES"]).read_text(encoding="utf-8"))
TYPES = ("type_detached", "type_semi", "type_terraced", "type_flat", "type_other")
BEDROOMS = ("bedrooms_0", "bedrooms_1", "bedrooms_2", "bedrooms_3", "bedrooms_4", "bedrooms_5", "bedrooms_6")


def lead(answers: dict[str, str]) -> dict[str, object]:
    """The answers as the Lead API wants them."""
    first, _, last = answers["name"].partition(" ")
    return {
        "type": answers["sale_or_let"],
        "first_name": first,
        "last_name": last,
        "phone": answers["phone"].replace(" ", ""),
        "email": answers["email"],
        "address": answers["address"],
        "postcode": answers["postcode"],
        "property_bedrooms": int(answers["bedrooms"].removeprefix("bedrooms_")),
        "gdpr_checkbox": True,
        "host": "https://t.me/bench_bot",
        "meta": {"channel": "telegram"},
    }


def review(answers: dict[str, str]) -> str:
    """The review's text."""
    shown = (
        SAY["sale"] if answers["sale_or_let"] == "vendor" else SAY["let"],
        answers["name"],
        answers["phone"],
        answers["email"],
        answers["address"],
        answers["postcode"],
        SAY[answers["bedrooms"]],
        SAY[answers["type"]],
    )
    return SAY["review"] + "\n\n" + "\n".join(shown)


def estimate(answer: dict[str, object]) -> str:
    """The estimate's text."""
    low, high = answer["minimum_sale_estimation"], answer["maximum_sale_estimation"]
    return SAY["estimate"].format(low=f"£{low:,}", high=f"£{high:,}")
