"""Generator of docs/conversation.md: everything that the bot says, in every language, for people who do not read code.

``python tools/wording.py`` writes it; ``--check`` only reports, by its exit code, whether the page is up to date.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from conversations.languages import CATALOGUES

PAGE = Path(__file__).parents[1] / "docs" / "conversation.md"

HEAD = """# What the bot says

Every sentence, button and command of the bot, in every language. Generated from the catalogues by `make docs`: to change a
sentence, change `conversations/languages/en/sentences.py` (or `cy`, `pl`) and run that again. Words in {braces} are put in, such
as the agency's name; words between two stars on each side are bold. A changed consent question needs a new
`consent_version`; a test sees to it.
"""


def page() -> str:
    """Return the page as Markdown."""
    english = CATALOGUES["en"].sentences
    parts = [HEAD]
    for group, keys in groupby(sorted(english), key=lambda key: key.split(".")[0]):
        parts.append(f"\n## {group.replace('_', ' ')}\n")
        for key in keys:
            parts.append(f"\n**`{key}`**\n")
            parts += [
                f"- {catalogue.name}: {_line(catalogue.sentences[key])}\n"
                for catalogue in CATALOGUES.values()
                if key in catalogue.sentences
            ]
    return "".join(parts)


def _line(sentence: str) -> str:
    """Return a sentence as one line of Markdown that shows it verbatim."""
    return "`" + sentence.replace("\n", " ⏎ ") + "`"


def main() -> int:
    """Write the page, or check it."""
    if "--check" in sys.argv:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
