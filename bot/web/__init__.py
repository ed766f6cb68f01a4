"""HTTP endpoints of the bot: webhook, readiness, metrics."""
