"""Words of a language, from a file in its folder."""

from __future__ import annotations

from importlib.resources import files


def read_words(package: str, name: str) -> frozenset[str]:
    """Return the words of a file in the folder of ``package``, in lower case, with spaces between them."""
    return frozenset((files(package) / name).read_text(encoding="utf-8").split())
