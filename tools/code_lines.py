"""Count lines of code per package: no blank lines, comments, docstrings or catalogues of sentences.

python tools/code_lines.py [FOLDER ...]; without folders bot and conversations.
"""

import ast
import sys
import tokenize
from collections import Counter
from pathlib import Path

NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
SENTENCES = ("conversations/languages/*/sentences.py", "bot/staff/wording/*.py")
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def lines(path: Path) -> int:
    """Return how many lines of a module hold code."""
    held = set()
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type not in NO_CODE:
                held.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            held.difference_update(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return len(held)


def main() -> None:
    """Print the lines of each package and their sum."""
    counted = Counter[str]()
    for folder in sys.argv[1:] or ("bot", "conversations"):
        for path in sorted(Path(folder).rglob("*.py")):
            if not any(path.match(pattern) for pattern in SENTENCES):
                counted["/".join(path.parts[:2]) if len(path.parts) > 2 else folder] += lines(path)
    for package, number in sorted(counted.items()):
        print(f"{number:7,}  {package}")
    print(f"{counted.total():7,}")


if __name__ == "__main__":
    main()
