"""Durable queues: inbox, outbox and dead letters."""
