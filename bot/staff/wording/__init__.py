"""Sentences shown to an agency's staff.

Apart from the homeowners' catalogues, which are there in every language that homeowners have: staff read English, since
they work with the Lead Management account, which is English. Another language is one more module here.
"""

from __future__ import annotations

from dataclasses import replace

from bot.staff.wording.en import SENTENCES
from conversations.languages import CATALOGUES

STAFF = replace(
    CATALOGUES["en"],
    sentences={
        **{
            key: words
            for key, words in CATALOGUES["en"].sentences.items()
            if key == "agency" or key.startswith("staff.")
        },
        **SENTENCES,
    },
    mentions={},
    topics={},
)
"""A catalogue as any other, without what people type: commands read that themselves. It has the notices of the conversation
to the staff too."""
