"""What the bot serves over HTTP: the webhook, whether it is well, and figures for monitoring."""
