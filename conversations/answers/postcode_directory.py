"""Postcodes listed in the ONS Postcode Directory, from the data files of ``uk-postcodes-parsing``.

Only the package's data are read, one outward code at a time. Its code is not imported, because it includes a
downloader, takes 14 MB, keeps all files in memory once read (86 MB for all 2,978), and logs the person's text. Here an
outward code takes 845 bytes once used (one bit for each of the 6,760 inward codes), 4 MB for all of them with their
keys.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

_PACKAGE = "uk_postcodes_parsing"
_INWARD_CODES = 10 * 26 * 26


@cache
def _folder() -> str:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{_PACKAGE} is not installed", name=_PACKAGE)
    return str(Path(spec.submodule_search_locations[0]) / "outcodes")


def _bit(inward: str) -> int:
    return (int(inward[0]) * 26 + ord(inward[1]) - 65) * 26 + ord(inward[2]) - 65


@cache
def _inward_codes(outward: str) -> bytes:
    """Return the listed inward codes of a well-formed outward code as bits; empty if it does not exist."""
    spec = PathFinder.find_spec(outward.lower(), [_folder()])
    if spec is None or spec.loader is None:
        return b""
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    bits = bytearray((_INWARD_CODES + 7) // 8)
    for inward in module.INCODES:
        position = _bit(inward)
        bits[position >> 3] |= 1 << (position & 7)
    return bytes(bits)


def is_outward(code: str) -> bool:
    """Return whether the directory has the outward code ``code``, in any case: "de1", but not "pf1"."""
    return code.isalnum() and bool(_inward_codes(code.upper()))


def is_listed(outward: str, inward: str) -> bool:
    """Return whether the directory has this postcode. Both parts well-formed and in upper case: ``is_listed("DE1", "1JX")``.

    The first use of an outward code reads its file (about 0.5 ms). Raises ``ModuleNotFoundError`` if the package is missing.
    """
    bits = _inward_codes(outward)
    position = _bit(inward)
    return bool(bits) and bool(bits[position >> 3] >> (position & 7) & 1)
