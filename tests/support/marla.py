"""The guide's example person, as a lead."""

from __future__ import annotations

from datetime import UTC, datetime

from conversations.lead import Consent, Lead, LeadType, Name

MARLA = Lead(
    reference="VB-7K2M9Q",
    lead_type=LeadType.VENDOR,
    name=Name("Marla", "Singer", "Mrs"),
    phone="+447986000000",
    email="cloud9@cloud.com",
    address="123 Example Street, Example Town",
    postcode="DE1 1JX",
    bedrooms=4,
    property_type=None,
    consent=Consent(wording="2026-1", language="en", at=datetime(2026, 3, 2, 18, 4, 5, 678901, tzinfo=UTC)),
)
