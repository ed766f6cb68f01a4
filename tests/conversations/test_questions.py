"""The traits of questions stand with the questions, so that a new question is one entry."""

from __future__ import annotations

import ast
from pathlib import Path

from conversations.questions import QUESTIONS, Trait, having, own_question

CODE = Path(__file__).parents[2] / "conversations"


def _sets(tree: ast.AST) -> list[set[object]]:
    return [
        {each.value for each in node.elts if isinstance(each, ast.Constant)}
        for node in ast.walk(tree)
        if isinstance(node, ast.Set)
    ]


def test_no_module_lists_questions_by_their_keys() -> None:
    listed = {
        str(path.relative_to(CODE)): keys
        for path in CODE.rglob("*.py")
        for keys in _sets(ast.parse(path.read_text("utf-8")))
        if len(keys) > 1 and keys <= QUESTIONS.keys()
    }
    assert listed == {}


def test_every_trait_is_some_questions_own_and_every_needed_question_has_one() -> None:
    assert {trait: having(trait) for trait in Trait if not having(trait)} == {}
    assert [key for key, each in QUESTIONS.items() if not each.traits] == []


def test_an_agencys_own_question_takes_whatever_is_typed() -> None:
    assert Trait.FREE in own_question(1, "Do you have a garden?").traits
