"""A disk that is full or fails, for one database and for the processes that are started with it.

On Linux with a C compiler the system's own calls fail (see disk.c), which is as real as it gets without a disk of one's own.
Elsewhere the processes are bent (see bent.py): a transaction that wrote something fails where it would be committed.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

_SOURCE = Path(__file__).with_name("disk.c")


class Disk:
    """The disk below ``database``. ``folder`` is for what belongs to the disk itself.

    Processes have to be started with ``settings``; forked ones also with ``plan``, from a server that was started with
    :func:`preloaded`.
    """

    def __init__(self, database: Path, folder: Path, *, bent: bool = False) -> None:
        self._switch = folder / "disk"
        self.mend()
        real = {} if bent else preloaded()
        self.settings = {**real, "DISK_FILES": str(database), "DISK_SWITCH": str(self._switch)} if real else {}
        self.plan: dict[str, Any] = {} if real else {"disk": str(self._switch)}

    def fill(self) -> None:
        """No space is left from now on."""
        self._say("full")

    def fail(self) -> None:
        """Nothing that is written can be brought to the disk from now on."""
        self._say("failing")

    def mend(self) -> None:
        """All is well from now on."""
        self._say("")

    def _say(self, what: str) -> None:
        following = self._switch.with_suffix(".new")
        following.write_text(what)
        following.replace(self._switch)


def preloaded() -> dict[str, str]:
    """The environment of a process in which a disk may go wrong later; empty where processes have to be bent."""
    library = _library()
    return {} if library is None else {"LD_PRELOAD": str(library)}


@functools.cache
def _library() -> Path | None:
    """The compiled disk.c; ``None`` where there is no compiler, or another system than Linux."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or sys.platform != "linux":
        return None
    library = Path(tempfile.mkdtemp(prefix="disk")) / "disk.so"
    made = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", library, _SOURCE, "-ldl"], capture_output=True, check=False
    )
    return library if made.returncode == 0 else None
