"""Adding a language is one folder: a fourth catalogue beside a copy of the others, in a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

CATALOGUE = """
import re
from dataclasses import replace

from conversations.languages.en import CATALOGUE as ENGLISH


def loud(sentence):
    return re.sub(r"[^{}]+(?![^{]*})", lambda words: words[0].upper(), sentence)


CATALOGUE = replace(
    ENGLISH,
    language="xx",
    name="LOUD",
    consent_version="xx-1",
    called=frozenset({"loudly"}),
    hints=frozenset({"oi", "listen"}),
    sentences={key: loud(each) for key, each in ENGLISH.sentences.items() if not key.startswith("staff.")},
)
"""
CONVERSATION = """
from conversations.languages import CATALOGUES
from support.person import Person

assert list(CATALOGUES) == ["en", "cy", "pl", "xx"], list(CATALOGUES)
person = Person(language="xx-YY")
assert person.starts().startswith("HELLO, I'M THE AUTOMATED ASSISTANT AT Derby Homes.")
person.answers()
person.taps("ALL CORRECT")
person.taps("YES, SHOW MY ESTIMATE")
assert (person.sent[-1].consent.wording, person.sent[-1].consent.language) == ("xx-1", "xx")
person.says("/language")
assert person.labels() == ["English", "Cymraeg", "Polski", "LOUD"], person.labels()

other = Person(language="en")
other.starts()
assert "RIGHT, ENGLISH IT IS." in other.says("loudly")
assert "I SPEAK ENGLISH TOO" in Person(language="en").says("oi listen")
"""


def test_a_language_is_one_folder(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "conversations", tmp_path / "conversations", ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path / "conversations" / "languages" / "xx"
    folder.mkdir()
    (folder / "__init__.py").write_text(CATALOGUE, encoding="utf-8")
    path = ":".join(map(str, (tmp_path, ROOT, ROOT / "tests")))
    talked = subprocess.run(
        [sys.executable, "-c", CONVERSATION],
        cwd=tmp_path,
        env={"PYTHONPATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert talked.returncode == 0, talked.stderr
