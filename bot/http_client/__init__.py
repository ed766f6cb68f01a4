"""HTTP over lean connections of our own: the way to Telegram, and the way that leads take. See docs/decisions/0007."""
