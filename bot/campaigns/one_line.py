"""One-line form of text typed by staff: no line breaks, no invisible characters, bounded length."""

from __future__ import annotations

import unicodedata

NOTE_MAX = 200
"""Characters of a note about a campaign."""


def one_line(text: str, longest: int = NOTE_MAX) -> str:
    """Return ``text`` as one line of at most ``longest`` characters.

    Control and format characters go, among them those that turn the direction of writing: what stands there must be what
    is seen. Markup and formulas are text like any other, and are only ever shown as such.
    """
    visible = "".join(
        " " if unicodedata.category(each)[0] in "CZ" else each for each in unicodedata.normalize("NFC", text)
    )
    line = " ".join(visible.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
