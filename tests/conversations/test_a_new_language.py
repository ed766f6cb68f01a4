"""Adding a language is one folder, as docs/languages.md has it: Romanian beside a copy of the others, in a process of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]

TRANSLATED = {
    "sentences.py": """
import re

SENTENCES = {
    key: "".join(part if "{" in part else part.upper() for part in re.split(r"({[^}]*})", each))
    for key, each in SENTENCES.items()
}
""",
    "property.toml": """
[numbers]
1 = "unu una"
2 = "doi doua"
3 = "trei"
4 = "patru"

[address]
streets = "strada"
streets_first = "strada"
leads = "este la pe adresa"
talk = "mea locuiesc"

[property_type]
named = ['casa', 'duplex']
styles = ["casa"]
plain_styles = ["casa"]

[property_type.kinds]
semi-detached = ["casa duplex", "cuplata"]

[bedrooms]
bed = ['dormitoare', 'dormitor']
""",
    "talk.toml": """
[sale_or_let]
sale = ['vand', 'vinde', 'vanzare']
let = ['inchiriez', 'inchiria']

[smalltalk]
greetings = "salut buna"
fillers = "da nu multumesc"

[frame]
greetings = ['salut', 'bun[aă] ziua']
after = ['mul[tț]umesc']
""",
    "grammar.toml": """
called = ["romana", "romanian", "limba romana"]
hints = "vreau sunt este casa mea pentru"

[names]
greetings = ["salut|bun[aă] ziua"]
introductions = ["m[aă] numesc|numele meu este"]
farewells = ["mul[tț]umesc"]
first = ["prenume(?:le)?"]
last = ["nume(?:le)? de familie"]
joints = ["și"]
tells = "numesc numele"

[assent]
yes = { "says yes" = "da", agrees = "sunt de acord" }
beside_yes = { thanks = "mulțumesc, vă rog" }
fine = { "is right" = "e corect, totul este corect" }
onward = { "goes on" = "mai departe" }
beside_fine = { thanks = "mulțumesc" }
takes = { "takes it" = "schimbă" }
keeps = { "keeps it" = "las-o așa" }
hedges = { doubts = "poate" }
nothing = { nothing = "nimic" }
beside_nothing = { thanks = "mulțumesc" }
no = { no = "nu", negation = "nu vreau", act = "trimite", around = "mulțumesc" }
""",
}
"""What a translator makes of the files of the copy: of ``sentences.py`` after what stood there, of ``grammar.toml`` in the place of
its keys and tables, of the others in place of the whole."""

CONVERSATION = """
from conversations.languages import CATALOGUES
from conversations.lead import LeadType, Name, PropertyType
from support.person import Person

assert list(CATALOGUES) == ["en", "cy", "pl", "ro"], list(CATALOGUES)
person = Person(language="ro-RO")
assert person.starts().startswith("HELLO, I'M THE AUTOMATED ASSISTANT AT Derby Homes."), person.messages
for said in (
    "Bună ziua, vreau să vând", "Mă numesc Marla Singer", "07986 000000", "cloud9@cloud.com",
    "adresa mea este 123 Example Street, Derby", "DE1 1JX", "patru dormitoare", "casă duplex, mulțumesc",
    "da, totul este corect",
):
    assert not person.sent
    person.says(said)
assert "Marla" not in person.says("trimite"), "no yes"
assert not person.sent
person.says("da, sunt de acord")
(lead,) = person.sent
assert (lead.lead_type, lead.name, lead.phone) == (LeadType.VENDOR, Name("Marla", "Singer"), "+447986000000"), lead
assert (lead.email, lead.address, lead.postcode) == ("cloud9@cloud.com", "123 Example Street, Derby", "DE1 1JX"), lead
assert (lead.bedrooms, lead.property_type) == (4, PropertyType.SEMI_DETACHED), lead
assert (lead.consent.wording, lead.consent.language) == ("ro-1", "ro")
person.says("/language")
assert person.labels() == ["English", "Cymraeg", "Polski", "Română"], person.labels()

other = Person(language="en")
other.starts()
said = other.says("romanian")
assert "RIGHT, ENGLISH IT IS." in said, said
said = Person(language="en").says("vreau ceva pentru casa mea")
assert "I SPEAK ENGLISH TOO" in said, said
"""


def tables_left(copied: str, translated: str) -> str:
    """Return a TOML file without the keys and tables that its translation has."""
    keys, *tables = re.split(r"^(?=\[)", copied, flags=re.MULTILINE)
    new = tomllib.loads(translated)
    for key in new:
        keys = re.sub(rf"^{key} = .*\n", "", keys, flags=re.MULTILINE)
    return keys + "".join(table for table in tables if re.split(r"[].]", table[1:], maxsplit=1)[0] not in new)


def translate(folder: Path) -> None:
    """Make of a copy of English what docs/languages.md says: the code put in its place, and the files translated."""
    catalogue = (folder / "__init__.py").read_text("utf-8")
    catalogue = (
        catalogue.replace("languages.en", "languages.ro").replace('"English"', '"Română"').replace('"en"', '"ro"')
    )
    (folder / "__init__.py").write_text(re.sub('"en-[0-9-]+"', '"ro-1"', catalogue), encoding="utf-8")
    for name, text in TRANSLATED.items():
        file = folder / name
        match name:
            case "sentences.py":
                file.write_text(file.read_text("utf-8") + text, encoding="utf-8")
            case "grammar.toml":
                keys, tables = re.split(r"^(?=\[)", text, maxsplit=1, flags=re.MULTILINE)
                file.write_text(keys + tables_left(file.read_text("utf-8"), text) + tables, encoding="utf-8")
            case _:
                file.write_text(text, encoding="utf-8")


def test_a_language_is_one_folder(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "conversations", tmp_path / "conversations", ignore=shutil.ignore_patterns("__pycache__"))
    languages = tmp_path / "conversations" / "languages"
    shutil.copytree(languages / "en", languages / "ro")
    translate(languages / "ro")
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
