"""Readers of answers, one module per kind: ``read(text) -> Reading`` and ``valid(value) -> bool``. Codes, never sentences."""
