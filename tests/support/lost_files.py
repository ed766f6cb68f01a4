"""Ways in which a SQLite database's files get lost under whoever has them open. ``path`` is the database's file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path


def removed(path: Path) -> None:
    path.unlink()


def removed_with_its_log(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def removed_with_its_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def without_its_log(path: Path) -> None:
    Path(f"{path}-wal").unlink()


def moved(path: Path) -> None:
    path.rename(path.with_name("moved.db"))


def replaced(path: Path) -> None:
    """As somebody does who restores a backup under the running bot."""
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


WAYS: tuple[Callable[[Path], None], ...] = (
    removed,
    removed_with_its_log,
    removed_with_its_folder,
    without_its_log,
    moved,
    replaced,
)
