"""Generator of docs/licences.md: the licence of each runtime dependency.

``python tools/licences.py PYTHON`` examines that interpreter's packages, and exits with 1 if a licence does not suit a
service under the MIT licence. Run it with the packages of ``requirements-audit.txt``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"

SUITABLE = (
    *("Apache", "BSD", "ISC", "MIT", "PSF", "Python Software Foundation", "Unlicense", "OFL"),
    "LGPL",  # used as a library, unchanged, and replaceable by whoever runs it
    "MPL",  # the roots that vouch for Telegram, unchanged
)
"""Parts of the names of suitable licences."""

HEAD = """# Licences

What the bot runs with, and under which licence. Written by `make licences` from the packages that `requirements.txt` pins; a
test holds the two to each other. The bot itself is under the [MIT licence](../LICENSE).

None of these obliges whoever runs the bot to publish anything. Whoever hands the image on to others passes on LGPL libraries
(python-telegram-bot, psycopg, fpdf2) and MPL ones (certifi), unchanged: their licences travel inside the packages, and their
sources are public.

| package | version | licence |
| --- | --- | --- |
"""


def locked() -> dict[str, str]:
    """Return the pins of requirements.txt: normalised names (PEP 503) with versions."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return {_name(name): version for name, version in re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", text, re.MULTILINE)}


def main(python: str) -> int:
    """Write the page for the packages of ``python``; return the exit code."""
    asked = [sys.executable, "-m", "piplicenses", "--python", python, "--format", "json", "--with-system"]
    listed = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    installed = {_name(each["Name"]): each for each in listed}
    pins = locked()
    # A pin that is not installed here is for another platform, and says so in the lock file.
    rows = [(name, version, installed[name]["License"]) for name, version in sorted(pins.items()) if name in installed]
    table = "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in rows)
    PAGE.write_text(HEAD + table, encoding="utf-8")
    unsuitable = [f"{name}: {licence}" for name, _, licence in rows if not any(each in licence for each in SUITABLE)]
    for each in unsuitable:
        print("does not suit:", each, file=sys.stderr)
    return 1 if unsuitable else 0


def _name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
