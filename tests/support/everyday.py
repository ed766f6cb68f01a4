"""Everyday sentences of homeowners that answer nothing, by language, and pieces of them in another order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hypothesis import strategies as st

from conversations.languages import CATALOGUES

LANGUAGES = tuple(CATALOGUES)
_FOLDER = Path(__file__).parents[1] / "conversations"


def _expanded(line: str) -> Iterator[str]:
    parts = re.split(r"\[([^]]+)\]", line)
    for chosen in itertools.product(*(part.split("|") if at % 2 else [part] for at, part in enumerate(parts))):
        yield "".join(chosen)


def _sentences(language: str) -> list[str]:
    lines = (_FOLDER / "everyday" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return sorted({said for line in lines if line and not line.startswith("#") for said in _expanded(line)})


EVERYDAY: Mapping[str, Sequence[str]] = {language: _sentences(language) for language in LANGUAGES}
"""By language; ``everyday/<language>.txt`` written out."""
SENTENCES: Mapping[str, Sequence[str]] = {
    path.stem.removesuffix("_sentences"): path.read_text(encoding="utf-8").splitlines()
    for path in sorted((_FOLDER / "everyday").glob("*_sentences.txt"))
}
"""Whole sentences of every day that have nothing to do with a home, short as names are; one a line."""


@st.composite
def recombined(draw: st.DrawFn, texts: Mapping[str, Sequence[str]] = EVERYDAY) -> tuple[str, str]:
    """Draw a language, and pieces of its texts in another order."""
    language = draw(st.sampled_from(LANGUAGES))
    pieces = []
    for said in draw(st.lists(st.sampled_from(texts[language]), min_size=2, max_size=3)):
        words = said.split()
        begin = draw(st.integers(0, len(words) - 1))
        pieces.append(" ".join(words[begin : draw(st.integers(begin + 1, len(words)))]))
    return language, draw(st.sampled_from([" ", ", ", ". ", "\n", " - "])).join(pieces)
