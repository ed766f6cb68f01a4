"""``make fuzz-coverage``: atheris, a fuzzer that follows the code's branches, on each of ``targets.py``.

``python -m fuzz.by_coverage [TARGET ...] --seconds 60`` begins with the corpus, keeps what reaches new branches, and ends with
the input if a target raises or an input takes two seconds. ``--keep`` writes the smallest set of inputs that reach the same
branches back to the corpus.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import random
import shutil
import subprocess
import sys
from pathlib import Path

from fuzz import corpus, mutations

_LENGTH_MAX = 4000
"""Bytes of an input."""
_AS_VALUES = 0.7
"""Share of inputs in JSON that are changed as values rather than as bytes."""
_SCRIPT = """#!/bin/sh
exec {python} -m fuzz.by_coverage --libfuzzer {target} "$0" "$@"
"""
"""Program of one target: libFuzzer starts itself again, by its path, to merge."""


def main() -> int:
    """Fuzz each target in a process of its own, one after the other."""
    if sys.argv[1:2] == ["--libfuzzer"]:
        _libfuzzer(*sys.argv[2:])
    parser = argparse.ArgumentParser(prog="python -m fuzz.by_coverage", description=__doc__)
    parser.add_argument(
        "targets", nargs="*", default=corpus.NAMES, help=f"of {', '.join(corpus.NAMES)}; without any, all"
    )
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument(
        "--folder", type=Path, default=Path(".fuzz"), help="where what is found is kept from run to run"
    )
    parser.add_argument("--keep", action="store_true", help="write the inputs back to the corpus")
    asked = parser.parse_args()
    failed = [each for each in asked.targets if not _fuzz(each, asked.seconds, asked.folder / each, keep=asked.keep)]
    sys.stdout.write(f"failed: {', '.join(failed)}\n" if failed else "nothing was found\n")
    return 1 if failed else 0


def _fuzz(target: str, seconds: int, folder: Path, *, keep: bool) -> bool:
    """Fuzz a target; return whether nothing was found. ``folder`` holds its inputs, and those that failed beside them."""
    found, failed = folder / "inputs", folder / "failed"
    for each in (found, failed):
        each.mkdir(parents=True, exist_ok=True)
    corpus.unpack(target, found)
    program = (folder / "fuzz").absolute()
    program.write_text(_SCRIPT.format(python=sys.executable, target=target), encoding="utf-8")
    program.chmod(0o700)
    limits = ("-timeout=2", f"-max_len={_LENGTH_MAX}", f"-artifact_prefix={failed}/", "-rss_limit_mb=1024")
    fuzzed = subprocess.run([program, *limits, f"-max_total_time={seconds}", found], check=False)
    if keep:
        least = folder / "least"
        shutil.rmtree(least, ignore_errors=True)
        least.mkdir()
        subprocess.run([program, *limits, "-merge=1", "-use_counters=0", least, found], check=True)
        corpus.pack(target, least)
    return fuzzed.returncode == 0


def _libfuzzer(target: str, program: str, *arguments: str) -> None:
    import atheris  # noqa: PLC0415  only in the environment of `make fuzz-coverage`

    with atheris.instrument_imports(include=["conversations", "bot"]):
        from fuzz.targets import JSON_AT, TARGETS  # noqa: PLC0415  instrumented while it is imported

    def mutated(data: bytes, size: int, seed: int) -> bytes:
        """Bend the JSON in an input as a value, most times: bytes changed at random are seldom JSON."""
        rng, at = random.Random(seed), JSON_AT[target]
        if rng.random() < _AS_VALUES:
            with contextlib.suppress(ValueError, RecursionError, IndexError, AttributeError):
                value = mutations.bent(rng, json.loads(data[at:]), rng.randint(1, 3))
                changed = data[:at] + json.dumps(value).encode()
                if len(changed) <= size:
                    return changed
        return bytes(atheris.Mutate(data, size))

    logging.disable(logging.CRITICAL)
    mutator = {"custom_mutator": mutated} if target in JSON_AT else {}
    atheris.Setup([program, *arguments], TARGETS[target], **mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
