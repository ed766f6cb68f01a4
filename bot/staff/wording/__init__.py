"""Sentences shown to an agency's staff: all of them are here.

Separate from the homeowners' catalogues, which exist in every homeowner language: staff work with the Lead Management
account, which is English. Another staff language would be another module here.
"""

from __future__ import annotations

from bot.staff.wording.en import SENTENCES
from conversations.languages import CATALOGUES

STAFF = CATALOGUES["en"].having(sentences={"agency": CATALOGUES["en"].sentences["agency"], **SENTENCES})
"""Staff catalogue: the homeowners' one with other sentences. Commands parse their own input."""
