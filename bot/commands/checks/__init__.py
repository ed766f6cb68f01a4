"""Checks of ``python -m bot check``, by subject."""
