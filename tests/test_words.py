"""No word of a language stands outside its folder: what ``tools/words.py`` finds, and that it does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools import words

ROOT = Path(__file__).parents[1]
CONVERSATIONS = ROOT / "conversations"


def test_no_word_of_a_language_stands_outside_its_folder() -> None:
    assert words.faults(CONVERSATIONS) == []


@pytest.mark.parametrize(
    ("added", "found"),
    [
        ('GREETINGS = frozenset({"hello", "hiya", "howdy"})', "hello hiya howdy"),
        ('HELLO = "dzień dobry".split()', "dobry dzien"),
        ('DOUBTS = ("ddim yn gwybod", "dim syniad")', "ddim gwybod"),
        ('ASKS = re.compile(r"\\b(?:why|what|who)\\b")', "what who why"),
        ('ASKS = re.compile(r"\\b(?:perche|quando|dove)\\b")', "dove perche quando"),
        ('WORDS = {"perche", "quando", "dove"}', "dove perche quando"),
        ('PLACES = {"pierwszy": 1, "drugi": 2}', "pierwszy"),
        ('def is_sale(said):\n    return said == "sprzedam"', "sprzedam"),
        ('def is_sale(said):\n    return f"{said} now" in KNOWN', "now"),
    ],
)
def test_a_word_that_is_added_to_the_code_is_found(added: str, found: str, tmp_path: Path) -> None:
    file = "answers/smalltalk.py"
    (tmp_path / file).parent.mkdir(parents=True)
    shutil.copy(CONVERSATIONS / file, tmp_path / file)
    with (tmp_path / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{added}\n")
    at_fault = [line for line in words.faults(tmp_path) if line.startswith(f"conversations/{file}:")]
    assert any(set(found.split()) <= set(line.partition(": ")[2].split()) for line in at_fault), at_fault


@pytest.mark.parametrize(
    "added",
    [
        '"""What somebody says, in any words: hello, hiya, howdy."""',
        'SHAPE = re.compile(r"(?P<first>\\d{1,2})(?:[:.]\\d\\d)?\\s*+(?P<last>[a-z]+)")',
        'KEYS = ("phone", "email", "address", "postcode")',
        'def refuse():\n    raise ValueError("not a time of an appointment")',
        'WORDS = words_of("smalltalk", "greetings")',
    ],
)
def test_what_is_no_word_of_a_language_is_left_alone(added: str, tmp_path: Path) -> None:
    before = set(words.faults(_with(tmp_path, "")))
    after = words.faults(_with(tmp_path, added))
    assert not set(after) - before


def _with(folder: Path, added: str) -> Path:
    (folder / "questions.py").write_bytes((CONVERSATIONS / "questions.py").read_bytes())
    (folder / "module.py").write_text(f"{added}\n", encoding="utf-8")
    return folder
