"""Which postcodes the ONS Postcode Directory lists, from the data files of ``uk-postcodes-parsing``.

Only the package's data are read, one outward code at a time, its code is never imported: that brings a downloader and
14 MB with it, keeps every file it ever looked at (86 MB for all 2,978), and its logger writes the person's text. Here an
outward code is 845 bytes once used (one bit for each of the 6,760 inward codes), 4 MB for all of them with their keys.
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
    """The listed inward codes of a well-formed outward code, as bits; empty where there is no such outward code."""
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
    """Return whether the directory has postcodes that begin with this word, in any case: "de1", but not "pf1"."""
    return code.isalnum() and bool(_inward_codes(code.upper()))


def is_listed(outward: str, inward: str) -> bool:
    """Whether the directory has this postcode. Both parts well-formed and in upper case: ``is_listed("DE1", "1JX")``.

    The first look at an outward code reads its file (about half a millisecond). ``ModuleNotFoundError`` if the package is missing.
    """
    bits = _inward_codes(outward)
    position = _bit(inward)
    return bool(bits) and bool(bits[position >> 3] >> (position & 7) & 1)
