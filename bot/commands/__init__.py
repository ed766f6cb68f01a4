"""Commands of ``python -m bot``: one module each."""
