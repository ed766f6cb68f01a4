"""Compare the processor time of a step in two or more trees of the source, on the same texts and side by side.

``python tools/step_time.py TREE TREE ...``: 1,500 texts of the held-out rows of the first tree, each at its place. The trees take
turns, and the least time of each text counts, since whatever else the machine does only adds to it. About a minute.
"""

from __future__ import annotations

import gc
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

TEXTS = 1_500
ROUNDS = 6


def work(tree: str, drawn: list[list[str]]) -> Iterator[list[int]]:
    """Yield the least time of each of ``drawn`` (place, language, text) up to now, in nanoseconds, once a round."""
    sys.path[:0] = [tree, f"{tree}/tests"]
    from conversations.events import Event, Said  # noqa: PLC0415  of this tree
    from conversations.flow.step import step  # noqa: PLC0415  of this tree
    from support import held_out  # noqa: PLC0415  of this tree

    cases = drawn or [[place, code, text] for place, code, rows in held_out.sections() for text in rows]
    if not drawn:
        cases = random.Random(1).sample(cases, TEXTS)  # noqa: S311  the same texts each time
        print(json.dumps(cases), flush=True)
    ready = {place: held_out.ready(*place) for place in {(place, code) for place, code, _ in cases}}
    least = [sys.maxsize] * len(cases)
    while True:
        gc.collect()
        gc.disable()
        for at, (place, code, text) in enumerate(cases):
            form, state = ready[place, code]
            event = Event(held_out.NOON, Said(text), "VB-1", code, "99")
            begun = time.process_time_ns()
            step(form, state, event)
            least[at] = min(least[at], time.process_time_ns() - begun)
        gc.enable()
        yield least


def start(tree: str) -> subprocess.Popen[str]:
    """Start a process that works in ``tree``."""
    command = [sys.executable, __file__, "--work", str(Path(tree).resolve())]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tree)


def ask(process: subprocess.Popen[str], line: str) -> str:
    """Send a line to a process and return the one that it answers with."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("a process without pipes")
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline()


def main() -> None:
    """Print the median, mean, 99th percentile and worst of each tree, in milliseconds."""
    processes = [start(tree) for tree in sys.argv[1:]]
    drawn = ask(processes[0], "[]")
    for process in processes[1:]:
        ask(process, drawn.strip())
    times = [[ask(process, "") for process in processes] for _ in range(ROUNDS)][-1]
    for tree, line in zip(sys.argv[1:], times, strict=True):
        each = sorted(nanoseconds / 1e6 for nanoseconds in json.loads(line))
        late = each[len(each) * 99 // 100]
        print(f"{statistics.median(each):.3f} {statistics.mean(each):.3f} {late:.2f} {each[-1]:.2f}  {tree}")
    for process in processes:
        process.kill()


if __name__ == "__main__":
    if sys.argv[1] == "--work":
        for least in work(sys.argv[2], json.loads(input())):
            print(json.dumps(least), flush=True)
            input()
    else:
        main()
