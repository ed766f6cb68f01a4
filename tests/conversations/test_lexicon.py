"""The lexicon: the words of all languages are heard together, and a language brings its own by its file."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from conversations import lexicon

ROOT = Path(__file__).parents[2] / "conversations"


def test_the_words_of_all_languages_are_heard_together() -> None:
    assert {"street", "heol", "ulica"} <= lexicon.words_of("address", "streets") | lexicon.words_of(
        "address", "streets_that_end"
    )
    assert {"bungalow", "byngalo", "dom parterowy"} <= set(lexicon.phrases("property_type", "styles"))
    assert lexicon.table("property_type", "english")["byngalo"] == "bungalow"
    assert lexicon.pattern("property_type", "patterns", "lacks").search("flat, no lift")


def test_what_no_language_has_is_empty() -> None:
    assert lexicon.words_of("address", "moons") == frozenset()
    assert lexicon.phrases("moons", "craters") == ()
    assert dict(lexicon.table("moons")) == {}


@pytest.mark.parametrize(
    "module",
    "address address_words address_parts appointment bedrooms frame numbers postcode property_type sale_or_let smalltalk".split(),
)
def test_no_word_of_another_language_stands_in_these_readers(module: str) -> None:
    tree = ast.parse((ROOT / "answers" / f"{module}.py").read_text("utf-8"))
    documented = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and isinstance(node.body[0], ast.Expr)
    }
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in documented
        and '"' not in node.value
    ]
    found = {word for text in said for word in re.findall(r"[a-z]+", text)}
    assert found.isdisjoint(
        {
            "heol",
            "stryd",
            "fflat",
            "mieszkanie",
            "ulica",
            "dwie",
            "pedwar",
            "blizniak",
            "byngalo",
            "llawr",
            "pietro",
            "gwerthu",
            "bore",
            "jutro",
        }
    )
