"""Corpus of the fuzz targets: inputs that reach a branch no shorter one does. One file a target, an input a line, base64."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from pathlib import Path

FOLDER = Path(__file__).parent / "inputs"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def read(target: str) -> list[bytes]:
    """Return a target's inputs."""
    return [b64decode(line) for line in (FOLDER / f"{target}.txt").read_text(encoding="ascii").splitlines()]


def unpack(target: str, folder: Path) -> None:
    """Write a target's inputs to a folder, a file each."""
    for data in read(target):
        (folder / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)


def pack(target: str, folder: Path) -> None:
    """Make the files of a folder a target's inputs, the shortest first."""
    inputs = sorted({path.read_bytes() for path in folder.iterdir()}, key=lambda data: (len(data), data))
    lines = "".join(f"{b64encode(data).decode()}\n" for data in inputs)
    (FOLDER / f"{target}.txt").write_text(lines, encoding="ascii")
