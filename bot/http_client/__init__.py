"""Lean HTTP/1.1 client for Telegram and the Lead API (decision 0007)."""
