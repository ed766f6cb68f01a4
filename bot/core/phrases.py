"""Phrases: counts with their nouns, and other people's sentences inside one's own."""

from __future__ import annotations


def counted(count: int, one: str, several: str = "") -> str:
    """Return a count with its noun: "1 lead", "2 replies"; ``several`` is an irregular plural."""
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def clause(sentence: str) -> str:
    """Return a sentence without its full stop, to be put into another sentence."""
    return sentence.rstrip(" .")
