"""Finder of language words outside their folder, ``conversations/languages/<code>/``.

It examines the texts in the code of ``conversations/``. A word of one of the languages is an error in a pattern or in a
text of several words; also alone, unless it is a name of the program: a key ("phone"), an attribute, a member of an
enumeration. :data:`FACTS` lists exceptions, which are not words of a language. An unused exception is an error as well,
so that the list stays as short as possible.

``python tools/words.py [FOLDER]`` prints the errors, and fails if there are any.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from conversations.answers.text import words
from conversations.languages import CATALOGUES
from conversations.questions import QUESTIONS

ANY = "*"
FACTS = {
    "answers/address.py": "united kingdom great britain the top",
    "answers/address_parts.py": "flat apt unit studio basement the",
    "answers/bedrooms.py": "bed plus more than iii iiii vii viii",
    "answers/email.py": "com net org wales cymru couk",
    "answers/email_domains.py": ANY,
    "answers/name.py": "and https www com net org",
    "answers/name_parts.py": ANY,
    "answers/phone.py": "ext",
    "answers/postcode.py": ANY,
    "answers/smalltalk.py": "qwertyuiop asdfghjkl zxcvbnm qwer asdf zxcv",
    "flow/consent.py": "telegram",
    "flow/prompts.py": "share how",
    "lead.py": ANY,
    "office_hours.py": "mon tue wed thu fri sat sun",
    "questions.py": "mrs miss more",
    "slots.py": "mon fri",
}
"""By file: words that are notation, parts of British addresses, names, codes, or texts for the agency, which reads English."""
_NOTATION = re.compile(
    r"\(\?P?[<=!]*[a-z_]*[>:)]|\[\^?\]?(?:\\.|[^\]\\])*\]|\\(?:u[0-9a-f]{4}|U[0-9a-f]{8}|x[0-9a-f]{2}|.)|\{[\w,]*\}|[a-z]+_\w+"
)
"""Letters in a pattern or a format that are not words."""
_SHORTEST = 3
"""Letters of the shortest word; shorter ones are notation as often as words."""
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")
_LIST = 3
"""Words of a text, other than names of the program, that make it a list even if no language here has them yet."""
_BETWEEN = "\n|\n"
"""Separators between the texts of a collection, which may be keys."""
_KEY = re.compile(r"[a-z0-9_]+(?:[.-][a-z0-9_]+)*")
_READS_DATA = frozenset(
    {"any_of", "pattern", "phrases", "table", "words_of", "_any", "_whole", "_numbered", "_figures", "_counts"}
)
"""Functions whose argument is the key of a list."""


@cache
def spoken() -> frozenset[str]:
    """Return the words of all languages."""
    found = {word for each in CATALOGUES.values() for word in each.vocabulary.words}

    def add(value: object) -> None:
        match value:
            case dict():
                for key, each in value.items():
                    add(key)
                    add(each)
            case list() | tuple():
                for each in value:
                    add(each)
            case str():
                found.update(word for text in _texts(value) for word in words(text))

    for code in CATALOGUES:
        for file in (ROOT / "conversations" / "languages" / code).glob("*.toml"):
            add(tomllib.loads(file.read_text("utf-8")))
    return frozenset(found)


def _texts(value: str) -> list[str]:
    return _WORD.findall(_NOTATION.sub(" ", value))


def names(trees: list[ast.AST]) -> frozenset[str]:
    """Return the names of the program: attributes, variables, keys of questions, parts of keys of sentences."""
    found = {*QUESTIONS, *(part for each in CATALOGUES.values() for key in each.sentences for part in key.split("."))}
    for each in CATALOGUES.values():
        found.update(each.alternatives, *each.alternatives.values(), each.name_phrases)
    for tree in trees:
        for node in ast.walk(tree):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                    found.add(name.lower())
                case ast.ClassDef():
                    found.update(_members(node))
                case _:
                    pass
    return frozenset(found)


def _members(of: ast.ClassDef) -> Iterator[str]:
    """Yield the values of an enumeration."""
    if any(isinstance(base, ast.Name) and base.id.endswith("Enum") for base in of.bases):
        for node in of.body:
            match node:
                case ast.Assign(value=ast.Constant(value=str(value))):
                    yield value
                case _:
                    pass


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield a module's texts that may contain words, with their lines, without docstrings, messages of exceptions and keys."""
    left_out: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.Call(func=ast.Name(id=("ValueError" | "KeyError"))):
                left_out.update(map(id, ast.walk(node)))
            case ast.Call(func=ast.Name(id=name)) if name in _READS_DATA:
                left_out.update(map(id, ast.walk(node)))
            case ast.Subscript(slice=ast.Constant() as key):
                left_out.add(id(key))
            case ast.ClassDef():
                values = set(_members(node))
                left_out.update(
                    id(each) for each in ast.walk(node) if isinstance(each, ast.Constant) and each.value in values
                )
            case _:
                pass
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in left_out:
                yield node.lineno, text
            case ast.Set(elts=listed) | ast.List(elts=listed) | ast.Tuple(elts=listed) | ast.Dict(keys=listed):
                found = [each.value for each in listed if isinstance(each, ast.Constant) and id(each) not in left_out]
                if len(listed) >= _LIST:
                    yield node.lineno, _BETWEEN.join(each for each in found if isinstance(each, str))
            case _:
                pass


def faults(folder: Path) -> list[str]:
    """Return the words outside their language's folder, one line each."""
    paths = [path for path in sorted(folder.rglob("*.py")) if not re.search(r"/languages/[a-z]{2,3}/", path.as_posix())]
    trees = {path.relative_to(folder).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}
    heard, own = spoken(), names(list(trees.values()))
    found: list[str] = []
    for file, tree in trees.items():
        allowed, needed = set(FACTS.get(file, "").split()), set()
        for line, text in texts(tree):
            said = _strange(text, heard, own)
            needed |= said
            if ANY not in allowed and said - allowed:
                found.append(f"conversations/{file}:{line}: {' '.join(sorted(said - allowed))}")
        if spare := allowed - needed - {ANY}:
            found.append(f"tools/words.py: FACTS of {file} has words that it does not need: {' '.join(sorted(spare))}")
    return found


def _strange(text: str, heard: frozenset[str], own: frozenset[str]) -> set[str]:
    """Return the words of a text that belong to a language, or make a list."""
    key = text.strip("._-")
    if _KEY.fullmatch(key) and (key in own or not key.isalpha()):
        return set()
    said = {word for each in _texts(text) for word in words(each)}
    return said - own if len(said - own) >= _LIST else said & (heard - own if _BETWEEN in text else heard)


if __name__ == "__main__":
    lines = faults(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "conversations")
    print(*lines, sep="\n", end="\n" if lines else "")
    if lines:
        sys.exit("words of a language outside of its folder: move them there, see docs/languages.md")
