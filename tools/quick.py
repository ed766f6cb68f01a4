"""Quick check: lint of the changed files, and the tests that belong to them.

Changed files are those that differ from the branch ``main`` (or from HEAD, on it), including uncommitted ones. A module's
tests are the file of the same name at the same place below ``tests/``, otherwise the folder's; for the conversation
always the rows. Tests that start real processes run only if they were changed themselves.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SLOW = ("tests/acceptance/", "tests/chaos/", "tests/lost_answers/", "tests/upgrade/", "tests/benchmarks/")


def git(*arguments: str) -> list[str]:
    """Return the lines printed by git."""
    command = ["git", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()


def changed() -> list[str]:
    """Return the paths of the files that differ from main, including new ones."""
    base = git("merge-base", "HEAD", "main")[0] if git("branch", "--list", "main") else "HEAD"
    names = {*git("diff", "--name-only", base), *git("ls-files", "--others", "--exclude-standard")}
    return sorted(name for name in names if (ROOT / name).exists())


def tests_of(name: str) -> str:
    """Return the tests that belong to a file; empty if there are none."""
    path = Path(name)
    if path.parts[0] == "tests":
        return name if path.name.startswith("test_") and path.suffix == ".py" else ""
    if path.parts[0] not in ("bot", "conversations", "sandbox") or path.suffix not in (".py", ".toml"):
        return ""
    folder = Path("tests") / path.parent
    own = folder / f"test_{path.stem}.py"
    while not (ROOT / own).exists():
        if (ROOT / folder).is_dir() and any((ROOT / folder).glob("test_*.py")):
            return str(folder)
        folder = own = folder.parent
    return str(own)


def main() -> int:
    """Check the changed files; return the exit code."""
    names = changed()
    python = [name for name in names if name.endswith(".py")]
    if python:
        for command in (["ruff", "check", "--force-exclude"], ["ruff", "format", "--check", "--force-exclude"]):
            if subprocess.run([sys.executable, "-m", *command, *python], cwd=ROOT, check=False).returncode:
                return 1
    found = {tests_of(name) for name in names} - {""}
    tests = sorted(each for each in found if each in names or not each.startswith(SLOW))
    tests.append("tests/test_project.py")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "2", *tests, *sys.argv[1:]], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
