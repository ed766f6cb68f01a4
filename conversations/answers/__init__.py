"""One module per kind of answer: ``read(text) -> Reading`` and ``valid(value) -> bool``. Codes, never sentences."""
