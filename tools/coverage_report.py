"""Coverage report: lines and branches that the fast tests reach, by package; fails below a package's floor.

Reads the data that ``make coverage`` has just measured. A floor is slightly below the measured value: raise it with the
coverage, and lower it only for a reason.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import coverage

FLOORS = {"bot": 87.0, "conversations": 93.0, "sandbox": 93.0}
"""Percent of lines and branches, by top-level package."""


def main() -> int:
    """Print the share of each package and subpackage; return 1 if one is below its floor."""
    measured = coverage.Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(report))
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, found in files.items():
        summary = found["summary"]
        parts = Path(name).parts
        for group in (parts[0], "/".join(parts[:2]) if len(parts) > 2 else ""):
            counts[group][0] += summary["covered_lines"] + summary["covered_branches"]
            counts[group][1] += summary["num_statements"] + summary["num_branches"]
    counts.pop("", None)
    below = []
    for group, (covered, total) in sorted(counts.items()):
        share = 100 * covered / total
        floor = FLOORS.get(group)
        print(f"{share:6.1f} %  {group}" + (f"  (floor {floor} %)" if floor is not None else ""))
        if floor is not None and share < floor:
            below.append(group)
    if below:
        print(f"Below the floor: {', '.join(below)}", file=sys.stderr)
    return bool(below)


if __name__ == "__main__":
    sys.exit(main())
