"""Fictitious estimates: plausible, and the same each time for the same property."""

from __future__ import annotations

import hashlib
from typing import Any

_TYPE_FACTOR = {"detached": 1.45, "semi-detached": 1.0, "terraced": 0.85, "flat-maisonette": 0.75}


def estimate(payload: dict[str, Any]) -> dict[str, Any]:
    """Return the six estimations for a valid payload, in pounds and pounds per month.

    The postcode's district sets the price of a semi-detached house; bedrooms and type adjust it.
    """
    postcode = "".join(str(payload["postcode"]).split()).upper()
    district = postcode[:-3] or postcode
    # 0.6 to 1.8 times the price of an ordinary house, by a hash instead of a price table.
    area = 0.6 + _fraction(district) * 1.2
    street = 0.95 + _fraction(postcode) * 0.1
    bedrooms = min(int(payload.get("property_bedrooms", 3)), 10)
    sale = 235_000 * area * street * (0.55 + 0.15 * bedrooms) * _TYPE_FACTOR.get(payload.get("property_type", ""), 1.0)
    rent = sale * (0.055 - 0.01 * _fraction(district + "rent")) / 12
    return {
        "minimum_sale_estimation": _round(sale * 0.95, 5_000),
        "average_sale_estimation": _round(sale, 5_000),
        "maximum_sale_estimation": _round(sale * 1.05, 5_000),
        "minimum_rent_estimation": _round(rent * 0.94, 25),
        "average_rent_estimation": _round(rent, 25),
        "maximum_rent_estimation": _round(rent * 1.06, 25),
        "valuation_status": "Success",
    }


def no_estimate(variant: str) -> dict[str, Any]:
    """Return an answer whose figures are ``null``, ``zero`` or ``missing``; the real format is not published."""
    names = [f"{edge}_{kind}_estimation" for kind in ("sale", "rent") for edge in ("minimum", "average", "maximum")]
    figures = {} if variant == "missing" else dict.fromkeys(names, 0 if variant == "zero" else None)
    return {**figures, "valuation_status": "Failed"}


def _fraction(text: str) -> float:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") / 2**32


def _round(pounds: float, step: int) -> int:
    return max(round(pounds / step), 1) * step
