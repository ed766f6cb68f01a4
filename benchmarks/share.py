"""Gives processes a fixed share of a CPU each, through the kernel's control groups (the older or the newer kind).

Two replicas on one small machine would share its CPUs with the database, the servers and the people, and show nothing of
what a second one brings. With a share each that leaves room for all of them, they do.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
PERIOD = 20_000
"""Microseconds in which a share is counted; the kernel's default of 100,000 would show as pauses in replies."""


@contextlib.contextmanager
def limited(pids: Iterable[int], share: float) -> Iterator[None]:
    """Limit each of the processes to ``share`` of one CPU inside the block. Raises :class:`OSError` if that is impossible."""
    made: list[Path] = []
    try:
        for pid in pids:
            group = _parent() / f"valuation-bot-bench-{os.getpid()}-{pid}"
            group.mkdir()
            made.append(group)
            quota = int(PERIOD * share)
            if (group / "cpu.cfs_quota_us").exists():
                (group / "cpu.cfs_period_us").write_text(str(PERIOD))
                (group / "cpu.cfs_quota_us").write_text(str(quota))
            else:
                (group / "cpu.max").write_text(f"{quota} {PERIOD}")
            (group / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        for group in made:
            _empty(group)


def _parent() -> Path:
    return GROUPS / "cpu" if (GROUPS / "cpu").is_dir() else GROUPS


def _empty(group: Path) -> None:
    """Move a group's processes back to the root group, and delete it."""
    for pid in (group / "cgroup.procs").read_text().split():
        with contextlib.suppress(OSError):  # ended meanwhile
            (group.parent / "cgroup.procs").write_text(pid)
    with contextlib.suppress(OSError):
        group.rmdir()
