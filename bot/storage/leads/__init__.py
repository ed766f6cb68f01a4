"""Stored leads: the delivery queue, the records, and paused queues."""
