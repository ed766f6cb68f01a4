"""Safe terminal output: control characters in stored values are shown, not executed.

Names, updates, places and offices may contain escape sequences, which move the cursor, change the window title or inject
input in some terminals, and marks that change the writing direction. They are shown as escapes.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from typing import Any, TextIO, cast

_STEERING = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)"
)
"""C0, C1, bidirectional controls, separators and surrogates; tabs, line ends and CSV's line ends stay."""


def plain(text: str) -> str:
    """Return ``text`` with control characters shown as Python escapes."""
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


class _Plain:
    """Stream that escapes what is written and otherwise behaves like the wrapped stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write ``text``, escaped."""
        self._stream.write(plain(text))
        return len(text)


@contextlib.contextmanager
def printed() -> Iterator[None]:
    """Escape control characters in everything printed inside the block, on standard output and standard error."""
    out, err = cast(TextIO, _Plain(sys.stdout)), cast(TextIO, _Plain(sys.stderr))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield
