"""Safe terminal output: control characters of stored values are shown, not obeyed.

A name, an update, a place's or an office's name may hold escape sequences, which move the cursor, change the window's title
or type into some terminals, and marks that turn the direction of writing. They are shown by their numbers.
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
"""C0, C1, bidirectional controls, separators and halves of characters; tabs, line ends and CSV's own line ends stay."""


def plain(text: str) -> str:
    """Return ``text`` with control characters shown as Python escapes."""
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


class _Plain:
    """A stream that writes what is plain; else the stream that it is before."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write ``text``."""
        self._stream.write(plain(text))
        return len(text)


@contextlib.contextmanager
def printed() -> Iterator[None]:
    """Escape control characters in everything that is printed inside the block, on standard output and standard error."""
    out, err = cast(TextIO, _Plain(sys.stdout)), cast(TextIO, _Plain(sys.stderr))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield
