"""One-line form of text typed by staff: no line breaks or invisible characters, bounded length."""

from __future__ import annotations

import unicodedata

NOTE_MAX = 200
"""Longest note about a campaign, in characters."""


def one_line(text: str, longest: int = NOTE_MAX) -> str:
    """Return ``text`` as one line of at most ``longest`` characters.

    Control and format characters are removed, including those that change the writing direction, so that the stored text
    is what is seen. Markup and formulas are kept as plain text.
    """
    visible = "".join(
        " " if unicodedata.category(each)[0] in "CZ" else each for each in unicodedata.normalize("NFC", text)
    )
    line = " ".join(visible.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
