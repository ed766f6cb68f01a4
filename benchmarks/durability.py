"""Proof that this bot's commits are durable: its pragmas read back, and its syncs counted while it works."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import tempfile
from pathlib import Path

from benchmarks.contestants import CONTESTANTS
from benchmarks.runs import window, world

PEOPLE = 44


def pragmas() -> dict[str, object]:
    """Return SQLite's pragmas on a connection opened by the bot's own code."""
    from bot.storage.database import Database  # noqa: PLC0415  only this bot's runs need it

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        database = Database(f"sqlite:///{folder}/bot.db")
        database.open()
        try:
            return database.run_sync(
                lambda tx: {
                    name: tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                    for name in ("journal_mode", "synchronous")
                }
            )
        finally:
            database.close()


async def syncs(seconds: float) -> dict[str, float] | str:
    """Return syncs per second and per update under load, counted by strace; or why they could not be counted."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    async with world(CONTESTANTS[0]) as place:
        await place.telegram.people.crowd(PEOPLE, 60)
        output = place.folder / "strace.txt"
        counter = await asyncio.create_subprocess_exec(
            "strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", str(output), "-p", str(place.running.bots[0]),
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        measured = await window(place, seconds)
        if counter.returncode is None:
            counter.send_signal(signal.SIGINT)
        await counter.wait()
        place.telegram.people.stop()
        counted = _calls(output)
    if not counted:
        return "strace may not look at processes here"
    return {"per_second": counted / measured.seconds, "per_update": counted / max(measured.updates, 1)}


def _calls(output: Path) -> int:
    if not output.exists():
        return 0
    lines = re.findall(
        r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?f(?:data)?sync$", output.read_text(), re.MULTILINE
    )
    return sum(map(int, lines))
