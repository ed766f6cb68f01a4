"""Lean HTTP/1.1 client for Telegram (decision 0007)."""
