"""Generator of docs/effort.md: how much a person sends and reads from /start to the estimate.

``python tools/effort.py`` plays the conversations of tests/support/effort.py and writes the page; a test compares the
two.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.effort import Effort, efforts

PAGE = ROOT / "docs" / "effort.md"

HEAD = """# What it takes to see an estimate

What people send after /start until they see their estimate: each message typed and each button pressed counts as one. And what
they read meanwhile: the bot's messages and the words in these, the estimate and all. The conversations are in
[tests/support/effort.py](../tests/support/effort.py); `make docs` plays them and writes this page, a test holds it to them.

"""
FOOT = """
Eight answers, the check and the permission are ten; the postcode comes with the address, and a link that says sale or let saves
one more. What is understood from one message is not asked again: then only the check and the permission are left.
"""


def page() -> str:
    """Return the page as Markdown."""
    by_question, at_once = efforts()
    return "".join([HEAD, _summary(by_question, at_once), _table(by_question), _table(at_once), FOOT])


def _summary(*played: Effort) -> str:
    rows = "".join(
        f"| {each.title.lower()} | {len(each.people)} | **{each.median:g}** | {min(_counts(each))} | {max(_counts(each))} |\n"
        for each in played
    )
    return "| | people | median | least | most |\n| --- | --- | --- | --- | --- |\n" + rows


def _counts(played: Effort) -> list[int]:
    return [count.sent for _, count in played.people]


def _table(played: Effort) -> str:
    rows = "".join(f"| {what} | {each.sent} | {each.messages} | {each.words} |\n" for what, each in played.people)
    return f"\n## {played.title}\n\n| who | sends | messages read | words read |\n| --- | --- | --- | --- |\n{rows}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
